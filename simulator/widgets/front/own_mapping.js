/** Map: what a table is about, and which column means which field. */

import { button, count, h } from "./dom.js";
import { select } from "./explorable.js";
import { handIn, input, onward, preview } from "./own_shared.js";

export function mapping(now) {
  const { page, send } = now;
  const it = page.mapped;
  const say = (what, value, more = {}) => send({ do: "columns", sheet: it.sheet, what, value, ...more });
  return h("div", { class: "mapping" },
    kept(now),
    sheets(now, say),
    it.about ? [fields(now, say), questions(now, say), meanings(now, say)] : h("p", {}, "This sheet is left out. Say what it is about, if it belongs to the plan."),
    raw(it),
    it.read ? h("section", { "aria-label": "So we read it" }, h("h2", {}, "So we read it"), preview(it.read)) : null,
    onward(now),
    keep(now));
}

function kept({ page, send, busy }) {
  const { kept: names, name } = page.mapped;
  const others = names.filter((it) => it !== name);
  if (!others.length) return null;
  return h("p", { class: "acts" }, "Mapped such a table before? ", others.map((it) => button(`Use “${it}”`, () => send({ do: "use mapping", name: it }), { key: `use ${it}`, disabled: busy })));
}

function sheets({ page, send, busy }, say) {
  const it = page.mapped;
  const about = Object.fromEntries(it.abouts);
  const words = (one) => `${one.title}: ${one.about ? about[one.about].toLowerCase() : "left out"}`;
  return h("div", { class: "sentence" },
    it.sheets.length > 1 ? select({ key: "sheet", label: `Sheet (${it.sheets.filter((one) => one.about).length} of ${it.sheets.length} are read)`, hidden: false, value: it.sheet, options: it.sheets.map((one) => [one.name, words(one)]), set: (value) => send({ do: "look", sheet: value }), disabled: busy }) : null,
    select({ key: "about", label: "It lists", hidden: false, value: it.about, options: [...it.abouts.map(([name, title]) => [name, title.toLowerCase()]), ["", "nothing for us: leave it out"]], set: (value) => say("about", value), disabled: busy }),
    it.about ? h("label", { class: "choice" }, h("span", {}, it.across ? "Names stand in column" : "Header ends in row"), h("input", { type: "number", min: 0, size: 4, "data-key": "header", value: it.header, disabled: busy, onchange: (event) => say("header", Number(event.target.value), { across: it.across }) })) : null,
    it.about ? h("label", { class: "choice" }, h("input", { type: "checkbox", "data-key": "across", checked: it.across, disabled: busy, onchange: (event) => say("header", it.header, { across: event.target.checked }) }), h("span", {}, "it lies on its side")) : null);
}

function fields(now, say) {
  const { page, ui } = now;
  const it = page.mapped;
  const used = it.fields.filter((one) => one.place >= 0 || one.needed);
  const others = it.fields.filter((one) => one.place < 0 && !one.needed);
  return h("section", { class: "fields", "aria-label": "Fields" },
    table(used, now, say, "Which column means what"),
    others.length ? h("details", { open: ui.more, ontoggle: (event) => (ui.more = event.currentTarget.open) }, h("summary", { "data-key": "more fields" }, `${count(others.length, "more field")} that a column could mean`), table(others, now, say, "More fields")) : null,
    it.left_out.length ? h("p", { class: "small" }, `Left out: ${it.left_out.slice(0, 12).map((one) => one.replace(/\s+/g, " ")).join(", ")}${it.left_out.length > 12 ? ` and ${count(it.left_out.length - 12, "more column")}` : ""}.`) : null);
}

