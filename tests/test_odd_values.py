"""Values of other kinds than a field says: they become what is meant or are refused in words,
and whatever can be played can be saved and taken up again."""

from decimal import Decimal
from fractions import Fraction

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from office import office, project
from portfolios import MECHANISMS, portfolios

from simulator.decisions import (
    AnyDecision,
    BuyMitigation,
    CancelProject,
    ChangePeople,
    ChangePolicy,
    DecisionError,
    OrderProjects,
    PauseProject,
    StartProject,
    change_policy,
)
from simulator.errors import RefusedError
from simulator.events import PolicyChanged
from simulator.limits import LONGEST_STORY
from simulator.model import simulate
from simulator.policies import FIELDS, Policy
from simulator.scenario import fingerprint
from simulator.session import Session

TWO = office(project("b", [2, 3], arrival=3), a=[4, 2])


class Word(str):
    """A text of another library."""

    __slots__ = ()

    def __str__(self):
        return "something else"


def forms(value):
    """The same value as people and libraries write it."""
    if isinstance(value, bool):
        return [value, np.bool_(value)]
    if isinstance(value, str):
        return [value, np.str_(value), Word(value)]
    if value is None:
        return [value]
    found = [value, np.float64(value), np.array(value), float(value), Fraction(value)]
    if float(np.float32(value)) == value:
        found.append(np.float32(value))
    if value == int(value):
        found += [int(value), np.int64(value), Fraction(int(value))]
    return found


def values_of(field):
    """Plain values that a field of a policy allows."""
    if field.kind == "word":
        return st.sampled_from(field.choices)
    if field.kind == "switch":
        return st.booleans()
    if field.kind == "count":
        return st.integers(1, 5) | st.none()
    return st.sampled_from([0.0, field.high]) | st.floats(0, field.high)


PLAIN_POLICIES = st.fixed_dictionaries(
    {}, optional={name: values_of(field) for name, field in FIELDS.items()}
)
CHANGES = st.sampled_from(list(FIELDS)).flatmap(
    lambda name: st.tuples(st.just(name), values_of(FIELDS[name]))
)
CHANGED = st.lists(CHANGES, min_size=1, max_size=3, unique_by=lambda change: change[0])
ODD_TEXTS = (
    "\0", "why\0", "\0why\0\0", "\x1b[31m", "\x7f\x85\x9b", "a\r\nb\n\r", " \t\v\f ",
    "\x1c\x1d\x1e\x1f", "\u2028\u2029", "\ufeffwhy", "\ufffe\uffff", "\u202eyhw\u202c",
    "\u200b\u200d\u2060", "\u00ad", "e\u0301", "\u00e9", "\ufb01", "😀\U0010ffff", '"}]',
    "\\u0000", "\\", "\\ud800", "<b>&amp;$x$", "NaN",
)  # fmt: skip
"""Texts that a reader of text, a terminal or another library would be tempted to change."""
UNSAVEABLE = ("\ud800", "why \udc80", "\udcff\0", "\ud83d\ude00")
"""Halves of characters: no file can hold them."""
REASONS = st.text(max_size=8) | st.sampled_from(ODD_TEXTS)
ENTIRE = st.integers(0, 120).map(lambda eighths: eighths / 8)


@st.composite
def odd(draw, value):
    """A value in any form, and lists for tuples."""
    if isinstance(value, tuple):
        kind = draw(st.sampled_from([list, tuple]))
        return kind([draw(odd(inner)) for inner in value])
    return draw(st.sampled_from(forms(value)))


@st.composite
def choices(draw, scenario):
    """A kind of decision and its plain fields."""
    projects = st.sampled_from([it.id for it in scenario.projects])
    fields = {
        OrderProjects: {"projects": st.lists(projects, unique=True).map(tuple)},
        StartProject: {"project": projects},
        PauseProject: {"project": projects},
        CancelProject: {"project": projects, "alternative": st.just("") | projects},
        ChangePeople: {
            "role": st.sampled_from([it.id for it in scenario.roles]),
            "change": st.integers(-2, 3),
        },
        ChangePolicy: {"changes": CHANGED.map(tuple)},
    }
    if scenario.mitigations:
        offers = st.sampled_from([it.id for it in scenario.mitigations])
        fields[BuyMitigation] = {"mitigation": offers}
    kind = draw(st.sampled_from(list(fields)))
    return kind, draw(st.fixed_dictionaries({**fields[kind], "reason": REASONS}))


def in_odd_forms(data, fields):
    return {name: data.draw(odd(value)) for name, value in fields.items()}


