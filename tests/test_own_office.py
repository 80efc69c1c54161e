"""An office of one's own: whose each value is, what changes by hand, what is learned."""

from base64 import b64decode, b64encode
from functools import cache
from pathlib import Path

import pytest
from lesson_page import LessonPage, sound
from msgspec.structs import replace

from simulator import load
from simulator.cli import main
from simulator.debrief.boundary.boundary import map_of
from simulator.errors import RefusedError
from simulator.explorables.own_office import PMOS, OwnOffice
from simulator.explorables.picture import finish
from simulator.history import paired
from simulator.logbook import Logbook
from simulator.own_office import (
    Office,
    Shelf,
    Wish,
    as_text,
    changed,
    office_of,
    opened,
    sections,
    taught,
    untaught,
)
from simulator.own_office.form import A_PAGE, PARTS
from simulator.own_office.learned import is_taught
from simulator.own_office.marks import Mark
from simulator.own_office.settings import AS_IT_IS, SETTINGS, chosen, settled
from simulator.plans import (
    Plan,
    PlanActivity,
    PlanDemand,
    PlanPast,
    PlanProject,
    PlanRole,
    translated,
)
from simulator.policies.ready import READY
from simulator.readers import plan_of
from simulator.report import PARTS as DEBRIEF
from simulator.report import Case
from simulator.session import Session
from simulator.widgets import Cockpit, Explorable
from simulator.widgets import OwnOffice as Widget

PLANS = Path(__file__).parents[2] / "shared" / "data" / "plans"
REAL = ("two-projects.xer", "harvest.gan", "sample.xml", "jira-export.csv", "beacons.gan")
SMALL, MEDIUM, OWN = "Intranet # 1", "Warehouse", "Valued"


@cache
def office() -> Office:
    """Three projects: two of which the plan says nothing, one whose value it says."""
    projects = (
        PlanProject(key="a", name=SMALL),
        PlanProject(key="b", name=MEDIUM, sponsor="Lin"),
        PlanProject(key="c", name=OWN, value=500.0),
    )
    rows = tuple(
        PlanActivity(key=f"{key} {n}", id=f"{key}{n}", project=key, name=f"Work {n}", days=days,
                     demands=(PlanDemand("team", 2.0),))
        for key, days in (("a", 10.0), ("b", 60.0), ("c", 10.0))
        for n in range(2)
    )  # fmt: skip
    plan = Plan("ours.csv", "a table", projects, rows, roles=(PlanRole("team", "Team", 4.0),))
    return office_of(translated(plan))


def of(it: Office, name: str):
    return next(one for one in it.scenario.projects if one.id == name)


def said(it: Office, **change: object) -> Office:
    return changed(it, change)


# Whose a value is


def test_what_the_plan_does_not_say_is_ours_and_the_rest_is_the_plans():
    it = office()
    assert it.mark("project", SMALL, "value").whose == "ours"
    assert it.mark("project", OWN, "value") is None and of(it, OWN).value == 500
    assert it.mark("project", MEDIUM, "sponsor") is None
    assert it.mark("role", "Team", "rate").is_ours and it.mark("role", "Team", "people") is None


def test_a_value_said_by_hand_is_yours_and_what_follows_from_it_follows():
    before, it = (
        of(office(), SMALL),
        said(office(), kind="project", id=SMALL, field="value", value="1 200"),
    )
    assert of(it, SMALL).value == 1200 and it.mark("project", SMALL, "value").whose == "yours"
    share = before.cost_of_delay / before.value
    assert of(it, SMALL).cost_of_delay == pytest.approx(1200 * share, rel=1e-3)
    assert it.mark("project", SMALL, "cost_of_delay").is_ours
    assert it.ours == office().ours - 1


