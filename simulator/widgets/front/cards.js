/** A screen of project cards: audits are placed on it, then the cards turn over one by one. */

import { button, h, money, number } from "./dom.js";
import { explorable, said, working } from "./explorable.js";
import { player } from "./player.js";
import { place, ticks } from "./slide.js";
import { stacked } from "./stacks.js";

const ROOM = { wide: 520, dot: 7, tall: 34 };
const WORDS = { green: "green", yellow: "yellow", red: "red" };

const draw = ({ page, state, ui, send, again }) => {
  const { told } = page;
  if (!told) ui.played = 0;
  ui.played ??= 0;
  const over = told && ui.played >= page.cards.length;
  return h(
    "section",
    { class: "card cards", "aria-label": "A screen with a card for each project" },
    state.said ? said(state) : h("p", { class: "said", role: "status" }, story({ page, state, told, over, ui })),
    h(
      "div",
      { class: "acts" },
      button(page.signed ? "Ordered" : "Order these audits", () => send({ do: "sign" }), { class: "main", key: "sign", disabled: page.signed }),
      h("span", { class: "soft" }, `${page.placed} of ${page.most} audits placed, ${money(page.price)} each`),
      player({ ui, again, count: page.cards.length, open: told, names: { play: "Turn the cards over", again: "Once more" }, all: "All nine at once" }),
    ),
    h("div", { class: "screen", role: "group", "aria-label": `The screen in week ${page.week}` }, page.cards.map((it, n) => (told && n < ui.played ? back(it, n === ui.played - 1 && !over) : front({ it, page, send })))),
    worlds({ page, state, told, over, send }),
  );
};

/** What just happened, in words. */
function story({ page, state, told, over, ui }) {
  if (!page.signed) return `It is week ${page.week}. Press the three cards that somebody from outside shall look behind.`;
  if (!state.open) return `${state.first}; then the cards can be turned over.`;
  if (!told) return "";
  if (!ui.played) return "The audits are ordered. Turn the cards over.";
  if (over) {
    const bad = page.cards.filter((it) => it.back.colour !== "green").length;
    const green = page.cards.filter((it) => last(it) === "green");
    return `${green.length} cards said green, and ${green.filter((it) => it.back.colour === "green").length} of these projects ended green. ${bad} of all ${page.cards.length} ended late.`;
  }
  const it = page.cards[ui.played - 1];
  const late = it.back.late > 0 ? `it came ${number(it.back.late)} days late` : "it came in time";
  return `${it.name} said ${last(it) ?? "nothing"}. ${number(it.back.hidden)} person-days of its work were wrong, and nobody knew; ${late}.`;
}

const last = (it) => it.told[it.told.length - 1];

/** What the screen says. */
function front({ it, page, send }) {
  const words = [
    `${it.name}, ${it.crew}: ${last(it) ?? "no report"}`,
    `${number(100 * it.done)} % done`,
    it.late > 0 ? `says ${number(it.late)} days late` : `says ${number(-it.late)} days to spare`,
    `${number(it.came_back)} person-days came back`,
    it.audited ? "audit placed" : "no audit",
  ];
  return h(
    "button",
    { type: "button", class: it.audited ? "tile audited" : "tile", "aria-pressed": String(it.audited), "aria-label": words.join(", "), "data-key": it.id, disabled: page.signed, onclick: () => send({ do: "place", card: it.id }) },
    h("span", { class: "head" }, h("b", {}, it.name), h("i", { class: `light ${last(it) ?? ""}` }, WORDS[last(it)] ?? "–")),
    h("span", { class: "bar" }, h("i", { style: `width:${(100 * it.done).toFixed(1)}%` })),
    h("span", { class: "facts" }, h("span", {}, h("b", {}, `${number(100 * it.done)} %`), " done"), h("span", {}, it.late > 0 ? `${number(it.late)} days late` : `${number(-it.late)} days to spare`)),
    h("span", { class: "facts" }, h("span", {}, h("b", {}, number(it.came_back)), " person-days came back"), h("span", { class: "past", "aria-hidden": "true" }, it.told.map((one) => h("i", { class: one })))),
    it.audited ? h("span", { class: "seal" }, "audit") : null,
  );
}

