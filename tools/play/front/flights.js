/** The flights that are kept in this browser: to take away, and to bring along. */

import { h } from "../front/dom.js";

const FOLDER = "PMO flights";
const ENDING = ".flight.json";

export function flights(app, button, dialog) {
  const drawer = app.serviceManager.contents;
  const show = async (words = "") => {
    dialog.replaceChildren(...content({ found: await list(drawer), drawer, dialog, show, words }));
    if (!dialog.open) dialog.showModal();
  };
  button.disabled = false;
  button.addEventListener("click", () => show());
}

async function list(drawer) {
  try {
    const { content } = await drawer.get(FOLDER, { content: true });
    return content.filter((it) => it.name.endsWith(ENDING)).sort((a, b) => b.last_modified.localeCompare(a.last_modified));
  } catch {
    return []; // nobody has flown here yet
  }
}

function content({ found, drawer, dialog, show, words }) {
  const bring = h("input", { type: "file", id: "bring", accept: ".json", multiple: true, onchange: (event) => upload(event.target.files, drawer).then(show) });
  return [
    h("h2", { id: "kept-title" }, "My flights"),
    h("p", {}, "They are kept in this browser, on this computer. Whoever deletes the browser's data deletes them too, so take along what you want to keep."),
    found.length ? h("ul", {}, found.map((it) => row(it, drawer))) : h("p", {}, "There is none yet. A flight is kept from its first step on."),
    h("p", {}, "On a computer with the simulator, put a flight into the folder “PMO flights” in your home; it is listed in the lobby there. The other way round, bring one here:"),
    h("div", { class: "acts" }, h("label", { for: "bring" }, "Bring a flight"), bring),
    h("p", { role: "status" }, words),
    h("div", { class: "acts" }, h("button", { type: "button", onclick: () => dialog.close() }, "Close")),
  ];
}

const row = (it, drawer) => {
  const name = it.name.slice(0, -ENDING.length);
  return h("li", {}, h("span", {}, name), h("button", { type: "button", "aria-label": `Take along ${name}`, onclick: () => take(it, drawer) }, "Take along"));
};

async function take(it, drawer) {
  const { content, format } = await drawer.get(`${FOLDER}/${it.name}`, { content: true });
  const address = URL.createObjectURL(new Blob([bytes(content, format)], { type: "application/json" }));
  h("a", { href: address, download: it.name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** What was kept, as it was written: what Python writes is kept as base64, what was brought as text. */
function bytes(content, format) {
  if (format === "base64") return Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
  return typeof content === "string" ? content : JSON.stringify(content);
}

/** Keep some files; in a sentence, what has become of them. A flight that is there is not written over. */
async function upload(files, drawer) {
  const there = new Set((await list(drawer)).map((it) => it.name));
  const said = [];
  for (const file of files) {
    const problem = !file.name.endsWith(ENDING) ? `its name does not end in ${ENDING}` : there.has(file.name) ? "a flight of this name is here already" : "";
    if (!problem) {
      await drawer.save(FOLDER, { type: "directory" }).catch(() => {});
      await drawer.save(`${FOLDER}/${file.name}`, { type: "file", format: "text", content: await file.text(), name: file.name });
    }
    said.push(problem ? `“${file.name}” was not taken: ${problem}.` : `“${file.name}” is here now. The lobby lists it.`);
  }
  return said.join(" ");
}
