"""Policies drawn by lot, and the search for the best of them."""

from collections import Counter

import pytest
from msgspec.structs import replace
from office import office, project

from simulator import Policy, load
from simulator.experiment.sampling import LEFT_OUT, neighbour, sampled
from simulator.experiment.search import bare, halved, means, search
from simulator.experiment.single import single_fields
from simulator.experiment.worlds import run
from simulator.model import RULES
from simulator.policies import FIELDS
from simulator.policies.best_known import FILE, all_known, best_known, keep
from simulator.policies.moves import MOVES
from simulator.readers import shipped
from simulator.scenario import fingerprint

MANY = 400


def different(one: Policy, other: Policy) -> set[str]:
    return {field for field in FIELDS if getattr(one, field) != getattr(other, field)}


# Drawn by lot


def test_a_sampled_policy_has_its_number_and_is_the_same_again():
    assert sampled(7) == sampled(7) != sampled(8)
    assert sampled(7, "other lots") != sampled(7)


def test_every_field_is_drawn_at_every_value_that_is_offered():
    found = {field: Counter(getattr(sampled(it), field) for it in range(MANY)) for field in FIELDS}
    for name, field in FIELDS.items():
        if name in LEFT_OUT:
            assert set(found[name]) == {field.default}
        elif name == "slack":
            assert min(found[name]) >= 0 and max(found[name]) <= 0.5
        else:
            assert {*field.offered, field.default} - {"random"} == set(found[name])


def test_a_function_is_used_by_half_of_the_sampled_policies():
    used = sum(sampled(it).review_weeks is not None for it in range(MANY))
    assert 0.3 * MANY < used < 0.5 * MANY  # one of the values that a control offers is "never"


def test_a_neighbour_differs_in_little():
    policy = sampled(3)
    near = [different(policy, neighbour(policy, it)) for it in range(60)]
    assert any(near) and all(len(it) <= 8 for it in near)
    assert len({frozenset(it) for it in near}) > 10


def test_a_single_field_differs_from_nobody_deciding_in_itself_and_what_it_needs():
    policies = single_fields()
    assert {field for field, _ in policies} == set(FIELDS) - set(LEFT_OUT)
    for (field, value), policy in policies.items():
        assert getattr(policy, field) == value
        assert len(different(policy, Policy())) <= 2
    assert ("slack", 0.9) in policies and ("overtime", 40.0) in policies


# The search


def planted() -> tuple:
    """A house in which the due project stands last, so that the order is all that counts."""
    plan = [
        project("idle", [30.0], value=30, due=400),
        project("calm", [30.0], value=30, due=400),
        project("urgent", [10.0], value=100, due=12, cost_of_delay=5.0),
    ]
    return office(*plan, developers=1)


def play(policies, worlds, part):
    return run(planted(), policies, range(worlds), progress=False, workers=1, keep=False)


def test_the_better_half_stays():
    orders = {it: Policy(order=it) for it in FIELDS["order"].choices if it != "random"}
    stay = halved(orders, play, "orders")
    assert len(stay) == 8 and "due_first" in stay and "first_come" not in stay


def test_what_brings_nothing_is_left_out_and_what_brings_something_stays():
    loaded = Policy(order="due_first", knowledge=0.5, review_weeks=4, overtime=5.0)
    assert bare(loaded, play, 2) == Policy(order="due_first")


def test_a_search_finds_what_was_planted_and_tells_it_in_new_worlds():
    found = search(planted(), 24, 1, 10, False, workers=1, keep=False, fate="planted")
    best = means(play({"best": Policy(order="due_first"), "nobody": Policy()}, 1, ""))
    assert found.net == found.searched == best["best"] > best["nobody"]
    assert found.ahead.mean == found.net - found.move_net == 0
    assert MOVES[found.move].rules["order"] == "due_first" or found.move.startswith("order")
    assert found.worlds == 10 and found.tried > 24 + len(MOVES)


# What is kept


def test_every_organisation_has_a_best_known_policy_of_this_model():
    assert set(all_known()) == set(shipped())
    for name in shipped():
        found = best_known(load(name))
        why = f"run python tools/tried.py --search {name}"
        assert found is not None and found.rules == str(RULES), why
        assert found.scenario == fingerprint(load(name)), why
        assert found.low <= found.net <= found.high


def test_nobody_has_looked_for_an_office_of_ones_own():
    assert best_known(planted()) is None


def test_what_is_kept_is_read_back(tmp_path, monkeypatch):
    known = dict(all_known())
    monkeypatch.setattr("simulator.policies.best_known.FILE", tmp_path / "best.json")
    name = next(iter(known))
    keep({name: replace(known[name], fate="another")})
    assert all_known()[name].fate == "another" and len(all_known()) == 1
    monkeypatch.undo()
    all_known.cache_clear()
    assert FILE.exists() and all_known() == known


@pytest.mark.parametrize("name", shipped())
def test_a_best_known_policy_holds_only_fields_that_bring_something(name):
    policy = all_known()[name].policy
    assert len(different(policy, Policy())) <= 14
