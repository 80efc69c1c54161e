"""A morning on which nobody has seen anything yet: every project is still to come."""

from inspect import isfunction, signature

import pytest
from office import office, project

from simulator import Session, figures, metrics, tables

LATER = office(project("late", [2], arrival=20, due=30))
MORNING = Session(LATER)
KNOWN = {
    "events": MORNING.visible, "other": MORNING.visible, "mine": MORNING.visible,
    "kept": MORNING.visible, "changed": MORNING.visible, "plan": MORNING.plan,
    "scenario": LATER, "parted": 0.0, "name": "skill", "today": 0.0,
    "names": ("this", "that"),
}  # fmt: skip


def asked(room):
    """Everything a room can tell of a log."""
    functions = [it for it in map(vars(room).get, room.__all__) if isfunction(it)]
    return [it for it in functions if {"events", "other", "kept"} & set(signature(it).parameters)]


@pytest.mark.parametrize("ask", [*asked(metrics), *asked(tables), *asked(figures)])
def test_on_a_morning_without_any_news_every_number_table_and_picture_can_be_had(ask):
    assert MORNING.visible == ()
    given = {name: KNOWN[name] for name in signature(ask).parameters if name in KNOWN}
    ask(**given)
    given.pop("today", None)
    ask(**given)


def test_nothing_has_been_earned_spent_or_finished_by_then():
    assert metrics.summary(MORNING.visible, LATER)["value"] == 0
    assert metrics.finish_days(MORNING.visible) == {}
    assert set(metrics.money_spent(MORNING.visible, LATER, 0.0).values()) == {0}
