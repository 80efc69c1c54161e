/** Time left in a round, counted down here, by the service's clock. */

import { h } from "./dom.js";

const MINUTE = 60_000;

/** Milliseconds until a round closes; null if it closes by hand. */
export function left(view, by = 0) {
  if (view.phase !== "open" || !view.closes_at) return null;
  return Math.max(0, 1_000 * view.closes_at - (Date.now() + by));
}

/** 11:42, or 1:02:09. */
export function written(milliseconds) {
  const seconds = Math.ceil(milliseconds / 1_000);
  const two = (value) => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** Whether a round is about to close: "soon", or "now" when its time is up; the mentor closes it. */
export function closing(view, by) {
  const it = left(view, by);
  if (it === null || it >= MINUTE) return "";
  return it ? "soon" : "now";
}

/** A round that is open, in a word or two. */
export const OPEN = { "": "Open", soon: "Closing", now: "Time is up" };

/** A clock that goes on by itself; `tick` is what makes it go. */
export function clock(view, by) {
  const it = left(view, by);
  return h("time", { class: "clock", role: "timer", "aria-label": "Time left in this round", "data-closes": view.closes_at, "data-by": by }, it === null ? "" : written(it));
}

/** Let all clocks on the page go on. */
export function tick(root) {
  for (const it of root.querySelectorAll(".clock[data-closes]")) {
    const text = written(Math.max(0, 1_000 * Number(it.dataset.closes) - (Date.now() + Number(it.dataset.by))));
    if (it.textContent !== text) it.textContent = text;
  }
}

/** The time left until a moment, going on by itself as long as it is on a page. */
export function countdown(closes) {
  const it = h("time", { class: "clock", role: "timer", "aria-label": "Time left in this round" });
  const told = () => {
    const rest = closes - Date.now();
    const text = rest > 0 ? `${written(rest)} left` : "Time is up: your mentor closes the round";
    if (it.textContent !== text) it.textContent = text;
    it.classList.toggle("soon", rest < MINUTE);
  };
  told();
  const beat = setInterval(() => (it.isConnected ? told() : clearInterval(beat)), 500);
  return it;
}

/** How long ago something was, in words. */
export function since(at, by) {
  const minutes = Math.floor((Date.now() + by - 1_000 * at) / MINUTE);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  return `${Math.floor(minutes / 60)} h ago`;
}
