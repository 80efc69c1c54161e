/** What the pages of plans and offices of one's own share. */

import { button, count, h } from "./dom.js";

/** Ask for a file; the page hands it out when it comes. */
export function fetching(what, { ui, send }) {
  ui.token = `${Date.now()} ${Math.random()}`;
  send({ do: "write", what, token: ui.token });
}

const AT_A_TIME = 8192; // a call takes only so many values

/** What is in a file as letters (base64), as a message can carry it. */
export function letters(buffer) {
  const bytes = new Uint8Array(buffer);
  let text = "";
  for (let at = 0; at < bytes.length; at += AT_A_TIME) text += String.fromCharCode(...bytes.subarray(at, at + AT_A_TIME));
  return btoa(text);
}

/** The way to the next step. */
export function onward({ page, send, busy }, words) {
  const at = page.steps.findIndex((it) => it.here);
  const next = page.steps[at + 1];
  if (!next) return null;
  return h("div", { class: "acts onward" },
    button(words ?? `Go on: ${next.title}`, () => send({ do: "step", step: next.step }), { class: "main", key: "onward", disabled: !next.may || busy }),
    page.trouble ? h("p", { class: "bad" }, sentence(page.trouble)) : null);
}

/** A sentence as one begins and ends. */
export const sentence = (text) => (text ? `${text}${/[.!?…]$/.test(text) ? "" : "."}` : "");

/** A field of a form whose words stay while the page is drawn anew. */
export function input({ ui, key, value, label, type = "text", size, list, enter, hidden = true, placeholder, disabled }) {
  ui.typed ??= {};
  const field = h("input", {
    type, size, list, placeholder, disabled, value: ui.typed[key] ?? value ?? "", "data-key": key, autocomplete: "off", "aria-label": hidden ? label : null,
    inputmode: type === "text" ? null : type === "number" ? "decimal" : null, step: type === "number" ? "any" : null,
    oninput: (event) => (ui.typed[key] = event.target.value),
    onkeydown: (event) => event.key === "Enter" && enter?.(),
  });
  return hidden ? field : h("label", { class: "field" }, h("span", {}, label), field);
}

/** What was typed into fields whose keys begin so, by the rest of the key. */
export function typed(ui, start) {
  const found = {};
  for (const key of Object.keys(ui.typed ?? {})) {
    if (!key.startsWith(start)) continue;
    found[key.slice(start.length)] = ui.typed[key];
  }
  return found;
}

/** Forget what was typed into such fields. */
export function forget(ui, start) {
  for (const key of Object.keys(ui.typed ?? {})) if (key.startsWith(start)) delete ui.typed[key];
}

/** Send what was typed into fields whose keys begin so; it stays there until it is accepted. */
export function handIn({ ui, state, send }, message, ...starts) {
  ui.pending = { answers: state.answers, starts };
  send(message);
}

/** Forget what was accepted; what was refused is still there, to be corrected. */
export function settle({ ui, state }) {
  const { pending } = ui;
  if (!pending || state.busy || state.answers === pending.answers) return;
  if (!state.refused) for (const start of pending.starts) forget(ui, start);
  ui.pending = null;
}

/** The first rows of a plan as they were understood. */
export function preview(read) {
  const some = (name) => read.rows.some((it) => it[name]);
  const columns = [["project", "Project", read.several], ["name", read.projects ? "Project" : "Activity", true], ["days", "Days", some("days")], ["start", "Start", some("start")], ["finish", "Finish", some("finish")], ["done", "Done", some("done")], ["who", read.projects ? "Sponsor" : "Who", some("who")], ["after", "After", some("after")]].filter((it) => it[2]);
  return h("figure", { class: "preview" },
    h("div", { class: "wide", tabindex: "0", role: "region", "aria-label": "The first rows as they are understood" },
      h("table", {}, h("thead", {}, h("tr", {}, columns.map(([, words]) => h("th", { scope: "col" }, words)))),
        h("tbody", {}, read.rows.map((row) => h("tr", { class: row.group ? "group" : "" }, columns.map(([name]) =>
          h("td", { class: name === "days" || name === "done" ? "number" : "", style: name === "name" && row.depth ? `padding-left:${8 + 14 * row.depth}px` : null }, row[name]))))))),
    h("figcaption", { class: "small" }, `${read.rows.length} of ${count(read.of, read.projects ? "project" : "row")}${read.projects ? "; each becomes one activity" : ""}`));
}
