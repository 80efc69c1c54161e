/** Cases on a table: choose within two capacities, sign, and see promises lean down. */

import { button, h, money, number, svg } from "./dom.js";
import { explorable, said, still, working } from "./explorable.js";
import { ticks } from "./slide.js";

const EVERY = 420; // milliseconds that each case is watched
const WIDE = 900; // of the picture, in its own units
const HIGH = 200;
const ROWS = { promise: 34, worth: 100, delivered: 166 };
const LEFT = 110;

const draw = (all) => {
  const { page, state } = all;
  return h(
    "section",
    { class: "card selection", "aria-label": "Cases on the table" },
    state.said || !state.open ? said(state) : h("p", { class: "said", role: "status" }, story(page)),
    page.delivered === null ? choosing(all) : outcome(all),
  );
};

function story(page) {
  if (page.signed && page.delivered !== null) return "Each line is a case: what it promised, what it was truly worth, what it delivered in time.";
  return `You have ${page.studies} ${page.studies === 1 ? "study" : "studies"} left. Choose until you would sign.`;
}

function choosing({ page, ui, send, state }) {
  const most = Math.max(...page.cases.map((it) => it.promise));
  return h(
    "div",
    { class: "table" },
    h(
      "div",
      { class: "panel" },
      page.rooms.map(room),
      h("p", {}, h("span", { class: "middle" }, number(page.promised)), h("small", {}, ` k€ promised by ${page.cases.filter((it) => it.chosen).length} cases`)),
      button(page.signed ? "Signed" : "Sign this list", () => send({ do: "sign" }), { class: "main", key: "sign", disabled: page.signed }),
    ),
    page.signed && !state.open ? h("p", { class: "soft" }, "Lock your predictions to see what it brings.") : null,
    h("ul", { class: "cases", "data-scroll": "cases" }, page.cases.map((it) => row({ it, most, page, send }))),
  );
}

function row({ it, most, page, send }) {
  const full = page.rooms.some((room, place) => !it.chosen && room.used + it.days[place] > room.of + 1e-9);
  return h(
    "li",
    { class: it.chosen ? "chosen" : full ? "full" : "" },
    h("label", {}, h("input", { type: "checkbox", checked: it.chosen, disabled: page.signed, "data-key": `case ${it.id}`, onchange: () => send({ do: "toggle", case: it.id }) }), h("span", {}, h("b", {}, it.name), h("small", {}, it.sponsor))),
    h("span", { class: "worth" }, h("span", { class: "bar", style: `width:${((100 * it.promise) / most).toFixed(1)}%` }), it.studied === null ? null : h("span", { class: "mark", style: `left:${Math.min(100, (100 * it.studied) / most).toFixed(1)}%` }), h("b", {}, number(it.promise))),
    h("span", { class: "days", title: it.days.map((days, place) => `${number(days)} days of ${page.rooms[place].role.toLowerCase()}s`).join(", ") }, it.days.map((days, place) => h("small", {}, `${number(days)} ${page.rooms[place].role.toLowerCase()}`))),
    it.studied === null
      ? button("Study", () => send({ do: "study", case: it.id }), { key: `study ${it.id}`, class: "quiet", disabled: page.signed || page.studies === 0, "aria-label": `Study ${it.name}` })
      : h("small", { title: "What the study says it is worth" }, `study: ${number(it.studied)}`),
  );
}

function room({ role, used, of }) {
  const share = used / of;
  return h(
    "div",
    { class: share > 1 ? "room over" : "room" },
    h("span", {}, h("b", {}, `${role}s`), h("span", { class: "soft" }, ` ${number(used)} of ${number(of)} days`)),
    h("span", { class: "tank", role: "img", "aria-label": `${role}s: ${Math.round(100 * share)} % of their time` }, h("i", { style: `width:${Math.min(100, 100 * share).toFixed(1)}%` }), h("b", {}, `${Math.round(100 * share)} %`)),
  );
}

