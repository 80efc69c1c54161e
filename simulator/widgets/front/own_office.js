/** An office of one's own: what the plan left open, as tables to change, and what comes after. */

import { button, h } from "./dom.js";
import { choice, explorable, said, working } from "./explorable.js";
import { letters } from "./own_shared.js";

const HITS = { effort: "work (person-days)", delay: "waiting (working days)", cost: "money (k€)" };

const draw = (all) => {
  const { page } = all;
  return h(
    "section",
    { class: "card own-office", "aria-label": "An office of your own" },
    top(all),
    page.title ? tabs({ all, items: page.steps, now: page.step, act: "step", label: "Steps", wide: true }) : null,
    page.title ? step(all) : null,
    answer(all),
  );
};

function top({ page, state, ui, send, again }) {
  const names = page.names.filter((it) => it !== page.name);
  const left = page.ours ? h("span", { class: "ours-left" }, h("b", {}, `${page.ours}`), page.ours === 1 ? " value is still ours" : " values are still ours") : page.title ? h("span", { class: "soft" }, "every value is yours or your plan's") : null;
  return h(
    "div",
    { class: "top" },
    page.title ? h("div", {}, h("h3", {}, page.title), h("small", { class: "soft" }, page.size)) : h("div", {}, h("h3", {}, "An office of your own"), h("small", { class: "soft" }, names.length ? "Open one that you have saved." : "You have not saved any yet: bring a plan in notebook 15, and save it there.")),
    left,
    page.title ? button("Undo", () => send({ do: "undo" }), { key: "undo", disabled: !page.can_undo || state.busy, title: page.undo ? `Take back: ${page.undo}` : null }) : null,
    page.title && !page.name ? button("Save as an office of yours", () => send({ do: "save" }), { key: "save" }) : null,
    names.length
      ? h(
          "span",
          { class: "opening" },
          choice({ key: "office", label: page.title ? "Another one" : "Which one?", value: ui.name ?? names[0], options: names, set: (value) => { ui.name = value; again(); }, disabled: state.busy }),
          button("Open", () => send({ do: "open", name: names.includes(ui.name) ? ui.name : names[0] }), { key: "open", class: page.title ? "" : "main", disabled: state.busy }),
        )
      : null,
  );
}

/** A row of which one is chosen; arrows move along it. */
function tabs({ all: { send, state }, items, now, act, label, wide = false }) {
  const names = Object.keys(items);
  const go = (event, by) => {
    event.preventDefault();
    send({ do: act, value: names[(names.indexOf(now) + by + names.length) % names.length] });
  };
  return h(
    "div",
    { class: wide ? "tabs wide" : "tabs", role: "group", "aria-label": label },
    names.map((it) =>
      h(
        "button",
        {
          type: "button",
          "data-key": `${act} ${it}`,
          "aria-pressed": it === now ? "true" : "false",
          class: it === now ? "chosen" : "",
          disabled: state.busy,
          onclick: () => send({ do: act, value: it }),
          onkeydown: (event) => (event.key === "ArrowRight" ? go(event, 1) : event.key === "ArrowLeft" ? go(event, -1) : null),
        },
        items[it],
      ),
    ),
  );
}

const step = (all) => ({ look, past, trial, map, fly, back })[all.page.step](all);

function answer({ page, state }) {
  if (state.said) return said(state);
  return h("p", { class: "said", role: "status" }, page.title && page.kept ? `Every change is kept in ${page.kept}` : "");
}

// Look through

function look(all) {
  const { page } = all;
  const it = page.section;
  return h(
    "div",
    { class: "look" },
    tabs({ all, items: page.parts, now: page.part, act: "part", label: "Parts of the office" }),
    h("p", { class: "about soft" }, it.about),
    it.found || page.wish.find || page.wish.only_ours ? finder(all) : null,
    it.tables.map((each) => table(all, each)),
    page.part === "projects" && page.wish.project && it.tables.length > 1 ? newRisk(all) : null,
    it.found ? pager(all) : null,
  );
}

function finder({ page, ui, send }) {
  const ask = (more) => send({ do: "find", find: ui.find ?? page.wish.find, only_ours: page.wish.only_ours, ...more });
  return h(
    "div",
    { class: "acts finder" },
    h("label", {}, "Find ", h("input", { type: "text", size: 18, "data-key": "find", value: ui.find ?? page.wish.find, oninput: (event) => (ui.find = event.target.value), onchange: () => ask({}) })),
    h("label", { class: "box" }, h("input", { type: "checkbox", "data-key": "only ours", checked: page.wish.only_ours, onchange: (event) => ask({ only_ours: event.target.checked }) }), " only where something is ours"),
  );
}

function pager({ page, send }) {
  const it = page.section;
  const go = (by) => send({ do: "turn", page: it.page + by });
  return h(
    "div",
    { class: "acts pager" },
    it.pages > 1 ? button("‹ Before", () => go(-1), { key: "before", disabled: it.page === 0 }) : null,
    h("span", { class: "soft" }, it.pages > 1 ? `page ${it.page + 1} of ${it.pages}, ${it.found} in all` : `${it.found} in all`),
    it.pages > 1 ? button("Next ›", () => go(1), { key: "next", disabled: it.page + 1 >= it.pages }) : null,
  );
}

