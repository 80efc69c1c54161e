/** Two years as a river of capacity: three dials, eight quarters, and what is ahead or behind. */

import { chase, stacked } from "./chase.js";
import { button, h, money, number, svg } from "./dom.js";
import { explorable, said, working } from "./explorable.js";
import { handle, place, ticks } from "./slide.js";

const WIDE = 880; // units of the picture
const HIGH = 190; // of the river
const MOST = 9.6; // people that its bed has room for
const DEEP = 130; // of the curve beneath
const WEEKS = 13; // of a quarter
const EVERY = 45; // milliseconds that a week takes
const DOT = 1.3; // per cent of the line that a future takes

const BANKS = [
  ["learning", "learning: better ways, and mentors"],
  ["work", "work: new maps"],
  ["repair", "repair: maps that were wrong"],
  ["tired", "hours in which tired people get nothing done"],
];

const DIALS = {
  overtime: { name: "Overtime", said: (it) => (it ? `${it} hours a week` : "none") },
  improve: { name: "Better ways", said: (it) => (it ? `${Math.round(100 * it)} % of time` : "no time") },
  mentors: { name: "Mentors", said: (it) => (it === 1 ? "for everybody" : it ? "for every second" : "for nobody") },
};

const draw = ({ page, state, ui, send, again }) => {
  const seen = chase({ ui, name: "weeks", to: page.flow.length, every: EVERY, again });
  const over = page.quarter === page.quarters;
  const moving = seen < page.flow.length;
  const lead = page.done.slice(0, seen).map((it, n) => it - page.usual[n]);
  const can = state.open && !state.busy && !moving;
  return h(
    "section",
    { class: "card river", "aria-label": "Two years of capacity" },
    h("div", { class: "dials" }, Object.keys(DIALS).map((name) => dial({ name, page, ui, send, again, disabled: over || state.busy }))),
    h(
      "div",
      { class: "acts" },
      over
        ? [button("Fifty other futures", () => send({ do: "futures" }), { class: "main", key: "futures", disabled: !can || page.played === page.most }), button("Begin again", () => send({ do: "again" }), { key: "again", disabled: state.busy })]
        : [button(`Play quarter ${page.quarter + 1}`, () => send({ do: "play" }), { class: "main", key: "play", disabled: !can }), button("Go on so to the end", () => send({ do: "rest" }), { key: "rest", disabled: !can })],
      working({ busy: state.busy, done: page.played, most: page.most, send }),
    ),
    state.said || !state.open ? said(state) : h("p", { class: "said", role: "status" }, story({ page, seen, lead, moving })),
    h(
      "div",
      { class: "plot" },
      h("div", { class: "bed" }, flow({ page, seen }), decided(page), curve({ page, lead })),
      h(
        "div",
        { class: "sum" },
        h("span", { class: "big" }, seen ? signed(lead.at(-1)) : "?"),
        h("small", {}, seen ? `maps against as ever, after ${seen} weeks` : "maps against as ever"),
        seen ? h("small", {}, `${page.done[seen - 1]} maps drawn${each(page, seen)}`) : null,
        page.overtime ? h("small", {}, `${money(page.overtime)} of overtime`) : null,
        BANKS.map(([kind, name]) => h("span", { class: "key" }, h("i", { class: kind }), name)),
      ),
    ),
    page.rows.length ? futures(page) : null,
  );
};

/** What just happened, in words. */
function story({ page, seen, lead, moving }) {
  if (!seen) return "Set three dials for the first quarter, and play it. Then set them anew: you have eight quarters.";
  const now = page.flow[seen - 1];
  const quarter = Math.ceil(seen / WEEKS);
  const ahead = lead.at(-1);
  const behind = ahead === 0 ? "as many maps as ever" : `${Math.abs(ahead)} maps ${ahead > 0 ? "more" : "fewer"} than as ever`;
  const hours = ["work", "repair", "learning"].map((it) => `${number(now[it], 1)} ${{ work: "draw", repair: "mend", learning: "learn" }[it]}`);
  const tired = now.tired > 0.05 ? `, and ${number(now.tired, 1)} might as well sleep` : "";
  const where = moving ? `Week ${seen}` : page.quarter === page.quarters ? "Two years are over" : `Quarter ${quarter} is over`;
  return `${where}: in ${number(page.people)} people’s hours, ${hours.join(", ")}${tired}. All in all ${behind}.`;
}

/** How many days of somebody a map takes, all hours counted, in the last quarter. */
function each(page, seen) {
  const since = seen - WEEKS;
  if (since < 0) return "";
  const days = page.flow.slice(since, seen).reduce((sum, it) => sum + 5 * BANKS.reduce((all, [kind]) => all + it[kind], 0), 0);
  const maps = page.done[seen - 1] - (since ? page.done[since - 1] : 0);
  return maps ? `; in the last quarter one took ${number(days / maps)} days of somebody’s time` : "";
}

/** One dial: a handle on the places where it can stand. */
function dial({ name, page, ui, send, again, disabled }) {
  const places = page.places[name];
  const given = ui[name] ?? places.indexOf(page.dials[name]);
  const line = { start: 0, end: places.length - 1, step: 1 };
  const words = DIALS[name].said(places[given]);
  return h(
    "div",
    { class: "dial" },
    h("div", { class: "named" }, h("b", {}, DIALS[name].name), h("span", {}, words)),
    h(
      "div",
      { class: "numbers" },
      h("div", { class: "rail" }),
      handle({
        key: name, label: DIALS[name].name, value: given, text: words, line, disabled,
        set: (value) => { ui[name] = value; again(); },
        done: (value) => { delete ui[name]; send({ do: "dial", name, value: places[value] }); },
      }),
    ),
  );
}

