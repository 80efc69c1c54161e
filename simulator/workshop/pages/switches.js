/** What is on the screens of a whole room: instruments, and what teams may take back. */

import { h } from "../front/dom.js";

const INSTRUMENTS = { forecasts: "Forecasts: how projects are likely to end", cards: "Mechanisms: through what a rule acts", hints: "Hints: what a choice would bring" };
const ALLOWED = { undo: "Undo: take back the last step", replay: "Replay: decide a past day otherwise" };
const COACH = { off: "No coach", offered: "Coach: whoever wants one", on: "Coach: on" };

/**
 * @param it holds `instruments` and `allowed`
 * @param change is called with both anew
 * @param where makes the keys of two such groups differ
 */
export function switchesOf(it, change, where) {
  const box = (group, name, text) =>
    h("label", { class: "switch" }, h("input", { type: "checkbox", checked: it[group][name], "data-key": `${where} ${name}`, onchange: (event) => turned(group, name, event.target.checked) }), h("span", {}, text));
  const turned = (group, name, value) => {
    const fresh = { instruments: { ...it.instruments }, allowed: { ...it.allowed } };
    fresh[group][name] = value;
    change(fresh.instruments, fresh.allowed);
  };
  return h(
    "div",
    { class: "switches" },
    Object.entries(INSTRUMENTS).map(([name, text]) => box("instruments", name, text)),
    h("label", { class: "switch" }, h("span", { class: "unseen" }, "Coach"), h("select", { "data-key": `${where} coach`, onchange: (event) => turned("instruments", "coach", event.target.value) }, Object.entries(COACH).map(([value, text]) => h("option", { value, selected: value === it.instruments.coach }, text)))),
    Object.entries(ALLOWED).map(([name, text]) => box("allowed", name, text)),
  );
}
