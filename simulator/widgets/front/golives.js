/** A calendar of go-lives: each is moved along its line, and each group shows how much it has to learn at once. */

import { button, h, money, number } from "./dom.js";
import { explorable, said, working } from "./explorable.js";
import { handle, place, ticks } from "./slide.js";
import { tried } from "./tried.js";

const draw = ({ page, state, ui, send, again }) => {
  const months = page.lanes.map((it) => ui[it.id] ?? it.month);
  const now = page.tried.find((it) => it.dates.every((month, n) => month === months[n]));
  const moved = page.lanes.some((it) => it.month !== page.earliest);
  return h(
    "section",
    { class: "card golives", "aria-label": "A calendar of go-lives" },
    h(
      "div",
      { class: "acts" },
      button("Play a hundred worlds", () => send({ do: "play" }), { class: "main", key: "play", disabled: !state.open || state.busy || page.done === page.worlds }),
      button("All in one month", () => send({ do: "together" }), { key: "together", disabled: state.busy || !moved }),
      working({ busy: state.busy, done: page.done, most: page.worlds, send }),
    ),
    state.said || !state.open ? said(state) : h("p", { class: "said", role: "status" }, story({ page, months, now })),
    h(
      "div",
      { class: "sheet" },
      page.loads.map((it) => group({ it, page, months, state, ui, send, again })),
      h("div", { class: "lane axis" }, h("small", { class: "soft" }, "month"), h("div", { class: "track" }, ...ticks({ start: 0, end: page.months }, 12, String)), h("span")),
      h("div", { class: "sum" }, h("span", { class: "big" }, now && now.values.length === page.worlds ? number(now.mean) : "?"), h("small", {}, "k€ brought with this calendar, on average")),
    ),
    tried({ rows: rows(page, now), head: "Calendars tried", what: "one dot a world: k€ brought", last: "mean", worlds: page.worlds }),
  );
};

/** What the calendar asks of people, in words. */
function story({ page, months, now }) {
  const worst = page.loads.map((it) => ({ group: it.group, most: Math.max(...changes(page, months, it.group)) })).sort((one, other) => other.most - one.most)[0];
  const load = worst.most > page.free ? `The ${worst.group} have to learn ${worst.most} things at once.` : "Nobody has to learn two things at once.";
  if (!now) return `${load} What does such a calendar bring? Play it.`;
  return `${load} On average that brings ${money(now.mean)}.`;
}

/** How many things a group has to learn in each month. */
function changes(page, months, group) {
  return Array.from({ length: page.months }, (_, month) => page.lanes.filter((it, n) => it.group === group && months[n] <= month && month < months[n] + page.asks).length);
}

/** The lanes of a group, and its load. */
function group({ it, page, months, state, ui, send, again }) {
  const load = changes(page, months, it.group);
  return h(
    "div",
    { class: "group" },
    page.lanes.map((lane, n) => (lane.group === it.group ? row({ lane, month: months[n], page, state, ui, send, again }) : null)),
    h(
      "div",
      { class: "lane load" },
      h("div", {}, h("b", {}, it.group), h("small", {}, "learn at once")),
      h(
        "div",
        { class: "track", role: "img", "aria-label": `The ${it.group} learn at most ${Math.max(...load)} things at once` },
        load.map((many, month) => h("span", { class: "stack", style: `left:${((100 * month) / page.months).toFixed(2)}%;width:${(100 / page.months).toFixed(2)}%` }, Array.from({ length: many }, (_, level) => h("i", { class: level < page.free ? "" : "over" })))),
      ),
      h("small", { class: "soft" }, `room for ${number(page.free)}`),
    ),
  );
}

/** One go-live on its line. */
function row({ lane, month, page, state, ui, send, again }) {
  const line = { start: 0, end: page.months, step: 1 };
  const bounded = (it) => Math.max(page.earliest, Math.min(page.latest, it));
  const set = (value) => {
    ui[lane.id] = bounded(value);
    again();
  };
  const done = (value) => {
    delete ui[lane.id];
    send({ do: "move", project: lane.id, month: bounded(value) });
  };
  const left = place(month, line);
  const wide = Math.min(100 - left, (100 * page.asks) / page.months);
  return h(
    "div",
    { class: "lane" },
    h("b", {}, lane.name),
    h(
      "div",
      { class: "track" },
      h("span", { class: "built", style: `width:${place(page.earliest, line).toFixed(2)}%` }),
      h("span", { class: "asks", style: `left:${left.toFixed(2)}%;width:${wide.toFixed(2)}%` }),
      handle({ key: lane.id, label: `${lane.name} goes live`, value: month, text: `month ${month}`, line, set, done, disabled: state.busy, kind: "small" }),
    ),
    h("small", { class: "soft" }, `${money(lane.worth)}; a month of waiting costs ${number(lane.a_month)}`),
  );
}

function rows(page, now) {
  const found = page.tried.map((it) => ({ name: `months ${it.dates.join(", ")}`, values: it.values, mean: it.mean, more: "", here: it === now }));
  return found.length ? found : [{ name: "nothing tried yet", values: [], mean: 0, more: "", here: false }];
}

export default explorable(draw);
