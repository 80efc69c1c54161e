"""A plan of one's own on its way into an office: nothing is lost, everything can be taken back.

What the page sends and shows is in test_importing_page.py.
"""

import gzip
import json
import shutil
import time

import pytest
from brought import STAFF, TABLE, again, choose, shown, template_in
from elsewhere import mspdi, task
from msgspec import to_builtins

from simulator.errors import RefusedError
from simulator.explorables.own_portfolio import OwnPortfolio
from simulator.explorables.picture import finish
from simulator.importing import Bringing, Shelf
from simulator.importing.aside import aside, finished
from simulator.importing.bringing import STEPS
from simulator.importing.mending import UNSAID
from simulator.importing.shelf import file_name
from simulator.readers import load
from simulator.readers.tables import as_toml, fitted, guessed, tables

DAMAGED = gzip.compress(TABLE.encode(), mtime=0)[:10] + b"\xff" * 20
"""A packed file whose beginning is as it should be."""


@pytest.fixture
def bringing(tmp_path):
    beside = tmp_path / "beside"
    beside.mkdir()
    return Bringing(Shelf(tmp_path / "flights"), beside)


@pytest.fixture
def picture(tmp_path):
    return OwnPortfolio(Shelf(tmp_path / "flights"), tmp_path)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    return template_in(tmp_path_factory.mktemp("template"))


# From the file to the office


def test_a_template_goes_from_its_file_to_an_office_that_loads_as_it_was_checked(
    bringing, template
):
    choose(bringing, template, "Ours 2027.xlsx")
    assert bringing.step == "map" and bringing.name == "Ours 2027"
    for step in ("look", "mend", "check", "save"):
        finished(bringing.go(step))
        json.dumps(to_builtins(shown(bringing)))
    assert bringing.checked.agrees and shown(bringing).saving.checked
    bringing.save("Ours 2027")
    office = bringing.office()
    assert office.title == "Ours 2027"
    assert office.projects == bringing.scenario.projects
    assert office.risks == bringing.scenario.risks
    assert [it.done for it in shown(bringing).steps] == [True] * 6


def test_a_program_s_plan_needs_no_mapping(bringing):
    choose(bringing, mspdi(task(1, "Draw"), task(2, "Build")), "plan.xml")
    assert [it.step for it in shown(bringing).steps] == ["choose", "look", "mend", "check", "save"]
    assert bringing.step == "look"
    assert [row.name for row in shown(bringing).looking.read.rows] == ["Draw", "Build"]
    with pytest.raises(RefusedError, match="'map' comes later"):
        finished(bringing.go("map"))


def test_a_portfolio_of_ours_needs_nothing_but_a_cockpit(bringing, template):
    choose(bringing, template, "first.xlsx")
    choose(bringing, bringing.text("Second"), "second.toml")
    assert bringing.step == "save" and shown(bringing).saving.ready
    assert [it.step for it in shown(bringing).steps] == ["choose", "save"]
    bringing.save("")
    assert bringing.office().projects == bringing.scenario.projects
    with pytest.raises(RefusedError, match="this is a portfolio already, so fly it"):
        finished(bringing.foresee(lambda _: None))


def test_tables_of_one_plan_are_read_together_and_plans_become_one_portfolio(bringing):
    tables_ = {
        "shop-tasks.csv": "Project;Task;Duration;Start\nTill;Draw;5;2027-03-01\n",
        "shop-risks.csv": "Project;Risk;Probability;Impact\nTill;Rain;high;5\n",
    }
    finished(bringing.choose([(name, text.encode()) for name, text in tables_.items()]))
    assert bringing.name == "shop"
    assert [(it.project, it.probability) for it in bringing.found.imported.scenario.risks] == [
        ("Till", 0.6)
    ]
    plans = [(f"{name}.xml", mspdi(task(1, "Draw")).encode()) for name in ("till", "shop")]
    finished(bringing.choose(plans))
    assert [it.id for it in bringing.scenario.projects] == ["shop", "till"]
    assert len({it.key for it in bringing.plan.activities}) == 2


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/plan.csv", "plan.csv"), ("C:\\plans\\a:b?.csv", "a_b_.csv"),
        ("con.csv", "_con.csv"), ("a\nb\u202e.csv", "a_b_.csv"), ("  .csv", "csv"),
        ("x" * 300 + ".csv", "x" * 117 + ".csv"), ("", "plan"),
    ],
)  # fmt: skip
def test_a_file_is_kept_under_a_name_that_every_system_has(name, kept):
    assert file_name(name) == kept