@settings(max_examples=150)
@given(data=st.data())
def test_whatever_can_be_played_is_saved_alike_and_comes_back_equal(data, tmp_path_factory):
    scenario = data.draw(portfolios(mechanisms=MECHANISMS))
    scenario = replace(scenario, name=data.draw(st.text(max_size=8)))
    fields, seed = data.draw(PLAIN_POLICIES), data.draw(st.integers(-(10**18) + 1, 10**18 - 1))
    plain = Session(scenario, Policy(**fields), seed)
    seed = data.draw(st.sampled_from([seed, np.int64(seed)]))
    other = Session(scenario, Policy(**in_odd_forms(data, fields)), seed, [])
    for _ in range(data.draw(st.integers(0, 4))):
        day = plain.today + data.draw(ENTIRE)
        plain = plain.advance(day)
        other = other.advance(data.draw(odd(day)))
        kind, chosen = data.draw(choices(scenario))
        try:
            plain = plain.decide(kind(**chosen))
        except DecisionError:
            continue
        other = other.decide(kind(**in_odd_forms(data, chosen)))
    assert other == plain
    once_more = simulate(scenario, other.policy, other.seed, other.decisions, other.today)
    assert msgspec.json.encode(once_more) == msgspec.json.encode(plain.events)
    folder = tmp_path_factory.mktemp("odd")
    paths = plain.save(folder / "plain.json"), other.save(folder / "other.json")
    assert paths[0].read_bytes() == paths[1].read_bytes()
    again = Session.load(paths[1], scenario)
    assert again == plain
    assert again.events == plain.events
    assert fingerprint(again) == fingerprint(plain)


NEEDED = {
    "projects": ("a",), "project": "a", "role": "developer", "change": 1, "mitigation": "m",
    "changes": (), "scenario": TWO,
}  # fmt: skip


def needed_by(kind):
    """Values for those fields that a record must be given."""
    return {name: it for name, it in NEEDED.items() if name in kind.__struct_fields__}


@pytest.mark.parametrize("text", [*ODD_TEXTS, "\0" * LONGEST_STORY, "é" * LONGEST_STORY])
def test_every_reason_is_kept_letter_by_letter(text, tmp_path):
    decisions = [
        kind(**needed_by(kind), reason=text) for kind in (StartProject, PauseProject, CancelProject)
    ]
    plain = Session(TWO).decide(*decisions)
    for number, form in enumerate(forms(text)):
        other = Session(TWO).decide(*[replace(it, reason=form) for it in decisions])
        path = other.save(tmp_path / f"{number}.json")
        assert [it.reason for it in other.decisions] == [text] * len(decisions)
        assert path.read_bytes() == plain.save(tmp_path / "plain.json").read_bytes()
        assert Session.load(path, TWO) == plain


def anything():
    """Values that no field expects."""
    numbers = st.integers() | st.floats() | st.sampled_from([10**400, -0.0, Decimal(1), 1j])
    others = st.sampled_from(
        [
            None,
            True,
            b"x",
            object(),
            *UNSAVEABLE,
            *ODD_TEXTS,
            np.array([1, 2]),
            np.True_,
            np.float32(1),
            {},
        ]
    )
    return numbers | others | st.text(max_size=3) | st.lists(st.integers(), max_size=2)


MADE_OF = [
    (Policy, name) for name in FIELDS
] + [
    (kind, name) for kind in AnyDecision.__args__ for name in kind.__struct_fields__
] + [(Session, name) for name in ("policy", "seed", "decisions", "today")]  # fmt: skip


@pytest.mark.parametrize(("kind", "field"), MADE_OF)
@settings(max_examples=40)
@given(value=anything())
def test_what_nobody_expects_is_refused_in_words_or_can_be_saved(
    kind, field, value, tmp_path_factory
):
    try:
        made = kind(**{**needed_by(kind), field: value})
        if kind is Policy:
            made = Session(TWO, made)
        elif kind is not Session:
            made = Session(TWO).decide(made)
        path = made.save(tmp_path_factory.mktemp("odd") / "mine.json")
    except RefusedError as refusal:
        assert str(refusal) and len(str(refusal)) < 1000
        str(refusal).encode()
        return
    assert Session.load(path, TWO) == made


def test_equal_decisions_are_written_alike_in_the_log():
    whole, fraction = change_policy(method=1, overtime=5), change_policy(method=1.0, overtime=5.0)
    assert whole == fraction
    logs = [simulate(TWO, decisions=[replace(it, day=1)]) for it in (whole, fraction)]
    assert msgspec.json.encode(logs[0]) == msgspec.json.encode(logs[1])
    changed = [it.changes for it in logs[0] if isinstance(it, PolicyChanged)]
    assert changed == [(("method", "1.0"), ("overtime", "5.0"))]


def test_a_policy_can_be_changed_by_a_table_of_its_fields():
    assert ChangePolicy({"method": np.float64(1)}).changes == (("method", 1.0),)
    assert OrderProjects("a").projects == ("a",)
