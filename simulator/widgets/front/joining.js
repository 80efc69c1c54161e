/** A team in a workshop that lies in a folder: come in, look for news, say what is expected. */

import { button, h } from "./dom.js";
import { expects, field } from "./expects.js";
import { explorable, said } from "./explorable.js";
import { roundLine } from "./round_line.js";

const draw = (now) => {
  const { page, state } = now;
  return h(
    "section",
    { class: "card joining", "aria-label": "In a workshop" },
    page.come ? room(now) : door(now),
    state.said ? said(state) : h("p", { class: "said", role: "status" }, story(page)),
    page.come ? [expects(now), promise(page)] : null,
    h("p", { class: "small" }, page.trust),
  );
};

function story(page) {
  if (page.note) return page.note;
  if (!page.come) return "Your mentor tells you the folder. Take a name for your team: letters, digits, spaces.";
  const number = page.rounds.find((it) => it.state === "now")?.number;
  if (page.phase === "open") return `Round ${number} is open: fly to day ${page.until} (${page.date}), not further.`;
  if (page.phase === "revealed") return "The storm is revealed. Your flight is yours: begin its debrief in the cockpit.";
  return "No round is open. When your mentor opens one, look for news.";
}

function door({ page, ui, send }) {
  const go = () => send({ do: "join", folder: ui.folder ?? page.folder, team: ui.team ?? page.team });
  return h("div", { class: "acts" }, h("h3", {}, "A workshop in a folder"), field({ ui, key: "folder", label: "Folder of the workshop", value: page.folder, size: 40, enter: go }), field({ ui, key: "team", label: "Your team", value: page.team, size: 18, enter: go }), button("Come in", go, { class: "main", key: "join" }));
}

function room({ page, send }) {
  return h(
    "div",
    { class: "head" },
    h("div", { class: "acts" }, h("h3", {}, `${page.team} in “${page.title}”`), button("Look for news", () => send({ do: "news" }), { class: page.phase === "open" ? "" : "main", key: "news" })),
    roundLine(page.rounds),
  );
}

const promise = (page) => h("p", { class: "small" }, "Promised before the first round: ", h("code", {}, page.commitment), page.revealed ? [". Revealed: ", h("code", {}, page.revealed), ". The SHA-256 of that line is the promise."] : null);

export default explorable(draw);