def test_what_is_said_for_a_size_holds_where_neither_plan_nor_hand_says_it():
    it = said(office(), kind="project", id=SMALL, field="value", value=7)
    it = said(it, kind="class", id="medium", field="value", value="2,5")
    assert of(it, SMALL).value == 7 and of(it, OWN).value == 500
    assert of(it, MEDIUM).value == pytest.approx(240 * 0.6 * 2.5)  # 240 person-days at 0.6 k€
    assert it.mark("project", MEDIUM, "value") == Mark(
        "class", "medium projects, 2.5 times the wages"
    )
    (row,) = (one for one in sections(it, "sizes").tables[0].rows if one.id == "medium")
    assert (row.cells[0].value, row.cells[0].whose) == ("2.5", "class")


def test_usual_risks_change_for_a_size_and_one_by_one():
    wait = {"kind": "class risk", "id": "medium", "risk": "Waiting for others"}
    it = said(office(), field="probability", value="60", **wait)
    waiting = next(one for one in it.scenario.risks if one.name == "Waiting for others")
    assert waiting.probability == 0.6 and it.mark("risk", waiting.id, "impact").whose == "class"
    it = said(it, kind="risk", id=waiting.id, field="impact", value=3)
    it = said(
        it, kind="class risk", id="medium", risk="More work than thought", field="share", value=50
    )
    risks = {one.name: one for one in it.scenario.risks if one.project == MEDIUM}
    assert risks["More work than thought"].impact == 120 and risks["Waiting for others"].impact == 3
    gone = said(it, kind="drop risk", id=waiting.id)
    assert waiting.id not in {one.id for one in gone.scenario.risks}
    more = said(it, kind="add risk", id=SMALL, name="Flood", probability=5, impact=9, hits="cost")
    flood = more.scenario.risks[-1]
    assert (flood.project, flood.probability, flood.impact, flood.hits) == (SMALL, 0.05, 9, "cost")
    assert flood.id not in {one.risk for one in more.scenario.mitigations}
    fire = {"name": "Fire", "probability": 5, "impact": 9, "hits": "cost"}
    more = said(more, kind="add risk", id=SMALL, **fire, cost="2", helps="40")
    bought = more.scenario.mitigations[-1]
    assert (bought.risk, bought.cost, bought.effect) == (more.scenario.risks[-1].id, 2, 0.4)
    with pytest.raises(RefusedError, match="Fire.*[Cc]ost of an answer"):
        said(more, kind="add risk", id=SMALL, **fire, cost="much")


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda it: it.name)
def test_every_way_of_a_setting_can_be_played_and_is_found_again(setting):
    for words in setting.ways:
        it = said(office(), kind="setting", id=setting.name, value=words)
        assert chosen(it.scenario, setting) == words
        assert it.mark("setting", "", setting.name).whose == "yours"
        assert Session(it.scenario, READY["tailored"], 1).advance(400).events


def test_a_way_that_no_choice_has_is_told_as_the_files_own():
    borne = settled(office().scenario, "culture", "rules are borne").mechanisms
    other = replace(borne, resistance=replace(borne.resistance, fit=0.33))
    scenario = replace(office().scenario, mechanisms=other)
    assert chosen(scenario, SETTINGS[0]) == AS_IT_IS
    cell = sections(Office(scenario, {}), "office").tables[0].rows[0].cells[0]
    assert cell.value == AS_IT_IS and cell.choices[0] == AS_IT_IS


