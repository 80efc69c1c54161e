/** The standing: tiers of teams on one axis, intervals that overlap, never ranks. */

import { h, money, number } from "./dom.js";
import { place, ticks } from "./slide.js";
import { sha256 } from "./sha256.js";
import { token } from "./token.js";

const EDGE = 0.04; // of the axis that is left free on either side

/** The whole picture: tiers, rows, axis, and what the marks mean. `mine` is the own team's name. */
export function standing(view, mine = "") {
  const it = view.standing;
  if (!it?.rows?.length) return null;
  const line = axis(it);
  const colours = new Map(view.teams.map((team) => [team.name, team.colour]));
  const groups = tiers(it.rows);
  return h(
    "section",
    { class: "standing", "aria-label": "Standing", style: `--n:${it.rows.length};--groups:${groups.length}` },
    h("ol", { class: "tiers" }, groups.map((rows) => tier({ rows, line, colours, mine }))),
    h("div", { class: "axis", "aria-hidden": "true" }, h("span", {}), h("div", { class: "scale" }, h("span", {}), h("div", { class: "track" }, ...ticks(line, 6, (value) => number(value, 1))), h("span", {}))),
    legend(it),
  );
}

/** The line that all lie on: as far as the intervals and the played results reach. */
function axis(it) {
  const all = it.rows.flatMap((row) => [row.low, row.high, row.result]).filter(Number.isFinite);
  const [low, high] = [Math.min(it.low_axis ?? Infinity, ...all), Math.max(it.high_axis ?? -Infinity, ...all)];
  const edge = EDGE * (high - low || 1);
  return { start: low - edge, end: high + edge };
}

/** Rows by tier; within a tier by name, since nobody can tell them apart. */
function tiers(rows) {
  const found = new Map();
  for (const row of rows) found.set(row.tier, [...(found.get(row.tier) ?? []), row]);
  return [...found.entries()].sort(([one], [other]) => one - other).map(([, its]) => its.sort((one, other) => one.name.localeCompare(other.name)));
}

function tier({ rows, line, colours, mine }) {
  const many = rows.length > 1;
  return h(
    "li",
    { class: "tier" },
    h("p", { class: "tier-name" }, h("b", {}, `Tier ${rows[0].tier}`), many ? h("small", {}, "cannot be told apart") : null),
    h("ul", {}, rows.map((row) => one({ row, line, colour: colours.get(row.name) ?? 0, mine: row.name === mine }))),
  );
}

function one({ row, line, colour, mine }) {
  const [low, high] = [place(row.low, line), place(row.high, line)];
  const on = row.on_time === null || row.on_time === undefined ? "" : `, ${Math.round(100 * row.on_time)} % on time`;
  const words = `${row.name}: expected ${money(row.value)}, surely between ${number(row.low)} and ${number(row.high)}${Number.isFinite(row.result) ? `; in the storm that was played ${money(row.result)}${on}` : ""}`;
  return h(
    "li",
    { class: mine ? "row mine" : "row", title: words },
    h("span", { class: "name" }, token({ name: row.name, colour }), h("b", {}, row.name), mine ? h("small", {}, "you") : null),
    h(
      "span",
      { class: "track", role: "img", "aria-label": words },
      h("i", { class: "interval", style: `left:${low.toFixed(2)}%;width:${Math.max(0.4, high - low).toFixed(2)}%` }),
      h("i", { class: "expected", style: `left:${place(row.value, line).toFixed(2)}%` }),
      Number.isFinite(row.result) ? h("i", { class: "played", style: `left:${place(row.result, line).toFixed(2)}%` }) : null,
    ),
    h("span", { class: "number" }, money(row.value)),
  );
}

function legend(it) {
  return h(
    "p",
    { class: "marks" },
    h("span", {}, h("i", { class: "interval" }), h("i", { class: "expected" }), ` what a team's decisions bring on average over ${number(it.worlds)} other storms, and how surely that is known`),
    it.rows.some((row) => Number.isFinite(row.result)) ? h("span", {}, h("i", { class: "played" }), " its result in the storm that all of you had, flown to its end") : null,
  );
}

/** The sentence of the reveal, and the proof that nobody has changed the storm meanwhile. */
export function storm(view) {
  if (!view.storm) return null;
  const proof = check(view);
  return h(
    "section",
    { class: "storm", "aria-label": "The storm" },
    h("h2", {}, "You all had the same storm."),
    view.standing?.same_storm ? h("p", {}, view.standing.same_storm) : null,
    h("p", { class: proof.bad ? "proof bad" : "proof" }, h("b", {}, proof.bad ? "✗ " : "✓ "), proof.words),
    h("details", {}, h("summary", {}, "How to check it yourself"), h("p", {}, view.storm.words || "", " The fingerprint (SHA-256) that all of you were shown from the start: ", h("code", {}, view.commitment)), view.storm.preimage ? h("p", {}, "What it is the fingerprint of: ", h("code", {}, view.storm.preimage)) : null),
  );
}

/** Whether what is revealed is what was promised. */
function check({ storm: it, commitment }) {
  if (!it.preimage) return { bad: true, words: "What was revealed cannot be checked here." };
  const same = sha256(it.preimage) === commitment;
  if (!same) return { bad: true, words: "The storm that was revealed is not the one that was promised at the start." };
  return { bad: false, words: `Checked on this page: this storm was fixed before round 1, and nobody has changed it since (${commitment.slice(0, 8)} …).` };
}
