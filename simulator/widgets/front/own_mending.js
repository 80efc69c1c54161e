/** Mend: questions that a plan leaves open, and findings to be worked off. */

import { button, count, h } from "./dom.js";
import { select } from "./explorable.js";
import { forget, handIn, input, onward, typed } from "./own_shared.js";

export function mending(before) {
  const now = { ...before, drawn: new Set() };
  const it = now.page.mending;
  return h("div", { class: "mending" },
    h("div", { class: "asked" }, people(now), h("div", { class: "beside" }, status(now), dates(now), risks(now))),
    findings(now),
    onward(now),
    it.more_said ? h("p", { class: "small" }, `${count(it.more_said, "value of the plan was", "values of the plan were")} corrected by hand. The file itself stays as it is; the mended plan can be written as a workbook in the last step.`) : null);
}

/** Who does this, how many are they? */
function people(now) {
  const { page, ui, send, busy } = now;
  const it = page.mending;
  const pools = [["phase", "phase"], ["prefix", "first word of the id"], ["project", "project"], ["file", "file: one pool for all"], ["nobody", "nobody: it needs no people"]];
  const go = () => {
    const many = typed(ui, "many ");
    const who = typed(ui, "who ");
    const names = [...new Set([...Object.keys(many), ...Object.keys(who)])];
    handIn(now, { do: "staff", people: names.map((name) => ({ name, people: many[name] ?? "", who: who[name] ?? "" })) }, "many ", "who ");
  };
  if (!it.people.length && !it.nobody) return null;
  return h("section", { class: "panel", "aria-label": "Who does the work" },
    h("h2", {}, "Who does this, and how many are they?"),
    it.nobody ? h("div", { class: "sentence" }, h("span", {}, `${count(it.nobody, "activity names", "activities name")} nobody.`), select({ key: "pools", label: "One pool for each", hidden: false, value: it.pools, options: pools, set: (value) => send({ do: "answer", field: "pools", value }), disabled: busy })) : null,
    it.people.length ? h("div", { class: "long", "data-scroll": "people", tabindex: "0", role: "region", "aria-label": "People and pools" }, h("table", {}, h("caption", { class: "unseen" }, "People and pools"),
      h("thead", {}, h("tr", {}, ["Who", "How many", "Activities"].map((words) => h("th", { scope: "col" }, words)))),
      h("tbody", {}, it.people.map((one) => h("tr", {},
        h("td", {}, one.pool ? input({ ui, key: `who ${one.name}`, label: `Who does ${one.name}`, value: one.name, size: 20, list: "pmo-own-names", enter: go, disabled: busy }) : one.name),
        h("td", {}, input({ ui, key: `many ${one.name}`, label: `How many are ${one.name}`, value: `${+one.people.toFixed(2)}`, size: 4, enter: go, disabled: busy }), one.said ? null : h("small", {}, one.pool ? " as many as needed" : " not said")),
        h("td", { class: "number" }, one.activities)))))) : null,
    h("datalist", { id: "pmo-own-names" }, it.names.map((name) => h("option", { value: name }))),
    it.more_people ? h("p", { class: "small" }, `${count(it.more_people, "more pool is", "more people or pools are")} not listed here.`) : null,
    it.people.length ? h("div", { class: "acts" }, button("So it is", go, { key: "staff", disabled: busy }), h("small", {}, "Pools that get one name are the same people.")) : null);
}

function status(now) {
  const { page, ui, send, busy } = now;
  const it = page.mending;
  const go = () => {
    handIn(now, { do: "answer", field: "status", value: ui.typed?.["status date"] ?? it.status }, "status date");
  };
  return h("section", { class: "panel", "aria-label": "Status date" }, h("h2", {}, "How far is it?"), h("p", {}, it.took),
    h("div", { class: "acts" }, input({ ui, key: "status date", type: "date", label: "Known until", value: it.status, enter: go, hidden: false, disabled: busy }), button("Set", go, { key: "set status", disabled: busy }), it.status ? button("Clear", () => { forget(ui, "status date"); send({ do: "answer", field: "status", value: "" }); }, { key: "clear status", class: "quiet", disabled: busy }) : null));
}

