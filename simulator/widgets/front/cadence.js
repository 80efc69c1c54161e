/** How often somebody looks: a dial, and a curve that builds up from what was tried. */

import { button, h, money, number } from "./dom.js";
import { explorable, said, working } from "./explorable.js";
import { handle, ticks } from "./slide.js";

const HIGH = 230; // pixels of the picture
const ROOM = 24; // of these for numbers above columns

const draw = ({ page, state, ui, send, again }) => {
  const weeks = ui.weeks ?? page.weeks;
  const tried = new Map(page.points.map((it) => [it.weeks, it]));
  const now = tried.get(weeks);
  const finished = page.points.filter((it) => it.futures === page.futures);
  const best = finished.length > 2 ? cheapest(finished) : null;
  const done = page.points.reduce((sum, it) => sum + it.futures, 0);
  const set = (value) => {
    ui.weeks = value;
    again();
  };
  const dial = (value) => {
    delete ui.weeks;
    send({ do: "weeks", weeks: value });
  };
  const line = { start: 1, end: page.most, step: 1 };
  const play = (message) => {
    ui.all = message.do === "all";
    send(message);
  };
  return h(
    "section",
    { class: "card cadence", "aria-label": "How often somebody looks" },
    h(
      "div",
      { class: "acts" },
      button(`Play a hundred seasons, a visit ${every(weeks)}`, () => play({ do: "play" }), { class: "main", key: "play", disabled: !state.open || state.busy }),
      finished.length > 2 ? button("Try all thirteen", () => play({ do: "all" }), { key: "all", disabled: state.busy || finished.length === page.most }) : null,
      working({ busy: state.busy, done: ui.all ? done : (now?.futures ?? 0), most: ui.all ? page.futures * page.most : page.futures, send }),
    ),
    state.said || !state.open ? said(state) : h("p", { class: "said", role: "status" }, story({ finished, now, weeks, page })),
    h(
      "div",
      { class: "plot" },
      h("div", { class: "sum" }, h("span", { class: "big" }, now ? number(cost(now)) : "?"), h("small", {}, `k€ a season with a visit ${every(weeks)}`), key("looks", "visits"), key("mishaps", "what went wrong")),
      h(
        "div",
        { class: "chart" },
        h("div", { class: "columns", style: `height:${HIGH}px` }, Array.from({ length: page.most }, (_, n) => column({ weeks: n + 1, at: weeks, best: best?.weeks === n + 1, point: tried.get(n + 1), page }))),
        h("div", { class: "numbers" }, h("div", { class: "rail" }), ...ticks(line, page.most, String), handle({ key: "weeks", label: "Weeks between two visits", value: weeks, text: `a visit ${every(weeks)}`, line, set, done: dial, disabled: state.busy })),
        h("small", { class: "soft" }, "weeks between two visits"),
      ),
    ),
  );
};

/** What was found so far, in words. */
function story({ finished, now, weeks, page }) {
  if (!finished.length) return "Turn the dial to a number of weeks and play. Each cadence that you try leaves a column.";
  if (!now) return `A visit ${every(weeks)} was not tried yet.`;
  if (now.futures < page.futures) return `${now.futures} seasons played …`;
  if (finished.length < 3) return `A visit ${every(weeks)}: ${money(now.looks)} for visits, ${money(now.mishaps)} for what went wrong. Is there a cheaper one?`;
  const best = cheapest(finished);
  return `The cheapest of the ${finished.length} that were tried is a visit ${every(best.weeks)}: ${money(cost(best))} a season. Visits grow to the left, what nobody has seen grows to the right.`;
}

const cost = (it) => it.mishaps + it.looks;
const cheapest = (points) => points.reduce((one, other) => (cost(other) < cost(one) ? other : one));

function column({ weeks, at, best, point, page }) {
  const tall = (value) => `height:${(((HIGH - ROOM) * value) / page.end).toFixed(1)}px`;
  const words = point ? `a visit ${every(weeks)}: ${money(cost(point))}, of it ${money(point.looks)} for visits` : `a visit ${every(weeks)}: not tried`;
  return h(
    "div",
    { class: weeks === at ? "column at" : "column", role: "img", "aria-label": words },
    point ? [h("small", { class: best ? "best" : null }, number(cost(point))), h("i", { class: "looks", style: tall(point.looks) }), h("i", { class: "mishaps", style: tall(point.mishaps) })] : h("span", { class: "soft" }, "?"),
  );
}

const key = (kind, name) => h("span", { class: "key" }, h("i", { class: kind }), name);

const every = (weeks) => (weeks === 1 ? "every week" : `every ${weeks} weeks`);

export default explorable(draw);
