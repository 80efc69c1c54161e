/** A plan of one's own: choose, map, preview, mend, check, save; one step at a time. */

import { button, h } from "./dom.js";
import { explorable } from "./explorable.js";
import { checking } from "./own_checking.js";
import { choosing, pump } from "./own_choosing.js";
import { looking } from "./own_looking.js";
import { mapping } from "./own_mapping.js";
import { mending } from "./own_mending.js";
import { saving } from "./own_saving.js";
import { settle } from "./own_shared.js";

const DRAW = { choose: choosing, map: mapping, look: looking, mend: mending, check: checking, save: saving };

const draw = (now) => {
  const { page: whole, state, ui } = now;
  const page = whole.page;
  pump(now);
  hand(whole.download, ui);
  settle(now);
  arrive(now, page.step);
  const inside = { ...now, page, whole, busy: state.busy || Boolean(ui.upload) };
  return h(
    "section",
    { class: `card own ${page.step}`, "aria-label": "Bring your own portfolio" },
    path(inside),
    answer(inside),
    page.unkept ? h("p", { class: "bad" }, page.unkept) : null,
    DRAW[page.step](inside),
  );
};

/** Whoever comes to another step stands at its beginning, also with the keyboard. */
function arrive({ ui, root }, step) {
  const before = ui.step;
  ui.step = step;
  if (!before || before === step) return;
  ui.typed = {};
  requestAnimationFrame(() => {
    const here = root.querySelector('[aria-current="step"]');
    if (root.contains(document.activeElement) || document.activeElement === document.body) here?.focus({ preventScroll: true });
    root.scrollIntoView({ block: "start" });
  });
}

const STORIES = {
  choose: "Your plan becomes the office in the cockpit.",
  map: "Your columns were guessed by their names. Change what is wrong; what we do not need is left out.",
  look: "This is what was understood. Is it your plan?",
  mend: "Answer what your plan leaves open, and work off what was found. Nothing of it has to be done: every gap has a usual answer.",
  check: "A plan that was read well finishes, without luck, on its own day.",
  save: "",
};

/** Where somebody is, where they were, and the way back. */
function path({ page, send, busy }) {
  return h(
    "div",
    { class: "path" },
    h("ol", { class: "steps", "aria-label": "Steps" }, page.steps.map((it, at) =>
      h("li", { class: it.here ? "here" : it.done ? "done" : "" }, h("button", {
        type: "button", "data-key": `step ${it.step}`, disabled: (!it.may || busy) && !it.here, "aria-current": it.here ? "step" : null,
        onclick: () => it.here || send({ do: "step", step: it.step }),
      }, h("span", { class: "number", "aria-hidden": "true" }, it.done && !it.here ? "✓" : `${at + 1}`), ` ${it.title}`)))),
    h("div", { class: "acts" },
      page.name ? h("span", { class: "file soft" }, page.file) : null,
      page.undo ? button(`Undo: ${page.undo}`, () => send({ do: "undo" }), { key: "undo", class: "quiet", disabled: busy }) : null),
  );
}

/** What came of the last act, or how far long work is. */
function answer({ whole, state, ui, send, again, busy }) {
  const { upload } = ui;
  const stop = () => {
    ui.upload = null;
    send({ do: "stop" });
    again();
  };
  const words = upload ? "Fetching the file from your browser" : whole.doing || "Working";
  const [done, most] = upload ? [upload.sent, upload.whole] : [whole.done, whole.most];
  return h(
    "div",
    { class: "answer" },
    h("p", { class: state.refused ? "said bad" : "said", role: "status" }, busy ? `${words} …` : state.said || whole.note || STORIES[whole.page.step]),
    busy ? h("span", { class: "working" },
      most ? h("progress", { max: most, value: done, "aria-label": words }) : h("progress", { "aria-label": words }),
      most && !upload ? h("span", { class: "soft" }, `${done} of ${most}`) : null,
      button("Stop", stop, { key: "stop" })) : null,
  );
}

/** Hand a file to whoever asked for it on this very page. */
function hand(download, ui) {
  if (!download || download.token !== ui.token) return;
  ui.token = null;
  const bytes = Uint8Array.from(atob(download.content), (it) => it.charCodeAt(0));
  const link = h("a", { href: URL.createObjectURL(new Blob([bytes])), download: download.name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export default explorable(draw);