BAD = (
    ({"kind": "project", "id": SMALL, "field": "value", "value": "much"},
     "Intranet # 1, value: 'much' is no number; write one such as 120 (k€)"),
    ({"kind": "project", "id": SMALL, "field": "value", "value": "-3"},
     "Intranet # 1, value: -3 is out of range; write a number from 0 to 1e+09"),
    ({"kind": "project", "id": SMALL, "field": "due", "value": "soon"},
     "Intranet # 1, promised for: 'soon' is no date; write it as 2027-03-31, or leave it empty"),
    ({"kind": "role", "id": "Team", "field": "people", "value": "0"},
     "Team, how many: 0 is out of range; write a number from 0.1 to 100000"),
    ({"kind": "class", "id": "medium", "field": "cost_of_delay", "value": "101"},
     "all medium projects, cost of delay: 101 is out of range; write a number from 0 to 100"),
    ({"kind": "class", "id": "huge", "field": "value", "value": "1"},
     "there are no 'huge' projects; choose small, medium, large"),
    ({"kind": "class", "id": "large", "field": "value", "value": "1"},
     "all large projects: every one of them has a value of its own; change these one by one"),
    ({"kind": "setting", "id": "culture", "value": "sunny"},
     "People, rules and sponsors: 'sunny' cannot be chosen; choose 'not played', 'rules are "
     "welcome', 'rules are borne', 'rules are resented'"),
    ({"kind": "setting", "id": "at_once", "value": "9"},
     "at once: '9' cannot be chosen; choose 1, 2, 3, 5"),
    ({"kind": "add risk", "id": SMALL, "name": " ", "probability": 5, "impact": 1},
     "Intranet # 1: a risk needs a name; write what might happen"),
    ({"kind": "add risk", "id": SMALL, "name": "Flood", "probability": 5, "impact": 1, "hits": "x"},
     "Intranet # 1, Flood: choose whether it costs work, waiting or money"),
    ({"kind": "project", "id": "gone", "field": "value", "value": "1"},
     "there is no project 'gone' in this office"),
    ({"kind": "project", "id": SMALL, "field": "story", "value": "1"},
     "'story' of a 'project' is nothing that can be changed here"),
    ({"kind": "luck", "value": "1"}, "'luck' is nothing that can be changed here"),
)  # fmt: skip


@pytest.mark.parametrize(("change", "words"), BAD, ids=[words[:24] for _, words in BAD])
def test_what_cannot_be_is_refused_in_a_sentence(change, words):
    with pytest.raises(RefusedError) as error:
        changed(office(), change)
    assert str(error.value) == words


def test_a_promise_before_its_work_goes_on_is_refused():
    late = replace(of(office(), SMALL), arrival=20.0, due=40.0)
    scenario = replace(office().scenario, projects=(late, *office().scenario.projects[1:]))
    with pytest.raises(RefusedError, match="is before its work goes on"):
        said(
            Office(scenario, {}),
            kind="project",
            id=SMALL,
            field="due",
            value=office().scenario.start,
        )


# In its own file


def test_a_file_keeps_every_value_and_whose_it_is(tmp_path):
    it = said(office(), kind="class", id="medium", field="value", value=2)
    it = said(it, kind="project", id=SMALL, field="sponsor", value="Ann # ours: no")
    it = said(it, kind="setting", id="culture", value="rules are borne")
    it = taught(it, paired(past(60)))
    path = tmp_path / "Mine.toml"
    path.write_text(as_text(it), encoding="utf-8")
    back = opened(path)
    assert back == it and load(path) == it.scenario
    assert '"Ann # ours: no"  # yours' in as_text(it) and "# setting culture: yours" in as_text(it)


def test_what_an_import_marks_as_ours_is_ours_here(tmp_path):
    from simulator.readers.own_file import as_file

    imported = {(kind, name, field): f"ours: {mark.why}"
                for (kind, name, field), mark in office().marks.items()
                if (kind, field) != ("risk", "probability")}  # fmt: skip
    path = tmp_path / "Mine.toml"
    path.write_text(as_file(office().scenario, imported), encoding="utf-8")
    assert opened(path) == office()


def test_an_office_that_comes_with_the_simulator_has_no_marks():
    assert (
        opened(
            Path(load.__code__.co_filename).parents[1] / "scenarios" / "three_projects.toml"
        ).marks
        == {}
    )


# One's own past