/** The river: its width is everybody’s hours. */
function flow({ page, seen }) {
  const weeks = WEEKS * page.quarters;
  const x = (week) => (WIDE * week) / weeks;
  const scale = HIGH / MOST;
  const shown = page.flow.slice(0, seen);
  const whole = (it) => BANKS.reduce((sum, [kind]) => sum + it[kind], 0);
  const edges = shown.map((it) => {
    let y = HIGH / 2 - (whole(it) * scale) / 2;
    return [y, ...BANKS.map(([kind]) => (y += it[kind] * scale))];
  });
  const edge = (n) => [[0, edges[0][n]], ...edges.map((it, week) => [x(week + 1), it[n]])];
  const bank = (n) => `M${[...edge(n), ...edge(n + 1).reverse()].map((it) => it.map((one) => one.toFixed(1)).join(",")).join("L")}Z`;
  const last = shown.at(-1);
  const words = last ? `Week ${seen}: work ${number(last.work, 1)}, repair ${number(last.repair, 1)}, learning ${number(last.learning, 1)}, tired ${number(last.tired, 1)} people` : "The river has not begun to flow";
  return svg(
    "svg",
    { viewBox: `0 0 ${WIDE} ${HIGH}`, class: "flow", role: "img", "aria-label": words, preserveAspectRatio: "none" },
    Array.from({ length: page.quarters + 1 }, (_, n) => svg("line", { x1: x(WEEKS * n), x2: x(WEEKS * n), y1: 0, y2: HIGH, class: "mark" })),
    [-1, 1].map((side) => svg("line", { x1: 0, x2: WIDE, y1: HIGH / 2 + (side * page.people * scale) / 2, y2: HIGH / 2 + (side * page.people * scale) / 2, class: "six" })),
    shown.length ? BANKS.map(([kind], n) => svg("path", { d: bank(n), class: kind })) : null,
  );
}

/** What was decided, quarter by quarter. */
function decided(page) {
  return h(
    "ol",
    { class: "decided", style: `grid-template-columns:repeat(${page.quarters}, minmax(0, 1fr))` },
    Array.from({ length: page.quarters }, (_, n) => {
      const it = page.plan[n];
      const words = it ? [it.overtime ? `+${it.overtime} h` : "", it.improve ? `${Math.round(100 * it.improve)} % better` : "", it.mentors ? "mentors" : ""].filter(Boolean) : [];
      return h("li", {}, h("b", {}, String(n + 1)), it ? words.join(", ") || "as ever" : "");
    }),
  );
}

/** Maps ahead of as ever, or behind. */
function curve({ page, lead }) {
  const weeks = WEEKS * page.quarters;
  const most = Math.max(10, ...lead.map(Math.abs), ...page.before.map(Math.abs));
  const x = (week) => (WIDE * week) / weeks;
  const y = (value) => DEEP / 2 - (value * (DEEP / 2 - 8)) / most;
  const path = (values) => `M0,${y(0)}${values.map((it, week) => `L${x(week + 1).toFixed(1)},${y(it).toFixed(1)}`).join("")}`;
  const area = (values, side) => `${path(values.map((it) => (side > 0 ? Math.max(0, it) : Math.min(0, it))))}L${x(values.length).toFixed(1)},${y(0)}Z`;
  const now = lead.length ? lead.at(-1) : 0;
  return h(
    "div",
    { class: "ahead" },
    svg(
      "svg",
      { viewBox: `0 0 ${WIDE} ${DEEP}`, role: "img", "aria-label": lead.length ? `After ${lead.length} weeks ${signed(now)} maps; ${lowest(lead)}` : "Maps ahead of as ever: not played yet", preserveAspectRatio: "none" },
      lead.length ? [svg("path", { d: area(lead, 1), class: "more" }), svg("path", { d: area(lead, -1), class: "less" })] : null,
      svg("line", { x1: 0, x2: WIDE, y1: y(0), y2: y(0), class: "zero" }),
      page.before.length ? svg("path", { d: path(page.before), class: "before" }) : null,
      lead.length ? svg("path", { d: path(lead), class: "line" }) : null,
    ),
    h("small", { class: "up" }, `${most} maps ahead of as ever`),
    h("small", { class: "down" }, `${most} behind${page.before.length ? "; the thin line is your last try" : ""}`),
  );
}

const lowest = (lead) => `at worst ${signed(Math.min(0, ...lead))}`;

/** The same three ways in fifty futures. */
function futures(page) {
  const line = { start: -40, end: 60, step: 1 };
  return h(
    "div",
    { class: "rows" },
    page.rows.map((row) =>
      h(
        "div",
        { class: row.name === "Yours" ? "row mine" : "row" },
        h("b", {}, row.name),
        h("div", { class: "track" }, h("span", { class: "floor" }), h("span", { class: "nought", style: `left:${place(0, line).toFixed(2)}%` }), stacked([...row.more].sort((one, other) => one - other), { line, place, dot: DOT, most: 40, kind: (it) => (it > 0 ? "kept" : it < 0 ? "late" : null) }).map((it) => h("i", { class: it.kind, style: it.style }))),
        h("b", {}, row.mean === null ? "?" : signed(row.mean)),
      ),
    ),
    h("div", { class: "row axis" }, h("small", {}, "maps against as ever, after two years; a dot is a future"), h("div", { class: "track flat" }, ...ticks(line, 10, (it) => signed(it))), h("span")),
  );
}

const signed = (value) => (Math.round(value) > 0 ? "+" : "") + number(Math.round(value) || 0);

export default explorable(draw);
