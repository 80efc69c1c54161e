/** Before a flight: continue where you were, or start anew. */

import { button, h } from "./dom.js";

export function start({ kept, send }) {
  return h(
    "section",
    { class: "card start", "aria-label": "Begin" },
    h("h2", {}, kept.title),
    h("p", {}, kept.text),
    h(
      "div",
      { class: "acts" },
      button("Continue where you were", () => send({ do: "continue" }), { class: "main", key: "continue" }),
      button("Start anew", () => send({ do: "anew" }), { title: "Your earlier flight is kept under its name", key: "anew" }),
    ),
    kept.others.length
      ? h("div", { class: "others" }, h("h3", {}, "Or take up another flight"), h("ul", {}, ...kept.others.map((it) => h("li", {}, button(it.name, () => send({ do: "open", name: it.name }), { key: `open ${it.name}`, disabled: Boolean(it.problem) }), h("small", {}, it.problem || it.text)))))
      : null,
  );
}
