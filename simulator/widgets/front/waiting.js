/** The line before one door, a dial that fills the week, and the curve of waiting. */

import { button, h, number, svg } from "./dom.js";
import { explorable, said, still, working } from "./explorable.js";
import { handle, place } from "./slide.js";

const TICK = 50; // milliseconds between two pictures of the line
const STEP = 2; // evenings from one picture to the next
const CROWD = 66; // people who are drawn one by one
const WIDE = 860;
const TALL = 250;
const MOST = 40; // days of waiting at the upper end of the picture
const X = { start: 50, end: 100 };
const LEFT = 44;
const RIGHT = 26;
const BELOW = 36;
const ABOVE = 24;
const APART = 9; // pixels to both sides, so that years of the same fullness can be counted

const draw = ({ page, state, ui, send, again }) => {
  follow(page, ui, again);
  const busy = ui.turned ?? page.busy;
  const line = busy === page.busy ? page.line : [];
  const evening = Math.min(ui.evening, line.length);
  return h(
    "section",
    { class: "card waiting", "aria-label": `The line before ${page.who}'s door` },
    h("div", { class: "acts" }, dial(page, busy, ui, send, again), buttons(page, state, send)),
    state.said || !state.open ? said(state) : h("p", { class: "said", role: "status", "aria-live": evening < line.length ? "off" : "polite" }, told(page, line, evening)),
    crowd(page, line, evening),
    history(line, evening),
    plot(page, busy, evening === line.length),
  );
};

/** Let a year run as soon as somebody has pressed Play. */
function follow(page, ui, again) {
  ui.end ??= () => clearInterval(ui.timer);
  if (ui.turned === page.busy) ui.turned = undefined;
  if (!page.line.length) {
    ui.end();
    ui.evening = 0;
  } else if (ui.take !== page.take || ui.busy !== page.busy) {
    ui.end();
    ui.evening = still() || ui.take === page.take ? page.line.length : 1;
    ui.timer = setInterval(() => {
      if (ui.evening >= page.line.length) return ui.end();
      ui.evening = Math.min(page.line.length, ui.evening + STEP);
      again();
    }, TICK);
  }
  ui.take = page.take;
  ui.busy = page.busy;
}

function dial(page, busy, ui, send, again) {
  const line = { start: page.low, end: page.high, step: 1 };
  const set = (value) => {
    ui.turned = value;
    again();
  };
  return h(
    "div",
    { class: "dial" },
    h("span", {}, "The week is ", h("b", { class: "percent" }, `${busy} %`), " full"),
    h(
      "div",
      { class: "numbers" },
      h("span", { class: "rail" }),
      [50, 60, 70, 80, 90].map((it) => h("span", { class: "tick", style: `left:${place(it, line)}%`, "aria-hidden": "true" }, it)),
      handle({ key: "dial", label: "How full the week is", value: busy, text: `${busy} %`, line, set, done: (value) => send({ do: "dial", busy: value }) }),
    ),
  );
}

function buttons(page, state, send) {
  const off = state.busy || !state.open;
  return [
    button("Play the year", () => send({ do: "play" }), { class: "main", key: "play", disabled: off }),
    button(`${page.most} other years`, () => send({ do: "many" }), { key: "many", disabled: off }),
    working({ busy: state.busy, done: page.done, most: page.most, send }),
  ];
}

/** What just happened, in words. */
function told(page, line, evening) {
  if (!line.length) return `A request takes ${page.who} one day on average; the week is so full of them. Press Play.`;
  if (evening < line.length) return `Day ${evening}: ${many(line[evening - 1])} in line.`;
  return `${number(page.served)} requests came this year and waited ${number(page.wait, 1)} days on average. In line stood ${number(Math.max(...line))} at most.`;
}

const many = (count) => (count === 1 ? "one stands" : `${count || "nobody"} ${count ? "stand" : "stands"}`);

/** The person at the door, and everybody who waits. */
function crowd(page, line, evening) {
  const count = line.length ? line[evening - 1] : 0;
  const shown = Math.min(count, CROWD);
  return h(
    "div",
    { class: "crowd" },
    h("div", { class: "door", role: "img", "aria-label": `${page.who}, at work` }, figure(30), h("small", {}, page.who)),
    h("div", { class: "line", role: "img", "aria-label": `${count} in line` }, Array.from({ length: shown }, () => figure(15)), count > shown ? h("b", {}, `+ ${count - shown}`) : null),
    h("div", { class: "average" }, h("span", { class: "big" }, line.length && evening === line.length ? number(page.wait, 1) : "?"), h("span", { class: "soft" }, "days of waiting, on average")),
  );
}