function table(all, it) {
  const heads = it.heads.some((each) => each);
  return h(
    "div",
    { class: "values" },
    it.title ? h("h4", {}, it.title) : null,
    it.note ? h("p", { class: "soft" }, it.note) : null,
    it.rows.length
      ? h(
          "div",
          { class: "scrolls", tabindex: "0", role: "group", "aria-label": it.title || all.page.section.title },
          h(
            "table",
            {},
            heads ? h("thead", {}, h("tr", {}, h("th", { scope: "col" }, h("span", { class: "unseen" }, "What")), it.heads.map((each) => h("th", { scope: "col" }, each)))) : null,
            h("tbody", {}, it.rows.map((each) => row(all, each))),
          ),
        )
      : it.note ? null : h("p", { class: "soft" }, "Nothing here."),
  );
}

function row(all, it) {
  const { page, send } = all;
  const open = page.wish.project === it.id;
  return h(
    "tr",
    { class: open ? "open" : "" },
    h(
      "th",
      { scope: "row" },
      h("span", { class: "name" }, it.name),
      it.opens
        ? button(it.note, () => send({ do: "project", id: it.id }), { key: `risks ${it.id}`, class: "quiet", "aria-label": `${it.note} of ${it.name}: ${open ? "hide" : "show"}`, "aria-expanded": open ? "true" : "false" })
        : it.note ? h("small", { class: "soft" }, it.note) : null,
      it.can_go ? button("Leave it out", () => send({ do: "change", kind: "drop risk", id: it.id }), { key: `drop ${it.id}`, class: "quiet", "aria-label": `Leave out the risk ${it.name}` }) : null,
    ),
    it.cells.map((each) => h("td", {}, cell(all, each))),
  );
}

function cell({ page, send, state, ui }, it) {
  const key = `${it.kind} ${it.id} ${it.risk} ${it.field}`;
  const set = (value) => {
    delete ui[key];
    if (value !== it.value) send({ do: "change", kind: it.kind, id: it.id, field: it.field, risk: it.risk, value });
  };
  const field =
    it.type === "choice"
      ? choice({ key, label: it.label, value: it.value, options: it.choices, set, hidden: true, disabled: state.busy })
      : h("input", {
          type: it.type === "date" ? "date" : "text",
          inputmode: it.type === "number" ? "decimal" : null,
          size: it.type === "text" ? 16 : 8,
          "data-key": key,
          "aria-label": `${it.label}: ${page.whose[it.whose]}`,
          value: it.value,
          disabled: state.busy,
          onchange: (event) => set(event.target.value),
        });
  return h(
    "span",
    { class: `value ${it.whose}` },
    field,
    h("small", { class: "whose", title: it.why || null }, it.unit && it.type !== "choice" ? h("span", { class: "unit" }, `${it.unit} · `) : null, h("span", { class: "mark" }, page.whose[it.whose])),
  );
}

function newRisk({ page, ui, send, state }) {
  const it = (ui.risk ??= { name: "", probability: "20", impact: "5", hits: "effort", cost: "", helps: "50" });
  const field = (name, label, size) => h("label", {}, `${label} `, h("input", { type: "text", size, "data-key": `new ${name}`, value: it[name], oninput: (event) => (it[name] = event.target.value) }));
  const add = () => {
    send({ do: "change", kind: "add risk", id: page.wish.project, ...it });
  };
  return h(
    "fieldset",
    { class: "new-risk acts" },
    h("legend", {}, "Something else that may happen"),
    field("name", "What", 22),
    field("probability", "%", 4),
    field("impact", "Impact", 6),
    choice({ key: "new hits", label: "costs", value: HITS[it.hits], options: Object.values(HITS), set: (words) => (it.hits = Object.keys(HITS).find((each) => HITS[each] === words)), disabled: state.busy }),
    field("cost", "can be lessened for k€ (may stay empty)", 4),
    field("helps", "by %", 4),
    button("Add it", add, { key: "add risk", disabled: state.busy }),
  );
}

// One's own past