function dates({ page, send, busy }) {
  const it = page.mending;
  if (!it.ask_dates && it.dates === "gaps") return null;
  return h("section", { class: "panel", "aria-label": "Dates and links" }, h("h2", {}, "Dates or links?"), h("p", {}, it.ask_dates ? `${count(it.ask_dates, "activity starts later than its links ask", "activities start later than their links ask")} for.` : "Links decide."),
    select({ key: "dates", label: "Which dates hold", value: it.dates === "all" ? "gaps" : it.dates, options: [["gaps", "their dates hold"], ["none", "links decide, dates go"]], set: (value) => send({ do: "answer", field: "dates", value }), disabled: busy }));
}

function risks({ page, send, busy }) {
  const it = page.mending;
  if (!it.usual_risks && it.risks) return null;
  return h("section", { class: "panel", "aria-label": "Usual risks" }, h("h2", {}, "Risks"),
    h("label", {}, h("input", { type: "checkbox", "data-key": "risks", checked: it.risks, disabled: busy, onchange: (event) => send({ do: "answer", field: "risks", value: event.target.checked }) }), it.risks ? ` ${count(it.usual_risks, "risk is a usual one", "risks are usual ones")} of projects of this size, not your plan's` : " usual risks for projects that list none"));
}

const MEANINGS = { suspicious: "looks wrong", assumed: "taken for granted", "left out": "left out" };

function findings(now) {
  const { page, send, busy } = now;
  const it = page.mending;
  const all = Object.values(it.counts).reduce((sum, one) => sum + one, 0);
  const chip = (kind, words, count) => h("label", { class: it.kind === kind ? "chosen" : "" }, h("input", { type: "radio", name: "pmo-own-kind", "data-key": `kind ${kind}`, checked: it.kind === kind, onchange: () => send({ do: "look", kind }) }), ` ${words} (${count})`);
  return h("section", { class: "findings", "aria-label": "Findings" },
    h("h2", {}, "What there is to say about your plan"),
    h("div", { class: "answers", role: "radiogroup", "aria-label": "Which findings" }, chip("", "everything", all), chip("asking", "asks for something", it.asking), Object.entries(MEANINGS).map(([kind, words]) => chip(kind, words, it.counts[kind])),
      h("label", { class: "all" }, h("input", { type: "checkbox", "data-key": "show all", checked: it.all, onchange: (event) => send({ do: "look", all: event.target.checked }) }), " also what is ticked off")),
    it.sorts.length ? it.sorts.map((sort, at) => sorted(sort, now, at === 0)) : h("p", { class: "good" }, "✓ Nothing is left to be worked off."));
}

function sorted(sort, now, first) {
  const { send, busy } = now;
  const files = new Set(sort.found.map((it) => it.file)).size > 1;
  return h("article", { class: `sort ${sort.kind.replace(" ", "-")}` },
    h("header", { class: "acts" }, h("h3", {}, sort.about[0].toUpperCase() + sort.about.slice(1)), h("span", { class: "tag" }, MEANINGS[sort.kind]), h("span", { class: "soft" }, sort.open === sort.count ? `${sort.count}` : `${sort.open} of ${sort.count} left`),
      sort.open ? button(sort.count > 1 ? "Tick all off" : "Tick off", () => send({ do: "tick", sort: sort.about, on: true }), { key: `tick ${sort.kind} ${sort.about}`, class: "quiet", "aria-label": `Tick off: ${sort.about}`, disabled: busy }) : button("Bring back", () => send({ do: "tick", sort: sort.about, on: false }), { key: `back ${sort.kind} ${sort.about}`, class: "quiet", "aria-label": `Bring back: ${sort.about}`, disabled: busy })),
    h("div", { class: "wide" }, h("table", {}, h("caption", { class: "unseen" }, sort.about),
      h("colgroup", {}, ["mark", "where", "value", "what", "todo"].map((name) => h("col", { class: name }))),
      h("thead", { class: first ? null : "unseen" }, h("tr", {}, h("th", { scope: "col" }, h("span", { class: "unseen" }, "Done")), ["Where", "Value", "What we made of it", "What to do"].map((words) => h("th", { scope: "col" }, words)))),
      h("tbody", {}, sort.found.map((it) => finding(it, now, files))))),
    sort.more ? button(`${sort.more} more`, () => send({ do: "look", open: sort.about }), { key: `more ${sort.about}`, class: "quiet", "aria-label": `${sort.more} more: ${sort.about}` }) : null);
}

