/** What a mentor leads a room with: injects, switches, the standing and the reveal, taking home. */

import { button, h, number } from "../front/dom.js";
import { since } from "../front/clock.js";
import { switchesOf } from "./switches.js";

const FILES = { "report.html": "Report", "decisions.csv": "Decisions", "forecasts.csv": "Forecasts", "scores.csv": "Scores", "teams.csv": "Teams", "audit.csv": "Log" };

export const levers = (ui, acts) => ({
  inject: () => inject(ui, acts),
  switches: () => switches(ui, acts),
  standing: () => results(ui, acts),
  home: () => takingHome(ui, acts),
  audit: () => audit(ui),
});

// ---- an inject

function inject(ui, acts) {
  const { view } = ui;
  const kinds = view.kinds ?? [];
  if (!kinds.length || view.phase === "revealed") return null;
  const kind = kinds.find((it) => it.type === ui.inject.type) ?? kinds[0];
  const values = (ui.inject.values ??= {});
  const value = (field) => values[field.name] ?? field.value ?? field.choices?.[0]?.value ?? "";
  const send = async (event) => {
    event.preventDefault();
    const chosen = Object.fromEntries(kind.fields.map((it) => [it.name, it.kind === "number" ? Number(value(it)) : value(it)]));
    await acts.tell("/injects", { inject: { type: kind.type, ...chosen } }, "Sent to all teams.");
    if (!ui.refused) acts.set({ inject: { type: kind.type } });
  };
  return h(
    "section",
    { class: "card", "aria-label": "News for everybody" },
    h("h2", {}, "News for everybody"),
    h(
      "form",
      { class: "inject", onsubmit: send },
      h("label", {}, h("span", {}, "What happens"), h("select", { "data-key": "kind", onchange: (event) => acts.set({ inject: { ...ui.inject, type: event.target.value } }) }, kinds.map((it) => h("option", { value: it.type, selected: it === kind }, it.title)))),
      kind.fields.map((it) => field(it, value(it), (changed) => acts.set({ inject: { ...ui.inject, type: kind.type, values: { ...values, [it.name]: changed } } }))),
      h("p", { class: "preview", role: "status" }, preview(kind, value)),
      h("button", { type: "submit", class: "main", "data-key": "send inject" }, "Send to all teams now"),
    ),
    h("p", { class: "soft" }, "It comes on the first day that no team has flown, to all teams alike."),
    view.prepared?.length ? h("ul", { class: "told" }, view.prepared.filter((it) => !it.sent).map((it) => h("li", {}, h("small", {}, `prepared for round ${it.round} `), it.headline))) : null,
    view.injects.length ? h("ul", { class: "told" }, [...view.injects].reverse().map((it) => h("li", {}, h("small", {}, `day ${number(it.day)} `), it.headline))) : null,
  );
}

function field(it, value, change) {
  const own = { "data-key": `inject ${it.name}` };
  if (it.kind === "choice") return h("label", {}, h("span", {}, it.label), h("select", { ...own, onchange: (event) => change(event.target.value) }, it.choices.map((one) => h("option", { value: one.value, selected: one.value === value }, one.text))));
  if (it.kind === "number") return h("label", {}, h("span", {}, it.label), h("span", {}, h("input", { type: "number", min: it.low, max: it.high, step: it.step ?? "any", value, required: true, ...own, oninput: (event) => change(event.target.value) }), it.unit ? ` ${it.unit}` : ""));
  return h("label", {}, h("span", {}, it.label), h("input", { type: "text", value, required: true, maxlength: 160, autocomplete: "off", ...own, oninput: (event) => change(event.target.value) }));
}

/** The sentence that says what it does, with what was chosen. */
function preview(kind, value) {
  const said = (name) => {
    const it = kind.fields.find((one) => one.name === name);
    if (!it) return "…";
    if (it.kind === "choice") return it.choices.find((one) => one.value === value(it))?.text ?? "…";
    if (it.kind === "number") return value(it) === "" ? "…" : `${number(Number(value(it)), 1)}${it.unit ? ` ${it.unit}` : ""}`;
    return value(it) || "…";
  };
  return kind.says.replace(/\{(\w+)\}/g, (_, name) => said(name));
}

// ---- switches

