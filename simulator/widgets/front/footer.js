/** The last line: what was said last, why something was decided, and what the signs mean. */

import { coachSwitch } from "./coach.js";
import { button, h } from "./dom.js";

export function footer(now) {
  const { state, ui, set, send, flight } = now;
  return h(
    "div",
    { class: "footer" },
    h("div", { class: `said ${state.refused ? "bad" : ""}`, role: "status", "aria-live": "polite" }, state.refused ? "✗ " : "", state.said),
    state.can_explain ? reason(ui, set, send) : null,
    h(
      "div",
      { class: "shown" },
      toggle("plan", "Plan", "The plan as a thin line", ui, set),
      toggle("chain", "Critical chain", "What sets each project's planned finish", ui, set),
      coachSwitch(now),
      button("Rules", () => set({ rules: !ui.rules, debrief: false }), { key: "rules", "aria-expanded": String(Boolean(ui.rules)), title: "What happens while you do not interfere" }),
    ),
    h("div", { class: "signs" }, legend(state), h("small", { class: "flight", title: flight?.place || null }, flight?.words || "")),
  );
}

function toggle(name, text, title, ui, set) {
  return button(text, () => set({ [name]: !ui[name] }), { title, "aria-pressed": String(Boolean(ui[name])), key: `show ${name}`, class: ui[name] ? "on" : "" });
}

function reason(ui, set, send) {
  return h(
    "form",
    {
      class: "reason",
      onsubmit: (event) => {
        event.preventDefault();
        const text = event.target.elements.reason.value.trim();
        ui.reason = "";
        if (text) send({ do: "explain", reason: text });
      },
    },
    h("label", {}, h("span", {}, "because "), h("input", { name: "reason", maxlength: 300, placeholder: "why? (for your debrief)", "data-key": "reason", autocomplete: "off", value: ui.reason || null, oninput: (event) => (ui.reason = event.target.value), onkeydown: enter })),
  );
}

/** JupyterLab keeps Enter from forms within a cell, so the form is sent here. */
function enter(event) {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  event.target.form.requestSubmit();
}

function legend(state) {
  const sign = (kind, text) => h("span", {}, h("i", { class: `key ${kind}` }), text);
  return h("div", { class: "legend", "aria-hidden": "true" }, sign("done", "done"), sign("now", "under way"), sign("waits", "waits for people"), sign("planned", "to come"), sign("flag", "promised"), sign("kept", "a future on time"), sign("late", "late"), state.outside.length ? h("span", {}, "◆ from outside") : null);
}
