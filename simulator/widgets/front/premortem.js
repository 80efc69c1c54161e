/** It has failed: reasons go into a box, which is sealed. */

import { button, h } from "./dom.js";
import { choice, explorable, said } from "./explorable.js";

const draw = ({ page, state, ui, send, again }) => {
  ui.text ??= "";
  ui.about = page.abouts.includes(ui.about) ? ui.about : page.abouts[0];
  const add = () => {
    const text = ui.text;
    if (text.trim()) ui.text = "";
    send({ do: "add", text, about: ui.about });
  };
  const full = page.reasons.length >= page.most;
  return h(
    "section",
    { class: page.sealed ? "card premortem sealed" : "card premortem", "aria-label": "Why it failed" },
    h("h3", {}, page.sealed ? "Your box is sealed" : "It is November. The season has failed. Why?"),
    page.reasons.length
      ? h(
          "ol",
          { class: "reasons" },
          page.reasons.map((it, n) =>
            h("li", {}, h("span", {}, it.text), h("small", {}, it.about), page.sealed ? null : button("Take out", () => send({ do: "remove", place: n }), { key: `remove ${n}`, class: "quiet", "aria-label": `Take out: ${it.text}` })),
          ),
        )
      : null,
    page.sealed || full
      ? null
      : h(
          "form",
          {
            class: "acts",
            onsubmit: (event) => {
              event.preventDefault();
              event.target.querySelector("input").value = ""; // or it would come back with the focus
              add();
            },
          },
          text({ ui, page }),
          choice({ key: "about", label: "about", value: ui.about, options: page.abouts, set: (about) => { ui.about = about; again(); } }),
          h("button", { type: "submit", "data-key": "add", "aria-label": "Put it in the box" }, "Put it in the box"),
        ),
    page.sealed ? null : h("div", { class: "acts" }, button("Seal the box", () => send({ do: "seal" }), { class: "main", key: "seal", disabled: !page.reasons.length })),
    said({ ...state, said: state.said || words(page), open: true }),
  );
};

function words({ sealed, reasons, most }) {
  if (sealed) return "What is in it stays. Below it is held against what happens.";
  if (reasons.length >= most) return "That is enough. Seal the box.";
  return reasons.length ? "Another one? Think of what nobody likes to say." : "Write as if you knew. One reason is enough, five are the most.";
}

function text({ ui, page }) {
  const field = h("input", { type: "text", "data-key": "text", maxlength: page.longest, "aria-label": "A reason", placeholder: "because …", value: ui.text });
  field.addEventListener("input", () => (ui.text = field.value));
  return field;
}

export default explorable(draw);
