/** How many projects at once: a dial, twelve people with their hands full, and many other years. */

import { button, h, number, svg } from "./dom.js";
import { explorable, said, still, working } from "./explorable.js";
import { stacked } from "./stacks.js";
import { handle, place } from "./slide.js";

const TICK = 130; // milliseconds that a week is shown
const WEEKS = 52;
const DOTS = { wide: 545, dot: 5, tall: 23 };

const draw = ({ page, state, ui, send, again }) => {
  follow(page, ui, again);
  const limit = ui.turned ?? page.limit;
  const frame = page.film[ui.week - 1];
  return h(
    "section",
    { class: "card at-once", "aria-label": "How many projects at once?" },
    h("div", { class: "acts" }, dial(page, limit, ui, send, again), buttons(page, state, send)),
    state.said || !state.open ? said(state) : h("p", { class: "said", role: "status", "aria-live": runs(page, ui) ? "off" : "polite" }, told(page, frame, limit)),
    h("div", { class: "people" }, page.people.map((name, place) => person(name, atWork(page, frame)?.hands[place], page))),
    lanes(page, ui.week),
    others(page, limit, state),
  );
};

/** Whether a year is running; then nobody is told of every week. */
const runs = (page, ui) => ui.week > 0 && ui.week < page.film.length;

/** Let a year run week by week as soon as somebody has pressed Play. */
function follow(page, ui, again) {
  ui.end ??= () => clearInterval(ui.timer);
  if (ui.turned === page.limit) ui.turned = undefined;
  if (!page.film.length) {
    ui.end();
    ui.week = 0;
  } else if (ui.take !== page.take) {
    ui.end();
    ui.week = still() ? page.film.length : 1;
    ui.timer = setInterval(() => {
      if (ui.week >= page.film.length) return ui.end();
      ui.week += 1;
      again();
    }, TICK);
  }
  ui.take = page.take;
}

function dial(page, limit, ui, send, again) {
  const line = { start: page.limits[0], end: page.limits.at(-1), step: 1 };
  const set = (value) => {
    ui.turned = value;
    again();
  };
  return h(
    "div",
    { class: "dial" },
    h("span", {}, "Projects at once"),
    h(
      "div",
      { class: "numbers" },
      h("span", { class: "rail" }),
      page.limits.map((it) => h("span", { class: it === limit ? "tick here" : "tick", style: `left:${place(it, line)}%`, "aria-hidden": "true" }, it)),
      handle({ key: "dial", label: "Projects at once", value: limit, text: `${limit} at once`, line, set, done: (value) => send({ do: "dial", limit: value }) }),
    ),
  );
}

function buttons(page, state, send) {
  const off = state.busy || !state.open;
  return [
    button("Play the year", () => send({ do: "play" }), { class: "main", key: "play", disabled: off }),
    button(`${page.years} other years`, () => send({ do: "many" }), { key: "many", disabled: off }),
    page.rows.length > 2 ? button("The whole dial", () => send({ do: "all" }), { key: "all", disabled: off }) : null,
    working({ busy: state.busy, done: page.done, most: page.most, send }),
  ];
}

/** What just happened, in words. */
function told(page, frame, limit) {
  if (!frame && limit === page.limits.at(-1)) return `All ${limit} at once: nobody waits, and everybody shares out the day. Press Play.`;
  if (!frame) return `${limit === 1 ? "One project" : `${limit} projects`} at once: the others wait until one is finished. Press Play.`;
  const all = page.projects.length;
  if (frame.week < page.film.length) return `Week ${frame.week}: ${frame.finished} of ${all} finished. ${frame.said}`;
  const first = page.film.find((it) => it.finished).week;
  return `The first was finished in week ${first}, the last in week ${frame.week}. By week ${page.promise}, promised for all, ${onTime(page)} of ${all} were finished.`;
}

/** The office on a Friday evening, as long as there is work. */
const atWork = (page, frame) => (frame && frame.finished < page.projects.length ? frame : undefined);

const onTime = (page) => (page.film[page.promise - 1] ?? page.film.at(-1)).finished;

/** Somebody with all that is in hand. */
function person(name, hands, page) {
  const idle = hands && !hands.length;
  const what = !hands ? "" : idle ? ": nothing to do" : `: ${hands.map((it) => page.projects[it]).join(", ")}`;
  return h(
    "div",
    { class: idle ? "person idle" : "person", role: "img", "aria-label": name + what, title: name + what },
    h("div", { class: "hands" }, (hands ?? []).map((it) => h("i", {}, it + 1))),
    svg("svg", { viewBox: "0 0 24 26", width: 24, height: 26, "aria-hidden": "true" }, svg("circle", { cx: 12, cy: 7, r: 5.5 }), svg("path", { d: "M2 26c0-8 4-12 10-12s10 4 10 12z" })),
    h("small", { "aria-hidden": "true" }, name.split(" ")[0]),
  );
}

