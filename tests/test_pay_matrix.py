"""Every function of a PMO pays somewhere and loses somewhere, and nothing is best everywhere.

`python tools/pay.py` makes the whole matrix; here are the cells that lessons rest on.
"""

from functools import cache

import pytest
from msgspec.structs import replace

from simulator import (
    BuyMitigation,
    CancelProject,
    ChangePeople,
    PauseProject,
    Policy,
    experiment,
    load,
)
from simulator.experiment import Captain, Difference, difference
from simulator.experiment.pay import ADDED, WITHIN
from simulator.policies.functions import FUNCTIONS
from simulator.policies.moves import MOVES
from simulator.policies.ready import READY

BANK, TOWN, BRIDGES = "holmwick_bank", "tarnholt_town", "odwell_bridges"
UNIVERSITY, ORGANS, RAILWAY = "thornmere_university", "larkmoor_organs", "brackenlund_railway"
WORLDS = 40

PAYS = {
    "intake": ("4 projects at once", BANK, ADDED),
    "prioritise": ("order by cost of delay", UNIVERSITY, WITHIN),
    "select": ("select and leave air", UNIVERSITY, ADDED),
    "visibility": ("liaison people", RAILWAY, WITHIN),
    "review": ("review each week", RAILWAY, WITHIN),
    "risk": ("a reserve", BANK, WITHIN),
    "knowledge": ("exchange of knowledge", ORGANS, WITHIN),
    "people": ("mentors", ORGANS, WITHIN),
    "change": ("help with change", TOWN, WITHIN),
    "stakeholder": ("visits to sponsors", TOWN, WITHIN),
    "improve": ("some improvement", ORGANS, WITHIN),
}
LOSES = {
    "intake": ("4 projects at once", UNIVERSITY, ADDED),
    "prioritise": ("order by cost of delay", UNIVERSITY, ADDED),
    "select": ("select and leave air", ORGANS, ADDED),
    "visibility": ("clear reports", UNIVERSITY, ADDED),
    "review": ("review each week", UNIVERSITY, ADDED),
    "risk": ("a reserve", UNIVERSITY, ADDED),
    "method": ("the whole method", ORGANS, ADDED),
    "knowledge": ("exchange of knowledge", UNIVERSITY, ADDED),
    "people": ("mentors", UNIVERSITY, ADDED),
    "change": ("help with change", UNIVERSITY, ADDED),
    "stakeholder": ("visits to sponsors", UNIVERSITY, ADDED),
    "improve": ("much improvement", BRIDGES, ADDED),
}

TAILORED = READY["tailored"]
TOGETHER = {
    BANK: replace(TAILORED, stop="forward_value"),
    TOWN: replace(TAILORED, improve=0.0),
    BRIDGES: Policy(projects_per_person=1, method=1.0, knowledge=0.4),
    UNIVERSITY: Policy(projects_per_person=2, order="cost_of_delay", improve=0.04),
    ORGANS: Policy(people=0.4, people_by="mentoring", knowledge=0.4, improve=0.05),
    RAILWAY: Policy(liaison=True, review_weeks=4, stakeholder=0.5, evidence="ledger"),
}
"""By organisation: several things at once that suit it."""
BEST = {
    BANK: "stop what is not worth it",
    TOWN: "help with change",
    BRIDGES: "one thing at a time",
    UNIVERSITY: "at most two things at once",
    ORGANS: "much improvement",
    RAILWAY: "visits to sponsors",
}
"""By organisation: the single move that is best there, or as good as the best."""
NOTHING = Policy()
HURRIED = (TOWN, BRIDGES)
"""Where a world takes least time to play, so that many can be tried."""


