/** Check: the plan's own finish beside that of a run without luck, as a picture and a table. */

import { button, count, h } from "./dom.js";
import { onward } from "./own_shared.js";

const share = (at) => `${(100 * at).toFixed(2)}%`;

export function checking(now) {
  const it = now.page.checking;
  if (!it) return h("p", { class: "soft" }, "Not worked out yet.");
  return h("div", { class: "checking" },
    h("p", { class: it.good ? "verdict good" : "verdict" }, it.words),
    h("p", { class: "soft" }, "Nothing takes longer than planned here and nothing goes wrong; but people do one thing at a time. Where the two days differ, the reason stands beside them."),
    projects(it, now),
    short(it, now),
    it.bars.length ? gantt(it) : null,
    onward(now));
}

function projects(it, { send, busy }) {
  const why = it.projects.some((one) => one.reasons.length);
  return h("div", { class: "wide", tabindex: "0", role: "region", "aria-label": "Both finishes by project" }, h("table", { class: "finishes" },
    h("caption", {}, h("span", { class: "key own-mark" }), " your plan ", h("span", { class: "key our-mark" }), " without luck"),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Project"), h("td", { class: "picture", "aria-hidden": "true" }, axis(it.ticks.filter((_, at) => at === 0 || at === it.ticks.length - 1))), ["Your plan", "Without luck", "Difference", ...(why ? ["Why"] : [])].map((words) => h("th", { scope: "col" }, words)))),
    h("tbody", {}, it.projects.map((one) => h("tr", { class: one.chosen ? "chosen" : "" },
      h("th", { scope: "row" }, it.projects.length > 1 ? button(one.project, () => send({ do: "look", project: one.key }), { key: `project ${one.key}`, class: "quiet", "aria-pressed": String(one.chosen), disabled: busy, title: "Draw its activities" }) : one.project),
      h("td", { class: "picture", "aria-hidden": "true" }, dumbbell(one)),
      h("td", { class: "date", "data-words": "Your plan" }, one.own || "–"), h("td", { class: "date", "data-words": "Without luck" }, one.ours),
      h("td", { class: one.agrees ? "good" : one.own ? "fair" : "soft" }, one.agrees ? `✓ ${one.differs}` : one.differs),
      why ? h("td", { class: "why" }, one.reasons.map((reason) => h("p", {}, reason))) : null)))),
    it.more ? h("p", { class: "small" }, `${count(it.more, "more project differs", "more projects differ")} less, or not at all.`) : null);
}

const FEW = 6;

/** Most often people are planned for two things at once; would the plan hold if there were more of them? */
function short(it, { send, busy }) {
  if (!it.short.length || it.good) return null;
  const more = it.short.length - FEW;
  return h("section", { class: "panel", "aria-label": "Too few people" }, h("h2", {}, "Your plan has people at more than one thing at once"),
    h("p", {}, it.short.slice(0, FEW).join("; ") + (more > 0 ? `; and ${more} more.` : ".")),
    h("div", { class: "acts" }, button("What if there were as many?", () => send({ do: "staff as planned" }), { key: "staff as planned", disabled: busy }), h("small", {}, "Then the day shows whether that is all. It can be taken back; or leave it, and see in the cockpit what it means.")));
}

function dumbbell(one) {
  const marks = [h("i", { class: "our-mark", style: `left:${share(one.ours_at)}` })];
  if (one.own_at !== null) {
    const [first, last] = [Math.min(one.own_at, one.ours_at), Math.max(one.own_at, one.ours_at)];
    marks.unshift(h("i", { class: "between", style: `left:${share(first)};width:${share(last - first)}` }), h("i", { class: "own-mark", style: `left:${share(one.own_at)}` }));
  }
  return h("div", { class: "track" }, marks);
}

const axis = (ticks) => h("div", { class: "track ticks" }, ticks.map((it) => h("span", { style: `left:${share(it.at)}`, class: it.at < 0.08 ? "first" : it.at > 0.92 ? "last" : "" }, it.words)));

function gantt(it) {
  const bar = (kind, [first, last]) => h("i", { class: kind, style: `left:${share(first)};width:max(3px, ${share(last - first)})` });
  return h("figure", { class: "gantt", role: "img", "aria-label": it.bars.map((one) => one.words).slice(0, 12).join("; ") },
    h("figcaption", {}, h("b", {}, it.title), " ", h("span", { class: "key own-bar" }), " your plan ", h("span", { class: "key our-bar" }), " without luck ", it.more_bars ? h("small", {}, `${it.bars.length} activities that differ most; ${it.more_bars} more`) : null),
    h("div", { class: "line" }, h("span", {}), axis(it.bar_ticks)),
    it.bars.map((one) => h("div", { class: one.apart ? "line apart" : "line", title: one.words }, h("span", {}, one.name), h("div", { class: "track" }, one.own ? bar("own-bar", one.own) : null, bar("our-bar", one.ours)))));
}
