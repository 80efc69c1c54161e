"""The people as they are this week: how skilled, how tired, how new, how safe they feel."""

from collections import deque
from math import fsum, inf
from statistics import fmean
from typing import TYPE_CHECKING

from simulator import chance, events
from simulator.mechanisms import fatigue, ramp_up, security, skill, turnover
from simulator.model.clock import FACT, MONTH
from simulator.scenario import on_grid

if TYPE_CHECKING:
    from simulator.model.replication import Replication
    from simulator.model.tally import Tally

GROW_BY = {
    "balanced": (1 / 3, 1 / 3, 1 / 3),
    "training": (1.0, 0.0, 0.0),
    "mentoring": (0.0, 1.0, 0.0),
    "career": (0.0, 0.0, 1.0),
}
"""Shares of the work on people that go into training, mentoring and career."""


class Seat:
    """A place for one person."""

    def __init__(self) -> None:
        self.holder = 0
        """How many people have sat here, the present one included."""
        self.limit = inf
        """The hazard lived through in the role at which its holder leaves; none while empty."""
        self.gone = False
        """Whether the seat was given up."""


class Team:
    """Stocks of every role (mechanisms M07, M10, M33, M34, M38)."""

    def __init__(self, office: "Replication") -> None:
        self.office, how = office, office.scenario.mechanisms
        self.ramp_up, self.fatigue, self.turnover = how.ramp_up, how.fatigue, how.turnover
        self.skill, self.security = how.skill, how.security
        self.active = any((how.ramp_up, how.fatigue, how.turnover, how.skill, how.security))
        count = len(office.scenario.roles)
        self.planned = list(office.people.employed)
        self.new = [0.0] * count
        self.tired = [0.0] * count
        self.skilled = [how.skill.start if how.skill else 0.0] * count
        self.taught = [0.0] * count
        self.overload = [0.0] * count
        self.busy = [0.0] * count
        self.loads: deque[float] = deque(maxlen=how.security.months if how.security else 0)
        """How busy people were on average, month by month."""
        self.pressure = [1.0] * count
        self.safe = 1.0
        self.on_time = self.delivered = 0
        self.lived = [0.0] * count
        """Hazard of leaving that each person of a role has lived through."""
        self.seats: list[list[Seat]] = [[] for _ in range(count)]
        if self.turnover:
            for role, there in enumerate(office.people.employed):
                self._seat(role, int(there))

    def step(self, week: int, brought: "Tally") -> None:
        """Let a month pass for everybody."""
        people, policy = self.office.people, self.office.policy
        self._note_load(brought)
        grows = self.office.mondays.pmo.level("people")
        training, mentoring, career = (grows * part for part in GROW_BY[policy.people_by])
        self._settle_in(brought.overtime)
        if self.skill:
            self._learn(week, training, mentoring)
        self._note_promises(brought)
        if self.security:
            self.safe = self._security(people)
        if brought.overtime and self.fatigue:
            self._pay_overtime(brought.overtime)
        if self.turnover:
            self._turn_over(mentoring, career)

    def _settle_in(self, overtime: float) -> None:
        """Newcomers find their feet; who works overtime tires, who does not recovers."""
        if self.ramp_up and any(self.new):
            for role, new in enumerate(self.new):
                self.new[role] -= ramp_up.assimilated(new, MONTH, self.ramp_up)
        if self.fatigue and (overtime or any(self.tired)):
            hours = self.fatigue.normal_hours + overtime
            self.tired = [
                fatigue.fatigued(tired, hours, MONTH, self.fatigue) for tired in self.tired
            ]

    def _note_load(self, brought: "Tally") -> None:
        """How busy everybody was in this month, and how much more there was to do."""
        self.busy = [month.busy for month in brought.roles]
        self.overload = [month.overload for month in brought.roles]
        self.loads.append(fmean(self.busy or [0.0]))
        if self.fatigue:
            self._feel_pressure(self.office.people)

    def _feel_pressure(self, people) -> None:
        """Work left against capacity left until the due days of what is open, by role."""
        today, count = self.office.clock.today, len(people.employed)
        work, time = [0.0] * count, [0.0] * count
        for place, project in enumerate(self.office.scenario.projects):
            if project.due is not None and self.office.state[place] == "in progress":
                left = max(5.0, project.due - today)
                for role, effort in self.office.effort_left[place].items():
                    work[role] += effort
                    time[role] += effort * left
        self.pressure = [
            fatigue.pressure(work[role], employed * time[role] / work[role]) if work[role] else 0.0
            for role, employed in enumerate(people.employed)
        ]

    def _learn(self, week: int, training: float, mentoring: float) -> None:
        how, kept = self.skill, 0.5 ** (MONTH / self.skill.half_life)
        due = week // how.courses > (week - MONTH) // how.courses
        course = how.course * training if due else 0.0
        for role, busy in enumerate(self.busy):
            self.skilled[role] = skill.step(self.skilled[role], busy, busy, mentoring, MONTH, how)
            self.taught[role] = self.taught[role] * kept + course

    def _note_promises(self, brought: "Tally") -> None:
        due = {project.id: project.due for project in self.office.scenario.projects}
        for event in brought.delivered:
            if due[event.project] is not None:
                self.delivered += 1
                self.on_time += event.day <= due[event.project]

    def _security(self, people) -> float:
        roles, seconds = self.office.scenario.roles, {}
        for role, there, new in zip(roles, people.employed, self.new, strict=True):
            seconds[role.id] = there - new
        steady = security.stability(self.loads)
        kept = self.on_time / self.delivered if self.delivered else 1.0
        return security.security(security.bench(seconds), steady, kept, self.security)

    def _pay_overtime(self, hours: float) -> None:
        """Overtime is paid at its premium, for those who have work."""
        office, roles = self.office, self.office.scenario.roles
        busy = zip(roles, office.people.employed, self.busy, strict=True)
        day = fsum(role.rate * there * share for role, there, share in busy)
        how = self.fatigue
        cost = day * 5 * MONTH * how.premium * hours / how.normal_hours
        if cost:
            office.events.append(events.OvertimePaid(office.clock.today, cost))

    def outputs(self) -> list[float]:
        """How much the people of each role get done, as a share of what was planned."""
        people, policy = self.office.people, self.office.policy
        factors = [1.0] * len(self.new)
        if self.ramp_up:
            for role, employed in enumerate(people.employed):
                if employed and (self.new[role] or employed != self.planned[role]):
                    new = min(self.new[role], employed)
                    factors[role] *= ramp_up.pace(
                        new, employed - new, self.planned[role], self.ramp_up
                    )
        if self.skill:
            _, mentoring, _ = GROW_BY[policy.people_by]
            left = 1 - skill.mentoring_cost(mentoring * policy.people, self.skill)
            for role, skilled in enumerate(self.skilled):
                factors[role] *= left * skill.productivity(skilled + self.taught[role], self.skill)
        if self.fatigue:
            hours = self.fatigue.normal_hours + policy.overtime
            for role, pressure in enumerate(self.pressure):
                factors[role] *= fatigue.output(
                    hours, self.tired[role], self.fatigue
                ) * fatigue.pressure_output(pressure, self.fatigue)
        return factors

    def care(self, role: int) -> tuple[float, float, float]:
        """What experience, fatigue and pressure do to the quality of a role's work."""
        experience = skill.quality(self.skilled[role], self.skill) if self.skill else 1.0
        if not self.fatigue:
            return experience, 1.0, 1.0
        tired = fatigue.quality(self.tired[role], self.fatigue)
        return experience, tired, fatigue.pressure_quality(self.pressure[role], self.fatigue)

    def newcomers(self) -> float:
        """Share of all people who are still new."""
        there = fsum(self.office.people.employed)
        return min(1.0, fsum(self.new) / there) if there else 0.0

    def _turn_over(self, mentoring: float, career: float) -> None:
        """Let those leave whose time has come; successors come after the vacancy, and are new."""
        safe = self.safe if self.security else 0.5
        for role in range(len(self.seats)):
            rate = turnover.hazard(
                self.overload[role], self.tired[role], safe, mentoring, career, self.turnover
            )
            self.lived[role] += rate * MONTH
            for number, seat in enumerate(self.seats[role]):
                if self.lived[role] >= seat.limit:
                    self.leave(role, number)

    def leave(self, role: int, number: int) -> None:
        """One person goes; the seat stays empty for the vacancy."""
        office, name = self.office, self.office.scenario.roles[role].id
        self.seats[role][number].limit = inf
        self.new[role] *= 1 - 1 / max(office.people.employed[role], 1)
        self.forget(role)
        office.events.append(events.PersonLeft(office.clock.today, name))
        office.change_people(role, -1)
        back = office.clock.today + on_grid(5 * self.turnover.vacancy)
        # aside: an office in which all work is done does not go on because people come and go
        office.clock.aside(back, FACT, self.succeed, (role, number))

    def forget(self, role: int) -> None:
        """Who leaves takes along what only they knew."""
        share = 1 / max(self.office.people.employed[role], 1)
        if self.skill:
            self.skilled[role] -= share * max(0.0, self.skilled[role] - self.skill.start)
        self.office.mondays.practice.lose(1 / max(fsum(self.office.people.employed), 1))

    def succeed(self, about: tuple[int, int]) -> None:
        """A successor arrives."""
        role, number = about
        self.office.change_people(role, +1)
        self._sit_down(role, number)

    def joined(self, role: int, count: float) -> None:
        """People who have come are new."""
        if count < 0:
            self.new[role] = min(self.new[role], self.office.people.employed[role])
        elif self.ramp_up:
            self.new[role] += count

    def hired(self, role: int, count: float) -> None:
        """Somebody has decided on more or fewer seats; the last ones go first."""
        if self.turnover and count > 0:
            self._seat(role, int(count))
        elif self.turnover:
            taken = [seat for seat in self.seats[role] if seat.limit < inf]
            for seat in taken[max(0, len(taken) + int(count)) :]:
                seat.limit = inf
                seat.gone = True

    def _seat(self, role: int, count: int) -> None:
        """Give so many people a seat: one that was given up, or a new one."""
        seats = self.seats[role]
        free = [number for number, seat in enumerate(seats) if seat.gone][:count]
        free += range(len(seats), len(seats) + count - len(free))
        seats += [Seat() for number in free if number >= len(seats)]
        for number in free:
            self._sit_down(role, number)

    def _sit_down(self, role: int, number: int) -> None:
        """Draw when the new holder of a seat leaves; the draw belongs to seat and holder."""
        seat, name = self.seats[role][number], self.office.scenario.roles[role].id
        seat.holder += 1
        seat.gone = False
        lot = chance.exponential(self.office.seed, "leaves", name, number, seat.holder)
        seat.limit = self.lived[role] + lot
