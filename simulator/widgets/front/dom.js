/** What all regions share: making elements, and redrawing without losing the place. */

const SVG = "http://www.w3.org/2000/svg";

/** An element: `h("p", {class: "soft", onclick: act}, "text", child)`. Nothing is ever parsed as HTML. */
export function h(tag, props = {}, ...children) {
  return filled(document.createElement(tag), props, children);
}

/** The same for pictures. */
export function svg(tag, props = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), props, children);
}

function filled(element, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") element.style.cssText = value; // an attribute would be inline style, which strict pages forbid
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((it) => it !== null && it !== undefined && it !== false));
  return element;
}

/** A button; its key lets it keep the focus when everything is drawn anew. Its name is said outright,
    since a browser leaves out the text of a cell that is out of sight. */
export function button(text, act, props = {}) {
  const name = typeof text === "string" ? text : null;
  return h("button", { type: "button", onclick: act, "data-key": props.key || text, "aria-label": name, ...props, key: null }, text);
}

/** Words for those who listen, not for those who look. */
export const unseen = (text) => h("span", { class: "unseen" }, text);

/** A number as people write it. */
export const number = (value, digits = 0) =>
  value.toLocaleString("en", { maximumFractionDigits: digits, minimumFractionDigits: 0 }).replace("-", "−");

/** Money, in k€. */
export const money = (value) => `${number(value)} k€`;

/** The same with its sign. */
export const signed = (value) => (value > 0 ? "+" : "") + money(value);

/** How many, with its noun. */
export const count = (many, one, more = `${one}s`) => `${many.toLocaleString("en")} ${many === 1 ? one : more}`;

/** Put `fresh` in the place of `old`, with the same focus and the same scrolled places. */
export function redraw(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const key = focused?.closest("[data-key]")?.dataset.key;
  const selection = focused instanceof HTMLInputElement ? [focused.value, focused.selectionStart, focused.selectionEnd] : null;
  const places = [...old.querySelectorAll("[data-scroll]")].map((it) => [it.dataset.scroll, it.scrollTop]);
  old.replaceWith(fresh);
  for (const [name, top] of places) {
    const place = fresh.querySelector(`[data-scroll="${name}"]`);
    if (place) place.scrollTop = top;
  }
  if (!key) return fresh;
  const again = fresh.querySelector(`[data-key="${CSS.escape(key)}"]`);
  again?.focus({ preventScroll: true });
  if (selection && again instanceof HTMLInputElement) {
    if (selection[1] === null) again.value = ""; // a number has no selection; only a new value puts its cursor last
    again.value = selection[0];
    if (selection[1] !== null) again.setSelectionRange(selection[1], selection[2]);
  }
  return fresh;
}

/** Let elements that have moved glide from their old place; `[data-glide]` names them. */
export function glide(root, change) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return change();
  const before = new Map([...root.querySelectorAll("[data-glide]")].map((it) => [it.dataset.glide, it.getBoundingClientRect().top]));
  const done = change();
  for (const it of root.querySelectorAll("[data-glide]")) {
    const moved = (before.get(it.dataset.glide) ?? NaN) - it.getBoundingClientRect().top;
    if (Math.abs(moved) > 2) it.animate([{ transform: `translateY(${moved}px)` }, { transform: "none" }], { duration: 220, easing: "ease-out" });
  }
  return done;
}
