/** A prediction: two ends dragged on a number line, or typed, then locked. */

import { button, h, number } from "./dom.js";
import { explorable, said } from "./explorable.js";
import { handle, place, ticks } from "./slide.js";

const draw = ({ page, state, ui, send, again }) => {
  const { locked, unit } = page;
  if (locked || ui.low === undefined) Object.assign(ui, { low: page.low, high: page.high });
  const line = { ...ends(page, ui), step: step(page) };
  const move = (end) => (value) => {
    ui[end] = value;
    if (ui.low > ui.high) ui[end === "low" ? "high" : "low"] = value; // one end pushes the other
    again();
  };
  const lock = () => send({ do: "lock", low: typed(ui.low), high: typed(ui.high) });
  const box = (end, name) =>
    h("label", {}, `${name} `, h("input", {
      type: "text", inputmode: "decimal", size: 8, value: shown(ui[end]), disabled: locked, "data-key": `type ${end}`,
      oninput: (event) => { ui[end] = event.target.value; },
      onchange: (event) => { ui[end] = typed(event.target.value) ?? event.target.value; again(); },
      onkeydown: (event) => event.key === "Enter" && (event.preventDefault(), (ui[end] = event.target.value), lock()),
    }));
  const grips = ["low", "high"].map((end) => {
    const value = typed(ui[end]) ?? page[end];
    const name = end === "low" ? "Lowest" : "Highest";
    return handle({ key: end, label: `${name}, ${page.question}`, value, text: `${number(value, 2)} ${unit}`, line, set: move(end), disabled: locked, kind: end });
  });
  const [low, high] = ["low", "high"].map((end) => place(typed(ui[end]) ?? page[end], line));
  return h(
    "section",
    { class: locked ? "card forecast locked" : "card forecast", "aria-label": page.question },
    h("h3", {}, page.question),
    h(
      "div",
      { class: "numbers" },
      h("span", { class: "rail" }),
      h("span", { class: "range", style: `left:${low.toFixed(2)}%;width:${Math.max(0, high - low).toFixed(2)}%` }),
      page.came === null ? null : h("span", { class: page.came >= page.low && page.came <= page.high ? "came kept" : "came missed", style: `left:${place(page.came, line).toFixed(2)}%`, title: `It was ${number(page.came, 2)} ${unit}` }),
      ...grips,
      ...ticks(line, 6, (it) => number(it, 2)),
    ),
    h(
      "div",
      { class: "acts" },
      box("low", "lowest"),
      box("high", "highest"),
      h("span", { class: "soft" }, unit),
      button(locked ? "Locked" : "Lock my prediction", lock, { class: "main", key: "lock", disabled: locked }),
    ),
    state.said ? said(state) : h("p", { class: "said", role: "status" }, page.said),
  );
};

/** The number line reaches as far as somebody types. */
function ends(page, ui) {
  const all = [page.start, page.end, page.came ?? page.start, typed(ui.low) ?? page.start, typed(ui.high) ?? page.end];
  return { start: Math.min(...all), end: Math.max(...all) };
}

/** A step that people can aim at: a hundredth of the line, rounded to 1, 2 or 5. */
function step({ start, end }) {
  const rough = (end - start) / 100;
  const power = 10 ** Math.floor(Math.log10(rough));
  return Math.max([1, 2, 5, 10].map((it) => it * power).find((it) => it >= rough) ?? 1, end - start > 5 ? 1 : 0);
}

const shown = (value) => (typeof value === "number" ? String(Number(value.toFixed(4))) : value);

/** What somebody typed as a number, or the text itself, which Python answers; null for nothing. */
function typed(value) {
  if (typeof value === "number") return value;
  const text = value.trim().replace("−", "-");
  const plain = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(",", "") : text.replace(",", ".");
  return text !== "" && Number.isFinite(Number(plain)) ? Number(plain) : null;
}

export default explorable(draw);
