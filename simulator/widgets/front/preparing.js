/** A mentor's world: where, how hard, with which instruments, what it shall have; and its code. */

import { button, h } from "./dom.js";
import { choice, explorable, working } from "./explorable.js";

const SHAPES = { issue: "●", shock: "◆", leaves: "▲", turn: "↻" };
const MEANINGS = { issue: "something goes wrong", shock: "a shock", leaves: "somebody leaves", turn: "other aims" };

const draw = ({ page, state, ui, send, again }) =>
  h(
    "section",
    { class: "card preparing", "aria-label": "Prepare a world" },
    h("div", { class: "sides" }, h("div", {}, where({ page, state, send }), tools({ page, send })), wishes({ page, state, send })),
    h("p", { class: state.refused ? "said bad" : "said", role: "status" }, state.said || page.verdict),
    h(
      "div",
      { class: "acts" },
      button(page.found.length ? "Search for others" : "Search for a world", () => send({ do: "search" }), { class: "main", key: "search", disabled: state.busy }),
      working({ busy: state.busy, done: page.done, most: page.most, send }),
      h("label", { class: "own" }, "or take world ", h("input", { type: "text", size: 14, "data-key": "own", value: ui.own ?? "", placeholder: "4711, or a code", oninput: (event) => (ui.own = event.target.value), onkeydown: (event) => event.key === "Enter" && take(ui, send) })),
      button("Take it", () => take(ui, send), { key: "take own", disabled: state.busy }),
    ),
    page.found.length ? h("div", { class: "candidates" }, page.found.map((it) => candidate(it, send, state))) : null,
    code({ page, ui, again }),
  );

/** The world of a number that somebody has typed. */
function take(ui, send) {
  const seed = Number((ui.own ?? "").trim());
  send({ do: "take", world: (ui.own ?? "").trim() === "" || !Number.isInteger(seed) ? (ui.own ?? "") : seed });
}

function where({ page, state, send }) {
  const titles = page.places.map((it) => it.title);
  const id = (title) => page.places.find((it) => it.title === title).id;
  const title = page.places.find((it) => it.id === page.organisation).title;
  return h(
    "fieldset",
    {},
    h("legend", {}, "Where, and how hard"),
    choice({ key: "organisation", label: "Organisation", value: title, options: titles, set: (value) => send({ do: "organisation", value: id(value) }), disabled: state.busy }),
    h("div", { class: "levels", role: "radiogroup", "aria-label": "How hard the world is" }, page.levels.map((it) =>
      h("label", { class: page.level === it ? "chosen" : "" }, h("input", { type: "radio", name: "pmo-level", "data-key": `level ${it}`, checked: page.level === it, disabled: state.busy, onchange: () => send({ do: "level", value: it }) }), it))),
  );
}

function tools({ page, send }) {
  return h(
    "fieldset",
    {},
    h("legend", {}, "What trainees see"),
    page.switches.map((it) => tick({ key: it.name, on: it.on, words: it.words, act: () => send({ do: "switch", name: it.name }) })),
    h("div", { class: "levels", role: "radiogroup", "aria-label": "Coach" }, page.coaches.map(([name, words]) =>
      h("label", { class: page.coach === name ? "chosen" : "" }, h("input", { type: "radio", name: "pmo-coach", "data-key": `coach ${name}`, checked: page.coach === name, onchange: () => send({ do: "coach", value: name }) }), words))),
  );
}

function wishes({ page, state, send }) {
  return h(
    "fieldset",
    {},
    h("legend", {}, "What the world shall have"),
    page.wishes.map((it) => tick({ key: `wish ${it.name}`, on: it.on, words: it.words, more: it.lacks || it.why, disabled: Boolean(it.lacks) || state.busy, act: () => send({ do: "wish", name: it.name }) })),
  );
}

function tick({ key, on, words, more = "", disabled = false, act }) {
  return h(
    "label",
    { class: disabled ? "box off" : "box" },
    h("input", { type: "checkbox", "data-key": key, checked: on, disabled, onchange: act }),
    h("span", {}, words, more ? h("small", {}, more) : null),
  );
}

function candidate(it, send, state) {
  return h(
    "article",
    { class: it.taken ? "candidate taken" : "candidate", "aria-label": `World ${it.seed}` },
    h("div", { class: "acts" }, h("b", {}, `World ${it.seed}`), it.taken ? h("span", { class: "good" }, "✓ taken") : button("Take it", () => send({ do: "take", world: it.seed }), { key: `take ${it.seed}`, "aria-label": `Take world ${it.seed}`, disabled: state.busy })),
    h("ul", {}, it.evidence.map((text) => h("li", {}, text))),
    line(it.strip),
  );
}

/** What happens in a world, on a line of days. */
function line({ days, marks, turbulent }, told = false) {
  const kinds = [...new Set(marks.map((it) => it.kind))];
  return h(
    "figure",
    { class: "fate", role: "img", "aria-label": `${marks.length} things happen in ${Math.round(days)} days: ${marks.map((it) => it.text).join("; ")}` },
    h("div", { class: "line" },
      turbulent.map(([from, to]) => h("i", { class: "rough", style: `left:${100 * from}%;width:${100 * (to - from)}%`, title: "turbulent times" })),
      marks.map((it) => h("i", { class: `sign ${it.kind}`, style: `left:${(100 * it.at).toFixed(1)}%`, title: it.text }, SHAPES[it.kind]))),
    h("figcaption", {}, h("small", {}, "day 0"), told ? h("small", {}, [...kinds.map((it) => `${SHAPES[it]} ${MEANINGS[it]}`), turbulent.length ? "▒ turbulent times" : ""].join("   ")) : null, h("small", {}, `day ${Math.round(days)}${told ? ", if nobody decides" : ""}`)),
  );
}

/** The code, so large that the last row can read it. */
function code({ page, ui, again }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(page.code);
      ui.copied = page.code;
    } catch {
      ui.copied = null; // a page that may not copy: the code can be selected
    }
    again();
  };
  return h(
    "div",
    { class: "sign-of-world" },
    h("div", {}, h("small", {}, "The room types this into the lobby, beside “World”"), h("p", { class: "big" }, page.code)),
    h("div", {}, h("p", {}, page.says), h("div", { class: "acts" }, button(ui.copied === page.code ? "Copied" : "Copy", copy, { key: "copy" }))),
    h("p", { class: "rounds" }, h("b", {}, "Rounds"), ` up to day ${page.rounds.join(", ")}, then to the end. Whoever decides well may be over sooner.`),
    line(page.strip, true),
  );
}

export default explorable(draw);
