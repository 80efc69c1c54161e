/** The cockpit's model, spoken by the service: acts go out one by one and count once; what is decided
    while there is no connection is drafted here and handed in later, in its order. */

import { fresh, kept } from "./kept.js";
import { ask, Away } from "./service.js";
import { words } from "./words.js";

const TIME = new Set(["week", "event", "end"]);
const NOW = new Set([...TIME, "undo", "look", "present", "leave_out", "go_back", "swap", "coach", "not_now"]); // make no sense later
const AGAIN = 1_500; // milliseconds until a forecast that is being made, or an act, is asked for again
const SLOWER = 1.4; // times as long with every try
const LONGEST = 8_000; // milliseconds between two tries
const LONG = 20_000; // milliseconds for what a busy service takes its time for
const NOTHING = { ahead: {}, why: {}, parts: {}, kept: {}, flight: {}, coach: { offered: false, on: false, text: "" }, born: 0 };
const DRAFTED = "drafted"; // waits for the connection
const HELD = "held"; // could not be handed in as it is: somebody has to say what becomes of it

/**
 * @param token of the team, and `name` under which its drafts are kept
 * @param told is called when drafts or the connection change
 * @param unknown is called when the service knows the token no longer
 */
export function remote({ token, name, told, unknown }) {
  const store = kept(`drafts ${name}`);
  const values = { ...NOTHING };
  const heard = {};
  const state = { view: null, away: false, stale: true, steps: 0, settled: 0, room: "", day: null, left_out: [] };
  let queue = (store.read() ?? []).map((it) => ({ ...it, state: it.state === HELD ? HELD : DRAFTED }));
  let busy = false;
  let again = null;
  let pause = AGAIN;
  let seen = 0;
  let asking = null;
  let fetching = null;
  let late = null;
  let taken = null;

  // ---- what the cockpit sees

  const put = (changes) => {
    Object.assign(values, changes);
    for (const it of Object.keys(changes)) for (const act of heard[`change:${it}`] ?? []) act();
  };
  const workshop = () => {
    const { view } = state;
    return { until: view.until, open: view.phase === "open" && values.today < view.until, ...view.allowed };
  };
  const dressed = (screen, more = {}) => {
    values.today = screen.today;
    return { can_explain: false, refused: false, ...screen, ...more, forecast: seen, foreseen: state.view.instruments.forecasts, workshop: workshop() };
  };
  /** Say something in the cockpit's last line; it also lets the cockpit know that it was heard. */
  const say = (said, refused = false) => values.screen && put({ screen: dressed(values.screen, { said, refused }) });
  const keep = () => {
    store.write(queue);
    told();
  };

  /** Show a screen that has come. */
  function take(answer) {
    state.steps = answer.steps ?? state.steps;
    seen += 1;
    const refused = typeof answer.refused === "string" && answer.refused ? { said: answer.refused, refused: true } : {};
    put({ screen: dressed(answer.screen, refused), ...(answer.coach ? { coach: answer.coach } : {}) });
    foresee();
  }

  /** Fetch the screen anew; one request at a time answers all who ask meanwhile. */
  async function refresh(said = "") {
    fetching ??= ask("api/team/screen", { token, patience: LONG }).finally(() => (fetching = null));
    const mine = fetching;
    const answer = await mine;
    if (mine !== taken) take({ steps: state.view.steps, ...answer });
    taken = mine;
    if (said) say(said, true);
  }

  /** Ask for the forecast of this screen until it is whole; an older one is not waited for. */
  async function foresee() {
    asking?.abort();
    const mine = (asking = new AbortController());
    if (!state.view.instruments.forecasts || values.screen.over) return put({ ahead: {} });
    const number = seen;
    for (let wait = AGAIN; !mine.signal.aborted; wait = Math.min(SLOWER * wait, LONGEST)) {
      const found = await ask("api/team/ahead", { token, patience: LONG }).catch(() => ({}));
      if (mine.signal.aborted) return null;
      if (found.futures) put({ ahead: { day: values.screen.today, ...found, forecast: number } });
      if (found.futures && found.futures >= found.of) return null;
      await new Promise((done) => setTimeout(done, wait));
    }
    return null;
  }

  /** Whether the flight stands elsewhere than the screen shows, by somebody else's doing. */
  function elsewhere(view) {
    const own = view.steps === state.steps && state.settled !== view.steps; // the first view after an act of ours
    const room = JSON.stringify([view.phase, view.round, view.injects.length, view.instruments, view.allowed]);
    const moved = view.steps !== state.steps || room !== state.room || (!own && view.day !== state.day);
    Object.assign(state, { settled: view.steps, room, day: view.day });
    return moved;
  }

  /** Fetch the screen until it is there; then hand in what waits. */
  async function catchUp() {
    clearTimeout(late);
    try {
      if (state.stale) await refresh();
      state.stale = false;
    } catch (error) {
      if (error instanceof Away) late = setTimeout(catchUp, Math.max(error.wait, AGAIN));
      else unknown(error);
      return;
    }
    told();
    run();
    if (JSON.stringify(workshop()) !== JSON.stringify(values.screen.workshop)) put({ screen: dressed(values.screen) });
  }

  // ---- what the cockpit sends

  function send(message) {
    if (queue.some((it) => it.state === HELD)) return say("First say what becomes of your drafts, above.", true);
    if (state.away && NOW.has(message.do)) return say(TIME.has(message.do) ? "Time passes again when the connection is back. What you decide now is drafted." : "That has to wait until the connection is back.", true);
    const it = { id: fresh(), message, words: words(message, values.screen), day: Math.round(values.screen.today), after: queue.length ? null : state.steps, state: state.away ? DRAFTED : "" };
    queue.push(it);
    keep(); // before it is sent: whatever happens, it is not lost
    if (state.away) say(`Drafted: ${it.words}. It is handed in when the connection is back.`);
    return run();
  }

  /** Hand in what waits, one after the other. */
  async function run() {
    if (busy || !queue.length || queue[0].state === HELD) return;
    busy = true;
    clearTimeout(again);
    try {
      while (queue.length) await handIn(queue[0]);
      pause = AGAIN;
    } catch (error) {
      await stopped(error);
    } finally {
      busy = false;
    }
  }

  async function handIn(it) {
    const answer = await ask("api/team/acts", { token, method: "POST", body: { id: it.id, after: it.after ?? state.steps, message: it.message } });
    queue = queue.filter((one) => one !== it);
    if (queue.length) queue[0].after = answer.steps;
    if (answer.refused && it.state === DRAFTED) state.left_out.push({ words: it.words, why: answer.refused });
    state.away = false;
    take(answer);
    keep();
  }

  async function stopped(error) {
    if (error instanceof Away) return later(error);
    if (error.unknown) return unknown(error);
    const drafted = queue[0]?.state === DRAFTED;
    queue = drafted ? queue.map((it) => ({ ...it, state: HELD, why: error.message })) : [];
    keep();
    return refresh(error.message).catch(() => say(error.message, true));
  }

  /** No answer: what waits is a draft now, and is tried again by itself. */
  function later(error) {
    queue.forEach((it) => Object.assign(it, { state: DRAFTED }));
    keep();
    say(error.wait ? error.message : `${error.message} What you have done is drafted, and handed in by itself.`, true);
    again = setTimeout(run, Math.max(error.wait, pause));
    pause = Math.min(2 * pause, LONGEST);
  }

  const model = {
    get: (it) => values[it],
    set: (it, value) => put({ [it]: value }),
    save_changes: () => {},
    send,
    on: (it, act) => (heard[it] ??= []).push(act),
    off: (it, act) => (heard[it] = (heard[it] ?? []).filter((one) => one !== act)),
  };

  return {
    model,
    state,
    drafts: () => queue.filter((it) => it.state),
    /** What the stream tells: others of the team may have acted, the mentor may have led on. */
    follow(view) {
      if (!values.screen || (!busy && !queue.length && elsewhere(view))) state.stale = true;
      Object.assign(state, { view, away: false });
      values.flight = { words: `The storm is sealed: ${view.commitment}`, place: view.commitment };
      return catchUp();
    },
    lost() {
      state.away = true;
      told();
    },
    /** Hand in what is held all the same, on today's screen. */
    allTheSame() {
      queue = queue.map((it) => ({ ...it, state: DRAFTED, after: null, why: "" }));
      keep();
      run();
    },
    /** Take a draft back, or all of them. */
    drop(id = null) {
      const [first] = queue;
      queue = id === null ? [] : queue.filter((it) => it.id !== id);
      if (queue.length && queue[0] !== first) queue[0].after = first.after ?? state.steps;
      keep();
    },
    /** Whoever has read what was left out needs it no longer. */
    read() {
      state.left_out = [];
      told();
    },
  };
}
