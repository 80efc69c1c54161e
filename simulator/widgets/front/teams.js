/** All teams under the same storm: one world side by side, then many, in tiers and not in ranks. */

import { button, h, money, number, svg, unseen } from "./dom.js";
import { explorable, said, working } from "./explorable.js";

const WIDE = 240;
const HIGH = 74;
const SCATTER = { wide: 420, high: 190, left: 52, right: 90, top: 12, bottom: 34 };

const draw = ({ page, state, send }) => {
  const there = page.teams.length > 0;
  return h(
    "section",
    { class: "card teams", "aria-label": "All teams in one world, then in many" },
    state.said ? said(state) : h("p", { class: "said", role: "status" }, story({ page, state, there })),
    there ? day(page) : null,
    there ? controls({ page, state, send }) : null,
    page.wanting && state.open ? h("div", { class: "acts" }, again(send)) : null,
    h("div", { class: "race" }, best(page), there ? h("div", { class: "rows" }, rows(page)) : null),
    page.tiers.length ? frontier(page) : null,
  );
};

/** What just happened, in words. */
function story({ page, state, there }) {
  if (!state.open) return `${state.first}; then the teams come to the table.`;
  if (page.wanting) return page.wanting;
  if (!there) return "Nobody is here yet.";
  const first = page.teams.reduce((one, other) => (other.result > one.result ? other : one));
  const won = `In the world that all of you flew, ${first.name === "You" ? "you" : first.name} brought most: ${money(first.result)}.`;
  if (page.best_wins === null) return `${won} The same storm came over all. Was that the best decision maker?`;
  const others = page.tiers.filter((it) => it.tier === 1).map((it) => (it.name === "You" ? "you" : it.name));
  const all = others.slice(0, -1).join(", ");
  const tier = others.length > 1 ? `${all} and ${others.at(-1)} cannot be told apart` : `${others[0]} ${others[0] === "you" ? "are" : "is"} alone in the first tier`;
  return `${won} In ${number(page.worlds)} other worlds ${tier}; the day's winner changes from world to world.`;
}

/** Small multiples: the same days, the same money, the same storms. */
function day(page) {
  const all = page.teams.flatMap((it) => it.path.map((point) => point.net));
  const scale = { end: page.end, high: Math.max(500, ...all), low: Math.min(-500, ...all) };
  return h(
    "div",
    { class: "panels" },
    page.teams.map((it) => panel({ it, scale, page })),
    h("p", { class: "small key" }, "Line: delivered less spent, over the same days. Squares: what could go wrong, in the same order for all. ", h("i", { class: "hit" }), " came about, ", h("i", { class: "off" }), " was kept off, ", h("i", {}), " never came. Dotted: trouble from outside. ", met(page.teams)),
  );
}

/** Who had the same storm, in a sentence. */
function met(teams) {
  const hits = teams[0].storms.map((_, n) => teams.filter((it) => it.storms[n].how === "hit").length);
  const off = teams[0].storms.filter((_, n) => teams.some((it) => it.storms[n].how === "kept off")).length;
  const all = hits.filter((it) => it === teams.length).length;
  const some = hits.filter((it) => it > 0 && it < teams.length).length;
  return `${all} of these ${hits.length} mishaps came about for every team, ${some} for some of them; ${off} were kept off by somebody.`;
}

function panel({ it, scale, page }) {
  const x = (value) => (WIDE * value) / scale.end;
  const y = (net) => HIGH - (HIGH * (net - scale.low)) / (scale.high - scale.low);
  const tier = page.tiers.find((one) => one.name === it.name)?.tier;
  const hits = it.storms.filter((one) => one.how === "hit").length;
  const off = it.storms.filter((one) => one.how === "kept off").length;
  const last = it.path.at(-1);
  return h(
    "figure",
    { class: it.who === "you" ? "team mine" : "team" },
    h("figcaption", {}, h("span", {}, h("b", {}, it.name), h("small", {}, it.who === "you" ? "your flight" : it.who)), tier ? h("span", { class: "tier" }, `tier ${tier}`) : null),
    svg(
      "svg",
      { viewBox: `0 0 ${WIDE} ${HIGH}`, preserveAspectRatio: "none", role: "img", "aria-label": `${it.name}: ends with ${money(it.result)}` },
      page.shocks.map((on) => svg("line", { x1: x(on), x2: x(on), y1: 0, y2: HIGH, class: "shock" })),
      svg("line", { x1: 0, x2: WIDE, y1: y(0), y2: y(0), class: "zero" }),
      svg("polyline", { points: it.path.map((point) => `${x(point.day).toFixed(1)},${y(point.net).toFixed(1)}`).join(" "), class: "net" }),
      svg("line", { x1: x(last.day), x2: x(last.day), y1: y(last.net) - 5, y2: y(last.net) + 5, class: "end" }),
    ),
    h("div", { class: "storms" }, it.storms.map((one) => h("i", { class: one.how === "hit" ? "hit" : one.how ? "off" : "", title: `${one.name}: ${one.how === "hit" ? `came about, noticed on day ${number(one.day)}` : one.how || "never came"}` })), unseen(`${hits} of ${it.storms.length} risks came about, ${off} were kept off`)),
    h("div", { class: "end" }, h("b", {}, money(it.result)), h("small", {}, `${it.landed.length} delivered, ${Math.round(100 * it.on_time)} % on time`)),
  );
}

