/** A notebook's page: the story and a still until Python runs, then the notebook without its code. */

import { addressOf, linksLeadToPages } from "./links.js";
import { flights } from "./flights.js";
import { keep } from "./offline.js";
import { still } from "./still.js";
import { show, start } from "./notebook.js";
import { theme } from "./theme.js";

const PATIENCE = 60; // seconds after which a start is called slow
const state = document.getElementById("state");
const frame = document.getElementById("live");
const notebook = document.body.dataset.notebook;
const title = state.textContent;

function say(words, looks = "") {
  state.textContent = words;
  state.className = looks;
}

async function run() {
  if (!("serviceWorker" in navigator) || typeof WebAssembly !== "object")
    return say("This browser cannot run the simulator here: open the page over https, not in a private window.", "bad");
  say("Starting the simulator in your browser; read on meanwhile.", "busy");
  const slow = setTimeout(() => say("Still starting; the first time takes longest.", "busy"), PATIENCE * 1000);
  try {
    const opened = await start(frame, notebook);
    flights(opened.app, document.getElementById("flights"), document.getElementById("kept"));
    linksLeadToPages(frame.contentDocument);
    const { running } = await show(opened, frame.contentDocument);
    document.body.classList.add("ready");
    say(title);
    await running;
    document.body.dataset.done = "yes";
    await keep(frame.contentWindow);
    document.body.dataset.kept = "yes";
  } catch (error) {
    console.error(error);
    say("The simulator could not be started. Load the page again; if that does not help, try another browser.", "bad");
  } finally {
    clearTimeout(slow);
  }
}

theme();
linksLeadToPages(document);
document.getElementById("flights").disabled = true;
const picture = document.getElementById("picture");
if (picture) await still(picture);
frame.src = addressOf(notebook);
run();
