"""One replication against a hand-written SimPy model of the same network.

    python benchmarks/replication.py

Processor time per replication for both, and their ratio; and what SimPy alone takes for as many
events as ours has. The two models must agree on the day of the last finish.
"""

import random
from functools import partial

import floor
import simpy
from measure import cpu, head, rounds, row, spread

from simulator import Policy, metrics, simulate
from simulator.network import network
from simulator.scenario import Activity, Demand, Project, Relation, Role, Scenario

ROUNDS, RUNS = 15, 40
SIZES = (30, 120, 480)


def main() -> None:
    """Measure every size."""
    head(
        "One replication", "activities", "ours (ms)", "hand-written (ms)", "ours / hand-written",
        "SimPy events", "ours / SimPy's loop alone",
    )  # fmt: skip
    for size in SIZES:
        scenario, policy = random_project(size), Policy(order="latest_finish_time")
        ours, by_hand = partial(simulate, scenario, policy), HandWritten(scenario).run
        (finish,) = metrics.finish_days(ours()).values()
        if finish != by_hand():
            raise SystemExit("the two models disagree, so their speed cannot be compared")
        events = floor.count(ours)
        mine, theirs, ratios = rounds(partial(cpu, ours, RUNS), partial(cpu, by_hand, RUNS), ROUNDS)
        _, _, above = rounds(
            partial(cpu, ours, RUNS), lambda n=events: floor.processor_time(n * RUNS) / RUNS, ROUNDS
        )
        row(size, f"{mine * 1e3:.2f}", f"{theirs * 1e3:.2f}", spread(ratios), events, spread(above))


def random_project(size: int, roles: int = 4, seed: int = 1, kinds: int = 1) -> Scenario:
    """A project the size and shape of a PSPLIB instance; an activity holds people of 1 to `kinds`
    roles."""
    draw = random.Random(seed)
    activities = []
    for number in range(size):
        near = range(max(0, number - 15), number)
        before = sorted(draw.sample(near, min(len(near), draw.choice([1, 1, 2, 3]))))
        first = draw.randrange(roles)
        people = [Demand(role=f"R{first}", people=draw.randint(1, 10))]
        for number_of_role in range(draw.randint(1, kinds) - 1 if kinds > 1 else 0):
            other = (first + 1 + number_of_role) % roles
            people.append(Demand(role=f"R{other}", people=draw.randint(1, 10)))
        activities.append(
            Activity(
                id=str(number),
                days=draw.randint(1, 10),
                people=tuple(people),
                predecessors=tuple(Relation(activity=str(it)) for it in before),
            )
        )
    pools = tuple(Role(id=f"R{number}", people=14) for number in range(roles))
    return Scenario(
        name=f"random {size}",
        roles=pools,
        projects=(Project(id="project", activities=tuple(activities)),),
    )


class HandWritten:
    """What a SimPy programmer would write: a process an activity, an allocator, and no log."""

    def __init__(self, scenario: Scenario) -> None:
        plan = network(scenario)
        self.days = [activity.days for activity in plan.activities]
        self.needs = plan.demands
        self.successors = plan.after_finish
        self.predecessors = plan.predecessors
        self.rank = [(activity.latest_finish, activity.place) for activity in plan.activities]
        self.people = [role.people for role in scenario.roles]

    def run(self) -> float:
        """The day on which the last activity finishes."""
        self.env = simpy.Environment()
        self.free = list(self.people)
        self.missing = list(self.predecessors)
        self.waiting = [i for i, count in enumerate(self.missing) if not count]
        self.open = len(self.days)
        self.wake = self.env.event()
        self.env.process(self.allocator())
        self.env.run()
        return self.env.now

    def activity(self, number: int):
        """Work, give the people back, make the successors ready."""
        yield self.env.timeout(self.days[number])
        for role, people in self.needs[number]:
            self.free[role] += people
        for successor in self.successors[number]:
            self.missing[successor] -= 1
            if not self.missing[successor]:
                self.waiting.append(successor)
        self.open -= 1
        if not self.wake.triggered:
            self.wake.succeed()

    def allocator(self):
        """Once an instant, start what fits, in order of priority."""
        while self.open:
            yield self.env.timeout(0)
            self.waiting.sort(key=self.rank.__getitem__)
            for number in list(self.waiting):
                if all(self.free[role] >= people for role, people in self.needs[number]):
                    self.waiting.remove(number)
                    for role, people in self.needs[number]:
                        self.free[role] -= people
                    self.env.process(self.activity(number))
            self.wake = self.env.event()
            yield self.wake


if __name__ == "__main__":
    main()