function table(fields, { page, busy }, say, caption) {
  const it = page.mapped;
  const options = [[-1, "none"], ...it.options.map((one) => [one.place, `${one.words}${one.first ? ` (${one.first})` : ""}`])];
  return h("table", {}, h("caption", { class: "unseen" }, caption),
    h("thead", {}, h("tr", {}, ["We need", "Your column", "First value"].map((words) => h("th", { scope: "col" }, words)))),
    h("tbody", {}, fields.map((one) => h("tr", {},
      h("th", { scope: "row" }, one.label, one.needed ? h("span", { class: "needed", title: "needed" }, " needed") : null, one.hint ? h("small", {}, ` ${one.hint}`) : null),
      h("td", {}, select({ key: `field ${one.field}`, label: `${one.label}: column`, value: one.place, options, set: (value) => say("field", Number(value), { field: one.field }), disabled: busy }), one.more ? h("small", {}, ` and ${one.more} more of this name`) : null),
      h("td", { class: "first" }, one.place >= 0 ? one.first || "(empty)" : "")))));
}

const truth = { "": null, yes: true, no: false };
const word = (value) => (value === null ? "" : value ? "yes" : "no");

function questions({ page, busy }, say) {
  const it = page.mapped;
  const asked = [
    it.ask_unit ? select({ key: "unit", label: "A number without a unit is", hidden: false, value: it.unit, options: [["", "what fits the dates"], ["hours", "hours"], ["days", "working days"], ["weeks", "weeks"], ["calendar days", "calendar days"]], set: (value) => say("unit", value), disabled: busy }) : null,
    it.ask_dates ? select({ key: "day first", label: "03/04/2027 is", hidden: false, value: word(it.day_first), options: [["", "not said: 3 April is taken"], ["yes", "3 April"], ["no", "4 March"]], set: (value) => say("day_first", truth[value]), disabled: busy }) : null,
    it.ask_commas ? select({ key: "commas", label: "1,234 is", hidden: false, value: word(it.decimal_comma), options: [["", "not said: a thousand is taken"], ["yes", "a little more than one"], ["no", "a thousand"]], set: (value) => say("decimal_comma", truth[value]), disabled: busy }) : null,
  ].filter(Boolean);
  return asked.length ? h("div", { class: "sentence" }, asked) : null;
}

function meanings({ page, busy }, say) {
  const { meanings: all } = page.mapped;
  if (!all.length) return null;
  const some = (words, title) => h("tr", {}, h("th", { scope: "row" }, title), all.filter((it) => it.words === words).map((it) => h("td", {}, h("label", {}, `${it.word} `, h("input", { type: "number", step: "any", min: 0, size: 4, "data-key": `${words} ${it.word}`, value: it.value, disabled: busy, onchange: (event) => say("meaning", Number(event.target.value), { words, word: it.word }) })))));
  return h("details", {}, h("summary", { "data-key": "meanings" }, "What words such as high and low stand for"), h("div", { class: "wide" }, h("table", {}, h("tbody", {}, some("meanings", "Probability, 0 to 1"), some("sizes", "Impact, working days")))));
}

function raw(it) {
  if (!it.raw.rows.length) return null;
  return h("details", { class: "raw" }, h("summary", { "data-key": "raw" }, "Ten rows as they stand in the file"),
    h("div", { class: "wide", tabindex: "0", role: "region", "aria-label": "Rows of the file" }, h("table", {},
      h("thead", {}, h("tr", {}, h("td", {}), it.raw.heads.map((head, at) => h("th", { scope: "col" }, head, it.raw.meanings[at] ? h("b", {}, ` ${it.raw.meanings[at]}`) : null)))),
      h("tbody", {}, it.raw.rows.map(([number, cells]) => h("tr", {}, h("th", { scope: "row" }, number), cells.map((cell, at) => h("td", { class: it.raw.meanings[at] ? "" : "soft" }, cell))))))),
    it.raw.more ? h("p", { class: "small" }, `${count(it.raw.more, "more column")} to the right.`) : null);
}

function keep(now) {
  const { page, ui, busy } = now;
  const go = () => handIn(now, { do: "keep mapping", name: ui.typed?.["mapping name"] ?? (page.mapped.name || page.name) }, "mapping name");
  return h("div", { class: "acts soft" }, input({ ui, key: "mapping name", label: "Next time the same table? Keep this mapping as", value: page.mapped.name || page.name, size: 22, enter: go, hidden: false }), button("Keep it", go, { key: "keep mapping", disabled: busy }), page.mapped.name ? h("span", {}, `Kept as “${page.mapped.name}”.`) : null);
}