function switches(ui, acts) {
  const change = (instruments, allowed) => acts.tell("/switches", { instruments, allowed }, "Switched for the whole room.", "PUT");
  return h("section", { class: "card", "aria-label": "On all screens" }, h("h2", {}, "On all screens"), switchesOf(ui.view, change, "room"));
}

// ---- the standing and the reveal

function results(ui, acts) {
  const { view } = ui;
  return h(
    "section",
    { class: "card", "aria-label": "Standing and reveal" },
    h("h2", {}, "Standing and reveal"),
    scoring(view),
    h("div", { class: "acts" }, view.phase !== "gathering" ? button(view.shown ? "Hide the standing" : "Show the standing", () => acts.tell("/standing", { show: !view.shown }, view.shown ? "The room does not see the standing any more." : "The room sees the standing, as soon as it is there."), { key: "show" }) : null, reveal(ui, acts)),
  );
}

function scoring({ scoring: it, phase }) {
  if (!it || (it.state === "idle" && !it.words)) return phase === "revealed" ? null : h("p", { class: "soft" }, "Once the storm is revealed, or you show the standing, every team's decisions fly through other storms.");
  if (it.state === "running") return h("p", {}, h("progress", { max: it.of || 1, value: it.done, "aria-label": "Storms flown" }), ` ${number(it.done)} of ${number(it.of)} storms. `, it.words);
  return it.words ? h("p", { class: it.state === "trouble" ? "bad" : "soft" }, it.words) : null;
}

function reveal(ui, acts) {
  const { view } = ui;
  if (view.phase === "revealed") return null;
  if (ui.ask !== "reveal") return button("Reveal the storm", () => acts.set({ ask: "reveal" }), { key: "reveal", disabled: view.phase === "open" || view.phase === "gathering", title: view.phase === "open" ? "Close the round first" : null });
  const left = view.rounds.length - view.round;
  return h(
    "div",
    { class: "sure", role: "group", "aria-label": "Reveal the storm?" },
    h("p", {}, `Everybody sees the storm and gets their flight. ${left ? `The ${left === 1 ? "last round is" : `last ${left} rounds are`} not flown then.` : "It cannot be hidden again."}`),
    h("div", { class: "acts" }, button("Reveal it now", () => acts.tell("/reveal", {}, "The storm is revealed."), { class: "main", key: "reveal" }), button("Not yet", () => acts.set({ ask: "" }), { key: "not revealed" })),
  );
}

// ---- taking home, and deleting

function takingHome(ui, acts) {
  return h(
    "section",
    { class: "card", "aria-label": "Afterwards" },
    h("h2", {}, "Afterwards"),
    h("div", { class: "acts files" }, Object.entries(FILES).map(([file, text]) => button(text, () => acts.keep(file), { key: file, title: file }))),
    h("p", { class: "soft" }, ui.view.phase === "revealed" ? "The storm's fingerprint, as promised: " : "The storm is sealed; its fingerprint: ", h("code", {}, ui.view.commitment)),
    removing(ui, acts),
  );
}

/** It asks for the code, typed, since nothing comes back. */
function removing(ui, acts) {
  const { view } = ui;
  if (ui.ask !== "delete") return h("div", { class: "acts" }, button("Delete this workshop", () => acts.set({ ask: "delete" }), { class: "quiet danger", key: "delete" }));
  const submit = (event) => {
    event.preventDefault();
    const typed = event.target.elements.code.value.trim().toUpperCase();
    if (typed === view.code.toUpperCase()) acts.remove();
    else acts.set({ said: `That is not the code ${view.code}; nothing is deleted.`, refused: true });
  };
  return h(
    "form",
    { class: "sure", onsubmit: submit },
    h("p", {}, "Teams, flights, forecasts and log of this workshop are deleted for good. Take home first what you need."),
    h("label", {}, h("span", {}, `Type ${view.code} to delete it`), h("input", { type: "text", name: "code", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", "data-key": "delete" })),
    h("div", { class: "acts" }, h("button", { type: "submit", class: "danger", "data-key": "delete it" }, "Delete everything"), button("Keep it", () => acts.set({ ask: "" }), { key: "keep" })),
  );
}

function audit({ view, by }) {
  if (!view.audit?.length) return null;
  return h("section", { class: "card", "aria-label": "Log" }, h("details", {}, h("summary", {}, "Log"), h("ol", { class: "told" }, view.audit.map((it) => h("li", {}, h("small", {}, `${since(it.at, by)} · ${it.who} `), it.what)))));
}