def test_two_files_that_some_systems_take_for_one_are_refused(bringing):
    with pytest.raises(RefusedError, match="LIST.csv: is chosen twice; choose each file once"):
        finished(bringing.choose([("list.csv", b"x"), ("LIST.csv", b"x")]))


def test_a_workbook_for_each_project_makes_one_portfolio(bringing, template):
    finished(bringing.choose([("north.xlsx", template), ("south.xlsx", template),
                              ("people.csv", b"Who;How many\nKim;4\n")]))  # fmt: skip
    once = bringing.found.imported
    assert len({it.sheet for it in bringing.now.mapping.sheets}) == 11
    assert len(once.scenario.projects) == 4
    assert {it.place.file for it in once.plan.activities} == {"north.xlsx", "south.xlsx"}
    assert "Kim" in {it.name for it in once.plan.roles}
    assert again(bringing).scenario == bringing.scenario


def test_what_is_packed_is_unpacked(bringing):
    choose(bringing, gzip.compress(TABLE.encode()), "list.csv.gz")
    assert bringing.source.path.name == "list.csv"


# Bad files


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("old.xls", b"x", "old.xls: is an old Excel workbook; open it in Excel or LibreOffice and "
         "save it as .xlsx"),
        ("plan.pdf", b"x", "plan.pdf: is a page to look at; export the plan itself, or its table "
         "as .xlsx or .csv"),
        ("a.xyz", b"x", "a.xyz: files of this kind cannot be read; plans end in .xml, .xer"),
        ("a.csv.gz", b"x", "a.csv.gz: cannot be unpacked"),
        ("a.csv.gz", DAMAGED, "a.csv.gz: cannot be unpacked"),
        ("plan.xml", b"<html/>", "plan.xml"),
        ("plan.gan", b"", "plan.gan"),
        ("own.toml", b"[", "own.toml"),
    ],
)  # fmt: skip
def test_what_is_no_plan_is_a_sentence_and_leaves_all_as_it_was(bringing, name, content, words):
    choose(bringing, STAFF)
    before, kept = shown(bringing), bringing.shelf.kept()
    with pytest.raises(RefusedError) as refused:
        choose(bringing, content, name)
    assert words in str(refused.value)
    assert shown(bringing) == before and bringing.shelf.kept() == kept


def test_a_plan_in_which_all_is_over_says_what_it_is_good_for(bringing):
    choose(bringing, "Project;Activity;Planned;Actual\nTill;Draw;5;7\n", "history.csv")
    assert "holds nothing that is still to be done" in bringing.found.trouble
    assert bringing.found.trouble.endswith(
        "; its rows of finished work (1) are a history, from which notebook 16, “Your own office”, "
        "learns"
    )


def test_files_that_do_not_belong_together_are_refused(bringing):
    with pytest.raises(RefusedError, match="choose several tables, or several plans of a program"):
        finished(bringing.choose([("a.csv", b"x"), ("b.xml", b"x")]))


def test_a_table_that_nobody_knows_is_mapped_by_hand(bringing):
    choose(bringing, "was;wann;lang\nDraw;2027-03-01;5\nBuild;2027-03-08;3\n")
    assert bringing.step == "map" and bringing.found.plan is None
    assert "map its columns by hand" in shown(bringing).trouble
    assert shown(bringing).mapped.about == "" and not bringing.may("look")
    sheet = bringing.source.sheets[0]
    from simulator.importing.columns import with_about, with_field

    finished(bringing.change_columns("about", lambda it: with_about(it, sheet, "activities")))
    for field, place in (("name", 0), ("start", 1), ("duration", 2)):
        finished(
            bringing.change_columns(
                field, lambda it, field=field, place=place: with_field(it, sheet, field, place)
            )
        )
    assert [row.days for row in bringing.plan.activities] == [5, 3]
    assert bringing.may("save")


def test_whoever_stops_has_lost_nothing_and_left_nothing(bringing):
    choose(bringing, STAFF)
    before, kept = shown(bringing), bringing.shelf.kept()
    work = bringing.choose([("other.csv", TABLE.encode())])
    next(work)
    work.close()
    assert shown(bringing) == before and bringing.shelf.kept() == kept


# Long work


def test_long_work_can_be_stopped_and_is_told_so():
    told = []

    def work(goes_on):
        while goes_on():
            time.sleep(0.001)
        told.append("stopped")

    slices = aside(work)
    for _ in range(3):
        next(slices)
    slices.close()
    until = time.monotonic() + 10
    while not told and time.monotonic() < until:
        time.sleep(0.001)
    assert told == ["stopped"]


