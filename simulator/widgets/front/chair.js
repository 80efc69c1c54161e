/** Eight quarters in the chair: what came in, who waits, what the reports say, and three decisions. */

import { button, h, money, number, svg, unseen } from "./dom.js";
import { explorable, said } from "./explorable.js";

const WIDE = 800;
const HIGH = 96;

const draw = ({ page, state, send }) => {
  const over = page.quarter > page.quarters;
  return h(
    "section",
    { class: "card chair", "aria-label": "Two years in the chair" },
    state.said ? said(state) : h("p", { class: "said", role: "status" }, story({ page, state, over })),
    sum(page, over),
    river(page),
    years(page),
    over ? null : desk(page),
    over ? null : offers({ page, send }),
    over
      ? null
      : h(
          "div",
          { class: "acts" },
          button(page.quarter === page.quarters ? "Let the last quarter pass" : "Let the quarter pass", () => send({ do: "pass" }), { class: "main", key: "pass", disabled: !state.open || Boolean(page.ready) }),
          h("span", {}, h("b", {}, String(page.taken)), ` of ${page.most} decisions`),
        ),
    page.kept ? h("p", { class: "small" }, page.kept) : null,
  );
};

/** What just happened, in words. */
function story({ page, state, over }) {
  if (page.ready) return `${page.ready}; then the first quarter can pass.`;
  if (!state.open) return `${state.first}; then the first quarter can pass.`;
  if (over) return "Two years are over, and what was still open has been finished without you. Look back below.";
  const last = page.past.at(-1);
  if (!last) return "It is your first morning. Read the desk, take up to three decisions, and let the quarter pass.";
  const late = last.landed.filter((it) => it.late > 0).length;
  const came = last.landed.length ? `${last.landed.length} delivered${late ? `, ${late} of them late` : ", all on time"}` : "nothing was delivered";
  return `Quarter ${page.quarter - 1} has passed: ${came}; ${last.trouble ? `trouble came up ${last.trouble === 1 ? "once" : `${last.trouble} times`}` : "no trouble came up"}.`;
}

function sum(page, over) {
  return h(
    "div",
    { class: "sum" },
    h("span", { class: "big" }, number(page.net)),
    h("span", {}, h("b", {}, over ? "k€: what two years brought" : "k€ so far"), h("small", {}, "delivered, less all that was spent")),
    h("span", {}, h("b", {}, `${page.delivered} of ${page.of}`), h("small", {}, `projects delivered, ${page.on_time} on time`)),
  );
}

/** Money over the days: a line that falls with wages and climbs with deliveries. */
function river({ path, quarters, length, quarter }) {
  const end = Math.max(quarters * length, path.at(-1).day);
  const highest = Math.max(500, ...path.map((it) => it.net));
  const lowest = Math.min(-500, ...path.map((it) => it.net));
  const x = (day) => (WIDE * day) / end;
  const y = (net) => HIGH - (HIGH * (net - lowest)) / (highest - lowest);
  const points = path.map((it) => `${x(it.day).toFixed(1)},${y(it.net).toFixed(1)}`).join(" ");
  const lines = Array.from({ length: quarters + 1 }, (_, n) => svg("line", { x1: x(n * length), x2: x(n * length), y1: 0, y2: HIGH, class: "grid" }));
  return svg(
    "svg",
    { class: "river", viewBox: `0 0 ${WIDE} ${HIGH}`, preserveAspectRatio: "none", role: "img", "aria-label": `Delivered less spent, day by day; now ${money(path.at(-1).net)}` },
    quarter <= quarters ? svg("rect", { x: x((quarter - 1) * length), width: x(length), y: 0, height: HIGH, class: "here" }) : null,
    lines,
    svg("line", { x1: 0, x2: WIDE, y1: y(0), y2: y(0), class: "zero" }),
    svg("polyline", { points, class: "net" }),
  );
}

/** The eight quarters side by side: deliveries as squares, decisions in words. */
function years(page) {
  return h(
    "ol",
    { class: "years" },
    Array.from({ length: page.quarters }, (_, n) => {
      const it = page.past[n];
      const here = n + 1 === page.quarter;
      return h(
        "li",
        { class: here ? "here" : it ? "" : "ahead", "aria-current": here ? "step" : null },
        h("b", {}, `Q${n + 1}`),
        it
          ? [
              h(
                "span",
                { class: "squares" },
                it.landed.map((one) => h("i", { class: one.late > 0 ? "late" : "kept", title: `${one.name}, ${one.late > 0 ? `${number(one.late)} days late` : "on time"}` }, one.late > 0 ? "!" : "✓")),
                unseen(it.landed.map((one) => `${one.name} ${one.late > 0 ? "late" : "on time"}`).join(", ") || "nothing delivered"),
              ),
              it.trouble ? h("small", {}, `trouble ${it.trouble}`) : null,
              it.decided.map((words) => h("small", { class: "did" }, words)),
            ]
          : null,
      );
    }),
  );
}

/** The desk: reports on the left, queues on the right. */
function desk(page) {
  return h(
    "div",
    { class: "desk" },
    h(
      "div",
      {},
      h("h3", {}, "What the reports say"),
      h(
        "ul",
        { class: "reports" },
        page.reports.map((it) =>
          h(
            "li",
            {},
            h("i", { class: `heat ${it.colour || "none"}` }, it.colour || "no report"),
            h("span", {}, it.name, it.new ? h("b", { class: "new" }, "new") : null, " ", h("small", {}, it.kind)),
            h("small", { class: "right" }, standing(it)),
          ),
        ),
      ),
    ),
    h(
      "div",
      {},
      h("h3", {}, "Who is busy, who waits"),
      h(
        "ul",
        { class: "queues" },
        page.queues.map((it) =>
          h(
            "li",
            { "aria-label": `${it.name}: ${number(it.people)}, busy ${Math.round(100 * it.busy)} %, ${number(it.short)} more wanted` },
            h("span", {}, `${number(it.people)} ${it.name.toLowerCase()}${it.people === 1 ? "" : "s"}`),
            h("span", { class: "bar" }, h("i", { style: `width:${Math.round(100 * it.busy)}%` })),
            h("small", {}, it.short >= 0.5 ? `${number(it.short)} more wanted` : ""),
          ),
        ),
      ),
    ),
  );
}

function standing(it) {
  if (it.waits_for) return `waits for “${it.waits_for}”`;
  const due = it.due === null ? "" : `due day ${number(it.due)}`;
  if (it.state !== "in progress") return `${it.state}, ${due}`;
  if (!it.colour || Math.abs(it.late) < 1) return due;
  return `${due}, ${number(Math.abs(it.late))} days ${it.late > 0 ? "late" : "early"}`;
}

function offers({ page, send }) {
  return h(
    "div",
    { class: "offers" },
    page.groups.map((group) =>
      h(
        "div",
        { role: "group", "aria-label": group.name },
        h("h3", {}, group.name),
        group.cards.map((it) =>
          h("button", { type: "button", class: it.taken ? "offer taken" : "offer", "aria-pressed": String(it.taken), "data-key": it.key, "aria-label": it.more ? `${it.words}. ${it.more}` : it.words, onclick: () => send({ do: "take", offer: it.key }) }, h("span", {}, it.words), it.more ? h("small", {}, it.more) : null),
        ),
      ),
    ),
  );
}

export default explorable(draw);
