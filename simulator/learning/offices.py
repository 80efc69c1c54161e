"""Small offices that items are asked about; both forms are made from these, with other numbers."""

from collections.abc import Mapping, Sequence

from simulator.chance import exponential, normal
from simulator.mechanisms import Attention, Duration, Governance, Hazard, Mechanisms, RampUp, Rework
from simulator.scenario import Activity, Demand, Mitigation, Project, Relation, Risk, Role, Scenario

WORKER = "worker"
RATE = 0.5
"""k€ for one person and one day."""


def office(
    name: str,
    people: float,
    projects: Sequence[Project],
    mechanisms: Mechanisms,
    at_once: int = 1,
    risks: Sequence[Risk] = (),
    offers: Sequence[Mitigation] = (),
) -> Scenario:
    """An office whose people can all do the same."""
    role = Role(id=WORKER, people=people, rate=RATE)
    return Scenario(
        name=name, roles=(role,), projects=tuple(projects), mechanisms=mechanisms,
        projects_per_person=at_once, risks=tuple(risks), mitigations=tuple(offers),
    )  # fmt: skip


def chain(
    name: str,
    efforts: Sequence[float],
    arrival: float = 0,
    due: float | None = None,
    value: float = 0,
    cost_of_delay: float = 0,
) -> Project:
    """A project whose activities, of one person each, follow each other."""
    steps = [f"{name} {number}" for number in range(len(efforts))]
    activities = [
        Activity(
            id=step, effort=effort, people=(Demand(role=WORKER),),
            predecessors=(Relation(activity=before),) if before else (),
        )
        for step, before, effort in zip(steps, ["", *steps], efforts, strict=False)
    ]  # fmt: skip
    return Project(
        id=name, activities=tuple(activities), arrival=arrival, due=due, value=value,
        cost_of_delay=cost_of_delay,
    )  # fmt: skip


def streams(count: int, efforts: Sequence[float]) -> Scenario:
    """Projects side by side, each with people of its own."""
    projects = [chain(f"s{number}", efforts) for number in range(count)]
    return office("streams", count, projects, Mechanisms(duration=Duration()))


def requests(work: Mapping[str, tuple[float, float]], people: float = 1) -> Scenario:
    """Requests that wait for the same people: days of work, and k€ lost for each day until done."""
    projects = [
        chain(name, [effort], due=0, value=260 * delay, cost_of_delay=delay)
        for name, (effort, delay) in work.items()
    ]
    return office("requests", people, projects, Mechanisms(duration=Duration()))


def line(seed: int, busy: float, count: int, effort: float) -> Scenario:
    """One person, and requests that come when they come; `busy` of each day is asked for."""
    day, projects = 0.0, []
    for number in range(count):
        day += exponential(seed, "request", number) * effort / busy
        projects.append(chain(f"r{number}", [effort], arrival=day))
    return office("line", 1, projects, Mechanisms(duration=Duration()))


def team(people: float, effort: float, parts: int, assimilation: float) -> Scenario:
    """One project that any number of people can share, and newcomers who have to learn."""
    share = effort / parts
    activities = [
        Activity(id=f"p{number}", effort=share, people=(Demand(role=WORKER),))
        for number in range(parts)
    ]
    late = Project(id="late", activities=tuple(activities))
    how = RampUp(assimilation=assimilation)
    return office("team", people, [late], Mechanisms(duration=Duration(), ramp_up=how))


def everything(count: int, steps: int, effort: float, people: float, at_once: int) -> Scenario:
    """As many projects as people take on at once, and attention that is divided among them."""
    projects = [
        chain(f"p{number}", [effort] * steps, due=0, value=200, cost_of_delay=1)
        for number in range(count)
    ]
    mechanisms = Mechanisms(duration=Duration(), attention=Attention())
    return office("everything", people, projects, mechanisms, at_once)


def risky(
    risks: Mapping[str, tuple[float, float]], offers: Mapping[str, tuple[float, float]], days: float
) -> Scenario:
    """One project under risks (chance, k€), and an offer against each (price, effect)."""
    known = [
        Risk(id=name, project="work", probability=chance, impact=loss, hits="cost", spread=0.4)
        for name, (chance, loss) in risks.items()
    ]
    bought = [
        Mitigation(id=f"o {name}", risk=name, cost=price, kind="avoid", effect=effect)
        for name, (price, effect) in offers.items()
    ]
    return office(
        "risky", 2, [chain("work", [days / 2, days / 2])],
        Mechanisms(duration=Duration(), hazard=Hazard()), risks=known, offers=bought,
    )  # fmt: skip


def calm(count: int, effort: float, people: float) -> Scenario:
    """An office in which little goes wrong, and what a PMO does takes its time from the work."""
    projects = [
        chain(f"p{number}", [effort, effort], due=20.0 * (number + 1), value=120, cost_of_delay=1)
        for number in range(count)
    ]
    return office(
        "calm", people, projects, Mechanisms(duration=Duration(), governance=Governance())
    )


def mistaken(count: int, effort: float, people: float, quality: float) -> Scenario:
    """An office in which some of the work is wrong, and is found later; with 1, none is."""
    projects = [chain(f"p{number}", [effort] * 3) for number in range(count)]
    how = Rework(quality=quality) if quality < 1 else None
    return office("mistaken", people, projects, Mechanisms(duration=Duration(), rework=how))


def striking(count: int, effort: float, people: float, chance: float) -> Scenario:
    """An office in which mishaps bring work of their own; with 0, there are none."""
    projects = [chain(f"p{number}", [effort] * 3) for number in range(count)]
    risks = [
        Risk(id=f"r{number}", project=f"p{number}", probability=chance, impact=effort)
        for number in range(count if chance else 0)
    ]
    mechanisms = Mechanisms(duration=Duration(), hazard=Hazard())
    return office("striking", people, projects, mechanisms, risks=risks)


# Outside any office


def desk(seed: int, busy: float, count: int) -> float:
    """The average wait at one desk, in the time that one person is served (Lindley's recursion)."""
    wait = total = 0.0
    for number in range(count):
        total += wait
        served = exponential(seed, "served", number)
        pause = exponential(seed, "pause", number) / busy
        wait = max(0.0, wait + served - pause)
    return total / count


def two_years(seed: int, many: int, best: int) -> tuple[float, float]:
    """How far above average the best of a year are in that year, and in the next one.

    Half of what a year shows stays, and half is that year's luck.
    """
    stays = [normal(seed, "stays", it) for it in range(many)]
    years = [[it + normal(seed, year, n) for n, it in enumerate(stays)] for year in ("one", "two")]
    top = sorted(range(many), key=lambda it: -years[0][it])[:best]
    this, after = (sum(year[it] for it in top) / best for year in years)
    return this, after