def test_what_goes_wrong_beside_is_raised_here():
    def work(_):
        raise RefusedError("no")

    with pytest.raises(RefusedError, match="no"):
        finished(aside(work))
    assert finished(aside(lambda _: 7)) == 7


# Mapping


def test_each_field_shows_its_column_and_the_first_value(bringing):
    choose(bringing, TABLE)
    fields = {it.field: (it.place, it.first) for it in shown(bringing).mapped.fields}
    assert fields["name"] == (1, "Draw") and fields["duration"] == (2, "5")
    assert fields["phase"] == (-1, "")
    assert shown(bringing).mapped.left_out == ("Behind", "Remarks")
    assert shown(bringing).mapped.raw.rows[0] == (
        2, ("Till", "Draw", "5", "2027-03-01", "2027-03-05", "Ana", "", ""),
    )  # fmt: skip


def test_a_mapping_is_kept_and_offered_for_a_table_laid_out_otherwise(bringing, tmp_path):
    choose(bringing, TABLE)
    picture = OwnPortfolio(bringing.shelf, tmp_path)
    picture.bringing = bringing
    finish(picture, {"do": "columns", "sheet": "", "what": "field", "field": "predecessors",
                     "value": 6})  # fmt: skip
    bringing.keep_mapping("Our list")
    other = "A list\n\nBehind;Task;Duration;Project;End;Start\n;Draw;5;Till;2027-03-05;2027-03-01\n"
    choose(bringing, other, "other.csv")
    assert shown(bringing).mapped.kept == ("Our list",)
    finished(bringing.use_mapping("Our list"))
    fields = {it.field: it.place for it in shown(bringing).mapped.fields}
    assert fields["predecessors"] == 0 and fields["name"] == 1 and fields["start"] == 5
    choose(bringing, "Risk;Probability;Impact\nRain;0.5;4\n", "risks.csv")
    assert shown(bringing).mapped.kept == ()


def test_a_mapping_of_a_table_on_its_side_is_kept_as_such(tmp_path):
    path = tmp_path / "lying.csv"
    path.write_text("Project;Till;Shop\nStart;2027-03-01;2027-04-01\nEnd;2027-05-03;2027-06-01\n")
    mapping = guessed(tables(path))
    assert mapping.sheets[0].across
    assert fitted(mapping, tables(path)).sheets == mapping.sheets
    assert "across = true" in as_toml(mapping)


def test_dates_and_commas_that_can_be_read_in_two_ways_are_asked_about(picture):
    choose(picture.bringing, "Task;Start;Effort\nDraw;04/05/2027;1,250\n")
    it = shown(picture.bringing).mapped
    assert it.ask_dates and it.ask_commas and not it.ask_unit
    (row,) = picture.bringing.plan.activities
    assert (row.start.month, row.effort) == (5, 1250)
    for what, value in (("day_first", False), ("decimal_comma", True)):
        finish(picture, {"do": "columns", "sheet": "", "what": what, "value": value})
    (row,) = picture.bringing.plan.activities
    assert (row.start.month, row.effort) == (4, 1.25)
    assert "decimal_comma = true" in as_toml(picture.bringing.now.mapping)


def test_a_word_of_a_register_gets_another_meaning(picture):
    choose(picture.bringing, "Project;Start;End\nTill;2027-03-01;2027-05-03\n", "a.csv")
    finished(picture.bringing.choose([
        ("x-list.csv", b"Project;Start;End\nTill;2027-03-01;2027-05-03\n"),
        ("x-risks.csv", b"Project;Risk;Probability;Impact\nTill;Rain;high;5\n"),
    ]))  # fmt: skip
    finish(picture, {"do": "columns", "sheet": "x-risks", "what": "meaning", "words": "meanings",
                     "word": "high", "value": 0.4})  # fmt: skip
    assert picture.bringing.found.imported.scenario.risks[0].probability == 0.4
    with pytest.raises(RefusedError, match=r"'high' cannot stand for 7; write a number above 0"):
        finish(picture, {"do": "columns", "sheet": "x-risks", "what": "meaning",
                         "words": "meanings", "word": "high", "value": 7})  # fmt: skip


# Mending


