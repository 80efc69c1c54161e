/** The policy drawer: the functions of the PMO as cards, each with its dials, price and sentence. */

import { button, h } from "./dom.js";

export function rules({ state, ui, set, send }) {
  const chosen = ui.rulesChosen ?? {};
  const differs = changes(state, chosen);
  const decide = () => {
    send({ do: "rules", changes: differs });
    set({ rules: false, rulesChosen: {} });
  };
  return h(
    "section",
    { class: "card drawer", "aria-label": "Standing rules" },
    h(
      "div",
      { class: "title" },
      h("h3", {}, "Standing rules"),
      h("span", { class: "soft" }, `what happens while you do not interfere: ${state.rules.summary}`),
      button("×", () => set({ rules: false, rulesChosen: {} }), { class: "quiet mini", "aria-label": "Close the rules", key: "close rules" }),
    ),
    h("div", { class: "ready" }, h("span", {}, "Ready-made: "), ...state.rules.ready.map((it) => button(it.name, () => set({ rulesChosen: { ...it.values } }), { title: it.says, key: `ready ${it.name}` }))),
    h("div", { class: "functions", "data-scroll": "rules" }, ...state.rules.functions.map((it) => card(it, chosen, set))),
    h(
      "div",
      { class: "acts" },
      button(differs.length ? `Decide: ${differs.length} ${differs.length === 1 ? "change" : "changes"} from today on` : "Nothing is changed yet", decide, { class: "main", disabled: !differs.length || (state.over && !state.banner), key: "decide rules" }),
      differs.length ? button("Take back", () => set({ rulesChosen: {} }), { key: "take back rules" }) : null,
    ),
  );
}

/** The dials that stand on another value than today's. */
function changes(state, chosen) {
  const dials = state.rules.functions.flatMap((it) => it.dials);
  return dials.filter((dial) => dial.field in chosen && chosen[dial.field] !== dial.value).map((dial) => [dial.field, chosen[dial.field]]);
}

function card(it, chosen, set) {
  return h(
    "article",
    { class: it.level > 0 ? "function on" : "function" },
    h("h4", {}, it.title, it.level > 0 ? h("small", { class: "good" }, " ✓ on") : null),
    it.price ? h("p", { class: "small" }, it.price) : null,
    ...it.dials.map((dial) => control(dial, chosen, set)),
  );
}

function control(dial, chosen, set) {
  const value = dial.field in chosen ? chosen[dial.field] : dial.value;
  const option = dial.options.find((it) => it.value === value) ?? dial.options[0];
  const choose = (event) => set({ rulesChosen: { ...chosen, [dial.field]: dial.options[event.target.selectedIndex].value } });
  const says = option.says || dial.meaning;
  return h(
    "div",
    { class: value === dial.value ? "dial" : "dial changed" },
    h("label", {}, h("span", {}, dial.label), h("select", { onchange: choose, "data-key": `dial ${dial.field}` }, ...dial.options.map((it) => h("option", { selected: it === option }, it.label)))),
    h("p", { class: "small" }, says),
    h("details", {}, h("summary", {}, "more"), h("p", { class: "small" }, dial.meaning), dial.costs ? h("p", { class: "small" }, `Costs: ${dial.costs}.`) : null, ...dial.mechanisms.map((text) => h("p", { class: "small" }, text))),
  );
}