def past(count: int, times: float = 1.5) -> list[PlanPast]:
    return [PlanPast(f"P{it % 12}", f"A{it}", 10.0, 10.0 * times * (0.8 + it % 7 / 15))
            for it in range(count)]  # fmt: skip


def test_what_was_learned_takes_the_place_of_ours_and_says_so():
    it = taught(office(), paired(past(60)))
    how = it.scenario.mechanisms
    assert how.duration != office().scenario.mechanisms.duration and how.bias is not None
    assert not it.scenario.risks, "what risks did is in the actual days"
    assert is_taught(it) == "calibrated from your 60 activities in 12 projects"
    luck = sections(it, "luck")
    assert "calibrated from your 60 activities" in luck.about
    assert {cell.whose for table in luck.tables for row in table.rows for cell in row.cells} == {
        "learned"
    }
    by_hand = said(it, kind="bias", id="bias", field="tail", value=12)
    assert by_hand.scenario.mechanisms.bias.tail == 0.12
    assert by_hand.mark("bias", "", "tail").whose == "yours"
    assert (
        taught(office(), paired(past(60)), keep_risks=True).scenario.risks
        == office().scenario.risks
    )
    assert untaught(it).scenario.mechanisms == office().scenario.mechanisms


def test_a_past_that_is_too_short_teaches_nothing():
    with pytest.raises(RefusedError, match="4 activities are too few to learn from"):
        taught(office(), paired(past(4)))


def test_a_terminal_writes_what_was_learned_into_the_office(tmp_path, capsys):
    plan, history, out = (tmp_path / it for it in ("plan.csv", "past.csv", "office.toml"))
    plan.write_text("Project,Id,Activity,Duration,Finish\nP,7,Build,5,2027-01-08\n")
    history.write_bytes(b64decode(csv_of(past(60))["data"]))
    assert main(["plan", str(plan), "--history", str(history), "--out", str(out)]) == 0
    assert "Luck is calibrated from your 60 activities in 12 projects." in capsys.readouterr().out
    assert is_taught(opened(out)) and opened(out).mark("role", "P", "rate").is_ours
    assert main(["plan", str(plan), "--history", str(plan)]) == 2
    assert "nothing in these files is over with planned and actual days" in capsys.readouterr().err


# The form


def test_many_projects_are_paged_found_and_filtered():
    one = of(office(), SMALL)
    many = tuple(replace(one, id=f"P{it}", name=f"Project {it}") for it in range(40))
    it = Office(
        replace(office().scenario, projects=many, risks=()),
        {("project", "P7", "value"): Mark("ours")},
    )
    first = sections(it, "projects")
    assert (len(first.tables[0].rows), first.found, first.pages) == (A_PAGE, 40, 4)
    assert [row.id for row in sections(it, "projects", Wish(page=99)).tables[0].rows] == [
        "P36",
        "P37",
        "P38",
        "P39",
    ]
    assert sections(it, "projects", Wish(find="project 3")).found == 11
    assert sections(it, "projects", Wish(only_ours=True)).found == 1
    with pytest.raises(RefusedError, match="there is no part 'luc'"):
        sections(it, "luc")


# The page, without a browser


@pytest.fixture
def shelf(tmp_path) -> Shelf:
    found = Shelf(tmp_path)
    found.save_new("Mine", office())
    return found


@pytest.fixture
def desk(shelf) -> OwnOffice:
    it = OwnOffice(shelf=shelf)
    it.act({"do": "open", "name": "Mine"})
    return it


def test_every_change_is_kept_in_the_file_and_undone_in_it(desk, shelf):
    desk.act({"do": "change", "kind": "project", "id": SMALL, "field": "value", "value": "9"})
    assert of(shelf.open("Mine"), SMALL).value == 9 and desk.shown().undo == "value"
    desk.act({"do": "undo"})
    assert shelf.open("Mine") == office() and not desk.shown().can_undo
    with pytest.raises(RefusedError, match="there is nothing to take back"):
        desk.act({"do": "undo"})
    again = OwnOffice(shelf=shelf)
    again.take_up(desk.kept())
    assert again.office == office() and again.words().startswith("Mine: 3 projects, 6 activities")


