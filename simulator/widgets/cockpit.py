"""The seat of the portfolio office: see, decide, advance, look back."""

import html

import ipywidgets as w

from simulator.decisions import Decision, describe
from simulator.errors import RefusedError
from simulator.figures.picture import day_number
from simulator.metrics import exposure, money_spent, on_time_share, value_delivered
from simulator.narration import names_of, narrate, quiet
from simulator.session import Session
from simulator.widgets.dispatch import Dispatcher
from simulator.widgets.page import bullets, note, tiles
from simulator.widgets.panels import MoneyPanel, PeoplePanel, PortfolioPanel, RisksPanel
from simulator.widgets.replay import ReplayPanel

NEWS = 9
"""How many events of the last step are told; the rest is counted."""


class Cockpit(w.VBox):
    """What is going on in my portfolio, and what do I do about it?

    `session` is the flight so far; every button replaces it by another one.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.names = names_of(session.scenario)
        self.replacing: int | None = None
        self.history: list[tuple[Session, int]] = []
        self.told = 0
        self.message = w.HTML()
        self.panels: list[w.VBox] = []
        self.dispatch = Dispatcher(self.say)
        self.headline, self.news = w.HTML(), w.HTML()
        self.panels = [
            PortfolioPanel(self), RisksPanel(self), PeoplePanel(self), MoneyPanel(self),
            ReplayPanel(self),
        ]  # fmt: skip
        self.tabs = w.Tab(children=self.panels)
        for number, panel in enumerate(self.panels):
            self.tabs.set_title(number, panel.title)
        self.tabs.observe(self.dispatch(self.redraw_panel), names="selected_index")
        self.buttons = self._advance_buttons()
        story = session.scenario
        welcome = w.HTML(
            value=f"<h3 style='margin:4px 0'>{html.escape(story.title or story.name)}</h3>"
        )
        advance = w.HBox(list(self.buttons.values()))
        super().__init__([welcome, self.headline, advance, self.message, self.news, self.tabs])
        self.say("Look around, decide, then advance.")
        self.redraw()

    def _advance_buttons(self) -> dict[str, w.Button]:
        """The ways to let time pass, by what they say."""
        steps = {
            "Next week": lambda: self.advance(self.session.today + 5),
            "Next 4 weeks": lambda: self.advance(self.session.today + 20),
            "Next event": lambda: self.advance(None),
            "To the end": lambda: self.go(self.session.to_end()),
            "Undo": self.undo,
        }
        buttons = {}
        for name, step in steps.items():
            button = w.Button(description=name, layout=w.Layout(width="130px"))
            button.on_click(self.dispatch(step))
            buttons[name] = button
        return buttons

    def advance(self, day: float | None) -> None:
        """Let time pass until a day, or to the next moment that calls for a decision."""
        if self.session.over:
            self.say("Every project is finished or cancelled. Look back under “Replay”.")
            return
        end = self.session.to_end().today
        if day is not None:
            day = max(self.session.today, min(day, end))
        self.go(self.session.advance(day))

    def go(self, session: Session) -> None:
        """Show a later day."""
        if session == self.session:
            self.say("Nothing happens any more unless you decide something.")
            return
        self.remember()
        self.told, self.session = len(self.session.visible), session
        self.say(f"Today is day {day_number(session.today)}.")
        self.redraw()

    def decide(self, decision: Decision) -> None:
        """Take a decision today, or put it in the place of the past one that is being replaced."""
        number, words = self.replacing, describe(decision, self.names)
        if number is None:
            decided = self.session.decide(decision)
            self.remember()
            self.session = decided
            self.say(f"Decided on day {day_number(self.session.today)}: {words}.")
        else:
            self.branch(self.replayed(number, decision))
            self.say(f"Replayed with another decision: {words}.")
        self.redraw()

    def remember(self) -> None:
        """Keep the present moment, so that Undo can bring it back."""
        self.history.append((self.session, self.told))
        self.replacing = None

    def undo(self) -> None:
        """Go back to the moment before the last step or decision.

        Raises RefusedError if there is none.
        """
        if not self.history:
            raise RefusedError("there is nothing to undo")
        self.session, self.told = self.history.pop()
        self.replacing = None
        self.say(f"Taken back. Today is day {day_number(self.session.today)}.")
        self.redraw()

    def replayed(self, number: int, decision: Decision | None) -> Session:
        """The run with a past decision changed; to its end if this one was played to its end."""
        changed = self.session.instead(number, decision)
        return changed.to_end() if self.session.over else changed

    def branch(self, session: Session) -> None:
        """Go on with another future, and keep this one to compare with."""
        self.remember()
        self.panels[-1].keep(self.session)
        self.session, self.told = session, len(session.visible)

    def say(self, text: str) -> None:
        """Show a sentence, above and again beside the controls."""
        self.message.value = note(text)
        for panel in self.panels:
            panel.said.value = self.message.value.replace('role="status" aria-live="polite"', "")

    def redraw(self) -> None:
        """Show the session as it is."""
        session = self.session
        events, scenario = session.visible, session.scenario
        spent = sum(money_spent(events, scenario, session.today).values())
        promised = sum(project.due is not None for project in scenario.projects)
        on_time = round(on_time_share(events, scenario) * promised)
        self.headline.value = tiles(
            [
                ("working day", day_number(session.today)),
                ("value delivered", f"{value_delivered(events):,.0f} k€"),
                ("money spent", f"{spent:,.0f} k€"),
                ("finished on time", f"{on_time} of {promised}"),
                ("risk exposure", f"{exposure(events, scenario):,.0f} k€"),
            ]
        )
        self.buttons["Undo"].disabled = not self.history
        self.news.value = self._tell(events)
        self.redraw_panel()

    def redraw_panel(self) -> None:
        """Show the panel that is in front; the others are drawn when they come to the front."""
        self.panels[self.tabs.selected_index or 0].redraw()

    def _tell(self, events: tuple) -> str:
        """The events since the last step, the small ones left out."""
        loud = [e for e in events[self.told :] if not quiet(e)]
        lines = [
            f"day {day_number(e.day)}: {narrate(e, self.session.scenario)}" for e in loud[-NEWS:]
        ]
        if len(loud) > NEWS:
            lines.insert(0, f"{len(loud) - NEWS} more before these")
        return bullets("What happened", lines or ["nothing that calls for you"])
