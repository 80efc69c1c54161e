/** A bar that is shared out among three by two handles on it. */

import { h } from "./dom.js";
import { handle, place } from "./slide.js";

/**
 * The bar, its parts, and its handles.
 * @param parts three {name, size, text}: what each gets
 * @param done is called with both places, the first not above the second, when a handle is let go
 */
export function shares({ key, parts, all, ui, again, done, disabled }) {
  const line = { start: 0, end: all, step: 1 };
  const now = ui[key] ?? [parts[0].size, parts[0].size + parts[1].size];
  const sizes = [now[0], now[1] - now[0], all - now[1]];
  const bounded = (which, to) => (which ? [Math.min(now[0], to), to] : [to, Math.max(now[1], to)]);
  const set = (which) => (to) => {
    ui[key] = bounded(which, to);
    again();
  };
  const end = (which) => (to) => {
    const [first, second] = bounded(which, to);
    delete ui[key];
    done(first, second);
  };
  const grip = (which) =>
    handle({
      key: `${key}${which}`,
      label: which ? `From ${parts[1].name} to ${parts[2].name}` : `From ${parts[0].name} to ${parts[1].name}`,
      value: now[which],
      text: parts.map((it, n) => `${it.name} ${sizes[n]}`).join(", "),
      line,
      set: set(which),
      done: end(which),
      disabled,
      kind: "small",
    });
  return h(
    "div",
    { class: "shares" },
    h(
      "div",
      { class: "bar" },
      parts.map((it, n) => {
        const from = n ? (n === 1 ? now[0] : now[1]) : 0;
        return h("span", { class: `part part${n}`, style: `left:${place(from, line).toFixed(2)}%;width:${((100 * sizes[n]) / all).toFixed(2)}%` }, Array.from({ length: sizes[n] }, () => h("i")));
      }),
      grip(0),
      grip(1),
    ),
    h("div", { class: "names" }, parts.map((it, n) => h("span", { class: `name name${n}` }, h("i", { "aria-hidden": "true" }), h("b", {}, it.name), ` ${sizes[n]} ${it.text}`))),
  );
}
