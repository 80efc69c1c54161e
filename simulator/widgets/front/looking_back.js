/** A room looks back: tiers with intervals, decisions and luck, ranges, what to talk about. */

import { button, h, money, number, signed, svg } from "./dom.js";
import { explorable, said } from "./explorable.js";
import { place } from "./slide.js";

const WIDE = 300;
const HIGH = 22;
const LEAST = 200; // k€ on the line: what differs by less looks alike

const draw = ({ page, state, send }) =>
  h(
    "section",
    { class: "card looking-back", "aria-label": "All teams look back" },
    state.said ? said(state) : h("p", { class: "said", role: "status" }, story(page)),
    page.wanting ? button("Look again", () => send({ do: "look" }), { key: "look" }) : controls({ page, state, send }),
    page.rows.length ? teams(page) : null,
    page.rows.length ? h("p", { class: "ranges" }, h("b", {}, "Forecasts. "), page.ranges) : null,
    told(page),
    page.questions.length ? talk(page) : null,
    page.saved.length ? h("ul", { class: "files" }, page.saved.map((it) => h("li", {}, h("code", {}, it)))) : null,
  );

function story(page) {
  if (page.wanting) return page.wanting;
  if (!page.worlds) return "What each team's flight came to in the storm. Who decided well is not yet said.";
  const first = page.rows.filter((it) => it.tier === 1).map((it) => it.name);
  const tier = first.length > 1 ? `${first.slice(0, -1).join(", ")} and ${first.at(-1)} cannot be told apart` : `${first[0]} is alone in the first tier`;
  return `In ${number(page.worlds)} worlds that nobody has flown, ${tier}.`;
}

function controls({ page, state, send }) {
  return h(
    "div",
    { class: "acts" },
    state.busy
      ? h("span", { class: "working" }, h("progress", { max: page.steps, value: page.done, "aria-label": "Teams compared and judged" }), h("span", { class: "soft" }, `${page.done} of ${page.steps} steps`), button("Stop", () => send({ do: "stop" }), { key: "stop" }))
      : button(page.ready ? "Work it out again" : "Compare and judge all teams", () => send({ do: "work" }), { key: "work", class: page.ready ? "quiet" : "main" }),
    button("Write the report", () => send({ do: "report" }), { key: "report", disabled: state.busy, class: page.ready ? "main" : "" }),
    button("Look again", () => send({ do: "look" }), { class: "quiet", key: "look", disabled: state.busy }),
    page.over ? null : h("span", { class: "soft" }, "Rounds are still to come: show nothing of this to the room yet."),
  );
}

function teams(page) {
  const money = [...page.rows.flatMap((it) => [it.result, it.low, it.high, it.base, it.base === null ? null : it.base + it.decisions])].filter((it) => it !== null);
  const [low, high] = [Math.min(...money), Math.max(...money)];
  const wide = Math.max(LEAST, high - low);
  const line = { start: (low + high - 1.06 * wide) / 2, end: (low + high + 1.06 * wide) / 2 };
  const judged = page.rows.some((it) => it.decisions !== null);
  const head = ["Team", page.worlds ? "On average, and in the storm" : "In the storm", judged ? "Decisions and luck" : null, "Ranges held"];
  return h(
    "div",
    {},
    h(
      "table",
      { class: "back" },
      h("thead", {}, h("tr", {}, head.filter(Boolean).map((it) => h("th", { scope: "col" }, it)))),
      h("tbody", {}, page.rows.map((it, place) => row({ it, line, judged, first: it.tier !== null && it.tier !== page.rows[place - 1]?.tier, over: page.over }))),
    ),
    key(page, judged),
  );
}

function row({ it, line, judged, first, over }) {
  return h(
    "tr",
    { class: first ? "first" : "" },
    h("th", { scope: "row" }, it.tier ? h("small", { class: "tier" }, `tier ${it.tier}`) : null, it.name),
    h("td", {}, stands({ it, line })),
    judged ? h("td", {}, it.decisions === null ? h("span", { class: "soft" }, "not judged yet") : parts({ it, line })) : null,
    h("td", { class: "sum" }, !it.given ? "–" : over ? `${it.held} of ${it.given}` : `${it.given} given`),
  );
}

const x = (value, line) => ((WIDE * place(value, line)) / 100).toFixed(1);

function stands({ it, line }) {
  const words = it.value === null ? `in the storm ${money(it.result)}` : `${money(it.value)} on average, ${number(it.low)} to ${number(it.high)}; in the storm ${money(it.result)}`;
  const at = x(it.result, line);
  return [
    svg(
      "svg",
      { viewBox: `0 0 ${WIDE} ${HIGH}`, "aria-hidden": "true" },
      zero(line),
      it.value === null ? null : [svg("line", { x1: x(it.low, line), x2: x(it.high, line), y1: 11, y2: 11, class: `sure ${it.tier === 1 ? "best" : ""}` }), svg("circle", { cx: x(it.value, line), cy: 11, r: 5, class: `mean ${it.tier === 1 ? "best" : ""}` })],
      svg("rect", { x: at - 4.5, y: 6.5, width: 9, height: 9, transform: `rotate(45 ${at} 11)`, class: "came-to" }),
    ),
    h("small", {}, words),
  ];
}

/** From what was to expect, by decisions, to where luck took it. */
function parts({ it, line }) {
  const [from, to, end] = [it.base, it.base + it.decisions, it.base + it.decisions + it.luck].map((value) => Number(x(value, line)));
  const bar = (a, b, y, kind) => svg("rect", { x: Math.min(a, b), y, width: Math.max(1.5, Math.abs(b - a)), height: 8, class: kind });
  return [svg("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, "aria-hidden": "true" }, zero(line), svg("line", { x1: from, x2: from, y1: 0, y2: HIGH, class: "base" }), bar(from, to, 2, "decisions"), bar(to, end, 12, "luck")), h("small", {}, `decisions ${signed(it.decisions)}, luck ${signed(it.luck)}`)];
}

const zero = (line) => (line.start < 0 && line.end > 0 ? svg("line", { x1: x(0, line), x2: x(0, line), y1: 0, y2: HIGH, class: "zero" }) : null);

function key(page, judged) {
  return h(
    "p",
    { class: "small" },
    page.worlds ? "Dot and line: what the same decisions bring on average in other worlds, and how surely that is known. " : "",
    "Square on its corner: the result in the storm. Dashed: nothing gained. ",
    judged ? [h("i", { class: "swatch decisions" }), " what decisions brought, from what the office was to expect; ", h("i", { class: "swatch luck" }), " where luck took it from there."] : null,
  );
}

function told(page) {
  const rows = page.rows.filter((it) => it.telling);
  if (!rows.length) return null;
  return h("details", { class: "told", open: true }, h("summary", {}, "The most telling decision of each team"), h("ul", {}, rows.map((it) => h("li", {}, h("b", {}, it.name), h("span", {}, it.telling)))));
}

const talk = (page) => h("div", { class: "talk" }, h("h4", {}, "What to talk about"), h("ul", {}, page.questions.map((it) => h("li", {}, it))));

export default explorable(draw);
