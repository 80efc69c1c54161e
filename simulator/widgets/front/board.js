/** The board: a row a project, first in line on top; who goes first is decided by moving rows. */

import { button, h, number, unseen } from "./dom.js";
import { dots, quantiles } from "./dots.js";
import { draggable } from "./drag.js";
import { hint } from "./hint.js";
import { icon } from "./icons.js";
import { at, day, span } from "./scale.js";

const DOTS = 20;
const OVER = ["finished", "cancelled"];
const ROOM = 42; // pixels that a day and its date take
const TINY = { narrow: 5, wide: 7, from: 900 }; // pixels across, and of the axis

export function board(context) {
  const { state, ui } = context;
  const order = ui.order ?? state.rows.map((row) => row.id);
  const rows = order.map((id) => state.rows.find((row) => row.id === id)).filter(Boolean);
  return h(
    "section",
    { class: "board", "aria-label": "Board" },
    axis(context),
    h(
      "ol",
      { class: ui.tight ? "rows tight" : "rows", "data-scroll": "rows", "aria-label": "Projects, who goes first on top", style: `--count:${rows.length}` },
      h("div", { class: "backdrop", "aria-hidden": "true" }, h("div", { class: "time" }, ...lines(state))),
      ...rows.map((row, place) => line(row, place, order, context)),
    ),
  );
}

function axis({ state, ahead, stale, ui, set, send }) {
  const every = ui.wide / state.ticks.length < ROOM ? 2 : 1;
  const marks = state.ticks.filter((tick, place) => tick.day < state.horizon * 0.985 && place % every === 0);
  return h(
    "div",
    { class: "axis" },
    h("div", { class: "who" }, priority(state, ui, set, send)),
    h("div", { class: "time", "aria-hidden": "true" }, ...marks.map((tick) => h("span", { style: `left:${at(tick.day, state.horizon)}%` }, h("b", {}, tick.day), h("small", {}, tick.date)))),
    h("div", { class: "out" }, h("small", {}, state.over && !state.banner ? "on time?" : progress(state, ahead, stale))),
  );
}

function progress(state, ahead, stale) {
  if (state.foreseen === false || state.banner) return "no forecast"; // none is on its way
  if (!ahead) return "forecast …";
  if (stale) return "forecast …";
  return ahead.futures < ahead.of ? `${ahead.futures} futures …` : "on time?";
}

/** One control: which rule or hand orders the work, and all that could. */
function priority(state, ui, set, send) {
  const it = state.priority;
  const chosen = it.sortings.find((sorting) => sorting.rule === (ui.sorting ?? it.rule));
  const open = ui.priority;
  return h(
    "div",
    { class: "priority" },
    h("button", { type: "button", class: "quiet", "data-key": "priority", "aria-expanded": String(Boolean(open)), title: "Change what orders the work", onclick: () => set({ priority: !open }) }, icon(it.by_hand ? "hand" : "order"), " ", it.says, " ▾"),
    open
      ? h(
          "div",
          { class: "card menu", role: "group", "aria-label": "What orders the work" },
          h("p", {}, it.by_hand ? "You have put the projects in order yourself. That beats the rule until you let a rule order them again." : "A rule orders the work. Drag a row, or press Alt+↑ or Alt+↓ on it, to order by hand."),
          h("label", {}, "Sort by ", h("select", { "data-key": "sorting", onchange: (event) => set({ sorting: event.target.value }) }, ...it.sortings.map((sorting) => h("option", { value: sorting.rule, selected: sorting === chosen }, sorting.label)))),
          h("p", { class: "soft" }, chosen.says),
          h(
            "div",
            { class: "acts" },
            button("Keep sorted by this rule", () => { send({ do: "keep_sorted", rule: chosen.rule }); set({ priority: false, sorting: null }); }, { class: "main", key: "keep sorted" }),
            button("Sort once", () => { send({ do: "sort_once", rule: chosen.rule }); set({ priority: false, sorting: null }); }, { title: "Put the projects in this order by hand, once", key: "sort once" }),
            button("Close", () => set({ priority: false }), { class: "quiet", key: "close priority" }),
          ),
        )
      : null,
  );
}

function lines(state) {
  return [
    h("div", { class: "gone", style: span(0, state.today, state.horizon) }),
    ...state.ticks.map((tick) => h("i", { class: "tick", style: `left:${at(tick.day, state.horizon)}%` })),
    ...state.outside.map((it) => h("i", { class: "came", style: `left:${at(it.at, state.horizon)}%` }, "◆")),
    h("i", { class: "today", style: `left:${at(state.today, state.horizon)}%` }),
  ];
}

function line(row, place, order, context) {
  const { state, ui, set } = context;
  const over = OVER.includes(row.state);
  const outlook = state.over ? null : context.ahead?.projects.find((it) => it.id === row.id);
  const chosen = ui.project === row.id;
  const element = h(
    "li",
    { class: `row ${row.state.replace(" ", "-")} ${chosen ? "chosen" : ""}`, "data-glide": row.id, "data-row": row.id },
    h(
      "div",
      { class: "who" },
      h("span", { class: "rank", "aria-hidden": "true" }, over ? "" : place + 1),
      h(
        "button",
        {
          type: "button",
          class: "quiet name",
          "data-key": `row ${row.id}`,
          "aria-pressed": String(chosen),
          "aria-label": spoken(row, place, outlook, over),
          "aria-keyshortcuts": over ? null : "Alt+ArrowUp Alt+ArrowDown",
          title: row.name,
          onclick: () => set({ project: chosen ? null : row.id }),
          onkeydown: (event) => steer(event, row, place, order, over, context),
        },
        h("b", {}, row.name),
        h("small", {}, row.note),
      ),
    ),
    h("div", { class: "time", "aria-hidden": "true" }, ...content(row, outlook, context)),
    h("div", { class: "out" }, ...result(row, outlook, context)),
  );
  if (!over) draggable(element, row.id, order, context);
  return element;
}

