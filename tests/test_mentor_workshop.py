"""A workshop in a folder on the screen: the mentor's board, a team's seat, the look back."""

import os

import pytest
from lesson_page import LessonPage, sound

from simulator import OrderProjects, PauseProject
from simulator.errors import RefusedError
from simulator.explorables.joining import Joining
from simulator.explorables.leading import Leading
from simulator.explorables.looking_back import LookingBack
from simulator.instruments import Instruments
from simulator.logbook import Logbook
from simulator.mentor.code import World
from simulator.scenario import NewsInject
from simulator.widgets import InAWorkshop
from simulator.workshop import Allowed
from simulator.workshop.folder import TRUST
from simulator.workshop.folder.team import come_in

WORLD = World(organisation="three_projects", seed=4, instruments=Instruments(hints=False))
NEWS = {"type": "news", "headline": "A strike at the harbour"}


@pytest.fixture(autouse=True)
def mentors_own(tmp_path, monkeypatch):
    monkeypatch.setenv("PMO_FORECASTS", str(tmp_path / "mentor" / "forecasts.jsonl"))
    monkeypatch.setenv("PMO_FLIGHTS", str(tmp_path / "flights"))


@pytest.fixture
def board(tmp_path):
    it = Leading(lambda: WORLD, Logbook(tmp_path / "flights"))
    it.act({"do": "make", "rounds": 4, "title": "Friday"})
    return it


def sit(board, team):
    seat = InAWorkshop()
    seat.page.answer({"do": "join", "folder": str(board.shared.folder), "team": team})
    assert not seat.page.refused, seat.page.said
    return seat


def said(seat):
    return seat.cockpit.screen["said"]


# The mentor's board


def test_a_workshop_is_made_of_the_world_that_was_prepared(tmp_path):
    board = Leading(lambda: WORLD, Logbook(tmp_path / "flights"))
    assert not board.shown().there and "world 4" in board.shown().would
    board.act({"do": "make", "rounds": 4, "title": "", "undo": True})
    page = board.shown()
    assert page.there and page.phase == "gathering" and len(page.rounds) == 4
    assert page.title == WORLD.scenario.title and page.trust == TRUST
    handout = board.shared.handout
    assert (handout.seed, handout.instruments) == (4, WORLD.instruments)
    assert handout.allowed == Allowed(undo=True)
    with pytest.raises(RefusedError, match="there is a workshop in this folder already"):
        board.act({"do": "make", "rounds": 4})


def test_the_board_says_who_is_where_who_is_stuck_and_what_does_not_count(board):
    board.act({"do": "open"})
    otters, newts = sit(board, "Otters"), sit(board, "Newts")
    otters.cockpit.answer({"do": "end"})
    newts.cockpit.answer({"do": "week"})
    path = board.shared.folder / "Newts.flight.json"
    (board.shared.folder / "Bad.flight.json").write_text("{}", encoding="utf-8")
    board.clock = lambda: path.stat().st_mtime + 600
    board.act({"do": "look"})
    page = board.shown()
    rows = {it.name: it for it in page.teams}
    assert rows["Otters"].done and rows["Otters"].quiet == 0 and page.done == 1
    assert rows["Newts"].quiet == 10 and rows["Newts"].stands == "on day 5, round 1 of 4"
    assert page.refused[0].name == "Bad" and "is not a saved session" in page.refused[0].why
    assert "Nothing new for long from Newts. 1 flights do not count." in board.words()


def test_what_the_mentor_sends_is_on_every_screen_once_a_team_looks_for_news(board):
    board.act({"do": "open"})
    seat = sit(board, "Otters")
    seat.cockpit.answer({"do": "week"})
    board.act({"do": "send", "inject": NEWS})
    assert board.shown().sent == ("day 6: A strike at the harbour",)
    seat.page.answer({"do": "news"})
    assert seat.cockpit.session.today == 5 and "It is day 5" in said(seat)
    seat.cockpit.answer({"do": "week"})
    assert [it["headline"] for it in seat.cockpit.screen["outside"]] == [NEWS["headline"]]
    board.act({"do": "look"})
    assert not board.shown().refused
    with pytest.raises(RefusedError, match="an inject needs a headline"):
        board.act({"do": "send", "inject": {"type": "news"}})


def test_who_had_flown_past_what_was_sent_goes_back_to_the_day_before(board):
    board.act({"do": "open"})
    seat = sit(board, "Otters")
    handout = board.shared.handout
    board.shared.send(NewsInject(day=8.0, headline="A strike"))
    late = handout.start.advance(7).decide(OrderProjects(())).advance(9)
    Logbook(board.shared.folder).begin("Newts", late).keep(late)
    come = come_in(board.shared.folder, "Newts")
    assert come.session.today == 7 and come.session.decisions == ()
    assert "So it is day 7 again" in come.said
    seat.page.answer({"do": "news"})
    assert seat.cockpit.session.scenario.injects


