/** A question: choose or type, check, read why. */

import { button, h } from "./dom.js";
import { explorable, said } from "./explorable.js";

const draw = ({ page, state, ui, send, again }) => {
  ui.answer ??= page.answer;
  const check = () => send({ do: "check", answer: ui.answer });
  const over = page.solved || page.tries >= page.most;
  return h(
    "section",
    { class: page.solved ? "card question solved" : "card question", "aria-label": page.text },
    h("h3", {}, page.text),
    page.choices ? choices({ page, ui, again }) : typed({ page, ui, check }),
    h(
      "div",
      { class: "acts" },
      button("Check my answer", check, { class: "main", key: "check" }),
      h("span", { class: "soft" }, page.solved ? "Solved" : over ? "Three tries are over; try on if you like" : `${left(page)} left`),
    ),
    state.said ? said(state) : h("p", { class: "said", role: "status" }, page.said),
    page.worked ? h("details", { class: "worked" }, h("summary", { "data-key": "worked" }, "How it comes about"), h("p", {}, page.worked)) : null,
  );
};

const left = ({ most, tries }) => (most - tries === 1 ? "1 try" : `${most - tries} tries`);

function choices({ page, ui, again }) {
  const group = `pmo-${page.text}`;
  return h(
    "fieldset",
    { class: "answers" },
    h("legend", { class: "unseen" }, page.text),
    page.choices.map((it) =>
      h("label", { class: ui.answer === it ? "chosen" : "" }, h("input", { type: "radio", name: group, value: it, checked: ui.answer === it, "data-key": `answer ${it}`, onchange: () => { ui.answer = it; again(); } }), it),
    ),
  );
}

function typed({ ui, check }) {
  return h(
    "div",
    { class: "answers" },
    h("label", {}, "Your answer ", h("input", {
      type: "text", inputmode: "decimal", size: 12, value: ui.answer, placeholder: "a number", "data-key": "answer",
      oninput: (event) => { ui.answer = event.target.value; },
      onkeydown: (event) => event.key === "Enter" && (event.preventDefault(), check()),
    })),
  );
}

export default explorable(draw);
