/** The line above the mentor's page: where the workshop is, and the one button that leads it on. */

import { button, count, h } from "../front/dom.js";
import { clock, left, OPEN } from "../front/clock.js";
import { heading, strip } from "./rounds.js";

export function bar(ui, acts) {
  const { view } = ui;
  return h(
    "header",
    { class: "bar" },
    h("div", { class: "what" }, h("h1", {}, view.title), h("small", {}, [view.office, view.level].filter((it) => it && it !== view.title).join(" · "))),
    h("a", { class: "code", href: acts.address(`projector/${encodeURIComponent(view.code)}`), target: "_blank", rel: "noopener", title: "Open the page for the big screen" }, h("code", {}, view.code), h("small", {}, "big screen ↗")),
    h("div", { class: "round" }, h("div", { class: "line" }, h("b", { class: "state" }, state(ui)), h("b", {}, heading(view)), h("span", { class: "soft" }, done(view))), strip(view)),
    left(view, ui.by) === null ? null : h("div", { class: "time" }, clock(view, ui.by), h("small", {}, "left")),
    lead(ui, acts),
    button("All workshops", () => acts.go(""), { class: "quiet", key: "all" }),
  );
}

function state({ view, closing }) {
  if (view.phase === "open") return OPEN[closing];
  return { gathering: "Gathering", closed: "Closed", revealed: "Revealed" }[view.phase];
}

function done(view) {
  if (view.phase !== "open" || !view.teams.length) return count(view.teams.length, "team");
  return `${view.teams.filter((it) => it.round_done).length} of ${count(view.teams.length, "team")} done`;
}

/** Open the next round, close this one, or nothing more. */
function lead(ui, acts) {
  const { view } = ui;
  if (view.phase === "open") return closeIt(ui, acts);
  if (view.phase === "revealed" || view.round >= view.rounds.length) return null;
  const open = (event) => {
    event.preventDefault();
    const minutes = Number(event.target.elements.minutes.value.replace(",", "."));
    acts.tell("/round", { do: "open", ...(minutes > 0 ? { minutes } : {}) }, `Round ${view.round + 1} is open.`);
  };
  return h(
    "form",
    { class: "acts lead", onsubmit: open },
    h("label", {}, h("input", { type: "text", inputmode: "decimal", name: "minutes", size: 3, maxlength: 5, placeholder: "–", autocomplete: "off", "data-key": "minutes", "aria-label": "Minutes on the clock; may stay empty" }), h("span", {}, " min")),
    h("button", { type: "submit", class: "main", "data-key": "lead" }, `Open round ${view.round + 1}`),
  );
}

/** Closing moves everybody to the round's last day, so it asks while somebody is still flying. */
function closeIt(ui, acts) {
  const { view } = ui;
  const flying = view.teams.filter((it) => !it.round_done).length;
  const close = () => acts.tell("/round", { do: "close" }, `Round ${view.round} is closed.`);
  if (ui.ask === "close") return h("div", { class: "acts lead", role: "group", "aria-label": "Close the round?" }, h("span", {}, `${count(flying, "team is", "teams are")} still flying, and will stand on the round's last day.`), button(`Close round ${view.round}`, close, { class: "main", key: "lead" }), button("Not yet", () => acts.set({ ask: "" }), { key: "not yet" }));
  return h("div", { class: "acts lead" }, button(`Close round ${view.round}`, flying ? () => acts.set({ ask: "close" }) : close, { class: "main", key: "lead" }));
}