const figure = (size) =>
  svg("svg", { viewBox: "0 0 24 26", width: size, height: (size * 26) / 24, "aria-hidden": "true" }, svg("circle", { cx: 12, cy: 7, r: 5.5 }), svg("path", { d: "M2 26c0-8 4-12 10-12s10 4 10 12z" }));

/** The line's length so far, evening by evening. */
function history(line, evening) {
  const top = Math.max(20, ...line);
  const wide = WIDE / Math.max(1, line.length);
  const points = line.slice(0, evening).map((it, day) => `${(day * wide).toFixed(1)},${(40 - (38 * it) / top).toFixed(1)}`);
  return h(
    "div",
    { class: "history" },
    svg("svg", { viewBox: `0 0 ${WIDE} 40`, preserveAspectRatio: "none", "aria-hidden": "true" },
      points.length ? svg("polygon", { points: `0,40 ${points.join(" ")} ${((points.length - 1) * wide).toFixed(1)},40` }) : null),
    h("small", {}, line.length ? "in line, evening by evening" : ""),
  );
}

const x = (busy) => LEFT + ((WIDE - LEFT - RIGHT) * (busy - X.start)) / (X.end - X.start);
const y = (days) => TALL - BELOW - ((TALL - BELOW - ABOVE) * Math.min(days, MOST)) / MOST;

/** Waiting against how full the week is: own years, other years, and what the formula says. */
function plot(page, busy, over) {
  const own = page.dots.filter((it) => it.own && (over || it.busy !== page.busy));
  const others = page.dots.filter((it) => !it.own);
  const beyond = others.filter((it) => it.busy === page.busy && it.wait > MOST).length;
  const curve = page.curve.map((it) => `${x(it.busy).toFixed(1)},${y(it.wait).toFixed(1)}`).join(" ");
  return svg(
    "svg",
    { class: "plot", viewBox: `0 0 ${WIDE} ${TALL}`, role: "img", "aria-label": about(page) },
    [0, 10, 20, 30, 40].map((it) => [svg("line", { class: "grid", x1: LEFT, x2: WIDE - RIGHT, y1: y(it), y2: y(it) }), svg("text", { x: LEFT - 8, y: y(it) + 4, "text-anchor": "end" }, it)]),
    [50, 60, 70, 80, 90, 100].map((it) => svg("text", { x: x(it), y: TALL - BELOW + 16, "text-anchor": "middle" }, `${it} %`)),
    svg("text", { x: WIDE - RIGHT, y: TALL - 3, "text-anchor": "end" }, "how full the week is"),
    svg("text", { x: LEFT + 4, y: 12 }, "days of waiting, on average of a year"),
    svg("line", { class: "here", x1: x(busy), x2: x(busy), y1: y(0), y2: y(MOST) }),
    others.map((it, place) => svg("circle", { class: it.wait > MOST ? "other beyond" : "other", cx: x(it.busy) + APART * (((place * 7) % 11) / 5 - 1), cy: y(it.wait), r: 3.5 })),
    page.mean === null ? null : svg("line", { class: "mean", x1: x(page.busy) - 12, x2: x(page.busy) + 12, y1: y(page.mean), y2: y(page.mean) }),
    page.mean === null ? null : svg("text", { class: "strong", x: x(page.busy) - 16, y: y(page.mean) + 4, "text-anchor": "end" }, `mean ${number(page.mean, 1)}`),
    beyond ? svg("text", { class: "strong", x: x(page.busy) - 16, y: y(MOST) + 4, "text-anchor": "end" }, `${beyond} above ${MOST}`) : null,
    curve ? svg("polyline", { class: "curve", points: curve }) : null,
    own.map((it) => svg("circle", { class: it.busy === page.busy ? "own now" : "own", cx: x(it.busy), cy: y(it.wait), r: 7 })),
    curve ? null : svg("text", { class: "strong", x: x(60), y: y(20) }, page.enough === 3 ? "?" : `? The curve comes after ${page.enough} more ${page.enough === 1 ? "week" : "weeks"} of another fullness.`),
  );
}

function about({ dots, curve }) {
  const own = dots.filter((it) => it.own).map((it) => `${it.busy} % full: ${number(it.wait, 1)} days`);
  return `Days of waiting by how full the week is. ${own.join("; ") || "Nothing is played yet"}. ${curve.length ? "The curve rises ever more steeply: 4 days at 80 %, 9 at 90 %, 19 at 95 %." : ""}`;
}

export default explorable(draw);
