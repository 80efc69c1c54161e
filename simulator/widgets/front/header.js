/** The header: the numbers a sponsor asks for first, and the ways to let time pass. */

import { button, h, money, signed } from "./dom.js";

export function header({ state, ahead, ui, send, set }) {
  const it = state.header;
  const was = ui.was?.header;
  return h(
    "section", // the page around has landmarks of its own
    { class: "header", "aria-label": "Today" },
    stat(state.title, `Day ${it.day}`, state.world === null ? it.date : `${it.date} · world ${state.world}`),
    stat("delivered", money(it.value), `of ${money(it.possible)}`, changed(was?.value, it.value)),
    stat("spent", money(it.spent), `net ${signed(it.net)}`, null),
    stat("on time", onTime(state, ahead), promises(it), null),
    stat("at risk", money(it.exposure), it.next || "nothing more is known to come", changed(was?.exposure, it.exposure, -1)),
    h(
      "div",
      { class: "ways" },
      state.banner || state.workshop?.undo === false ? null : button("Undo", () => send({ do: "undo" }), { class: "quiet", disabled: !state.undo, title: "Take back the last step or decision (U)" }),
      ...(state.banner ? [] : state.over ? afterwards(state, ui, set) : onwards(state, send)),
    ),
  );
}

/** In a workshop time passes within its rounds. */
function onwards({ workshop }, send) {
  const disabled = workshop ? !workshop.open : false;
  const end = workshop ? { text: "To the round's end", title: "Let time pass until this round ends" } : { text: "To the end", title: "Let time pass until every project is over" };
  return [
    button(end.text, () => send({ do: "end" }), { title: end.title, disabled }),
    button("Next event", () => send({ do: "event" }), { title: "Let time pass until something calls for you (E)", disabled }),
    button("Next week", () => send({ do: "week" }), { class: "main", title: "Let five working days pass (N)", disabled }),
  ];
}

function afterwards({ workshop }, ui, set) {
  if (workshop) return [h("b", { class: "end" }, "The end")]; // its debrief is everybody's, once the storm is revealed
  const showing = ui.debrief;
  return [
    h("b", { class: "end" }, "The end"),
    button(showing ? "Board" : "Debrief", () => set({ debrief: !showing, rules: false }), { class: "main", key: "debrief" }),
  ];
}

function stat(label, value, note, extra = null) {
  return h("div", { class: "stat" }, h("small", {}, label), h("div", { class: "value" }, value, extra), h("small", { class: "note", title: note }, note));
}

/** What has changed since the last step, for a moment; more is better unless `better` is −1. */
function changed(was, now, better = 1) {
  if (was === undefined || Math.abs(now - was) < 0.5) return null;
  const tone = (now - was) * better > 0 ? "good" : "bad";
  return h("span", { class: `changed ${tone}` }, signed(now - was));
}

function onTime(state, ahead) {
  const it = state.header;
  if (state.over || !ahead) return `${it.on_time} of ${it.promised}`;
  const [low, high] = ahead.on_time;
  return low === high ? `${low} of ${it.promised}` : `${low} to ${high} of ${it.promised}`;
}

function promises(it) {
  return `${it.on_time} kept · ${it.late} broken`;
}
