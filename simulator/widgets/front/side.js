/** The chosen project: its finish in fifty futures, promise, worth, sponsor, work, and decisions. */

import { button, h, money, number } from "./dom.js";
import { dots, quantiles } from "./dots.js";
import { hint } from "./hint.js";
import { at } from "./scale.js";

const DOTS = 50;
const SIZE = 6; // pixels across
const HEIGHT = 66; // pixels of the picture of futures
const EDGES = 24; // pixels beside it
const DOUBLE = 600; // milliseconds in which a second click belongs to the first

export function side(context) {
  const { state, ui, set } = context;
  const row = state.rows.find((it) => it.id === ui.project);
  const it = state.details.find((found) => found.id === ui.project);
  const outlook = state.banner ? null : context.ahead?.projects.find((found) => found.id === ui.project);
  return h(
    "section",
    { class: "card side", "aria-label": row.name, "data-scroll": "side" },
    h("div", { class: "title" }, h("h3", {}, row.name), button("×", () => set({ project: null }), { class: "quiet mini", "aria-label": "Close this project", key: "close project" })),
    h("p", { class: "soft" }, [it.sponsor, mood(row, outlook)].filter(Boolean).join(", ")),
    outlook ? finish(row, it, outlook, context) : h("p", {}, it.promise),
    it.choices.length ? h("div", { class: "acts" }, ...it.choices.map((choice) => decide(choice, it, row, context))) : null,
    h("p", {}, it.worth),
    h("p", { class: "soft" }, `${it.done}, ${money(it.spent)} spent on it.`),
    it.after.length ? h("p", { class: "fair" }, `Waits for ${it.after.join(", ")} to be delivered.`) : null,
    h("ul", { class: "work" }, ...it.work.map((work) => h("li", { class: work.waits ? "waits" : "now" }, h("i", { "aria-hidden": "true" }), h("span", {}, h("b", {}, work.name), " ", work.waits ? "waits " : "", h("small", {}, work.line))))),
    h("p", { class: "soft" }, it.story),
  );
}

/** How the sponsor takes it: by the promise and what is likely to become of it. */
function mood(row, outlook) {
  if (row.finish !== null) return row.due !== null && row.finish > row.due ? "disappointed" : "content";
  if (!outlook || outlook.chance === null) return "";
  return { good: "content", fair: "uneasy", bad: "alarmed" }[outlook.tone];
}

/** Fifty futures, and the promise as a line that can be dragged: what if we promised another day? */
function finish(row, it, outlook, { state, ui, set, stale }) {
  const days = quantiles(outlook.finish, DOTS);
  const known = days.filter((day) => day !== null);
  const first = Math.min(...known, row.due ?? Infinity, state.today);
  const last = Math.max(...known, row.due ?? 0, first + 10) + 5;
  const width = last - first;
  const asked = ui.asked?.id === row.id ? ui.asked.day : row.due;
  const share = asked === null ? null : days.filter((day) => day !== null && day <= asked).length / days.length;
  const shown = days.map((day) => (day === null ? null : day - first));
  const picture = h("div", { class: `dots large ${stale ? "stale" : ""}`, "aria-hidden": "true" }, ...dots(shown, { horizon: width, width: ui.beside - EDGES, height: HEIGHT, size: SIZE, due: asked === null ? null : asked - first }));
  const line = asked === null ? null : promise(asked, first, width, last, (day) => set({ asked: { id: row.id, day } }));
  return h(
    "div",
    { class: "finish-field" },
    h("p", {}, sentence(row, asked, share, it)),
    h("div", { class: "frame" }, picture, line),
    h("div", { class: "ends" }, h("small", {}, `day ${Math.round(first)}`), h("small", {}, "each dot is one of 50 futures"), h("small", {}, `day ${Math.round(last)}`)),
  );
}

function sentence(row, asked, share, it) {
  if (share === null) return it.promise;
  const of = `${number(50 * share)} of 50 futures keep it`;
  if (asked === row.due) return `${it.promise} ${of}.`;
  return `If day ${Math.round(asked)} had been promised: ${of}.`;
}

function promise(asked, first, width, last, ask) {
  const line = h("button", {
    type: "button",
    class: "promise",
    "data-key": "promise",
    style: `left:${at(asked - first, width)}%`,
    role: "slider",
    "aria-label": "What if we promised this day?",
    "aria-valuemin": Math.round(first),
    "aria-valuemax": Math.round(last),
    "aria-valuenow": Math.round(asked),
    "aria-valuetext": `day ${Math.round(asked)}`,
    title: "Drag it, or use the arrow keys: what if we promised another day?",
  });
  const within = (day) => Math.max(first, Math.min(last, Math.round(day)));
  line.addEventListener("pointerdown", (event) => {
    // the line is drawn anew while it is dragged, so its frame listens
    const frame = line.parentElement.getBoundingClientRect();
    const follow = (moved) => ask(within(first + (width * (moved.clientX - frame.left)) / frame.width));
    const stop = () => {
      removeEventListener("pointermove", follow);
      removeEventListener("pointerup", stop);
    };
    addEventListener("pointermove", follow);
    addEventListener("pointerup", stop);
    event.preventDefault();
    line.focus();
  });
  line.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
    if (!by) return;
    event.preventDefault();
    ask(within(asked + by));
  });
  return line;
}

function decide(choice, it, row, { ui, set, send }) {
  const key = `${choice.verb} ${it.id}`;
  const sure = ui.sure === key;
  const act = () => {
    if (choice.verb === "cancel" && !sure) return set({ sure: key, asked_at: performance.now() });
    if (sure && performance.now() - ui.asked_at < DOUBLE) return null;
    set({ sure: null });
    send({ do: "project", verb: choice.verb, project: it.id });
  };
  const label = sure ? "Really cancel it" : choice.label;
  return hint(button(label, act, { key, class: sure ? "bad" : "", "aria-label": [`${label} ${row.name}`, choice.does].filter(Boolean).join(": ") }), () => [`${choice.label} ${row.name}`, choice.does].filter(Boolean));
}
