/** Chance as countable dots: each value in its column, equal ones on top of each other. */

import { place } from "./slide.js";

/**
 * Where the dots go, in per cent from the left and pixels from below.
 * @param room {wide, dot, tall}: pixels that columns are made for, of a dot, and of the tallest stack
 */
export function stacked(values, line, { wide, dot, tall }) {
  const columns = new Map();
  const found = values.map((value) => {
    const column = Math.round((place(value, line) * wide) / 100 / dot);
    const level = columns.get(column) ?? 0;
    columns.set(column, level + 1);
    return { value, column, level };
  });
  const lift = Math.min(dot, (tall - dot) / Math.max(1, Math.max(0, ...columns.values()) - 1));
  return found.map(({ value, column, level }) => ({ value, left: ((column * dot * 100) / wide).toFixed(2), bottom: (level * lift).toFixed(1) }));
}
