"""Notebooks 02 and 05 in a browser: their pictures on a bare page, and each notebook once."""

import re

import pytest
from lesson_page import TROUBLE, LessonPage, lock_all, sound, walk
from playwright.sync_api import expect

from exercises.choosing import BY_RATIO, CASES, choose
from lessons import choosing, one_plan
from simulator.explorables.estimates import Estimates
from simulator.explorables.picture import Picture, finish
from simulator.explorables.prediction import Prediction
from simulator.explorables.streams import FiveStreams

SECONDS = 1000


@pytest.fixture
def bare(bare: LessonPage) -> LessonPage:
    """A bare page on which nothing moves, as wide as a notebook on a small screen."""
    bare.page.set_viewport_size({"width": 900, "height": 900})
    return bare


def streams() -> FiveStreams:
    return FiveStreams(one_plan.OFFICE, one_plan.LAST, dict.fromkeys(one_plan.LAST, "led by Ines"))


def table() -> Picture:
    return choosing._board.__wrapped__()


def signed() -> Picture:
    picture = table()
    for case in choose(BY_RATIO):
        finish(picture, {"do": "toggle", "case": case})
    finish(picture, {"do": "study", "case": "lifts"})
    finish(picture, {"do": "sign"})
    return picture


def estimated() -> Picture:
    picture = Estimates(one_plan.THINGS)
    for n, it in enumerate(one_plan.THINGS):
        high = it.end if n % 2 else it.start + 1
        finish(picture, {"do": "range", "question": it.question, "low": it.start, "high": high})
    finish(picture, {"do": "lock"})
    return picture


PICTURES = {
    "streams": streams,
    "estimates": estimated,
    "selection": signed,
    "forecast": lambda: Prediction("How long?", "days", 20, 40),
}


@pytest.mark.parametrize("light", [True, False], ids=["light", "dark"])
@pytest.mark.parametrize("name", PICTURES)
def test_names_roles_and_contrast(bare, problems, name, light):
    bare.page.set_viewport_size({"width": 760, "height": 1000})
    bare.show(PICTURES[name](), name, light)
    sound(bare.page)
    assert problems == []


def test_a_promise_is_moved_by_keys_and_all_hundred_futures_are_played(bare, problems):
    picture = streams()
    bare.show(picture, "streams")
    expect(bare.page.locator(".sum")).to_have_text("?")
    bare.press("All hundred at once")
    expect(bare.page.locator(".sum")).to_have_text(f"{picture.together()} of 100")
    before = picture.promises["People"]
    grip = bare.page.get_by_role("slider", name="People, promised day")
    grip.focus()
    for _ in range(3):
        bare.page.keyboard.press("PageUp")
    bare.answer()
    assert picture.promises["People"] == before + 30
    assert bare.page.evaluate("document.activeElement.dataset.key") == "People"
    expect(bare.page.locator(".sum")).to_have_text(f"{picture.together()} of 100")
    bare.press("Sign this day")
    assert picture.signed and bare.button("Signed").is_disabled()
    assert problems == []


def test_before_a_number_is_said_the_streams_are_a_question_mark(bare, problems):
    picture = streams()
    picture.open = False
    bare.show(picture, "streams")
    assert bare.button("Play futures").is_disabled()
    expect(bare.page.locator(".sum")).to_have_text("?")
    assert bare.page.locator(".strip .kept, .strip .late").count() == 0
    assert problems == []


def test_futures_are_played_one_by_one_where_motion_is_welcome(bare, problems):
    bare.page.emulate_media(reduced_motion="no-preference")
    bare.show(streams(), "streams")
    bare.press("Play futures")
    expect(bare.page.get_by_role("status")).to_contain_text(re.compile(r"Future \d+:"))
    bare.press("Pause")
    assert bare.page.locator(".strip .kept, .strip .late").count() < 100
    bare.page.evaluate("window.leave()")
    assert problems == []


