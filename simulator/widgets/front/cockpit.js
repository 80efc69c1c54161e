/** The cockpit: arranges the regions, remembers what is open, and lives in its page. */

import { banner, outside } from "./banner.js";
import { board } from "./board.js";
import { coach, coachLines } from "./coach.js";
import { compare } from "./compare.js";
import { debrief } from "./debrief.js";
import { glide, h, redraw } from "./dom.js";
import { footer } from "./footer.js";
import { header } from "./header.js";
import { forgetHints } from "./hint.js";
import { news } from "./news.js";
import { people } from "./people.js";
import { pressing } from "./press.js";
import { risks } from "./risks.js";
import { rules } from "./rules.js";
import { side } from "./side.js";
import { start } from "./start.js";
import { timeline } from "./timeline.js";

const SETTLE = 400; // milliseconds in which several moves in the line become one decision
const PATIENCE = 10_000; // milliseconds without an answer, after which the kernel is thought gone
const YOUNG = 8_000; // milliseconds in which a cockpit may scroll itself into view
const TWO_LINES = 32; // pixels: a lower row has its name only
const LATER = ["ahead", "why", "parts", "kept", "flight", "coach"]; // what comes when it is made
const KEYS = { n: "week", e: "event", u: "undo" };

/** What is shown, on the longer of the two axes: the plan's, and that of the forecast. */
function onAxis(state, ahead) {
  const longer = ahead.horizon > state.horizon && ahead.day === state.today;
  return longer ? { ...state, horizon: ahead.horizon, ticks: ahead.ticks } : state;
}