/** What was so. */
function back(it, now) {
  const { colour, right, hidden, late, saved, sooner } = it.back;
  const wrong = Math.max(0, it.done - right);
  return h(
    "div",
    { class: now ? "tile back now" : "tile back", role: "img", "aria-label": `${it.name}, turned over: it ended ${colour}, ${late > 0 ? `${number(late)} days late` : `${number(-late)} days early`}; ${number(100 * right)} % was right, ${number(hidden)} person-days were wrong and hidden${saved === null ? "" : `; the audit saved ${number(saved)} k€`}` },
    h("span", { class: "head" }, h("b", {}, it.name), h("span", { class: "turned" }, h("i", { class: `light ${last(it) ?? ""} was` }, WORDS[last(it)] ?? "–"), " → ", h("i", { class: `light ${colour}` }, WORDS[colour]))),
    h("span", { class: "bar" }, h("i", { class: "right", style: `width:${(100 * right).toFixed(1)}%` }), h("i", { class: "wrong", style: `width:${(100 * wrong).toFixed(1)}%` })),
    h("span", { class: "facts" }, h("span", {}, h("b", {}, `${number(100 * right)} %`), " right"), h("span", {}, late > 0 ? h("b", {}, `${number(late)} days late`) : `${number(-late)} days early`)),
    h("span", { class: "facts" }, h("span", {}, h("b", {}, number(hidden)), " wrong days, unseen"), saved === null ? null : h("span", { class: "found" }, `audit: ${sooner > 0 ? `${number(sooner)} days sooner` : "nothing gained"}`)),
  );
}

/** Where the audits would have been worth most, in many worlds. */
function worlds({ page, state, told, over, send }) {
  if (!told) return h("p", { class: "soft" }, "Dots on the right of a card are its earlier reports. Each crew tells what it knows, every fourth Monday.");
  if (!over) return h("p", { class: "soft" }, "Green was never a lie that somebody planned: most of what is wrong, nobody knows yet.");
  if (!page.rows.length) {
    return h(
      "div",
      { class: "rows" },
      yours(page),
      h("div", { class: "acts" }, button("Play fifty worlds", () => send({ do: "worlds" }), { class: "main", key: "worlds", disabled: state.busy }), h("span", { class: "soft" }, "Was that luck? Place three audits by four simple rules, again and again."), working({ busy: state.busy, done: page.played, most: page.worlds, send })),
    );
  }
  const all = page.rows.flatMap((it) => it.saved);
  const line = { start: Math.min(0, ...all), end: Math.max(...all) };
  return h(
    "div",
    { class: "rows" },
    yours(page),
    page.rows.map((row) =>
      h(
        "div",
        { class: "row", role: "img", "aria-label": `${row.name}: ${number(row.mean)} k€ saved on average over ${row.saved.length} worlds` },
        h("div", {}, h("b", {}, row.name)),
        h("div", { class: "track dots" }, h("span", { class: "zero", style: `left:${place(0, line).toFixed(2)}%` }), stacked([...row.saved].sort((one, other) => one - other), line, ROOM).map((it) => h("i", { style: `left:${it.left}%;bottom:${it.bottom}px` })), h("span", { class: "mean", style: `left:${place(row.mean, line).toFixed(2)}%` })),
        h("div", { class: "sum" }, h("span", { class: "medium" }, number(row.mean)), h("small", {}, "k€ saved")),
      ),
    ),
    h("div", { class: "row axis" }, h("small", {}, "each dot is one of fifty worlds"), h("div", { class: "track" }, ...ticks(line, 6, (it) => (it ? money(it) : "0"))), h("span")),
  );
}

const yours = (page) => h("div", { class: "row" }, h("div", {}, h("b", {}, "Yours"), h("small", {}, "in this one world")), h("div", {}), h("div", { class: "sum" }, h("span", { class: "big" }, number(page.saved)), h("small", {}, "k€ saved")));

export default explorable(draw);
