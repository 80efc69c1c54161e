// What the pictures are made of. Plain scripts, not modules, so that the pages also work from a
// folder without a server.
const SVG = "http://www.w3.org/2000/svg";
const COLOURS = { blue: "#0072b2", vermilion: "#d55e00", green: "#009e73", orange: "#e69f00" };
const INK = "currentColor";
const FAINT = "var(--figure-faint)";

const money = (value) => `${Math.round(value).toLocaleString("en-GB").replace("-", "−")} k€`;
const signed = (value) => (value > 0 ? "+" : "") + money(value);

// An element with attributes and children; texts stay texts.
function h(tag, about = {}, ...children) {
  return filled(document.createElement(tag), about, children);
}

// The same of a drawing.
function shape(tag, about = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), about, children);
}

function filled(element, about, children) {
  for (const [name, value] of Object.entries(about)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== null && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.filter((it) => it !== null));
  return element;
}

// A drawing as wide as its place, so that letters have one size on a phone and on a wall.
function sheet(stage, height, words) {
  const width = Math.max(260, Math.min(760, stage.clientWidth));
  const box = { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": words };
  return { width, svg: shape("svg", box) };
}

function text(x, y, words, about = {}) {
  return shape("text", { x, y, "font-size": 13, fill: INK, ...about }, words);
}

function line(x1, y1, x2, y2, about = {}) {
  return shape("line", { x1, y1, x2, y2, stroke: INK, ...about });
}

// From numbers to places.
function scale(low, high, first, last) {
  return (value) => first + ((last - first) * (value - low)) / (high - low || 1);
}

function ticks(low, high, most) {
  const raw = (high - low) / most || 1;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((it) => it * power).find((it) => it >= raw);
  const found = [];
  for (let at = Math.ceil(low / step) * step; at <= high; at += step) found.push(at);
  return found;
}

// An axis below, with its lines up to the top.
function axis(svg, across, low, high, top, bottom, words, width) {
  for (const at of ticks(low, high, width < 480 ? 5 : 7)) {
    svg.append(line(across(at), top, across(at), bottom, { stroke: FAINT }));
    const number = (at || 0).toLocaleString("en-GB").replace("-", "−");
    svg.append(text(across(at), bottom + 15, number, { "text-anchor": "middle", "font-size": 12 }));
  }
  const middle = (across(low) + across(high)) / 2;
  svg.append(text(middle, bottom + 32, words, { "text-anchor": "middle", "font-size": 12 }));
}

// One of some words; `chosen` is told its number.
function choice(name, words, options, chosen) {
  const id = `choice-${(choice.count = (choice.count || 0) + 1)}`;
  const rows = options.map((option, number) =>
    h("label", {},
      h("input", { type: "radio", name: id, checked: number === 0 ? "" : null,
        change: () => chosen(number) }),
      ` ${option}`));
  return h("fieldset", {}, h("legend", {}, words || name), ...rows);
}

// One of some numbers in their order; `chosen` is told which.
function slider(words, values, start, say, chosen) {
  const shown = h("b", {}, say(values[start]));
  const input = h("input", {
    type: "range", min: 0, max: values.length - 1, value: start, "aria-valuetext": say(values[start]),
    input: () => {
      shown.textContent = say(values[input.value]);
      input.setAttribute("aria-valuetext", say(values[input.value]));
      chosen(Number(input.value));
    },
  });
  return h("label", { class: "slider" }, h("span", {}, words), input, shown);
}

// What came of a choice, told to everybody.
const answer = () => h("p", { role: "status", class: "answer" });

// Projects as bars from their beginning to their end, with the day on which each was due.
function projects(svg, bars, top, across, colour, ghost = null) {
  bars.forEach((bar, row) => {
    const y = top + 38 * row;
    svg.append(text(0, y + 12, bar.name, { "font-weight": 600 }));
    const draw = (it, height, fill, opacity) =>
      it.from !== null && it.to !== null && svg.append(shape("rect", {
        x: across(it.from), y: y + 17, width: Math.max(2, across(it.to) - across(it.from)), height,
        fill, opacity, rx: 2 }));
    if (ghost) draw(ghost[row], 15, INK, 0.22);
    draw(bar, ghost ? 8 : 14, colour, 1);
    const x = across(bar.due);
    svg.append(shape("path", { d: `M${x} ${y + 16}l6 8-6 8-6-8z`, fill: "none", stroke: INK,
      "stroke-width": 1.8 }));
  });
}

const lastDay = (runs) =>
  Math.max(...runs.flatMap((bars) => bars.flatMap((it) => [it.to || 0, it.due])));
