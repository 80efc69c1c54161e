/** Go on or stop: what lies ahead of each project, both ways in the same worlds. */

import { button, h, money, number, signed } from "./dom.js";
import { choice, explorable, said, working } from "./explorable.js";
import { player } from "./player.js";
import { place, ticks } from "./slide.js";
import { stacked } from "./stacks.js";

const ROOM = { wide: 380, dot: 7, tall: 54 };

const draw = ({ page, state, ui, send, again }) => {
  const count = page.cases[0].gains.length;
  const told = count > 0;
  if (!told && !state.busy) ui.played = 0;
  ui.played ??= 0;
  const over = told && ui.played >= count;
  const now = told && ui.played > 0 && !over ? ui.played - 1 : null;
  const line = { start: -page.end, end: page.end };
  return h(
    "section",
    { class: "card forward", "aria-label": "Go on, or stop?" },
    h(
      "div",
      { class: "acts" },
      button(page.signed ? "Signed" : "Sign these decisions", () => send({ do: "sign" }), { class: "main", key: "sign", disabled: page.signed }),
      told ? player({ ui, again, count, open: true, names: { play: "Play both ways", again: "Once more" }, all: "All fifty at once" }) : button("Run fifty worlds both ways", () => send({ do: "play" }), { class: "main", key: "run", disabled: !state.open || !page.signed || state.busy }),
      working({ busy: state.busy, done: page.played, most: page.worlds, send }),
      over ? choice({ key: "waits", label: "What waits for each crew", value: page.waits, options: page.choices, set: (waits) => send({ do: "waits", waits }) }) : null,
    ),
    state.said ? said(state) : h("p", { class: "said", role: "status" }, story({ page, state, told, over, now })),
    page.cases.map((it) => row({ it, page, told, over, now, line, played: ui.played, send })),
    told ? h("div", { class: "row axis" }, h("small", {}, "each dot is one of fifty worlds"), h("div", { class: "track" }, h("span", { class: "side left" }, "← better stopped"), h("span", { class: "side right" }, "better to go on →"), ...ticks(line, 4, (value) => (value ? signed(value) : "0"))), h("span")) : null,
    h(
      "div",
      { class: "row total" },
      h("div", {}, h("b", {}, "All four"), h("small", {}, "against never stopping anything")),
      h("p", { class: "soft" }, over ? `The best four decisions bring ${money(page.best)}.` : ""),
      h("div", { class: "sum" }, h("span", { class: "big" }, over ? number(page.brought) : "?"), h("small", {}, "k€ a world")),
    ),
  );
};

/** What just happened, in words. */
function story({ page, state, told, over, now }) {
  if (!page.signed) return `It is day ${page.day}. Decide for each of the four, then sign.`;
  if (!state.open) return `${state.first}; then both ways are played.`;
  if (!told) return "Your decisions are signed. Run the worlds both ways.";
  if (over) return `Every dot is one world, played twice: once with the project going on, once with it stopped on day ${page.day}. Let something else wait for the crews, and look again.`;
  if (now === null) return "Each world is played both ways.";
  const words = page.cases.map((it) => `${it.name} ${signed(it.gains[now])}`);
  return `World ${now + 1}, if they go on: ${words.join(", ")}.`;
}

/** One project: what is known, what was decided, and what both ways come to. */
function row({ it, page, told, over, now, line, played, send }) {
  const gains = it.gains.slice(0, played);
  return h(
    "div",
    { class: "row", role: "group", "aria-label": it.name },
    h("div", {}, h("b", {}, it.name), " ", h("i", { class: `light ${it.colour}` }, it.colour), h("small", {}, `${number(100 * it.done)} % done, ${money(it.spent)} spent`)),
    told
      ? h(
          "div",
          { class: "track dots", role: "img", "aria-label": over ? `Going on brings ${number(it.mean)} k€ on average, and more than stopping in ${gains.filter((gain) => gain > 0).length} of ${gains.length} worlds` : "not all worlds are played" },
          h("span", { class: "nothing" }),
          stacked([...gains].sort((one, other) => one - other), line, ROOM).map((dot) => h("i", { class: dot.value > 0 ? "kept" : "late", style: `left:${dot.left}%;bottom:${dot.bottom}px` })),
          now === null ? null : h("i", { class: "lit", style: `left:${place(it.gains[now], line).toFixed(2)}%;bottom:2px` }),
        )
      : facts(it),
    h(
      "div",
      { class: "sum" },
      told ? [h("span", { class: "medium" }, over ? signed(it.mean) : "?"), h("small", {}, it.go_on ? "you let it go on" : "you stopped it")] : ways({ it, page, send }),
    ),
  );
}

/** What anybody in the room knows. */
function facts(it) {
  const late = it.late > 0 ? `says ${number(it.late)} days late` : `says ${number(-it.late)} days to spare`;
  const end = it.deadline === null ? "" : `; worth nothing after day ${number(it.deadline)}`;
  return h(
    "p",
    { class: "facts" },
    h("span", {}, `Promised for day ${number(it.due)}, ${late}. Worth ${money(it.value)}, less ${money(it.a_day)} for each day late${end}.`),
    h("span", { class: "soft" }, `Its crew is waited for by “${it.waiting}”: ${money(it.waiting_value)} on day ${number(it.waiting_due)}, less ${money(it.waiting_a_day)} a day.`),
  );
}

const ways = ({ it, page, send }) =>
  [
    [true, "Go on"],
    [false, "Stop"],
  ].map(([on, name]) => button(name, () => send({ do: "decide", case: it.id, go_on: on }), { key: `${it.id}-${on}`, class: it.go_on === on ? "chosen" : null, "aria-pressed": String(it.go_on === on), "aria-label": `${name}: ${it.name}`, disabled: page.signed }));

export default explorable(draw);