def impatient(name: str) -> dict[str, Captain]:
    """What somebody tries who has no patience, by name."""
    office = load(name)
    bottleneck = max(office.roles, key=lambda role: role.rate * role.people).id
    everything = replace(READY["heavy"], wip_limit=None, risk_budget=1.0)
    work = [project.id for project in office.projects]
    due = {project.id: project.arrival for project in office.projects}
    return {
        "everything at once": Captain(everything),
        "overtime always": Captain(Policy(overtime=20.0)),
        "ten hires": Captain(NOTHING, (ChangePeople(bottleneck, 10, day=0),)),
        "buy all": Captain(
            NOTHING, tuple(BuyMitigation(it.id, day=0) for it in office.mitigations)
        ),
        "pause all": Captain(NOTHING, tuple(PauseProject(it, day=due[it]) for it in work)),
        "cancel all": Captain(NOTHING, tuple(CancelProject(it, day=due[it]) for it in work)),
        "review daily": Captain(Policy(review_weeks=1, review_depth="audit")),
    }


@cache
def played(name: str):
    """Everybody who is asked about there, in the same worlds."""
    captains: dict[str, Policy | Captain] = {ADDED: NOTHING}
    if name in TOGETHER:
        captains |= {"together": TOGETHER[name], "best": MOVES[BEST[name]].added(NOTHING)}
    if name in HURRIED:
        captains |= impatient(name)
        captains |= {f"best: {move}": MOVES[move].added(NOTHING) for move in BEST.values()}
    for move, where, how in (*PAYS.values(), *LOSES.values()):
        if where == name and how == ADDED:
            captains[f"{ADDED}, {move}"] = MOVES[move].added(NOTHING)
        elif where == name:
            captains[f"{WITHIN}, {move}"] = MOVES[move].added(TAILORED)
            captains[f"without, {move}"] = MOVES[move].taken(TAILORED)
    return experiment.run(load(name), captains, range(WORLDS), progress=False)


def worth(move: str, name: str, how: str) -> Difference:
    """What a move is worth in an organisation."""
    without = ADDED if how == ADDED else f"without, {move}"
    return difference(played(name), without, f"{how}, {move}")


def mean(name: str, captain: str) -> float:
    """The mean net value of a captain there, in k€."""
    table = played(name)
    return float(table[table["policy"] == captain]["net"].mean())


def test_every_function_is_asked_about():
    assert {*PAYS, "method"} == set(LOSES) == set(FUNCTIONS)
    for asked in (PAYS, LOSES):
        assert all(MOVES[move].serves == function for function, (move, _, _) in asked.items())


@pytest.mark.parametrize("function", PAYS)
def test_every_function_of_a_pmo_clearly_pays_somewhere(function):
    assert worth(*PAYS[function]).low > 0


def test_a_method_pays_at_the_railway_on_top_of_one_thing_at_a_time():
    # alone it does not: whoever has one function only pays for a whole office
    focus = Policy(projects_per_person=1)
    captains = {"without": focus, "with": replace(focus, method=1.0)}
    table = experiment.run(load(RAILWAY), captains, range(160), progress=False)
    assert difference(table, "without", "with").low > 0


@pytest.mark.parametrize("function", LOSES)
def test_every_function_of_a_pmo_clearly_loses_somewhere(function):
    assert worth(*LOSES[function]).high < 0


@pytest.mark.parametrize("name", HURRIED)
def test_the_best_single_move_of_a_place_beats_those_of_most_other_places(name):
    here = f"best: {BEST[name]}"
    others = [f"best: {move}" for place, move in BEST.items() if place != name]
    beaten = [it for it in others if difference(played(name), it, here).low > 0]
    assert len(beaten) >= 3
    assert all(difference(played(name), it, here).high > 0 for it in others)


@pytest.mark.parametrize("name", TOGETHER)
def test_several_things_that_suit_a_place_beat_its_best_single_move_by_a_twentieth(name):
    assert difference(played(name), "best", "together").low > 0
    assert mean(name, "together") > 1.05 * mean(name, "best")


@pytest.mark.parametrize("name", HURRIED)
def test_nobody_without_patience_wins(name):
    for strategy in impatient(name):
        assert difference(played(name), strategy, "together").low > 0, strategy
