/** The team's page: the cockpit, with the rounds above it; it plays in any browser. */

import cockpit from "../front/cockpit.js";
import { button, count, h, number } from "../front/dom.js";
import { standing, storm } from "../front/tiers.js";
import { token as tokenOf } from "../front/token.js";
import { clock, closing, left, OPEN, tick } from "../front/clock.js";
import { connection, looks, looksButton, page, part } from "./drawing.js";
import { fresh, fromFragment, kept } from "./kept.js";
import { range } from "./range.js";
import { remote } from "./remote.js";
import { headlines, heading, strip } from "./rounds.js";
import { ask, download, live, ROOT } from "./service.js";

const TICK = 250; // milliseconds
const DOWN = 0.5; // of what all projects are worth: as far below nothing as the line of a forecast reaches
const SMALLEST = 100; // k€ that its line is long at least
const mine = { here: kept("team", "sessionStorage"), later: kept("team") };
const ui = { view: null, by: 0, away: false, gone: "", closing: "", standing: true, forecast: {}, asked: null, said: "", busy: false };

looks();
const { root, again, say } = page("team", draw);
const parts = { line: part(root, "p"), top: part(root, "header"), news: part(root, "section"), drafts: part(root, "section"), forecast: part(root, "section"), standing: part(root, "section") };
const place = root.appendChild(h("div", { class: "cockpit-room", hidden: true }, h("h2", { class: "unseen" }, "Your office")));
let shown = false;
const known = token();
let game = null; // once it is known which team this is

if (known) {
  live("api/team/live", { token: known, heard, lost, gone: unknown });
  setInterval(second, TICK);
} else location.replace(new URL(".", ROOT));
again();

/** The team's key: from a link of the mentor's, from this window, or from this browser. */
function token() {
  const given = fromFragment();
  if (given) keep({ token: given });
  return (mine.here.read() ?? mine.later.read())?.token ?? "";
}

function keep(it) {
  mine.here.write(it);
  mine.later.write(it);
}

function heard(view, by) {
  const first = !ui.view;
  const open = ui.view?.phase === "open";
  Object.assign(ui, { view, by, away: false });
  if (first) keep({ token: known, team: view.team, code: view.code });
  game ??= remote({ token: known, name: `${view.code} ${view.team}`, told: again, unknown });
  if (!open && view.phase === "open") begin(view);
  again();
  game.follow(view);
}

/** The cockpit, from its first screen on. */
function board() {
  if (shown || !game.model.get("screen")) return;
  shown = true;
  place.hidden = false; // before it is drawn, or it would have no width
  cockpit.render({ model: game.model, el: place });
}

/** A round has been opened: its forecast is asked for, if it was not given yet. */
function begin(view) {
  const given = view.forecast && (view.forecast.round ?? view.round) === view.round;
  ui.asked = given ? null : view.round;
  Object.assign(ui, { forecast: latest(view), said: "" });
}

/** The range to begin with: the one of the last round. */
function latest({ forecast: it }) {
  return it ? { low: it.low, high: it.high } : {};
}

function lost() {
  ui.away = true;
  game?.lost();
  again();
}

function unknown(error) {
  for (const it of Object.values(mine)) if (it.read()?.token === known) it.forget();
  ui.gone = error.message;
  again();
}

function second() {
  tick(root);
  const now = ui.view ? closing(ui.view, ui.by) : "";
  if (now === ui.closing) return;
  ui.closing = now;
  again();
}

function draw() {
  const { view } = ui;
  parts.line([ui.away], () => connection(ui.away));
  if (ui.gone || !view) {
    root.classList.toggle("gone", Boolean(ui.gone));
    parts.top([ui.gone], () => h("header", { class: "alone card" }, h("h1", {}, ui.gone ? "You are not on board any more" : "One moment …"), ui.gone ? h("p", {}, ui.gone) : null, ui.gone ? h("a", { href: new URL(".", ROOT).href }, "Join a workshop") : null));
    return;
  }
  const news = headlines(view);
  document.title = `${view.team} · ${heading(view)}`;
  say([heading(view), state(view), news[0]?.headline].filter(Boolean).join(". "));
  root.dataset.phase = ui.closing ? "closing" : view.phase;
  const revealed = Boolean(view.standing || view.storm);
  const tabbed = revealed && ui.standing;
  parts.top([view.team, view.phase, view.round, view.rounds, view.closes_at, view.day, view.until, view.waiting, ui.by, ui.closing, tabbed, revealed, ui.asked, game.drafts().length, view.forecast], () => top(view, revealed, tabbed));
  parts.news(news, () => (news.length ? h("section", { class: "headline", "aria-label": "News for everybody" }, h("small", {}, "News for everybody"), news.map((it) => h("p", {}, it.headline))) : null));
  parts.drafts([game.drafts(), game.state.left_out, view.left_out, ui.away], () => drafts(view));
  parts.forecast([ui.asked, ui.forecast, ui.said, view.round, view.phase, game.model.get("screen")?.header.possible], () => forecast(view));
  parts.standing([tabbed, view.standing, view.storm, view.commitment, view.teams, ui.told], () => (tabbed ? results(view) : null));
  board();
  place.hidden = !shown || tabbed;
}

const drawing = (changes) => {
  Object.assign(ui, changes);
  again();
};

// ---- the line above

