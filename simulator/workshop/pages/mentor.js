/** The mentor's page: all teams at a glance, and everything that a room is led with; works on a phone. */

import { count, h } from "../front/dom.js";
import { standing, storm } from "../front/tiers.js";
import { bar } from "./bar.js";
import { closing, tick } from "../front/clock.js";
import { connection, looks, looksButton, page, part } from "./drawing.js";
import { gate, home } from "./home.js";
import { fromFragment, kept } from "./kept.js";
import { levers } from "./levers.js";
import { rows } from "./rows.js";
import { ask, Away, download, live, Refused, ROOT } from "./service.js";

const TICK = 250; // milliseconds
const FLOWN_ON = "Results here are those of flights flown on until nothing happens any more, with no more decisions. What a team has today stands in its row above.";
const WHILE = 15_000; // milliseconds until “how long ago” is looked at again
const secret = kept("mentor", "sessionStorage");
const ui = { code: "", view: null, list: null, offices: null, by: 0, away: false, said: "", refused: false, busy: false, closing: "", ask: "", make: {}, inject: {}, key: null, now: 0 };
let end = () => {};

looks();
const { root, again, say } = page("mentor", draw);
const parts = { line: part(root, "p"), top: part(root, "header"), said: part(root, "p"), main: root.appendChild(h("div", { class: "main-column" })), side: root.appendChild(h("div", { class: "side" })), foot: part(root, "footer") };
parts.teams = part(parts.main, "section");
parts.tiers = part(parts.main, "section");
const side = Object.fromEntries(["inject", "switches", "standing", "home", "audit"].map((it) => [it, part(parts.side, "section")]));

// ---- where we are: the secret is missing, all workshops, or one of them

function set(changes) {
  Object.assign(ui, changes);
  again();
}

function enter(text) {
  secret.write(text);
  set({ said: "", refused: false });
  follow();
}

/** Show what the address says. */
async function follow() {
  end();
  end = () => {};
  const code = new URLSearchParams(location.search).get("workshop") ?? "";
  set({ code, view: null, list: null, away: false, ask: "", key: null, inject: {} });
  if (code) end = live(at("/live"), { token: secret.read(), heard, lost: () => set({ away: true }), gone });
  else await tried(async () => set({ list: await asked("api/workshops"), offices: ui.offices ?? (await asked("api/offices")) }));
}

function go(code) {
  const address = new URL(location.href);
  if (code) address.searchParams.set("workshop", code);
  else address.searchParams.delete("workshop");
  history.pushState(null, "", address);
  set({ said: "", refused: false });
  return follow();
}

const heard = (view, by = ui.by) => set({ view, by, away: false });

function gone(error) {
  if (error.unknown) secret.forget();
  set({ said: error.message, refused: true, view: null, list: null });
}

// ---- speaking to the service

const at = (door) => `api/workshops/${encodeURIComponent(ui.code)}${door}`;
const asked = (path, how = {}) => ask(path, { token: secret.read(), ...how });

/** Try something; what goes wrong is a sentence on the page. */
async function tried(work) {
  try {
    await work();
    return true;
  } catch (error) {
    if (!(error instanceof Refused || error instanceof Away)) throw error;
    if (error.unknown) gone(error);
    else set({ said: error.message, refused: true });
    return false;
  }
}

/** Do something, one thing at a time, and say what was done. */
async function attempt(work, words = "") {
  if (ui.busy) return;
  ui.busy = true;
  const done = await tried(work).finally(() => (ui.busy = false));
  if (done) set({ said: words, refused: false });
}

const acts = {
  set,
  again,
  go,
  enter,
  address: (path) => new URL(path, ROOT).href,
  /** Something about this workshop; the answer is its view. */
  tell: (door, body, words, method = "POST") =>
    attempt(async () => {
      const view = await asked(at(door), { method, body });
      if (view.code === ui.code) heard(view);
      set({ ask: "" });
    }, words),
  make: (body) => attempt(async () => go((await asked("api/workshops", { method: "POST", body })).code), "The workshop is ready. Put its page on the big screen."),
  key: (name) => attempt(async () => set({ ask: "", key: { name, token: (await asked(at(`/teams/${encodeURIComponent(name)}/token`), { method: "POST" })).token } }), `A new key for ${name}; the old one holds no longer.`),
  keep: (file) => attempt(() => download(at(`/export/${file}`), `${ui.code}-${file}`, secret.read())),
  remove: () =>
    attempt(async () => {
      await asked(at(""), { method: "DELETE" });
      go("");
    }, `The workshop ${ui.code} is deleted, with everything in it.`),
};

// ---- drawing

function second() {
  tick(root);
  const now = ui.view ? closing(ui.view, ui.by) : "";
  const later = Math.floor(Date.now() / WHILE);
  if (now === ui.closing && later === ui.now) return;
  set({ closing: now, now: later });
}

function draw() {
  const { view } = ui;
  root.classList.toggle("console", Boolean(view));
  root.dataset.phase = view ? (ui.closing ? "closing" : view.phase) : "";
  parts.line([ui.away], () => connection(ui.away));
  parts.said([ui.said, ui.refused], () => h("p", { class: ui.refused ? "said bad" : "said", hidden: !ui.said, role: ui.refused ? "alert" : "status" }, ui.said));
  parts.foot([], () => h("footer", {}, looksButton()));
  parts.side.hidden = !view;
  if (view) return drawConsole(view);
  for (const it of Object.values(side)) it(null, () => null);
  parts.teams(null, () => null);
  parts.tiers(null, () => null);
  document.title = "Workshops";
  if (!secret.read()) return parts.top("gate", () => gate(acts));
  return parts.top([ui.list, ui.offices, ui.make, ui.code], () => home(ui, acts));
}

function drawConsole(view) {
  document.title = `${view.title} · ${view.code}`;
  const wanting = view.teams.filter((it) => it.flags.length).length;
  say(wanting ? `${count(wanting, "team")} may need you` : "");
  parts.top([view.code, view.title, view.office, view.level, view.phase, view.round, view.rounds, view.closes_at, view.teams.map((it) => it.round_done), ui.ask, ui.closing, ui.by], () => bar(ui, acts));
  parts.teams([view.teams, view.phase, view.round, ui.ask, ui.key, ui.now], () => rows(ui, acts));
  parts.tiers([view.standing, view.storm, view.teams.map((it) => [it.name, it.colour])], () => (view.standing ? h("section", { class: "card tiers-card" }, h("h2", {}, "The standing"), h("p", { class: "soft" }, FLOWN_ON), standing(view), storm(view)) : null));
  const drawn = levers(ui, acts);
  side.inject([view.kinds, view.injects, view.prepared, ui.inject, view.phase], drawn.inject);
  side.switches([view.instruments, view.allowed], drawn.switches);
  side.standing([view.phase, view.shown, Boolean(view.standing), view.scoring, ui.ask], drawn.standing);
  side.home([view.code, view.phase, ui.ask], drawn.home);
  side.audit([view.audit, ui.now], drawn.audit);
}

// ---- off we go

const given = fromFragment();
if (given) secret.write(given);
addEventListener("hashchange", () => {
  const it = fromFragment();
  if (it) enter(it);
});
addEventListener("popstate", follow);
setInterval(second, TICK);
again();
if (secret.read()) follow();
