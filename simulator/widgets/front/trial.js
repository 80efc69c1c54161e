/** Two ways in the same worlds: a sentence of drop-downs, then one dot a world. */

import { button, h, number } from "./dom.js";
import { choice, explorable, said, working } from "./explorable.js";
import { place, ticks } from "./slide.js";

const DOT = 7; // pixels
const WIDE = 640; // pixels that the dots are stacked for
const LISTED = 6; // trials that are shown

const draw = ({ page, state, ui, send, again }) => {
  ui.expected ??= "";
  const attempt = () => send({ do: "try", expected: ui.expected });
  return h(
    "section",
    { class: "card trial", "aria-label": page.begin },
    h(
      "div",
      { class: "sentence" },
      h("b", {}, page.begin),
      page.presets.length ? choice({ key: "preset", label: "ready-made", value: "choose one", options: ["choose one", ...page.presets], set: (value) => send({ do: "preset", value }), disabled: state.busy }) : null,
      page.knobs.map((it) => choice({ key: it.name, label: it.words, value: page.chosen[it.name], options: it.choices, set: (value) => send({ do: "choose", knob: it.name, value }), disabled: state.busy })),
    ),
    h(
      "div",
      { class: "acts" },
      h("fieldset", { class: "expects" }, h("legend", {}, page.expecting), page.expects.map((it) =>
        h("label", { class: ui.expected === it ? "chosen" : "" }, h("input", { type: "radio", name: `pmo-${page.begin}`, checked: ui.expected === it, "data-key": `expect ${it}`, onchange: () => { ui.expected = it; again(); } }), it))),
      button(`Try it in ${page.worlds} worlds`, attempt, { class: "main", key: "try", disabled: state.busy || !state.open }),
      working({ busy: state.busy, done: page.differences.length, most: page.worlds, send }),
    ),
    state.said || !state.open ? said(state) : h("p", { class: "said", role: "status" }, page.verdict),
    page.differences.length ? picture(page) : null,
    page.tried.length ? list(page) : null,
  );
};

/** One dot a world: to the right of nothing it brought more, to the left less. */
function picture(page) {
  const all = page.differences;
  const far = Math.max(...all.map(Math.abs), 1e-9) * 1.05;
  const line = { start: -far, end: far };
  const stacks = new Map();
  const dots = all.map((value) => {
    const column = Math.round((place(value, line) * WIDE) / 100 / DOT);
    const level = stacks.get(column) ?? 0;
    stacks.set(column, level + 1);
    return { value, column, level };
  });
  const tallest = Math.max(1, ...stacks.values());
  const lift = Math.min(DOT, 120 / tallest);
  const more = all.filter((it) => it > 0).length;
  const fewer = all.filter((it) => it < 0).length;
  return h(
    "figure",
    { class: "differences", role: "img", "aria-label": `${page.names[1]} against ${page.names[0]}, one dot a world: more in ${more}, less in ${fewer} of ${all.length}` },
    h("div", { class: "dots", style: `height:${Math.max(24, tallest * lift + 4)}px` },
      dots.map((it) => h("i", { class: tone(it.value, page), style: `left:${((it.column * DOT * 100) / WIDE).toFixed(2)}%;bottom:${(it.level * lift).toFixed(1)}px` })),
      h("span", { class: "nothing" })),
    h("div", { class: "numbers flat" }, ...ticks(line, 6, (it) => (it > 0 ? "+" : "") + number(it, 1))),
    h("figcaption", {}, h("b", { class: "bad" }, `less in ${fewer}`), h("span", { class: "soft" }, page.what), h("b", { class: "good" }, `more in ${more}`)),
  );
}

const tone = (value, page) => (value * page.better > 0 ? "kept" : value === 0 ? "same" : "late");

/** What was tried so far. */
function list({ tried, knobs, what, better }) {
  const sign = (value) => (value > 0 ? "+" : "") + number(value, Math.abs(value) < 100 ? 1 : 0);
  return h(
    "table",
    {},
    h("caption", { class: "unseen" }, "What was tried so far"),
    h("thead", {}, h("tr", {}, h("th", {}, "tried"), h("th", {}, what), h("th", {}, "95 % interval"), h("th", {}, "more in"))),
    h("tbody", {}, [...tried].reverse().slice(0, LISTED).map((it) =>
      h("tr", {},
        h("td", {}, changed(it.chosen, knobs)),
        h("td", { class: verdict(it, better) }, sign(it.mean)),
        h("td", { class: "soft" }, `${sign(it.low)} to ${sign(it.high)}`),
        h("td", { class: "soft" }, `${Math.round(100 * it.wins)} % of ${it.worlds}`)))),
  );
}

/** Good or bad, where the interval says so. */
function verdict({ low, high }, better) {
  if (low <= 0 && high >= 0) return "";
  return low * better > 0 ? "good" : "bad";
}

/** What was turned, in words. */
function changed(chosen, knobs) {
  const turned = knobs.filter((it) => chosen[it.name] !== it.start);
  return turned.map((it) => `${it.words} ${chosen[it.name]}`).join(", ") || "as it was";
}

export default explorable(draw);
