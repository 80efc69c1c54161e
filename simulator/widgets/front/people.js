/** The people strip: how busy each role is week by week, who is wanted and not there. */

import { button, h, number } from "./dom.js";
import { hint } from "./hint.js";
import { span } from "./scale.js";

const MANY = 6; // roles: more stand closer
const SHORT = 0.5; // people; less is not a person

export function people({ state, send }) {
  return h(
    "section",
    { class: state.people.length > MANY ? "people tight" : "people", "aria-label": "People" },
    h("ul", {}, ...state.people.map((role) => strip(role, state, send))),
  );
}

function strip(role, state, send) {
  const closed = state.over && !state.banner;
  const change = (by) => () => send({ do: "people", role: role.id, change: by });
  return h(
    "li",
    { class: "strip" },
    h(
      "div",
      { class: "who" },
      hint(h("b", { tabindex: "0", role: "note", "data-key": `role ${role.id}` }, role.name), () => [role.name, role.members.join(", "), role.coming].filter(Boolean)),
      h("span", { class: "count", title: role.coming || null }, number(role.people), role.coming ? h("sup", {}, "+") : null),
      button("−", change(-1), { class: "mini", disabled: closed || role.people < 1, title: role.release, "aria-label": role.release, key: `release ${role.id}` }),
      button("+", change(1), { class: "mini", disabled: closed, title: role.hire, "aria-label": role.hire, key: `hire ${role.id}` }),
    ),
    h("div", { class: "time", role: "img", "aria-label": sentence(role) }, ...role.cells.map((cell) => week(cell, role, state.horizon))),
    h("div", { class: "out" }, role.short >= SHORT ? h("b", { class: "bad" }, `${number(role.short)} short`) : h("b", {}, `${number(100 * role.busy)} %`)),
  );
}

function sentence(role) {
  return `${role.name}: ${number(100 * role.busy)} per cent busy in the last week, work waits for ${number(role.short)} more`;
}

function week(cell, role, horizon) {
  const short = cell.short >= SHORT;
  const box = h("i", { class: short ? "cell short" : "cell", style: `${span(cell.since, cell.until, horizon)};--busy:${Math.round(100 * cell.busy)}%` }, short ? number(cell.short) : "");
  return hint(box, () => [
    `${role.name}, day ${number(cell.since)} to ${number(cell.until)}`,
    `${number(100 * cell.busy)} % busy`,
    short ? `work waited for ${number(cell.short, 1)} more` : "nothing waited for long",
  ]);
}