function controls({ page, state, send }) {
  const most = page.worlds < page.few ? page.few : page.many;
  return h(
    "div",
    { class: "acts" },
    state.busy
      ? working({ busy: true, done: page.worlds, most, send })
      : [
          button(`Play all teams in ${number(page.few)} worlds`, () => send({ do: "few" }), { class: page.worlds < page.few ? "main" : "", key: "few", disabled: !state.open || page.worlds >= page.few }),
          button(`Go on to ${number(page.many)}`, () => send({ do: "many" }), { class: page.worlds >= page.few ? "main" : "", key: "many", disabled: !state.open || page.worlds >= page.many }),
          again(send),
        ],
  );
}

const again = (send) => button("Look for flights again", () => send({ do: "again" }), { class: "quiet", key: "again" });

/** The one big number. */
function best(page) {
  return h(
    "div",
    { class: "best" },
    h("span", { class: "big" }, page.best_wins === null ? "?" : number(page.best_wins, 1)),
    h("small", {}, page.best_wins === null ? "worlds in which whoever is best on average also wins the day" : `of ${number(page.worlds)} worlds in which ${page.best === "You" ? "you, best on average, also win" : `${page.best}, best on average, also wins`} the day`),
  );
}

/** A row a team: one square for each world that it won. */
function rows(page) {
  const order = page.tiers.length ? page.tiers : page.teams.map((it) => ({ name: it.name, tier: null }));
  const dot = page.worlds > page.few ? 5 : 1; // worlds that a square stands for
  return order.map((it) => {
    const wins = it.wins ?? 0;
    return h(
      "div",
      { class: it.name === page.best ? "row best-one" : "row" },
      h("div", {}, h("b", {}, it.name), h("small", {}, it.tier ? `tier ${it.tier}` : "")),
      h("div", { class: "won", role: "img", "aria-label": `${it.name} won ${number(wins, 1)} of ${page.worlds} worlds` }, Array.from({ length: Math.round(wins / dot) }, () => h("i"))),
      h("div", { class: "numbers-of" }, it.tier ? [h("b", {}, money(it.mean)), h("small", {}, `${number(it.low)} to ${number(it.high)}, wins ${number(wins, 1)}`)] : h("small", {}, "?")),
    );
  }).concat(page.tiers.length ? [h("p", { class: "small" }, dot === 1 ? "Each square is a world that the team won." : `Each square is ${dot} worlds that the team won.`, " Beside it: what its decisions bring on average, and how surely that is known.")] : []);
}

/** On time against value: every team as a point. */
function frontier(page) {
  const { wide, high, left, right, top, bottom } = SCATTER;
  const shares = page.tiers.map((it) => it.on_time);
  const values = page.tiers.map((it) => it.value);
  const [x0, x1] = [Math.max(0, Math.min(...shares) - 0.05), Math.min(1, Math.max(...shares) + 0.05)];
  const [y0, y1] = [Math.min(...values) - 200, Math.max(...values) + 200];
  const x = (share) => left + ((wide - left - right) * (share - x0)) / (x1 - x0);
  const y = (value) => high - bottom - ((high - top - bottom) * (value - y0)) / (y1 - y0);
  const text = (words, props) => svg("text", props, words);
  return h(
    "figure",
    { class: "frontier" },
    svg(
      "svg",
      { viewBox: `0 0 ${wide} ${high}`, role: "img", "aria-label": `On time and value: ${page.tiers.map((it) => `${it.name} ${Math.round(100 * it.on_time)} % on time, ${money(it.value)} delivered`).join("; ")}` },
      svg("line", { x1: left, x2: wide - right, y1: high - bottom, y2: high - bottom, class: "axis" }),
      svg("line", { x1: left, x2: left, y1: top, y2: high - bottom, class: "axis" }),
      text(`${Math.round(100 * x0)} %`, { x: left, y: high - bottom + 14 }),
      text(`${Math.round(100 * x1)} % on time`, { x: wide - right, y: high - bottom + 14, "text-anchor": "end" }),
      text(number(y1), { x: left - 5, y: top + 8, "text-anchor": "end" }),
      text(number(y0), { x: left - 5, y: high - bottom, "text-anchor": "end" }),
      page.tiers.map((it) => [svg("circle", { cx: x(it.on_time), cy: y(it.value), r: 5, class: it.name === page.best ? "point best" : "point" }), text(it.name, { x: x(it.on_time) + 8, y: y(it.value) + 4, class: "name" })]),
    ),
    h("figcaption", {}, h("b", {}, "Green against value"), h("small", {}, "To the right: more projects on time. Upwards: more value delivered, in k€, on average over the same worlds. Who leads in one need not lead in the other.")),
  );
}

export default explorable(draw);
