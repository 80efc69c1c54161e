"""What lies on a chief's desk on the first morning of a quarter: what came in, who waits, what the
reports say, and a few offers of each kind."""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct

from simulator.cockpit.people import people
from simulator.cockpit.risks import Peril, risks
from simulator.cockpit.scene import OVER, Scene
from simulator.decisions import (
    AnyDecision,
    BuyMitigation,
    CancelProject,
    ChangePeople,
    ChangePolicy,
    OrderProjects,
)
from simulator.explorables.kinds import kind_of, with_first
from simulator.metrics import finish_days
from simulator.session import Session

QUARTER = 65.0
"""Working days."""
FIRST, AT_ONCE, PMO, PROTECT, PEOPLE, STOP = (
    "Who goes first", "How much at once", "What your office does", "Against what may go wrong",
    "People", "What ends",
)  # fmt: skip
GROUPS = (FIRST, AT_ONCE, PMO, PROTECT, PEOPLE, STOP)
ALONE = (FIRST, AT_ONCE)
"""Of these at most one in a quarter."""
RULES = {"delay": "cost_of_delay", "due": "due_first"}
AN_HOUR_A_DAY, TWO_HOURS_A_DAY = 5.0, 10.0
MOST_RISKS, MOST_STOPS = 3, 2
IDLE = 0.35
"""A role less busy than that has somebody to spare."""


class Offer(NamedTuple):
    """Something that can be decided this morning."""

    key: str
    group: str
    words: str
    more: str
    decisions: tuple[AnyDecision, ...]


class Report(Struct, frozen=True, kw_only=True):
    """One project as its last report has it."""

    name: str
    kind: str
    """The name of the aim that it serves most."""
    new: bool
    """Whether it came in since the last quarter began."""
    state: str
    due: float | None
    colour: str
    """green, yellow or red; "" without a report."""
    late: float
    """Days, as reported."""
    waits_for: str
    """The project that has to be delivered first; "" if none."""


class Queue(Struct, frozen=True, kw_only=True):
    """One kind of people: how busy they are, and how many more were wanted."""

    name: str
    people: float
    busy: float
    """In the last week, from 0 to 1."""
    short: float


