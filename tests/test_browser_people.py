"""Notebook 08 in a browser: its pictures on a bare page, and the notebook once."""

import re

import pytest
from lesson_page import LONG, TROUBLE, LessonPage, lock_all, sound, walk
from playwright.sync_api import Page, expect

from exercises.people import ATLAS, BURST, DAY, DESKS, LAST, MORE, ROOM, RUSH
from simulator.explorables import fires, mentors, newcomers, river
from simulator.explorables.fires import Fires
from simulator.explorables.mentors import Mentors
from simulator.explorables.newcomers import Newcomers
from simulator.explorables.picture import Picture, finish
from simulator.explorables.river import River


@pytest.fixture
def bare(bare: LessonPage, monkeypatch) -> LessonPage:
    """A bare page on which nothing moves, as wide as a notebook on a small screen."""
    for module, name, number in (
        (newcomers, "FUTURES", 10), (mentors, "FUTURES", 10), (fires, "OFFICES", 4),
        (river, "FUTURES", 2),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, number)
    bare.page.set_viewport_size({"width": 900, "height": 900})
    return bare


def atlas() -> Newcomers:
    return Newcomers(ATLAS, MORE, DAY)


def two_years() -> River:
    return River(ROOM, LAST, 5)


def summer() -> Fires:
    return Fires(RUSH, BURST, 60)


def matrix() -> Mentors:
    return Mentors(DESKS)


def played(picture: Picture, *messages: dict) -> Picture:
    for message in messages:
        finish(picture, message)
    return picture


PLAY = {"do": "play"}
PICTURES = {
    "newcomers": lambda: played(atlas(), PLAY, {"do": "day", "value": 20}, PLAY),
    "river": lambda: played(
        two_years(), {"do": "dial", "name": "overtime", "value": 20.0}, PLAY,
        {"do": "dial", "name": "improve", "value": 0.2}, {"do": "rest"}, {"do": "futures"},
    ),
    "mentors": lambda: played(matrix(), {"do": "pair", "learner": "disa", "mentor": "agda"}, PLAY),
    "fires": lambda: played(summer(), PLAY),
}  # fmt: skip
CLOSED = {"newcomers": atlas, "river": two_years, "mentors": matrix, "fires": summer}


def said(page: Page) -> str:
    return page.get_by_role("status").first.inner_text()


@pytest.mark.parametrize("light", [True, False], ids=["light", "dark"])
@pytest.mark.parametrize("name", PICTURES)
def test_names_roles_and_contrast(bare, problems, name, light):
    bare.page.set_viewport_size({"width": 700, "height": 900})
    bare.show(PICTURES[name](), name, light)
    sound(bare.page)
    for closed in (CLOSED[name](), bare.picture):  # also if it was played, and nobody knows who did
        closed.open = False
        bare.show(closed, name, light)
        assert bare.page.locator(".big").first.inner_text() == "?"
        sound(bare.page)
    assert problems == []


def test_people_are_added_by_keys_and_futures_are_compared(bare, problems):
    bare.show(atlas(), "newcomers")
    day = bare.page.get_by_role("slider", name="The day on which they come")
    day.focus()
    for _ in range(8):
        bare.page.keyboard.press("ArrowLeft")
    bare.answer()
    assert bare.picture.day == 20 and day.get_attribute("aria-valuetext") == "working day 20"
    more = bare.page.get_by_role("slider", name="How many come")
    more.focus()
    bare.page.keyboard.press("ArrowLeft")
    bare.answer()
    assert bare.picture.more == 7 and bare.page.locator(".heads i.new").count() == 7
    assert bare.page.locator(".mine .big").inner_text() == "?"
    bare.press("Play 10 futures")
    assert bare.page.locator(".track i").count() == 20
    assert said(bare.page).startswith("With 7 more from day 20, the atlas is finished ")
    sooner = round(bare.picture.shown().now.sooner)
    assert bare.page.locator(".mine .big").inner_text() == str(abs(sooner))
    assert problems == []


def test_futures_come_one_by_one_where_motion_is_welcome(bare, problems, monkeypatch):
    monkeypatch.setattr(newcomers, "FUTURES", 40)
    bare.page.emulate_media(reduced_motion="no-preference")
    bare.show(atlas(), "newcomers")
    bare.press("Play 40 futures")
    one = re.compile(r"Future \d+: without them day")
    expect(bare.page.get_by_role("status").first).to_contain_text(one)
    assert bare.page.locator(".mine .big").inner_text() == "?"
    expect(bare.page.locator(".track i")).to_have_count(80, timeout=LONG)
    bare.page.evaluate("window.leave()")
    assert problems == []


