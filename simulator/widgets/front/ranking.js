/** What goes first: a list to rank, what waiting costs as an area, and somebody who shouts. */

import { button, h, number, svg } from "./dom.js";
import { draggable } from "./drag.js";
import { explorable, said, still, working } from "./explorable.js";
import { stacked } from "./stacks.js";
import { place } from "./slide.js";

const WIDE = 400;
const TALL = 30;
const LEAST = 2; // pixels that even the cheapest request is high
const DOTS = { wide: 480, dot: 5, tall: 23 };
const FAR = 5; // times the least, at the right end of the dots

const draw = ({ page, state, send, root }) => {
  gliding(root);
  return h(
    "section",
    { class: "card ranking", "aria-label": "What goes first?" },
    h("div", { class: "top" }, h("div", {}, buttons(page, state, send), state.said || !state.open ? said(state) : h("p", { class: "said", role: "status" }, told(page))), sum(page)),
    page.vip ? shout(page) : null,
    list(page, state, send),
    page.given ? outcomes(page) : null,
  );
};

function buttons(page, state, send) {
  const off = state.busy || !state.open;
  return h(
    "div",
    { class: "acts" },
    button(page.given ? "Give this order" : "This is my order", () => send({ do: "give" }), { class: "main", key: "give", disabled: off || (page.given && !page.moved) }),
    page.given && !page.vip ? button("There is a knock: open", () => send({ do: "listen" }), { key: "listen", disabled: off }) : null,
    page.given ? button(`${page.years} futures`, () => send({ do: "many" }), { key: "many", disabled: off }) : null,
    working({ busy: state.busy, done: page.done, most: page.years, send }),
    page.sorts.length ? h("span", { class: "sorts" }, h("span", { class: "soft" }, "sort:"), page.sorts.map((by) => button(by, () => send({ do: "sort", by }), { class: "quiet", key: by, disabled: off }))) : null,
  );
}

/** What just happened, in words. */
function told(page) {
  if (!page.given) return "Drag the requests, or move them with the arrow keys. When you would defend the order, give it.";
  const total = number(page.total);
  const [first] = page.rows;
  const most = page.rows.reduce((a, b) => (b.cost > a.cost ? b : a));
  const order = page.moved ? "In this order" : "In the order that you gave";
  return `${order} waiting costs ${total} k€. “${first.name}” goes first; the dearest wait is the one for “${most.name}”, ${number(most.cost)} k€.`;
}

function sum(page) {
  const jump = page.quiet === null ? null : page.total - page.quiet;
  return h(
    "div",
    { class: "sum" },
    h("span", { class: "big" }, page.given ? number(page.total) : "?"),
    h("span", { class: "soft" }, "k€ of waiting"),
    page.given ? h("b", {}, `${(page.total / page.least).toFixed(2)} × the least`) : null,
    jump === null || Math.round(jump) === 0 ? null : h("b", { class: jump > 0 ? "bad" : "good" }, `${jump > 0 ? "+" : "−"}${number(Math.abs(jump))} k€ since the knock`),
  );
}

/** Somebody in the door. */
function shout(page) {
  const { sponsor } = page.rows.find((it) => it.id === page.vip);
  return h("div", { class: "shout", role: "note" }, figure(), h("p", {}, h("b", {}, sponsor), h("br"), `“${page.words}”`));
}

const figure = () =>
  svg("svg", { viewBox: "0 0 24 26", width: 34, height: 37, "aria-hidden": "true" }, svg("circle", { cx: 12, cy: 7, r: 5.5 }), svg("path", { d: "M2 26c0-8 4-12 10-12s10 4 10 12z" }));

/** The requests from the first to the last, each with the area of its waiting. */
function list(page, state, send) {
  const order = page.rows.map((it) => it.id);
  const all = page.rows.reduce((sum, it) => sum + it.days, 0);
  const high = Math.max(...page.rows.map((it) => it.weekly));
  return h(
    "div",
    { class: "list", "data-scroll": "list" },
    h("div", { class: "head soft small", "aria-hidden": "true" }, h("span", {}, "request"), h("span", {}, "a week without it"), h("span", {}, "its work"), h("span", {}, page.given ? "the area is what waiting costs: weeks × k€" : ""), h("span", {}, page.given ? "cost" : "")),
    h("ol", {}, page.rows.map((row, here) => one(row, here, { page, state, all, high, order, send }))),
    page.given ? h("div", { class: "head soft small", "aria-hidden": "true" }, h("span", {}), h("span", {}), h("span", {}), axis(all), h("span", {})) : null,
  );
}

