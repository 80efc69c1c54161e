/** Five plain questions, and three maps of where a PMO pays, with one's own office on them. */

import { button, h, number } from "./dom.js";
import { choice, explorable, said } from "./explorable.js";

const draw = ({ page, state, send }) => {
  const open = state.open;
  return h(
    "section",
    { class: "card standing", "aria-label": "Where your own office stands" },
    h("div", { class: "asked" }, page.questions.map((it) => question({ it, send, open }))),
    expectation({ page, send, open }),
    state.said || !open ? said(state) : h("p", { class: "said", role: "status" }, story(page)),
    h("div", { class: "maps" }, heights(page), page.cultures.map((it) => map({ page, culture: it }))),
    legend(page),
  );
};

function question({ it, send, open }) {
  const empty = "choose …";
  return choice({
    key: it.name,
    label: it.text,
    value: it.answer || empty,
    options: it.answer ? it.answers : [empty, ...it.answers],
    set: (answer) => answer !== empty && send({ do: "answer", question: it.name, answer }),
    disabled: !open,
  });
}

function expectation({ page, send, open }) {
  const ready = open && page.answered === page.questions.length;
  return h(
    "div",
    { class: "acts", role: "group", "aria-label": "What do you expect there?" },
    h("span", {}, "There a PMO, as I expect:"),
    page.expects.map((it) => button(it === "costs" ? "costs more than it brings" : it, () => send({ do: "expect", verdict: it }), { class: page.expected === it ? "main" : "", key: `expect ${it}`, disabled: !ready || page.told })),
  );
}

function story(page) {
  const missing = page.questions.length - page.answered;
  if (missing) return page.answered ? `${missing} more to answer. What is framed is where your office may stand by now.` : "Answer about your own office. Its place on the map moves with each answer.";
  if (!page.told) return "That is where your office stands. Say what you expect there, and the map turns over.";
  const all = Object.values(page.found).reduce((a, b) => a + b, 0);
  const parts = Object.entries(page.found).filter(([, many]) => many);
  const what = { pays: "a PMO pays", costs: "it costs more than it brings", "nobody can tell": "nobody can tell" };
  const found = parts.length === 1 ? what[parts[0][0]] : parts.map(([it, many]) => `${what[it]} in ${many} of ${all} places`).join(", ");
  return `In the office of the map, where yours stands, ${found}. You expected: ${page.expected}.`;
}

function heights(page) {
  return h("div", { class: "heights", "aria-hidden": "true" }, h("small", {}, "what goes wrong"), [...page.trouble_words].reverse().map((it) => h("span", {}, it)));
}

/** One map: how full from left to right, how much goes wrong from below. */
function map({ page, culture }) {
  const tiles = page.tiles.filter((it) => it.culture === culture);
  const rows = [...page.troubles].reverse();
  return h(
    "div",
    { class: "map" },
    h("b", {}, culture),
    h(
      "div",
      { class: "grid", role: "img", "aria-label": words({ page, culture, tiles }) },
      rows.map((trouble) => page.loads.map((load) => tile({ page, it: tiles.find((each) => each.load === load && each.trouble === trouble) }))),
    ),
    h("div", { class: "loads", "aria-hidden": "true" }, page.load_words.map((it) => h("span", {}, it))),
  );
}

function tile({ page, it }) {
  const mine = page.mine && within(it, page.mine) && (!page.mine.culture || page.mine.culture === it.culture);
  const lesson = within(it, page.lesson) && page.lesson.culture === it.culture;
  const kind = { pays: Math.abs(it.share) > 12 ? "pays much" : "pays", costs: Math.abs(it.share) > 12 ? "costs much" : "costs", "nobody can tell": "unsure" }[it.verdict] ?? "";
  const text = it.share === null ? "" : it.verdict === "nobody can tell" ? "?" : `${it.share > 0 ? "+" : ""}${number(it.share)}`;
  return h("i", { class: `tile ${kind}${mine ? " mine" : ""}` }, lesson ? h("u", {}, "W") : null, text);
}

const within = (it, spot) => spot.loads[0] <= it.load && it.load <= spot.loads[1] && spot.troubles[0] <= it.trouble && it.trouble <= spot.troubles[1];

function words({ page, culture, tiles }) {
  const own = page.mine?.culture === culture ? ", your own office is on it" : "";
  if (!page.told) return `Where ${culture}: a map that is face down${own}`;
  const many = (what) => tiles.filter((it) => it.verdict === what).length;
  return `Where ${culture}: a PMO pays in ${many("pays")} of ${tiles.length} places, costs more than it brings in ${many("costs")}${own}`;
}

function legend(page) {
  return h(
    "small",
    { class: "legend soft" },
    h("span", {}, h("i", { class: "tile mine" }), " your office"),
    h("span", {}, h("i", { class: "tile" }, h("u", {}, "W")), " the waterworks"),
    page.told ? [h("span", {}, h("i", { class: "tile pays" }, "+"), " pays"), h("span", {}, h("i", { class: "tile costs" }, "−"), " costs more than it brings"), h("span", {}, h("i", { class: "tile unsure" }, "?"), " nobody can tell"), h("span", {}, `in % of what all projects promise, ${page.worlds} worlds a place`)] : null,
  );
}

export default explorable(draw);
