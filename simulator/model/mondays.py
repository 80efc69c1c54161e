"""Everything that moves slowly moves on Mondays, in one order.

1. The world outside: calm or turbulent, shocks, what the organisation wants.
2. Functions of the PMO that have been set up come into force.
3. Every fourth Monday stocks take one step from what the month has brought: good will, people
   (who may leave), practice, benefits; the PMO's hours of the month to come are taken.
4. The pace of each role and the hazard of risks are set, if anything of the above has changed.
5. Projects report; reviews and reports find issues.
6. The policy acts on what can be seen: it selects, stops, buys and holds back.
7. Every half-year leadership asks what the PMO is worth.

Then come the decisions of the day, and the work is handed out. What is off is not asked. Once
every project is over, only good will and benefits move.
"""

from math import fsum
from typing import TYPE_CHECKING

from simulator import events
from simulator.mechanisms.hazard import multiplier
from simulator.model.benefits import Benefits
from simulator.model.climate import Climate
from simulator.model.clock import MONTH, WEEK, Clock
from simulator.model.desk import Desk
from simulator.model.pmo import Pmo
from simulator.model.practice import Practice
from simulator.model.reports import Reports
from simulator.model.support import Support
from simulator.model.tally import tally
from simulator.model.team import Team

if TYPE_CHECKING:
    from simulator.model.replication import Replication


PATIENCE = 40 * 52 * WEEK
"""Days without any arrival, start or finish after which nobody waits any longer: more may go wrong
each week than people can mend, and such an office would never come to an end."""
STEP = 1 / 32
"""What changes pace or hazard by less is not worth planning every end anew."""


def _rounded(factor: float) -> float:
    return round(factor / STEP) * STEP


class Average:
    """What a field of the policy has been in this month, on average: it may change any day."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.now = self.area = self.since = self.began = 0.0

    def becomes(self, value: float) -> None:
        """It is so much from today on."""
        today = self.clock.today
        self.area += self.now * (today - self.since)
        self.now, self.since = value, today

    def end_month(self) -> float:
        """Its average since the last time."""
        self.becomes(self.now)
        days, area = self.since - self.began, self.area
        self.began, self.area = self.since, 0.0
        return area / days if days else self.now


class Mondays:
    """The slow part of the office."""

    def __init__(self, office: "Replication") -> None:
        self.office = office
        self.climate, self.pmo = Climate(office), Pmo(office)
        self.support, self.team = Support(office), Team(office)
        self.practice, self.benefits = Practice(office), Benefits(office)
        self.reports, self.desk = Reports(office), Desk(office)
        self.stocks = [
            part for part in (self.support, self.team, self.practice, self.benefits) if part.active
        ]
        self.sets_pace = any(
            part.active for part in (self.team, self.practice, self.pmo, self.climate)
        )
        self.has_stocks = office.people.counting = bool(self.stocks) or self.pmo.active
        how = office.scenario.mechanisms
        self.looks = how.detection is not None
        self.moves = self.looks or self.sets_pace or bool(self.stocks) or self.reports.active
        self.read_up_to = 0
        self.overtime, self.improve = Average(office.clock), Average(office.clock)
        self.changed = True
        """Whether anything has changed that the pace of work depends on."""

    def begin(self) -> None:
        """Set the pace of the first week, and let Mondays come if anything happens on them."""
        if self.sets_pace:
            self.set_pace()
        if self.moves or self.desk.needed():
            self.keep_coming()

    def keep_coming(self) -> None:
        """Let Mondays come from now on, if they do not already."""
        self.office.clock.every_monday(self.begin_week)

    def begin_week(self, week: int) -> None:
        """A Monday, unless nothing will ever be finished any more."""
        if self.office.clock.today > self.office.moved + PATIENCE:
            self.office.give_up()
        else:
            self.monday(week)

    def monday(self, week: int) -> None:
        """One Monday; its order is the module's first lines."""
        office = self.office
        busy = office.open_projects > 0
        if busy:
            self.move_world(week)
        if week % MONTH == 0 and self.has_stocks:
            self.move_stocks(week, busy)
        if self.sets_pace and self.changed:
            self.set_pace()
        if self.reports.active:
            self.reports.step(week)
        if self.looks:
            office.issues.monday(week)
        if self.desk.needed() or self.desk.fund is not None:
            self.desk.step(week)
        if busy and self.pmo.trial:
            self.pmo.defend(week)

    def move_world(self, week: int) -> None:
        """What comes from outside, and what has been set up."""
        if self.climate.active:
            self.climate.step(week)
        if self.pmo.active:
            self.pmo.step()

    def move_stocks(self, week: int, busy: bool) -> None:
        """One step of every stock, from what the month has brought."""
        office = self.office
        brought = tally(office.events, self.read_up_to)
        self.read_up_to = len(office.events)
        brought.roles = office.people.end_month()
        brought.overtime, brought.improve = self.overtime.end_month(), self.improve.end_month()
        if self.support.active:
            self.support.step(brought)
        if busy:
            if self.team.active:
                self.team.step(week, brought)
            if self.practice.active:
                self.practice.step(week, brought)
            self.pmo.take_hours(brought)
            self.changed = True
        if self.benefits.active:
            self.benefits.step()
        if self.stocks:
            office.events.append(events.MonthBegan(office.clock.today, self.levels()))

    def set_pace(self) -> None:
        """How fast each role works, and how fast risks come, until something changes."""
        office, team, people = self.office, self.team, self.office.people
        self.changed = False
        common, before = self.practice.output * (1 - self.pmo.share), people.output
        people.output = [max(STEP, _rounded(common * output)) for output in team.outputs()]
        if self.practice.rework:
            self.practice.set_quality()
        how = office.scenario.mechanisms.hazard
        if how:
            method = 1 - how.method * self.pmo.level("method")
            new = 1 + how.newcomers * team.newcomers()
            factor = multiplier(self.climate.hazard, method, new)
            office.issues.exposures.set_hazard(max(STEP, _rounded(factor)))
        if people.output != before:
            office.share_attention()

    def levels(self) -> tuple[tuple[str, float], ...]:
        """Where every stock that is on stands."""
        how, team, practice = self.office.scenario.mechanisms, self.team, self.practice
        count = len(team.new) or 1
        found = (
            (how.skill, "skill", fsum(team.skilled) / count),
            (how.fatigue, "fatigue", fsum(team.tired) / count),
            (how.ramp_up, "newcomers", fsum(team.new)),
            (how.security, "security", team.safe),
            (how.capability, "capability", practice.able),
            (how.firefighting, "completeness", practice.complete),
            (how.maturity, "maturity", practice.mature),
            (how.knowledge, "knowledge", practice.known),
            (how.resistance, "resistance", self.support.resistance),
            (how.sponsor, "engagement", self.support.engagement),
            (how.early_warning, "trust", self.support.trust),
        )
        return tuple((name, level) for on, name, level in found if on)