def test_nothing_can_be_done_before_an_office_is_open(shelf):
    it = OwnOffice(shelf=shelf)
    assert it.shown().section is None and it.shown().names == ("Mine",)
    for message in (
        {"do": "step", "value": "map"},
        {"do": "change", "kind": "role"},
        {"do": "fly", "pmo": "no PMO"},
    ):
        with pytest.raises(RefusedError, match="there is no office yet"):
            it.act(message)
    with pytest.raises(RefusedError, match="there is no office 'Yours'"):
        it.act({"do": "open", "name": "Yours"})


def csv_of(rows: list[PlanPast]) -> dict[str, str]:
    lines = [f"{it.project};{it.activity};{it.planned};{it.actual:.2f}" for it in rows]
    text = "\n".join(["Project;Activity;Planned days;Actual days", *lines])
    return {"name": "past.csv", "data": b64encode(text.encode()).decode()}


def test_a_history_is_brought_told_and_used(desk):
    desk.act({"do": "step", "value": "past"})
    desk.act({"do": "history", "files": [csv_of(past(60))]})
    told = desk.shown().learned
    assert told.enough and told.words[0].startswith("12 projects and 60 activities are over")
    assert any("kept (95 % interval" in it for it in told.kept)
    assert told.notes[0][:3] == ("activities on plan", "0.00", "0.42")
    desk.act({"do": "give up", "names": "P3; P5"})
    assert desk.shown().learned.given_up == "P3; P5"
    assert any(it.startswith("2 cancelled projects: ") for it in desk.shown().learned.words)
    with pytest.raises(RefusedError, match="history has no project 'P99'"):
        desk.act({"do": "give up", "names": "P99"})
    desk.act({"do": "give up", "names": ""})
    desk.act({"do": "learn"})
    assert desk.shown().learned.taught == "calibrated from your 60 activities in 12 projects"
    desk.act({"do": "forget"})
    assert not desk.shown().learned.taught
    desk.act({"do": "history", "files": [csv_of(past(3))]})
    few = desk.shown().learned
    assert not few.enough and not few.notes and not few.kept
    assert "3 projects and 3 activities are too few to learn from" in few.words[-1]
    for files in ([], [{"name": "x.csv"}], [{"name": "x.csv", "data": "?"}], "x"):
        with pytest.raises(RefusedError, match="choose"):
            desk.act({"do": "history", "files": files})


def test_it_is_forecast_slice_by_slice_and_given_back(desk, tmp_path):
    desk.act({"do": "step", "value": "back"})
    with pytest.raises(RefusedError, match="forecast it first"):
        desk.act({"do": "write", "as": "CSV"})
    work = desk.act({"do": "forecast"})
    for _ in range(2):
        next(work)
    work.close()  # as Stop does
    back = desk.shown().back
    assert 1 < back.done < back.most and f"played {back.done} times" in back.how
    for _ in range(2):
        desk.act({"do": "write", "as": "CSV"})
    names = sorted(Path(it).name for it in desk.shown().back.written)
    assert names == ["Mine forecast 2.csv", "Mine forecast.csv"]
    assert SMALL in (tmp_path / "portfolios" / "Mine forecast.csv").read_text("utf-8-sig")
    desk.act({"do": "change", "kind": "role", "id": "Team", "field": "people", "value": 3})
    assert desk.forecast is None, "what was played of another office counts no more"


# Below the page


