/** Futures played one by one, slowly first; where motion is not welcome, all at once. */

import { button } from "./dom.js";
import { still } from "./explorable.js";

const SLOW = 420; // milliseconds that the first ones stay
const QUICK = 60; // and the later ones
const WATCHED = 12; // ones until it goes quicker

/**
 * Two buttons that play: one by one, and all at once. How many are played stands in `ui.played`.
 * @param names {play, again}: what the first button says before and afterwards
 */
export function player({ ui, again, count, open, names, all = "All hundred at once" }) {
  const over = count > 0 && ui.played >= count;
  const pause = () => {
    clearInterval(ui.timer);
    ui.timer = null;
  };
  ui.end = pause;
  const step = () => {
    ui.played += 1;
    if (ui.played >= count) pause();
    else if (ui.played === WATCHED) run(QUICK);
    again();
  };
  const run = (every) => {
    pause();
    ui.timer = setInterval(step, every);
  };
  const play = () => {
    if (ui.timer) {
      pause();
      return again();
    }
    if (over) ui.played = 0;
    if (still()) ui.played = count;
    else run(SLOW);
    return again();
  };
  const rest = () => {
    pause();
    ui.played = count;
    again();
  };
  return [
    button(ui.timer ? "Pause" : over ? names.again : names.play, play, { class: "main", key: "play", disabled: !open }),
    button(all, rest, { key: "all", disabled: !open || over }),
  ];
}
