/** Save, fly and forecast. */

import { button, count, h } from "./dom.js";
import { link } from "./notebooks.js";
import { fetching, handIn, input } from "./own_shared.js";

const OFFICE = { file: "16_own_office.ipynb", title: "Your own office" };

export function saving(now) {
  const { page, ui, busy } = now;
  const it = page.saving;
  const name = () => ui.typed?.["portfolio name"] ?? it.name;
  const act = (what) => () => handIn(now, { do: what, name: name() }, "portfolio name");
  const file = (words, what) => button(words, () => fetching(what, now), { key: `write ${what}`, disabled: busy });
  return h("div", { class: "saving" },
    h("div", { class: "acts" },
      input({ ui, key: "portfolio name", label: "Call it", value: it.name, size: 28, enter: act("fly"), hidden: false, disabled: busy }),
      button(it.saved && !it.changed ? "Fly it" : it.saved ? "Save it anew and fly" : "Save and fly", act("fly"), { class: "main", key: "fly", disabled: busy }),
      button(it.saved ? "Save it once more" : "Save", act("save"), { key: "save", disabled: busy })),
    h("p", { class: "soft" }, it.saved ? `Saved as “${it.saved}”, in ${it.where}.${it.changed ? " You have changed the plan since then." : " The lobby lists it among your own."}` : "It becomes a portfolio of its own, which the cockpit opens like any other organisation. Your file stays as it is."),
    it.checked || it.ready ? null : h("p", { class: "fair" }, "Not checked yet: whether it finishes when your plan says is in the step before."),
    it.ours.length ? h("p", { class: "small" }, `What your plan does not say stands in it as a usual value and is marked as ours: ${it.ours.join(", ")}.`) : null,
    it.saved ? h("p", {}, "Go on in ", link(OFFICE), ": look through what is ours, make it yours, and try your office with a PMO and without one.") : null,
    h("section", { class: "panel", "aria-label": "Take it along" }, h("h2", {}, "Take it along"), h("div", { class: "acts" }, file("The portfolio (.toml)", "portfolio"), it.ready ? null : file("The mended plan (.xlsx)", "plan"))),
    it.ready ? null : forecast(now, file));
}

function forecast({ page, send, busy }, file) {
  const it = page.saving;
  return h("section", { class: "panel", "aria-label": "Forecast" }, h("h2", {}, "When will it be finished?"),
    h("p", {}, `Played in ${it.worlds} worlds: for each project and activity the dates by which it is finished in 1, 5, 8 and 9 of 10 futures.`),
    h("div", { class: "acts" }, button(it.foreseen ? "Forecast it again" : "Forecast it", () => send({ do: "foresee" }), { class: it.foreseen ? "" : "main", key: "foresee", disabled: busy }),
      it.foreseen ? [file("Excel", "xlsx"), file("CSV", "csv"), file("A page for the committee (PDF)", "pdf"), file("The page as a picture", "png")] : null),
    it.foreseen ? [h("p", { class: "verdict" }, it.foreseen), h("ul", { class: "lines" }, it.lines.map((line) => h("li", {}, line))), it.more ? h("p", { class: "small" }, `${count(it.more, "more project is", "more projects are")} in the tables.`) : null, h("p", { class: "small" }, it.how)] : null);
}
