/** The projector page: the state of a round in a second, from five metres. */

import { count, h } from "../front/dom.js";
import { standing, storm } from "../front/tiers.js";
import { token } from "../front/token.js";
import { clock, closing, left, OPEN, tick } from "../front/clock.js";
import { connection, looks, looksButton, page, part } from "./drawing.js";
import { headlines, heading, strip } from "./rounds.js";
import { live, ROOT } from "./service.js";

const TICK = 250; // milliseconds
const SOME_COLUMNS = 5; // with names below tokens
const MANY_COLUMNS = 6; // with names beside them
const CODE = decodeURIComponent(location.pathname.split("/").pop());
const ui = { view: null, by: 0, away: false, gone: "", closing: "" };

looks();
const { root, again, say } = page("projector", draw);
const parts = { line: part(root, "p"), band: part(root, "header"), news: part(root, "section"), middle: part(root, "section"), foot: part(root, "footer") };

live(`api/rooms/${encodeURIComponent(CODE)}/live`, {
  heard: (view, by) => {
    Object.assign(ui, { view, by, away: false, gone: "" });
    again();
  },
  lost: () => {
    ui.away = true;
    again();
  },
  gone: (error) => {
    ui.gone = error.message;
    again();
  },
});
setInterval(() => {
  tick(root);
  const now = ui.view ? closing(ui.view, ui.by) : "";
  if (now !== ui.closing) {
    ui.closing = now;
    again();
  }
}, TICK);
again();

function draw() {
  const { view } = ui;
  parts.line([ui.away], () => connection(ui.away));
  if (!view || ui.gone) {
    parts.middle([ui.gone], () => h("section", { class: "middle alone" }, h("h1", {}, ui.gone ? "This workshop is not here" : "One moment …"), h("p", {}, ui.gone)));
    return;
  }
  const news = headlines(view);
  document.title = `${heading(view)} · ${view.title}`;
  say([heading(view), state(view), news[0]?.headline].filter(Boolean).join(". "));
  root.dataset.phase = ui.closing ? "closing" : view.phase;
  root.dataset.size = size(view.teams.length);
  parts.band([view.phase, view.round, view.rounds, view.closes_at, ui.by, ui.closing, view.title], () => band(view));
  parts.news(news, () => headline(news));
  parts.middle([view.phase, view.teams, view.standing, view.storm, view.commitment, view.code, view.address, view.office, view.story], () => middle(view));
  parts.foot([view.code, view.title, view.phase, view.storm, view.commitment], () => foot(view));
}

const size = (many) => (many <= 4 ? "few" : many <= 15 ? "some" : "many");

/** What everybody has to know: which round, open or closed, and how long still. */
function band(view) {
  const still = left(view, ui.by);
  return h(
    "header",
    { class: "band" },
    h("div", { class: "which" }, h("h1", {}, view.storm ? "You all had the same storm." : heading(view)), below(view)),
    h("p", { class: "state" }, state(view)),
    still === null ? null : h("div", { class: "time" }, clock(view, ui.by), h("small", {}, "left")),
  );
}

function below(view) {
  if (view.phase === "gathering") return h("p", {}, view.title);
  return view.phase === "revealed" ? null : strip(view);
}

function state(view) {
  if (view.phase === "gathering") return "Join now";
  if (view.phase === "open") return OPEN[ui.closing];
  return view.phase === "closed" ? "Closed" : "";
}

function headline(news) {
  if (!news.length) return null;
  return h("section", { class: "headline", "aria-label": "News for everybody" }, h("small", {}, "News for everybody"), h("p", {}, news[0].headline), news.length > 1 ? h("ul", {}, news.slice(1).map((it) => h("li", {}, it.headline))) : null);
}

function middle(view) {
  if (view.standing) return h("section", { class: "middle shown" }, storm(view), standing(view));
  if (view.phase === "revealed") return h("section", { class: "middle shown waiting" }, storm(view), h("p", { class: "big-line" }, "The standing follows: every team's decisions are flying through other storms."));
  if (view.phase === "gathering") return gathering(view);
  return h("section", { class: "middle" }, done(view), teams(view));
}

/** The join code, as large as it goes, and who is here already. */
function gathering(view) {
  return h(
    "section",
    { class: "middle gathering" },
    h("p", { class: "where" }, "On your laptop: ", h("b", {}, address(view))),
    h("p", { class: "code", "aria-label": `Join code ${[...view.code].join(" ")}` }, view.code),
    h("p", { class: "office" }, view.office, h("small", {}, view.story)),
    view.teams.length ? teams(view) : h("p", { class: "big-line soft" }, "No team is here yet."),
  );
}

const address = (view) => (view.address || `${location.host}${ROOT.pathname}`).replace(/^https?:\/\//, "").replace(/\/$/, "");

function done(view) {
  const many = view.teams.filter((it) => it.done).length;
  const all = view.teams.length;
  if (!all) return null;
  return h("p", { class: "big-line" }, many === all ? `All ${count(all, "team")} are done` : `${many} of ${count(all, "team")} ${many === 1 ? "is" : "are"} done`);
}

/** One token a team. */
function teams(view) {
  const many = view.teams.length;
  const columns = size(many) === "many" ? MANY_COLUMNS : Math.min(SOME_COLUMNS, many);
  return h(
    "ul",
    { class: "tokens", "aria-label": "Teams", style: `--columns:${columns};--lines:${Math.ceil(many / columns)}` },
    view.teams.map((it) => {
      const over = it.done && view.phase !== "gathering";
      return h("li", { class: over ? "over" : "" }, token({ ...it, done: over }), h("b", {}, it.name), view.phase === "gathering" ? null : h("small", {}, over ? "done" : "flying"));
    }),
  );
}

function foot(view) {
  return h("footer", { class: "foot" }, view.phase === "gathering" ? null : [h("span", {}, view.title), h("span", {}, "Join code ", h("b", {}, view.code))], h("span", { class: "seal" }, view.storm ? "As promised: " : "The storm is sealed: ", h("code", {}, view.commitment)), looksButton());
}
