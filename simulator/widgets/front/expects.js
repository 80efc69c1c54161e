/** What a team expects of the end: two numbers, once a round; and a field to type in. */

import { button, h, money, number } from "./dom.js";

export function field({ ui, key, label, value, size, enter }) {
  return h("label", { class: "field" }, h("span", {}, label), h("input", { type: "text", size, value: ui[key] ?? value, "data-key": key, autocomplete: "off", oninput: (event) => (ui[key] = event.target.value), onkeydown: (event) => event.key === "Enter" && enter() }));
}

/** The range for the end, once a round. */
export function expects({ page, ui, send, again }) {
  if (page.low !== null) return h("p", {}, "You expect, in 8 of 10 cases, ", h("b", {}, `${number(page.low)} to ${money(page.high)}`), " net at the end.");
  if (page.phase !== "open") return null;
  const go = () => {
    const [low, high] = ["low", "high"].map((name) => Number((ui[name] ?? "").trim().replace("−", "-") || NaN));
    ui.bad = !Number.isFinite(low) || !Number.isFinite(high);
    if (ui.bad) return again();
    ui.low = ui.high = undefined;
    send({ do: "expect", low, high });
  };
  return h(
    "div",
    { class: "acts" },
    h("span", {}, "Before you fly on: in 8 of 10 cases we end between"),
    field({ ui, key: "low", label: "low", value: "", size: 6, enter: go }),
    field({ ui, key: "high", label: "high, k€ net", value: "", size: 6, enter: go }),
    button("That is our range", go, { key: "expect" }),
    ui.bad ? h("span", { class: "bad" }, "Write two numbers, such as 400 and 900.") : null,
  );
}