def test_a_trial_the_map_and_a_flight_come_below_and_go(shelf, tmp_path):
    it = Widget(shelf=shelf, book=Logbook(tmp_path))
    it.answer({"do": "open", "name": "Mine"})
    it.answer({"do": "step", "value": "trial"})
    assert isinstance(it.below, Explorable) and it.below in it.children
    assert it.below.picture.chosen == {"pmo": list(PMOS)[-1]}
    it.answer({"do": "history", "files": [csv_of(past(60))]})
    assert it.below.value.count("<svg") == 2, "what was promised and kept, activities and projects"
    it.answer({"do": "step", "value": "map"})
    assert "Your plan fills" in it.desk.shown().place and "<svg" in it.below.value
    it.answer({"do": "fly", "pmo": "a light PMO", "world": 7})
    assert isinstance(it.below, Cockpit) and it.below.session.policy == READY["light"]
    assert it.below.session.seed == 7 and it.below.name == "Mine"
    it.answer({"do": "change", "kind": "setting", "id": "leaving", "value": "nobody"})
    assert it.below is None and len(it.children) == 2
    it.answer({"do": "fly", "pmo": "a light PMO", "world": "x"})
    assert it.said == "Not possible: world is 'x'; give a number from 0 to 2.14748e+09."


def test_a_trial_is_played_world_by_world_and_can_be_stopped(desk):
    trial = desk.trial()
    trial.at_a_time = 2
    work = trial.act({"do": "try", "expected": "more"})
    for _ in range(4):
        next(work)
    work.close()
    assert len(trial.differences) == 6 and trial.verdict.startswith("On average over 6 worlds")


@pytest.mark.parametrize("file", REAL)
def test_offices_of_real_plans_are_changed_placed_flown_and_debriefed(file, tmp_path):
    if not PLANS.exists():
        pytest.skip(f"{PLANS.name} is not here: plans that other people made")
    it = office_of(translated(plan_of(PLANS / file)))
    path = tmp_path / "Mine.toml"
    path.write_text(as_text(it), encoding="utf-8")
    assert opened(path) == it
    it = said(it, kind="setting", id="culture", value="rules are borne")
    assert all(sections(it, part).tables for part in PARTS)
    assert map_of(it.scenario).words.startswith("Your plan fills ")
    trial = OwnOffice(it, Shelf(tmp_path)).trial()
    trial.seeds = range(2)
    finish(trial, {"do": "try", "expected": "more"})
    assert trial.tried[-1].worlds == 2
    flown = Session(it.scenario, READY["tailored"], 3).advance(3000)
    assert flown.over
    case = Case(flown, 3, 2)
    assert sum(part.make(case) is not None for part in DEBRIEF[:2]) >= 1


def test_a_plan_of_another_program_is_an_office_at_once(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text("Project,Id,Activity,Duration,Finish\nP,7,Build,5,2027-01-08\n")
    it = Widget(path, shelf=Shelf(tmp_path))
    assert it.words().startswith("plan.csv: 1 project, 1 activity, 1 pool")
    it.answer({"do": "save", "name": "Built"})
    assert Shelf(tmp_path).open("Built") == it.desk.office and it.desk.name == "Built"


# The page, in a browser


def test_a_value_is_changed_by_keyboard_and_the_page_is_sound(bare_page, problems, desk):
    shown = LessonPage(bare_page).show(desk, "own_office")
    field = shown.page.get_by_label("Value of medium projects, times the wages")
    field.press_sequentially("9")
    shown.page.keyboard.press("Tab")
    shown.answer()
    assert desk.office.mark("project", MEDIUM, "value").whose == "class"
    focus = "document.activeElement.dataset.key"
    assert "cost_of_delay" in shown.page.evaluate(focus), "the focus is where it was"
    shown.press("One project after the other")
    shown.press(f"1 risk of {SMALL}: show")
    assert shown.page.get_by_text(f"Risks of {SMALL}").count() == 1
    sound(shown.page)
    for step in ("Your own past", "Give it back", "The whole office"):
        if step == "The whole office":
            shown.press("Look through")
        shown.press(step)
        sound(shown.page)
    assert problems == []
