/** The timeline: every decision on its day; each can be changed, left out, or begun again from. */

import { button, h } from "./dom.js";
import { icon } from "./icons.js";
import { at } from "./scale.js";

const WIDE = 21; // pixels that a decision takes

export function timeline(context) {
  const { state, ui, set, send } = context;
  const look = (event) => {
    if (event.target !== event.currentTarget) return;
    if (!replays(state)) return;
    const box = event.currentTarget.getBoundingClientRect();
    const day = Math.round((state.horizon * (event.clientX - box.left)) / box.width);
    set({ day: Math.max(0, Math.min(day, Math.floor(state.today))), taken: null });
  };
  return h(
    "section",
    { class: "timeline", "aria-label": "Your decisions" },
    h("div", { class: "who" }, h("b", {}, "Decisions"), h("small", {}, state.timeline.length || "none yet")),
    h(
      "div",
      { class: "time", onclick: look, title: replays(state) ? "Click a day of the past to decide something there" : null },
      ...apart(state, ui.wide).map(([it, left]) => mark(it, left, ui, set)),
      ui.day !== null && ui.day !== undefined ? h("i", { class: "day", style: `left:${at(ui.day, state.horizon)}%` }) : null,
    ),
    h("div", { class: "out" }, state.today > 0 && replays(state) ? button("Look back", () => set({ day: Math.max(0, Math.floor(state.today) - 5), taken: null }), { class: "mini", key: "look back", title: "Decide something on a day of the past" }) : null),
    popover(context, send),
  );
}

/** In a workshop only who leads it can let a past day be decided otherwise. */
const replays = (state) => state.workshop?.replay !== false;

/** Each decision with its place in pixels; those of one day stand beside each other. */
function apart(state, wide) {
  let last = -WIDE;
  return state.timeline.map((it) => {
    last = Math.max((at(it.at, state.horizon) * wide) / 100, last + WIDE);
    return [it, last];
  });
}

function mark(it, left, ui, set) {
  return h(
    "button",
    {
      type: "button",
      class: `taken ${ui.taken === it.number ? "chosen" : ""}`,
      style: `left:${left.toFixed(1)}px`,
      "data-key": `taken ${it.number}`,
      title: `Day ${it.day}: ${it.text}`,
      "aria-label": `Decision ${it.number + 1}, day ${it.day}: ${it.text}`,
      onclick: () => set({ taken: ui.taken === it.number ? null : it.number, day: null }),
    },
    icon(it.kind),
  );
}

function popover({ state, ui, set }, send) {
  const it = state.timeline.find((found) => found.number === ui.taken);
  const closed = () => set({ taken: null, day: null });
  const act = (message) => () => {
    send(message);
    closed();
  };
  const close = button("×", closed, { class: "quiet mini", "aria-label": "Close", key: "close decision" });
  if (it) {
    return h(
      "div",
      { class: "card menu over", role: "group", "aria-label": "This decision" },
      h("div", { class: "title" }, h("b", {}, `Day ${it.day}: ${it.text}`), close),
      it.reason ? h("p", { class: "soft" }, `“${it.reason}”`) : null,
      !replays(state) ? null : h(
        "div",
        { class: "acts" },
        button("Decide something else", act({ do: "look", number: it.number }), { class: "main", key: "change decision", title: "Go to that day; what you decide there takes its place, and the rest is replayed" }),
        button("Replay without it", act({ do: "leave_out", number: it.number }), { key: "leave out", title: "The same luck, without this decision" }),
        button("Fly on from that day", act({ do: "go_back", number: it.number }), { key: "go back", title: "Take up the flight on that day, without this decision and all later ones" }),
      ),
    );
  }
  if (ui.day === null || ui.day === undefined) return null;
  const move = (event) => set({ day: Math.max(0, Math.min(Math.floor(state.today), Number(event.target.value) || 0)) });
  return h(
    "div",
    { class: "card menu over", role: "group", "aria-label": "A day of the past" },
    h("div", { class: "title" }, h("label", {}, "Day ", h("input", { type: "number", min: 0, max: Math.floor(state.today), value: ui.day, "data-key": "past day", oninput: move })), close),
    h("div", { class: "acts" }, button("Decide something more on that day", act({ do: "look", day: ui.day }), { class: "main", key: "add decision", title: "See that day as it was; what you decide there comes on top, and the rest is replayed" })),
  );
}
