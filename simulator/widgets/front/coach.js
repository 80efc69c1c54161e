/** The coach: one quiet line above the last one, with room of its own, so that nothing ever moves. */

import { button, h } from "./dom.js";

export function coach({ coach: it, send }) {
  if (!it.on) return null;
  return h(
    "section",
    { class: "coach", "aria-label": "Coach" },
    h("small", { "aria-hidden": "true" }, "Coach"),
    it.text ? h("p", { class: "words", title: it.text }, it.text) : h("p", { class: "soft" }, "Nothing to ask just now."),
    it.text ? button("Not now", (event) => leave(event, send), { class: "quiet", key: "not now", title: "Take it away, and say nothing for a month" }) : null,
  );
}

/** How many lines any sentence of a shipped organisation needs, in a cockpit of so many pixels. */
export const coachLines = (wide) => (wide < 760 ? 6 : wide < 1000 ? 4 : wide < 1240 ? 3 : 2);

/** The switch; there is none where the mentor wants no coach. */
export function coachSwitch({ coach: it, send }) {
  if (!it.offered) return null;
  return button("Coach", () => send({ do: "coach", on: !it.on }), { title: "On or off: somebody who asks, now and then, about what can be seen here, and never says what to do", "aria-pressed": String(Boolean(it.on)), key: "coach", class: it.on ? "on" : "" });
}

/** The button goes with the words: the focus goes to the switch, so that it is not lost. */
function leave(event, send) {
  event.currentTarget.closest(".cockpit").querySelector('[data-key="coach"]')?.focus({ preventScroll: true });
  send({ do: "not_now" });
}
