/** Twelve functions with price tags, a budget of time, and a hundred worlds whose dots change sides. */

import { button, h, number, signed } from "./dom.js";
import { choice, explorable, said, still, working } from "./explorable.js";
import { place, ticks } from "./slide.js";

const LINE = { start: -2300, end: 4500, step: 500 };
const DOT = 1.15; // per cent of the line that a dot takes
const TALL = 8; // pixels of a level
const GLIDE = 700; // milliseconds that a dot takes to its new place
const side = (it) => (it > 0 ? 1 : -1);

const draw = ({ page, state, ui, send, again }) => {
  const done = page.differences.length;
  const now = Array.from({ length: page.offices }, (_, n) => page.differences[n] ?? page.before[n]);
  const over = done === page.offices;
  return h(
    "section",
    { class: "card designer", "aria-label": "An office of twelve functions, and a hundred worlds" },
    state.said || !state.open ? said(state) : h("p", { class: "said", role: "status" }, story({ page, done, over })),
    h("div", { class: "lines" }, page.lines.map((it) => part({ it, state, send }))),
    purse({ page, state, send }),
    h(
      "div",
      { class: "acts" },
      button("Play a hundred worlds", () => start("play", { ui, send }), { class: "main", key: "play", disabled: !state.open || state.busy }),
      button("Who brought what?", () => start("shares", { ui, send }), { key: "shares", disabled: !over || !page.fresh || state.busy }),
      button(page.signed ? "Signed" : "Sign this office", () => send({ do: "sign" }), { key: "sign", disabled: page.signed || !over || !page.fresh || state.busy }),
      working({ busy: state.busy, ...progress({ page, done, what: ui.what }), send }),
    ),
    h("div", { class: "field" }, crowd({ page, now, done, ui, again }), sum({ page, done, over })),
    page.shares.length ? shares(page.shares) : null,
    page.tried.length > 1 && !page.shares.length ? record(page) : null,
  );
};

function start(what, { ui, send }) {
  ui.what = what;
  send({ do: what });
}

/** How far long work is: what was asked for, or the worlds that are told of later. */
function progress({ page, done, what }) {
  if (page.unseen[1]) return { done: page.unseen[0], most: page.unseen[1] };
  return what === "shares" ? { done: page.divided, most: page.to_divide } : { done, most: page.offices };
}

/** What just happened, in words. */
function story({ page, done, over }) {
  if (!done) return page.tried.length ? "What you tried is below. Play again to see the dots." : "This is the office that you take over. Play it, then make it yours.";
  if (!over) return "Each dot is one world: with this office, against the same two years without it.";
  if (!page.fresh) return "The office on the table is another one now. Play it.";
  const last = page.tried[page.tried.length - 1];
  const past = last.bypassed >= 0.05 ? ` ${number(last.bypassed, 1)} of ${page.projects} projects go past it.` : "";
  if (!page.before.length) return `With this office the house is better off in ${last.won} of 100 worlds.${past}`;
  const up = count(page, 1);
  const down = count(page, -1);
  if (!up && !down) return `${last.what}: nobody changed sides.${past}`;
  return `${last.what}: ${up + down} worlds changed sides, ${up} to the better and ${down} to the worse.${past}`;
}

const count = (page, to) => page.differences.filter((it, n) => side(it) === to && side(page.before[n]) !== to).length;

/** One function: what it is called, how it is set, what that takes, and when it helps. */
function part({ it, state, send }) {
  const set = it.settings.find((each) => each.name === it.chosen);
  const off = it.chosen === "off";
  return h(
    "div",
    { class: off ? "part off" : "part" },
    h("span", { class: "name" }, it.label),
    choice({ key: it.name, label: it.label, value: it.chosen, options: it.settings.map((each) => each.name), set: (setting) => send({ do: "set", part: it.name, setting }), disabled: state.busy, hidden: true }),
    h("span", { class: "tag" }, off ? "–" : `${number(set.price, 1)} h`),
    h("small", {}, `helps after ${number(it.lag)} weeks`),
  );
}

/** How much of everybody's time it takes, and in which house. */
function purse({ page, state, send }) {
  const share = Math.min(100, (100 * page.takes) / page.budget);
  return h(
    "div",
    { class: "acts" },
    h("div", { class: "bar", role: "img", "aria-label": `${number(page.takes, 1)} of ${number(page.budget)} hours taken` }, h("i", { style: `width:${share.toFixed(1)}%` })),
    h("span", {}, h("b", {}, number(page.takes, 1)), ` of ${number(page.budget)} hours of every 100`, h("small", {}, ` (${number(page.base)} for the office itself)`)),
    choice({ key: "house", label: "in a house where", value: page.house, options: page.houses, set: (house) => send({ do: "house", house }), disabled: state.busy }),
  );
}