def test_who_had_flown_past_the_rounds_end_stands_on_its_last_day_again(board):
    board.act({"do": "open"})
    until = board.shared.handout.until
    first = board.shared.handout.scenario.projects[0].id
    kept = board.shared.handout.start.advance(until).decide(OrderProjects((first,)))
    far = kept.advance(until + 5).decide(OrderProjects(()))
    Logbook(board.shared.folder).begin("Newts", far).keep(far)
    board.act({"do": "look"})
    assert "has decided on day" in board.shown().refused[0].why
    come = come_in(board.shared.folder, "Newts")
    assert come.session == kept and "the round ends on day" in come.said
    board.act({"do": "look"})
    assert not board.shown().refused and board.shown().teams[0].done


def test_folder_and_rounds_that_cannot_be_are_refused_with_a_sentence(board, tmp_path):
    for message, words in (
        ({"do": "folder", "value": 5}, "5 is no folder"),
        ({"do": "open"}, None),
        ({"do": "open"}, "round 1 is open; close it first"),
        ({"do": "dance"}, "'dance' is nothing that can be done here"),
        ({"do": "send", "inject": 5}, "choose what shall come from outside"),
    ):
        if words is None:
            board.act(message)
            continue
        with pytest.raises(RefusedError, match=words):
            board.act(message)
    board.shared.path.write_text("{", encoding="utf-8")
    board.act({"do": "look"})
    assert board.shown().trouble.startswith("workshop.json, line 1: is damaged")
    board.act({"do": "folder", "value": str(tmp_path / "other")})
    assert not board.shown().there and not board.shown().trouble
    again = Leading(lambda: WORLD, Logbook(tmp_path / "flights"))
    again.take_up(board.kept())
    assert again.shown().folder == str(tmp_path / "other")


# A team's seat


def test_a_team_flies_no_further_than_the_round_and_takes_nothing_back(board):
    seat = sit(board, "Otters")
    assert "No round is open" in said(seat) and seat.cockpit.screen["world"] is None
    seat.cockpit.answer({"do": "week"})
    assert seat.cockpit.session.today == 0 and seat.cockpit.screen["refused"]
    board.act({"do": "open"})
    until = board.shared.handout.until
    seat.page.answer({"do": "news"})
    for _ in range(20):
        seat.cockpit.answer({"do": "week"})
    assert seat.cockpit.session.today == until
    for act in ({"do": "undo"}, {"do": "look", "day": 0}, {"do": "debrief"}):
        seat.cockpit.answer(act)
        assert seat.cockpit.screen["refused"] and seat.cockpit.session.today == until
    assert seat.cockpit.screen["workshop"] == {
        "until": until, "open": True, "undo": False, "replay": False,
    }  # fmt: skip
    board.act({"do": "look"})
    assert board.shown().teams[0].done


def test_who_looks_for_news_in_vain_keeps_the_seat(board):
    board.act({"do": "open"})
    seat = sit(board, "Otters")
    cockpit = seat.cockpit
    cockpit.answer({"do": "week"})
    seat.page.answer({"do": "news"})
    assert seat.cockpit is cockpit and seat.joining.shown().note.startswith("Nothing new")
    board.act({"do": "close"})
    seat.page.answer({"do": "news"})
    assert seat.cockpit is not cockpit and not seat.joining.shown().note
    assert seat.cockpit.session.today == 5


def test_a_mentor_may_allow_to_change_the_past_and_no_other_flight_lies_about(tmp_path):
    board = Leading(lambda: WORLD, Logbook(tmp_path / "flights"))
    board.act({"do": "make", "rounds": 4, "replay": True})
    board.act({"do": "open"})
    seat = sit(board, "Otters")
    project = board.shared.handout.scenario.projects[0].id
    seat.cockpit.answer({"do": "order", "projects": [project]})
    seat.cockpit.answer({"do": "week"})
    seat.cockpit.answer({"do": "leave_out", "number": 0})
    assert not seat.cockpit.screen["refused"] and seat.cockpit.session.decisions == ()
    board.act({"do": "look"})
    assert [it.name for it in board.shown().teams] == ["Otters"] and not board.shown().refused


def test_a_mentor_may_allow_to_take_back(tmp_path):
    board = Leading(lambda: WORLD, Logbook(tmp_path / "flights"))
    board.act({"do": "make", "rounds": 4, "undo": True})
    board.act({"do": "open"})
    seat = sit(board, "Otters")
    seat.cockpit.answer({"do": "week"})
    seat.cockpit.answer({"do": "undo"})
    assert seat.cockpit.session.today == 0 and not seat.cockpit.screen["refused"]


def test_after_a_restart_the_team_comes_back_to_where_it_was(board):
    board.act({"do": "open"})
    sit(board, "Otters").cockpit.answer({"do": "week"})
    seat = sit(board, "Otters")
    assert seat.cockpit.session.today == 5 and said(seat).startswith("Welcome back, Otters.")
    assert [it.name for it in board.shared.folder.glob("*.flight.json")] == ["Otters.flight.json"]


