/** The end of a flight: the debrief, part by part as each is ready. */

import { button, h } from "./dom.js";

export function debrief({ parts, send }) {
  if (!parts) {
    return h("section", { class: "card debrief-region" }, h("p", {}, "The debrief says what was luck and what was you. It takes about a minute."), h("div", { class: "acts" }, button("Begin the debrief", () => send({ do: "debrief" }), { class: "main", key: "begin debrief" })));
  }
  const done = parts.sections.filter((it) => it.html !== null).length;
  return h(
    "section",
    { class: "card debrief-region", "aria-label": "Debrief" },
    h(
      "div",
      { class: "title" },
      h("span", { role: "status" }, parts.said),
      h("progress", { max: parts.sections.length, value: done, "aria-label": "Parts that are ready" }),
      parts.busy ? button("Stop", () => send({ do: "stop_debrief" }), { key: "stop debrief" }) : button("Save as one file", () => send({ do: "save_debrief" }), { key: "save debrief" }),
    ),
    h("div", { class: "pages", "data-scroll": "debrief", tabindex: "0", "aria-label": "The debrief" }, page(parts)),
    parts.branches.length ? h("div", { class: "acts" }, h("span", {}, "Try next: "), ...parts.branches.map((it, place) => button(it.title, () => send({ do: "branch", place }), { title: it.why, key: `branch ${place}` }))) : null,
  );
}

/** The sections are pages of our own making, in which every name has been made harmless. */
function page(parts) {
  const place = h("div", { class: "debrief" });
  place.innerHTML = parts.sections.map((it) => it.html ?? `<section><h2>${it.title}</h2><p class="waiting">not yet</p></section>`).join("");
  return place;
}
