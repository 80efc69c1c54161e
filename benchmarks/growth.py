"""What a replication costs as the portfolio grows.

    python benchmarks/growth.py

Portfolios of 10 to 1,000 projects at equal load: people and requests grow alike, and everybody is
on two activities at once. Requests come within half a year, or all on the first day, where the
queue is as long as the portfolio. Each size is timed in turn with the one before; work should grow
as activities do, so that twice as many projects cost twice as much.
"""

import random
from functools import partial
from math import log2

from measure import cpu, head, rounds, row, spread

from simulator import Policy, simulate
from simulator.mechanisms import Mechanisms, everything
from simulator.scenario import Activity, Demand, Project, Relation, Role, Scenario

SIZES = (10, 30, 100, 300, 1000)
ACTIVITIES, ROLES, DAYS = 10, 4, 120
ROUNDS = 3


def main() -> None:
    """Measure with mechanisms off and on, requests spread over half a year and all at once."""
    head(
        "Growth", "projects", "mechanisms", "ms", "ms an activity", "cost of twice the projects"
    )  # fmt: skip
    for name, mechanisms, days in (
        ("off", Mechanisms(), DAYS),
        ("on", everything(), DAYS),
        ("off, all at once", Mechanisms(), 1),
        ("on, all at once", everything(), 1),
    ):
        before = None
        for size in SIZES:
            scenario = portfolio(size, mechanisms, days)
            run = partial(simulate, scenario, Policy(), 1)
            run()
            each = ""
            if before:
                smaller, earlier = before
                now, _, ratios = rounds(partial(cpu, run), partial(cpu, earlier), ROUNDS)
                each = spread([ratio ** (1 / log2(size / smaller)) for ratio in ratios])
            else:
                now = cpu(run, 5)
            row(size, name, f"{now * 1e3:,.0f}", f"{now * 1e3 / size / ACTIVITIES:.3f}", each)
            before = size, run


def portfolio(size: int, mechanisms: Mechanisms, days: int, seed: int = 1) -> Scenario:
    """So many projects, requested within so many working days, and people in proportion."""
    draw = random.Random(seed)
    projects = []
    for number in range(size):
        arrival = float(draw.randrange(days))
        projects.append(
            Project(
                id=f"project {number}",
                activities=tuple(_activity(place, draw) for place in range(ACTIVITIES)),
                arrival=arrival,
                due=arrival + 120,
                value=100.0,
                cost_of_delay=0.5,
            )  # fmt: skip
        )
    roles = tuple(
        Role(id=f"role {number}", people=max(1.0, size / 5), rate=0.5) for number in range(ROLES)
    )
    return Scenario(
        name=f"{size} projects", roles=roles, projects=tuple(projects), projects_per_person=2,
        mechanisms=mechanisms,
    )  # fmt: skip


def _activity(place: int, draw: random.Random) -> Activity:
    near = range(max(0, place - 3), place)
    before = draw.sample(list(near), min(len(near), draw.choice([1, 1, 2])))
    return Activity(
        id=f"activity {place}",
        effort=float(draw.randint(3, 12)),
        people=(Demand(role=f"role {draw.randrange(ROLES)}"),),
        predecessors=tuple(Relation(activity=f"activity {it}") for it in before),
    )


if __name__ == "__main__":
    main()
