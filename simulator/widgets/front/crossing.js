/** People cross from the old way to the new one, one by one, as soon as something has gone live. */

import { button, h, money, number } from "./dom.js";
import { explorable, said, working } from "./explorable.js";
import { running, toTheEnd } from "./running.js";
import { shares } from "./shares.js";
import { handle, ticks } from "./slide.js";
import { tried } from "./tried.js";

const TICK = 380; // milliseconds a month
const DEEP = 4; // dots above each other on a bank
const BANK = 37; // per cent of a row that a bank takes

const draw = ({ page, state, ui, send, again }) => {
  const told = state.open && page.value !== null;
  const month = running({ ui, again, key: told ? `${page.take} ${Object.values(page.way)}` : null, count: page.months, tick: TICK });
  const over = told && month >= page.months;
  return h(
    "section",
    { class: "card crossing", "aria-label": "People cross from the old way to the new one" },
    levers({ page, state, ui, send, again }),
    h(
      "div",
      { class: "acts" },
      button("Play this world", () => send({ do: "play" }), { class: "main", key: "play", disabled: !state.open || state.busy }),
      told && !over ? button("To the end", () => toTheEnd(ui, again, page.months), { key: "end" }) : null,
      button("Play a hundred worlds", () => send({ do: "many" }), { key: "many", disabled: !state.open || state.busy || page.done === page.worlds }),
      working({ busy: state.busy, done: page.done, most: page.worlds, send }),
    ),
    state.said || !state.open ? said(state) : h("p", { class: "said", role: "status", "aria-live": told && !over ? "off" : "polite" }, story({ page, told, month, over })),
    banks({ page, told, month, over }),
    tried({
      rows: rows(page),
      head: "time, people : process : tools",
      what: "a hundred other worlds, one dot each: k€ brought",
      last: "mean · goes live on day",
      worlds: page.worlds,
    }),
  );
};

/** What just happened, in words. */
function story({ page, told, month, over }) {
  if (!told) return "Say how much time people get for the change, and for what. Then let this world run.";
  const live = page.rows.filter((it) => it.live <= month);
  const across = page.rows.reduce((sum, it) => sum + it.across[Math.max(0, month - 1)], 0);
  const all = page.rows.length * page.crowd;
  if (!over && !live.length) return `Month ${month}: all five are being built. Everybody works in the old way.`;
  if (!over) return `Month ${month}: ${live.length} of ${page.rows.length} are live, ${across} of ${all} people work in the new way.`;
  const last = Math.max(...page.rows.map((it) => it.live));
  return `All were live in month ${Math.ceil(last)}; promised was month ${number(page.promise)}. In the end ${across} of ${all} people work in the new way.`;
}

/** The two levers: how much time, and for what. */
function levers({ page, state, ui, send, again }) {
  const step = ui.step ?? page.way.step;
  const line = { start: 0, end: page.most, step: 1 };
  const percent = (it) => `${number(it * page.percent)} %`;
  const set = (value) => {
    ui.step = value;
    again();
  };
  const done = (value) => {
    delete ui.step;
    send({ do: "step", step: value });
  };
  const now = ui.step === undefined && !ui.split;
  const [people, process, tools, together] = now ? page.ready : [];
  const text = (it) => (it === undefined ? "" : `· ready ${number(100 * it)} %`);
  return h(
    "div",
    { class: "levers" },
    h(
      "div",
      {},
      h("b", {}, "Time for the change: "),
      h("span", {}, step ? `${percent(step)} of everybody’s time` : "none"),
      h("div", { class: "numbers" }, h("div", { class: "rail" }), h("div", { class: "range", style: `left:0;width:${((100 * step) / page.most).toFixed(1)}%` }), ...ticks(line, 4, percent), handle({ key: "step", label: "Time for the change", value: step, text: `${percent(step)} of everybody’s time`, line, set, done, disabled: state.busy })),
    ),
    h(
      "div",
      {},
      h("b", {}, "What it is for"),
      together === undefined ? null : h("span", { class: "soft" }, ` · all together ready to ${number(100 * together)} %`),
      shares({
        key: "split",
        parts: [
          { name: "people", size: page.way.people, text: text(people) },
          { name: "process", size: page.way.process, text: text(process) },
          { name: "tools", size: page.way.tools, text: text(tools) },
        ],
        all: page.all_bricks,
        ui,
        again,
        done: (first, second) => send({ do: "split", first, second }),
        disabled: state.busy,
      }),
    ),
  );
}

/** All go-lives, with their people on two banks. */
function banks({ page, told, month, over }) {
  return h(
    "div",
    { class: "banks" },
    h("div", { class: "bank head" }, h("span", {}), h("div", { class: "water" }, h("small", { class: "old" }, "old way"), h("small", { class: "new" }, "new way")), h("span", {})),
    page.rows.map((it) => bank({ it, page, told, month })),
    h("div", { class: "sum" }, h("span", { class: "big" }, over ? number(page.value) : "?"), h("small", {}, `k€ brought in a year, of ${money(page.promised)} promised`)),
  );
}

function bank({ it, page, told, month }) {
  const across = told ? it.across[Math.max(0, month - 1)] : 0;
  const before = told && month > 1 ? it.across[month - 2] : across;
  const open = told && it.live <= month;
  const late = open && it.live > page.promise;
  const when = !told ? "" : open ? `live in month ${Math.ceil(it.live)}` : "being built";
  return h(
    "div",
    { class: "bank" },
    h("div", {}, h("b", {}, it.name), h("small", {}, it.group)),
    h(
      "div",
      { class: "water", role: "img", "aria-label": `${it.name}, ${it.group}: ${told ? `${across} of ${page.crowd} in the new way, ${when}` : "nobody has crossed yet"}` },
      h("span", { class: open ? "river bridge" : "river" }, h("small", { class: late ? "late" : "" }, when)),
      Array.from({ length: page.crowd }, (_, n) => dot({ n, crowd: page.crowd, across, before })),
    ),
    h("span", { class: "count" }, told ? h("b", {}, across) : h("b", {}, "?"), h("small", {}, ` of ${page.crowd}`)),
  );
}

/** Somebody: those next to the river cross first, and go as far as there is room. */
function dot({ n, crowd, across, before }) {
  const columns = crowd / DEEP;
  const left = (place) => BANK - 1.5 - ((Math.floor(place / DEEP) + 0.5) * (BANK - 2)) / columns;
  const row = n % DEEP;
  const there = n < across;
  const at = there ? 100 - left(crowd - 1 - n) : left(n);
  const fresh = there && n >= before;
  const down = there ? DEEP - 1 - row : row;
  return h("i", { class: fresh ? "over fresh" : there ? "over" : "", style: `left:${at.toFixed(2)}%;top:${5 + 9 * down}px${fresh ? `;--from:${left(n).toFixed(2)}%` : ""}` });
}

/** One row for each plan that was tried. */
function rows(page) {
  const same = (one, other) => Object.keys(one).every((it) => one[it] === other[it]);
  const found = page.plans.map((it) => ({
    name: it.way.step ? `${number(it.way.step * page.percent)} %, ${it.way.people} : ${it.way.process} : ${it.way.tools}` : "no time for the change",
    values: it.values,
    mean: it.mean,
    more: ` · ${number(it.live)}`,
    here: same(it.way, page.way),
  }));
  return found.length ? found : [{ name: "nothing tried yet", values: [], mean: 0, more: "", here: false }];
}

export default explorable(draw);
