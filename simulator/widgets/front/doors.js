/** A hundred offices before three doors: every half-year somebody asks what they are worth. */

import { button, h, number, signed } from "./dom.js";
import { choice, explorable, said, working } from "./explorable.js";
import { player } from "./player.js";

const draw = ({ page, state, ui, send, again }) => {
  const all = page.passed.length === page.offices;
  const round = all && page.fresh ? page.rounds[page.rounds.length - 1] : null;
  const mark = JSON.stringify([page.passed.length, page.rounds.length, page.passed]);
  if (ui.mark !== mark) {
    ui.mark = mark;
    ui.played = 0;
    ui.end?.();
  }
  const steps = page.doors.length;
  const at = round ? ui.played : 0;
  return h(
    "section",
    { class: "card doors", "aria-label": "A hundred offices before three doors" },
    h("div", { class: "acts" }, page.choices.map((it) => choice({ key: it.name, label: it.label, value: it.chosen, options: it.options, set: (option) => send({ do: "choose", name: it.name, option }), disabled: state.busy }))),
    h(
      "div",
      { class: "acts" },
      button("Found a hundred of them", () => send({ do: "play" }), { class: "main", key: "found", disabled: !state.open || state.busy || round !== null }),
      round ? player({ ui, again, count: steps, open: !state.busy, names: { play: "Let half-years pass", again: "Once more" }, all: "All three at once" }) : null,
      working({ busy: state.busy, done: page.passed.length + page.unseen[0], most: page.offices + page.unseen[1], send }),
    ),
    state.said || !state.open ? said(state) : h("p", { class: "said", role: "status" }, story({ page, round, at, steps })),
    h("div", { class: "field" }, hall({ page, round, at }), sum({ page, round, at, steps })),
    page.rounds.length ? record(page, round !== null && at < steps) : null,
  );
};

function story({ page, round, at, steps }) {
  if (!round) return page.rounds.length ? "That is another office. Found a hundred of it." : "Choose what the office does and what it shows. Then found a hundred of it.";
  if (at === 0) return "A hundred offices stand before the first door.";
  const there = round.left[at - 1];
  const gone = (at > 1 ? round.left[at - 2] : page.offices) - there;
  const door = `Week ${page.doors[at - 1]}: ${gone} ${gone === 1 ? "is" : "are"} closed, ${there} go on.`;
  if (at < steps) return door;
  return `${door} Each has kept ${number(round.prevented, 1)} losses away and found ${number(round.rescued, 1)} issues in time. Leadership gives it credit for ${number(Math.max(0, round.seen), 1)} a project.`;
}

/** Rows of squares before, between and behind the doors. */
function hall({ page, round, at }) {
  const rooms = Array.from({ length: page.doors.length + 1 }, () => []);
  page.passed.forEach((it, n) => rooms[round ? Math.min(it, at) : 0].push({ n, closed: round && it < at }));
  return h(
    "div",
    { class: "hall" },
    rooms.map((room, n) => {
      const closed = room.filter((it) => it.closed).length;
      const there = room.length - closed;
      return [
        n ? h("div", { class: at >= n && round ? "door open" : "door" }, h("span", {}, `week ${page.doors[n - 1]}`)) : null,
        h(
          "div",
          { class: "room", role: "img", "aria-label": `${n ? `after week ${page.doors[n - 1]}` : "at the beginning"}: ${there} offices go on, ${closed} are closed` },
          page.passed.length ? room.map((it) => h("i", { class: it.closed ? "closed" : "there" })) : n ? null : Array.from({ length: page.offices }, () => h("i", {})),
        ),
      ];
    }),
  );
}

function sum({ page, round, at, steps }) {
  const over = round && at === steps;
  return h(
    "div",
    { class: "sum" },
    h("span", { class: "big" }, round && at ? String(round.left[at - 1]) : "?"),
    h("small", {}, over ? "of 100 are there after three reviews" : "of 100 are there"),
    over ? h("small", {}, `${signed(Math.round(round.net))} brought on average`) : null,
  );
}

/** What was tried; the newest only once its doors have been passed. */
function record(page, hidden) {
  const rows = [...page.rounds].reverse().slice(hidden ? 1 : 0, 6);
  if (!rows.length) return null;
  const names = page.choices.map((it) => it.label);
  return h(
    "table",
    {},
    h("thead", {}, h("tr", {}, [...names, "kept away", "found in time", "there at the end", "brought"].map((it) => h("th", { scope: "col" }, it)))),
    h(
      "tbody",
      {},
      rows.map((it) => h("tr", {}, page.choices.map((each) => h("td", {}, it.chosen[each.name])), h("td", {}, number(it.prevented, 1)), h("td", {}, number(it.rescued, 1)), h("td", {}, h("b", {}, `${it.left[it.left.length - 1]} of 100`)), h("td", {}, signed(Math.round(it.net))))),
    ),
  );
}

export default explorable(draw);