const WORDS = { people: "Say who, how many", status: "Set the status date", dates: "Dates or links", risks: "Switch usual risks", map: "Map it otherwise", projects: "Say what a project is", row: "Correct it" };
const LEADS = { people: "staff", status: "status date", dates: "dates", risks: "risks" };

function finding(it, now, files) {
  const { page, send, busy, root } = now;
  const form = page.mending.form;
  const open = form && it.form === "row" && form.about === it.about && form.key === it.key;
  const first = open && !now.drawn.size; // a row of which several things are said has one form
  if (first) now.drawn.add(form.key);
  const mend = () => {
    if (it.form === "map") return send({ do: "step", step: "map" });
    if (it.form === "projects") return send({ do: "step", step: "look" });
    if (it.form === "row") return open ? send({ do: "look", about: "", key: "" }) : send({ do: "look", about: it.about, key: it.key });
    const field = root.querySelector(`[data-key="many ${CSS.escape(it.value)}"]`) ?? root.querySelector(`[data-key="${LEADS[it.form]}"]`);
    field?.focus();
    field?.scrollIntoView({ block: "center" });
  };
  const place = [files ? it.file : "", it.sheet ? `sheet ${it.sheet}` : "", it.row ? `row ${it.row}` : "", it.column].filter(Boolean).join(", ");
  const leads = it.form && (it.form !== "map" || page.steps.some((one) => one.step === "map"));
  return [
    h("tr", { class: it.ticked ? "ticked" : "" },
      h("td", {}, h("input", { type: "checkbox", "data-key": `mark ${it.mark}`, "aria-label": `Done: ${it.value || it.what}`, checked: it.ticked, disabled: busy, onchange: (event) => send({ do: "tick", marks: [it.mark], on: event.target.checked }) })),
      h("td", { class: "where" }, place || "the plan"), h("td", { class: "value" }, it.value), h("td", {}, it.what),
      h("td", {}, it.todo, leads ? h("div", {}, button(open ? "Close" : WORDS[it.form], mend, { key: `mend ${it.mark}`, class: "mini", "aria-expanded": it.form === "row" ? String(Boolean(open)) : null, disabled: busy })) : null)),
    first ? h("tr", { class: "form" }, h("td", { colspan: 5 }, row(form, now))) : null,
  ];
}

function row(form, now) {
  const { ui, send, busy } = now;
  const start = `row ${form.about} ${form.key} `;
  const go = () => handIn(now, { do: "mend", about: form.about, key: form.key, values: typed(ui, start) }, start);
  return h("div", { class: "row", role: "group", "aria-label": `Correct ${form.title}` },
    h("p", {}, h("b", {}, form.title), h("small", {}, ` ${form.where}`)),
    h("div", { class: "inputs" }, form.inputs.map((it) => input({ ui, key: start + it.field, type: it.kind === "date" ? "date" : "text", label: it.label, value: it.value, size: it.kind === "text" ? 24 : 8, enter: go, hidden: false, disabled: busy }))),
    h("div", { class: "acts" }, button("Correct it", go, { class: "main", key: "correct", disabled: busy }), button("Leave it", () => { forget(ui, start); send({ do: "look", about: "", key: "" }); }, { key: "leave", class: "quiet" })));
}
