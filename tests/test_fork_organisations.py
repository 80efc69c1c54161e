"""In every organisation any kind of decision can be taken back, and the money adds up."""

from collections import Counter
from math import fsum

import pytest
from office import on

from simulator import Session, debrief, load
from simulator.decisions import (
    BuyMitigation,
    CancelProject,
    ChangePeople,
    OrderProjects,
    PauseProject,
    StartProject,
    change_policy,
)
from simulator.errors import RefusedError
from simulator.events import PersonLeft
from simulator.policies.ready import READY
from simulator.readers import shipped

CENT = 1e-5
"""In k€."""


def flown(name: str) -> Session:
    """A flight with a decision of every kind, as far as its days allow."""
    office = load(name)
    first, second, third = [project.id for project in office.projects[:3]]
    bought = [on(1, BuyMitigation(offer.id)) for offer in office.mitigations[:1]]
    session = Session(office, READY["tailored"], seed=3)
    for decision in (
        *bought,
        on(5, OrderProjects((third, second))),
        on(10, ChangePeople(office.roles[0].id, 1)),
        on(20, PauseProject(first)),
        on(30, change_policy(wip_limit=3, order="cost_of_delay")),
        on(40, StartProject(first)),
        on(50, CancelProject(second)),
    ):
        try:
            session = session.advance(decision.day).decide(decision)
        except RefusedError:  # under other luck a project may be over
            continue
    return session.to_end()


@pytest.mark.parametrize("name", shipped())
def test_every_decision_can_be_taken_back_and_the_money_adds_up_to_the_cent(name):
    session = flown(name)
    for number, decision in enumerate(session.decisions):
        fork = debrief.fork(session, decision.day, remove=number)
        parts = fsum(part.net for part in fork.money)
        assert abs(fork.differences["net"].difference - parts) < CENT
        assert not any(part.kind == "rest" for part in fork.money)
        assert fork.first_difference.day >= decision.day
        assert 2 <= len(fork.chain) <= 24
        assert fork.chain[-1].startswith(("Together: value ", "Nothing differs: "))
        gone = [[it.role for it in one.events if isinstance(it, PersonLeft)]
                for one in (fork.was, fork.would)]  # fmt: skip
        told = any(sentence.startswith("People leave: ") for sentence in fork.chain)
        assert told == (Counter(gone[0]) != Counter(gone[1]))
        past = [[it for it in one.events if it.day < fork.day] for one in (fork.was, fork.would)]
        assert past[0] == past[1]
