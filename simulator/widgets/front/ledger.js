/** A ledger of twenty, one sentence about one's own worth, and a hundred audits. */

import { button, h, money, number } from "./dom.js";
import { explorable, said, working } from "./explorable.js";
import { player } from "./player.js";
import { handle, place, ticks } from "./slide.js";

const DOT = 1.1; // per cent of the line that a dot takes
const STEP = 10; // k€

const draw = ({ page, state, ui, send, again }) => {
  const line = { start: page.start, end: page.end, step: STEP };
  const written = ui.written ?? page.written;
  const kept = page.own.length === page.offices;
  const audited = page.findings.length;
  ui.played ??= 0;
  if (!audited) ui.played = 0;
  const set = (value) => {
    ui.written = value;
    again();
  };
  const write = (value) => {
    delete ui.written;
    send({ do: "write", amount: value });
  };
  return h(
    "section",
    { class: "card ledger", "aria-label": "A ledger, a statement, and a hundred audits" },
    h(
      "div",
      { class: "acts" },
      kept ? null : button("Open the ledger", () => send({ do: "keep" }), { class: "main", key: "keep", disabled: !state.open || state.busy }),
      kept ? button(page.signed === null ? `Sign “at least ${money(page.written)}”` : `Signed: at least ${money(page.signed)}`, () => send({ do: "sign" }), { class: page.signed === null ? "main" : "", key: "sign", disabled: page.signed !== null || state.busy || !state.open }) : null,
      audited ? player({ ui, again, count: audited, open: true, names: { play: "Let the audits come", again: "Once more" } }) : null,
      working({ busy: state.busy, done: page.own.length, most: page.offices, send }),
    ),
    state.said || !state.open ? said(state) : h("p", { class: "said", role: "status" }, story({ page, kept, audited, written, played: ui.played })),
    h(
      "div",
      { class: "field" },
      h(
        "div",
        {},
        row({ name: "The ledger", small: `${page.offices} worlds, with the office less without it`, dots: stacked(page.own, line, () => "own"), page, line, audited }),
        h("div", { class: "numbers" }, h("div", { class: "rail" }), ...ticks(line, 7, (it) => (it ? money(it) : "0")), handle({ key: "written", label: "You write: at least", value: written, text: `at least ${money(written)}`, line, set, done: write, disabled: !kept || state.busy })),
        audited ? row({ name: "The audits", small: "each plays twenty others", dots: stacked(page.findings.slice(0, ui.played), line, (it) => (it >= written ? "holds" : "fails"), ui.played < audited ? ui.played - 1 : null), line, flag: place(written, line) }) : null,
      ),
      sum({ page, audited, written, played: ui.played }),
    ),
  );
};

function story({ page, kept, audited, written, played }) {
  if (!kept) return "The ledger says what the office brought in twenty worlds, against the same ones without it.";
  if (page.signed === null) return "Leadership asks for one number. Drag it to what you dare to write, and sign.";
  if (!audited) return "The auditors are on their way …";
  if (!played) return `You have signed at least ${money(page.signed)}. A hundred auditors come.`;
  if (played < audited) {
    const found = page.findings[played - 1];
    return `Audit ${played} finds ${money(Math.round(found))}: ${found >= written ? "it holds." : "you have claimed too much."}`;
  }
  return `The ledger says ${money(Math.round(page.mean))}, known to within ${number(page.low)} and ${number(page.high)}. Drag what you write, and see what is believed.`;
}

/** A line of dots; with the ledger's interval once audits have come. */
function row({ name, small, dots, page, line, audited, flag }) {
  return h(
    "div",
    { class: "line" },
    h("div", {}, h("b", {}, name), " ", h("small", {}, small)),
    h("div", { class: flag === undefined ? "track low" : "track" }, h("span", { class: "floor" }), page && audited ? h("span", { class: "interval", style: `left:${place(page.low, line).toFixed(2)}%;width:${(place(page.high, line) - place(page.low, line)).toFixed(2)}%` }) : null, flag === undefined ? null : h("span", { class: "flag", style: `left:${flag.toFixed(2)}%` }), dots),
  );
}

function stacked(numbers, line, kind, lit = null) {
  const stacks = new Map();
  return numbers.map((it, n) => {
    const column = Math.round(place(it, line) / DOT);
    const level = stacks.get(column) ?? 0;
    stacks.set(column, level + 1);
    return h("i", { class: `${kind(it)}${n === lit ? " lit" : ""}`, style: `left:${(column * DOT).toFixed(2)}%;bottom:${2 + Math.min(level, 12) * 8}px` });
  });
}

function sum({ page, audited, written, played }) {
  const seen = page.findings.slice(0, played);
  const holds = seen.filter((it) => it >= written).length;
  const over = audited > 0 && played === audited;
  const all = page.findings.filter((it) => it >= written).length;
  return h(
    "div",
    { class: "sum" },
    h("span", { class: "big" }, played ? String(holds) : "?"),
    h("small", {}, over ? "of 100 audits: it holds" : played ? `of ${played} audits: it holds` : "of 100 audits"),
    over ? h("small", {}, `believed on average: ${money(Math.round((written * all) / audited))}`) : null,
  );
}

export default explorable(draw);
