/** Indicators race: which one warns first of projects that end red? */

import { button, h, number } from "./dom.js";
import { explorable, said, working } from "./explorable.js";
import { player } from "./player.js";
import { handle, place, ticks } from "./slide.js";
import { stacked } from "./stacks.js";

const ROOM = { wide: 470, dot: 7, tall: 38 };
const EVERY = 2; // a dot is two projects

const draw = ({ page, state, ui, send, again }) => {
  const count = page.finish.length;
  const told = count > 0;
  if (!told) ui.played = 0;
  ui.played ??= 0;
  const over = told && ui.played >= count;
  const share = ui.share ?? page.share;
  const at = page.shares.indexOf(share);
  const line = { start: page.first, end: page.due, step: 1 };
  const now = told && ui.played > 0 && !over ? ui.played - 1 : null;
  return h(
    "section",
    { class: "card alarms", "aria-label": "Which indicator warns first?" },
    h(
      "div",
      { class: "acts" },
      told ? player({ ui, again, count, open: true, names: { play: "Watch the projects", again: "Once more" } }) : button("Let a hundred projects run", () => send({ do: "watch" }), { class: "main", key: "run", disabled: !state.open || !page.bet || state.busy }),
      working({ busy: state.busy, done: page.found, most: page.needed, send }),
    ),
    state.said ? said(state) : h("p", { class: "said", role: "status" }, story({ page, state, told, over, at, now, share })),
    h("div", { class: "lanes" }, page.lanes.map((lane) => track({ lane, page, told, at, now, over, line, played: ui.played, send })), axis({ page, line })),
    allowed({ page, share, ui, send, again }),
  );
};

/** What just happened, in words. */
function story({ page, state, told, over, at, now, share }) {
  if (!page.bet) return "Which of them do you trust? Put your money on one; a bet stands.";
  if (!state.open) return `${state.first}; then the race begins.`;
  if (!told) return "Your bet stands. Let a hundred projects run that end red, and a hundred that do not.";
  if (over) {
    const mine = page.lanes.find((it) => it.id === page.bet);
    const first = best(page, at);
    const won = first.id === mine.id ? "None warns of more." : `“${first.name}” warns of ${warned(first, at)}.`;
    return `With ${share} false alarms in a hundred, your bet warns of ${warned(mine, at)} of ${page.finish.length} before the due day. ${won}`;
  }
  if (now === null) return "Here come a hundred projects that will end red. Each indicator cries when it is above its line.";
  const cried = page.lanes.map((it) => [it.name, it.alarms[at][now]]).filter(([, week]) => week !== null);
  const end = `it came in week ${number(page.finish[now])}`;
  if (!cried.length) return `Project ${now + 1}: nobody warned before it was due; ${end}.`;
  const [name, week] = cried.reduce((one, other) => (other[1] < one[1] ? other : one));
  return `Project ${now + 1}: “${name}” cried first, in week ${week}; ${cried.length} of ${page.lanes.length} warned at all; ${end}.`;
}

const warned = (lane, at) => lane.alarms[at].filter((it) => it !== null).length;
const best = (page, at) => page.lanes.reduce((one, other) => (warned(other, at) > warned(one, at) ? other : one));

/** One indicator: a dot for each two projects, at the week of its alarm. */
function track({ lane, page, told, at, now, over, line, played, send }) {
  const weeks = told ? lane.alarms[at].slice(0, played) : [];
  const cried = weeks.filter((it) => it !== null).sort((one, other) => one - other);
  const missed = weeks.length - cried.length;
  const mean = cried.length ? cried.reduce((sum, it) => sum + page.due - it, 0) / cried.length : 0;
  const mine = page.bet === lane.id;
  const lit = now === null ? null : lane.alarms[at][now];
  const words = over ? `${lane.name}: warns of ${cried.length} of ${weeks.length}, on average ${number(mean)} weeks before the due day` : `${lane.name}: ${lane.meaning}`;
  return h(
    "div",
    { class: mine ? "lane mine" : "lane" },
    h("div", {}, h("b", {}, lane.name), h("small", {}, lane.meaning)),
    h(
      "div",
      { class: "track dots", role: "img", "aria-label": words },
      stacked(cried.filter((_, n) => n % EVERY === 0), line, ROOM).map((it) => h("i", { style: `left:${it.left}%;bottom:${it.bottom}px` })),
      lit === null ? null : h("i", { class: "lit", style: `left:${place(lit, line).toFixed(2)}%;bottom:2px` }),
    ),
    h("div", { class: "missed", role: "img", "aria-label": `${missed} without a warning` }, Array.from({ length: Math.ceil(missed / EVERY) }, () => h("i"))),
    h(
      "div",
      { class: "sum" },
      page.bet ? [h("span", { class: mine ? "big" : "medium" }, told && played ? String(cried.length) : "?"), h("small", {}, over ? `${number(mean)} weeks early` : "warned")] : button("Bet on this", () => send({ do: "bet", lane: lane.id }), { key: `bet-${lane.id}`, "aria-label": `Bet on this: ${lane.name}` }),
    ),
  );
}

function axis({ page, line }) {
  return h("div", { class: "lane axis" }, h("small", {}, "week of the alarm; a dot is two projects"), h("div", { class: "track" }, ...ticks(line, 7, String)), h("small", {}, "no warning in time"), h("span", { class: "soft" }, `due in week ${number(page.due)}`));
}

/** How many false alarms everybody may give: moved by hand and by keys. */
function allowed({ page, share, ui, send, again }) {
  const line = { start: page.shares[0], end: page.shares[page.shares.length - 1], step: page.shares[1] - page.shares[0] };
  const set = (value) => {
    ui.share = value;
    again();
  };
  const done = (value) => {
    delete ui.share;
    send({ do: "allow", share: value });
  };
  return h(
    "div",
    { class: "allowed" },
    h("div", {}, h("b", {}, `${share} of 100`), h("small", {}, "good projects may be cried about")),
    h("div", { class: "numbers" }, h("div", { class: "rail" }), ...ticks(line, 8, String), handle({ key: "share", label: "False alarms allowed in a hundred good projects", value: share, text: `${share} false alarms in a hundred`, line, set, done })),
  );
}

export default explorable(draw);