def test_pools_get_names_numbers_and_people_of_the_plan(bringing):
    choose(bringing, "Section;Task;Duration;Who\nA;Draw;5;Ana\nB;Build;5;\nB;Try;5;\nC;Sell;5;\n")
    pools = shown(bringing).mending
    assert pools is None
    finished(bringing.go("mend"))
    pools = {it.name: it for it in shown(bringing).mending.people if it.pool}
    assert {name: it.activities for name, it in pools.items()} == {"B": 2, "C": 1}
    finished(bringing.staff([{"name": "B", "who": "Makers", "people": "3"},
                             {"name": "C", "who": "Ana"}]))  # fmt: skip
    roles = {role.name: role.people for role in bringing.scenario.roles}
    assert roles == {"Ana": 1, "Makers": 3}
    finished(bringing.staff([{"name": "Makers", "who": "Ana", "people": ""}]))
    assert [role.name for role in bringing.scenario.roles] == ["Ana"]
    with pytest.raises(RefusedError, match="Ana: 'many' is no number of people; write one such"):
        finished(bringing.staff([{"name": "Ana", "people": "many"}]))


def test_a_plan_holds_once_there_are_as_many_people_as_it_plans_with(picture):
    it = picture.bringing
    choose(it, "Task;Start;End;Who\nDraw;2027-03-01;2027-03-05;Ana\n"
               "Build;2027-03-03;2027-03-09;Ana\n")  # fmt: skip
    finished(it.go("check"))
    assert shown(it).checking.short == ("Ana: 1, planned with 2",) and not it.checked.agrees
    finish(picture, {"do": "staff as planned"})
    assert it.step == "check" and it.checked.agrees and shown(it).checking.short == ()
    finished(it.undo())
    assert not it.checked.agrees


def test_a_plan_that_names_no_finish_is_neither_met_nor_missed(bringing):
    finished(choose(bringing, "Task;Duration\nDraw;5\n").go("check"))
    checking = shown(bringing).checking
    assert checking.words.startswith("Your plan names no finish") and not checking.good


def test_a_list_of_projects_is_previewed_as_one(bringing):
    choose(bringing, "Project;Start;End;Sponsor\nTill;2027-03-01;2027-05-03;Ana\n")
    read = shown(bringing).mapped.read
    assert read.projects and read.rows[0].name == "Till" and read.rows[0].who == "Ana"


def test_a_pool_that_was_answered_is_no_finding_any_more(bringing):
    choose(bringing, STAFF)
    pool = next(it for it in bringing.found.imported.findings if it.about == "work without people")
    assert pool.value == "list"
    finished(bringing.staff([{"name": "list", "people": "2"}]))
    abouts = {it.about for it in bringing.found.imported.findings}
    assert "work without people" not in abouts
    assert ("role", "people") not in {(it.kind, it.field) for it in bringing.found.imported.ours}


def test_a_row_is_mended_by_hand_and_taken_back(bringing):
    choose(bringing, STAFF)
    key = bringing.plan.activities[1].key
    finished(bringing.mend("activities", key, {"days": "7", "finish": "", "name": "Build it"}))
    row = bringing.plan.activities[1]
    assert (row.days, row.finish, row.name) == (7, None, "Build it")
    assert bringing.scenario.projects[0].activities[1].planned_days == 7
    assert shown(bringing).undo == "correct “Build”"
    finished(bringing.undo())
    assert bringing.plan.activities[1].days == 2


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"days": "soon"}, "Duration, working days: 'soon' is no number; write a number such as"),
        ({"start": "1.3."}, "Start: '1.3.' is no date; write a date such as 2027-03-12"),
        ({"days": "2"}, "the form says what the plan says already; change a value first"),
        ({"place": "x"}, "'place' cannot be 'x'; fill in the form again"),
        ({"days": "-1"}, "is no number; write a number such as 12.5"),
    ],
)
def test_what_cannot_stand_in_a_row_is_a_sentence(bringing, values, words):
    choose(bringing, STAFF)
    key, before = bringing.plan.activities[1].key, bringing.now
    with pytest.raises(RefusedError) as refused:
        finished(bringing.mend("activities", key, values))
    assert words in str(refused.value) and bringing.now == before


def test_findings_lead_to_the_form_that_mends_them(bringing):
    choose(bringing, "Task;Duration;Start;End;Who\nDraw;5;2027-03-01;2027-03-02;\nBuild;;;;Ana\n")
    finished(bringing.go("mend"))
    forms = {it.about: it.found[0].form for it in shown(bringing).mending.sorts}
    assert forms["dates and duration differ"] == forms["no duration"] == "row"
    assert forms["work without people"] == "people"
    (row,) = [f for s in shown(bringing).mending.sorts if s.about == "no duration" for f in s.found]
    form = shown(bringing, about=row.about, key=row.key).mending.form
    assert form.title == "Build" and form.where == "list.csv, line 3"


def test_a_row_that_is_gone_leaves_the_page_as_it_is(picture):
    choose(picture.bringing, STAFF)
    finish(picture, {"do": "step", "step": "mend"})
    finish(picture, {"do": "look", "about": "activities", "key": "gone"})
    assert picture.shown().page.mending.form is None


