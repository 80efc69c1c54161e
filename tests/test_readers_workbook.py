"""Excel workbooks: the template reads back the same, and what means harm is refused."""

import io
import zipfile

import pytest
from elsewhere import about, starts, written
from msgspec.structs import replace

from simulator.plans import Place, translated
from simulator.readers import ReadError, plan_of
from simulator.readers.tables import write_template
from simulator.readers.tables.example import EXAMPLE

openpyxl = pytest.importorskip("openpyxl", reason="Excel workbooks need openpyxl")


@pytest.fixture
def office(tmp_path):
    """The office that comes of a workbook of these sheets, each a list of rows."""

    def made(**sheets):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        book.save(tmp_path / "plan.xlsx")
        return translated(plan_of(tmp_path / "plan.xlsx"))

    return made


def bare(plan):
    """A plan without places, and with what it calls itself by name."""
    names = {it.key: it.name for it in plan.activities}
    activities = tuple(
        replace(it, key=it.name, parent=names.get(it.parent, ""), id="", place=Place())
        for it in plan.activities
    )
    relations = {
        replace(it, before=names[it.before], after=names[it.after], place=Place())
        for it in plan.relations
    }
    return (
        tuple(replace(it, place=Place()) for it in plan.projects),
        activities,
        relations,
        tuple(replace(it, place=Place()) for it in plan.roles),
        tuple(replace(it, place=Place()) for it in plan.risks),
        tuple(replace(it, place=Place()) for it in plan.history),
    )


def test_the_template_reads_back_the_same(tmp_path):
    path = tmp_path / "template.xlsx"
    write_template(path)
    plan = plan_of(path)
    assert bare(plan) == bare(EXAMPLE)
    assert plan.findings == ()


def test_the_template_has_lists_to_choose_from_and_a_word_on_every_column(tmp_path):
    path = tmp_path / "template.xlsx"
    write_template(path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Projects", "Activities", "People", "Risks", "History"]
    for sheet in book:
        assert all(cell.comment for cell in sheet[1])
    assert len(book["Activities"].data_validations.dataValidation) == 2


def test_a_plan_whose_names_would_act_is_written_harmless(tmp_path):
    path = tmp_path / "template.xlsx"
    name = "=HYPERLINK(0)"
    rows = tuple(replace(it, name=name) for it in EXAMPLE.activities[5:6])
    write_template(path, replace(EXAMPLE, activities=rows, relations=()))
    cells = [cell for row in openpyxl.load_workbook(path)["Activities"] for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert plan_of(path).activities[0].name == name


def test_a_two_line_header_with_merged_cells_and_phases_by_column(office):
    imported = office(
        WBS=[
            ["WBS"], [], ["No", "タスク", None, "予定", None, "担当"],
            [None, "大項目 (工程)", "小項目 (タスク)", "開始日", "工数 (日)", None],
            [1, "要件定義", "調査", "2027-01-04", 2, "A"], [2, None, "作成", "2027-01-06", 1, "B"],
        ]
    )  # fmt: skip
    assert starts(imported) == {"調査": 0, "作成": 2}
    assert {it.id for it in imported.scenario.roles} == {"A", "B"}


def test_of_two_sheets_alike_one_is_read_and_the_other_named(office):
    header = ["Task", "Duration", "Predecessors"]
    imported = office(Plan=[header, ["a", 1, None]], Old=[header[:2], ["b", 2]])
    assert [it.name for it in imported.plan.activities] == ["a"]
    assert "a sheet" in about(imported)


def test_formulas_that_were_never_calculated_are_said(office):
    imported = office(Plan=[["Task", "Duration"], ["a", "=1+1"], ["b", 2]])
    assert "a formula that was never calculated" in about(imported)


def packed(**parts):
    """A folder packed as a workbook."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, content in parts.items():
            folder.writestr(name.replace("_", "/") + ".xml", content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("whole", "said"),
    [
        (lambda: b"hello", "is damaged"),
        (lambda: packed(a=b"<a/>"), "is damaged"),
        (lambda: packed(a=b"0" * 200 * 2**20), "unpacks to more than 128 MB"),
        (lambda: packed(a=b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"), "declares types of its own"),
        (lambda: packed(a="<a/>".encode("utf-16")), "declares types of its own"),
        (lambda: packed(a=b"<a>" + b"<c r=''/>" * 1_100_000), "has more than 1000000 cells"),
        (lambda: b"\xd0\xcf\x11\xe0" * 9, "is locked by a password, or an old workbook"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_or_means_harm_is_refused(whole, said, tmp_path):
    path = written(tmp_path, "plan.xlsx", whole())
    with pytest.raises(ReadError, match=f"^plan.xlsx: {said}"):
        plan_of(path)


def test_a_cell_at_the_far_end_of_a_sheet_costs_nothing(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Task", "Duration"])
    book.active.append(["a", 2])
    book.active.cell(1_048_576, 900, "x")
    book.save(tmp_path / "plan.xlsx")
    assert len(plan_of(tmp_path / "plan.xlsx").activities) == 1
