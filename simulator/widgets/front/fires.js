/** One rough summer over fifty offices: a dial says how full they are, and each comes back or not. */

import { chase } from "./chase.js";
import { button, h, number } from "./dom.js";
import { explorable, said, working } from "./explorable.js";
import { handle, ticks } from "./slide.js";

const EVERY = 70; // milliseconds that an office stays

const draw = ({ page, state, ui, send, again }) => {
  const load = ui.load ?? page.load;
  const rows = new Map(page.rows.map((it) => [it.load, it]));
  const now = rows.get(load);
  const step = page.loads[1] - page.loads[0];
  const line = { start: page.loads[0], end: page.loads.at(-1), step };
  const known = now?.back.length ?? 0;
  if (ui.of !== load && known < page.offices) ui.seen = { offices: known };
  if (ui.of !== load && known === page.offices) ui.seen = undefined;
  ui.of = load;
  const seen = chase({ ui, name: "offices", to: known, every: EVERY, again });
  const over = known === page.offices && seen === known;
  return h(
    "section",
    { class: "card fires", "aria-label": "One rough summer" },
    h(
      "div",
      { class: "acts" },
      button(`Let the summer come over ${page.offices} offices`, () => send({ do: "play" }), { class: "main", key: "play", disabled: !state.open || state.busy || known === page.offices }),
      working({ busy: state.busy, done: known, most: page.offices, send }),
    ),
    state.said || !state.open ? said(state) : h("p", { class: "said", role: "status" }, story({ page, load, now, seen, over })),
    h(
      "div",
      { class: "plot" },
      h(
        "div",
        { class: "dialled" },
        h("div", { class: "columns", style: `grid-template-columns:repeat(${page.loads.length}, minmax(0, 1fr))` }, page.loads.map((it) => column({ load: it, at: load, row: rows.get(it), seen: it === load ? seen : Infinity, offices: page.offices }))),
        h("div", { class: "numbers", style: `margin:0 calc(50% / ${page.loads.length})` }, h("div", { class: "rail" }), ...ticks(line, page.loads.length, (it) => `${it} %`), handle({ key: "load", label: "How full the office is with maps", value: load, text: `${load} per cent`, line, disabled: state.busy, set: (value) => { ui.load = value; again(); }, done: (value) => { delete ui.load; send({ do: "load", load: value }); } })),
        h("small", { class: "soft" }, `share of everybody’s time that maps take; preparing takes ${page.preparing} % more`),
      ),
      h("div", { class: "sum" }, h("span", { class: "big" }, over ? number(now.back.filter(Boolean).length) : "?"), h("small", {}, `of ${page.offices} offices at ${load} % come back`), key("back", "works as before"), key("lost", "fights fires, two years later")),
    ),
  );
};

/** What just happened, in words. */
function story({ page, load, now, seen, over }) {
  const summer = `${page.burst === 100 ? "twice as many orders" : `${page.burst} % more orders`} for ${page.weeks} weeks`;
  if (!now) return `Turn the dial to how full an office is, and let the summer come: ${summer}. Each square is an office, two years later.`;
  if (!over) return `Office ${seen} of ${page.offices}, ${load} % full with maps, has ${now.back[seen - 1] ? "come back" : "not come back"}.`;
  const back = now.back.filter(Boolean).length;
  return `${load} % full: ${back} of ${page.offices} offices work as before two years later, ${page.offices - back} fight fires, and ${number(now.late, 1)} orders lie late in each of all.`;
}

function column({ load, at, row, seen, offices }) {
  const known = row ? row.back.slice(0, seen) : [];
  const back = known.filter(Boolean).length;
  const words = row ? `${load} per cent: ${back} of ${known.length} come back` : `${load} per cent: not tried`;
  const squares = [...known].sort((one, other) => Number(other) - Number(one));
  return h(
    "div",
    { class: load === at ? "column at" : "column", role: "img", "aria-label": words },
    row ? null : h("span", { class: "soft" }, "?"),
    h("div", { class: "squares" }, Array.from({ length: offices }, (_, n) => h("i", { class: n >= squares.length ? "open" : squares[n] ? "back" : "lost" }))),
  );
}

const key = (kind, name) => h("span", { class: "key" }, h("i", { class: kind }), name);

export default explorable(draw);
