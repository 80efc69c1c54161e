"""Plans that other people made come out as they say themselves, or it is said why not."""

import gzip
from functools import cache

import pytest
from elsewhere import about

from simulator.errors import RefusedError
from simulator.plan_check import check_plan
from simulator.plans import translated
from simulator.readers import load, mpp, plan_of

PLANS = {
    "blank-rows.xml": (3, set()),
    "false-finishes.xml": (8, {"an actual finish without 100 %", "a link on a group"}),
    "holidays.xml": (1, set()),
    "relations.xml": (5, set()),
    "sample.xml": (16, set()),
    "two-projects.xer": (3, {"a link between projects", "work in progress"}),
    "invalid-calendar.xer": (12, {"a calendar that cannot be read", "work in progress"}),
    "two-projects.xml": (2, {"a link to what is not there"}),
    "beacons.gan": (12, {"no status date", "finished work"}),
    "compiler.gan": (1, {"a link on a group", "finished work"}),
    "harvest.gan": (17, {"a link on a group", "should have started before the status date"}),
    "senior-design.gan": (50, {"work without people"}),
    "senior-design.planner": (34, {"work without people"}),
    "commercial-construction.mpp": (126, set()),
    "new-product.mpp": (36, {"a link on a group", "a link that only binds the finish"}),
    "oz-build.mpp": (15, {"material or cost", "a date that must not be passed"}),
    "sample.mpp": (18, {"dates and duration differ"}),
    "sample98.mpp": (16, {"dates and duration differ"}),
    "sample.mpx": (16, {"dates and duration differ"}),
    "office-building-schedule.csv": (31, {"what a duration counts"}),
    "jira-export.csv": (4, {"no duration"}),
    "handbook.xlsx": (25, {"a sheet", "a word for the impact", "how many they are"}),
    "wbs-japanese.xlsx": (2, {"finished work", "no status date"}),
}
LATER = {
    "handbook.xlsx",
    "harvest.gan",
    "commercial-construction.mpp",
    "new-product.mpp",
    "oz-build.mpp",
    "sample.mpp",
    "wbs-japanese.xlsx",
}
"""Plans whose people cannot keep the dates, or whose dates are past; it is said why."""
NO_FINISH = {"jira-export.csv"}
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
    if name.endswith(".xlsx"):
        pytest.importorskip("openpyxl", reason="Excel workbooks need openpyxl")
    if name.rpartition(".")[2] in ("mpp", "mpx") and not mpp.can_read():
        pytest.skip("files of Microsoft Project need the extra mpp")
    imported = office(shelf / name)
    checked = check_plan(imported)
    activities, expected = PLANS[name]
    assert sum(len(it.activities) for it in imported.scenario.projects) == activities
    assert expected <= about(imported)
    for project in checked.projects:
        assert project.agrees or project.reasons, project
    assert checked.agrees == (name not in LATER), checked.words()
    assert (name in NO_FINISH) == (checked.projects[0].own is None)


@pytest.mark.parametrize("year", ["2019-20", "2024-25", "2025-26"])
def test_three_years_of_a_public_portfolio_in_three_layouts(year, shelf, tmp_path):
    path = tmp_path / f"gmpp-{year}.csv"
    path.write_bytes(gzip.decompress((shelf / f"{path.name}.gz").read_bytes()))
    imported = office(path)
    assert len(imported.scenario.projects) == {"2019-20": 125, "2024-25": 213, "2025-26": 189}[year]
    assert {"not a date", "a project without activities"} <= about(imported)
    assert check_plan(imported).agrees


@pytest.mark.skipif(not mpp.can_read(), reason="files of Microsoft Project need the extra mpp")
def test_a_plan_that_is_locked_is_refused_in_a_sentence(shelf):
    with pytest.raises(RefusedError, match=r"^password\.mpp: is locked by a password; save it"):
        load(shelf / "password.mpp")


def test_old_workbooks_and_finished_boards_are_refused_in_a_sentence(shelf):
    for name, words in {
        "ganttproject-export.xls": "is an old Excel workbook; open it in Excel or LibreOffice",
        "new-product.pod": "is a ProjectLibre file without XML in it",
        "jira-finished.csv": "holds nothing that is still to be done",
    }.items():
        with pytest.raises(RefusedError, match=words):
            load(shelf / name)
