/** The risk field: probability against impact, and beside each risk what can be bought. */

import { button, h, money, number } from "./dom.js";
import { hint } from "./hint.js";

const FIELD = { least: 8, most: 320 }; // k€ at the left and right edge, on a logarithmic axis

const MOST = 16; // spots that can be told apart; the list has all of them

export function risks({ state, ui, send }) {
  const mine = state.risks.filter((it) => !ui.project || it.project === ui.project);
  const open = mine.filter((it) => it.state === "open");
  const stake = open.reduce((sum, it) => sum + it.exposure, 0);
  return h(
    "section",
    { class: "card risks", "aria-label": "Risks" },
    h("h3", {}, "Risks ", h("small", {}, open.length ? `${money(stake)} at stake` : "none is open")),
    open.length ? field(open.slice(0, MOST)) : null,
    h("ol", { "data-scroll": "risks", tabindex: "0", "aria-label": "Risks, the largest first" }, ...mine.map((it) => line(it, state, ui, send))),
  );
}

function field(open) {
  const place = spread(open);
  return h(
    "div",
    { class: "field", role: "img", "aria-label": `${open.length} risks by probability and impact; the largest is ${open[0].name}` },
    h("small", { class: "axis up" }, "probability ↑"),
    h("small", { class: "axis right" }, "loss →"),
    ...open.map((it) =>
      hint(h("b", { class: `spot ${size(it)}`, "data-risk": it.id, style: place.get(it.id) }, it.number), () => [
        it.name,
        `${it.project_name} · ${number(100 * it.chance)} % × ${money(it.loss)} = ${money(it.exposure)}`,
        `It means ${it.kind}.`,
        it.owner ? `Watched by ${it.owner}.` : "",
      ].filter(Boolean)),
    ),
  );
}

const size = (it) => (it.exposure > 12 ? "bad" : it.exposure > 6 ? "fair" : "");

/** Where each spot lies; those that would lie on another move a little to the right. */
function spread(open) {
  const taken = [];
  const most = Math.max(0.4, ...open.map((it) => it.chance));
  return new Map(
    open.map((it) => {
      const share = Math.log(Math.max(it.loss, 1) / FIELD.least) / Math.log(FIELD.most / FIELD.least);
      let x = 6 + 88 * Math.max(0, Math.min(1, share));
      let y = 84 - 72 * (it.chance / most);
      while (taken.some(([a, b]) => Math.abs(a - x) < 7 && Math.abs(b - y) < 17)) {
        x += 7.2;
        if (x > 96) [x, y] = [6, y - 17];
      }
      taken.push([x, y]);
      return [it.id, `left:${x.toFixed(1)}%;top:${Math.max(8, y).toFixed(1)}%`];
    }),
  );
}

function line(it, state, ui, send) {
  const closed = state.over && !state.banner;
  const light = (on) => (event) =>
    event.currentTarget.closest(".risks").querySelector(`[data-risk="${CSS.escape(it.id)}"]`)?.classList.toggle("hot", on);
  return h(
    "li",
    { class: it.state, onpointerenter: light(true), onpointerleave: light(false) },
    h("i", { class: "no" }, it.number),
    h(
      "div",
      {},
      h("span", { class: "name" }, it.name),
      h("small", {}, it.state === "issue" ? "has happened" : `${ui.project ? "" : `${it.project_name}: `}${number(100 * it.chance)} % × ${money(it.loss)}`),
      ...it.offers.map((offer) => buy(offer, it, closed, send)),
    ),
  );
}

function buy(offer, it, closed, send) {
  if (offer.bought) return h("p", { class: "offer" }, h("span", { class: "good" }, `✓ ${offer.name}: bought`));
  if (it.state !== "open") return null;
  const worth = offer.told === false ? "" : `takes away ${money(offer.saves)} of exposure`;
  return h(
    "p",
    { class: "offer" },
    hint(
      button(`Buy: ${money(offer.cost)}`, () => send({ do: "buy", offer: offer.id }), {
        key: `buy ${offer.id}`,
        disabled: closed,
        "aria-label": `Buy “${offer.name}” for ${money(offer.cost)}: it ${offer.does}`,
      }),
      () => [offer.name, `It ${offer.does}.`, worth && `It ${worth}.`].filter(Boolean),
    ),
    h("small", {}, [offer.name, worth].filter(Boolean).join(" · ")),
  );
}
