/** Five teams and the day that waits for all of them: futures are played one by one. */

import { button, h, number } from "./dom.js";
import { choice, explorable, said } from "./explorable.js";
import { player } from "./player.js";
import { handle, place, ticks } from "./slide.js";

const DOTS = 50; // of a hundred futures, every second in their order
const DOT = 1.15; // per cent of the line that a dot takes

const draw = ({ page, state, ui, send, again }) => {
  const line = { start: Math.floor(page.plan / 2 / 10) * 10, end: page.end, step: 1 };
  const futures = page.streams[0].days.length;
  const promised = page.streams.map((it) => ui[it.name] ?? it.promise);
  const kept = Array.from({ length: futures }, (_, n) => page.streams.every((it, team) => it.days[n] <= promised[team]));
  if (!state.open) ui.played = 0;
  ui.played ??= 0;
  const at = state.open && ui.played > 0 && ui.played <= futures ? ui.played - 1 : null;
  const over = state.open && ui.played >= futures;
  const count = kept.slice(0, ui.played).filter(Boolean).length;
  return h(
    "section",
    { class: "card streams", "aria-label": "Five teams, one opening day" },
    controls({ page, state, ui, send, again, futures, over }),
    state.open ? h("p", { class: "said", role: "status" }, story({ page, promised, kept, at, over, count, futures })) : said(state),
    h(
      "div",
      { class: "rows" },
      page.streams.map((it, team) => row({ it, promise: promised[team], line, at: over ? null : at, first: team === 0, plan: page.plan, ui, send, again })),
      h("div", { class: "row axis" }, h("span"), h("div", { class: "track" }, ...ticks(line, 8, (day) => `day ${day}`)), h("span")),
      h(
        "div",
        { class: "row launch" },
        h("div", {}, h("b", {}, "Opening day"), h("small", {}, "needs all five")),
        h("div", { class: "strip", role: "img", "aria-label": `${count} of ${ui.played} futures played keep all five promises` }, kept.map((it, n) => h("i", { class: n < ui.played ? (it ? "kept" : "late") : "" }))),
        h("div", { class: "sum" }, h("span", { class: "big" }, ui.played ? count : "?"), ui.played ? h("small", {}, ` of ${ui.played}`) : null),
      ),
      over ? signing({ page, promised, line, ui, send, again }) : null,
    ),
  );
};

function controls({ page, state, ui, send, again, futures, over }) {
  const back = () => {
    page.streams.forEach((it) => delete ui[it.name]);
    send({ do: "again" });
  };
  return h(
    "div",
    { class: "acts" },
    player({ ui, again, count: futures, open: state.open, names: { play: "Play futures", again: "Play them again" } }),
    button("Promises back to 80 of 100", back, { key: "back", class: "quiet" }),
    page.lucks.length > 1 && over ? choice({ key: "luck", label: "Luck that the teams share", value: page.luck, options: page.lucks, set: (luck) => { page.streams.forEach((it) => delete ui[it.name]); send({ do: "luck", luck }); } }) : null,
  );
}

/** What just happened, in words. */
function story({ page, promised, kept, at, over, count, futures }) {
  if (over) return `${count} of ${futures} futures keep all five promises. Drag a promise, or use the arrow keys on it, and see what it takes.`;
  if (at === null) return "You have said your number. Play the futures, and watch the opening day.";
  const late = page.streams.filter((it, team) => it.days[at] > promised[team]).map((it) => it.name);
  return `Future ${at + 1}: ${kept[at] ? "everything is ready" : `${late.join(" and ")} ${late.length > 1 ? "are" : "is"} too late`}.`;
}

/** A team: its futures as dots, its promise as a flag. */
function row({ it, promise, line, at, first, plan, ui, send, again }) {
  const sorted = [...it.days].sort((one, other) => one - other);
  const held = it.days.filter((day) => day <= promise).length;
  const set = (day) => {
    ui[it.name] = day;
    again();
  };
  return h(
    "div",
    { class: "row" },
    h("div", {}, h("b", {}, it.name), h("small", {}, it.who)),
    h(
      "div",
      { class: "track" },
      h("span", { class: "floor" }),
      h("span", { class: first ? "planned named" : "planned", style: `left:${place(plan, line).toFixed(2)}%` }),
      dots(sorted, promise, line),
      at === null ? null : h("i", { class: it.days[at] > promise ? "lit late" : "lit", style: `left:${place(it.days[at], line).toFixed(2)}%;bottom:2px` }),
      flag({ key: it.name, label: `${it.name}, promised day`, day: promise, line, set, done: (day) => send({ do: "promise", team: it.name, day }) }),
    ),
    h("div", {}, h("b", {}, `${held} of ${it.days.length}`), h("small", {}, "on its day")),
  );
}

/** The promise for all of them, which can be signed once. */
function signing({ page, promised, line, ui, send, again }) {
  const ready = page.streams[0].days.map((_, n) => Math.max(...page.streams.map((it) => it.days[n])));
  const day = page.signed ?? ui.launch ?? page.launch;
  const held = ready.filter((it) => it <= day).length;
  const buffer = Math.round(day - Math.max(...promised));
  const set = (value) => {
    ui.launch = value;
    again();
  };
  const words = buffer > 0 ? `${number(buffer)} days after the last team's promise` : buffer < 0 ? `${number(-buffer)} days before the last team's promise` : "the last team's promise";
  return h(
    "div",
    { class: "row ready" },
    h("div", {}, h("b", {}, "All five ready"), h("small", {}, words)),
    h(
      "div",
      { class: "track tall" },
      h("span", { class: "floor" }),
      dots([...ready].sort((one, other) => one - other), day, line),
      flag({ key: "launch", label: "The day that you promise for the opening", day, line, set, done: (it) => send({ do: "launch", day: it }), disabled: page.signed !== null }),
    ),
    h("div", {}, h("b", {}, `${held} of ${ready.length}`), button(page.signed === null ? "Sign this day" : "Signed", () => send({ do: "sign" }), { class: "main", key: "sign", disabled: page.signed !== null })),
  );
}

function flag({ key, label, day, line, set, done, disabled = false }) {
  const left = `left:${place(day, line).toFixed(2)}%`;
  return [h("span", { class: "pole", style: left }), h("span", { class: "flag", style: left, "aria-hidden": "true" }, `day ${Math.round(day)}`), handle({ key, label, value: day, text: `day ${Math.round(day)}`, line, set, done, disabled, kind: "small" })];
}

function dots(sorted, promise, line) {
  const stacks = new Map();
  return Array.from({ length: DOTS }, (_, n) => sorted[Math.floor(((n + 0.5) * sorted.length) / DOTS)]).map((day) => {
    const column = Math.round(place(day, line) / DOT);
    const level = stacks.get(column) ?? 0;
    stacks.set(column, level + 1);
    return h("i", { class: day > promise ? "late" : "early", style: `left:${(column * DOT).toFixed(2)}%;bottom:${Math.min(2 + level * 7, 52)}px` });
  });
}

export default explorable(draw);
