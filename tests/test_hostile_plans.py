"""Plans of other programs that mean harm, or mean nothing: a sentence each, or a finding."""

import io
import zipfile

import portfolios  # noqa: F401 - its settings make random examples the same every time
import pytest
from elsewhere import link, mspdi, task, written, xer
from hypothesis import given, settings
from hypothesis import strategies as st
from measured import said_by
from test_readers_damage import damages
from test_readers_free_tools import GAN, PLANNER, PMXML

from simulator.plans import translated
from simulator.readers import load, plan_of
from simulator.scenario import ScenarioError

LOAD = """
import sys
from simulator import ScenarioError, load
try:
    load(sys.argv[1])
    said = "loaded"
except ScenarioError as error:
    said = str(error)
"""
MB = 2**20
LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]>"
OUTSIDE = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>"


def packed(content: bytes, times: int) -> bytes:
    """A workbook of one sheet that holds a content many times."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as folder,
        folder.open("xl/worksheets/sheet1.xml", "w") as part,
    ):
        for _ in range(times):
            part.write(content)
    return stream.getvalue()


FILES = {
    "laughs.xml": (
        lambda: f"{LAUGHS}<Project><Name>&b;</Name></Project>",
        "line 1: column 13: has a document type declaration (<!DOCTYPE>); "
        "expected a Microsoft Project XML file without one",
    ),
    "outside.gan": (
        lambda: f"{OUTSIDE}<project name='&a;'/>",
        "line 1: column 13: has a document type declaration (<!DOCTYPE>); "
        "expected a GanttProject file (.gan) without one",
    ),
    "deep.gan": (
        lambda: "<project><tasks>" + "<task id='1' name='a'>" * 100_000,
        "line 1: column 1073: is nested more than 50 deep; expected a GanttProject file (.gan)",
    ),
    "attributes.planner": (
        lambda: "<project " + " ".join(f"a{n}=''" for n in range(300_000)) + "/>",
        "line 1: has no <task>; expected at least one",
    ),
    "text.xml": (
        lambda: f"<Project><Name>{'&#65;' * 2_000_000}</Name></Project>",
        "line 1: has no <Task>; expected at least one",
    ),
    "pieces.xml": (
        lambda: f"<Project>{'a<b/>' * 500_000}</Project>",
        "line 1: has no <Task>; expected at least one",
    ),
    "remarks.xml": (
        lambda: f"<Project><Name>{'a<!-- -->' * 300_000}</Name></Project>",
        "line 1: has no <Task>; expected at least one",
    ),
    "zeros.xml": (
        lambda: "\0" * MB,
        "line 1: column 1: is not XML (not well-formed (invalid token)); "
        "expected a Microsoft Project XML file",
    ),
    "lines.xer": (
        lambda: "ERMHDR\t1\n" + "%R\n" * 600_000,
        "has more than 500000 lines; expected a Primavera P6 file (XER)",
    ),
    "zeros.xer": (
        lambda: "ERMHDR" + "\0" * MB,
        "is not a text file; expected Primavera P6 file (XER)",
    ),
    "long.csv": (
        lambda: "Task,Duration\n" + "x" * 200_000,
        "line 2: is no table of values separated by commas, semicolons or tabs "
        "(field larger than field limit (100000))",
    ),
    "rows.csv": (
        lambda: "Task,Duration\n" + "a,1\n" * 150_000,
        "line 100001: has more than 100000 rows or 1000000 cells; expected one portfolio",
    ),
    "columns.csv": (
        lambda: "Task,Duration\n" + "," * 3_000_000 + "x\n",
        "line 2: has more than 100000 rows or 1000000 cells; expected one portfolio",
    ),
    "zeros.pod": (
        lambda: "\0" * MB,
        "is a ProjectLibre file without XML in it; open it in ProjectLibre and save it again, or "
        "export it as Microsoft Project XML (.xml)",
    ),
    "bomb.xlsx": (
        lambda: packed(b"0" * MB, 140),
        "unpacks to more than 128 MB; expected one portfolio",
    ),
}


FILES |= {
    f"{name}.xlsx": (
        lambda part=part: packed(part, 1), "has more than 1000000 cells; expected one portfolio"
    )
    for name, part in {
        "merged": b"<worksheet><mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells>",
        "linked": b'<x:worksheet><x:hyperlink r:id="rId1" ref="A1:XFD9999"/>',
    }.items()
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_what_means_harm_is_refused_in_a_sentence_and_costs_little(name, tmp_path):
    text, said = FILES[name]
    path = written(tmp_path, name, text())
    place = ", " if said.startswith("line") else ": "
    assert said_by(LOAD, path) == f"{name}{place}{said}"


@pytest.mark.parametrize(
    "inner",
    [
        "<Duration>PT99999999999H0M0S</Duration>", "<Start>0001-01-01T00:00:00</Start>",
        "<Finish>9999-12-31T23:59:59</Finish>", "<PercentComplete>-7</PercentComplete>",
        "<Start>2199-12-31T00:00:00</Start>", "<CalendarUID>99</CalendarUID>",
        "<PercentComplete>nan</PercentComplete>", link(1), link(2, lag=10**15), link(9),
    ],
)  # fmt: skip
def test_a_value_beyond_all_measure_does_not_stop_a_plan(inner, tmp_path):
    plan = plan_of(written(tmp_path, "plan.xml", mspdi(task(1, inner=inner), task(2))))
    assert len(translated(plan).scenario.projects[0].activities) >= 1


def test_a_row_within_itself_and_a_row_that_stands_twice_are_findings(tmp_path):
    text = "Task ID,Name,Parent task,Duration\n1,a,2,1\n2,b,1,1\n3,c,,1\n"
    imported = translated(plan_of(written(tmp_path, "list.csv", text)))
    assert {it.about for it in imported.findings} >= {"a group within itself"}
    twice = mspdi(task(1, "a"), task(1, "b"))
    imported = translated(plan_of(written(tmp_path, "plan.xml", twice)))
    assert {it.about for it in imported.findings} >= {"an activity that stands twice"}


SMALL = {
    "plan.xml": mspdi(task(1), task(2, inner=link(1)), task(3, inner=link(2, 0, 4800))),
    "p6.xml": PMXML,
    "dam.gan": GAN,
    "dam.planner": PLANNER,
    "dam.xer": xer(
        PROJECT=[{"proj_id": 7, "plan_start_date": "2027-01-04 08:00"}],
        TASK=[{"task_id": it, "proj_id": 7, "task_type": "TT_Task", "target_drtn_hr_cnt": 8}
              for it in (1, 2)],
        TASKPRED=[{"task_id": 2, "pred_task_id": 1, "pred_type": "PR_FS"}],
    ),
    "list.csv": "Id,Task,Duration,Who,Predecessors,Start\n"
                "1,a,3 d,Arun,,2027-01-04\n2,b,2w,Bex,1FS\n",
}  # fmt: skip


@pytest.mark.parametrize("name", SMALL)
def test_a_damaged_plan_is_refused_or_comes_in_and_nothing_else_happens(name, tmp_path):
    copy = tmp_path / name

    @settings(max_examples=60)
    @given(data=st.data())
    def harm(data):
        copy.write_bytes(data.draw(damages(SMALL[name])))
        try:
            load(copy)
        except ScenarioError as error:
            assert str(error).startswith(copy.name)

    harm()
