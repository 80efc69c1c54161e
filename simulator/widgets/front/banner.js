/** The banner: a day of the past is on the screen, and the next decision counts there. */

import { button, h } from "./dom.js";

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
