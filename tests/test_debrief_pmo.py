"""What the PMO added: with and without, by groups of functions, and on which assumptions."""

from statistics import fmean

import pandas as pd
import pytest
from msgspec.structs import replace
from office import chain, office, on, project

from simulator import Policy, Session, debrief, experiment, load, metrics, simulate
from simulator.chance import seed_under
from simulator.debrief.captains import flown, without_functions
from simulator.debrief.groups import GROUPS
from simulator.debrief.idle import BY_MECHANISM, idle_functions
from simulator.debrief.pmo import Row, coalition_captains, worlds_needed
from simulator.debrief.shapley import coalitions
from simulator.decisions import ChangePeople, ChangePolicy
from simulator.errors import RefusedError
from simulator.experiment import interval
from simulator.experiment.blind import blind
from simulator.limits import MOST_EVENTS
from simulator.mechanisms import Attention, Detection, Duration, Governance, Hazard, Mechanisms
from simulator.policies.functions import FUNCTIONS, without
from simulator.policies.ready import READY
from simulator.readers import shipped
from simulator.scenario import Risk, Role

ON = Mechanisms(
    duration=Duration(standard=0.5), attention=Attention(), hazard=Hazard(),
    detection=Detection(), governance=Governance(),
)  # fmt: skip
TEAM = office(
    project("c", chain("c", 6.0, 6.0), value=90.0, due=14.0, cost_of_delay=2.0),
    project("b", chain("b", 5.0, 5.0), value=150.0, due=12.0, cost_of_delay=9.0),
    project("a", chain("a", 6.0, 4.0), value=120.0, due=12.0, cost_of_delay=6.0),
    roles=[Role(id="developer", people=2.0, rate=0.5)], projects_per_person=3, mechanisms=ON,
    risks=[Risk(id=f"r{it}", project=it, probability=0.6, impact=10.0) for it in "abc"],
)  # fmt: skip
RULES = Policy(order="cost_of_delay", projects_per_person=1, review_weeks=1)
DECIDED = (
    ChangePolicy({"review_weeks": 2, "overtime": 4.0}, day=3.0),
    ChangePolicy({"order": "due_first"}, day=4.0),
    on(2, ChangePeople("developer", 1)),
)
FLIGHT = Session(TEAM, RULES, 0, DECIDED)
MANY = 12


def nets(captain) -> list[float]:
    seeds = (seed_under("debrief", world) for world in range(MANY))
    logs = (blind(TEAM, captain.policy, it, captain.decisions, MOST_EVENTS)[0] for it in seeds)
    return [metrics.summary(log, TEAM)["net"] for log in logs]


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return debrief.pmo(FLIGHT, MANY, workers=1)


def row(table: pd.DataFrame, kind: str, what: str | None = None) -> pd.Series:
    rows = table[(table["kind"] == kind) & ((table["what"] == what) | (what is None))]
    assert len(rows) == 1
    return rows.iloc[0]


def test_with_and_without_are_played_in_the_same_worlds(table):
    own = flown(FLIGHT)
    given, bare = nets(own), nets(without_functions(own, *FUNCTIONS))
    more = [a - b for a, b in zip(given, bare, strict=True)]
    assert row(table, "with")["mean"] == pytest.approx(fmean(given))
    assert row(table, "without")["mean"] == pytest.approx(fmean(bare))
    added = row(table, "pmo")
    assert (added["mean"], added["low"], added["high"]) == pytest.approx(interval(more))
    assert added["lost"] == sum(it < 0 for it in more) / MANY and added["worlds"] == MANY
    assert min(more) <= added["worst_decile"] <= added["median"] <= max(more)


def test_without_a_function_none_of_its_rules_is_ever_set_and_the_rest_stays():
    bare = without_functions(flown(FLIGHT), *FUNCTIONS)
    assert bare.policy == Policy()
    assert bare.decisions == (ChangePolicy({"overtime": 4.0}, day=3.0), DECIDED[2])
    some = without_functions(flown(FLIGHT), "prioritise")
    assert some.policy == without(RULES, "prioritise")
    assert some.decisions == (DECIDED[0], DECIDED[2])
    with pytest.raises(RefusedError, match="'luck' is no function of a PMO; write one of intake"):
        without_functions(flown(FLIGHT), "luck")


def test_the_groups_add_up_to_what_the_whole_pmo_added(table):
    groups = table[table["kind"] == "group"]
    assert groups["what"].tolist() == list(GROUPS)
    assert groups["mean"].sum() == pytest.approx(row(table, "pmo")["mean"], abs=1e-9)


def test_a_group_that_is_not_used_brought_exactly_nothing(table):
    for name in ("alignment", "risk", "improvement", "good will"):
        unused = row(table, "group", name)
        assert (unused["mean"], unused["low"], unused["high"], unused["lost"]) == (0, 0, 0, 0)
    assert row(table, "interaction")["what"] == "allocation and sight"


def test_coalitions_that_cannot_differ_are_not_played_twice(played):
    debrief.pmo(FLIGHT, 3, workers=1, keep=False)
    assert len(played) == 3 * 2**2  # only two of six groups are used
    captains = coalition_captains(flown(FLIGHT), GROUPS)
    assert (len(captains), len(set(captains.values()))) == (64, 4)


