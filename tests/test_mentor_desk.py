"""A mentor's desk: a world is prepared, cards are printed, the next group finds a clean room."""

from pathlib import Path

import pytest
from lesson_page import LessonPage, sound
from msgspec import to_builtins
from msgspec.structs import replace

from lessons.take_aways import take_aways
from simulator import Policy, Session, load
from simulator.errors import RefusedError
from simulator.explorables.picture import finish
from simulator.explorables.preparing import Preparing
from simulator.explorables.room import TheRoom
from simulator.logbook import Logbook
from simulator.mentor.code import read
from simulator.mentor.flown import Flown
from simulator.mentor.wanted import WANTED


def firm() -> Preparing:
    desk = Preparing()
    desk.act({"do": "organisation", "value": "sprigwheel_startup"})
    return desk


# A world


def test_whatever_is_chosen_is_in_the_code():
    desk = firm()
    desk.act({"do": "level", "value": "rough"})
    desk.act({"do": "switch", "name": "hints"})
    desk.act({"do": "coach", "value": "offered"})
    desk.act({"do": "take", "world": 4711})
    page = desk.shown()
    assert read(page.code) == desk.world and desk.world.seed == 4711
    assert page.says.endswith(
        ", in rough times, world 4711, with forecasts, cards and a coach for who wants one."
    )
    assert desk.words() == f"{page.code}: {page.says}"


def test_a_world_is_found_and_the_first_one_taken():
    desk = firm()
    desk.act({"do": "wish", "name": "turn"})
    finish(desk, {"do": "search"})
    page = desk.shown()
    assert [it.taken for it in page.found] == [True, False, False]
    assert page.code == page.found[0].code and desk.world.seed == page.found[0].seed
    desk.act({"do": "take", "world": page.found[2].seed})
    assert desk.shown().code == page.found[2].code
    flown = Flown(desk.world.scenario, desk.world.seed)
    assert "begins to want other things" in WANTED["turn"].found(flown, None)


def test_whoever_searches_again_finds_others():
    desk = firm()
    desk.act({"do": "wish", "name": "turn"})
    finish(desk, {"do": "search"})
    first = {it.seed for it in desk.shown().found}
    finish(desk, {"do": "search"})
    assert not first & {it.seed for it in desk.shown().found}


def test_what_was_found_elsewhere_is_forgotten_and_what_cannot_be_there_unticked():
    desk = firm()
    for wish in ("turn", "wide"):
        desk.act({"do": "wish", "name": wish})
    finish(desk, {"do": "search"})
    desk.act({"do": "organisation", "value": "eight_projects"})
    page = desk.shown()
    assert page.found == () and {it.name for it in page.wishes if it.on} == {"wide"}
    assert {it.name for it in page.wishes if it.lacks} == {"shock", "green", "leaves", "turn"}


def test_a_field_is_close_or_wide():
    desk = firm()
    for wish in ("close", "wide"):
        desk.act({"do": "wish", "name": wish})
    assert desk.wanted == {"wide"}


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ({"do": "organisation", "value": "mine"}, "there is no organisation 'mine'"),
        ({"do": "level", "value": "hard"}, "there is no level 'hard'; choose calm, as written"),
        ({"do": "switch", "name": "radar"}, "there is no instrument 'radar'"),
        ({"do": "coach", "value": True}, "there is no coach True"),
        ({"do": "wish", "name": "sun"}, "'sun' is nothing to look for"),
        ({"do": "wish", "name": "green"}, "Nobody reports here"),
        ({"do": "take", "world": -1}, "world is -1; give a number from 0 to 131071"),
        ({"do": "take", "world": ""}, "world is ''; give a number from 0 to 131071"),
        ({"do": "take", "world": "x"}, "'x' is not a mentor's code"),
        ({"do": "search"}, "tick at least one thing"),
        ({"do": "dance"}, "'dance' is nothing that can be done here"),
    ],
)
def test_what_cannot_be_chosen_is_a_sentence_and_changes_nothing(message, said):
    desk = firm()
    before = desk.shown()
    with pytest.raises(RefusedError, match=said):
        finish(desk, message)
    assert desk.shown() == before


def test_a_code_of_last_month_is_taken_with_all_that_is_in_it():
    desk, other = firm(), Preparing()
    desk.act({"do": "level", "value": "calm"})
    desk.act({"do": "take", "world": 4711})
    code = desk.shown().code
    other.act({"do": "take", "world": f" {code.lower()} "})
    assert other.world == desk.world and other.shown().code == code
    assert other.shown().verdict == "World 4711 is taken; its code is below."


@pytest.mark.parametrize("place", ["three_projects", "eight_projects", "thornmere_university"])
def test_five_rounds_end_on_whole_weeks_before_everything_is_over(place):
    desk = Preparing()
    desk.act({"do": "organisation", "value": place})
    page = desk.shown()
    assert len(page.rounds) == 5 and not any(it % 5 for it in page.rounds)
    assert sorted(page.rounds) == list(page.rounds) and page.rounds[-1] < 0.8 * page.strip.days