function render({ model, el }) {
  const ui = { project: null, wide: 560, high: 14, beside: 300, tight: false, compared: true };
  const root = h("div", { class: "pmo cockpit", "data-lm-suppress-shortcuts": "true", tabindex: "-1" });
  el.append(root);

  const voice = h("p", { class: "unseen voice", role: "status", "aria-live": "polite" }); // never drawn anew
  root.append(h("div"), voice);
  let lost = null;
  let settling = null;
  let held = false;
  let due = false;

  const send = (message) => {
    clearTimeout(lost);
    lost = setTimeout(() => root.classList.add("lost"), PATIENCE);
    root.setAttribute("aria-busy", "true");
    try {
      model.send(message);
    } catch {
      root.classList.add("lost"); // whoever should hear it is gone
    }
  };
  const set = (changes) => {
    if ("project" in changes) ui.sure = null; // whoever looks elsewhere was not sure
    Object.assign(ui, changes);
    draw();
  };
  /** Move a project in the line; several moves in a row are one decision. */
  const move = (id, place) => {
    const order = (ui.order ?? model.get("screen").rows.map((row) => row.id)).filter((it) => it !== id);
    order.splice(place, 0, id);
    clearTimeout(settling);
    settling = setTimeout(() => send({ do: "order", projects: order, moved: id }), SETTLE);
    set({ order });
  };
  /** Draw nothing while a row is being dragged. */
  const hold = (on) => {
    held = on;
    if (!on && due) draw();
  };
  const finger = pressing(root, () => due && draw());

  function context() {
    const ahead = model.get("ahead");
    const state = onAxis(model.get("screen"), ahead);
    const compared = state.compared && ui.compared ? state.compared : null;
    if (ui.project && !state.details?.some((it) => it.id === ui.project)) ui.project = null;
    return {
      state,
      ui,
      send,
      set,
      move,
      hold,
      ahead: ahead.futures ? ahead : null,
      stale: ahead.day !== state.today || ahead.forecast !== state.forecast,
      why: model.get("why").sentences ?? null,
      parts: model.get("parts").sections ? model.get("parts") : null,
      kept: model.get("kept").title ? model.get("kept") : null,
      flight: model.get("flight"),
      coach: model.get("coach"),
      ghosts: compared ? new Map(compared.ghosts.map((it) => [it.id, it])) : null,
      compared,
    };
  }

  /** Draw what has come from the kernel, but not under a finger or a row that is being dragged. */
  function follow() {
    if (held || finger.now()) due = true;
    else draw();
  }

  function draw() {
    if (held) {
      due = true;
      return;
    }
    due = false;
    forgetHints(root);
    const now = context();
    const words = (!now.kept && now.coach.on && now.coach.text) || "";
    if (voice.textContent !== words) voice.textContent = words; // or it would be read out again
    glide(root, () => redraw(root.firstElementChild, drawn(now)));
    measure();
  }

  /** Before its first screen has come, a remote cockpit has one sentence only. */
  function drawn(now) {
    if (now.kept) return h("div", {}, start(now));
    if (!now.state.header) return h("p", { class: "card waits-for-first", role: "status" }, now.state.said);
    return regions(now);
  }

  function regions(now) {
    const { state } = now;
    const showing = ui.debrief && state.over && !state.banner;
    return h(
      "div",
      { class: `regions ${state.banner ? "in-the-past" : ""} ${showing ? "at-the-end" : ""}` },
      h("div", { class: "top" }, header(now), banner(now), outside(now), h("p", { class: "gone-away", role: "alert" }, state.workshop ? "The workshop has had no answer for a while. Your flight is kept, and goes on where you were." : "The cockpit has had no answer for a while. If the notebook was restarted, run its cell again: your flight is kept, and goes on where you were.")),
      h("div", { class: "card centre" }, showing ? debrief(now) : [board(now), people(now), timeline(now), coach(now)], ui.rules && !showing ? rules(now) : null, footer(now)),
      showing ? null : h("div", { class: "aside" }, ...beside(now)),
    );
  }

  function beside(now) {
    if (now.compared && !ui.project) return [compare(now), news(now)];
    if (ui.project) return [side(now), risks(now)];
    return [news(now), risks(now)];
  }

  // ---- living in a page

  /** How wide the axis of days is: what is drawn in dots depends on it. */
  function measure() {
    const frame = root.querySelector(".rows .bars");
    const row = root.querySelector(".rows .row");
    const wide = frame?.clientWidth || ui.wide;
    const tall = row?.clientHeight ?? 30;
    const high = Math.max(8, Math.min(20, Math.round(tall * 0.42)));
    const tight = tall < TWO_LINES;
    const beside = root.querySelector(".aside")?.clientWidth || ui.beside;
    if (Math.abs(wide - ui.wide) < 2 && beside === ui.beside && high === ui.high && tight === ui.tight) return;
    Object.assign(ui, { wide, high, tight, beside });
    requestAnimationFrame(draw);
  }

  const scroller = () => el.closest(".jp-WindowedPanel-outer") || el.closest(".jp-Notebook, .cockpit-room");
  function fit() {
    const frame = scroller();
    const room = (frame ? frame.clientHeight : innerHeight) - 14;
    root.style.setProperty("--lines", coachLines(root.clientWidth));
    root.style.setProperty("--high", `${Math.max(540, Math.min(room, 1600))}px`);
    measure();
  }
  const watch = new ResizeObserver(fit);
  requestAnimationFrame(() => {
    watch.observe(scroller() || document.documentElement);
    watch.observe(root);
    fit();
  });

  // Shift+Enter scrolls past the cell that was run: come back, but only if it was run just now.
  if (Date.now() - model.get("born") < YOUNG) {
    const home = () => root.scrollIntoView({ block: "nearest", behavior: "instant" });
    for (const wait of [0, 60, 160, 400, 800]) setTimeout(home, wait);
  }

  /** Close what lies on top; the focus goes back to what opened it. */
  function close() {
    const open = [
      [ui.priority, { priority: false }, "priority"],
      [ui.taken ?? null, { taken: null }, `taken ${ui.taken}`],
      [ui.day ?? null, { day: null }, "look back"],
      [ui.rules, { rules: false, rulesChosen: {} }, "rules"],
      [ui.project, { project: null }, `row ${ui.project}`],
    ].find(([it]) => it !== null && it !== false && it !== undefined);
    if (root.querySelector(".hint")) return forgetHints(root);
    if (!open) return;
    set(open[1]);
    root.querySelector(`[data-key="${CSS.escape(open[2])}"]`)?.focus({ preventScroll: true });
  }

  // A menu closes by a click beside it; the click does what it does all the same.
  root.addEventListener("click", (event) => {
    const open = ui.priority || (ui.taken ?? null) !== null || (ui.day ?? null) !== null;
    if (open && !event.target.closest(".menu, .priority, .timeline")) set({ priority: false, taken: null, day: null });
  });

  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return close();
    const typing = event.target.closest("input, select, textarea, [contenteditable]");
    const act = KEYS[event.key.toLowerCase()];
    if (!act || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (act !== "undo" && model.get("screen").over) return;
    event.preventDefault();
    send({ do: act });
  });

  let told = model.get("screen");
  const renewed = () => {
    clearTimeout(lost);
    root.classList.remove("lost");
    root.removeAttribute("aria-busy");
    const state = model.get("screen");
    const moved = state.today !== told.today;
    Object.assign(ui, { order: null, sure: null, asked: null, was: moved && !state.banner && !told.banner ? told : null });
    if (state.compared && state.said !== told.said) ui.compared = true;
    if (state.over && !told.over) ui.debrief = false;
    told = state;
    follow();
  };
  model.on("change:screen", renewed);
  for (const name of LATER) model.on(`change:${name}`, follow);
  draw();
  return () => {
    model.off("change:screen", renewed);
    for (const name of LATER) model.off(`change:${name}`, follow);
    finger.end();
    watch.disconnect();
    clearTimeout(lost);
    clearTimeout(settling);
  };
}

export default { render };
