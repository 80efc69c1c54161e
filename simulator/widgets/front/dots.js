/** Chance as countable futures: each dot is one of so many equally likely ones. */

import { h } from "./dom.js";
import { at } from "./scale.js";

/** As many days as there are to be dots, equally likely each, from days in their order. */
export function quantiles(days, count) {
  return Array.from({ length: count }, (_, n) => days[Math.min(days.length - 1, Math.floor(((n + 0.5) * days.length) / count))]);
}

/**
 * Dots stacked above their days.
 * @param {Array<number|null>} days in order; null is never
 * @param {{horizon: number, width: number, height: number, size: number, due: number|null}} frame in pixels
 */
export function dots(days, { horizon, width, height, size, due }) {
  const stacks = new Map();
  const placed = days.map((day) => {
    const column = Math.round((at(day ?? horizon, horizon) * width) / 100 / size);
    const level = stacks.get(column) ?? 0;
    stacks.set(column, level + 1);
    return { day, column, level };
  });
  const tallest = Math.max(1, ...stacks.values());
  const step = tallest > 1 ? Math.min(size, (height - size) / (tallest - 1)) : size;
  return placed.map(({ day, column, level }) =>
    h("i", {
      class: due === null || due === undefined || (day !== null && day <= due) ? "kept" : "late",
      style: `left:${(column * size - size / 2).toFixed(1)}px;bottom:${(level * step).toFixed(1)}px`,
    }),
  );
}
