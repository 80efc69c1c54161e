"""Every claim is traced to mechanisms, rules, numbers and tests, by names that exist."""

import ast
import importlib.util
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from simulator import metrics
from simulator.claims import CLAIMS
from simulator.mechanisms import CARDS
from simulator.policies import Policy

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


def test_the_page_is_what_its_tool_would_write_now():
    spec = importlib.util.spec_from_file_location("claims_tool", ROOT / "tools" / "claims.py")
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.PAGE.read_text(encoding="utf-8") == tool.page(), "run: python tools/claims.py"
