"""Every function of a PMO pays somewhere and loses somewhere, and nothing is best everywhere.

`python tools/pay.py` makes the whole matrix; here are the cells that lessons rest on.
"""

from functools import cache

import pandas as pd
import pytest
from msgspec.structs import replace

from simulator import Policy, experiment, load
from simulator.experiment import Difference, difference
from simulator.experiment.impatient import impatient
from simulator.experiment.pay import ADDED, WITHIN
from simulator.policies.best_known import all_known
from simulator.policies.functions import FUNCTIONS
from simulator.policies.moves import MOVES
from simulator.policies.ready import READY
from simulator.readers import shipped

BANK, TOWN, BRIDGES = "holmwick_bank", "tarnholt_town", "odwell_bridges"
UNIVERSITY, ORGANS, RAILWAY = "thornmere_university", "larkmoor_organs", "brackenlund_railway"
FIRM = "sprigwheel_startup"
WORLDS = 40
SMALL, SMALL_WORLDS = "10 projects at once", 80
"""A move of the university that is worth little beside its scatter, and its worlds."""

PAYS = {
    "intake": ("10 projects at once", UNIVERSITY, ADDED),
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
BEST = {
    BANK: "stop what is not worth it",
    TOWN: "help with change",
    BRIDGES: "one thing at a time",
    UNIVERSITY: "at most two things at once",
    ORGANS: "much improvement",
    RAILWAY: "visits to sponsors",
    FIRM: "at most two things at once",
}
"""By organisation: the single move that is best there, or as good as the best."""
NOTHING = Policy()
FREE = Policy(projects_per_person=1, order="cost_of_delay")
"""What costs next to nothing and is learned first: one thing at a time, the dearest delay first."""
FIRST = ("three_projects", "eight_projects", "eighteen_months")
"""Where it is learned."""
QUICK = (TOWN, BRIDGES)
"""Where a world takes least time to play, so that many can be tried."""
STOPS = 200
"""Worlds that tell what clear reports bring to those who stop projects: little beside its scatter,
and surely more than they cost."""
FEW = 24
"""Worlds that tell large differences."""
NEAR = {"three_projects": 110, BANK: 150, BRIDGES: 40, "eighteen_months": 40}
"""Where others come near the best policy found: how many worlds tell them apart from it."""
CLOSE = ("found", "move", "buy all", "review daily")
"""Who comes near it there."""


@cache
def played(name: str):
    """Everybody who is asked about there, in the same worlds."""
    captains: dict[str, Policy] = {ADDED: NOTHING}
    if name in QUICK:
        captains |= {f"best: {move}": MOVES[move].added(NOTHING) for move in BEST.values()}
    for move, where, how in (*PAYS.values(), *LOSES.values()):
        if where == name and how == ADDED:
            captains[f"{ADDED}, {move}"] = MOVES[move].added(NOTHING)
        elif where == name:
            captains[f"{WITHIN}, {move}"] = MOVES[move].added(TAILORED)
            captains[f"without, {move}"] = MOVES[move].taken(TAILORED)
    everybody = experiment.run(load(name), captains, range(WORLDS), progress=False)
    if name != UNIVERSITY:
        return everybody
    small = {it: captains[it] for it in (ADDED, f"{ADDED}, {SMALL}")}
    further = range(WORLDS, SMALL_WORLDS)
    return pd.concat([everybody, experiment.run(load(name), small, further, progress=False)])


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


@pytest.mark.parametrize("name", QUICK)
def test_the_best_single_move_of_a_place_beats_those_of_most_other_places(name):
    here = f"best: {BEST[name]}"
    others = [f"best: {move}" for place, move in BEST.items() if place != name]
    beaten = [it for it in others if difference(played(name), it, here).low > 0]
    assert len(beaten) >= 3
    assert all(difference(played(name), it, here).high > 0 for it in others)


def test_the_best_single_move_is_another_one_in_most_places():
    found = {name: known.move for name, known in all_known().items()}
    assert len(set(found.values())) >= 5, found


# The best policy that was found, in worlds that its search has not seen


@cache
def tried(name: str):
    """The best policy found, the best single move, and the impatient, in the same worlds."""
    known, office = all_known()[name], load(name)
    move = MOVES[known.move].added(NOTHING) if known.move in MOVES else NOTHING
    captains = {"found": known.policy, "move": move, "nothing": NOTHING, "free": FREE}
    captains |= impatient(office)
    close = {it: captains[it] for it in CLOSE}
    worlds, further = range(5000, 5000 + FEW), range(5000 + FEW, 5000 + NEAR.get(name, FEW))
    everybody = experiment.run(office, captains, worlds, progress=False)
    if not further:
        return everybody
    return pd.concat([everybody, experiment.run(office, close, further, progress=False)])


@pytest.mark.parametrize("name", shipped())
def test_the_best_policy_found_beats_the_best_single_move_by_a_twentieth(name):
    nets = tried(name).groupby("policy")["net"].mean()
    assert difference(tried(name), "move", "found").low > 0
    assert nets["found"] > 1.05 * nets["move"]


@pytest.mark.parametrize("name", sorted({*shipped()} - {*FIRST}))
def test_what_is_free_is_best_only_where_it_is_learned(name):
    nets = tried(name).groupby("policy")["net"].mean()
    assert difference(tried(name), "free", "found").low > 0
    assert nets["found"] > 1.05 * nets["free"]


def test_in_a_young_firm_two_rules_of_the_house_pay_and_no_office():
    # what it takes on at once, and how long it works; whole offices lose there
    # (tests/test_organisations.py)
    known = all_known()[FIRM]
    changed = {
        it for it in Policy.__struct_fields__ if getattr(known.policy, it) != getattr(NOTHING, it)
    }
    assert changed == {"projects_per_person", "overtime"} and known.tried > 400


@pytest.mark.parametrize("name", shipped())
def test_nobody_without_patience_wins(name):
    for strategy in impatient(load(name)):
        assert difference(tried(name), strategy, "found").low > 0, strategy


# A clear view, which nobody pays for who does not act on it (M25: what information is worth)


@cache
def seen(stop: str, worlds: int) -> Difference:
    """What clear reports bring at the university, where projects are stopped or not."""
    blind = Policy(stop=stop)
    captains = {"blind": blind, "clear": replace(blind, visibility=0.5)}
    table = experiment.run(load(UNIVERSITY), captains, range(worlds), progress=False)
    return difference(table, "blind", "clear")


def test_clear_reports_pay_for_those_who_stop_projects_by_what_they_say():
    assert seen("forward_value", STOPS).low > 0


def test_clear_reports_lose_where_nobody_acts_on_them():
    assert seen("never", 20).high < 0
