"""Every claim is traced to mechanisms, rules, numbers and tests, by names that exist."""

import ast
import importlib.util
import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from simulator import load, metrics
from simulator.claims import ALONE, CLAIMS, EFFECTS, MET
from simulator.claims import numbers as measurable
from simulator.claims.measuring import measured, paths, policy, turns
from simulator.mechanisms import CARDS
from simulator.policies import Policy
from simulator.readers import shipped

ROOT = Path(__file__).resolve().parents[1]

PARTS = {
    2: "abcd", 4: "ab", 5: "abc", 7: "ab", 9: "ab", 10: "ab", 11: "ab", 13: "abcd", 14: "abc",
    15: "ab", 16: "abcde", 18: "ab", 21: "ab", 24: "abcd",
}  # fmt: skip
"""By number: the parts of a claim that says several things."""
NUMBERS = [f"S{number}{part}" for number in range(1, 26) for part in PARTS.get(number, [""])]
HEADLINES = {headline.name for headline in metrics.HEADLINES} | {"net"}


def by_claim(test):
    return pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.number)(test)


@cache
def defined(path: str) -> set[str]:
    """Names of the functions in a file of tests."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_claim_and_every_part_of_one_is_there_once_and_in_order():
    assert [claim.number for claim in CLAIMS] == NUMBERS


@by_claim
def test_a_claim_is_one_short_sentence_and_has_all_four_ends(claim):
    assert claim.says.endswith(".") and len(claim.says) <= 80
    for names in (claim.mechanisms, claim.rules, claim.numbers, claim.tests):
        assert isinstance(names, tuple) and names and max(Counter(names).values()) == 1


@by_claim
def test_a_claim_names_mechanisms_and_rules_that_exist(claim):
    assert set(claim.mechanisms) <= set(CARDS)
    assert set(claim.rules) <= set(Policy.__struct_fields__)


@by_claim
def test_a_claim_names_numbers_that_exist(claim):
    functions = {name for name in metrics.__all__ if callable(getattr(metrics, name))}
    assert set(claim.numbers) <= functions | HEADLINES


@by_claim
def test_a_claim_names_tests_that_exist(claim):
    for test in claim.tests:
        path, name = test.split("::")
        assert name in defined(path), test


def test_every_mechanism_serves_a_claim():
    assert {number for claim in CLAIMS for number in claim.mechanisms} == set(CARDS)


@by_claim
def test_a_claim_has_a_measured_effect_or_says_why_not(claim):
    assert bool(EFFECTS[claim.number]) != (claim.number in ALONE)


@pytest.mark.parametrize("effect", [it for several in EFFECTS.values() for it in several],
                         ids=lambda it: it.key)  # fmt: skip
def test_an_effect_is_measured_where_a_trainee_can_meet_it(effect):
    assert effect.organisation in shipped() and effect.number in measurable.NUMBERS
    assert effect.says.endswith(".") and effect.sign in (1, -1)
    assert policy(effect.side) != policy(effect.than) or effect.unlike


def test_every_claim_is_met_somewhere_and_nothing_else_is():
    assert list(MET) == NUMBERS


@cache
def cells(path: str) -> set[str]:
    """The functions that a notebook's cells call."""
    book = json.loads((ROOT / path).read_text(encoding="utf-8"))
    sources = ["".join(it["source"]) for it in book["cells"] if it["cell_type"] == "code"]
    return {source.rpartition(".")[2].partition("(")[0] for source in sources}


@by_claim
def test_a_claim_is_something_that_a_trainee_does_in_a_cell(claim):
    assert MET[claim.number]
    for it in MET[claim.number]:
        assert it.cell in cells(it.path), f"{it.path} has no cell {it.cell}()"
        assert 15 < len(it.does) <= 70


def tool():
    spec = importlib.util.spec_from_file_location("claims_tool", ROOT / "tools" / "claims.py")
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def test_the_page_is_what_its_tool_would_write_now():
    made = tool()
    assert made.PAGE.read_text(encoding="utf-8") == made.page(made.stored()), (
        "run: python tools/claims.py --rest"
    )


def test_each_effect_on_the_page_has_surely_the_sign_that_its_sentence_says():
    made = tool()
    found = made.stored()
    for claim in CLAIMS:
        for effect in EFFECTS[claim.number]:
            it = found[made.key(claim, effect)]
            low, high = sorted((effect.sign * it["low"], effect.sign * it["high"]))
            assert 0 < low < high, (claim.number, effect.says)


@pytest.mark.stored_luck("the page shows the worlds of the usual fate")
@pytest.mark.parametrize("number", ["S14a", "S14c"])
def test_what_the_page_shows_is_what_is_measured(number):
    made, effect = tool(), EFFECTS[number][0]
    claim = next(it for it in CLAIMS if it.number == number)
    found, it = measured(effect, made.WORLDS), made.stored()[made.key(claim, effect)]
    assert (it["mean"], it["low"], it["high"]) == pytest.approx(
        (found.mean, found.low, found.high), rel=1e-4
    )


def test_a_parameter_that_turns_an_effect_is_named_and_one_that_does_not_is_not():
    effect = EFFECTS["S1"][0]
    office = load(effect.organisation)
    tried = paths(effect, office, ["M30"])
    assert "governance.review.hours" in tried and "governance.select.hours" not in tried
    assert "governance" in tried and "distortion" not in tried
    assert all(path.startswith("governance") for path in tried)


def test_an_effect_that_its_mechanism_makes_is_gone_without_it():
    knows = next(it for it in EFFECTS["S16d"] if it.number == "knowledge")
    off = next(it for it in turns(knows, ["M32"], 2) if it.path == "knowledge")
    assert (off.value, off.difference, off.turns) == ("off", 0.0, False)


def test_an_assumption_that_makes_the_opposite_of_an_effect_turns_it():
    opposite = EFFECTS["S9b"][0]._replace(sign=-1)
    assert all(it.turns for it in turns(opposite, ["M20"], 4))
