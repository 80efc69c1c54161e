/** A handle on a line: moved by mouse, pen or finger, and with the arrow keys. */

import { h } from "./dom.js";

const FAR = 10; // steps of Page Up and Page Down

/** Where a value lies on its line, in per cent. */
export const place = (value, { start, end }) => Math.max(0, Math.min(100, (100 * (value - start)) / (end - start || 1)));

/**
 * A handle. It sits on whatever element it is put into, whose width is the line.
 * @param line {start, end, step}
 * @param set is called with each new value, and `done` with the last one when it is let go
 */
export function handle({ key, label, value, text, line, set, done = () => {}, disabled = false, kind = "" }) {
  const bounded = (it) => Math.max(line.start, Math.min(line.end, it));
  const stepped = (it) => bounded(line.start + Math.round((it - line.start) / line.step) * line.step);
  const grip = h("button", {
    type: "button",
    class: `grip ${kind}`,
    role: "slider",
    "data-key": key,
    "aria-label": label,
    "aria-valuemin": line.start,
    "aria-valuemax": line.end,
    "aria-valuenow": value,
    "aria-valuetext": text,
    style: `left:${place(value, line).toFixed(2)}%`,
    disabled,
  });
  grip.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -FAR, PageUp: FAR }[event.key];
    const ends = { Home: line.start, End: line.end }[event.key];
    if (steps === undefined && ends === undefined) return;
    event.preventDefault();
    const to = ends ?? stepped(value + steps * line.step);
    set(to);
    done(to);
  });
  grip.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || disabled) return;
    event.preventDefault();
    grip.focus({ preventScroll: true });
    const box = grip.parentElement.getBoundingClientRect();
    const off = event.clientX - (grip.getBoundingClientRect().left + grip.offsetWidth / 2); // where the finger holds it
    let last = value;
    const move = (it) => {
      const to = stepped(line.start + ((it.clientX - off - box.left) / box.width) * (line.end - line.start));
      if (to !== last) set((last = to));
    };
    const end = () => {
      // on the window, since each move draws the handle anew
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
      if (last !== value) done(last);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
  });
  return grip;
}

/** Numbers beside a line, in round steps. */
export function ticks({ start, end }, most = 6, name = String) {
  const rough = (end - start) / most || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((it) => it * power).find((it) => it >= rough);
  const first = Math.ceil(start / step) * step;
  const found = Array.from({ length: Math.max(0, Math.floor((end - first) / step + 1e-9) + 1) }, (_, n) => first + n * step);
  return found.map((it) => h("span", { class: "tick", style: `left:${place(it, { start, end }).toFixed(2)}%`, "aria-hidden": "true" }, name(it)));
}
