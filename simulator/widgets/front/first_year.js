/** An office that starts from nothing: how much more or less is done, week by week. */

import { button, h, number, svg } from "./dom.js";
import { explorable, said, still, working } from "./explorable.js";
import { handle, ticks } from "./slide.js";

const WIDE = 640; // units of the picture
const HIGH = 210;
const STEP = 260; // milliseconds a month takes

const draw = ({ page, state, ui, send, again }) => {
  const last = page.weeks.length - 1;
  const curve = page.curves.find((it) => it.name === page.way);
  const full = curve && curve.offices === page.offices;
  ui.at ??= 0;
  if (!full) ui.at = 0;
  ui.end = () => clearInterval(ui.timer);
  const line = { start: 0, end: page.weeks[last], step: page.weeks[1] };
  const go = (value) => {
    stop(ui);
    ui.at = Math.round(value / line.step);
    again();
  };
  return h(
    "section",
    { class: "card year", "aria-label": "The first two years of an office" },
    h(
      "div",
      { class: "acts", role: "group", "aria-label": "How the office begins" },
      page.ways.map((it) => h("button", { type: "button", class: it === page.way ? "way chosen" : "way", "data-key": it, "aria-label": it, "aria-pressed": String(it === page.way), disabled: state.busy, onclick: () => pick(it, { ui, send }) }, it)),
    ),
    h(
      "div",
      { class: "acts" },
      button("Found it in fifty worlds", () => send({ do: "play" }), { class: "main", key: "play", disabled: !state.open || state.busy || full }),
      button(ui.timer ? "Pause" : "Let the weeks pass", () => pass({ ui, last, again }), { key: "pass", disabled: !full }),
      working({ busy: state.busy, done: (curve?.offices ?? 0) + page.unseen[0], most: page.offices + page.unseen[1], send }),
    ),
    state.said || !state.open ? said(state) : h("p", { class: "said", role: "status" }, story({ page, curve, full, at: ui.at, last })),
    h(
      "div",
      { class: "field" },
      h("div", {}, chart({ page, curve: full ? curve : null, at: ui.at, last }), h("div", { class: "numbers" }, h("div", { class: "rail" }), ...ticks(line, 8, String), handle({ key: "week", label: "Week", value: page.weeks[ui.at], text: `week ${page.weeks[ui.at]}`, line, set: go, disabled: !full })), h("small", { class: "soft" }, page.curves.length > 1 ? "weeks since the office was founded; dashed: what else you have founded" : "weeks since the office was founded")),
      sum({ page, curve: full ? curve : null, at: ui.at, last }),
    ),
  );
};

function pick(way, { ui, send }) {
  stop(ui);
  ui.at = 0;
  send({ do: "way", way });
}

function stop(ui) {
  clearInterval(ui.timer);
  ui.timer = null;
}

/** Let months pass one by one; where motion is not welcome, all at once. */
function pass({ ui, last, again }) {
  if (ui.timer) {
    stop(ui);
    return again();
  }
  if (still()) {
    ui.at = last;
    return again();
  }
  if (ui.at >= last) ui.at = 0;
  ui.timer = setInterval(() => {
    ui.at += 1;
    if (ui.at >= last) stop(ui);
    again();
  }, STEP);
  return again();
}

const days = (it) => `${number(Math.abs(it))} person-days ${it < 0 ? "less" : "more"}`;

function story({ page, curve, full, at, last }) {
  if (!curve) return "Choose how it begins, and found it.";
  if (!full) return `${curve.offices} of ${page.offices} worlds …`;
  if (at === 0) return "Day one. Let the weeks pass, or drag the week.";
  const now = `Week ${page.weeks[at]}: ${days(curve.mean[at])} is done than without an office.`;
  if (at < last) return now;
  if (curve.even === null) return curve.lowest > -1 ? "It is never behind: what it begins with helps within weeks." : "It has not come back to even in two years.";
  return `It was behind until week ${number(curve.even)}, and furthest in week ${curve.lowest_week}. By week ${page.weeks[last]} nearly all is done in both, so the lines meet.`;
}

/** The mean over all worlds, as far as the weeks have passed. */
function chart({ page, curve, at, last }) {
  const x = (n) => (WIDE * n) / last;
  const y = (value) => HIGH / 2 - ((HIGH / 2 - 8) * value) / page.end;
  const points = curve ? curve.mean.slice(0, at + 1).map((it, n) => [x(n), y(it)]) : [];
  const path = points.map(([a, b], n) => `${n ? "L" : "M"}${a.toFixed(1)} ${b.toFixed(1)}`).join(" ");
  const words = curve ? `Week ${page.weeks[at]}: ${days(curve.mean[at])} done` : "Not yet played";
  const others = page.curves.filter((it) => it !== curve && it.offices === page.offices && at === last && curve);
  const whole = (it) => it.mean.map((value, n) => `${n ? "L" : "M"}${x(n).toFixed(1)} ${y(value).toFixed(1)}`).join(" ");
  const edge = points.length ? `${path} L${points[points.length - 1][0].toFixed(1)} ${y(0)} L0 ${y(0)} Z` : "";
  return svg(
    "svg",
    { viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": words, class: "chart" },
    svg("defs", {}, svg("clipPath", { id: "pmo-year-up" }, svg("rect", { x: 0, y: 0, width: WIDE, height: HIGH / 2 })), svg("clipPath", { id: "pmo-year-down" }, svg("rect", { x: 0, y: HIGH / 2, width: WIDE, height: HIGH / 2 }))),
    svg("line", { x1: 0, x2: WIDE, y1: y(0), y2: y(0), class: "zero" }),
    svg("text", { x: 6, y: 14, class: "note" }, `${number(page.end)} person-days ahead`),
    svg("text", { x: 6, y: HIGH - 6, class: "note" }, `${number(page.end)} behind`),
    others.map((it) => svg("path", { d: whole(it), class: "other" })),
    edge ? svg("path", { d: edge, class: "up", "clip-path": "url(#pmo-year-up)" }) : null,
    edge ? svg("path", { d: edge, class: "down", "clip-path": "url(#pmo-year-down)" }) : null,
    path ? svg("path", { d: path, class: "line" }) : null,
  );
}

/** The week in which it is even, and how many worlds are ahead in the week of the handle. */
function sum({ page, curve, at, last }) {
  const ahead = curve ? curve.ahead[at] : [];
  const many = ahead.filter(Boolean).length;
  const passed = curve && (at === last || (curve.even !== null && page.weeks[at] >= curve.even));
  const even = !passed ? "?" : curve.even === null ? (curve.lowest > -1 ? "0" : "–") : number(curve.even);
  return h(
    "div",
    { class: "sum" },
    h("small", {}, "even in week"),
    h("span", { class: "big" }, even),
    h("div", { class: "squares", role: "img", "aria-label": curve ? `${many} of ${page.offices} have as much done as without` : "not yet played" }, Array.from({ length: page.offices }, (_, n) => h("i", { class: !curve || at === 0 ? "" : ahead[n] ? "ahead" : "behind" }))),
    h("small", {}, curve && at > 0 ? `${many} of ${page.offices} have as much done as without, or more` : "fifty worlds"),
  );
}

export default explorable(draw);