function outcome({ page, state, ui, send, again }) {
  const chosen = page.cases.filter((it) => it.chosen);
  ui.seen ??= still() ? chosen.length : 0;
  ui.end = () => clearInterval(ui.timer);
  if (ui.seen < chosen.length && !ui.timer) {
    ui.timer = setInterval(() => {
      ui.seen += 1;
      if (ui.seen >= chosen.length) {
        clearInterval(ui.timer);
        ui.timer = null;
      }
      again();
    }, EVERY);
  }
  const seen = chosen.slice(0, ui.seen);
  const over = ui.seen >= chosen.length;
  const sum = (what) => seen.reduce((total, it) => total + it[what], 0);
  return h(
    "div",
    { class: "outcome" },
    h("div", { class: "sums" }, [["promise", "promised"], ["worth", "truly worth"], ["delivered", "delivered in time"]].map(([what, name]) => h("p", {}, h("span", { class: what === "delivered" ? "big" : "middle" }, number(sum(what))), h("span", { class: "soft" }, ` k€ ${name}`)))),
    lines(seen, chosen),
    over ? null : button("Show all at once", () => { clearInterval(ui.timer); ui.timer = null; ui.seen = chosen.length; again(); }, { key: "all" }),
    over ? worlds({ page, state, send }) : h("p", { class: "said" }, seen.length ? `${seen.at(-1).name}: promised ${money(seen.at(-1).promise)}, worth ${money(seen.at(-1).worth)}, delivered ${money(seen.at(-1).delivered)}.` : "What did the list deliver?"),
  );
}

/** Three rows of dots, joined by lines that lean. */
function lines(seen, chosen) {
  const far = 1.05 * Math.max(...chosen.flatMap((it) => [it.promise, it.worth, it.delivered]));
  const x = (value) => LEFT + ((WIDE - LEFT - 12) * value) / far;
  const names = { promise: "promised", worth: "truly worth", delivered: "delivered" };
  const picture = svg("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": seen.map((it) => `${it.name}: promised ${number(it.promise)}, worth ${number(it.worth)}, delivered ${number(it.delivered)} k€`).join("; ") });
  for (const [what, y] of Object.entries(ROWS)) {
    picture.append(svg("line", { x1: LEFT, x2: WIDE, y1: y, y2: y, class: "floor" }), svg("text", { x: 0, y: y + 4 }, names[what]));
  }
  seen.forEach((it, n) => {
    const fell = it.delivered < it.promise;
    const group = svg("g", { class: `${fell ? "fell" : "rose"}${n === seen.length - 1 && seen.length < chosen.length ? " last" : ""}` }, svg("title", {}, it.name));
    group.append(
      svg("polyline", { points: Object.entries(ROWS).map(([what, y]) => `${x(it[what]).toFixed(1)},${y}`).join(" ") }),
      ...Object.entries(ROWS).map(([what, y]) => svg("circle", { cx: x(it[what]).toFixed(1), cy: y, r: 5.5 })),
    );
    picture.append(group);
  });
  for (const tick of [0, 0.25, 0.5, 0.75, 1].map((it) => Math.round((it * far) / 10) * 10)) picture.append(svg("text", { x: x(tick), y: HIGH - 2, class: "at" }, `${number(tick)} k€`));
  return picture;
}

/** The same list in many worlds: how much of its promise it keeps. */
function worlds({ page, state, send }) {
  const shares = page.shares;
  const mean = (place) => Math.round((100 * shares.reduce((total, it) => total + it[place], 0)) / shares.length);
  return h(
    "div",
    { class: "many" },
    h("div", { class: "acts" }, button(`The same list in ${page.worlds} worlds`, () => send({ do: "worlds" }), { class: "main", key: "worlds", disabled: state.busy || !state.open }), working({ busy: state.busy, done: shares.length, most: page.worlds, send })),
    shares.length
      ? [
          h("figure", { role: "img", "aria-label": `Of its promise the list is worth ${mean(0)} and delivers ${mean(1)} per cent on average of ${shares.length} worlds` }, [0, 1].map((place) => heap(shares.map((it) => it[place]), place === 0 ? "truly worth" : "delivered in time")), h("div", { class: "numbers flat heap-axis" }, ...ticks({ start: 0, end: 139 }, 7, (it) => `${it} %`))),
          h("p", { role: "status" }, "On average the list is worth ", h("b", {}, `${mean(0)} %`), " of what it promised, and delivers ", h("b", {}, `${mean(1)} %`), ` (${shares.length} worlds).`),
        ]
      : null,
  );
}

function heap(values, name) {
  const stacks = new Map();
  const dots = values.map((value) => {
    const column = Math.round(Math.min(1.4, value) * 50);
    const level = stacks.get(column) ?? 0;
    stacks.set(column, level + 1);
    return h("i", { class: value < 1 ? "late" : "kept", style: `left:${((column / 70) * 100).toFixed(2)}%;bottom:${level * 6}px` });
  });
  const tallest = Math.max(1, ...stacks.values());
  return h("div", { class: "heap" }, h("small", {}, name), h("div", { class: "dots", style: `height:${tallest * 6 + 4}px` }, dots, h("span", { class: "all", style: `left:${(100 / 1.4).toFixed(2)}%` })));
}

export default explorable(draw);
