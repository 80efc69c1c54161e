/** The room: cards for the printer, and a clean table for the next group. */

import { button, h } from "./dom.js";
import { explorable, said } from "./explorable.js";

const draw = ({ page, state, ui, send, again }) => {
  const ask = (asking) => () => {
    ui.asking = asking;
    again();
  };
  const away = () => {
    ui.asking = false;
    send({ do: "put away" });
  };
  const flights = page.flights === 1 ? "1 flight is" : `${page.flights} flights are`;
  return h(
    "section",
    { class: "card room", "aria-label": "The room" },
    h("div", { class: "acts" }, button("Write cards for the printer", () => send({ do: "print" }), { key: "print" }), h("span", { class: "soft" }, "roles, decisions, functions of a PMO; and what each notebook ends with")),
    page.printed.length ? h("ul", {}, page.printed.map((it) => h("li", {}, h("code", {}, it)))) : null,
    h(
      "div",
      { class: "acts" },
      ui.asking
        ? h("span", { class: "acts", role: "group", "aria-label": "Put everything away?" }, button("Yes, put it all away", away, { key: "away" }), button("Leave it", ask(false), { key: "leave" }))
        : button("Make ready for the next group", ask(true), { key: "ask" }),
      h("span", { class: "soft" }, `${flights} kept in ${page.folder}. Flights, tests, predictions and answers move into a folder of their own; nothing is deleted.`),
    ),
    page.put_away ? h("p", {}, "Put away in ", h("code", {}, page.put_away)) : null,
    state.said ? said(state) : h("p", { class: "said", role: "status" }, page.said),
  );
};

export default explorable(draw);
