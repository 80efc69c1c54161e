"""Lists of projects without activities: what becomes of rows, of money and of states."""

from datetime import date

import pytest
from elsewhere import about, written

from simulator.plan_check import check_plan
from simulator.plans import translated
from simulator.readers import plan_of


@pytest.fixture
def imported(tmp_path):
    """The office that comes of a file."""
    return lambda text: translated(plan_of(written(tmp_path, "list.csv", text)))


LIST = """Ref,Project title,Programme,Status,Start,Forecast end,{money},% complete
1,Roof,Estate,Active,01/04/2026,30/06/2027,{roof},40%
2,Hall,Estate,On hold,01/04/2026,30/06/2027,2.5,10%
3,Gate,Estate,Cancelled,01/04/2026,,0.5,
4,Road,Estate,Completed,01/04/2025,31/03/2026,0.5,100%
5,Bridge,Estate,Not started,13/04/2026,31/03/2028,12.5,0%
Total,,,,,,17.2,
"""


def test_what_is_over_or_on_hold_is_left_out_of_a_list(imported):
    office = imported(LIST.format(money="Budget (£m)", roof="1.2"))
    assert [it.id for it in office.scenario.projects] == ["Roof", "Bridge"]
    assert {"a finished project", "a cancelled project", "a project on hold"} <= about(office)
    assert check_plan(office).agrees


@pytest.mark.parametrize(
    ("money", "roof", "cost"),
    [("Budget (£m)", "1.2", 1200), ("Budget (k€)", "1.2", 1.2), ("Budget (€)", "1200000", 1200),
     ("Budget", "£1.2m", 1200), ("Budget (£m)", "£1.2", 1200),
     ("Budget", "1.2", 1.2), ("Budget ($ 000)", "1.2", 1.2)],
)  # fmt: skip
def test_a_budget_is_money_of_some_size_and_says_what_a_project_is_worth(
    money, roof, cost, imported
):
    office = imported(LIST.format(money=money, roof=roof))
    assert office.plan.projects[0].cost == pytest.approx(cost)
    worth = next(it for it in office.ours if (it.id, it.field) == ("Roof", "value"))
    assert "times its cost" in worth.why


def test_amounts_too_large_for_thousands_are_none(imported):
    text = "Project,Start,End,Budget\nRoof,2026-04-01,2027-06-30,1200000\n"
    assert imported(text).plan.projects[0].cost == 1200


def test_what_is_done_of_a_project_is_done(imported):
    office = imported(LIST.format(money="Budget (£m)", roof="1.2"))
    roof = office.scenario.projects[0].activities[0]
    assert ("Roof", roof.id) in office.under_way
    assert office.clock.date_of(office.scenario.projects[0].arrival).year == 2026


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("March 2027", "2027-03-01", "2027-03-31"), ("Mär-27", "2027-03-01", "2027-03-31"),
        ("03/2027", "2027-03-01", "2027-03-31"), ("2027-12", "2027-12-01", "2027-12-31"),
        ("Q4 2027", "2027-10-01", "2027-12-31"), ("2027 Q1", "2027-01-01", "2027-03-31"),
        ("1. Quartal 2027", "2027-01-01", "2027-03-31"), ("H2 2027", "2027-07-01", "2027-12-31"),
        ("2027", "2027-01-01", "2027-12-31"), ("KW 2/2027", "2027-01-11", "2027-01-17"),
        ("2027-W02", "2027-01-11", "2027-01-17"), ("2027年3月", "2027-03-01", "2027-03-31"),
        ("20270301", "2027-03-01", "2027-03-01"),
    ],
)  # fmt: skip
def test_a_month_or_a_quarter_stands_for_its_first_or_last_day(said, first, last, imported):
    project = imported(f"Project,Start,End,Lead\nRoof,{said},{said},Ada\n").plan.projects[0]
    assert (project.start.isoformat(), project.finish.isoformat()) == (first, last)


@pytest.mark.parametrize("said", ["TBC", "Week 60 2027", "13/2027", "2026/27", "soon 2027"])
def test_what_names_no_time_is_no_date(said, imported):
    office = imported(f"Project,Start,End,Lead\nRoof,2027-01-04,{said},Ada\n")
    assert office.plan.projects[0].finish is None
    assert "not a date" in about(office)


def test_headings_and_notes_in_a_list_are_no_projects(imported):
    office = imported(
        "Project,Start,End,Lead\nNorthern office,,,\n"
        + "".join(f"Roof {n},2027-01-04,2027-06-30,Ada\n" for n in range(16))
        + "Hall,,,\nSource: our own figures,,,\n"
    )
    assert [it.id for it in office.scenario.projects[15:]] == ["Roof 15", "Hall"]
    assert "a row that only has a name" in about(office)


def test_one_percent_is_not_all_where_others_are_percents(imported):
    text = "Project,Start,End,% complete\nRoof,2027-01-04,2027-06-30,{}\nHall,,,{}\n"
    assert [it.done for it in imported(text.format(1, 40)).plan.projects] == [0.01, 0.4]
    assert [it.done for it in imported(text.format(1, 0.4)).plan.projects] == [1, 0.4]


PUBLIC = {
    "longer names": "Project Number,Project Title (English),Region,Total Eligible Cost,"
    "Forecasted Construction Start Date,Forecasted Construction End Date\n"
    '1,Roof,ON,"$1,500,000.00",2027-01-04,2028-12-29\n',
    "Norwegian": "Prosjekt;Departement;Oppstart;Ferdigstillelse;Kostnadsramme (mill. kr)\n"
    "Roof;SD;2027-01-04;2028-12-29;1,5\n",
    "brackets": "GMPP ID Number,Project Name,Department,"
    "Project - Start Date (Latest Approved Start Date),"
    "Project - End Date (Latest Approved End Date),TOTAL Baseline Whole Life Costs (£m) "
    "(including Non-Government Costs)\nA_1,Roof,DfE,04/01/2027,29/12/2028,£1.5\n",
    "lying": "Project Name,Roof\nDepartment,DfE\nStart Date,2027-01-04\nEnd Date,2028-12-29\n"
    "Whole Life Cost (£m),1.5\n",
}


@pytest.mark.parametrize("name", PUBLIC)
def test_public_lists_of_projects_in_other_words_and_layouts(name, imported):
    office = imported(PUBLIC[name])
    (project,) = office.plan.projects
    assert (project.name, project.start, project.finish) == (
        "Roof", date(2027, 1, 4), date(2028, 12, 29),
    )  # fmt: skip
    assert project.cost == pytest.approx(1500)
    assert check_plan(office).agrees
