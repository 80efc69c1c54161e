/** The rounds of a workshop in their order: those that are over, the one that is open, those to come. */

import { h, number } from "./dom.js";

export const roundLine = (rounds) =>
  h(
    "ol",
    { class: "rounds", "aria-label": "Rounds" },
    rounds.map((it) => h("li", { class: it.state.replace(" ", "-"), "aria-current": it.state === "now" ? "step" : null }, h("b", {}, number(it.number)), h("small", {}, `day ${number(it.until)}`))),
  );
