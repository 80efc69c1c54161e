/** What all pictures of lessons share: drawn anew with each answer, with the same focus. */

import { button, h, redraw } from "./dom.js";
import { pressing } from "./press.js";

const PRESSED = "button:not(.grip), label, summary, a"; // what a click belongs to

/**
 * A widget from a function that draws it.
 * @param draw gets `page` (what the picture shows), `state` (open, first, busy, said, refused), `ui`
 *   (what only this page knows: an object of its own), `send` (ask Python for something), `again`
 *   (draw anew, after a change of `ui`) and `root`; it returns an element.
 */
export function explorable(draw) {
  function render({ model, el }) {
    const root = h("div", { class: "pmo explorable", "data-lm-suppress-shortcuts": "true" });
    const ui = {};
    el.append(root);
    let shown = root.appendChild(h("div"));
    let drawing = false;
    let stale = false;
    const send = (message) => {
      try {
        model.send(message);
      } catch {
        // nobody is there; the guard beside this says so
      }
    };
    const again = () => {
      stale = true;
      if (drawing || finger.now()) return; // a field that loses its place tells so while it is taken away
      drawing = true;
      try {
        while (stale) {
          stale = false;
          const page = model.get("page");
          const state = model.get("state");
          shown = redraw(shown, draw({ page, state, ui, send, again, root }));
        }
      } finally {
        drawing = false;
      }
    };
    const finger = pressing(root, () => stale && again(), (event) => Boolean(event.target.closest(PRESSED)));
    model.on("change:page", again);
    model.on("change:state", again);
    again();
    return () => {
      model.off("change:page", again);
      model.off("change:state", again);
      finger.end();
      ui.end?.();
    };
  }
  return { render };
}

/** The sentence that answers the last act, or says what comes first. */
export function said({ said: words, refused, open, first }) {
  const text = words || (open ? "" : `${first}; then this picture comes alive.`);
  return h("p", { class: refused ? "said bad" : "said", role: "status" }, text);
}

/** How far long work is, and a way to end it. */
export function working({ busy, done, most, send }) {
  if (!busy) return null;
  return h("span", { class: "working" }, h("progress", { max: most, value: done, "aria-label": "Worlds that are played" }), h("span", { class: "soft" }, `${done} of ${most}`), button("Stop", () => send({ do: "stop" }), { key: "stop" }));
}

/** Whether things may move. */
export const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** A drop-down of words. */
export function choice({ options, hidden = false, ...others }) {
  return select({ ...others, hidden, options: options.map((it) => [it, it]) });
}

/** A drop-down of [value, words]. */
export function select({ key, label, value, options, set, disabled, hidden = true }) {
  const list = h(
    "select",
    { "data-key": key, disabled, "aria-label": hidden ? label : null, onchange: (event) => set(event.target.value) },
    options.map(([it, words]) => h("option", { value: it, selected: String(it) === String(value) }, words)),
  );
  return hidden ? list : h("label", { class: "choice" }, h("span", {}, label), list);
}
