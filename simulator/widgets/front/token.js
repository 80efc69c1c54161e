/** A team's token: one colour and one shape, its letters, and whether it is done. */

import { h } from "./dom.js";

const COLOURS = 8;
const SHAPES = 5;

/** The first letters of a name's words; one word gives its first two. */
export function letters(name) {
  const words = name.trim().split(/\s+/u).map((it) => [...it]).filter((it) => it.length);
  const found = words.length > 1 ? [words[0][0], words.at(-1)[0]] : [...(words[0] ?? ["?"]).slice(0, 2)];
  return found.join("").toLocaleUpperCase();
}

/** The token alone; its meaning is said beside it. */
export function token({ name, colour, done = false }) {
  const kind = `c${colour % COLOURS} s${Math.floor(colour / COLOURS) % SHAPES}`;
  return h("span", { class: `token ${kind}${done ? " done" : ""}`, "aria-hidden": "true" }, h("b", {}, letters(name)), done ? h("i", { class: "tick" }, "✓") : null);
}