def test_the_river_is_played_quarter_by_quarter(bare, problems):
    bare.show(two_years(), "river")
    dial = bare.page.get_by_role("slider", name="Better ways")
    dial.focus()
    for _ in range(2):
        bare.page.keyboard.press("ArrowRight")
    bare.answer()
    assert dial.get_attribute("aria-valuetext") == "20 % of time"
    bare.press("Play quarter 1")
    assert said(bare.page).startswith("Quarter 1 is over: in 6 people’s hours, ")
    assert bare.page.locator(".flow path").count() == 4
    bare.press("Go on so to the end")
    ahead = bare.picture.shown()
    lead = ahead.done[-1] - ahead.usual[-1]
    assert bare.page.locator(".big").inner_text() == f"{lead:+d}".replace("-", "−")
    bare.press("Fifty other futures")
    assert bare.page.locator(".rows .row.mine i").count() == 2
    bare.press("Begin again")
    assert bare.page.locator(".ahead .before").count() == 1
    assert bare.page.locator(".big").inner_text() == "?"
    assert problems == []


def test_the_matrix_is_filled_in_by_keys(bare, problems):
    bare.show(matrix(), "mentors")
    cell = bare.page.get_by_role("button", name="Disa learns from Cato")
    expect(bare.button("Play 10 futures")).to_be_disabled()
    cell.focus()
    bare.page.keyboard.press("Space")
    bare.answer()
    assert cell.get_attribute("aria-pressed") == "true" and cell.inner_text() == "mentors"
    assert bare.page.evaluate("document.activeElement.dataset.key") == "disa cato"
    bare.press("Play 10 futures")
    assert re.match(
        r"In two years \d+(\.\d)? maps (more|fewer) than with no mentors", said(bare.page)
    )
    assert bare.page.locator(".track i").count() == 20
    assert bare.page.locator(".tried li").count() == 1
    assert problems == []


def test_the_summer_comes_over_offices_at_the_dial(bare, problems):
    bare.show(summer(), "fires")
    dial = bare.page.get_by_role("slider", name="How full the office is with maps")
    dial.press("ArrowLeft")
    bare.answer()
    assert dial.get_attribute("aria-valuetext") == "55 per cent"
    bare.press("Let the summer come over 4 offices")
    back = sum(bare.picture.shown().rows[0].back)
    assert bare.page.locator(".big").inner_text() == str(back)
    assert bare.page.locator("i.back").count() - 1 == back  # and one in the key
    assert problems == []


# In JupyterLab


def test_people_from_the_first_cell_to_the_last(lab, page, problems):
    walk(lab, page, "notebooks/08_people.ipynb")
    team = page.locator(".card.newcomers")
    expect(team.get_by_role("button", name="Play 50 futures")).to_be_disabled(timeout=LONG)
    lock_all(page)
    over = team.get_by_role("button", name="Played: move a handle")
    for day in (100, 90, 80):
        handle = team.get_by_role("slider", name="The day on which they come")
        if day < 100:
            handle.press("ArrowLeft")
        expect(handle).to_have_attribute("aria-valuenow", str(day), timeout=LONG)
        expect(over).to_have_count(0, timeout=LONG)
        team.get_by_role("button", name="Play 50 futures").click()
        expect(over).to_be_visible(timeout=LONG)
    expect(page.get_by_text("Late help is a bill")).to_be_visible(timeout=LONG)
    flow = page.locator(".card.river")
    for _ in range(2):
        flow.get_by_role("slider", name="Better ways").press("ArrowRight")
    flow.get_by_role("button", name="Play quarter 1").click()
    expect(flow.get_by_role("status")).to_contain_text("Quarter 1 is over", timeout=LONG)
    flow.get_by_role("button", name="Go on so to the end").click()
    flow.get_by_role("button", name="Fifty other futures").click()
    expect(page.get_by_text("worse before it gets better")).to_be_visible(timeout=LONG)
    desks = page.locator(".card.mentors")
    for number, mentor in enumerate(("Agda", "Bertil", "Cato"), 1):
        desks.get_by_role("button", name=f"Emre learns from {mentor}").click()
        desks.get_by_role("button", name="Play 50 futures").click()
        expect(desks.locator(".tried li")).to_have_count(number, timeout=LONG)
    expect(page.get_by_text("The best mentors are the busiest people")).to_be_visible(timeout=LONG)
    full = page.locator(".card.fires")
    for tried in (1, 2, 3):
        full.get_by_role("button", name=re.compile("Let the summer come")).click()
        expect(full.get_by_role("status")).to_contain_text("offices work as before", timeout=LONG)
        if tried < 3:
            full.get_by_role("slider").press("ArrowLeft")
            expect(full.get_by_role("status")).to_contain_text("Turn the dial", timeout=LONG)
    expect(page.get_by_text("The air in a plan is no waste")).to_be_visible(timeout=LONG)
    expect(page.get_by_text("travels with people")).to_be_visible(timeout=LONG)
    expect(page.get_by_text("A burst pays, a habit does not")).to_be_visible(timeout=LONG)
    question = page.locator(".question").filter(has_text="A tenth of the time for better ways")
    question.get_by_role("textbox").fill("100")
    question.get_by_role("button", name="Check my answer").click()
    expect(question).to_contain_text("It is earlier.", timeout=LONG)
    assert not page.get_by_text(TROUBLE).all()
    assert problems == []
