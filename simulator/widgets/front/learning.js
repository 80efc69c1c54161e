/** A test without a name: one question at a time, back and forth, until it is handed in. */

import { button, h, number } from "./dom.js";
import { diagram } from "./learning_diagram.js";
import { explorable, said, working } from "./explorable.js";
import { handle, place, ticks } from "./slide.js";

const SURE = [0.5, 0.6, 0.7, 0.8, 0.9, 1];
const TITLES = { before: "Before the course", after: "After the course" };
const SURENESS = { 0.5: "50 %: a coin", 1: "100 %: certain" };

const draw = (all) => {
  const { page, state } = all;
  const body = !page.code ? start(all) : page.handed ? handed(all) : running(all);
  return h("section", { class: "card learning", "aria-label": `${TITLES[page.moment]}: twelve questions` }, body, state.said || !state.open ? said(state) : null);
};

/** Before it begins: what it is, and for the second test the code of the first. */
function start({ page, ui, send }) {
  const code = () => ui.code ?? page.suggested; // known only once the first test is handed in
  const begin = () => send({ do: "begin", code: code() });
  const second = page.moment === "after";
  return [
    h("h3", {}, TITLES[page.moment]),
    h(
      "p",
      {},
      `Twelve questions, about ${page.minutes} minutes. There is no mark, and nobody is asked for a name. `,
      second
        ? "Type the code that you wrote down at the first test, so that the two belong together."
        : "You get a code of five letters. Write it down: with it the second test finds the first.",
    ),
    h(
      "div",
      { class: "acts" },
      second
        ? h("label", {}, "Your code ", h("input", {
            type: "text", size: 8, maxlength: 12, autocomplete: "off", autocapitalize: "characters", spellcheck: "false", value: code(), "data-key": "code",
            oninput: (event) => { ui.code = event.target.value; },
            onkeydown: (event) => event.key === "Enter" && (event.preventDefault(), begin()),
          }))
        : null,
      button("Begin", begin, { class: "main", key: "begin" }),
    ),
  ];
}

/** One question, and the way to the others. */
function running(all) {
  const { page, send } = all;
  const item = page.items[page.place];
  const ready = page.given.filter((it) => it.whole).length;
  const turn = (to) => send({ do: "turn", place: to });
  const last = page.items.length - 1;
  return [
    h(
      "div",
      { class: "way" },
      h("ol", { "aria-label": "Questions" }, page.items.map((it, n) => step({ page, n, turn }))),
      h("span", { class: "soft" }, "your code ", h("b", { class: "code" }, page.code)),
    ),
    h("p", { class: "unseen", role: "status" }, `Question ${page.place + 1} of ${page.items.length}: ${item.title}`),
    h("h3", {}, item.title),
    h("p", { class: "story" }, item.story),
    item.table.length ? table(item.table) : null,
    item.kind === "diagram" ? diagram(item, page.given[page.place].choice) : null,
    h("p", { class: "asked" }, item.question),
    item.kind === "range" ? range({ ...all, item }) : options({ ...all, item }),
    item.how_sure ? sureness(all) : null,
    h(
      "div",
      { class: "acts" },
      button("Back", () => turn(page.place - 1), { key: "back", disabled: page.place === 0 }),
      button("Next", () => turn(page.place + 1), { key: "next", class: ready === page.items.length ? "" : "main", disabled: page.place === last }),
      h("span", { class: "soft" }, `${ready} of ${page.items.length} answered`),
      button("Hand in", () => send({ do: "hand_in" }), { key: "hand in", class: ready === page.items.length ? "main" : "" }),
    ),
  ];
}

function step({ page, n, turn }) {
  const whole = page.given[n].whole;
  return h(
    "li",
    {},
    h("button", {
      type: "button", class: whole ? "mini whole" : "mini", "data-key": `step ${n}`, "aria-current": n === page.place ? "step" : null,
      "aria-label": `Question ${n + 1}, ${whole ? "answered" : "not answered"}`, onclick: () => turn(n),
    }, String(n + 1)),
  );
}

const table = ([head, ...rows]) =>
  h("table", {}, h("thead", {}, h("tr", {}, head.map((it) => h("th", { scope: "col" }, it)))), h("tbody", {}, rows.map((row) => h("tr", {}, row.map((it) => h("td", {}, it))))));