def test_a_range_is_dragged_typed_and_locked(bare, problems):
    picture = Prediction("How long?", "days", 20, 40, ends=(0, 100))
    bare.show(picture, "forecast")
    low, high = (bare.page.get_by_role("slider", name=it) for it in ("Lowest", "Highest"))
    low.focus()
    bare.page.keyboard.press("ArrowLeft")
    box = high.bounding_box()
    bare.page.mouse.move(box["x"] + 12, box["y"] + 12)
    bare.page.mouse.down()
    bare.page.mouse.move(box["x"] + 300, box["y"] + 40, steps=5)
    bare.page.mouse.up()
    assert low.get_attribute("aria-valuetext") == "19 days"
    assert float(high.get_attribute("aria-valuenow")) > 60
    bare.page.get_by_role("textbox", name="highest").fill("nonsense")
    bare.press("Lock my prediction")
    expect(bare.page.get_by_role("status")).to_contain_text("both must be numbers")
    bare.page.get_by_role("textbox", name="highest").fill("1,234")
    bare.press("Lock my prediction")
    assert picture.locked == (19, 1234)
    assert low.is_disabled() and bare.button("Locked").is_disabled()
    assert problems == []


def test_a_list_is_chosen_within_what_people_can_do_and_signed(bare, problems):
    picture = table()
    bare.show(picture, "selection")
    for case in (*CASES,):
        bare.page.get_by_label(CASES[case].name).first.check()
        bare.answer()
    bare.press("Sign this list")
    expect(bare.page.get_by_role("status").first).to_contain_text("put a case back")
    for case in CASES:
        if case not in choose(BY_RATIO):
            bare.page.get_by_label(CASES[case].name).first.uncheck()
            bare.answer()
    bare.press("Sign this list")
    assert picture.signed and bare.page.locator("svg polyline").count() == len(choose(BY_RATIO))
    bare.press("The same list in 100 worlds")
    expect(bare.page.locator(".heap")).to_have_count(2)
    assert bare.page.locator(".heap i").count() == 200
    assert problems == []


# In JupyterLab


def test_one_plan_from_the_first_cell_to_the_last(lab, page, problems):
    walk(lab, page, "notebooks/02_one_plan.ipynb")
    streams = page.locator(".card.streams")
    expect(streams.get_by_role("button", name="Play futures")).to_be_disabled()
    lock_all(page)
    streams.get_by_role("button", name="All hundred at once").click()
    streams.get_by_role("button", name="Sign this day").click()
    expect(streams.get_by_role("button", name="Signed")).to_be_visible()
    expect(page.get_by_text("In 400 other worlds it holds in")).to_be_visible()
    page.get_by_role("button", name="Lock my ranges").click()
    expect(page.locator(".estimates")).to_contain_text("10 ranges are still as wide as the line")
    expect(page.get_by_text("Whoever helps one of five helps the opening")).to_be_visible()
    expect(page.locator(".cockpit")).to_be_visible()
    trial = page.locator(".card.trial")
    trial.get_by_label("I add").select_option("20 days")
    trial.get_by_role("button", name="Try it in 200 worlds").click()
    expect(trial).to_contain_text("first say what you expect")
    trial.get_by_label("more", exact=True).check()
    trial.get_by_role("button", name="Try it in 200 worlds").click()
    expect(trial).to_contain_text("as you expected", timeout=60 * SECONDS)
    sure = page.locator(".question").filter(has_text="How often has each team")
    sure.get_by_label("8 of 10", exact=True).check()
    sure.get_by_role("button", name="Check my answer").click()
    expect(sure).to_contain_text("five pieces of good luck at once")
    assert not page.get_by_text(TROUBLE).all()
    assert problems == []


def test_choosing_from_the_first_cell_to_the_last(lab, page, problems):
    walk(lab, page, "notebooks/05_choosing.ipynb")
    table = page.locator(".card.selection")
    lock_all(page)
    for case in choose(BY_RATIO)[:4]:
        table.get_by_label(CASES[case].name).first.check()
    expect(table.locator("li.chosen")).to_have_count(4)
    table.get_by_role("button", name="Sign this list").click()
    table.get_by_role("button", name="The same list in 100 worlds").click()
    expect(table).to_contain_text("(100 worlds)", timeout=60 * SECONDS)
    expect(page.get_by_text("The list of the largest promises would be worth")).to_be_visible()
    expect(page.get_by_text("has planned that nothing will be late")).to_be_visible()
    assert not page.get_by_text(TROUBLE).all()
    assert problems == []
