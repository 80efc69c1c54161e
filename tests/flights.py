"""One flight in which every kind of decision is taken, for what other programs read."""

from functools import cache

from simulator import Policy, Session, load
from simulator.decisions import (
    BuyMitigation,
    CancelProject,
    ChangePeople,
    OrderProjects,
    PauseProject,
    StartProject,
    change_policy,
)
from simulator.injects import with_injects
from simulator.scenario import DueInject, NewsInject


@cache
def flight() -> Session:
    """A flight to its end, with something from outside in it."""
    scenario = load("eight_projects")
    first, second, third, *_ = (it.id for it in scenario.projects)
    outside = (
        NewsInject(day=12, headline="New prices"),
        DueInject(day=30, headline="It may take longer", project=third, due=260),
    )
    session = Session(with_injects(scenario, *outside), Policy(), seed=7)
    session = session.decide(
        ChangePeople(scenario.roles[0].id, 1, reason="Everything waits for them."),
        BuyMitigation(scenario.mitigations[0].id),
        OrderProjects((second, third)),
    )
    session = session.advance(20).decide(
        change_policy(order="cost_of_delay", review_weeks=4), PauseProject(first)
    )
    session = session.advance(40).decide(StartProject(first), CancelProject(third))
    return session.to_end()
