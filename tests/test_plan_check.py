"""Plans that other people made come out as they say themselves, or it is said why not."""

from functools import cache

import pytest
from elsewhere import about

from simulator.plan_check import check_plan
from simulator.plans import translated
from simulator.readers import plan_of

PLANS = {
    "blank-rows.xml": (3, set()),
    "false-finishes.xml": (8, {"an actual finish without 100 %", "a link on a group"}),
    "holidays.xml": (1, set()),
    "relations.xml": (5, set()),
    "sample.xml": (16, set()),
    "two-projects.xer": (3, {"a link between projects", "work in progress"}),
    "invalid-calendar.xer": (12, {"a calendar that cannot be read", "work in progress"}),
}
"""By file: activities that are still to be done, and what has to be found."""


@cache
def office(path):
    return translated(plan_of(path))


@pytest.fixture
def shelf(shared_data):
    """Where the plans are, if they are."""
    folder = shared_data / "plans"
    if not folder.is_dir():
        pytest.skip("../shared/data/plans is not there")
    return folder


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_s_own_finish_is_reproduced_or_it_is_said_why_not(name, shelf):
    imported = office(shelf / name)
    checked = check_plan(imported)
    activities, expected = PLANS[name]
    assert sum(len(it.activities) for it in imported.scenario.projects) == activities
    assert expected <= about(imported)
    for project in checked.projects:
        assert project.agrees or project.reasons, project
    assert checked.agrees, checked.words()
