/** A forecast: two ends of a range, dragged or typed; in 8 of 10 cases the result lies within. */

import { button, h, number } from "../front/dom.js";
import { handle, place, ticks } from "../front/slide.js";

const STEPS = 100; // on the whole line

/**
 * @param ui holds `low` and `high` while somebody is at it
 * @param reach {low, high}: as far as the line goes at first; who types further makes it longer
 */
export function range({ ui, reach, again, hand }) {
  const line = { ...ends(ui, reach) };
  line.step = step(line);
  const move = (end) => (value) => {
    ui[end] = value;
    if (ui.low > ui.high) ui[end === "low" ? "high" : "low"] = value; // one end pushes the other
    again();
  };
  const box = (end, name) =>
    h("label", {}, `${name} `, h("input", { type: "text", inputmode: "numeric", size: 7, value: shown(ui[end]), "data-key": `type ${end}`, autocomplete: "off", oninput: (event) => ((ui[end] = event.target.value), again()) }));
  const value = (end) => typed(ui[end]) ?? (end === "low" ? line.start : line.end);
  const [low, high] = [place(value("low"), line), place(value("high"), line)];
  const send = (event) => {
    event.preventDefault();
    hand(typed(ui.low), typed(ui.high));
  };
  return h(
    "form",
    { class: "range-form", onsubmit: send },
    h(
      "div",
      { class: "numbers" },
      h("span", { class: "rail" }),
      h("span", { class: "range", style: `left:${low.toFixed(2)}%;width:${Math.max(0, high - low).toFixed(2)}%` }),
      ["low", "high"].map((end) => handle({ key: end, label: end === "low" ? "Lowest net result" : "Highest net result", value: value(end), text: `${number(value(end))} k€`, line, set: move(end), kind: end })),
      ...ticks(line, 6, (it) => number(it)),
    ),
    h("div", { class: "acts" }, box("low", "from"), box("high", "to"), h("span", { class: "soft" }, "k€"), h("button", { type: "submit", class: "main", "data-key": "hand in forecast" }, "Hand in this range")),
  );
}

function ends(ui, { low, high }) {
  const all = [low, high, typed(ui.low) ?? low, typed(ui.high) ?? high];
  return { start: Math.min(...all), end: Math.max(...all) };
}

/** A step that people can aim at: about a hundredth of the line, rounded to 1, 2 or 5. */
function step({ start, end }) {
  const rough = (end - start) / STEPS;
  const power = 10 ** Math.floor(Math.log10(rough || 1));
  return Math.max(1, [1, 2, 5, 10].map((it) => it * power).find((it) => it >= rough) ?? 1);
}

const shown = (value) => (typeof value === "number" ? String(Math.round(value)) : value ?? "");

/** What somebody typed as a number; null for nothing that is one. */
function typed(value) {
  if (typeof value === "number") return value;
  const text = String(value ?? "").trim().replace("−", "-").replace(/(\d)[,\s](?=\d{3}\b)/g, "$1").replace(",", ".");
  return text !== "" && Number.isFinite(Number(text)) ? Number(text) : null;
}