def test_it_is_found_again_as_it_was_left():
    desk = firm()
    desk.act({"do": "wish", "name": "shock"})
    desk.act({"do": "switch", "name": "cards"})
    other = Preparing()
    other.take_up(to_builtins(desk.kept()))
    assert (other.world, other.wanted) == (desk.world, desk.wanted)
    other.take_up({"world": {"organisation": "gone", "seed": 3}})
    other.take_up({"world": 7})
    assert other.world == desk.world and Preparing().kept() is None


# The room


@pytest.fixture
def room(tmp_path, monkeypatch):
    monkeypatch.setenv("PMO_FORECASTS", str(tmp_path / "forecasts.jsonl"))
    return TheRoom(take_aways, Logbook(tmp_path / "flights"))


def test_cards_are_written_beside_the_flights(room):
    room.act({"do": "print"})
    files = [Path(it) for it in room.shown().printed]
    assert [it.name for it in files] == ["decision cards.pdf", "take-away cards.pdf"]
    assert all(it.is_file() and it.parent.parent == room.book.folder for it in files)


def test_the_next_group_finds_nothing_of_the_last(room):
    session = Session(load("three_projects"), seed=1).advance(5)
    room.book.begin("Red", session).keep(session)
    assert room.shown().flights == 1
    room.act({"do": "put away"})
    page = room.shown()
    assert page.flights == 0 and Logbook(page.put_away).open("Red").session == session
    with pytest.raises(RefusedError, match="nothing to put away"):
        room.act({"do": "put away"})


# In a browser


@pytest.fixture
def shown(bare_page, problems):
    yield LessonPage(bare_page)
    assert problems == []


@pytest.mark.parametrize("light", [True, False])
def test_the_desk_is_sound_and_a_world_is_prepared_with_the_keyboard(shown, light):
    desk = firm()
    page = shown.show(desk, "preparing", light)
    page.page.set_viewport_size({"width": 760, "height": 700})
    turn = page.page.get_by_role("checkbox", name="aims that change in the middle")
    turn.focus()
    page.page.keyboard.press("Space")
    page.answer()
    page.press("Search for a world")
    assert page.page.get_by_role("article").count() == 3
    assert page.page.locator(".big").inner_text() == desk.shown().code
    second = desk.shown().found[1]
    page.press(f"Take world {second.seed}")
    assert page.page.locator(".big").inner_text() == second.code
    field = page.page.get_by_label("or take world")
    field.fill("47 11")
    field.press("Enter")
    page.answer()
    assert "give a number from 0 to 131071" in page.page.get_by_role("status").inner_text()
    sound(page.page)


def test_the_room_asks_before_it_is_cleared(shown, room):
    session = Session(load("three_projects"), seed=1).advance(5)
    room.book.begin("Red", session).keep(session)
    page = shown.show(room, "room")
    page.press("Make ready for the next group")
    page.press("Leave it")
    assert room.shown().flights == 1
    page.press("Make ready for the next group")
    page.press("Yes, put it all away")
    assert "nothing is deleted" in page.page.get_by_role("status").inner_text()
    page.press("Write cards for the printer")
    assert page.page.get_by_text("decision cards.pdf").count() == 1
    sound(page.page)


# All teams, one storm


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """The mentor's notebook on a computer of its own."""
    monkeypatch.setenv("PMO_FORECASTS", str(tmp_path / "forecasts.jsonl"))
    monkeypatch.setenv("PMO_FLIGHTS", str(tmp_path / "flights"))
    from lessons import mentor

    cells = (mentor.prepare, mentor.compare, mentor.fly, mentor.room, mentor.learned, mentor._desk)
    for cell in cells:
        cell.cache_clear()
    yield mentor
    for cell in cells:
        cell.cache_clear()


def test_flights_of_the_prepared_world_are_compared_and_no_others(desk):
    desk.prepare().answer({"do": "organisation", "value": "three_projects"})
    desk.prepare().answer({"do": "take", "world": 77})
    board = desk.compare().picture
    assert "No flight of world 77 that is over" in board.shown().wanting
    flown = Session(desk._desk().world.scenario, Policy(projects_per_person=1), seed=77).to_end()
    for name, session in {
        "Red": flown,
        "Blue": replace(flown, policy=Policy(order="cost_of_delay")),
        "Other world": replace(flown, seed=78),
    }.items():
        Logbook().begin(name, session).keep(session.to_end())
    finish(board, {"do": "again"})
    assert [it.name for it in board.shown().teams] == ["Blue", "Red", "Hands off"]
    mailed = Logbook().folder / "Red.flight (1).json"
    mailed.write_bytes((mailed.parent / "Red.flight.json").read_bytes())
    finish(board, {"do": "again"})
    assert [it.name for it in board.shown().teams][:3] == ["Blue", "Red", "Red 2"]
    (mailed.parent / "Red 2.flight.json").unlink()
    finish(board, {"do": "again"})
    finish(board, {"do": "few"})
    page = board.shown()
    tiers = {it.name: it.tier for it in page.tiers}
    assert page.worlds == 200 and set(tiers) == {"Blue", "Red", "Hands off"}
    assert tiers[page.best] == 1


def test_the_board_follows_the_world_that_is_prepared(desk):
    board = desk.compare()
    for seed in (81, 82):
        desk.prepare().answer({"do": "take", "world": seed})
        assert f"No flight of world {seed} that is over" in board.stage.page["wanting"]
