/** A late team: people come on a day, and fifty futures are finished with them and without them. */

import { chase, stacked } from "./chase.js";
import { button, h, money, number } from "./dom.js";
import { explorable, said, working } from "./explorable.js";
import { handle, place, ticks } from "./slide.js";

const DOT = 1.25; // per cent of the line that a dot takes
const EVERY = 110; // milliseconds that a future stays

const draw = ({ page, state, ui, send, again }) => {
  const more = ui.more ?? page.more;
  const day = ui.day ?? page.day;
  const here = more === page.more && day === page.day;
  const come = here ? page.played : 0;
  const key = `${page.more} ${page.day}`;
  if (ui.of !== key && page.played === 0) ui.seen = { futures: 0 };
  ui.of = key;
  const seen = chase({ ui, name: "futures", to: come, every: EVERY, again });
  const over = here && page.now && seen >= page.futures;
  const line = { start: 0, end: page.end, step: 1 };
  const at = seen > 0 && !over ? seen - 1 : null;
  return h(
    "section",
    { class: "card newcomers", "aria-label": "People who are added to a late team" },
    h(
      "div",
      { class: "acts" },
      button(over ? "Played: move a handle" : `Play ${page.futures} futures`, () => send({ do: "play" }), { class: "main", key: "play", disabled: !state.open || state.busy || over }),
      working({ busy: state.busy, done: page.played, most: page.futures, send }),
    ),
    state.said || !state.open ? said(state) : h("p", { class: "said", role: "status" }, story({ page, at, over, more, day })),
    h("div", { class: "row" }, h("div", {}, h("b", {}, "The room"), h("small", {}, `${page.people} people, ${more} more`)), team({ page, more, ui, send, again, busy: state.busy }), h("span")),
    h(
      "div",
      { class: "row" },
      h("div", {}, h("b", {}, "They come"), h("small", {}, `on working day ${day}`)),
      h("div", { class: "numbers" }, h("div", { class: "rail" }), h("div", { class: "range", style: `left:${place(day, line).toFixed(2)}%;right:${(100 - place(page.due, line)).toFixed(2)}%` }), arrival({ page, day, line, ui, send, again, busy: state.busy })),
      h("span"),
    ),
    page.rows.map((row, n) => futures({ row, n, page, line, seen: here ? seen : 0, at, over })),
    h("div", { class: "row axis" }, h("small", {}, "the working day on which the atlas is finished; a dot is a future"), h("div", { class: "track flat" }, ...ticks(line, 8, (it) => `day ${it}`)), h("span")),
    tried(page),
  );
};

/** What just happened, in words. */
function story({ page, at, over, more, day }) {
  if (over) {
    const { sooner, dearer } = page.now;
    const how = Math.abs(sooner) < 0.5 ? "on the same day" : `${number(Math.abs(sooner))} working day${Math.round(Math.abs(sooner)) === 1 ? "" : "s"} ${sooner > 0 ? "sooner" : "later"}`;
    return `With ${more} more from day ${day}, the atlas is finished ${how} on average, and costs ${money(dearer)} more.`;
  }
  if (at === null) return "Move the two handles: how many come, and when. Then play fifty futures, each with them and without them.";
  const [bare, mine] = page.rows.map((row) => row.days[at]);
  const less = Math.round(bare - mine);
  return `Future ${at + 1}: without them day ${Math.round(bare)}, with them day ${Math.round(mine)}, ${less === 0 ? "the same" : `${Math.abs(less)} ${less > 0 ? "sooner" : "later"}`}.`;
}

/** People who are there, people who come, and the handle for how many. */
function team({ page, more, ui, send, again, busy }) {
  const line = { start: 1, end: page.most, step: 1 };
  return h(
    "div",
    { class: "team" },
    h("span", { class: "heads", "aria-hidden": "true" }, Array.from({ length: page.people + more }, (_, n) => h("i", { class: n < page.people ? "old" : "new" }))),
    h(
      "span",
      { class: "numbers" },
      h("span", { class: "rail" }),
      handle({
        key: "more", label: "How many come", value: more, text: `${more} more people`, line, disabled: busy,
        set: (value) => { ui.more = value; again(); },
        done: (value) => { delete ui.more; send({ do: "more", value }); },
      }),
    ),
  );
}

function arrival({ page, day, line, ui, send, again, busy }) {
  const near = (value) => Math.max(page.first, Math.min(page.last, Math.round(value / page.step) * page.step));
  return handle({
    key: "day", label: "The day on which they come", value: day, text: `working day ${day}`, line: { ...line, step: page.step }, disabled: busy,
    set: (value) => { ui.day = near(value); again(); },
    done: (value) => { delete ui.day; send({ do: "day", value: near(value) }); },
  });
}

/** One way of doing it, in the futures that are seen. */
function futures({ row, n, page, line, seen, at, over }) {
  const days = row.days.slice(0, seen);
  const kind = (value) => (value <= page.due ? "kept" : "late");
  const placed = stacked([...days].sort((one, other) => one - other), { line, place, dot: DOT, kind, most: 64 });
  const mean = days.reduce((sum, it) => sum + it, 0) / (days.length || 1);
  const sooner = over ? Math.round(page.now.sooner) : 0;
  const big = n === 1 ? (over ? number(Math.abs(sooner)) : "?") : null;
  return h(
    "div",
    { class: n === 1 ? "row futures mine" : "row futures" },
    h("div", {}, h("b", {}, row.name), h("small", {}, over ? `${row.in_time} of ${page.futures} by day ${number(page.due)}` : n === 1 ? "with newcomers" : "nobody comes")),
    h(
      "div",
      { class: "track" },
      h("span", { class: "floor" }),
      h("span", { class: "due", style: `left:${place(page.due, line).toFixed(2)}%` }, n === 0 ? h("small", {}, `promised: day ${number(page.due)}`) : null),
      placed.map((it) => h("i", { class: it.kind, style: it.style })),
      at === null ? null : h("i", { class: "lit", style: `left:${place(row.days[at], line).toFixed(2)}%;bottom:2px` }),
      over ? h("span", { class: "mean", style: `left:${place(mean, line).toFixed(2)}%` }) : null,
    ),
    h("div", { class: "sum" }, big === null ? null : [h("span", { class: sooner < 0 ? "big bad" : "big" }, big), h("small", {}, over ? `days ${sooner < 0 ? "later" : "sooner"}, for ${money(page.now.dearer)} more` : "days sooner, or later")]),
  );
}

/** Everything that was tried, to compare. */
function tried(page) {
  if (page.tried.length < 2) return null;
  const rows = page.tried.map((it) => h("li", {}, `${it.more} from day ${it.day}: `, h("b", {}, signed(it.sooner)), ` days, ${money(it.dearer)}`));
  return h("div", { class: "tried" }, h("small", {}, "Tried, in days sooner and money:"), h("ul", {}, rows));
}

const signed = (value) => (Math.round(value) > 0 ? "+" : "") + number(Math.round(value) || 0);

export default explorable(draw);
