/** What the pages share: parts that are drawn anew only when they change, and the page's looks. */

import { button, h, redraw } from "../front/dom.js";
import { pressing } from "../front/press.js";
import { kept } from "./kept.js";

/** A part of a page; it is drawn anew only when what it shows has changed. */
export function part(parent, tag = "div") {
  let shown = parent.appendChild(h(tag, { hidden: true }));
  let last = null;
  return (what, make) => {
    const now = JSON.stringify(what);
    if (now === last) return;
    last = now;
    shown = redraw(shown, make() ?? h(tag, { hidden: true }));
  };
}

/**
 * The root of a page and what draws it: never between a press and its click, and at most once a frame.
 * @param draw is called without arguments
 */
export function page(kind, draw) {
  const root = h("main", { class: `pmo page ${kind}`, tabindex: "-1" });
  const voice = h("p", { class: "unseen", role: "status", "aria-live": "polite" });
  document.body.append(root);
  root.append(voice);
  let due = false;
  let asked = false;
  const finger = pressing(root, () => due && again());
  const again = () => {
    due = finger.now();
    if (due || asked) return;
    asked = true;
    queueMicrotask(() => {
      asked = false;
      draw();
    });
  };
  /** Read something out, once. */
  const say = (words) => {
    if (voice.textContent !== words) voice.textContent = words;
  };
  return { root, again, say };
}

/** Light or dark: as the system is, unless somebody has chosen here. */
const chosen = kept("looks");
const dark = matchMedia("(prefers-color-scheme: dark)");

/** Put the looks on, and follow the system when it changes. */
export function looks() {
  const put = () => {
    document.body.dataset.jpThemeLight = String((chosen.read() ?? (dark.matches ? "dark" : "light")) === "light");
  };
  dark.addEventListener("change", put);
  put();
}

/** The button that changes them. */
export function looksButton() {
  const turn = () => {
    chosen.write(document.body.dataset.jpThemeLight === "true" ? "dark" : "light");
    looks();
  };
  return button("Light or dark", turn, { class: "quiet looks", key: "looks" });
}

/** The line that says whether there is a connection. */
export function connection(away) {
  return h("p", { class: away ? "connection away" : "connection", role: "status" }, away ? "Connection lost, trying again …" : "");
}
