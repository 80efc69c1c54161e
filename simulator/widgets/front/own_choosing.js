/** Choose a file: dropped here, from a list, or begun earlier; or take a template. */

import { button, h } from "./dom.js";
import { fetching, letters } from "./own_shared.js";

const PIECE = 192 * 1024; // bytes that go in one message; a whole file would be too long for one

export function choosing(now) {
  const { page, ui, send, busy, again } = now;
  const it = page.choosing;
  return h("div", { class: "choosing" },
    drop(now),
    h("div", { class: "lists" },
      beside(now),
      it.kept.length ? h("section", { "aria-label": "Go on with an import" }, h("h2", {}, "Go on"), h("ul", { class: "files" }, it.kept.map((one) => h("li", {},
        h("span", {}, h("b", {}, one.name), h("small", {}, ` ${one.when}${one.saved ? ", saved" : ""}`)),
        ui.forgetting === one.name
          ? h("span", { class: "acts" }, button("Yes, delete it", () => { ui.forgetting = null; send({ do: "forget", name: one.name }); }, { key: `forget ${one.name}` }), button("Keep it", () => { ui.forgetting = null; again(); }, { key: `keep ${one.name}` }))
          : h("span", { class: "acts" }, button("Go on", () => send({ do: "resume", name: one.name }), { key: `resume ${one.name}`, "aria-label": `Go on with ${one.name}`, disabled: busy }), button("Delete", () => { ui.forgetting = one.name; again(); }, { key: `ask ${one.name}`, class: "quiet", "aria-label": `Delete ${one.name}`, disabled: busy })))))) : null,
      h("section", { "aria-label": "Template" }, h("h2", {}, "No plan at hand?"),
        h("p", {}, "A workbook of five sheets with drop-downs and an example. Fill it in and choose it here."),
        button("Write me a template", () => fetching("template", now), { key: "template", disabled: busy }))),
    h("p", { class: "small" }, it.stays));
}

function drop(now) {
  const { page, ui, busy } = now;
  const take = (files) => files.length && upload([...files], now);
  return h("div", {
    class: "drop",
    ondragover: (event) => { event.preventDefault(); event.stopPropagation(); event.currentTarget.classList.add("over"); },
    ondragleave: (event) => event.currentTarget.classList.remove("over"),
    ondrop: (event) => { event.preventDefault(); event.stopPropagation(); event.currentTarget.classList.remove("over"); if (!busy) take(event.dataTransfer.files); },
  },
    h("label", { class: "pick" }, h("input", { type: "file", multiple: true, "data-key": "file", accept: page.choosing.endings.join(","), disabled: busy, onchange: (event) => take(event.target.files) }), h("span", { "aria-hidden": "true" }, "Choose the file of your plan"), h("span", { class: "unseen" }, "Choose the file of your plan")),
    h("p", {}, "or drop it here. Several files become one portfolio."),
    h("p", { class: "small" }, page.choosing.programs));
}

function beside({ page, ui, send, busy, again }) {
  const { beside: names } = page.choosing;
  if (!names.length) return null;
  ui.chosen ??= new Set();
  const chosen = names.filter((it) => ui.chosen.has(it));
  return h("section", { "aria-label": "Files beside this notebook" }, h("h2", {}, "Beside this notebook"),
    h("ul", { class: "files", "data-scroll": "beside" }, names.map((it) => h("li", {},
      h("label", {}, h("input", { type: "checkbox", "data-key": `beside ${it}`, checked: ui.chosen.has(it), disabled: busy, onchange: (event) => { ui.chosen[event.target.checked ? "add" : "delete"](it); again(); } }), ` ${it}`),
      button("Read", () => send({ do: "beside", names: [it] }), { key: `read ${it}`, "aria-label": `Read ${it}`, disabled: busy })))),
    chosen.length > 1 ? button(`Read these ${chosen.length} together`, () => { ui.chosen = new Set(); send({ do: "beside", names: chosen }); }, { class: "main", key: "read together", disabled: busy }) : null);
}

/** Begin to send files piece by piece. */
function upload(files, { ui, send, again, state }) {
  ui.upload = { files, number: 0, at: 0, sent: 0, began: state.answers, whole: files.reduce((sum, it) => sum + it.size, 0), going: false };
  send({ do: "begin", files: files.map((it) => ({ name: it.name, size: it.size })) });
  again();
}

/** Send the next piece once the last one has arrived; a page that sends all at once floods its line. */
export function pump({ page: whole, state, ui, send, again }) {
  const it = ui.upload;
  if (!it) return;
  if (state.refused && state.answers !== it.began) {
    ui.upload = null;
    return;
  }
  if (it.going || whole.most !== it.whole || whole.done !== it.sent) return;
  while (it.number < it.files.length && it.at >= it.files[it.number].size) [it.number, it.at] = [it.number + 1, 0];
  if (it.number === it.files.length) {
    ui.upload = null;
    send({ do: "arrived" });
    return;
  }
  it.going = true;
  const { number, at } = it;
  it.files[number].slice(at, at + PIECE).arrayBuffer().then((buffer) => {
    if (ui.upload !== it) return;
    it.going = false;
    it.at += buffer.byteLength;
    it.sent += buffer.byteLength;
    send({ do: "piece", number, at, data: letters(buffer) });
  }, () => {
    ui.upload = null; // the file went away, or may not be read
    again();
  });
}
