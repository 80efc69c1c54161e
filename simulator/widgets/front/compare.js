/** Two futures of one world: what they come to, and why they differ. */

import { button, h, unseen } from "./dom.js";

export function compare({ state, why, send, ui, set }) {
  const it = state.compared;
  return h(
    "section",
    { class: "card compare", "aria-label": "Two futures", "data-scroll": "compare" },
    h("div", { class: "title" }, h("h3", {}, "Two futures, the same luck"), button("×", () => set({ compared: false }), { class: "quiet mini", "aria-label": "Close the comparison", key: "close compare" })),
    h("p", { class: "soft" }, it.over ? `They part on day ${it.parted}.` : `As far as day ${it.day}; they part on day ${it.parted}. The rest of both is still open.`),
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, h("td", {}), h("th", { scope: "col" }, "this"), h("th", { scope: "col" }, "other"))),
      h("tbody", {}, ...it.numbers.map((row) => h("tr", {}, h("th", { scope: "row" }, row.name), cell(row.this, row.better > 0), cell(row.other, row.better < 0)))),
    ),
    h("div", { class: "acts" }, button("Take up the other future", () => send({ do: "swap" }), { key: "swap" })),
    it.over ? reasons(why, ui) : null,
  );
}

const cell = (text, better) => h("td", { class: better ? "good" : "" }, text, better ? h("span", {}, " ✓", unseen(" better")) : null);

function reasons(why) {
  if (!why) return h("p", { class: "soft" }, "Why they differ: being worked out …");
  return h("div", { class: "why" }, h("h4", {}, "Why they differ"), h("ol", {}, ...why.map((text) => h("li", {}, text))));
}
