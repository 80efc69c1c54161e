/** What a course changed: a line for each trainee from before to after, and what all come to. */

import { button, h } from "./dom.js";
import { explorable, said, working } from "./explorable.js";
import { place, ticks } from "./slide.js";

const FULL = { start: 0, end: 100 };
const LARGEST = 1 << 20; // bytes of a file of tests; Python says the same

const draw = (all) => {
  const { page, state, send } = all;
  return h(
    "section",
    { class: "card effect", "aria-label": "What the course changed" },
    h("h3", {}, page.headline),
    page.people.length ? people(page) : null,
    page.rows.length ? rows(page) : null,
    page.sentences.map((it) => h("p", {}, it)),
    list("Tests without their other half", page.unmatched),
    list("Files that could not be read", page.refused, "bad"),
    chooser(all),
    state.busy ? working({ busy: true, done: page.done, most: page.most, send }) : null,
    said({ ...state, said: state.said || (page.tests ? `${page.tests} tests are read.` : "Nothing is read yet.") }),
  );
};

const list = (title, items, kind = "") => (items.length ? h("details", { open: kind === "bad" }, h("summary", { "data-key": title }, `${title}: ${items.length}`), h("ul", { class: kind }, items.map((it) => h("li", {}, it)))) : null);

/** Files from this computer, or a folder beside the simulator. */
function chooser({ page, state, ui, send, again }) {
  ui.folder ??= "";
  const read = async (event) => {
    const chosen = [...event.target.files];
    const files = await Promise.all(chosen.map(async (it) => ({ name: it.size > LARGEST ? `${it.name} (too large)` : it.name, text: it.size > LARGEST ? "" : await it.text() })));
    if (files.length) send({ do: "files", files });
    again();
  };
  const open = () => send({ do: "folder", folder: ui.folder });
  return h(
    "div",
    { class: "acts" },
    h("label", { class: "files" }, "Choose files ", h("input", { type: "file", multiple: true, accept: ".csv,text/csv", "data-key": "files", disabled: state.busy, onchange: read })),
    h("label", {}, "or a folder ", h("input", { type: "text", size: 30, placeholder: page.folder, value: ui.folder, "data-key": "folder", oninput: (event) => { ui.folder = event.target.value; }, onkeydown: (event) => event.key === "Enter" && (event.preventDefault(), open()) })),
    button("Read the folder", open, { key: "read", disabled: state.busy }),
    page.tests || page.refused.length ? button("Begin anew", () => send({ do: "clear" }), { key: "clear", class: "quiet", disabled: state.busy }) : null,
  );
}

/** Each trainee a line, from a ring to a dot. */
function people({ people: all }) {
  const sorted = [...all].sort((one, other) => other.after - one.after);
  return h(
    "figure",
    { class: "people" },
    h("figcaption", {}, h("span", {}, "○ before  ● after, points of 100"), all.some((it) => it.only_thinks) ? h("span", { class: "fair" }, "◆ surer, but not right more often") : null),
    h("ul", {}, sorted.map(person)),
    h("div", { class: "axis" }, h("span"), h("div", { class: "track" }, ...ticks(FULL, 6))),
  );
}

function person(it) {
  const [before, after] = [100 * it.before, 100 * it.after];
  const [left, right] = [Math.min(before, after), Math.max(before, after)];
  const told = `${it.code}: ${Math.round(before)} before, ${Math.round(after)} after${it.only_thinks ? ", surer, but not right more often" : ""}`;
  return h(
    "li",
    {},
    h("span", { class: "code", "aria-hidden": "true" }, it.code),
    h(
      "span",
      { class: "track", role: "img", "aria-label": told, title: told },
      h("i", { class: after >= before ? "way up" : "way down", style: `left:${left}%;width:${right - left}%` }),
      h("i", { class: "ring", style: `left:${before}%` }),
      h("i", { class: it.only_thinks ? "dot thinks" : after >= before ? "dot up" : "dot down", style: `left:${after}%` }),
    ),
  );
}

/** The gain and its parts, each with its interval around nothing. */
function rows({ gain, rows: parts }) {
  const all = [gain, ...parts];
  const reach = Math.max(10, ...all.flatMap((it) => [Math.abs(100 * it.low), Math.abs(100 * it.high)])) * 1.05;
  const line = { start: -reach, end: reach };
  return h(
    "figure",
    { class: "parts" },
    h("figcaption", {}, h("span", {}, "after less before, points of 100, with 95 % intervals")),
    h("ul", {}, all.map((it, n) => row(it, line, n === 0))),
    h("div", { class: "axis" }, h("span"), h("div", { class: "track" }, ...ticks(line, 6, (it) => (it > 0 ? `+${it}` : String(it).replace("-", "−")))), h("span")),
  );
}

function row(it, line, main) {
  const at = (value) => place(100 * value, line);
  return h(
    "li",
    { class: main ? "main" : "" },
    h("span", {}, it.label),
    h(
      "span",
      { class: "track", "aria-hidden": "true" },
      h("i", { class: "zero", style: "left:50%" }),
      h("i", { class: "span", style: `left:${at(it.low)}%;width:${at(it.high) - at(it.low)}%` }),
      h("i", { class: !it.judged ? "dot" : it.low > 0 ? "dot up" : it.high < 0 ? "dot down" : "dot", style: `left:${at(it.mean)}%` }),
    ),
    h("span", {}, it.words),
  );
}

export default explorable(draw);
