/** The news: what calls for a decision first; each leads to its project. */

import { button, h, unseen } from "./dom.js";

const SIGN = { outside: "◆", calls: "!", bad: "!", good: "✓", plain: "·" };
const SPOKEN = { outside: "", calls: "Calls for you: ", bad: "Problem: ", good: "Good: ", plain: "" };

export function news({ state, ui, set }) {
  const items = ui.project ? state.news.filter((it) => it.project === ui.project) : state.news;
  return h(
    "section",
    { class: "card news", "aria-label": "News" },
    h("h3", {}, ui.project ? "News of this project" : "News"),
    items.length
      ? h("ul", { "data-scroll": "news", tabindex: "0", "aria-label": "News, latest first" }, ...items.map((it) => item(it, ui, set)))
      : h("p", { class: "soft" }, "Nothing has happened yet."),
  );
}

function item(it, ui, set) {
  const text = [h("i", { class: `sign ${it.tone}`, "aria-hidden": "true" }, SIGN[it.tone]), unseen(SPOKEN[it.tone]), h("span", {}, it.text), h("small", {}, it.day)];
  const leads = it.project && it.project !== ui.project;
  return h(
    "li",
    { class: `${it.new ? "new" : ""} ${it.tone === "outside" ? "from-outside" : ""}` },
    leads ? h("button", { type: "button", class: "quiet item", title: "Show its project", onclick: () => set({ project: it.project }) }, ...text) : h("div", { class: "item" }, ...text),
  );
}
