"""One table of the fields of a policy, from which everything else about them is made."""

import importlib.util
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from simulator import load, simulate
from simulator.errors import RefusedError
from simulator.mechanisms import CARDS, everything
from simulator.mechanisms.governance import PRICED
from simulator.policies import FIELDS, Policy, PolicyError, with_rules
from simulator.policies.functions import FUNCTIONS, PLAIN, without
from simulator.policies.ready import READY
from simulator.values import shown

ROOT = Path(__file__).parents[1]


def another(field):
    """A value of a field that is allowed and is not its default."""
    if field.kind == "word":
        return field.choices[-1]
    if field.kind == "switch":
        return not field.default
    return 3 if field.kind == "count" else field.high / 2


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_of_a_policy_says_all_that_people_want_to_know(name):
    field = FIELDS[name]
    assert field.name == name and field.words and field.meaning.endswith(".")
    assert set(field.mechanisms) <= set(CARDS)
    assert field.function in {"", *FUNCTIONS}
    assert field.default == getattr(Policy(), name)
    assert len(field.label or field.words) <= 24 or not field.offered  # it stands beside a control


@pytest.mark.parametrize("name", FIELDS)
def test_a_control_offers_what_the_field_allows_each_under_its_own_name(name):
    field = FIELDS[name]
    for value in field.offered:
        assert getattr(Policy(**{name: value}), name) == value
        assert field.typed(field.say(value)) == value
    assert len({field.say(value) for value in field.offered}) == len(field.offered)
    assert not field.offered or field.default in field.offered


@pytest.mark.parametrize("name", FIELDS)
def test_what_a_field_does_not_allow_is_refused_with_what_to_write_instead(name):
    field = FIELDS[name]
    above = 10**20 if field.kind == "count" else field.high + 1
    wrong = [None] if not field.optional else []
    wrong += ["by magic", [], -1, above, float("nan")]
    for value in wrong:
        with pytest.raises(PolicyError) as error:
            Policy(**{name: value})
        # "is" stands before a number, not before a word that is none of those known
        said = re.escape(shown(value))
        assert re.match(rf"policy: {name} (is )?{said}( is unknown)?; write ", str(error.value))


@pytest.mark.parametrize("name", FIELDS)
def test_a_value_is_understood_as_it_is_typed(name):
    field = FIELDS[name]
    for value in (field.default, another(field)):
        assert field.typed(str(value)) == value


def test_what_nobody_can_understand_stays_as_it_was_typed():
    assert FIELDS["method"].typed("often") == "often"
    assert FIELDS["liaison"].typed("perhaps") == "perhaps"
    assert FIELDS["wip_limit"].typed("none") is None


def test_rules_are_put_on_top_of_a_policy_as_people_type_them():
    typed = ["review_weeks=2", "liaison=yes", "order = due_first", "method=a little", "wip_limit="]
    assert with_rules(Policy(wip_limit=3, overtime=5), typed) == Policy(
        review_weeks=2, liaison=True, order="due_first", method=0.25, overtime=5
    )


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("review_weeks", "rule 'review_weeks' has no value; write one such as review_weeks=4"),
        (
            "reveiw_weeks=4",
            "policy field 'reveiw_weeks' does not exist (did you mean 'review_weeks'?)",
        ),
        (
            "review_weeks=often",
            "policy: review_weeks is 'often'; write a whole number of at least 1, or None",
        ),
        ("liaison=perhaps", "policy: liaison is 'perhaps'; write True or False"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_as_it_was_typed(typed, message):
    with pytest.raises(PolicyError) as error:
        with_rules(Policy(), [typed])
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("method", 0.3, "30 %"),
        ("improve", 0.07, "7 %"),
        ("overtime", 12.5, "12.5 hours"),
        ("review_weeks", 3, "every 3 weeks"),
        ("wip_limit", 40, "40"),
        ("intake", "by_hand", "by hand"),
        ("skipping", True, "yes"),
        ("order", len, "len"),
    ],
)
def test_a_value_that_no_control_offers_has_words_as_well(name, value, words):
    assert FIELDS[name].say(value) == words


def test_what_may_stand_in_a_field_can_be_said():
    assert FIELDS["stop"].allowed == "never, forward_value"
    assert FIELDS["liaison"].allowed == "True, False"
    assert FIELDS["wip_limit"].allowed == "whole numbers from 1, or None"
    assert FIELDS["improve"].allowed == "0 to 0.5"


def test_the_functions_of_a_pmo_are_those_that_have_a_price():
    assert set(FUNCTIONS) == set(PRICED)
    assert all(function.fields and function.words for function in FUNCTIONS.values())


def test_only_a_function_of_a_pmo_can_be_switched_off():
    assert without(READY["heavy"], "review").review_weeks is None
    with pytest.raises(RefusedError) as error:
        without(Policy(), "overtime")
    assert str(error.value) == (
        f"'overtime' is no function of a PMO; write one of {', '.join(FUNCTIONS)}"
    )


WORLDS = ("tarnholt_town", "odwell_bridges", "holmwick_bank", "eighteen_months")


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_of_a_policy_does_something_somewhere(name):
    offices = [replace(load(world), mechanisms=everything()) for world in WORLDS]
    assert any(
        simulate(office, base, 1) != simulate(office, replace(base, **{name: value}), 1)
        for base in (READY["heavy"], Policy())
        for value in (another(FIELDS[name]), FIELDS[name].default)
        for office in offices
    )


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_belongs_to_the_function_it_names_and_to_no_other(name):
    policy = replace(Policy(), **{name: another(FIELDS[name])})
    moved = {it.name for it in FUNCTIONS.values() if it.moved(policy, PLAIN) != policy}
    assert moved == {FIELDS[name].function} - {""}


def test_the_page_is_what_its_tool_would_write_now():
    spec = importlib.util.spec_from_file_location("policies_tool", ROOT / "tools" / "policies.py")
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.PAGE.read_text(encoding="utf-8") == tool.page(), "run: python tools/policies.py"
