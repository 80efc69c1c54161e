/** Offers, a budget, and the same storms over four baskets: they come one by one. */

import { button, h, money, number } from "./dom.js";
import { explorable, said } from "./explorable.js";
import { player } from "./player.js";
import { place, ticks } from "./slide.js";

const DOTS = 50; // of a hundred storms, every second in the order of cost
const DOT = 1.1; // per cent of the line that a dot takes

const draw = ({ page, state, ui, send, again }) => {
  const told = page.rows[0].losses.length > 0;
  const storms = page.rows[0].losses.length;
  if (!told) ui.played = 0;
  ui.played ??= 0;
  const over = told && ui.played >= storms;
  const at = told && ui.played > 0 && !over ? ui.played - 1 : null;
  return h(
    "section",
    { class: "card basket", "aria-label": "A basket of offers, and a hundred storms" },
    state.said ? said(state) : h("p", { class: "said", role: "status" }, story({ page, state, told, at, over })),
    shelf({ page, state, told, send }),
    purse({ page, send }),
    storm({ told, storms, ui, again }),
    h("div", { class: told ? "rows" : "rows waiting" }, page.rows.map((row) => under({ row, page, told, at, over, played: ui.played })), told ? axis(page) : null),
  );
};

/** What just happened, in words. */
function story({ page, state, told, at, over }) {
  if (!page.signed) return "Put offers into the basket until the money is spent, or nothing pays any more. Then sign.";
  if (!state.open) return `${state.first}; then the storms begin.`;
  if (!told) return "";
  if (over) return "Every basket has met the same hundred storms. Change yours and see what it does.";
  if (at === null) return "Your basket is signed. Let the storms come.";
  const [bare, , mine] = page.rows.map((it) => it.losses[at]);
  const saved = bare - mine;
  return `Season ${at + 1}: with nothing bought it costs ${money(bare)}, with your basket ${saved >= 0 ? `${money(saved)} less` : `${money(-saved)} more`}.`;
}

/** The register with its offers; each is a button. Once storms come it makes room for them. */
function shelf({ page, told, send }) {
  const put = (it, props, ...children) =>
    h("button", { type: "button", class: it.inside ? "offer inside" : "offer", "aria-pressed": String(it.inside), "data-key": it.id, onclick: () => send({ do: "toggle", offer: it.id }), ...props }, ...children);
  if (told) {
    return h(
      "div",
      { class: "shelf chips", role: "group", "aria-label": "Offers, and what each k€ takes away" },
      page.lines.map((it) => put(it, { title: `${it.risk}, ${it.place}`, "aria-label": `${it.offer}: ${money(it.price)}, each saves ${number(it.leverage, 1)} k€` }, h("span", {}, it.offer), h("small", {}, `${money(it.price)}, each saves ${number(it.leverage, 1)}\u00a0k€`))),
    );
  }
  const head = ["What can go wrong", "chance", "loss", "heat map", "What is offered", "price"];
  return h(
    "div",
    { class: "shelf", role: "group", "aria-label": "Offers" },
    h("div", { class: "offer head", "aria-hidden": "true" }, head.map((it) => h("span", {}, it))),
    page.lines.map((it) =>
      put(
        it,
        { "aria-label": `${it.offer}, ${less(it)}, ${money(it.price)}. Against: ${it.risk}, ${it.place}, ${Math.round(100 * it.chance)} %, ${money(it.loss)}, ${it.heat} on the heat map` },
        h("span", {}, it.risk, " ", h("small", {}, it.place)),
        h("span", { class: "right" }, `${Math.round(100 * it.chance)} %`),
        h("span", { class: "right" }, money(it.loss)),
        h("span", { class: "right" }, h("i", { class: `heat ${it.heat >= 15 ? "red" : it.heat >= 8 ? "amber" : "green"}` }, String(it.heat))),
        h("span", {}, it.offer, " ", h("small", {}, less(it))),
        h("span", { class: "right" }, h("b", {}, money(it.price))),
      ),
    ),
  );
}

const less = (it) => `${Math.round(100 * it.effect)}\u00a0%\u00a0less\u00a0${it.avoids ? "often" : "lost"}`;

/** How much is spent, and the signature. */
function purse({ page, send }) {
  const share = Math.min(100, (100 * page.spent) / page.budget);
  return h(
    "div",
    { class: "acts purse" },
    h("div", { class: "bar", role: "img", "aria-label": `${number(page.spent)} of ${money(page.budget)} spent` }, h("i", { style: `width:${share.toFixed(1)}%` })),
    h("span", {}, h("b", {}, number(page.spent)), ` of ${money(page.budget)}`),
    button(page.signed ? "Signed" : "Sign this basket", () => send({ do: "sign" }), { class: "main", key: "sign", disabled: page.signed }),
  );
}

/** Letting the storms come. */
function storm({ told, storms, ui, again }) {
  return h(
    "div",
    { class: "acts" },
    player({ ui, again, count: storms, open: told, names: { play: "Let the storms come", again: "Once more" } }),
  );
}

/** One basket under the storms that have come. */
function under({ row, page, told, at, over, played }) {
  const line = { start: 0, end: page.end || 1, step: 1 };
  const come = row.losses.slice(0, played);
  return h(
    "div",
    { class: row.name === "Yours" ? "row mine" : "row" },
    h("div", {}, h("b", {}, row.name), h("small", {}, row.name === "Nothing" ? "is bought" : row.spent ? `basket, ${money(row.spent)}` : "basket")),
    h(
      "div",
      { class: "track" },
      h("span", { class: "floor" }),
      dots(come, line),
      at === null ? null : h("i", { class: "lit", style: `left:${place(row.losses[at], line).toFixed(2)}%;bottom:2px` }),
      over ? h("span", { class: "mean", style: `left:${place(row.losses.reduce((sum, it) => sum + it, 0) / row.losses.length, line).toFixed(2)}%` }) : null,
    ),
    h(
      "div",
      { class: "sum" },
      row.name === "Nothing"
        ? h("small", {}, over ? `${money(row.losses.reduce((sum, it) => sum + it, 0) / row.losses.length)} a season` : "")
        : [h("span", { class: row.name === "Yours" ? "big" : "medium" }, over ? number(row.saved) : "?"), h("small", {}, over ? `k€ saved, pays in ${row.ahead} of 100` : "k€ saved")],
    ),
  );
}

function axis(page) {
  return h("div", { class: "row axis" }, h("small", {}, "what a season costs; the line is the average"), h("div", { class: "track" }, ...ticks({ start: 0, end: page.end }, 6, (it) => (it ? money(it) : "0"))), h("span"));
}

/** Seasons as dots, stacked above what they cost. */
function dots(costs, line) {
  const sorted = [...costs].sort((one, other) => one - other);
  const many = Math.min(DOTS, Math.ceil(costs.length / 2));
  const stacks = new Map();
  return Array.from({ length: many }, (_, n) => sorted[Math.min(sorted.length - 1, Math.floor(((n + 0.5) * sorted.length) / many))]).map((cost) => {
    const column = Math.round(place(cost, line) / DOT);
    const level = stacks.get(column) ?? 0;
    stacks.set(column, level + 1);
    return h("i", { style: `left:${(column * DOT).toFixed(2)}%;bottom:${Math.min(2 + level * 7, 44)}px` });
  });
}

export default explorable(draw);