function top(view, revealed, tabbed) {
  const colour = view.teams.find((it) => it.name === view.team)?.colour ?? 0;
  return h(
    "header",
    { class: "overhead" },
    h("div", { class: "own" }, tokenOf({ name: view.team, colour }), h("div", {}, h("h1", {}, view.team), h("small", {}, view.title))),
    h("div", { class: "round" }, h("div", { class: "line" }, h("b", { class: "state" }, state(view)), h("b", {}, heading(view)), h("span", { class: "soft" }, days(view))), strip(view, view.day)),
    left(view, ui.by) === null ? null : h("div", { class: "time" }, clock(view, ui.by), h("small", {}, "left")),
    h(
      "div",
      { class: "acts" },
      h("small", { class: "handed" }, handedIn(view)),
      view.phase === "open" && ui.asked === null ? button("Forecast", () => drawing({ asked: view.round, forecast: latest(view) }), { key: "forecast", title: "In which range will the net result lie at the end?" }) : null,
      revealed ? button(tabbed ? "Board" : "Standing", () => drawing({ standing: !tabbed }), { key: "tab" }) : null,
      view.phase === "revealed" ? button("Keep your flight", save, { class: "main", key: "flight", title: "The whole flight as one file; open it in a cockpit of your own" }) : null,
      looksButton(),
    ),
  );
}

function state(view) {
  if (view.phase === "open") return OPEN[ui.closing];
  return { gathering: "Wait", closed: "Closed", revealed: "Over" }[view.phase];
}

/** How much of the round is left to fly. */
function days(view) {
  if (view.phase === "gathering") return "your mentor opens round 1; look around meanwhile";
  if (view.phase === "revealed") return "";
  const still = Math.max(0, Math.round(view.until - view.day));
  if (view.phase === "closed") return view.round < view.rounds.length ? `your mentor opens round ${view.round + 1}` : "the last round is over; the storm is revealed next";
  return still ? `${count(still, "day")} left to fly, to day ${Math.round(view.until)}` : "flown to the end of the round";
}

function handedIn(view) {
  const many = game.drafts().length;
  if (many) return `${count(many, "draft")} to hand in`;
  if (view.waiting) return `${view.waiting} handed in, being carried out`;
  return view.phase === "gathering" ? "" : "✓ everything is handed in";
}

async function save() {
  try {
    await download("api/team/flight", `${ui.view.team.replace(/[^\p{L}\p{N} -]+/gu, "").trim() || "flight"}.json`, known);
  } catch (error) {
    drawing({ told: error.message });
  }
}

// ---- drafts

/** What waits for the connection, and what could not be carried out. */
function drafts(view) {
  const waiting = game.drafts();
  const out = [...game.state.left_out, ...(view.left_out ?? [])];
  if (!waiting.length && !out.length) return null;
  const held = waiting.find((it) => it.state === "held");
  return h(
    "section",
    { class: "drafts card", "aria-label": "Drafts" },
    waiting.length ? h("h2", {}, held ? "Your drafts could not be handed in" : "Drafted, and handed in when the connection is back") : null,
    held ? h("p", { class: "bad" }, held.why) : null,
    h("ol", {}, waiting.map((it) => h("li", {}, h("span", {}, h("b", {}, it.words), h("small", {}, ` day ${it.day}`)), button("×", () => game.drop(it.id), { class: "quiet mini", "aria-label": `Take back: ${it.words}`, key: `drop ${it.id}` })))),
    held ? h("div", { class: "acts" }, button("Hand them in all the same", game.allTheSame, { class: "main", key: "all the same" }), button("Drop them", () => game.drop(), { key: "drop all" })) : null,
    out.length ? h("div", { class: "left-out" }, h("h2", {}, "Could not be carried out"), h("ul", {}, out.map((it) => h("li", {}, h("b", {}, it.words), " ", h("span", { class: "soft" }, it.why)))), game.state.left_out.length ? button("Read", game.read, { key: "read" }) : null) : null,
  );
}

// ---- the forecast

function forecast(view) {
  const possible = game.model.get("screen")?.header.possible;
  if (possible === undefined || ui.asked === null || ui.asked !== view.round || view.phase !== "open") return null;
  const high = Math.max(SMALLEST, Math.round(possible));
  const reach = { low: -Math.round(DOWN * high), high };
  ui.forecast.low ??= reach.low; // all of it, which says nothing: whoever narrows it has thought
  ui.forecast.high ??= reach.high;
  return h(
    "section",
    { class: "card forecast", "aria-label": "Your forecast" },
    h("div", { class: "title" }, h("h2", {}, `Round ${view.round}: where will you end?`), h("p", {}, "All that is delivered less all that is spent, at the very end. A range that is right in 8 of 10 cases."), button("Later", () => drawing({ asked: null }), { class: "quiet", key: "later" })),
    range({ ui: ui.forecast, reach, again, hand }),
    ui.said ? h("p", { class: "bad", role: "alert" }, ui.said) : null,
  );
}

async function hand(low, high) {
  if (ui.busy) return null;
  if (low === null || high === null || low > high) return drawing({ said: `Write two numbers, the lower one first, such as ${number(-50)} and ${number(300)}.` });
  drawing({ busy: true, said: "" });
  const same = ui.sent && ui.sent.low === low && ui.sent.high === high; // asked for twice, it counts once
  ui.sent = same ? ui.sent : { id: fresh(), low, high };
  try {
    await ask("api/team/forecasts", { token: known, method: "POST", body: ui.sent });
    ui.sent = null;
    return drawing({ busy: false, asked: null, said: "" });
  } catch (error) {
    return drawing({ busy: false, said: `Not handed in yet: ${error.message}` });
  }
}

// ---- the standing

function results(view) {
  return h(
    "section",
    { class: "card results", "aria-label": "What came of it" },
    storm(view),
    standing(view, view.team) ?? h("p", { class: "soft" }, "The standing follows: every team's decisions are flying through other storms."),
    ui.told ? h("p", { class: "bad", role: "alert" }, ui.told) : null,
  );
}
