/** The teams, one row each: what a mentor who walks about has to know. */

import { button, count, h, number, signed, unseen } from "../front/dom.js";
import { place, ticks } from "../front/slide.js";
import { token } from "../front/token.js";
import { since } from "../front/clock.js";

const EDGE = 0.05; // of the axis that is left free on either side

export function rows(ui, acts) {
  const { view } = ui;
  if (!view.teams.length) return h("section", { class: "teams card empty" }, h("h2", {}, "No team is here yet"), h("p", {}, "Put the page with the code on the big screen. Teams appear here as they join."));
  const line = axis(view.teams);
  const wanting = view.teams.filter((it) => it.flags.length).length;
  return h(
    "section",
    { class: "teams card", "aria-label": "Teams" },
    h("h2", {}, count(view.teams.length, "team"), wanting ? h("span", { class: "fair" }, ` · ${wanting} may need you`) : null),
    h(
      "div",
      { class: "team-row head", "aria-hidden": "true" },
      h("span", {}, "Team"),
      h("span", {}, "Last decision"),
      h("span", { class: "track" }, line ? [h("span", { class: "label" }, "Forecast and net so far, k€"), ...ticks(line, 4, (value) => number(value))] : "Forecast and net so far"),
      h("span", {}, "Net today"),
      h("span", {}, "On time"),
      h("span", {}, "Sponsor"),
      h("span", {}, ""),
    ),
    h("ul", {}, view.teams.map((it) => row(it, line, ui, acts))),
  );
}

/** One axis for all: as far as forecasts and nets reach. */
function axis(teams) {
  const all = teams.flatMap((it) => [it.cash, it.forecast?.low, it.forecast?.high]).filter(Number.isFinite);
  if (!all.length) return null;
  const [low, high] = [Math.min(0, ...all), Math.max(0, ...all)];
  const edge = EDGE * (high - low || 1);
  return { start: low - edge, end: high + edge };
}

function row(it, line, ui, acts) {
  const { view } = ui;
  const kind = [it.flags.length ? "flagged" : "", it.online ? "" : "offline"].filter(Boolean).join(" ");
  return h(
    "li",
    { class: `team-row ${kind}` },
    h("span", { class: "who" }, token({ ...it, done: it.round_done && view.phase !== "gathering" }), h("span", {}, h("b", {}, it.name), h("small", {}, where(it, view)))),
    h("span", { class: "last" }, it.last ? [h("span", {}, it.last.words), h("small", {}, ` day ${it.last.day}, `, h("span", { class: "since" }, since(it.last.at, ui.by)))] : h("small", {}, "nothing decided yet"), it.waiting ? h("small", { class: "fair" }, ` ${it.waiting} handed in, being carried out`) : null),
    h("span", { class: "track" }, line ? picture(it, line, view) : null),
    h("span", { class: "net" }, unseen("Net so far "), Number.isFinite(it.cash) ? signed(it.cash) : "–"),
    h("span", { class: "on-time" }, h("small", { class: "only-narrow" }, "on time "), unseen("on time "), share(it.on_time)),
    h("span", { class: "sponsor" }, meter(it.sponsor)),
    h("span", { class: "more" }, ...keyOf(it, ui, acts)),
    it.flags.length ? h("span", { class: "flags" }, it.flags.map((flag) => h("span", { class: `flag-of ${flag.kind.replace(" ", "-")}` }, h("b", {}, flag.kind), ` ${flag.words}`))) : null,
  );
}

function where(it, view) {
  const away = it.online ? "" : " · not connected";
  if (view.phase === "gathering") return `ready${away}`;
  return `day ${Math.round(it.day)}${it.round_done ? ", done" : ""}${away}`;
}

/** The forecast as a range, what came in so far as a line across it. */
function picture(it, line, view) {
  const known = it.forecast;
  const old = known && known.round !== undefined && known.round !== view.round && view.phase === "open";
  const words = known ? `Forecast ${number(known.low)} to ${number(known.high)} k€${old ? `, of round ${known.round}` : ""}` : "No forecast";
  const [low, high] = known ? [place(known.low, line), place(known.high, line)] : [0, 0];
  return [
    h("span", { class: "zero", style: `left:${place(0, line).toFixed(2)}%` }),
    h("span", { role: "img", "aria-label": words, title: words, class: known ? (old ? "range old" : "range") : "range none", style: known ? `left:${low.toFixed(2)}%;width:${Math.max(0.6, high - low).toFixed(2)}%` : null }),
    Number.isFinite(it.cash) ? h("span", { class: "now-at", style: `left:${place(it.cash, line).toFixed(2)}%`, "aria-hidden": "true" }) : null,
  ];
}

const share = (value) => (Number.isFinite(value) ? `${Math.round(100 * value)} %` : "–");

/** How patient the sponsors are. */
function meter(value) {
  if (!Number.isFinite(value)) return "–";
  const mood = value < 0.35 ? "bad" : value < 0.6 ? "fair" : "good";
  return h("span", { class: `meter ${mood}`, role: "img", "aria-label": `Sponsors' support ${Math.round(100 * value)} %`, title: `Sponsors' support ${Math.round(100 * value)} %` }, h("i", { style: `width:${(100 * value).toFixed(0)}%` }));
}

/** A new key for a team that has lost its own; the old one holds no longer, so it asks. */
function keyOf(it, ui, acts) {
  if (ui.key?.name === it.name) {
    const address = acts.address(`team#${encodeURIComponent(ui.key.token)}`);
    return [h("span", { class: "key-shown" }, h("label", {}, h("small", {}, "Their address; whoever has it is this team"), h("input", { type: "text", readonly: true, value: address, "data-key": `address ${it.name}`, onfocus: (event) => event.target.select() })), button("Done", () => acts.set({ key: null }), { key: `shown ${it.name}` }))];
  }
  if (ui.ask === `key ${it.name}`) return [h("span", { class: "acts", role: "group", "aria-label": `A new key for ${it.name}?` }, button("New key", () => acts.key(it.name), { class: "main", "aria-label": `Make a new key for ${it.name}`, key: `make key ${it.name}` }), button("No", () => acts.set({ ask: "" }), { key: `no key ${it.name}` }))];
  return [button("Key", () => acts.set({ ask: `key ${it.name}` }), { class: "quiet", "aria-label": `New key for ${it.name}`, title: "For a team that has lost its place", key: `key ${it.name}` })];
}
