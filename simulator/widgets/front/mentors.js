/** Who mentors whom: a matrix to fill in, and fifty futures of the office in which they do. */

import { chase, stacked } from "./chase.js";
import { button, h, number } from "./dom.js";
import { explorable, said, working } from "./explorable.js";
import { place, ticks } from "./slide.js";

const DOT = 1.6; // per cent of the line that a dot takes
const EVERY = 90; // milliseconds that a future stays

const draw = ({ page, state, ui, send, again }) => {
  const of = page.learners.map((it) => it.mentor).join();
  const come = page.mine.length;
  if (ui.of !== of) ui.seen = come === page.futures ? undefined : { futures: come };
  ui.of = of;
  const seen = chase({ ui, name: "futures", to: come, every: EVERY, again });
  const over = Boolean(page.now) && seen >= page.futures;
  const at = seen > 0 && !over ? seen - 1 : null;
  const some = page.learners.some((it) => it.mentor);
  return h(
    "section",
    { class: "card mentors", "aria-label": "Who mentors whom" },
    h(
      "div",
      { class: "acts" },
      button(`Play ${page.futures} futures`, () => send({ do: "play" }), { class: "main", key: "play", disabled: !state.open || state.busy || !some || over }),
      working({ busy: state.busy, done: come, most: page.futures, send }),
    ),
    state.said || !state.open ? said(state) : h("p", { class: "said", role: "status" }, story({ page, at, over, some })),
    matrix({ page, state, send, over }),
    rows({ page, seen, at, over }),
    tried(page),
  );
};

/** What just happened, in words. */
function story({ page, at, over, some }) {
  if (over) {
    const { more, first } = page.now;
    return `In two years ${maps(more)} than with no mentors, on average of ${page.futures} futures; after the first year it was ${maps(first)}.`;
  }
  if (at !== null) return `Future ${at + 1}: ${page.usual[at]} maps with no mentors, ${page.mine[at]} with them.`;
  if (!some) return "Click where a row meets a column: who learns from whom? A second click takes it back.";
  return "Who mentors gives time to it for a year; who learns is faster ever after. Play two years.";
}

const maps = (value) => `${number(Math.abs(value), 1)} maps ${value < 0 ? "fewer" : "more"}`;

function matrix({ page, state, send, over }) {
  return h(
    "table",
    { class: "matrix" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Who can teach"), h("th", { scope: "col" }, "knows"), h("th", { scope: "col" }, "time"), page.learners.map((it) => h("th", { scope: "col" }, `${it.name} learns`, h("small", {}, over ? `knew ${percent(it.knows)}, after a year ${percent(it.later)}` : `knows ${percent(it.knows)}`))))),
    h("tbody", {}, page.teachers.map((it) => teacher({ it, page, state, send }))),
  );
}

function teacher({ it, page, state, send }) {
  const full = it.asked + it.gives;
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, it.name, h("small", {}, it.does.toLowerCase())),
    h("td", {}, bar("knows", it.knows), h("small", {}, percent(it.knows))),
    h("td", {}, h("div", { class: full > 1 ? "bar over" : "bar", role: "img", "aria-label": `Maps ask for ${percent(it.asked)} of the time, mentoring takes ${percent(it.gives)}` }, h("i", { class: "asked", style: `width:${Math.min(100, 72 * it.asked).toFixed(1)}%` }), h("i", { class: "gives", style: `width:${Math.min(100 - 72 * it.asked, 72 * it.gives).toFixed(1)}%` }), h("span", { class: "whole" })), h("small", {}, `${percent(it.asked)} asked for${it.gives ? `, ${percent(it.gives)} mentors` : ""}`)),
    page.learners.map((one) => {
      const here = one.mentor === it.id;
      return h("td", { class: "cell" }, h("button", { type: "button", class: here ? "pair here" : "pair", "aria-pressed": String(here), "aria-label": `${one.name} learns from ${it.name}`, "data-key": `${one.id} ${it.id}`, disabled: state.busy, onclick: () => send({ do: "pair", learner: one.id, mentor: it.id }) }, here ? "mentors" : "·"));
    }),
  );
}

const bar = (kind, share) => h("div", { class: "bar", "aria-hidden": "true" }, h("i", { class: kind, style: `width:${(100 * share).toFixed(1)}%` }));
const percent = (share) => `${Math.round(100 * share)}\u00a0%`;

/** Futures without mentors and with them. */
function rows({ page, seen, at, over }) {
  const line = { start: 30, end: 110, step: 1 };
  const row = (name, small, values, big, note) =>
    h(
      "div",
      { class: big === null ? "row" : "row mine" },
      h("div", {}, h("b", {}, name), h("small", {}, small)),
      h(
        "div",
        { class: "track" },
        h("span", { class: "floor" }),
        stacked([...values.slice(0, seen)].sort((one, other) => one - other), { line, place, dot: DOT, most: 46 }).map((it) => h("i", { style: it.style })),
        at === null ? null : h("i", { class: "lit", style: `left:${place(values[at], line).toFixed(2)}%;bottom:2px` }),
      ),
      h("div", { class: "sum" }, big === null ? null : [h("span", { class: over && page.now.more < 0 ? "big bad" : "big" }, big), h("small", {}, note)]),
    );
  return h(
    "div",
    { class: "rows" },
    row("No mentors", "everybody at their desk", page.usual, null),
    row("Your matrix", "a year of mentoring", page.mine, over ? number(Math.abs(page.now.more), 1) : "?", over ? (page.now.more < 0 ? "maps fewer in two years" : "maps more in two years") : "maps more, or fewer"),
    h("div", { class: "row axis" }, h("small", {}, "maps delivered in two years; a dot is a future"), h("div", { class: "track flat" }, ...ticks(line, 8)), h("span")),
  );
}

function tried(page) {
  if (!page.tried.length) return null;
  const name = new Map([...page.teachers, ...page.learners].map((it) => [it.id, it.name]));
  const said = (pairs) => pairs.map(([one, other]) => `${name.get(one)} from ${name.get(other)}`).join(", ");
  return h("div", { class: "tried" }, h("small", {}, "Tried:"), h("ul", {}, page.tried.map((it) => h("li", {}, `${said(it.pairs)}: `, h("b", {}, maps(it.more))))));
}

export default explorable(draw);
