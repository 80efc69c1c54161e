/** Hours for a sponsor, her deputy and the wards: futures come one by one, and sometimes she leaves. */

import { button, h, number, svg } from "./dom.js";
import { explorable, said, working } from "./explorable.js";
import { running, toTheEnd } from "./running.js";
import { shares } from "./shares.js";
import { handle, place, ticks } from "./slide.js";
import { stacked } from "./stacks.js";

const TICK = 170; // milliseconds a future
const WIDE = 560;
const HIGH = 132;
const PEOPLE = { start: 0, end: 80, step: 1 };

const draw = ({ page, state, ui, send, again }) => {
  const told = state.open && page.lives.length > 0;
  const key = told && !state.busy ? JSON.stringify(page.hours) : null;
  const at = running({ ui, again, key, count: page.worlds, tick: TICK });
  const over = key !== null && at >= page.worlds;
  const play = () => {
    if (!told) return send({ do: "play" });
    ui.key = undefined;
    return again();
  };
  return h(
    "section",
    { class: "card goodwill", "aria-label": "Hours for good will" },
    levers({ page, state, ui, send, again }),
    h(
      "div",
      { class: "acts" },
      button(told ? "Play them again" : "Play a hundred futures", play, { class: "main", key: "play", disabled: !state.open || state.busy }),
      key !== null && !over ? button("All at once", () => toTheEnd(ui, again, page.worlds), { key: "end" }) : null,
      working({ busy: state.busy, done: page.done, most: page.worlds, send }),
    ),
    state.said || !state.open ? said(state) : h("p", { class: "said", role: "status", "aria-live": key !== null && !over ? "off" : "polite" }, story({ page, at, told: key !== null, over })),
    h(
      "div",
      { class: "panel" },
      h("div", {}, lines({ page, at, over, of: "engagement", name: "the sponsor’s engagement" }), lines({ page, at, over, of: "resistance", name: "resistance on the wards" }), h("div", { class: "track axis" }, ...ticks({ start: 0, end: page.months }, 10, String)), h("small", { class: "soft" }, `month; everything goes live in month ${page.live}`)),
      h(
        "div",
        { class: "sum" },
        h("span", { class: "big" }, over ? number(page.across) : "?"),
        h("small", {}, "of 100 people in the new way, on average of the year after go-live"),
        over ? h("small", {}, `She has left in ${page.left} of ${page.worlds} futures. In ${page.closed} leadership has ended it all.`) : null,
      ),
    ),
    crowd({ page, at }),
    before(page),
  );
};

/** What just happened, in words. */
function story({ page, at, told, over }) {
  if (!told) return `Sixteen hours a month: share them out, and say how many decisions Ottoline gets. ${page.prepared} hours make one of them answerable.`;
  if (over) return "A hundred futures with the same hours. Move a handle, and play again: what would you rather do without?";
  const it = page.lives[at - 1];
  const left = it.left === null ? "Ottoline stays" : `Ottoline leaves in month ${it.left}, and her deputy follows`;
  const ended = it.closed === null ? "" : `; leadership ends it in month ${it.closed}`;
  return `Future ${at}: ${left}${ended}. A decision takes ${number(it.waits)} days in the end.`;
}

function levers({ page, state, ui, send, again }) {
  const asked = ui.asked ?? page.hours.asked;
  const line = { start: 0, end: page.most_asked, step: 1 };
  const set = (value) => {
    ui.asked = value;
    again();
  };
  const done = (value) => {
    delete ui.asked;
    send({ do: "asked", asked: value });
  };
  const hers = ui.hours ? ui.hours[0] : page.hours.sponsor;
  const good = Math.min(asked, Math.floor(hers / page.prepared));
  return h(
    "div",
    { class: "levers" },
    h(
      "div",
      {},
      h("b", {}, `${asked} decisions a month go to Ottoline`),
      h("div", { class: "asks", role: "img", "aria-label": `${good} answerable, ${asked - good} not` }, Array.from({ length: asked }, (_, n) => h("i", { class: n < good ? "good" : "noise" }, n < good ? "✓" : "?"))),
      h("div", { class: "numbers" }, h("div", { class: "rail" }), ...ticks(line, 5, String), handle({ key: "asked", label: "Decisions a month that go to Ottoline", value: asked, text: `${asked} a month`, line, set, done, disabled: state.busy })),
    ),
    h(
      "div",
      {},
      h("b", {}, `${page.all} hours a month`),
      shares({
        key: "hours",
        parts: [
          { name: "Ottoline", size: page.hours.sponsor, text: "hours" },
          { name: "her deputy", size: page.hours.deputy, text: "hours" },
          { name: "the wards", size: page.people, text: "hours" },
        ],
        all: page.all,
        ui,
        again,
        done: (first, second) => send({ do: "split", first, second }),
        disabled: state.busy,
      }),
      button(page.hours.layer ? "Three signatures for each change: yes" : "Three signatures for each change: no", () => send({ do: "layer", layer: !page.hours.layer }), { key: "layer", "aria-pressed": String(page.hours.layer), disabled: state.busy }),
    ),
  );
}

