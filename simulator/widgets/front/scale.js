/** The axis of days that board, people and timeline share. */

/** Where a day lies, in per cent of the width; what lies beyond the axis stands at its end. */
export const at = (day, horizon) => Math.max(0, Math.min(100, (100 * day) / horizon));

/** The style of something that lasts from one day to another. */
export function span(since, until, horizon) {
  const left = at(since, horizon);
  return `left:${left.toFixed(3)}%;width:${Math.max(0.2, at(until, horizon) - left).toFixed(3)}%`;
}

/** A day as the heading of a column says it. */
export const day = (value) => `day ${Math.round(value)}`;
