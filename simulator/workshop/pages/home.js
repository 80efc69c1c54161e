/** The mentor's page before a workshop: the way in, all workshops, and making one. */

import { button, count, h } from "../front/dom.js";
import { since } from "../front/clock.js";
import { switchesOf } from "./switches.js";

const ROUNDS = 4; // to begin with

/** Without the secret: where it is to be found, and a field for it. */
export function gate({ enter }) {
  const go = (event) => {
    event.preventDefault();
    const text = event.target.elements.secret.value.trim();
    enter(text.includes("#") ? decodeURIComponent(text.split("#").pop()) : text);
  };
  return h(
    "header",
    { class: "gate card" },
    h("h1", {}, "The mentor's page"),
    h("p", {}, "Open it by the address that the service has printed when it was started. Or paste that address, or the secret at its end, here."),
    h("form", { class: "acts", onsubmit: go }, h("label", {}, h("span", {}, "Secret "), h("input", { type: "password", name: "secret", required: true, autocomplete: "off", "data-key": "secret" })), h("button", { type: "submit", class: "main", "data-key": "enter" }, "Enter")),
  );
}

export function home(ui, acts) {
  if (ui.code || !ui.list) return h("header", { class: "gate card" }, h("h1", {}, "One moment …"), ui.code ? h("div", { class: "acts" }, button("All workshops", () => acts.go(""), { key: "all" })) : null);
  return h(
    "header",
    { class: "home" },
    h("h1", {}, "Workshops"),
    ui.list.length ? h("ul", { class: "list" }, ui.list.map((it) => one(it, acts))) : h("p", { class: "soft" }, "There is no workshop yet. Make one below."),
    ui.offices ? making(ui, acts) : null,
  );
}

function one(it, { go }) {
  const where = { gathering: "gathering", open: `round ${it.round}, open`, closed: `round ${it.round}, closed`, revealed: "revealed" }[it.phase];
  return h("li", { class: "card" }, h("code", {}, it.code), h("div", {}, h("b", {}, it.title), h("small", {}, ` ${where} · ${count(it.teams, "team")} · made ${since(it.created, 0)}`)), button("Lead it", () => go(it.code), { class: "main", "aria-label": `Lead ${it.title}, ${it.code}`, key: `lead ${it.code}` }));
}

/** The form for a new workshop. */
function making(ui, acts) {
  const offices = ui.offices.offices ?? ui.offices;
  const levels = ui.offices.levels ?? [];
  const make = Object.assign(ui.make, { office: ui.make.office ?? offices[0]?.name, level: ui.make.level ?? "as written", rounds: ui.make.rounds ?? String(ROUNDS), title: ui.make.title ?? "" });
  make.instruments ??= { forecasts: true, cards: true, hints: true, coach: "off" };
  make.allowed ??= { undo: false, replay: false };
  const change = (name) => (event) => {
    make[name] = event.target.value;
    acts.again();
  };
  const office = offices.find((it) => it.name === make.office);
  const submit = (event) => {
    event.preventDefault();
    const rounds = roundsOf(make.rounds);
    if (rounds === null) return acts.set({ said: "Write how many rounds there are, such as 4, or the days on which they end, such as 20, 45, 70.", refused: true });
    return acts.make({ office: make.office, level: make.level, title: make.title.trim(), rounds, instruments: make.instruments, allowed: make.allowed });
  };
  return h(
    "form",
    { class: "card making", "aria-label": "Make a workshop", onsubmit: submit },
    h("h2", {}, "Make a workshop"),
    h(
      "div",
      { class: "fields" },
      h("label", { class: "wide" }, h("span", {}, "Organisation"), h("select", { "data-key": "office", onchange: change("office") }, offices.map((it) => h("option", { value: it.name, selected: it.name === make.office }, it.title || it.name)))),
      office ? h("p", { class: "story soft" }, office.story, office.last_day ? ` By plan it is over on day ${Math.round(office.last_day)}.` : "") : null,
      h("label", {}, h("span", {}, "Level"), h("select", { "data-key": "level", onchange: change("level") }, levels.map((it) => h("option", { value: it.name, selected: it.name === make.level }, it.title || it.name)))),
      h("label", {}, h("span", {}, "Rounds: how many, or their last days"), h("input", { type: "text", value: make.rounds, "data-key": "rounds", autocomplete: "off", oninput: change("rounds") })),
      h("label", { class: "wide" }, h("span", {}, "Title, as everybody sees it"), h("input", { type: "text", value: make.title, maxlength: 120, placeholder: office?.title ?? "", "data-key": "title", autocomplete: "off", oninput: change("title") })),
    ),
    h("fieldset", {}, h("legend", {}, "On the screens of the room"), switchesOf(make, (instruments, allowed) => (Object.assign(make, { instruments, allowed }), acts.again()), "new")),
    h("p", { class: "soft" }, "The storm is drawn now and stays on the server. Teams see its fingerprint from the start, and the storm itself when you reveal it."),
    h("button", { type: "submit", class: "main", "data-key": "make" }, "Make it"),
  );
}

/** A number of rounds, or their last days; null if it is neither. */
function roundsOf(text) {
  const found = text.split(/[,;\s]+/).filter(Boolean).map(Number);
  if (!found.length || found.some((it) => !Number.isFinite(it) || it <= 0)) return null;
  if (found.length > 1) return found;
  return Number.isInteger(found[0]) ? found[0] : null;
}
