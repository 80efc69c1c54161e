"""The screen of the portfolio office: see, decide, advance, look back."""

import ipywidgets as w

from simulator.metrics import exposure, money_spent, on_time_share, value_delivered
from simulator.narration import narrate, quiet, rounded
from simulator.plain_text import for_page
from simulator.session import Session
from simulator.widgets.looking_back import DebriefPanel
from simulator.widgets.money import MoneyPanel
from simulator.widgets.page import bullets, note, tiles
from simulator.widgets.panel import Panel, button
from simulator.widgets.people import PeoplePanel
from simulator.widgets.portfolio import PortfolioPanel
from simulator.widgets.replay import ReplayPanel
from simulator.widgets.risks import RisksPanel
from simulator.widgets.seat import Seat

TABS: tuple[type[Panel], ...] = (
    PortfolioPanel, RisksPanel, PeoplePanel, MoneyPanel, ReplayPanel, DebriefPanel
)  # fmt: skip
NEWS = 9
"""How many events of the last step are told; the rest is counted."""


class Cockpit(w.VBox):
    """What is going on in my portfolio, and what do I do about it?

    `session` is the flight so far; every button replaces it by another one.
    """

    def __init__(self, session: Session) -> None:
        self.seat = seat = Seat(session)
        self.message, self.headline, self.news = w.HTML(), w.HTML(), w.HTML()
        self.panels = [tab(seat) for tab in TABS]
        self.tabs = w.Tab(children=self.panels)
        for number, panel in enumerate(self.panels):
            self.tabs.set_title(number, panel.title)
        self.tabs.observe(seat.act(self.redraw_panel), names="selected_index")
        self.buttons = _ways_to_let_time_pass(seat)
        title = for_page(seat.scenario.title or seat.scenario.name)
        welcome = w.HTML(value=f"<h3 style='margin:4px 0'>{title}</h3>")
        advance = w.HBox(list(self.buttons.values()))
        super().__init__([welcome, self.headline, advance, self.message, self.news, self.tabs])
        seat.when_said(self.say)
        seat.when_changed(self.redraw)
        seat.say("Look around, decide, then advance.")
        self.redraw()

    @property
    def session(self) -> Session:
        """The flight so far."""
        return self.seat.session

    def say(self, text: str) -> None:
        """Show a sentence above the tabs."""
        self.message.value = note(text)

    def redraw(self) -> None:
        """Show the session as it is."""
        self.headline.value = tiles(_headline(self.session))
        self.buttons["Undo"].disabled = not self.seat.history
        self.news.value = bullets("What happened", _told(self.seat))
        self.redraw_panel()

    def redraw_panel(self) -> None:
        """Show the panel that is in front; the others are drawn when they come to the front."""
        self.panels[self.tabs.selected_index or 0].redraw()


def _ways_to_let_time_pass(seat: Seat) -> dict[str, w.Button]:
    """By what they say."""
    steps = {
        "Next week": lambda: seat.wait(5),
        "Next 4 weeks": lambda: seat.wait(20),
        "Next event": seat.wait_for_event,
        "To the end": seat.fly_to_end,
        "Undo": seat.undo,
    }
    return {name: button(seat, name, step, "130px") for name, step in steps.items()}


def _headline(session: Session) -> list[tuple[str, str]]:
    """The numbers that a sponsor asks for first."""
    events, scenario, today = session.visible, session.scenario, session.today
    spent = sum(money_spent(events, scenario, today).values())
    promised = sum(project.due is not None for project in scenario.projects)
    on_time = round(on_time_share(events, scenario) * promised)
    return [
        ("working day", rounded(today)),
        ("value delivered", f"{value_delivered(events):,.0f} k€"),
        ("money spent", f"{spent:,.0f} k€"),
        ("finished on time", f"{on_time} of {promised}"),
        ("risk exposure", f"{exposure(events, scenario):,.0f} k€"),
    ]


def _told(seat: Seat) -> list[str]:
    """The events since the last step, the small ones left out."""
    loud = [event for event in seat.news if not quiet(event)]
    lines = [f"day {rounded(it.day)}: {narrate(it, seat.scenario)}" for it in loud[-NEWS:]]
    if len(loud) > NEWS:
        lines.insert(0, f"{len(loud) - NEWS} more before these")
    return lines or ["nothing that calls for you"]