def test_findings_are_ticked_off_and_brought_back(picture):
    choose(picture.bringing, STAFF)
    finished(picture.bringing.go("mend"))
    all_of_them = sum(shown(picture.bringing).mending.counts.values())
    finish(picture, {"do": "tick", "sort": UNSAID, "on": True})
    left = shown(picture.bringing).mending
    assert 0 < sum(left.counts.values()) < all_of_them
    assert UNSAID not in {it.about for it in left.sorts}
    assert UNSAID in {it.about for it in shown(picture.bringing, all=True).mending.sorts}
    assert {it.kind for it in shown(picture.bringing, kind="left out").mending.sorts} <= {
        "left out"
    }
    asking = shown(picture.bringing, kind="asking").mending
    assert asking.asking == sum(it.open for it in asking.sorts) > 0
    assert again(picture.bringing).now == picture.bringing.now
    finished(picture.bringing.undo())
    assert sum(shown(picture.bringing).mending.counts.values()) == all_of_them


# The next time


def test_every_step_is_found_again_and_can_be_taken_back(bringing):
    choose(bringing, TABLE)
    starts = [bringing.found.imported.scenario]
    for field, value in (("pools", "file"), ("dates", "none"), ("risks", False),
                         ("status", "2027-03-08")):  # fmt: skip
        finished(bringing.answer(field, value))
        starts.append(bringing.found.imported.scenario)
    other = again(bringing)
    assert other.found.imported.scenario == starts[-1]
    while other.past:
        assert other.scenario == starts.pop()
        finished(other.undo())
    assert other.scenario == starts.pop() and not starts
    with pytest.raises(RefusedError, match="there is nothing to take back"):
        finished(other.undo())


def test_an_import_is_deleted_its_portfolio_is_not(bringing):
    choose(bringing, STAFF)
    bringing.save("Mine")
    assert [(it.name, it.saved) for it in bringing.shelf.kept()] == [("list", False)]
    bringing.forget("list")
    assert bringing.step == "choose" and bringing.shelf.kept() == ()
    assert load(bringing.shelf.portfolio("Mine")).title == "Mine"


def test_whoever_brings_a_plan_is_told_where_it_stays(bringing, monkeypatch):
    stays = shown(bringing).choosing.stays
    assert "to the computer that runs this notebook" in stays
    assert str(bringing.shelf.folder) in stays
    monkeypatch.setattr("simulator.importing.choosing.IN_BROWSER", True)
    assert shown(bringing).choosing.stays.startswith("Your plan stays in this browser")


def test_a_copy_with_a_name_that_is_none_of_ours_is_passed_over(bringing):
    choose(bringing, STAFF)
    plans = bringing.shelf.folder / "plans"
    shutil.copytree(plans / "list", plans / "list (copy)")
    assert [it.name for it in bringing.shelf.kept()] == ["list"]


def test_nothing_is_saved_over_another_and_a_change_is_told(bringing):
    choose(bringing, STAFF)
    bringing.save("Mine")
    assert not bringing.changed
    finished(bringing.answer("risks", False))
    assert bringing.changed and again(bringing).changed
    bringing.save("Mine")
    assert bringing.saved == "Mine 2" and bringing.shelf.portfolios() == ("Mine", "Mine 2")
    with pytest.raises(
        RefusedError, match="'../x' is no name for a portfolio or a mapping; use letters"
    ):
        bringing.save("../x")


def test_whose_folder_cannot_be_written_goes_on_and_is_told(bringing, monkeypatch):
    choose(bringing, STAFF)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("simulator.importing.shelf.write_over", full)
    finished(bringing.answer("risks", False))
    assert bringing.now.answers.risks is False
    assert "No space left on device" in shown(bringing).unkept
    monkeypatch.undo()
    finished(bringing.go("mend"))
    assert shown(bringing).unkept == ""


# Plans that other people made


PLANS = ("beacons.gan", "two-projects.xer", "jira-export.csv", "wbs-japanese.xlsx")


@pytest.mark.parametrize("name", PLANS)
def test_a_real_plan_shows_all_of_its_steps(bringing, shared_data, name):
    path = shared_data / "plans" / name
    choose(bringing, path.read_bytes(), name)
    for step in STEPS:
        if bringing.may(step):
            finished(bringing.go(step))
            whole = to_builtins(shown(bringing))
            assert len(json.dumps(whole)) < 200_000, "too much for one message"
    assert bringing.may("save") or shown(bringing).trouble
