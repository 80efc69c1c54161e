/** A workshop in a shared folder: made, opened round by round, watched, revealed. */

import { button, h, money, number } from "./dom.js";
import { explorable, said } from "./explorable.js";
import { roundLine } from "./round_line.js";

const PHASES = { gathering: "Teams come in; no round is open yet.", closed: "Nobody flies.", revealed: "The storm is revealed." };

const draw = (now) => {
  const { page, state } = now;
  return h(
    "section",
    { class: "card leading", "aria-label": "A workshop in a folder" },
    folder(now),
    page.trouble ? h("p", { class: "said bad" }, page.trouble) : null,
    state.said ? said(state) : h("p", { class: "said", role: "status" }, story(page)),
    page.there ? [rounds(now), board(now), refused(page), outside(now), promise(page)] : page.trouble ? null : make(now),
    h("p", { class: "small trust" }, page.trust),
  );
};

function story(page) {
  if (!page.there) return "Name a folder that all laptops reach, or one on a stick; then make the workshop there.";
  const where = page.phase === "open" ? `Round ${now(page)} is open, to day ${page.until} (${page.date}): ${page.done} of ${page.teams.length} teams have flown it.` : PHASES[page.phase];
  return `${where} Looked at ${page.looked}.`;
}

const now = (page) => page.rounds.find((it) => it.state === "now")?.number;

/** A field whose words stay while all is drawn anew. */
function field({ ui, key, label, value = "", size = 34, enter, ...more }) {
  const set = (event) => (ui[key] = event.target.value);
  const pressed = (event) => event.key === "Enter" && enter?.();
  return h("label", { class: "field" }, h("span", {}, label), h("input", { type: "text", size, value: ui[key] ?? value, "data-key": key, oninput: set, onkeydown: pressed, autocomplete: "off", ...more }));
}

function folder({ page, ui, send }) {
  const go = () => {
    const value = ui.folder ?? page.folder;
    ui.folder = undefined;
    send({ do: "folder", value });
  };
  return h("div", { class: "acts" }, field({ ui, key: "folder", label: "Folder", value: page.folder, size: 46, enter: go }), button("Look into this folder", go, { key: "go" }));
}

function make({ page, ui, send }) {
  ui.rounds ??= "6";
  const go = () => send({ do: "make", rounds: Number(ui.rounds), title: ui.title ?? "", undo: Boolean(ui.undo), replay: Boolean(ui.replay) });
  const tick = (key, words) => h("label", { class: "allows" }, h("input", { type: "checkbox", "data-key": key, checked: Boolean(ui[key]), onchange: (event) => (ui[key] = event.target.checked) }), words);
  return h(
    "div",
    { class: "make" },
    h("p", {}, "It is made of the world above: ", h("b", {}, page.would), "."),
    h("div", { class: "acts" }, field({ ui, key: "title", label: "What it is called", size: 28, placeholder: "Friday" }), field({ ui, key: "rounds", label: "Rounds", size: 3, inputmode: "numeric" })),
    h("div", { class: "acts" }, tick("undo", "teams may take back the last step"), tick("replay", "teams may change the past")),
    h("div", { class: "acts" }, button("Make the workshop", go, { class: "main", key: "make" })),
  );
}

function rounds({ page, ui, send, again }) {
  const last = page.rounds.every((it) => it.state === "done");
  const ask = (asking) => () => {
    ui.asking = asking;
    again();
  };
  const reveal = () => {
    ui.asking = false;
    send({ do: "reveal" });
  };
  const next = page.rounds.find((it) => it.state === "to come");
  return h(
    "div",
    { class: "head" },
    h("h3", {}, page.title),
    roundLine(page.rounds),
    h(
      "div",
      { class: "acts" },
      page.phase === "open" ? button(`Close round ${now(page)}`, () => send({ do: "close" }), { key: "close" }) : null,
      page.phase !== "open" && page.phase !== "revealed" && next ? button(`Open round ${next.number}`, () => send({ do: "open" }), { class: "main", key: "open" }) : null,
      button("Look again", () => send({ do: "look" }), { key: "look" }),
      page.phase === "revealed"
        ? null
        : ui.asking
          ? h("span", { class: "acts", role: "group", "aria-label": "Reveal the storm?" }, h("span", { class: "soft" }, "No more rounds after it."), button("Yes, reveal it", reveal, { key: "yes" }), button("Not yet", ask(false), { key: "no" }))
          : button("Reveal the storm", ask(true), { key: "reveal", class: last ? "main" : "quiet" }),
      page.code && !page.sent.length ? h("span", { class: "soft" }, "Without the file: the code ", h("b", {}, page.code), " in the lobby is the same storm.") : null,
    ),
  );
}

