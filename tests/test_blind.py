"""Decisions replayed blindly: what a world does not allow is left out there, and counted."""

import pytest
from office import finishes, office, on, project

from simulator import Policy, experiment, simulate
from simulator.decisions import (
    CancelProject,
    ChangePeople,
    DecisionError,
    OrderProjects,
    PauseProject,
    StartProject,
)
from simulator.experiment import Captain
from simulator.experiment.blind import blind
from simulator.limits import MOST_EVENTS
from simulator.mechanisms import Duration, Mechanisms

LUCK = Mechanisms(duration=Duration(standard=0.6, on_plan=0.0))
UNSURE = office(
    project("b", [4, 6], value=60.0), project("a", [5], value=100.0), mechanisms=LUCK, developers=2
)
"""Two projects, either of which may be over by day 6, or not."""
STOP_A = on(6, PauseProject("a"))
LOG = (STOP_A, on(7, ChangePeople("developer", 1)), on(9, StartProject("a")))


def both(decisions, seed):
    return blind(UNSURE, Policy(), seed, decisions, MOST_EVENTS)


def allowed(decisions, seed) -> tuple:
    """What a world allows, found one decision after the other."""
    kept = ()
    for decision in sorted(decisions, key=lambda it: it.day):
        try:
            simulate(UNSURE, Policy(), seed, (*kept, decision))
        except DecisionError:
            continue
        kept += (decision,)
    return kept


def test_what_a_world_does_not_allow_is_left_out_and_the_rest_is_done():
    out = set()
    for seed in range(40):
        kept = allowed(LOG, seed)
        assert both(LOG, seed) == (simulate(UNSURE, Policy(), seed, kept), len(LOG) - len(kept))
        out.add(len(LOG) - len(kept))
    assert {0, 2} <= out


def test_the_order_in_which_decisions_stand_matters_only_within_a_day():
    turned = (LOG[2], LOG[0], LOG[1])
    assert all(both(turned, seed) == both(LOG, seed) for seed in range(12))
    day = (on(1, CancelProject("a")), on(1, OrderProjects(("a", "b"))), on(1, CancelProject("a")))
    events, out = both(day, 0)
    assert out == 1 and "a" not in finishes(events)


def test_where_everything_is_allowed_it_is_an_ordinary_run():
    hire = (on(2, ChangePeople("developer", 1)),)
    assert both(hire, 3) == (simulate(UNSURE, Policy(), 3, hire), 0)


def test_an_experiment_flies_blindly_only_who_says_so_and_counts():
    captains = {"strict": Captain(), "blind": Captain(Policy(), LOG, blindly=True)}
    table = experiment.run(UNSURE, captains, range(12), progress=False)
    own = table[table["policy"] == "blind"]
    assert own["left_out"].tolist() == [both(LOG, seed)[1] for seed in range(12)]
    assert table.loc[table["policy"] == "strict", "left_out"].eq(0).all()
    assert "left_out" not in experiment.run(UNSURE, {"a": Policy()}, range(2), progress=False)
    with pytest.raises(DecisionError, match=r"decision on day [69]: project 'a' is"):
        experiment.run(UNSURE, {"own": Captain(Policy(), LOG)}, range(40), progress=False)


def test_a_decision_without_a_day_is_refused():
    with pytest.raises(DecisionError, match="a decision to be replayed has no day; write day=…"):
        both((PauseProject("a"),), 0)
