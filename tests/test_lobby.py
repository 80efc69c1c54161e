"""The lobby: what to do, what was done, and any organisation to fly right there."""

import json
import re

import pytest
from msgspec import to_builtins
from office import office, project

from simulator import Session, load
from simulator.course import Lesson
from simulator.debrief.told import place
from simulator.errors import RefusedError
from simulator.instruments import ALL, Instruments
from simulator.lobby import (
    FIRST_CODE,
    LAST_CODE,
    begun,
    called,
    instruments,
    lobby,
    organisation,
    world,
)
from simulator.logbook import Logbook
from simulator.mentor import code
from simulator.readers import shipped
from simulator.widgets import Cockpit, Lobby
from simulator.widgets.modules import module

LESSONS = (
    Lesson(title="First", file="01.ipynb", minutes=45, learn="Fly.", notebook="01 First flight"),
    Lesson(title="Second", file="02.ipynb", minutes=50, learn="Wait.", notebook="02 Queues"),
)
THREE = load("three_projects")


@pytest.fixture(autouse=True)
def own_files(monkeypatch, tmp_path):
    monkeypatch.setenv("PMO_FORECASTS", str(tmp_path / "forecasts.jsonl"))


@pytest.fixture
def book(tmp_path):
    return Logbook(tmp_path / "flights")


def kept(book, name, session):
    page = book.begin(name, session)
    page.keep(session)
    return page


# What is shown


def test_a_newcomer_sees_what_to_do_and_that_nothing_was_done_yet(book):
    page = lobby(LESSONS, book)
    assert [it.title for it in page.path.steps] == ["First", "Second"]
    assert [it.done for it in page.path.steps] == ["", ""]
    assert page.newest is None and page.flights == () and page.trouble == ""
    assert page.path.forecasts == "You have locked no prediction yet."
    assert not book.folder.exists() and not place().exists()


def test_the_newest_flight_that_is_not_over_is_the_one_to_continue(book):
    kept(book, "Mine", Session(THREE, seed=4).advance(12.5))
    kept(book, "Over", Session(THREE, seed=5).to_end())
    page = lobby(LESSONS, book)
    assert page.newest is not None and page.newest.name == "Mine"
    assert page.newest.where == "Three projects in a small office, world 4"
    assert re.fullmatch(
        r"on day 12, last flown on \d+ [A-Z][a-z]+ at \d\d:\d\d", page.newest.stands
    )
    assert {it.name: it.over for it in page.flights} == {"Mine": False, "Over": True}


def test_a_flight_that_cannot_be_opened_is_listed_with_the_reason(book):
    kept(book, "Mine", Session(THREE)).path.write_text("{", encoding="utf-8")
    page = lobby(LESSONS, book)
    [flight] = page.flights
    assert not flight.opens and page.newest is None
    assert flight.where.startswith("Cannot be opened: Mine.flight.json, line 1: is damaged")


def test_what_cannot_be_read_is_said_and_the_rest_is_shown(monkeypatch, tmp_path):
    (tmp_path / "flights").write_text("", encoding="utf-8")
    monkeypatch.setenv("PMO_FORECASTS", str(tmp_path))
    page = lobby(LESSONS, Logbook(tmp_path / "flights"))
    assert page.trouble.startswith(f"Your flights in '{tmp_path / 'flights'}' cannot be listed: ")
    assert page.path.trouble.endswith("is a folder; expected a file.")
    assert len(page.path.steps) == 2 and len(page.organisations) == len(shipped())


@pytest.mark.parametrize("name", shipped())
def test_every_organisation_has_a_story_in_a_sentence_a_size_and_a_question(name):
    it = organisation(name)
    assert it.title and re.fullmatch(r"[A-Z][^.]+\.", it.story)
    assert re.fullmatch(r"\d+ projects, \d+ people in \d+ roles, due within \d+ months", it.size)
    assert it.question.endswith("?") and "_" not in it.title + it.question


def test_the_page_is_plain_data(book):
    kept(book, "Mine", Session(THREE))
    json.dumps(to_builtins(lobby(LESSONS, book)))


# Worlds


def test_a_code_is_a_world_and_none_is_a_new_one():
    assert world("4711") == world(" 4711 ") == 4711
    assert world("0") == 0
    news = {world("") for _ in range(50)}
    assert len(news) > 10 and min(news) >= FIRST_CODE and max(news) <= LAST_CODE


