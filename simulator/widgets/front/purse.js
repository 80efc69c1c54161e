/** Six purses or one: futures come one by one, and a dial says how much is held back. */

import { button, h, money, number } from "./dom.js";
import { choice, explorable, said } from "./explorable.js";
import { player } from "./player.js";
import { handle, place, ticks } from "./slide.js";

const DOTS = 50; // of a hundred futures, every second in their order
const DOT = 1.9; // per cent of the line that a dot takes

const draw = ({ page, state, ui, send, again }) => {
  const futures = page.owners[0].losses.length;
  const most = Math.max(...page.owners.flatMap((it) => it.losses));
  const own = { start: 0, end: most, step: 10 };
  const line = { start: 0, end: page.end, step: 10 };
  if (!state.open) ui.played = 0;
  ui.played ??= 0;
  const over = state.open && ui.played >= futures;
  const at = state.open && ui.played > 0 && !over ? ui.played - 1 : null;
  const held = page.signed ?? ui.held ?? page.held;
  return h(
    "section",
    { class: "card purse", "aria-label": "Money held back" },
    controls({ page, state, ui, send, again, futures, over }),
    state.said || !state.open ? said(state) : h("p", { class: "said", role: "status" }, story({ page, held, at, over })),
    h("div", { class: "six" }, page.owners.map((it) => owner({ it, at, line: own }))),
    h(
      "div",
      { class: "row all" },
      h("div", {}, h("b", {}, "All six"), h("small", {}, `six purses hold ${number(page.six)}\u00a0k€`)),
      together({ page, line, held, at, over, ui, send, again, played: ui.played }),
      verdict({ page, held, over, send }),
    ),
  );
};

function controls({ page, state, ui, send, again, futures, over }) {
  return h(
    "div",
    { class: "acts" },
    player({ ui, again, count: futures, open: state.open, names: { play: "Play seasons", again: "Play them again" } }),
    over ? choice({ key: "luck", label: "The luck of each risk", value: page.luck, options: page.lucks, set: (luck) => send({ do: "luck", luck }) }) : null,
  );
}

/** What just happened, in words. */
function story({ page, held, at, over }) {
  if (over) {
    const less = Math.round(100 * (1 - page.one / page.six));
    return `One purse that suffices in 8 of 10 seasons holds ${money(page.one)}: ${less} % less than six. Turn the dial, and sign what you hold back.`;
  }
  if (at === null) return "Each lighthouse has a purse that suffices in 8 of its 10 seasons. Play seasons, and watch what all six need together.";
  const short = page.owners.filter((it) => it.losses[at] > it.purse);
  const who = short.length ? `${short.map((it) => it.name).join(", ")} would run out` : "every purse suffices";
  return `Season ${at + 1}: ${who}; all six together need ${money(page.all[at])}${page.all[at] > held ? ", more than you hold" : ""}.`;
}

/** A lighthouse with its seasons, and the purse that suffices in 8 of 10. */
function owner({ it, at, line }) {
  const out = at !== null && it.losses[at] > it.purse;
  return h(
    "div",
    { class: "owner" },
    h("div", {}, h("b", {}, it.name), h("small", {}, ` ${money(it.purse)}`)),
    h(
      "div",
      { class: "track", role: "img", "aria-label": `${it.name}: a purse of ${money(it.purse)} suffices in 8 of 10 seasons` },
      h("span", { class: "floor" }),
      dots(it.losses, it.purse, line, 2.4, 4.5, 26),
      h("span", { class: "pole", style: `left:${place(it.purse, line).toFixed(2)}%` }),
      at === null ? null : h("i", { class: out ? "lit late" : "lit", style: `left:${place(it.losses[at], line).toFixed(2)}%;bottom:0` }),
    ),
  );
}

/** All six in the seasons that were played, and the dial. */
function together({ page, line, held, at, over, ui, send, again, played }) {
  const set = (value) => {
    ui.held = value;
    again();
  };
  const done = (amount) => {
    delete ui.held;
    send({ do: "hold", amount });
  };
  const left = (value) => `left:${place(value, line).toFixed(2)}%`;
  return h(
    "div",
    {},
    h(
      "div",
      { class: "track tall" },
      h("span", { class: "floor" }),
      dots(page.all.slice(0, played), held, line, DOT, 9, 82),
      at === null ? null : h("i", { class: page.all[at] > held ? "lit late" : "lit", style: `${left(page.all[at])};bottom:2px` }),
      over ? h("span", { class: "planned", style: left(page.six), title: "what six purses hold" }) : null,
      h("span", { class: "pole", style: left(held) }),
      h("span", { class: place(held, line) > 75 ? "flag before" : "flag", style: left(held), "aria-hidden": "true" }, `you hold ${money(held)}`),
      handle({ key: "held", label: "Money that you hold back for all six", value: held, text: money(held), line, set, done, disabled: page.signed !== null, kind: "small" }),
    ),
    h("div", { class: "track axis" }, ...ticks(line, 6, (it) => (it ? money(it) : "0"))),
  );
}

function verdict({ page, held, over, send }) {
  const enough = page.all.filter((it) => it <= held).length;
  return h(
    "div",
    { class: "sum" },
    h("span", { class: "big" }, over ? number(enough) : "?"),
    h("small", {}, "of 100 seasons are paid"),
    button(page.signed === null ? "Sign this" : "Signed", () => send({ do: "sign" }), { class: "main", key: "sign", disabled: !over || page.signed !== null }),
  );
}

/** Seasons as dots, stacked above what they cost; what is not paid is of another colour. */
function dots(costs, purse, line, wide, tall, top) {
  const sorted = [...costs].sort((one, other) => one - other);
  const many = Math.min(DOTS, Math.ceil(costs.length / 2));
  const stacks = new Map();
  return Array.from({ length: many }, (_, n) => sorted[Math.min(sorted.length - 1, Math.floor(((n + 0.5) * sorted.length) / many))]).map((cost) => {
    const column = Math.round(place(cost, line) / wide);
    const level = stacks.get(column) ?? 0;
    stacks.set(column, level + 1);
    return h("i", { class: cost > purse ? "late" : "", style: `left:${(column * wide).toFixed(2)}%;bottom:${Math.min(2 + level * tall, top)}px` });
  });
}

export default explorable(draw);
