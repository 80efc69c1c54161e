/** A team in a workshop that is served: join, see the round, expect, hand in, look back. */

import { countdown } from "./clock.js";
import { button, h } from "./dom.js";
import { expects, field } from "./expects.js";
import { explorable, said } from "./explorable.js";
import { roundLine } from "./round_line.js";
import { standing, storm } from "./tiers.js";

const draw = (now) => {
  const { page, state } = now;
  return h(
    "section",
    { class: `card joining taking-part ${page.phase}`, "aria-label": "In a served workshop" },
    page.come ? room(now) : door(now),
    state.said ? said(state) : h("p", { class: "said", role: "status" }, story(now)),
    page.come ? [connection(page), news(page), page.title && !page.gone ? expects(now) : null, drafts(now), after(now)] : null,
  );
};

function story({ page, state }) {
  if (page.come) return page.gone || page.story;
  if (state.busy) return "One moment: the workshop is asked …";
  if (page.hub) return page.which ? "There are several workshops. Type the join code that your mentor shows." : "You take part under your own name.";
  return "Your mentor shows the address and the join code. Take a name for your team, not your own.";
}

function door({ page, ui, send, state }) {
  const go = () => send({ do: "join", url: ui.url ?? page.url, code: ui.code ?? page.code, team: ui.team ?? page.team });
  const code = field({ ui, key: "code", label: "Join code", value: page.code, size: 8, enter: go });
  const all = [field({ ui, key: "url", label: "Address of the workshop", value: page.url, size: 28, enter: go }), code, field({ ui, key: "team", label: "Your team", value: page.team, size: 18, enter: go })];
  return h("div", { class: "acts" }, h("h2", {}, "A workshop with an address"), page.hub ? (page.which ? code : null) : all, button(page.hub ? "Take part" : "Join", go, { class: "main", key: "join served", disabled: state.busy }));
}

function room({ page, send, state }) {
  const over = page.phase === "revealed";
  return h(
    "div",
    { class: "head" },
    h(
      "div",
      { class: "acts" },
      h("h2", {}, page.title ? `${page.team} in “${page.title}”` : page.team),
      page.handed ? h("small", { class: "handed" }, page.drafts.length ? page.handed : `✓ ${page.handed}`) : null,
      page.closes && page.phase === "open" ? countdown(page.closes) : null,
      over && !page.home ? button("Keep our flight", () => send({ do: "keep" }), { class: "main", key: "keep", disabled: state.busy }) : null,
      over || page.gone || !page.title ? button("Another workshop", () => send({ do: "leave" }), { class: "quiet", key: "leave" }) : null,
    ),
    page.rounds.length ? roundLine(page.rounds) : null,
  );
}

const connection = (page) => h("p", { class: "lost", role: "status" }, page.away && page.title ? "The workshop does not answer just now; it is tried again by itself. What you decide is drafted." : "");

const news = (page) => (page.sent.length ? h("ul", { class: "sent" }, page.sent.map((it) => h("li", {}, `◆ from outside, ${it}`))) : null);

/** What waits for an answer, and what could not be carried out. */
function drafts({ page, send }) {
  if (!page.drafts.length && !page.left_out.length) return null;
  return h(
    "div",
    { class: "drafts", role: "group", "aria-label": "Drafts" },
    page.held ? h("p", { class: "bad" }, `Your drafts could not be handed in: ${page.held}.`) : null,
    h("ol", {}, page.drafts.map((it) => h("li", {}, h("b", {}, it.words), h("small", {}, ` ${it.more}`)))),
    page.held ? h("div", { class: "acts" }, button("Hand them in all the same", () => send({ do: "all the same" }), { class: "main", key: "all the same" }), button("Drop them", () => send({ do: "drop" }), { key: "drop" })) : null,
    page.left_out.length ? h("div", {}, h("p", {}, "Could not be carried out:"), h("ul", {}, page.left_out.map((it) => h("li", {}, h("b", {}, it.words), ` ${it.more}`))), button("Read", () => send({ do: "read" }), { key: "read" })) : null,
  );
}

/** The standing, the storm, and where the flight is kept. */
function after({ page }) {
  if (!page.view.teams) return null;
  return h(
    "div",
    { class: "after" },
    page.home ? h("p", { class: "home" }, "Kept among your flights as ", h("b", {}, `“${page.home}”`), ". It is in the cockpit below: fly it to its end, then begin its debrief. In the lobby it is among your flights.") : null,
    storm(page.view),
    standing(page.view, page.view.team),
  );
}

export default explorable(draw);
