/** A causal diagram as a picture: boxes, arrows, and the place that is empty. */

import { svg } from "./dom.js";

const WIDE = 600;
const HALF = { x: 60, y: 25 }; // half a box
const LONGEST = 14; // letters of a line in a box
const BEND = 46; // how far an arrow that jumps over a box swings up

/** @param choice which candidate stands in the empty place, from 1 on; null if none was chosen. */
export function diagram(item, choice) {
  const rows = new Set(item.boxes.map((it) => it.y)).size;
  const tall = rows > 1 ? 210 : 96;
  const at = new Map(item.boxes.map((it) => [it.id, { x: (it.x * WIDE) / 100, y: (it.y * tall) / 100 }]));
  const head = `pmo-head-${item.title.replaceAll(/\W/g, "")}`;
  const to = item.begins && choice ? item.ends[choice - 1] : null;
  return svg(
    "svg",
    { class: "diagram", viewBox: `0 ${item.begins ? -34 : -4} ${WIDE} ${tall + (item.begins ? 40 : 8)}`, role: "img", "aria-label": words(item, choice) },
    svg("defs", {}, marker(head, "line"), marker(`${head}-mine`, "mine")),
    item.arrows.map(([from, end]) => arrow(at.get(from), at.get(end), "line", head)),
    to ? arrow(at.get(item.begins), at.get(to), "mine", `${head}-mine`) : null,
    item.boxes.map((it) => box(it, at.get(it.id), item, choice)),
  );
}

/** The same for those who listen. */
function words(item, choice) {
  const chosen = choice ? item.options[choice - 1] : "an empty place";
  const name = (id) => item.boxes.find((it) => it.id === id).text || (choice ? chosen : "an empty box");
  const told = item.arrows.map(([from, to]) => `${name(from)} leads to ${name(to)}`);
  if (item.begins) told.push(`${name(item.begins)} leads to ${choice ? chosen : "something that is missing"}`);
  const loose = item.boxes.filter((it) => it.text && !item.arrows.flat().includes(it.id)).map((it) => it.text);
  return `${told.join("; ")}.${loose.length ? ` Without an arrow: ${loose.join(", ")}.` : ""}`;
}

const marker = (id, kind) => svg("marker", { id, viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 8, markerHeight: 8, orient: "auto-start-reverse", class: kind }, svg("path", { d: "M0 0 10 5 0 10z" }));

function box(it, { x, y }, item, choice) {
  const empty = !it.text;
  const text = empty ? (choice ? item.options[choice - 1] : "?") : it.text;
  const lines = wrapped(text);
  const begins = it.id === item.begins;
  return svg(
    "g",
    { class: empty ? "box empty" : begins ? "box begins" : "box" },
    svg("rect", { x: x - HALF.x, y: y - HALF.y, width: 2 * HALF.x, height: 2 * HALF.y, rx: 7 }),
    svg("text", { x, y: y - (lines.length - 1) * 7.5 + 4.5, "text-anchor": "middle" }, lines.map((line, n) => svg("tspan", { x, dy: n ? 15 : 0 }, line))),
    begins && !choice ? svg("text", { class: "missing", x: x + HALF.x - 8, y: y - HALF.y - 6, "text-anchor": "middle" }, "?") : null,
  );
}

/** Words in lines that fit into a box. */
function wrapped(text) {
  const lines = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= LONGEST) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** From border to border; over the boxes in between, if there are any. */
function arrow(from, to, kind, head) {
  const over = from.y === to.y && Math.abs(from.x - to.x) > WIDE / 2.5;
  const middle = { x: (from.x + to.x) / 2, y: over ? from.y - HALF.y - BEND : (from.y + to.y) / 2 };
  const start = border(from, over ? { x: from.x + (to.x - from.x) / 8, y: -100 } : to);
  const end = border(to, over ? { x: to.x + (from.x - to.x) / 8, y: -100 } : from);
  return svg("path", { class: `arrow ${kind}`, d: `M${start.x} ${start.y}Q${middle.x} ${middle.y} ${end.x} ${end.y}`, "marker-end": `url(#${head})` });
}

/** Where the way from the middle of a box towards a point leaves the box. */
function border(middle, towards) {
  const [x, y] = [towards.x - middle.x, towards.y - middle.y];
  const share = Math.min(x ? (HALF.x + 3) / Math.abs(x) : Infinity, y ? (HALF.y + 3) / Math.abs(y) : Infinity);
  return { x: Math.round(middle.x + x * share), y: Math.round(middle.y + y * share) };
}