function spoken(row, place, outlook, over) {
  const rank = over ? "" : `${place + 1}. `;
  const chance = outlook?.chance === null || outlook?.chance === undefined ? "" : `, ${number(100 * outlook.chance)} per cent likely on time`;
  const trouble = row.marks.length ? `, ${row.marks.length === 1 ? "one issue" : `${row.marks.length} issues`} so far` : "";
  return `${rank}${row.name}: ${row.note}${chance}${trouble}`;
}

/** Arrow keys go from row to row; with Alt they move the row. */
function steer(event, row, place, order, over, { move }) {
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!by) return;
  event.preventDefault();
  const next = order[place + by];
  if (!next) return;
  if (event.altKey && !over) move(row.id, place + by);
  else event.currentTarget.closest(".rows").querySelector(`[data-key="row ${CSS.escape(next)}"]`)?.focus();
}

function content(row, outlook, { state, ui, stale, ghosts }) {
  const { horizon } = state;
  const lanes = Math.max(1, ...row.bars.map((bar) => bar.lane + 1));
  const put = (lane, count) => `top:${((100 * lane) / count).toFixed(1)}%;height:${(88 / count).toFixed(1)}%`;
  const coming = outlook && !state.banner ? outlook.next : [];
  const comingLanes = Math.max(1, ...coming.map((it) => it.lane + 1));
  const ghost = ghosts ? otherwise(ghosts.get(row.id), row) : null;
  const ghostLanes = Math.max(1, ...(ghost?.bars ?? []).map((bar) => bar.lane + 1));
  return [
    h(
      "div",
      { class: "bars" },
      ...(ghost?.bars ?? []).map((bar) => h("i", { class: "bar ghost", style: `${span(bar.since, bar.until, horizon)};${put(bar.lane, ghostLanes)}` })),
      ...coming.map((it) => h("i", { class: "bar planned", style: `${span(it.since, it.until, horizon)};${put(it.lane, comingLanes)}` })),
      ...row.bars.map((bar) => hint(h("i", { class: `bar ${bar.kind} ${ui.chain && bar.critical ? "critical" : ""}`, style: `${span(bar.since, bar.until, horizon)};${put(bar.lane, lanes)}` }), () => [bar.name, ...bar.tip])),
      ...row.marks.map((mark) => hint(h("i", { class: "mark", style: `left:${at(mark.day, horizon)}%` }), () => [day(mark.day), mark.text])),
    ),
    ui.plan ? h("div", { class: "plan" }, ...row.plan.map((it) => h("i", { style: span(it.since, it.until, horizon) }))) : null,
    outlook && !state.banner ? future(row, outlook, state, ui, stale) : null,
    row.due === null ? null : h("i", { class: `flag ${row.finish === null ? "" : row.finish <= row.due ? "kept" : "broken"}`, style: `left:${at(row.due, horizon)}%` }),
    row.finish === null ? null : h("i", { class: "finish", style: `left:${at(row.finish, horizon)}%` }),
    ghost?.finish ? h("i", { class: "finish ghost", style: `left:${at(ghost.finish, horizon)}%` }) : null,
  ];
}

/** What of a project is otherwise in the other future. */
function otherwise(ghost, row) {
  const same = (bar) => row.bars.some((mine) => mine.id === bar.id && mine.since === bar.since && mine.until === bar.until);
  return { finish: ghost.finish === row.finish ? null : ghost.finish, bars: ghost.bars.filter((bar) => !same(bar)) };
}

function future(row, outlook, state, ui, stale) {
  const size = ui.wide < TINY.from ? TINY.narrow : TINY.wide;
  const frame = { horizon: state.horizon, width: ui.wide, height: ui.high, size, due: row.due };
  return h("div", { class: `dots ${stale ? "stale" : ""}`, style: `--dot:${size}px` }, ...dots(quantiles(outlook.finish, DOTS), frame));
}

function result(row, outlook, { state, stale }) {
  if (row.state === "cancelled") return [h("b", { class: "soft" }, "cancelled")];
  if (row.finish !== null) {
    const late = row.due === null ? 0 : Math.round(row.finish - row.due);
    return [late > 0 ? h("b", { class: "bad" }, `✗ ${late} d late`) : h("b", { class: "good" }, "✓ on time"), h("small", {}, day(row.finish))];
  }
  if (!outlook || state.banner) return [h("b", { class: "soft" }, state.over || state.banner || state.foreseen === false ? "–" : "…")];
  const middle = outlook.finish[Math.floor(outlook.finish.length / 2)];
  const words = outlook.chance === null ? h("b", {}, "–") : h("b", { class: `${outlook.tone} ${stale ? "stale" : ""}` }, `${number(100 * outlook.chance)} %`, unseen(" likely on time"));
  return [words, h("small", {}, middle === null ? "never?" : `~ ${day(middle)}`)];
}