function past(all) {
  const { page, ui, send, state } = all;
  const it = page.learned;
  const bring = async (event) => {
    const files = await Promise.all([...event.target.files].map(async (file) => ({ name: file.name, data: letters(await file.arrayBuffer()) })));
    if (files.length) send({ do: "history", files });
  };
  return h(
    "div",
    { class: "past" },
    h("p", { class: "about soft" }, "What did your projects take, held against what was planned first? The sheet History of the template, finished plans with a baseline, an earlier and a later file of one project, or a Jira export. Nothing leaves this machine."),
    it.taught ? h("p", { class: "taught" }, "The luck of this office is ", h("b", {}, it.taught), ".") : null,
    h(
      "div",
      { class: "acts" },
      h("label", { class: "file" }, "Files ", h("input", { type: "file", multiple: true, "data-key": "files", accept: ".xlsx,.xlsm,.csv,.tsv,.xml,.xer,.gan,.planner,.pod,.mpp,.mpt,.mpx", disabled: state.busy, onchange: bring })),
      it.own_files.length ? button("Look into the plan it came from", () => send({ do: "own history" }), { key: "own history", disabled: state.busy }) : null,
    ),
    it.words.map((each) => h("p", {}, each)),
    it.words.length
      ? h(
          "div",
          { class: "acts" },
          h("label", {}, "Given up before their end (names, with ; between) ", h("input", { type: "text", size: 30, "data-key": "given up", value: ui.up ?? it.given_up, oninput: (event) => (ui.up = event.target.value), onchange: (event) => { delete ui.up; send({ do: "give up", names: event.target.value }); } })),
        )
      : null,
    it.notes.length ? learnedTable(it.notes) : null,
    it.kept.length ? h("div", { class: "kept", role: "group", "aria-label": "How often such forecasts would have held" }, h("h4", {}, "How often such forecasts would have held"), it.kept.map((each) => (each.startsWith(" ") ? h("p", { class: "one" }, each.trim()) : h("p", {}, each)))) : null,
    it.words.length && it.enough
      ? h(
          "div",
          { class: "acts" },
          button("Use it in this office", () => send({ do: "learn", keep_risks: Boolean(ui.keep) }), { key: "learn", class: "main", disabled: state.busy }),
          h("label", { class: "box" }, h("input", { type: "checkbox", "data-key": "keep", checked: Boolean(ui.keep), onchange: (event) => (ui.keep = event.target.checked) }), " keep the risks too (the same delay may count twice)"),
        )
      : null,
    it.taught ? button("Back to the usual luck", () => send({ do: "forget" }), { key: "forget", disabled: state.busy }) : null,
  );
}

function learnedTable(notes) {
  const heads = ["What is learned", "your own", "our default", "weight of your own", "used"];
  return h(
    "div",
    { class: "scrolls", tabindex: "0", role: "group", "aria-label": "What is learned" },
    h(
      "table",
      { class: "numbers-learned" },
      h("thead", {}, h("tr", {}, heads.map((each) => h("th", { scope: "col" }, each)))),
      h("tbody", {}, notes.map(([name, own, usual, weight, used, why]) => h("tr", {}, h("th", { scope: "row" }, name, why ? h("small", { class: "soft" }, why) : null), [own, usual, weight].map((each) => h("td", {}, each)), h("td", {}, h("b", {}, used))))),
    ),
  );
}

// With and without a PMO, on the map, in the air

function trial({ page }) {
  return h("p", { class: "about soft" }, `Your office is played in ${page.worlds} worlds, each of them twice: without a PMO, and with the one you choose below. Say what you expect, then try it. You can stop at any time.`);
}

function map({ page }) {
  return h("div", {}, h("p", {}, page.place), h("p", { class: "about soft" }, "The map is of an office that was made for it; in yours the boundary lies elsewhere. What a PMO brings here only your own worlds tell: see “With and without a PMO”."));
}

function fly({ page, ui, send, state, again }) {
  const world = ui.world ?? "1";
  return h(
    "div",
    { class: "fly" },
    h("p", { class: "about soft" }, "Your own projects in the cockpit. Decide week by week; once the flight is over, its debrief says what was luck, what was decided well, and what the PMO added."),
    h(
      "div",
      { class: "acts" },
      choice({ key: "pmo", label: "Begin with", value: ui.pmo ?? page.pmo, options: page.pmos, set: (value) => { ui.pmo = value; again(); }, disabled: state.busy }),
      h("label", {}, "World ", h("input", { type: "text", inputmode: "numeric", size: 8, "data-key": "world", value: world, oninput: (event) => (ui.world = event.target.value) })),
      button("Fly", () => send({ do: "fly", pmo: ui.pmo ?? page.pmo, world: /^\d+$/.test(world.trim()) ? Number(world) : world }), { key: "fly", class: "main", disabled: state.busy }),
    ),
  );
}

// Given back

function back({ page, send, state, ui, again }) {
  const it = page.back;
  return h(
    "div",
    { class: "back" },
    h("p", { class: "about soft" }, "When will your projects be finished? A range of dates for each of them and for each activity, under the names of your plan, and one page for a steering committee."),
    h(
      "div",
      { class: "acts" },
      button(it.headline ? "Forecast anew" : "Forecast", () => send({ do: "forecast" }), { key: "forecast", class: it.headline ? "" : "main", disabled: state.busy }),
      working({ busy: state.busy, done: it.done, most: it.most, send }),
    ),
    it.headline ? [h("p", { class: "headline" }, h("b", {}, it.headline)), h("ul", {}, it.lines.map((each) => h("li", {}, each))), it.more ? h("p", { class: "soft" }, `and ${it.more} more: see the table`) : null, h("p", { class: "soft" }, it.how)] : null,
    it.headline ? h("div", { class: "acts" }, h("span", {}, "Write it as"), it.endings.map((each) => button(each, () => send({ do: "write", as: each }), { key: `write ${each}`, "aria-label": `Write it as ${each}`, disabled: state.busy }))) : null,
    it.written.length ? h("ul", { class: "written" }, it.written.map((each) => h("li", {}, `written: ${each}`))) : null,
  );
}

export default explorable(draw);
