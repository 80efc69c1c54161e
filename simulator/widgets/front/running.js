/** Something that runs by itself from its beginning to its end, once for each key. */

import { still } from "./explorable.js";

/**
 * How far it has come, kept in `ui.at`; where motion is not welcome it is at its end at once.
 * @param key another one begins anew; null is nothing to show
 * @param tick milliseconds from one to the next
 */
export function running({ ui, again, key, count, tick }) {
  ui.end ??= () => clearInterval(ui.timer);
  if (key === null) {
    ui.end();
    ui.at = 0;
  } else if (ui.key !== key) {
    ui.end();
    ui.at = still() ? count : 1;
    ui.timer = setInterval(() => {
      if (ui.at >= count) return ui.end();
      ui.at += 1;
      if (ui.at >= count) ui.end();
      return again();
    }, tick);
  }
  ui.key = key;
  return ui.at;
}

/** To its end at once. */
export function toTheEnd(ui, again, count) {
  ui.end();
  ui.at = count;
  again();
}