/** A range on a line; all of the line is as good as nothing. */
function range({ page, ui, item, send, again }) {
  const at = page.place;
  const given = page.given[at];
  ui.ranges ??= {};
  const mine = () => ui.ranges[at] ?? { low: given.low ?? item.start, high: given.high ?? item.end };
  const tell = (it) => {
    delete ui.ranges[at];
    send({ do: "answer", place: at, ...it });
  };
  const set = (end) => (value) => {
    const it = { ...mine(), [end]: value };
    if (it.low > it.high) it[end === "low" ? "high" : "low"] = value; // one end pushes the other
    ui.ranges[at] = it;
    again();
  };
  const now = mine();
  const line = { start: Math.min(item.start, now.low), end: Math.max(item.end, now.high), step: item.step };
  const grip = (end, name) => handle({ key: `${end} ${at}`, label: `${name}, ${item.question}`, value: now[end], text: `${number(now[end], 1)} ${item.unit}`, line, set: set(end), done: () => tell(mine()) });
  const box = (end, name) =>
    h("label", {}, `${name} `, h("input", {
      type: "text", inputmode: "decimal", size: 7, value: String(Number(now[end].toFixed(2))), "data-key": `type ${end} ${at}`,
      onchange: (event) => {
        const typed = Number(event.target.value.trim().replace("−", "-").replace(",", "."));
        if (Number.isFinite(typed) && event.target.value.trim()) tell({ ...mine(), [end]: typed });
        else again();
      },
    }));
  const [low, high] = [place(now.low, line), place(now.high, line)];
  return [
    h(
      "div",
      { class: given.whole ? "numbers" : "numbers untouched" },
      h("span", { class: "rail" }),
      h("span", { class: "range", style: `left:${low.toFixed(2)}%;width:${(high - low).toFixed(2)}%` }),
      grip("low", "Lowest"),
      grip("high", "Highest"),
      ...ticks(line, 6, (it) => number(it, 1)),
    ),
    h("div", { class: "acts" }, box("low", "lowest"), box("high", "highest"), h("span", { class: "soft" }, `${item.unit}; so that it holds in 8 of 10 cases`)),
  ];
}

/** What can be chosen. */
function options({ page, item, send }) {
  const at = page.place;
  return h(
    "fieldset",
    { class: "answers column" },
    h("legend", { class: "unseen" }, item.question),
    item.options.map((text, n) => radio({ name: `pmo-${page.moment}-${at}`, text, key: `option ${at} ${n}`, chosen: page.given[at].choice === n + 1, act: () => send({ do: "answer", place: at, choice: n + 1 }) })),
  );
}

/** From a coin to certain. */
function sureness({ page, send }) {
  const at = page.place;
  return h(
    "fieldset",
    { class: "answers" },
    h("legend", {}, "How sure are you?"),
    SURE.map((it) => radio({ name: `pmo-sure-${page.moment}-${at}`, text: SURENESS[it] ?? `${Math.round(100 * it)} %`, key: `sure ${at} ${it}`, chosen: page.given[at].sure === it, act: () => send({ do: "answer", place: at, sure: it }) })),
  );
}

const radio = ({ name, text, key, chosen, act }) => h("label", { class: chosen ? "chosen" : "" }, h("input", { type: "radio", name, checked: chosen, "data-key": key, onchange: act }), text);

/** Handed in: the code once more, the file, and after the second test what many worlds say. */
function handed({ page, state, send }) {
  const second = page.moment === "after";
  return [
    h("h3", {}, `${TITLES[page.moment]}: handed in`),
    h("p", {}, "Your code is ", h("b", { class: "code big" }, page.code), second ? "" : " Write it down; the second test asks for it."),
    h(
      "div",
      { class: "acts" },
      button(page.file ? "Saved" : "Save it as a file", () => send({ do: "save" }), { class: page.file ? "" : "main", key: "save", disabled: Boolean(page.file) }),
      page.file ? h("span", {}, "It lies here: ", h("code", {}, page.file)) : h("span", { class: "soft" }, "A small table for your mentor: the code and your answers, no name."),
    ),
    second ? told({ page, state, send }) : h("p", { class: "soft" }, "What is right is told after the second test."),
  ];
}

function told({ page, state, send }) {
  if (!page.told.length) {
    return h("div", { class: "acts" }, state.busy ? working({ busy: true, done: page.done, most: page.most, send }) : button("Tell me what many worlds say", () => send({ do: "tell" }), { key: "tell" }));
  }
  const moments = ["before", "after"].filter((it) => page.told.some((one) => one.moment === it));
  const mean = (moment) => {
    const mine = page.told.filter((it) => it.moment === moment);
    return Math.round(mine.reduce((sum, it) => sum + it.points, 0) / mine.length);
  };
  return [
    h("p", {}, moments.map((it) => [h("b", { class: "big" }, mean(it)), h("span", { class: "soft" }, ` of 100 points ${it} the course `)])),
    h("p", { class: "soft" }, "With twelve questions, one person’s points move by ten or fifteen through chance alone. What a course brings is seen in a whole class."),
    moments.map((moment) =>
      h(
        "details",
        { class: "told" },
        h("summary", { "data-key": `told ${moment}` }, `${TITLES[moment]}: your answers and what many worlds say`),
        h("ol", {}, page.told.filter((it) => it.moment === moment).map(one)),
      ),
    ),
  ];
}

const one = (it) =>
  h("li", {}, h("span", { class: "points" }, `${it.points} points`, h("i", { style: `width:${it.points}%` })), h("div", {}, h("b", {}, it.title), h("p", {}, h("span", { class: "soft" }, "you said "), it.said), h("p", {}, h("span", { class: "soft" }, "many worlds say "), it.found), h("p", { class: "soft" }, it.why)));

export default explorable(draw);