/** One stock over the months: futures that have come, and the one that is coming. */
function lines({ page, at, over, of, name }) {
  const x = (month) => ((WIDE * month) / page.months).toFixed(1);
  const y = (level) => (4 + (HIGH / (of === "engagement" ? 1 : 2) - 8) * (1 - level)).toFixed(1);
  const tall = of === "engagement" ? HIGH : HIGH / 2;
  const points = (it) => it[of].map((level, month) => `${x(month)},${y(level)}`).join(" ");
  const come = page.lives.slice(0, at);
  const now = over ? null : come.at(-1);
  const gone = (it) => (it.left === null ? null : svg("circle", { cx: x(it.left), cy: y(it[of][it.left]), r: it === now ? 5 : 2.5, class: it === now ? "gone now" : "gone" }));
  return h(
    "figure",
    {},
    h("figcaption", {}, h("small", {}, name), h("small", { class: "soft" }, of === "engagement" ? "each line is one future; a dot is where she leaves" : "")),
    svg(
      "svg",
      { viewBox: `0 0 ${WIDE} ${tall}`, preserveAspectRatio: "none", style: `height:${tall}px`, role: "img", "aria-label": `${name} over ${page.months} months in ${come.length} futures` },
      svg("line", { x1: x(page.live), x2: x(page.live), y1: 0, y2: tall, class: "live" }),
      come.map((it) => svg("polyline", { points: points(it), class: it === now ? "life now" : it.closed === null ? "life" : "life ended" })),
      of === "engagement" ? come.map(gone) : null,
    ),
  );
}

/** Each future as a dot above the people who work in the new way. */
function crowd({ page, at }) {
  const mean = (it) => {
    const year = it.across.slice(page.live);
    return (100 * year.reduce((sum, one) => sum + one, 0)) / year.length;
  };
  const come = page.lives.slice(0, at);
  const dots = stacked(come.map(mean), PEOPLE, { wide: 700, dot: 7, tall: 90 });
  return h(
    "div",
    { class: "crowd" },
    h("div", { class: "track", role: "img", "aria-label": `${come.length} futures by people in the new way` }, h("span", { class: "floor" }), dots.map((it, n) => h("i", { class: kind(come[n]), style: `left:${it.left}%;bottom:${it.bottom}px` }))),
    h("div", { class: "track axis" }, ...ticks(PEOPLE, 8, String)),
    h("div", { class: "keys" }, h("small", { class: "soft" }, "of 100 people in the new way; one dot a future"), key("stayed", "she stays"), key("left", "she leaves"), key("ended", "leadership ends it")),
  );
}

const kind = (it) => (it.closed !== null ? "ended" : it.left !== null ? "left" : "stayed");
const key = (name, words) => h("span", { class: "key" }, h("i", { class: name }), words);

/** What was tried before. */
function before(page) {
  if (page.tried.length < 2) return null;
  const best = Math.max(...page.tried.map(([, across]) => across));
  const words = ({ asked, sponsor, deputy, layer }) => `${asked} asked, ${sponsor} : ${deputy} : ${page.all - sponsor - deputy}${layer ? ", signatures" : ""}`;
  return h("p", { class: "soft before" }, "Tried: ", page.tried.map(([hours, across], n) => [n ? "; " : "", `${words(hours)} `, h("b", { class: across === best ? "good" : "" }, number(across))]));
}

export default explorable(draw);