@pytest.mark.parametrize(
    "code", ["abc", "-1", "3,5", "1e309", "99999999999", "<b>", "🙂", "٤", "9" * 5000]
)
def test_what_is_no_code_is_refused_with_a_sentence(code):
    with pytest.raises(RefusedError, match=r"is not the code of a world; write a number such as"):
        world(code)


def test_a_mentors_code_says_the_organisation_the_storm_and_the_instruments(book):
    tools = Instruments(forecasts=False, hints=False, coach="on")
    room = code.World(organisation="tarnholt_town", seed=7, level="rough", instruments=tools)
    sign = code.written(room)
    new = begun("three_projects", f" {sign.lower()} ")
    assert new.session == Session(room.scenario, seed=7) and new.instruments == tools
    assert new.code == sign and new.name.endswith(sign)
    assert instruments(book.begin(new.name, new.session).name) == tools
    assert instruments(f"{new.name} 2") == tools, "begun a second time"


@pytest.mark.parametrize("typed", ["{} Otters", " {}  Otters", "{0[0]} {0[1]} Otters"])
def test_a_team_writes_its_name_behind_the_code(typed):
    tools = Instruments(forecasts=False, coach="on")
    sign = code.written(code.World(organisation="eight_projects", seed=9, instruments=tools))
    said = typed.format(sign if "[" not in typed else sign.split("-"))
    new = begun("three_projects", said)
    assert (new.name, new.code) == (f"Otters {sign}", sign)
    assert instruments(new.name) == tools
    with pytest.raises(RefusedError, match="cannot have '/' in its name"):
        begun("three_projects", f"{sign} Otters/Red")
    with pytest.raises(RefusedError, match="is not a mentor's code"):
        begun("three_projects", f"{sign}X Otters")


def test_a_flight_without_a_code_has_all_instruments():
    assert instruments("Three-legs over-there 4711") == instruments("") == ALL


@pytest.mark.parametrize("name", shipped())
def test_a_flight_is_called_like_its_organisation_and_its_world(name, book):
    new = begun(name, "4711")
    assert new.session == Session(load(name), seed=4711) and new.name.endswith(" 4711")
    assert book.begin(new.name, new.session).name == new.name
    assert new.code == "4711" and new.instruments == ALL


def test_a_flight_with_signs_in_its_title_has_a_name_all_the_same(book):
    strange = office(project("a", [1]), title="A <b>/.. office " + "x" * 90)
    book.begin(called(Session(strange, seed=7), "7"), Session(strange))


def test_a_portfolio_that_somebody_has_brought_is_flown_from_the_list(book):
    from simulator.importing import Shelf
    from simulator.readers.own_file import as_file

    shelf = Shelf(book.folder)
    shelf.save("Ours 2027", as_file(THREE))
    shelf.portfolio("Worn").write_text("[", encoding="utf-8")
    ours, worn = lobby(LESSONS, book).own
    assert (ours.title, ours.size) == ("Ours 2027", organisation("three_projects").size)
    assert worn.question.startswith("Cannot be opened: Worn.toml")
    assert begun(ours.id, "4711", book).session == Session(THREE, seed=4711)
    with pytest.raises(RefusedError, match="Worn.toml"):
        begun(worn.id, "4711", book)
    with pytest.raises(RefusedError, match="there is no organisation"):
        begun("own ../x", "4711", book)


def test_only_what_is_shipped_is_flown_from_the_list():
    with pytest.raises(RefusedError, match=r"^there is no organisation '\.\./x'; choose one"):
        begun("../x", "")


# The widget, without a browser


@pytest.fixture
def hall(book):
    return Lobby(LESSONS, book)


def test_an_organisation_is_flown_without_writing_a_line(hall, book):
    hall.answer({"do": "fly", "organisation": "three_projects", "code": "4711"})
    assert hall.children == (hall.start, hall.cockpit)
    assert hall.cockpit.session == Session(THREE, seed=4711)
    assert hall.start.said["code"] == "4711" and not hall.start.said["refused"]
    hall.cockpit.answer({"do": "week"})
    assert [it.name for it in book.entries()] == ["Three projects in a small office 4711"]
    hall.answer({"do": "look"})
    assert hall.start.page["newest"]["name"] == "Three projects in a small office 4711"


