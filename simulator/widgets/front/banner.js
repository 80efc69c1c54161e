/** What must not be overlooked: that a day of the past is on the screen, and what has come from outside. */

import { button, h } from "./dom.js";

const MOST = 3; // the news have the others

/** A day of the past is on the screen, and the next decision counts there. */
export function banner({ state, send }) {
  const it = state.banner;
  if (!it) return h("div", { hidden: true });
  return h(
    "div",
    { class: "banner", role: "alert" },
    h("b", {}, it.text),
    " The luck stays the same. ",
    button("Back to today", () => send({ do: "present" }), { key: "present" }),
  );
}

/** What the mentor let come with the last step: it stays until the next one. */
export function outside({ state }) {
  const came = state.outside.filter((it) => it.new).slice(-MOST);
  if (!came.length) return h("div", { hidden: true });
  return h("div", { class: "outside", role: "alert" }, ...came.map(line));
}

function line(it) {
  return h(
    "p",
    {},
    h("i", { "aria-hidden": "true" }, "◆"),
    h("span", {}, `From outside, day ${it.day}: `, h("b", {}, it.headline), it.follows ? h("small", {}, ` ${it.follows}.`) : null),
  );
}
