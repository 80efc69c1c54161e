/** Quick estimates: two ends to drag on each line, then what is true. */

import { button, h, number } from "./dom.js";
import { explorable, said } from "./explorable.js";
import { handle, place } from "./slide.js";

const draw = ({ page, state, ui, send, again }) => {
  const given = page.guesses.filter((it) => it.given || ui[it.question]).length;
  return h(
    "section",
    { class: page.locked ? "card estimates locked" : "card estimates", "aria-label": "Quick estimates" },
    h("ol", {}, page.guesses.map((it) => estimate({ it, page, ui, send, again }))),
    h(
      "div",
      { class: "acts" },
      page.locked ? [h("span", { class: "big" }, page.caught), h("span", {}, `of ${page.guesses.length} ranges hold what is true`)] : button("Lock my ranges", () => send({ do: "lock" }), { class: "main", key: "lock" }),
      page.locked ? null : h("span", { class: "soft" }, `${given} of ${page.guesses.length} given`),
    ),
    state.said ? said(state) : h("p", { class: "said", role: "status" }, page.said),
  );
};

function estimate({ it, page, ui, send, again }) {
  const { low, high } = ui[it.question] ?? it;
  const line = { start: it.start, end: it.end, step: it.step };
  const set = (end) => (value) => {
    const ends = { low, high, ...ui[it.question], [end]: value };
    if (ends.low > ends.high) ends[end === "low" ? "high" : "low"] = value; // one end pushes the other
    ui[it.question] = ends;
    again();
  };
  const done = () => {
    send({ do: "range", question: it.question, ...ui[it.question] });
    delete ui[it.question];
  };
  const grip = (end, value, name) => handle({ key: `${end} ${it.question}`, label: `${name}: ${it.question}`, value, text: `${number(value, 2)} ${it.unit}`, line, set: set(end), done, disabled: page.locked, kind: "small" });
  const held = it.truth !== null && low <= it.truth && it.truth <= high;
  return h(
    "li",
    { class: it.truth === null ? "" : held ? "held" : "missed" },
    h("span", { class: "asked" }, it.question),
    h(
      "span",
      { class: "numbers short" },
      h("span", { class: "rail" }),
      h("span", { class: "range", style: `left:${place(low, line).toFixed(2)}%;width:${(place(high, line) - place(low, line)).toFixed(2)}%` }),
      it.truth === null ? null : h("span", { class: held ? "came kept" : "came missed", style: `left:${place(it.truth, line).toFixed(2)}%` }),
      grip("low", low, "Lowest"),
      grip("high", high, "Highest"),
    ),
    h("span", { class: "soft" }, it.truth === null ? `${number(low, 2)} to ${number(high, 2)} ${it.unit}` : [h("b", { class: held ? "good" : "bad" }, `${held ? "✓" : "✗"} ${number(it.truth, 2)}`), ` ${it.unit}`]),
  );
}

export default explorable(draw);
