/** The start page: a code, a team's name, and off. */

import { h } from "../front/dom.js";
import { token } from "../front/token.js";
import { looks, looksButton, page, part } from "./drawing.js";
import { kept } from "./kept.js";
import { ask, ROOT } from "./service.js";

const SIGNS = 6; // of a join code
const LONGEST = 40; // letters of a team's name
const ui = { code: new URLSearchParams(location.search).get("code") ?? "", name: "", room: null, said: "", refused: false, busy: false };
const mine = { here: kept("team", "sessionStorage"), later: kept("team") };
const team = new URL("team", ROOT).href;

looks();
const { root, again } = page("start", draw);
const parts = { form: part(root, "form"), foot: part(root, "footer") };
again();
look();

function draw() {
  parts.form([ui.code, ui.name, ui.room, ui.said], form);
  parts.foot([], () => h("footer", {}, h("a", { href: new URL("mentor", ROOT).href }, "You lead a workshop?"), looksButton()));
}

function drawing(changes) {
  Object.assign(ui, changes);
  again();
}

function plain(code) {
  return code.toUpperCase().replace(/[^A-Z0-9]/g, "");
}

function form() {
  const before = mine.later.read();
  return h(
    "form",
    { class: "card join", onsubmit: join, "aria-label": "Join a workshop" },
    h("div", { class: "preview" }, ui.name.trim() ? token({ name: ui.name, colour: ui.room?.teams.length ?? 0, done: true }) : h("span", { class: "token blank", "aria-hidden": "true" }, h("b", {}, "?"))),
    h("h1", {}, "Join a workshop"),
    h("p", { class: "soft" }, ui.room ? [h("b", {}, ui.room.title), h("br"), ui.room.office] : "The code is on the big screen."),
    field({ name: "code", label: "Join code", class: "code", maxlength: 24, autocapitalize: "characters", value: ui.code, oninput: (event) => ((ui.code = event.target.value), look()) }),
    field({ name: "name", label: "Your team's name", maxlength: LONGEST, value: ui.name, placeholder: "Otters", oninput: (event) => drawing({ name: event.target.value }) }),
    h("p", { class: ui.refused ? "said bad" : "said soft", role: "status", id: "said" }, ui.said || "Everybody sees this name. Use no person's name."),
    h("button", { type: "submit", class: "main", "data-key": "join" }, "Join"),
    before?.team ? h("p", { class: "before" }, h("a", { href: team }, `Go on as ${before.team}`), h("small", {}, ` in ${before.code}`)) : null,
  );
}

function field({ name, label, ...props }) {
  return h("label", {}, h("span", {}, label), h("input", { type: "text", name, required: true, autocomplete: "off", spellcheck: "false", "data-key": name, "aria-describedby": "said", ...props }));
}

/** Show which workshop it is, as soon as the code is one. */
async function look() {
  const code = plain(ui.code);
  if (code.length !== SIGNS || code === ui.looked) return; // what is half typed is no guess
  ui.looked = code;
  const room = await ask(`api/rooms/${code}`).catch(() => null);
  if (code === plain(ui.code)) drawing({ room });
}

async function join(event) {
  event.preventDefault();
  if (ui.busy) return null;
  const [code, name] = [plain(ui.code), ui.name.trim()];
  if (!code || !name) return drawing({ said: code ? "Give your team a name." : "Type the code from the big screen.", refused: true });
  drawing({ busy: true, said: "", refused: false });
  try {
    const it = await ask(`api/rooms/${encodeURIComponent(code)}/teams`, { method: "POST", body: { team: name } });
    const known = { token: it.token, team: it.team, code };
    mine.here.write(known);
    mine.later.write(known);
    location.assign(team);
  } catch (error) {
    drawing({ busy: false, said: error.message, refused: true });
  }
  return null;
}
