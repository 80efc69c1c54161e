/** An act in words, for the list of drafts; names are those on the screen. */

import { count } from "../front/dom.js";

const SAID = { week: "let a week pass", event: "let time pass to the next event", end: "let time pass to the round's end", undo: "take back the last step" };

/** What somebody has decided with this message. */
export function words(message, screen) {
  const project = (id) => screen.rows.find((it) => it.id === id)?.name ?? "a project";
  const offer = (id) => screen.risks.flatMap((it) => it.offers ?? []).find((it) => it.id === id)?.name;
  const role = (id) => screen.people.find((it) => it.id === id)?.name ?? "people";
  const made = {
    order: () => `a new place in the line for ${project(message.moved)}`,
    sort_once: () => "sort the line once",
    keep_sorted: () => "keep the line sorted",
    project: () => `${message.verb} ${project(message.project)}`,
    people: () => `${message.change > 0 ? "hire" : "release"} ${Math.abs(message.change)} for ${role(message.role)}`,
    buy: () => (offer(message.offer) ? `buy “${offer(message.offer)}”` : "buy an offer"),
    rules: () => count(message.changes.length, "change") + " of the rules",
    explain: () => `the reason “${message.reason}”`,
  }[message.do];
  return made?.() ?? SAID[message.do] ?? "a step";
}