def test_a_new_world_has_its_code_shown(hall):
    hall.answer({"do": "fly", "organisation": "three_projects", "code": ""})
    code = str(hall.cockpit.session.seed)
    assert hall.start.said["code"] == code and f"World {code}." in hall.start.said["words"]


def test_a_kept_flight_goes_on_where_it_was_without_being_asked_again(hall, book):
    flown = Session(THREE, seed=4).advance(15)
    kept(book, "Mine", flown)
    hall.answer({"do": "continue", "name": "Mine"})
    assert hall.cockpit.session == flown and not hall.cockpit.kept
    hall.cockpit.answer({"do": "week"})
    assert [(it.name, it.day) for it in book.entries()] == [("Mine", 20)]


def test_a_kept_flight_of_one_s_own_office_goes_on_too(hall, book):
    flown = Session(office(project("b", [2, 3], arrival=3), a=[4, 2], name="own"), seed=7)
    kept(book, "Own", flown.advance(3))
    hall.answer({"do": "continue", "name": "Own"})
    assert hall.cockpit.session == flown.advance(3)


def test_the_same_organisation_and_world_again_asks_whether_to_go_on(hall, book):
    for _ in range(2):
        hall.answer({"do": "fly", "organisation": "three_projects", "code": "4"})
        hall.cockpit.answer({"do": "week"})
    assert hall.cockpit.kept and len(book.entries()) == 1


@pytest.mark.parametrize(
    "message",
    [
        {}, {"do": "burn"}, {"do": "fly"},
        {"do": "fly", "organisation": "three_projects", "code": "x"},
        {"do": "fly", "organisation": 7, "code": []}, {"do": "continue"},
        {"do": "continue", "name": "../x"}, {"do": ["fly"]},
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_a_sentence_and_changes_nothing(hall, message):
    hall.answer(message)
    assert hall.start.said["refused"] and hall.start.said["words"].startswith("Not possible: ")
    assert hall.cockpit is None


def test_a_fault_of_ours_is_a_sentence_too(hall, monkeypatch):
    monkeypatch.setattr(Cockpit, "__init__", lambda *_, **__: 1 / 0)
    hall.answer({"do": "fly", "organisation": "three_projects", "code": "4"})
    assert hall.start.said["words"].startswith("Something went wrong in the simulator (Zero")


def test_the_page_s_module_stands_alone():
    text = module("lobby.js")
    assert not re.search(r'from "\./', text) and "export default" in text


def test_without_a_screen_the_lobby_is_a_sentence(hall):
    assert repr(hall) == "The lobby: what to do, what was done, and where to fly."


# In a browser


def test_a_visitor_flies_by_keyboard_and_comes_back(lab, page, problems):
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import expect

    expect.set_options(timeout=60_000)
    page.set_viewport_size({"width": 1280, "height": 720})
    lab.open(page, "notebooks/00_lobby.ipynb")
    lab.run_all(page)
    expect(page.get_by_role("link", name="First flight", exact=True)).to_have_attribute(
        "href", "01_first_flight.ipynb"
    )
    page.get_by_label("World", exact=True).focus()
    page.keyboard.type("nonsense")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="is nobody's code")).to_be_visible()
    page.get_by_label("World", exact=True).fill("4711")
    page.get_by_role("radio", name="Three projects in a small office").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Eight projects at the waterworks")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.get_by_role("button", name="Fly here").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("world 4711").first).to_be_visible()
    page.get_by_role("button", name="Next week").first.click()
    expect(page.get_by_text("It is day 5.").first).to_be_visible()

    page.locator(".lobby h2").first.hover()
    go_on = page.get_by_role("button", name="Continue where you were")
    expect(go_on).to_be_visible()
    for light in ("true", "false"):
        page.evaluate("light => { document.body.dataset.jpThemeLight = light }", light)
        found = Axe().run(page, context=".lobby")
        said = [(it["id"], it["nodes"][0]["html"]) for it in found.response["violations"]]
        assert said == []
    lab.open(page, "notebooks/00_lobby.ipynb")
    lab.run_all(page)
    go_on.click()
    expect(page.get_by_text("Welcome back. It is day 5.").first).to_be_visible()
    assert problems == []
