/** Preview: what was understood of the plan. */

import { h } from "./dom.js";
import { select } from "./explorable.js";
import { onward, preview } from "./own_shared.js";

export function looking(now) {
  const { page, send, busy } = now;
  const it = page.looking;
  return h("div", { class: "looking" },
    h("p", {}, `${it.source}.`),
    h("ul", { class: "facts" }, it.facts.map((fact) => h("li", {}, fact))),
    it.groups.length ? h("div", { class: "sentence" }, select({ key: "projects", label: "A project is", hidden: false, value: it.projects, options: [["file", "the whole file"], ["groups", `each of its ${it.groups.length} outermost groups`]], set: (value) => send({ do: "answer", field: "projects", value }), disabled: busy }), h("small", {}, it.groups.slice(0, 5).join(", ") + (it.groups.length > 5 ? " …" : ""))) : null,
    preview(it.read),
    onward(now));
}
