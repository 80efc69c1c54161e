"""The people as they are this week: how skilled, how tired, how new, how safe they feel."""

from typing import TYPE_CHECKING

from simulator import chance, events
from simulator.mechanisms import fatigue, ramp_up, security, skill, turnover
from simulator.model.clock import FACT, MONTH

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
        self.pressure = [1.0] * count
        self.safe = 1.0
        self.on_time = self.delivered = 0
        self.lived = [0.0] * count
        """Hazard of leaving that each person of a role has lived through."""
        self.leaves_at: list[list[float]] = [[] for _ in range(count)]
        """By role and seat: the hazard lived through at which its holder leaves."""
        self.holders = [0] * count
        if self.turnover:
            for role in range(count):
                self._fill_seats(role)

    def step(self, week: int, brought: "Tally") -> None:
        """Let a month pass for everybody."""
        people, policy = self.office.people, self.office.policy
        self._measure_load(people)
        grows = self.office.mondays.pmo.level("people")
        training, mentoring, career = (grows * part for part in GROW_BY[policy.people_by])
        self._settle_in(policy.overtime)
        if self.skill:
            self._learn(week, training, mentoring)
        self._note_promises(brought)
        if self.security:
            self.safe = self._security(people)
        if policy.overtime and self.fatigue:
            self._pay_overtime(policy.overtime)
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

    def _measure_load(self, people) -> None:
        """How busy everybody is at this moment, and how much more is waiting."""
        queued = [0.0] * len(people.employed)
        for place in self.office.waiting:
            for role, number in self.office.network.demands[place]:
                queued[role] += number
        for role, employed in enumerate(people.employed):
            self.busy[role] = min(1.0, people.taken[role] / employed) if employed else 0.0
            wanted = people.taken[role] + queued[role]
            self.overload[role] = min(1.0, max(0.0, wanted / employed - 1)) if employed else 1.0
        if self.fatigue:
            self._feel_pressure(people)

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
        steady = 1 - sum(self.overload) / len(self.overload)
        kept = self.on_time / self.delivered if self.delivered else 1.0
        return security.security(security.bench(seconds), steady, kept, self.security)

    def _pay_overtime(self, hours: float) -> None:
        """Overtime is paid at its premium, for those who have work."""
        office, roles = self.office, self.office.scenario.roles
        busy = zip(roles, office.people.employed, self.busy, strict=True)
        day = sum(role.rate * there * share for role, there, share in busy)
        how = self.fatigue
        cost = day * 5 * MONTH * how.premium * hours / how.normal_hours
        if cost:
            office.events.append(events.OvertimePaid(office.clock.today, round(cost, 3)))

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
        there = sum(self.office.people.employed)
        return min(1.0, sum(self.new) / there) if there else 0.0

    def _turn_over(self, mentoring: float, career: float) -> None:
        """Let those leave whose time has come; successors come after the vacancy, and are new."""
        safe = self.safe if self.security else 0.5
        for role, employed in enumerate(self.office.people.employed):
            rate = turnover.hazard(
                self.overload[role], self.tired[role], safe, mentoring, career, self.turnover
            )
            self.lived[role] += rate * MONTH
            for seat, limit in enumerate(self.leaves_at[role][: int(employed)]):
                if self.lived[role] >= limit:
                    self.leave(role, seat)

    def leave(self, role: int, seat: int) -> None:
        """One person goes; the seat stays empty for the vacancy."""
        office, name = self.office, self.office.scenario.roles[role].id
        self.leaves_at[role][seat] = self.lived[role] + self._next_clock(role)
        self.new[role] *= 1 - 1 / max(office.people.employed[role], 1)
        self.forget(role)
        office.events.append(events.PersonLeft(office.clock.today, name))
        office.change_people(role, -1)
        back = office.clock.today + 5 * self.turnover.vacancy
        # aside: an office in which all work is done does not go on because people come and go
        office.clock.aside(back, FACT, self.succeed, role)

    def forget(self, role: int) -> None:
        """Who leaves takes along what only they knew."""
        share = 1 / max(self.office.people.employed[role], 1)
        if self.skill:
            self.skilled[role] -= share * max(0.0, self.skilled[role] - self.skill.start)
        self.office.mondays.practice.lose(1 / max(sum(self.office.people.employed), 1))

    def succeed(self, role: int) -> None:
        """A successor arrives."""
        self.office.change_people(role, +1)

    def joined(self, role: int, count: float) -> None:
        """People who have come are new, and have not thought of leaving yet."""
        if count > 0:
            self.new[role] += count
        else:
            self.new[role] = min(self.new[role], self.office.people.employed[role])
        if self.turnover:
            self._fill_seats(role)

    def _fill_seats(self, role: int) -> None:
        while len(self.leaves_at[role]) < int(self.office.people.employed[role]):
            self.leaves_at[role].append(self.lived[role] + self._next_clock(role))

    def _next_clock(self, role: int) -> float:
        self.holders[role] += 1
        name = self.office.scenario.roles[role].id
        return chance.exponential(self.office.seed, "leaves", name, self.holders[role])
