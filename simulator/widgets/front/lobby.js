/** The lobby: what to do, what was done, and any organisation to fly. */

import { button, h, redraw } from "./dom.js";
import { link } from "./notebooks.js";
import { pressing } from "./press.js";

const REST = 2_000; // milliseconds between two looks at what was done

function render({ model, el }) {
  const ui = { organisation: null, code: "", looked: 0, next: null };
  const root = h("div", { class: "pmo lobby", "data-lm-suppress-shortcuts": "true" });
  el.append(root);
  let shown = root.appendChild(h("div"));

  const send = (message) => {
    try {
      model.send(message);
    } catch {
      root.classList.add("lost"); // whoever should hear it is gone
    }
  };
  let due = false;
  const finger = pressing(root, () => due && draw());
  const draw = () => {
    due = finger.now();
    if (due) return;
    const page = model.get("page");
    ui.organisation ??= page.organisations?.[0]?.id ?? null;
    shown = redraw(shown, content({ page, said: model.get("said"), ui, send, draw }));
  };
  const look = () => {
    ui.next ??= setTimeout(() => {
      ui.next = null;
      ui.looked = Date.now();
      send({ do: "look" });
    }, Math.max(0, ui.looked + REST - Date.now()));
  };
  const hear = () => {
    const code = model.get("said").code;
    if (code) ui.code = code;
    draw();
  };

  model.on("change:page", draw);
  model.on("change:said", hear);
  root.addEventListener("pointerenter", look);
  root.addEventListener("focusin", look);
  draw();
  return () => {
    model.off("change:page", draw);
    model.off("change:said", hear);
    clearTimeout(ui.next);
    finger.end();
  };
}

function content({ page, said, ui, send, draw }) {
  return h(
    "div",
    { class: "hall" },
    h("div", { class: "now" }, goOn(page, send), way({ page, ui, send, draw }), done(page, send)),
    organisations({ page, said, ui, send, draw }),
    h("p", { class: "gone-away", role: "alert" }, "Nobody answers any more: the kernel is gone. Run this cell again; your flights are kept."),
  );
}

/** Where somebody was. */
function goOn({ newest }, send) {
  if (!newest) return null;
  return h(
    "section",
    { class: "card go-on", "aria-label": "Continue where you were" },
    h("h2", {}, newest.name),
    h("p", { class: "soft" }, `${newest.where}, ${newest.stands}`),
    button("Continue where you were", () => send({ do: "continue", name: newest.name }), { class: "main", key: "go on", title: "Take up the newest flight that is not over" }),
  );
}

/** The way through the course: what was done, what comes next. */
function way({ page, ui, send, draw }) {
  return h(
    "section",
    { class: "card", "aria-label": "The course" },
    h("h2", {}, "The course"),
    page.path.trouble ? h("p", { class: "bad" }, page.path.trouble) : null,
    h("ol", { class: "way" }, page.path.steps.map(step)),
    h("p", {}, page.path.forecasts),
    page.path.kept ? forgetting({ kept: page.path.kept, ui, send, draw }) : null,
    page.path.steps.length ? h("p", { class: "soft" }, "You lead a workshop? ", link(MENTORS), ": a world, cards, all teams side by side. You take part in one? ", link(TEAMS), ".") : null,
  );
}

const MENTORS = { file: "13_mentor.ipynb", title: "For mentors" };
const OWN = { file: "15_own_portfolio.ipynb", title: "Bring your own portfolio" };
const TEAMS = { file: "14_workshop.ipynb", title: "In a workshop" };
const SIGNS = { done: "✓", begun: "…", next: "→" };

function step(it) {
  return h(
    "li",
    { class: it.state, "aria-current": it.state === "next" ? "step" : null },
    h("span", { class: "stop", "aria-hidden": "true" }, SIGNS[it.state] ?? ""),
    h(
      "div",
      {},
      link(it),
      h("span", { class: "soft" }, ` ${it.minutes} minutes`),
      it.state === "next" ? h("b", { class: "tag" }, "next") : null,
      h("p", { class: it.state === "next" ? "" : "soft" }, it.learn),
      it.done ? h("p", { class: it.state === "done" ? "good" : "" }, it.done) : null,
      it.share > 0 && it.share < 1 ? h("progress", { max: 1, value: it.share, "aria-label": `${it.title}, done so far` }) : null,
      it.exercise ? h("p", { class: "then" }, link(it.exercise), h("span", { class: "soft" }, ` ${it.exercise.minutes} minutes`), it.exercise.done ? h("span", { class: it.exercise.state === "done" ? "good" : "" }, ` ${it.exercise.state === "done" ? "✓ " : ""}${it.exercise.done}`) : null) : null,
    ),
  );
}

