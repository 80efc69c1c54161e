/** The rounds as a strip, and the state of a workshop in words that can be read from afar. */

import { h, unseen } from "../front/dom.js";

const SPOKEN = { done: "over", now: "now", "to come": "to come" };

const FEW = 4; // rounds, each of which has room for its last day

/** What a phase is called. */
export const PHASES = { gathering: "gathering", open: "open", closed: "closed", revealed: "revealed" };

/** The heading: which round it is, of how many. */
export function heading(view) {
  const all = view.rounds.length;
  if (view.phase === "gathering") return all === 1 ? "One round to play" : `${all} rounds to play`;
  if (view.phase === "revealed") return "The storm is revealed";
  return `Round ${view.round} of ${all}`;
}

/** One segment a round, as long as its days; a mark on the day where a team is. */
export function strip(view, day = null) {
  const last = view.rounds.at(-1)?.until || 1;
  const few = view.rounds.length <= FEW;
  return h(
    "ol",
    { class: "rounds", "aria-label": "Rounds" },
    view.rounds.map((it, n) => {
      const since = n ? view.rounds[n - 1].until : 0;
      const open = it.state === "now" && view.phase === "open";
      const flown = day === null || day <= since ? 0 : Math.min(1, (day - since) / (it.until - since || 1));
      return h(
        "li",
        { class: `${it.state.replace(" ", "-")}${open ? " open" : ""}`, style: `flex-grow:${((it.until - since) / last).toFixed(4)}`, "aria-current": it.state === "now" ? "step" : null },
        day === null ? null : h("i", { class: "flown", style: `width:${(100 * flown).toFixed(1)}%` }),
        h("b", {}, it.number),
        (few || it.state === "now" ? (words) => h("small", {}, words) : unseen)(`to day ${Math.round(it.until)}`),
        unseen(`, ${open ? "open" : SPOKEN[it.state] ?? it.state}`),
      );
    }),
  );
}

/** The news of this round for everybody, latest first: sent in it, or of a day of it. */
export function headlines(view) {
  if (view.phase === "revealed") return [];
  const [since, until] = [view.rounds[view.round - 2]?.until ?? 0, view.rounds[view.round - 1]?.until ?? 0];
  const now = (it) => it.round === view.round || (it.day > since && it.day <= until);
  return view.injects.filter(now).reverse();
}