function one(row, here, { page, state, all, high, order, send }) {
  const move = (request, to) => send({ do: "move", request, place: to });
  const item = h(
    "li",
    { "data-row": row.id, "data-glide": row.id, class: row.id === page.vip ? "vip" : "" },
    h("button", {
      type: "button",
      class: "who",
      "data-key": `move ${row.id}`,
      "aria-label": `${row.name}, place ${here + 1} of ${order.length}; arrow keys move it`,
      title: row.sponsor,
      onkeydown: (event) => {
        const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (!step) return;
        event.preventDefault();
        if (order[here + step] !== undefined) move(row.id, here + step);
      },
    }, h("span", { class: "soft" }, "≡"), h("i", {}, here + 1), h("span", {}, row.name)),
    h("span", { class: "amount" }, `${number(row.weekly, 1)} k€`),
    h("span", { class: "amount" }, `${number(row.days)} days`),
    area(row, all, high),
    h("b", { class: "amount" }, row.cost === null ? "" : `${number(row.cost)} k€`),
  );
  if (!state.busy) draggable(item, row.id, order, { move, hold: () => {} });
  return item;
}

/** Weeks until it is done times what a week costs. */
function area(row, all, high) {
  const tall = LEAST + ((TALL - LEAST) * row.weekly) / high;
  const start = row.finish === null ? 0 : row.finish - row.days;
  const x = (day) => (WIDE * day) / all;
  const bar = (from, to, kind) => svg("rect", { class: kind, x: x(from), y: TALL - tall, width: x(to - from), height: tall });
  return svg("svg", { class: "area", viewBox: `0 0 ${WIDE} ${TALL}`, preserveAspectRatio: "none", "aria-hidden": "true" }, start > 0 ? bar(0, start, "wait") : null, bar(start, start + row.days, "work"));
}

function axis(all) {
  const days = Array.from({ length: Math.floor(all / 25) + 1 }, (_, it) => it * 25);
  return h("span", { class: "axis" }, days.map((it) => h("i", { style: `left:${(100 * it) / all}%` }, it ? `day ${it}` : "")));
}

/** One row of dots for each way to rank, one dot a future. */
function outcomes(page) {
  const line = { start: 1, end: FAR };
  const best = Math.min(...page.outcomes.map((it) => it.mean));
  const ticks = [1, 2, 3, 4, 5];
  return h(
    "div",
    { class: "others" },
    h("b", {}, `${page.years} futures`),
    h("span", { class: "soft small" }, "one dot a future: cost as a multiple of the best order, if all had been known"),
    h("span", { class: "soft small" }, "mean"),
    page.outcomes.length ? page.outcomes.map((it) => [
      h("span", { class: it.name === "my order" ? "which here" : "which" }, it.name),
      h("div", { class: it.mean === best ? "dots best" : "dots", role: "img", "aria-label": `${it.name}: ${it.mean.toFixed(2)} times the least on average` },
        stacked(it.times.map((times) => Math.min(times, FAR)), line, DOTS).map(({ left, bottom }) => h("i", { style: `left:${left}%;bottom:${bottom}px` })),
        h("span", { class: "mean", style: `left:${place(it.mean, line)}%` })),
      h("b", { class: it.mean === best ? "good" : "" }, `${it.mean.toFixed(2)} ×`),
    ]) : [h("span", {}), h("div", { class: "nothing-yet" }, "?"), h("span", {})],
    h("span", {}),
    h("div", { class: "numbers flat", "aria-hidden": "true" }, ticks.map((it) => h("span", { class: "tick", style: `left:${place(it, line)}%` }, `${it} ×`))),
  );
}

/** Let rows glide to their new places. */
function gliding(root) {
  if (still()) return;
  const rows = () => [...root.querySelectorAll("[data-glide]")];
  const before = new Map(rows().map((it) => [it.dataset.glide, it.getBoundingClientRect().top]));
  queueMicrotask(() => {
    for (const it of rows()) {
      const moved = (before.get(it.dataset.glide) ?? NaN) - it.getBoundingClientRect().top;
      if (Math.abs(moved) > 2) it.animate([{ transform: `translateY(${moved}px)` }, { transform: "none" }], { duration: 200, easing: "ease-out" });
    }
  });
}

export default explorable(draw);
