/** A card that says more about what somebody points at, or has come to with the keyboard. */

import { h } from "./dom.js";

/** Let an element have a hint of these lines, the first in bold. */
export function hint(element, lines) {
  let card = null;
  const show = () => {
    const root = element.closest(".pmo");
    const words = lines();
    if (!root || card || !words.length) return;
    card = h("div", { class: "hint", role: "tooltip" }, h("b", {}, words[0]), ...words.slice(1).map((it) => h("p", {}, it)));
    root.append(card);
    place(card, element, root);
  };
  const hide = () => {
    card?.remove();
    card = null;
  };
  element.addEventListener("pointerenter", show);
  element.addEventListener("pointerleave", hide);
  element.addEventListener("pointerdown", hide);
  element.addEventListener("focus", show);
  element.addEventListener("blur", hide);
  return element;
}

/** Take away every hint: what it belongs to is about to be drawn anew. */
export function forgetHints(root) {
  root.querySelectorAll(".hint").forEach((it) => it.remove());
}

function place(card, element, root) {
  const here = element.getBoundingClientRect();
  const frame = root.getBoundingClientRect();
  const wide = card.offsetWidth;
  const high = card.offsetHeight;
  const left = Math.max(6, Math.min(here.left - frame.left, frame.width - wide - 6));
  const below = here.bottom - frame.top + 5;
  const top = below + high > frame.height ? here.top - frame.top - high - 5 : below;
  card.style.left = `${left}px`;
  card.style.top = `${Math.max(4, top)}px`;
}
