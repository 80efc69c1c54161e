"""What judging a flight costs: fates that agree with what was seen, strokes, the first look.

    python benchmarks/debrief.py

The flight has eight decisions in the largest organisation that is flown to the end of a course. A
draw is told in replays of the past that it takes, and boxes once for each day; what strokes cost in
worlds of the same office that are played from beginning to end, so that the machine does not
matter.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from random import Random

from measure import cpu, head, row

from simulator import (
    BuyMitigation,
    ChangePeople,
    OrderProjects,
    Policy,
    Session,
    change_policy,
    debrief,
    load,
    metrics,
    simulate,
)
from simulator.debrief.fates import Walk, key
from simulator.debrief.past import past_of
from simulator.debrief.strokes import split
from simulator.report import Case
from simulator.report.result import result

DAYS = (20, 80, 150)
DRAWS, FATES, WORLDS, TRIED = 30, 50, 40, 16


def main() -> None:
    """Measure draws on some days, and a whole split in both ways."""
    session = flown()
    world = cpu(partial(_worlds, session)) / WORLDS
    head("Fates that agree with what was seen", "day", "numbers", "replays, once",
         "replays a draw", "a draw / a world")  # fmt: skip
    for day in DAYS:
        row(day, *_draws(session, day, world))
    head("A flight with eight decisions, one process", "what", "worlds it costs", "CPU seconds")
    rows = (
        ("strokes", partial(debrief.strokes, session, FATES, 1)),
        ("the same, the reference going on",
         partial(debrief.strokes, session, FATES, 1, continuation="reference")),
        ("alternatives of one day", partial(debrief.alternatives, session, 80, TRIED)),
    )  # fmt: skip
    for what, ask in (*_first_look(session), *rows):
        seconds = cpu(ask)
        row(what, f"{seconds / world:,.0f}", f"{seconds:.1f}")


def _first_look(session: Session) -> Iterator[tuple[str, Callable[[], object]]]:
    """The first three parts of the page as they appear first, with nothing known or kept."""
    rough = Case(session).rough
    few = rough.worlds
    yield "first look: the result", partial(result, rough)
    yield "first look: luck", partial(debrief.numbers, session, few, workers=1, keep=False)
    yield "first look: strokes", partial(split, session, rough.fates, 1, luck_named=False)


def flown() -> Session:
    """Eighteen months with eight days of decisions."""
    office = load("eighteen_months")
    roles = [it.id for it in office.roles]
    projects = [it.id for it in sorted(office.projects, key=lambda it: -it.cost_of_delay)]
    session = Session(office, Policy(order="due_first", wip_limit=6), seed=11)
    for day, decision in (
        (0, BuyMitigation(office.mitigations[0].id)),
        (20, OrderProjects(tuple(projects))),
        (40, ChangePeople(roles[0], 1)),
        (60, change_policy(wip_limit=8)),
        (80, ChangePeople(roles[1], 1)),
        (100, change_policy(review_weeks=4)),
        (120, ChangePeople(roles[2], -1)),
        (150, OrderProjects(tuple(projects[3:]))),
    ):
        session = session.advance(float(day)).decide(decision)
    return session.to_end()


def _worlds(session: Session) -> None:
    for seed in range(WORLDS):
        metrics.summary(simulate(session.scenario, session.policy, seed), session.scenario)


def _draws(session: Session, day: int, world: float) -> tuple[object, ...]:
    """Numbers of the past, replays for what is done once and for a draw, and what a draw costs."""
    past = past_of(session.back_to(float(day)))
    walk = Walk(past, Random(0), keys=partial(key, 0))
    draws = iter(walk)
    next(draws)
    once = past.replays[0]
    seconds = cpu(lambda: list(islice(draws, DRAWS)))
    each = (past.replays[0] - once) / DRAWS
    return len(past.numbers), once, f"{each:.1f}", f"{seconds / DRAWS / world:.2f}"


if __name__ == "__main__":
    main()