class Desk:
    """The desk on the day of a session."""

    def __init__(self, session: Session) -> None:
        self.session, self.scene = session, Scene(session)
        self.today = session.today
        self.reports = tuple(self._reports())
        strips = people(self.scene, max(self.today, 5.0))
        self.queues = tuple(
            Queue(name=it.name, people=it.people, busy=it.busy, short=it.short) for it in strips
        )
        self._strips = strips
        self.offers = tuple(self._offers())

    def offer(self, key: str) -> Offer | None:
        """The offer of this key, if it lies on the desk."""
        return next((it for it in self.offers if it.key == key), None)

    def _reports(self) -> Iterator[Report]:
        aims = {it.id: it.name for it in self.session.scenario.objectives}
        seen, done = self.scene.seen, finish_days(self.scene.events)
        for project in self.session.scenario.projects:
            state = self.scene.state[project.id]
            if state in (*OVER, "expected"):
                continue
            colour, late = seen.reported.get(project.id, ("", 0.0))
            before = [it for it in project.after if it not in done]
            yield Report(
                name=project.name, kind=aims.get(kind_of(project), ""),
                new=project.arrival == self.today == 0 or project.arrival > self.today - QUARTER,
                state=state, due=project.due, colour=colour, late=late,
                waits_for=self.scene.project(before[0]) if before else "",
            )  # fmt: skip

    def _offers(self) -> Iterator[Offer]:
        yield from self._order()
        yield from self._at_once()
        yield from self._pmo()
        yield from self._protect()
        yield from self._people()
        yield from self._stop()

    def _order(self) -> Iterator[Offer]:
        now = goes_first(self.session)
        for aim in self.session.scenario.objectives:
            if now != aim.id:
                order = OrderProjects(with_first(self.session.scenario, aim.id))
                words = f"{aim.name}, first of all"
                more = "these projects, also those to come"
                yield Offer(f"first {aim.id}", FIRST, words, more, (order,))
        for key, words, more in (
            ("delay", "What loses most by waiting", "each day, for each day of work"),
            ("due", "The earliest promised day", "whatever it is worth"),
        ):
            if now != key:
                rule = ChangePolicy((("order", RULES[key]),))
                yield Offer(f"first {key}", FIRST, words, more, (rule, OrderProjects(())))

    def _at_once(self) -> Iterator[Offer]:
        now = self.session.rules.projects_per_person
        for many, words, more in (
            (1, "One thing at a time", "for each person"),
            (2, "Two things at a time", "for each person"),
            (None, "Whatever is asked for", "up to three things for each person"),
        ):
            if many != now:
                change = ChangePolicy((("projects_per_person", many),))
                yield Offer(f"at once {many}", AT_ONCE, words, more, (change,))

    def _pmo(self) -> Iterator[Offer]:
        rules = self.session.rules
        for weeks in (4, 8):
            if rules.review_weeks != weeks:
                words = f"Look into every project every {weeks} weeks"
                change = ChangePolicy((("review_weeks", weeks),))
                yield Offer(f"look {weeks}", PMO, words, "what is found early is small", (change,))
        if rules.review_weeks is not None:
            change = ChangePolicy((("review_weeks", None),))
            yield Offer("look None", PMO, "Look no more", "saves the visits", (change,))
        words, more = (
            ("No liaison people any more", "their time is free again")
            if rules.liaison
            else ("Liaison people for hand-offs", "half the time in between, for some of yours")
        )
        liaison = ChangePolicy((("liaison", not rules.liaison),))
        yield Offer(f"liaison {not rules.liaison}", PMO, words, more, (liaison,))

    def _protect(self) -> Iterator[Offer]:
        near = [it for it in risks(self.scene) if it.state == "open" and self._is_near(it)]
        open_ones = [it for it in near if it.offers and not it.offers[0].bought]
        for it in open_ones[:MOST_RISKS]:
            best = it.offers[0]
            more = f"{best.cost:g} k€, against “{it.name}” ({it.chance:.0%}, {it.loss:,.0f} k€)"
            yield Offer(f"buy {best.id}", PROTECT, best.name, more, (BuyMitigation(best.id),))

    def _is_near(self, it: Peril) -> bool:
        project = self.scene.projects[it.project]
        return project.arrival <= self.today + QUARTER

    def _people(self) -> Iterator[Offer]:
        short = max(self._strips, key=lambda it: (it.short, it.busy))
        yield Offer(
            f"hire {short.id}", PEOPLE, f"Hire one more: {short.name.lower()}",
            _after_colon(short.hire), (ChangePeople(short.id, 1),),
        )  # fmt: skip
        idle = min(self._strips, key=lambda it: it.busy)
        if self.today and idle.busy < IDLE and idle.people > 1:
            yield Offer(
                f"release {idle.id}", PEOPLE, f"Release one: {idle.name.lower()}",
                _after_colon(idle.release), (ChangePeople(idle.id, -1),),
            )  # fmt: skip
        for hours, words in (
            (AN_HOUR_A_DAY, "Overtime: an hour a day"),
            (TWO_HOURS_A_DAY, "Overtime: two hours a day"),
            (0.0, "No overtime any more"),
        ):
            if hours != self.session.rules.overtime:
                change = ChangePolicy((("overtime", hours),))
                more = "costs half as much again, and wears people out" if hours else ""
                yield Offer(f"overtime {hours:g}", PEOPLE, words, more, (change,))

    def _stop(self) -> Iterator[Offer]:
        late = sorted(
            (it for it, state in self.scene.state.items() if state == "in progress"),
            key=lambda it: -self.scene.seen.reported.get(it, ("", 0.0))[1],
        )
        for it in late[:MOST_STOPS]:
            colour, days = self.scene.seen.reported.get(it, ("", 0.0))
            if days <= 0:
                continue
            left = self.scene.seen.effort_left(it)
            more = f"reported {colour}, {days:.0f} days late; {left:.0f} days of work planned yet"
            words = f"Stop “{self.scene.project(it)}”"
            yield Offer(f"stop {it}", STOP, words, more, (CancelProject(it),))
        never = self.session.rules.stop == "never"
        yield Offer(
            f"ends {'forward_value' if never else 'never'}", STOP,
            "Stop whatever is worth less than it will still cost" if never
            else "Finish whatever has begun",
            "a rule, for every project from now on",
            (ChangePolicy((("stop", "forward_value" if never else "never"),)),),
        )  # fmt: skip


def _after_colon(words: str) -> str:
    return words.partition(": ")[2]


def goes_first(session: Session) -> str:
    """What goes first today: an aim's id, "delay", "due", or "" where it is as requests came."""
    by_hand = [it.projects for it in session.decisions if isinstance(it, OrderProjects)]
    if by_hand and by_hand[-1]:
        first = next(it for it in session.scenario.projects if it.id == by_hand[-1][0])
        return kind_of(first)
    return next((key for key, rule in RULES.items() if rule == session.rules.order), "")
