"""The cockpit's modules on a bare page: no kernel, no Jupyter, a stand-in for the model."""

import re
from functools import lru_cache

from msgspec import to_builtins
from playwright.sync_api import Locator, Page

from simulator import Policy, Session, load
from simulator.cockpit.acts import act
from simulator.cockpit.ahead import MANY, ahead
from simulator.cockpit.screen import screen
from simulator.cockpit.seat import Seat
from simulator.report.file import STYLE
from simulator.widgets.modules import module, style

MODULE = module("cockpit.js")
CSS = STYLE + style("tokens.css", "cockpit.css")
# What a notebook gives its outputs, as far as it matters: no margin, and its theme's name.
PAGE = """<!doctype html><html lang="en"><head><title>Cockpit</title><style>body {{ margin: 0 }}
{css}</style></head><body data-jp-theme-light="{light}"></body></html>"""
MODEL = """async ([text, values]) => {
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  const widget = (await import(address)).default;
  const heard = {};
  window.sent = [];
  window.model = {
    values,
    get: (name) => values[name],
    send: (message) => window.sent.push(message),
    on: (name, act) => (heard[name] ??= []).push(act),
    off: (name, act) => (heard[name] = (heard[name] ?? []).filter((it) => it !== act)),
    put: (changes) => {
      Object.assign(values, changes);
      const names = Object.keys(changes).map((name) => `change:${name}`);
      names.flatMap((name) => heard[name] ?? []).forEach((act) => act());
    },
    heard: () => Object.values(heard).flat().length,
  };
  const el = document.createElement("div");
  document.body.append(el);
  window.leave = widget.render({ model: window.model, el });
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
}"""
FRAMES = "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"


class Stage:
    """A page with the cockpit on it, what it has sent, and what a kernel would send to it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def show(self, shown: dict, light: bool = True, **others: object) -> "Stage":
        """Put the cockpit on the page, with this screen and other values of the model."""
        later = dict.fromkeys(("ahead", "why", "parts", "kept", "flight", "coach"), {})
        self.page.set_content(PAGE.format(css=CSS, light=str(light).lower()))
        self.page.evaluate(MODEL, [MODULE, {"screen": shown, "born": 0, **later, **others}])
        return self

    def put(self, **changes: object) -> None:
        """What the kernel answers."""
        self.page.evaluate("changes => window.model.put(changes)", changes)
        self.page.evaluate(FRAMES)

    @property
    def sent(self) -> list[dict]:
        """The messages that the page has sent so far."""
        return self.page.evaluate("window.sent")

    def button(self, name: str | re.Pattern[str]) -> Locator:
        """The button of this very name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def region(self, name: str) -> Locator:
        """A region by its name."""
        return self.page.get_by_label(name, exact=True).first

    def row(self, place: int) -> Locator:
        """A row of the board, counted from 0."""
        return self.page.locator("[data-row]").nth(place)

    def name(self, place: int) -> Locator:
        """What one takes hold of to move a row."""
        return self.row(place).locator(".name")

    def order(self) -> list[str]:
        """The projects as they stand on the board."""
        rows = self.page.locator("[data-row]")
        return rows.evaluate_all("rows => rows.map((row) => row.dataset.row)")

    def focused(self) -> str:
        """By what the element with the focus is known."""
        return self.page.evaluate("document.activeElement.dataset.key ?? ''")


@lru_cache
def flight(name: str, day: float = 0, seed: int = 4, rules: Policy | None = None) -> Session:
    """A flight of a shipped scenario as it stands on a day; the last one if it ends before."""
    session = Session(load(name), rules or Policy(), seed=seed)
    return session.advance(min(day, session.to_end().today))


def seen(session: Session, *messages: dict) -> dict:
    """The screen of a flight after these acts."""
    return screen(seated(session, *messages))


def seated(session: Session, *messages: dict) -> Seat:
    """The seat of a flight after these acts."""
    seat = Seat(session)
    for message in messages:
        act(seat, message)
    return seat


@lru_cache
def forecast(session: Session, futures: int = MANY) -> dict:
    """The forecast of a flight, as the page gets it."""
    *_, whole = ahead(session, lambda: None, steps=(futures,))
    return {**to_builtins(whole), "day": session.today}
