"""What a field says at the door: odd values become what is meant, or are refused in words."""

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

import numpy as np
import pytest
from msgspec import Meta, Struct
from msgspec.structs import replace
from office import activity, of, office, run

from simulator.errors import RefusedError
from simulator.events import ActivityFinished
from simulator.scenario import (
    Demand,
    Project,
    Relation,
    Role,
    Scenario,
    ScenarioError,
    fingerprint,
)
from simulator.values import settle, shown


class Rule(Struct, frozen=True, kw_only=True, cache_hash=True):
    """A record with a field of every kind."""

    share: Annotated[float, Meta(ge=0, le=0.9)] = 0.0
    limit: Annotated[int, Meta(ge=1)] | None = None
    on: bool = True
    how: Literal["open", "by_hand"] = "open"
    names: tuple[str, ...] = ()
    changes: tuple[tuple[str, str | int | float | bool | None], ...] = ()
    role: Role | None = None

    def __post_init__(self) -> None:
        settle(self)


MEANT = [
    ({"share": 0}, 0.0),
    ({"share": -0.0}, 0.0),
    ({"share": np.float32(0.5)}, 0.5),
    ({"share": np.array(0.5)}, 0.5),
    ({"share": np.int8(0)}, 0.0),
    ({"share": Fraction(1, 2)}, 0.5),
    ({"limit": 2.0}, 2),
    ({"limit": np.int64(3)}, 3),
    ({"limit": np.float64(3)}, 3),
    ({"on": np.bool_(False)}, False),
    ({"how": np.str_("by_hand")}, "by_hand"),
    ({"names": ["a", np.str_("b")]}, ("a", "b")),
    ({"changes": [["a", np.float64(0.5)], ("b", np.True_)]}, (("a", 0.5), ("b", True))),
]


@pytest.mark.parametrize(("fields", "meant"), MEANT)
def test_a_value_of_another_type_becomes_what_is_meant(fields, meant):
    (field,) = fields
    found = getattr(Rule(**fields), field)
    assert repr(found) == repr(meant)


ODD = [
    ({"share": 1}, "share is 1; write a number from 0 to 0.9"),
    ({"share": True}, "share is True; write a number from 0 to 0.9"),
    ({"share": None}, "share is None; write a number from 0 to 0.9"),
    ({"share": "0.5"}, "share is '0.5'; write a number from 0 to 0.9"),
    ({"share": float("nan")}, "share is nan; write a number from 0 to 0.9"),
    ({"share": float("-inf")}, "share is -inf; write a number from 0 to 0.9"),
    ({"share": Decimal("0.5")}, "share is Decimal('0.5'); write a number from 0 to 0.9"),
    ({"share": 10**400}, "share is a number of 401 digits; write a number from 0 to 0.9"),
    ({"limit": 0}, "limit is 0; write a whole number of at least 1, or None"),
    ({"limit": 2.5}, "limit is 2.5; write a whole number of at least 1, or None"),
    ({"limit": np.True_}, "limit is np.True_; write a whole number of at least 1, or None"),
    (
        {"limit": 10**5000},
        "limit is a number of 5001 digits; write a whole number of at most 18 digits, or None",
    ),
    ({"on": 1}, "on is 1; write True or False"),
    ({"how": "never"}, "how 'never' is unknown; write one of by_hand, open"),
    ({"names": "Ann"}, "names is 'Ann'; write a list, such as [ … ]"),
    ({"names": ["Ann", 3]}, "names is 3; write a text in quotation marks"),
    ({"names": ["\ud800"]}, "names is '\\ud800'; write letters that can be saved"),
    ({"names": ["x" * 99, 3]}, "names is 3; write a text in quotation marks"),
    ({"changes": [("a",)]}, "changes is a tuple of 1; write 2 values in brackets"),
    ({"role": "tester"}, "role is 'tester'; write one such as Role(…), or None"),
]


@pytest.mark.parametrize(("fields", "problem"), ODD)
def test_a_value_that_nobody_can_mean_is_refused(fields, problem):
    with pytest.raises(RefusedError) as error:
        Rule(**fields)
    assert str(error.value) == f"rule: {problem}"


def test_a_record_names_itself_and_may_leave_ranges_to_others():
    with pytest.raises(ScenarioError) as error:
        Role(id="tester", people=True)
    assert str(error.value) == "role 'tester': people is True; write a number"
    assert Role(id="tester", people=-1).people == -1.0  # `check` has a sentence for it


def test_equal_scenarios_are_written_alike():
    floats = office(a=[3.0], roles=[Role(id="developer", people=2.0)])
    whole = Role(id="developer", people=np.int64(2), members=[])
    ints = Scenario(
        name="office",
        roles=[whole],
        projects=[replace(floats.projects[0], arrival=-0.0, after=[])],
    )
    assert ints == floats
    assert hash(ints) == hash(floats)
    assert fingerprint(ints) == fingerprint(floats)
    assert fingerprint(Demand(role="a", people=2)) == fingerprint(Demand(role="a", people=2.0))
    assert fingerprint(Relation(activity="a", lag=0)) == fingerprint(Relation(activity="a"))


def test_a_project_of_something_else_than_activities_is_refused():
    with pytest.raises(ScenarioError) as error:
        Project(id="a", activities=[3])
    assert str(error.value) == "project 'a': activities is 3; write one such as Activity(…)"


def test_a_value_is_shown_short_whatever_it_is():
    class Rude:
        def __repr__(self) -> str:
            raise RuntimeError

    assert shown("x" * 99) == f"'{'x' * 60}'…"
    assert shown(Rude()) == "some Rude"
    assert shown([1] * 99) == "a list of 99"
    assert shown(10**200_000) == "a number of 200001 digits"


def test_equal_scenarios_tell_equal_stories():
    whole, fractions = office(a=[activity("a1", 5)]), office(a=[activity("a1", 5.0)])
    assert fingerprint(run(whole)) == fingerprint(run(fractions))
    (finished,) = of(run(whole), ActivityFinished)
    assert repr(finished.day) == "5.0"