def test_a_range_is_given_once_a_round_and_the_mentor_sees_it(board):
    seat = sit(board, "Otters")
    joining = seat.joining
    with pytest.raises(RefusedError, match="no round is open"):
        joining.act({"do": "expect", "low": 1, "high": 2})
    board.act({"do": "open"})
    joining.act({"do": "news"})
    with pytest.raises(RefusedError, match="lowest 9 is above highest 2; swap them"):
        joining.act({"do": "expect", "low": 9, "high": 2})
    joining.act({"do": "expect", "low": 100, "high": 200})
    assert (joining.shown().low, joining.shown().high) == (100, 200)
    with pytest.raises(RefusedError, match="your range of round 1 is given"):
        joining.act({"do": "expect", "low": 1, "high": 2})
    board.act({"do": "look"})
    assert board.shown().teams[0].forecast == "100 to 200"


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ({"team": "Otters", "folder": "/no/such/place"}, "workshop.json: cannot be opened"),
        ({"team": "=1+1"}, "a flight cannot have '=' in its name"),
        ({"team": ""}, "a flight needs a name"),
        ({"team": 5}, "name the folder of the workshop and your team"),
    ],
)
def test_who_cannot_come_in_is_told_why(board, message, words):
    joining = Joining()
    with pytest.raises(RefusedError, match=words):
        joining.act({"do": "join", "folder": str(board.shared.folder)} | message)
    with pytest.raises(RefusedError, match="come in first"):
        joining.act({"do": "news"})


def test_after_the_reveal_the_flight_is_the_teams_own(board):
    board.act({"do": "open"})
    seat = sit(board, "Otters")
    seat.cockpit.answer({"do": "week"})
    board.act({"do": "reveal"})
    seat.page.answer({"do": "news"})
    page = seat.joining.shown()
    assert page.phase == "revealed" and page.revealed.startswith('{"seed":4,')
    assert "workshop" not in seat.cockpit.screen
    seat.cockpit.answer({"do": "look", "day": 0})
    assert seat.cockpit.screen["banner"]


# The look back


@pytest.fixture
def flown(board):
    """Two teams at their ends."""
    start = board.shared.handout.start
    first, *_, last = (it.id for it in start.scenario.projects)
    other = start.decide(OrderProjects((last, first), reason="it is worth most")).advance(10)
    other = other.decide(PauseProject(first)).to_end()
    for _ in range(4):
        board.act({"do": "open"})
        for name, it in (("Otters", start), ("Newts", other)):
            if board.shared.handout.is_last:
                Logbook(board.shared.folder).begin(name, it).keep(it)
        board.act({"do": "close"})
    board.act({"do": "look"})
    return board


def test_all_teams_are_compared_and_judged_step_by_step(flown, tmp_path):
    back = LookingBack(lambda: flown.room, lambda: tmp_path, worlds=10, fates=2, workers=1)
    assert [it.tier for it in back.shown().rows] == [None, None]
    steps = 0
    for _ in back.act({"do": "work"}):
        steps += 1
        assert back.shown().done <= back.shown().steps
    page = back.shown()
    assert page.ready and steps == page.steps + 1 and page.done == page.steps
    for row in page.rows:
        assert row.tier and row.low <= row.value <= row.high and row.decisions is not None
    told = {it.name: it.telling for it in page.rows}
    assert told["Otters"] == "Nothing was decided." and told["Newts"].startswith("Day ")
    assert page.questions and page.ranges == "Nobody has given a range yet."
    flown.act({"do": "reveal"})
    assert back.shown().ready  # what was worked out holds after it
    back.act({"do": "report"})
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "the promise was kept" in text and ">tier 1<" in text and "it is worth most" in text


def test_before_there_is_anything_to_look_back_on_that_is_said(board, tmp_path):
    back = LookingBack(lambda: None, lambda: tmp_path)
    assert back.shown().wanting == "There is no workshop in the folder above yet."
    back = LookingBack(lambda: board.room, lambda: tmp_path)
    with pytest.raises(RefusedError, match="no flight in the folder counts yet"):
        back.act({"do": "work"})


# On a page


@pytest.mark.parametrize("light", [True, False])
def test_all_three_pages_are_sound(bare_page, problems, flown, tmp_path, light):
    seat, page = Joining(), bare_page
    bare = LessonPage(page)
    bare.show(seat, "joining", light)
    sound(page)
    page.get_by_label("Folder of the workshop").fill(str(flown.shared.folder))
    page.get_by_label("Your team").fill("Voles")
    bare.press("Come in")
    sound(page)
    assert page.get_by_role("heading", name="Voles in “Friday”").is_visible()
    flown.act({"do": "look"})
    os.utime(flown.shared.folder / "Voles.flight.json", (1, 1))
    bare.show(flown, "leading", light)
    page.get_by_text("Have something come from outside").click()
    page.get_by_label("Headline").fill("A strike")
    bare.press("Send it to all")
    assert page.get_by_text("◆ sent to all: day").is_visible()
    sound(page)
    bare.press("Reveal the storm")
    bare.press("Yes, reveal it")
    assert flown.shared.handout.seal is not None
    sound(page)
    back = LookingBack(lambda: flown.room, lambda: tmp_path, worlds=10, fates=2, workers=1)
    bare.show(back, "looking_back", light)
    bare.press("Compare and judge all teams")
    assert page.get_by_role("heading", name="What to talk about").is_visible()
    sound(page)