function board({ page }) {
  if (!page.teams.length) return h("p", { class: "soft" }, "No team's flight lies here yet. Teams open the notebook “In a workshop”, name this folder and themselves, and come in.");
  const head = ["Team", "Where", "Latest decision", "Net so far", "Expects, k€"].map((it) => h("th", { scope: "col" }, it));
  return h("table", { class: "board" }, h("thead", {}, h("tr", {}, head)), h("tbody", {}, page.teams.map((it) => row(it, page))));
}

function row(it, page) {
  const lines = page.rounds.map((one) => h("i", { class: "mark", style: `left:${((100 * one.until) / page.rounds.at(-1).until).toFixed(2)}%` }));
  return h(
    "tr",
    { class: it.quiet ? "stuck" : it.done ? "done" : "" },
    h("th", { scope: "row" }, it.name, it.quiet ? h("small", { class: "sign" }, `◔ nothing new for ${it.quiet} minutes`) : null),
    h("td", {}, h("div", { class: "track", "aria-hidden": "true" }, h("i", { class: "bar", style: `width:${(100 * it.share).toFixed(1)}%` }), lines), h("small", {}, it.stands, it.done ? " ✓" : "")),
    h("td", {}, it.last || h("span", { class: "soft" }, "none"), h("small", {}, it.decisions === 1 ? "1 decision" : `${number(it.decisions)} decisions`, it.flags.map((flag) => ` · ⚑ ${flag}`))),
    h("td", { class: "sum", "data-what": "net so far" }, money(it.net)),
    h("td", { class: "sum", "data-what": "expects, k€" }, it.forecast || h("span", { class: "soft" }, "–")),
  );
}

function refused(page) {
  if (!page.refused.length) return null;
  return h(
    "div",
    { class: "refused" },
    h("h4", {}, page.refused.length === 1 ? "1 flight does not count" : `${page.refused.length} flights do not count`),
    h("ul", {}, page.refused.map((it) => h("li", {}, h("b", {}, it.name), ` ${it.why}.`))),
  );
}

/** What comes from outside: a form for each kind, filled in here and sent to all alike. */
function outside({ page, ui, send, again }) {
  if (page.phase === "revealed") return sent(page);
  const kind = page.kinds.find((it) => it.type === ui.kind) ?? page.kinds[0];
  const filled = (ui.filled ??= {});
  const values = (filled[kind.type] ??= Object.fromEntries(kind.fields.map((it) => [it.name, it.kind === "choice" ? it.choices[0]?.value : (it.value ?? "")])));
  const go = () => {
    const inject = { type: kind.type, ...values };
    for (const it of kind.fields) if (it.kind === "number") inject[it.name] = Number(values[it.name]);
    send({ do: "send", inject });
  };
  const choose = (event) => {
    ui.kind = event.target.value;
    again();
  };
  return h(
    "details",
    { class: "outside", open: Boolean(ui.outside), ontoggle: (event) => (ui.outside = event.target.open) },
    h("summary", { "data-key": "outside" }, "Have something come from outside, to all teams"),
    h("div", { class: "acts" }, h("label", { class: "field" }, h("span", {}, "What"), h("select", { "data-key": "kind", onchange: choose }, page.kinds.map((it) => h("option", { value: it.type, selected: it === kind }, it.title)))), kind.fields.map((it) => input({ it, values, kind }))),
    h("div", { class: "acts" }, button("Send it to all", go, { key: "send" }), h("span", { class: "soft" }, "It comes on the first day that nobody has flown yet. Teams see it once they look for news.")),
    sent(page),
  );
}

function input({ it, values, kind }) {
  const set = (event) => (values[it.name] = event.target.value);
  const key = `${kind.type} ${it.name}`;
  if (it.kind === "choice") return h("label", { class: "field" }, h("span", {}, it.label), h("select", { "data-key": key, onchange: set }, it.choices.map((one) => h("option", { value: one.value, selected: one.value === values[it.name] }, one.text))));
  const wide = it.kind === "text" ? { type: "text", size: 40 } : { type: "text", size: 6, inputmode: "decimal" };
  return h("label", { class: "field" }, h("span", {}, it.unit ? `${it.label}, ${it.unit}` : it.label), h("input", { ...wide, "data-key": key, value: String(values[it.name]), oninput: set, autocomplete: "off" }));
}

const sent = (page) => (page.sent.length ? h("ul", { class: "sent" }, page.sent.map((it) => h("li", {}, `◆ sent to all: ${it}`))) : null);

const promise = (page) => h("p", { class: "small" }, page.phase === "revealed" ? "Revealed in the workshop's file; the report has the line to check. Promised: " : "Promised to the room, and revealed at the end: the storm and the worlds of the comparison, as ", h("code", {}, page.commitment));

export default explorable(draw);