/** A square for each week and project: waiting, in work, live and bringing in money. */
function lanes(page, week) {
  const done = page.projects.map((_, place) => page.film.slice(0, week).map((it) => it.done[place]));
  const finished = done.map((shares) => shares.findIndex((it) => it === 1) + 1);
  const over = page.film.length && week === page.film.length;
  const until = over ? WEEKS : week;
  return h(
    "div",
    { class: "lanes" },
    h("span", {}),
    h("div", { class: "weeks", "aria-hidden": "true" },
      h("span", { class: "promise", style: `left:${(100 * page.promise) / WEEKS}%` }, `week ${page.promise}: promised for all`)),
    h("span", { class: "soft small" }, "finished in"),
    page.projects.map((name, place) => [
      h("span", { class: "project" }, h("i", {}, place + 1), name),
      h("div", { class: "squares", role: "img", "aria-label": `${name}: ${lane(finished[place], week)}` },
        Array.from({ length: WEEKS }, (_, it) => h("i", { class: square(it + 1, done[place], finished[place], until) })),
        h("b", { class: "promised", style: `left:${(100 * page.promise) / WEEKS}%` })),
      h("span", { class: finished[place] ? (finished[place] <= page.promise ? "good" : "bad") : "soft" }, finished[place] ? `week ${finished[place]}` : percent(done[place].at(-1))),
    ]),
    h("span", {}),
    h("div", { class: "key soft small", "aria-hidden": "true" }, h("i", { class: "work" }), "in work", h("i", { class: "live" }), "live: it brings in money", h("span", { class: "to" }, "end of the year")),
    sum(page, over),
  );
}

const percent = (share) => (share ? `${Math.round(100 * share)} %` : "–");
const lane = (finished, week) => (finished ? `finished in week ${finished}` : week ? "not finished yet" : "not begun");

function square(week, shares, finished, until) {
  if (week > until) return "";
  if (finished && week > finished) return "live";
  return (shares[week - 1] ?? 0) > 0 ? "work" : "wait";
}

function sum(page, over) {
  return h("div", { class: "sum" }, h("span", { class: "big" }, over ? number(page.value) : "?"), h("span", { class: "soft" }, "k€ this year"));
}

/** A row of dots for each place of the dial that was tried, one dot a year. */
function others(page, limit, state) {
  const values = page.rows.flatMap((row) => row.years.map((it) => it.value));
  const line = { start: Math.floor(Math.min(...values, 800) / 100) * 100, end: Math.ceil(Math.max(...values, 1200) / 100) * 100 };
  const best = page.rows.length === page.limits.length && !state.busy ? Math.max(...page.rows.map((it) => it.value)) : NaN;
  return h(
    "div",
    { class: "others" },
    h("b", { class: "head" }, `${page.years} other years`),
    h("span", { class: "soft small mid" }, "one dot a year: k€ brought in"),
    h("span", { class: "soft small" }, `mean · by week ${page.promise}`),
    page.limits.map((it) => {
      const row = page.rows.find((found) => found.limit === it);
      return [
        h("span", { class: it === limit ? "which here" : "which" }, `${it} at once`),
        row ? dots(row, line, row.value === best) : h("div", { class: "nothing-yet" }, "?"),
        row ? h("span", {}, h("b", { class: row.value === best ? "good" : "" }, `${number(row.value)} k€`), h("span", { class: "soft" }, ` · ${row.kept.toFixed(1)} of ${page.projects.length}`)) : h("span", {}),
      ];
    }),
    h("span", {}),
    page.rows.length ? h("div", { class: "numbers flat", "aria-hidden": "true" }, scale(line)) : null,
  );
}

function scale(line) {
  const step = (line.end - line.start) / 4;
  return values(line.start, line.end, step).map((it) => h("span", { class: "tick", style: `left:${place(it, line)}%` }, number(it)));
}

const values = (start, end, step) => Array.from({ length: Math.round((end - start) / step) + 1 }, (_, it) => start + it * step);

function dots(row, line, best) {
  const found = stacked(row.years.map((it) => it.value), line, DOTS);
  return h(
    "div",
    { class: best ? "dots best" : "dots", role: "img", "aria-label": `${row.limit} at once: ${number(row.value)} k€ on average of ${row.years.length} years` },
    found.map(({ left, bottom }) => h("i", { style: `left:${left}%;bottom:${bottom}px` })),
    h("span", { class: "mean", style: `left:${place(row.value, line)}%` }),
  );
}

export default explorable(draw);
