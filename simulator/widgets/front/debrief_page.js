/** The debrief by itself, for a notebook that has no cockpit. */

import { debrief } from "./debrief.js";
import { h, redraw } from "./dom.js";

function render({ model, el }) {
  const root = h("div", { class: "pmo cockpit alone", "data-lm-suppress-shortcuts": "true" }, h("div"));
  const draw = () => redraw(root.firstElementChild, debrief({ parts: model.get("parts"), send: (message) => model.send(message) }));
  el.append(root);
  model.on("change:parts", draw);
  draw();
  return () => model.off("change:parts", draw);
}

export default { render };