/** A hundred dots on a line of money; those of the office before stay pale until they are played. */
function crowd({ page, now, done, ui }) {
  const stacks = new Map();
  const at = Date.now();
  ui.spots ??= new Map();
  const dots = now.map((it, n) => {
    if (it === undefined) return null;
    const column = Math.round(place(it, LINE) / DOT);
    const level = stacks.get(column) ?? 0;
    stacks.set(column, level + 1);
    const spot = { left: `${(column * DOT).toFixed(2)}%`, bottom: `${2 + Math.min(level, 13) * TALL}px` };
    const turned = n < done && page.before.length > 0 && side(it) !== side(page.before[n]);
    const kind = `${it > 0 ? "won" : "lost"}${n < done ? "" : " pale"}${turned ? " turned" : ""}`;
    return h("i", { class: kind, style: `left:${spot.left};bottom:${spot.bottom}${glide(ui.spots, n, spot, at)}` });
  });
  return h(
    "div",
    { class: "crowd" },
    h("div", { class: "track", role: "img", "aria-label": `${now.filter((it) => it > 0).length} of ${now.filter((it) => it !== undefined).length} worlds are better off with the office` }, h("span", { class: "floor" }), h("span", { class: "zero", style: `left:${place(0, LINE).toFixed(2)}%` }), dots),
    h("div", { class: "track axis" }, ...ticks(LINE, 7, (it) => (it ? signed(it) : "as without"))),
  );
}

/** From where a dot comes, while it is on its way. */
function glide(spots, n, spot, at) {
  const old = spots.get(n);
  const moved = old && (old.left !== spot.left || old.bottom !== spot.bottom);
  const entry = !old || moved ? { ...spot, from: old, since: at } : old;
  spots.set(n, entry);
  const gone = at - entry.since;
  if (!entry.from || gone > GLIDE || still()) return "";
  return `;--from:${entry.from.left};--up:${entry.from.bottom};animation:pmo-designer-glide ${GLIDE}ms ease-out -${gone}ms`;
}

function sum({ page, done, over }) {
  const won = page.differences.filter((it) => it > 0).length;
  const last = over && page.fresh ? page.tried[page.tried.length - 1] : null;
  return h(
    "div",
    { class: "sum" },
    h("span", { class: "big" }, done ? String(won) : "?"),
    h("small", {}, done && !over ? `of ${done} so far` : "of 100 are better off with it"),
    last ? h("small", {}, `${signed(Math.round(last.mean))} on average, ± ${number((last.high - last.low) / 2)}`) : null,
  );
}

/** What each group of functions has brought, with its interval. */
function shares(rows) {
  const ends = rows.flatMap((it) => [it.low, it.high, 0]);
  const line = { start: Math.min(...ends), end: Math.max(...ends, 100) };
  const zero = place(0, line);
  return h(
    "div",
    { class: "shares" },
    h("small", { class: "soft head" }, "What each group of functions has brought, fairly divided; the line is the 95 % interval"),
    rows.map((it) => {
      const [from, to] = [zero, place(it.mean, line)].sort((a, b) => a - b);
      const unsure = it.low <= 0 && it.high >= 0;
      return [
        h("span", {}, it.group),
        h("div", { class: "track", role: "img", "aria-label": `${it.group}: ${signed(Math.round(it.mean))}, from ${number(it.low)} to ${number(it.high)}` }, h("span", { class: "zero", style: `left:${zero.toFixed(2)}%` }), h("i", { class: it.mean >= 0 ? "gain" : "loss", style: `left:${from.toFixed(2)}%;width:${(to - from).toFixed(2)}%` }), h("span", { class: "whisker", style: `left:${place(it.low, line).toFixed(2)}%;width:${(place(it.high, line) - place(it.low, line)).toFixed(2)}%` })),
        h("small", {}, it.low === 0 && it.high === 0 ? "off" : unsure ? `${signed(Math.round(it.mean))}: cannot be told` : signed(Math.round(it.mean))),
      ];
    }),
  );
}

/** What was tried, newest first. */
function record(page) {
  return h(
    "table",
    {},
    h("thead", {}, h("tr", {}, ["what was changed", "hours", "better off", "on average"].map((it) => h("th", { scope: "col" }, it)))),
    h(
      "tbody",
      {},
      [...page.tried].reverse().slice(0, 4).map((it) => h("tr", {}, h("td", {}, it.what), h("td", {}, number(it.takes, 1)), h("td", {}, `${it.won} of 100`), h("td", {}, `${signed(Math.round(it.mean))} ± ${number((it.high - it.low) / 2)}`))),
    ),
  );
}

export default explorable(draw);