/** All that was kept can be deleted; asked twice. */
function forgetting({ kept, ui, send, draw }) {
  const ask = (asking) => () => {
    ui.asking = asking;
    draw();
  };
  const forget = () => {
    ui.asking = false;
    send({ do: "forget" });
  };
  return h(
    "div",
    { class: "forget" },
    h("small", {}, `Kept on this computer only, in ${kept}`),
    ui.asking
      ? h("span", { class: "acts", role: "group", "aria-label": "Delete it all?" }, button("Yes, delete it all", forget, { key: "forget" }), button("Keep it", ask(false), { key: "keep" }))
      : button("Delete what I have done", ask(true), { key: "ask", class: "quiet", title: "Predictions, answers and pictures; flights are kept" }),
  );
}

/** What was done. */
function done(page, send) {
  return h(
    "section",
    { class: "card", "aria-label": "Your flights" },
    h("h2", {}, "Your flights"),
    page.trouble ? h("p", { class: "bad" }, page.trouble) : null,
    page.flights.length ? null : h("p", { class: "soft" }, "No flight yet. Each is kept here by its name, after every step."),
    h(
      "ul",
      { class: "flights", "data-scroll": "flights" },
      page.flights.map((it) =>
        h(
          "li",
          {},
          h("div", {}, h("b", {}, it.name), h("small", {}, `${it.where}, ${it.stands}`)),
          button(it.over ? "Look back" : "Continue", () => send({ do: "continue", name: it.name }), {
            key: `flight ${it.name}`,
            disabled: !it.opens,
            "aria-label": `${it.over ? "Look back at" : "Continue"} ${it.name}`,
          }),
        ),
      ),
    ),
  );
}

/** Where to fly, and in which storm. */
function organisations({ page, said, ui, send, draw }) {
  const fly = (event) => {
    event.preventDefault();
    send({ do: "fly", organisation: ui.organisation, code: ui.code });
  };
  return h(
    "form",
    { class: "card away", "aria-label": "Fly anywhere", onsubmit: fly },
    h("h2", {}, "Fly anywhere"),
    h("p", { class: "soft" }, `${words(page.organisations.length)} organisations: what pays in one need not pay in another. Or `, link(OWN), "."),
    h(
      "div",
      { class: "storm" },
      h(
        "label",
        {},
        "World ",
        h("input", {
          type: "text",
          autocapitalize: "characters",
          autocomplete: "off",
          spellcheck: "false",
          size: 18,
          placeholder: "a new one",
          value: ui.code,
          "data-key": "code",
          "aria-describedby": "pmo-lobby-said",
          "aria-invalid": said.refused ? "true" : null,
          oninput: (event) => (ui.code = event.target.value),
          // JupyterLab keeps a form from hearing Enter by itself.
          onkeydown: (event) => event.key === "Enter" && fly(event),
        }),
      ),
      h("button", { type: "submit", class: "main", "data-key": "fly", title: "Begin a flight in this organisation and this world" }, "Fly here"),
      ui.code ? button("A new world", () => { ui.code = ""; draw(); }, { class: "quiet", key: "new world", title: "Forget the code" }) : null,
    ),
    h("p", { id: "pmo-lobby-said", role: "status", class: said.refused ? "bad" : "soft" }, said.words || "The same code is the same storm: two people who give it can compare their flights. A code of your mentor, such as K7QM-2F9D, says the organisation too; behind it write your team's name: K7QM-2F9D Otters."),
    h("fieldset", { class: "places" }, h("legend", { class: "unseen" }, "Organisation"), page.organisations.map((it) => place(it, ui, draw))),
    page.own?.length ? h("fieldset", { class: "places" }, h("legend", {}, "Your own"), page.own.map((it) => place(it, ui, draw))) : null,
  );
}

function place(it, ui, draw) {
  const chosen = ui.organisation === it.id;
  return h(
    "label",
    { class: chosen ? "place chosen" : "place" },
    h("input", { type: "radio", name: "pmo-organisation", value: it.id, checked: chosen, "data-key": `place ${it.id}`, onchange: () => { ui.organisation = it.id; draw(); } }),
    h("span", {}, h("b", {}, it.title), h("small", {}, it.size), chosen ? h("span", { class: "story" }, it.story) : null, h("i", {}, it.question)),
  );
}

const COUNTS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"];
const words = (count) => COUNTS[count] ?? String(count);

export default { render };