def test_a_part_that_two_captains_differ_in_is_theirs_alone():
    """Where all else is alike, what is added is the share of the one group that differs."""
    table = debrief.pmo(Session(TEAM, Policy(review_weeks=1)), MANY, workers=1)
    assert row(table, "group", "sight")["mean"] == pytest.approx(row(table, "pmo")["mean"])


def test_every_function_stands_in_one_of_at_most_six_groups():
    named = [name for names in GROUPS.values() for name in names]
    assert sorted(named) == sorted(FUNCTIONS) and len(GROUPS) <= 6
    assert len(list(coalitions(GROUPS))) == 64


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"groups": {"all": ("intake",)}}, "the groups must hold each function of a PMO once: int"),
        ({"groups": {it: (it,) for it in FUNCTIONS}}, "there are 12 groups; write 6 at most"),
        ({"metric": "luck"}, "there is no number 'luck'"),
        ({"worlds": 1}, "worlds is 1; write a whole number from 2"),
    ],
)
def test_what_cannot_be_asked_is_refused(asked, said):
    with pytest.raises(RefusedError, match=said):
        debrief.pmo(FLIGHT, **asked)


def test_the_table_says_what_it_rests_on_and_what_it_means(table):
    assert table.attrs["basis"].worlds == MANY
    first, *_, last = table.attrs["words"]
    assert first.startswith("In this model, with these parameters, the PMO ")
    assert first.endswith(f"lost in {row(table, 'pmo')['lost']:.0%} of {MANY} worlds.")
    assert last.startswith("Of its functions, ")


def test_where_nothing_is_sure_it_says_how_many_worlds_would_tell():
    unsure = Row("pmo", "the PMO", 10.0, -10.0, 30.0, 10.0, -50.0, 0.4, 25)
    assert worlds_needed(unsure) == 25 * 4**2  # the half width, 20, has to become 5


def test_other_numbers_can_be_asked_for():
    def last_finish(captain) -> float:
        runs = experiment.run(TEAM, {"own": captain}, range(MANY), False, fate="debrief")
        return runs["last_finish"].mean()

    table, own = debrief.pmo(FLIGHT, MANY, metric="last_finish", workers=1), flown(FLIGHT)
    more = last_finish(own) - last_finish(without_functions(own, *FUNCTIONS))
    assert row(table, "pmo")["mean"] == pytest.approx(more)


# Functions that change nothing in an office


OFF = replace(READY["heavy"], liaison=False, reserve=0.0)


@pytest.mark.parametrize("name", shipped())
def test_an_idle_function_changes_nothing_however_far_it_is_on(name):
    scenario = load(name)
    scenario = replace(
        scenario, mechanisms=replace(scenario.mechanisms, governance=None, survival=None)
    )
    idle, until = idle_functions(scenario), 120.0
    for policy in (READY["heavy"], READY["tailored"]):
        bare = without(policy, *idle)
        assert simulate(scenario, policy, 1, (), until) == simulate(scenario, bare, 1, (), until)


def test_with_nothing_on_all_that_works_by_mechanisms_is_idle_and_with_a_price_nothing_is():
    nothing = replace(TEAM, mechanisms=Mechanisms())
    assert idle_functions(nothing) == BY_MECHANISM
    assert idle_functions(TEAM) == ()
    logs = {simulate(nothing, policy) for policy in (OFF, without(OFF, *BY_MECHANISM))}
    assert len(logs) == 1


# Assumptions


def test_a_sign_that_hangs_on_an_assumption_says_on_which():
    rows = [("as it is", 50.0, 20.0, 80.0, False, "base"), ("x", 40.0, 9.0, 70.0, False, "holds")]
    rows += [("y", 5.0, -20.0, 30.0, False, "fades"), ("z", 0.0, 0.0, 0.0, False, "refused")]
    columns = ["parameter", "difference", "low", "high", "flips", "outcome"]
    held = debrief.survives(pd.DataFrame(rows, columns=columns))
    assert held == (
        "That the PMO pays survives all 2 changes of assumptions; "
        "it is no longer sure with another y."
    )
    turned = [*rows, ("w", -50.0, -80.0, -20.0, True, "flips")]
    assert debrief.survives(pd.DataFrame(turned, columns=columns)) == (
        "That the PMO pays hangs on w: otherwise it is the opposite."
    )
    unsure = [("as it is", 5.0, -20.0, 80.0, False, "base"), *rows[1:]]
    assert debrief.survives(pd.DataFrame(unsure, columns=columns)).startswith("Whether the PMO pa")


def test_the_tornado_varies_what_the_pmo_added():
    table = debrief.assumptions(FLIGHT, MANY, ["attention"], workers=1)
    added = debrief.pmo(FLIGHT, MANY, workers=1)
    assert table.iloc[0]["difference"] == pytest.approx(row(added, "pmo")["mean"])
    assert table.attrs["words"] == (debrief.survives(table),) and len(table) > 3
    assert table.attrs["basis"].worlds == MANY
