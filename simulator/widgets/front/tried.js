/** Rows of dots below each other: one row for each way that was tried, one dot a world. */

import { h, number } from "./dom.js";
import { place, ticks } from "./slide.js";
import { stacked } from "./stacks.js";

/**
 * The rows and their scale.
 * @param rows {name, values, mean, more, here}: what each came to
 */
export function tried({ rows, head, what, last, worlds }) {
  const all = rows.flatMap((it) => it.values);
  const line = { start: Math.floor(Math.min(0, ...all) / 100) * 100, end: Math.ceil(Math.max(100, ...all) / 100) * 100 };
  const full = rows.filter((it) => it.values.length === worlds);
  const best = full.length > 1 ? Math.max(...full.map((it) => it.mean)) : NaN;
  return h(
    "div",
    { class: "others" },
    h("b", { class: "head" }, head),
    h("span", { class: "soft small mid" }, what),
    h("span", { class: "soft small" }, last),
    rows.map((it) => [
      h("span", { class: it.here ? "which here" : "which" }, it.name),
      it.values.length ? dots(it, line, it.mean === best) : h("div", { class: "nothing-yet" }, "?"),
      h("span", {}, it.values.length ? [h("b", { class: it.mean === best ? "good" : "" }, `${number(it.mean)} k€`), h("span", { class: "soft" }, it.more)] : ""),
    ]),
    h("span", {}),
    all.length ? h("div", { class: "numbers flat", "aria-hidden": "true" }, ticks(line, 6, number)) : null,
  );
}

function dots(row, line, best) {
  return h(
    "div",
    { class: best ? "dots best" : "dots", role: "img", "aria-label": `${row.name}: ${number(row.mean)} k€ on average of ${row.values.length} worlds` },
    stacked(row.values, line, { wide: 430, dot: 4.5, tall: 24 }).map((it) => h("i", { style: `left:${it.left}%;bottom:${it.bottom}px` })),
    h("span", { class: "mean", style: `left:${place(row.mean, line).toFixed(2)}%` }),
  );
}
