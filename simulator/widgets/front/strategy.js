/** A strategy: sentences that are ended, said why, and sealed before the first decision. */

import { button, h } from "./dom.js";
import { explorable, said } from "./explorable.js";

const draw = ({ page, state, ui, send }) => {
  const open = page.sentences.filter((it) => !page.chosen[it.name]).length;
  return h(
    "section",
    { class: page.sealed ? "card strategy sealed" : "card strategy", "aria-label": "Your strategy" },
    h("h3", {}, page.sealed ? "Your strategy is sealed" : "My strategy for two years"),
    page.sentences.map((it) => (page.sealed ? h("p", { class: "line" }, `${it.words} `, h("b", {}, page.chosen[it.name]), ".") : ending({ it, page, send }))),
    why({ page, ui, send }),
    page.sealed ? null : h("div", { class: "acts" }, button("Seal my strategy", () => send({ do: "seal" }), { class: "main", key: "seal", disabled: open > 0 })),
    said({ ...state, said: state.said || words(page, open), open: true }),
  );
};

function words({ sealed }, open) {
  if (sealed) return "What it says stays. At the end it is held against what you did.";
  return open ? "End each sentence as you would bet on it, not as it sounds best." : "Read it once more, then seal it.";
}

function ending({ it, page, send }) {
  return h(
    "fieldset",
    { class: "line" },
    h("legend", {}, `${it.words} …`),
    h(
      "div",
      { class: "answers" },
      it.choices.map((value) => {
        const chosen = page.chosen[it.name] === value;
        const field = h("input", { type: "radio", name: `strategy ${it.name}`, "data-key": `${it.name} ${value}`, checked: chosen, onchange: () => send({ do: "choose", sentence: it.name, value }) });
        return h("label", { class: chosen ? "chosen" : "" }, field, value);
      }),
    ),
  );
}

/** Why, in one's own words; it stays what it was when it was sealed. */
function why({ page, ui, send }) {
  if (page.sealed) return page.reason ? h("p", { class: "line soft" }, `“${page.reason}”`) : null;
  ui.reason ??= page.reason;
  const field = h("input", { type: "text", "data-key": "reason", maxlength: page.longest, "aria-label": "Because", placeholder: "because … (if you like)", value: ui.reason });
  field.addEventListener("input", () => (ui.reason = field.value));
  field.addEventListener("change", () => send({ do: "reason", text: field.value }));
  return field;
}

export default explorable(draw);
