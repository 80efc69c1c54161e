/** What has come is shown one by one, as fast as an eye can follow; all at once where motion is not welcome. */

import { still } from "./explorable.js";

/**
 * How much of what has come is seen by now.
 * @param to how much has come; `every` is the milliseconds that each of it stays
 */
export function chase({ ui, name, to, every, again }) {
  ui.seen ??= {};
  ui.timers ??= {};
  ui.end = () => Object.values(ui.timers).forEach(clearInterval);
  const rest = () => {
    clearInterval(ui.timers[name]);
    delete ui.timers[name];
  };
  if (ui.seen[name] === undefined || still() || ui.seen[name] > to) {
    ui.seen[name] = to;
    rest();
  }
  ui.goal = { ...ui.goal, [name]: to };
  if (ui.seen[name] < to && !ui.timers[name]) {
    ui.timers[name] = setInterval(() => {
      if (ui.seen[name] < ui.goal[name]) ui.seen[name] += 1;
      if (ui.seen[name] >= ui.goal[name]) rest();
      again();
    }, every);
  }
  return ui.seen[name];
}

/** Values as dots, stacked above their places on a line. */
export function stacked(values, { line, place, dot, step = 7, most = 40, kind = () => null }) {
  const stacks = new Map();
  return values.map((value) => {
    const column = Math.round(place(value, line) / dot);
    const level = stacks.get(column) ?? 0;
    stacks.set(column, level + 1);
    return { kind: kind(value), style: `left:${(column * dot).toFixed(2)}%;bottom:${Math.min(2 + level * step, most)}px` };
  });
}
