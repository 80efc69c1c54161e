"""Notebooks 03 and 04 in a browser: their pictures on a bare page, and each notebook once."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from lesson_page import LessonPage
from playwright.sync_api import Locator, Page, expect

from lessons import everything_first as first
from simulator.explorables.at_once import AtOnce
from simulator.explorables.picture import Picture, finish
from simulator.explorables.waiting import Waiting
from simulator.mechanisms.queueing import wait

TROUBLE = re.compile("Something went wrong|Traceback|Error displaying widget|Loading widget")
SECONDS = 1000


@pytest.fixture
def bare(page: Page, problems: list[str]) -> LessonPage:
    """A bare page on which nothing moves, as wide as a notebook on a small screen."""
    page.set_viewport_size({"width": 900, "height": 800})
    page.emulate_media(reduced_motion="reduce")
    return LessonPage(page)


def dial(limit: int = 8) -> AtOnce:
    picture = AtOnce(first.OFFICE, first.PROMISED, first.SEED, years=10)
    finish(picture, {"do": "dial", "limit": limit})
    return picture


def said(page: Page) -> str:
    return page.get_by_role("status").first.inner_text()


def sound(page: Page) -> None:
    """Names, roles and contrast are as they should be, and nothing sticks out to the side."""
    found = Axe().run(page, context=".pmo").response["violations"]
    told = [(it["id"], node["html"][:110], node["failureSummary"][:160])
            for it in found for node in it["nodes"]]  # fmt: skip
    assert told == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


PLAYED = {
    "at_once": (dial, ["play", "many"]),
    "waiting": (lambda: Waiting("Ottilie", first.LINE, years=5), ["play", "many"]),
}


def played(name: str) -> Picture:
    make, acts = PLAYED[name]
    picture = make()
    for act in acts:
        finish(picture, {"do": act})
    return picture


@pytest.mark.parametrize("light", [True, False], ids=["light", "dark"])
@pytest.mark.parametrize("name", PLAYED)
def test_names_roles_and_contrast(bare, problems, name, light):
    bare.page.set_viewport_size({"width": 700, "height": 900})
    bare.show(played(name), name, light)
    sound(bare.page)
    closed = PLAYED[name][0]()
    closed.open = False
    bare.show(closed, name, light)
    assert said(bare.page) == "First lock your predictions; then this picture comes alive."
    sound(bare.page)
    assert problems == []


def test_the_dial_is_turned_by_keys_and_a_year_is_played(bare, problems):
    bare.show(dial(), "at_once")
    grip = bare.page.get_by_role("slider", name="Projects at once")
    grip.focus()
    for _ in range(5):
        bare.page.keyboard.press("ArrowLeft")
    bare.answer()
    assert bare.picture.limit == 3 and grip.get_attribute("aria-valuetext") == "3 at once"
    assert bare.page.evaluate("document.activeElement.dataset.key") == "dial"
    bare.press("Play the year")
    assert re.match(r"The first was finished in week \d+, the last in week \d+\.", said(bare.page))
    assert bare.page.locator(".squares .live").count() > 50
    bare.press("10 other years")
    expect(bare.page.locator(".others .dots i")).to_have_count(10)
    assert bare.page.locator(".nothing-yet").count() == 7
    assert problems == []


def test_the_dial_is_dragged(bare, problems):
    bare.show(dial(), "at_once")
    grip, tick = bare.page.get_by_role("slider"), bare.page.locator(".dial .tick").first
    grip.hover()
    bare.page.mouse.down()
    box = tick.bounding_box()
    bare.page.mouse.move(box["x"] + box["width"] / 2, box["y"], steps=4)
    bare.page.mouse.up()
    bare.answer()
    assert bare.picture.limit == 1
    assert problems == []


def test_a_year_is_played_week_by_week_where_motion_is_welcome(bare, problems):
    bare.page.emulate_media(reduced_motion="no-preference")
    bare.show(dial(), "at_once")
    bare.press("Play the year")
    expect(bare.page.get_by_role("status").first).to_contain_text("Week 4: 0 of 8 finished.")
    assert bare.page.locator(".person .hands i").count() == 32
    bare.page.evaluate("window.leave()")
    assert problems == []


def test_the_curve_comes_after_three_weeks_of_different_fullness(bare, problems):
    bare.show(Waiting("Ottilie", first.LINE, years=5), "waiting")
    grip = bare.page.get_by_role("slider", name="How full the week is")
    for missing, key in ((2, "PageUp"), (1, "PageDown"), (0, "")):
        bare.press("Play the year")
        assert bare.page.locator(".plot .curve").count() == (missing == 0)
        if key:
            grip.focus()
            bare.page.keyboard.press(key)
            bare.page.keyboard.press("ArrowDown")
            bare.answer()
    assert bare.page.locator(".plot .own").count() == 3
    assert re.match(r"\d+ requests came this year and waited", said(bare.page))
    assert problems == []


# In JupyterLab


def walk(lab, page: Page, notebook: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    page.emulate_media(reduced_motion="reduce")
    lab.open(page, notebook)
    lab.run_all(page)
    page.locator(".jp-Notebook .jp-Cell").first.click()


def lock_all(page: Page) -> None:
    """Lock every prediction as it stands."""
    button = page.get_by_role("button", name="Lock my prediction", exact=True)
    for _ in range(button.count()):
        button.first.click()
        expect(page.get_by_role("button", name="Locked", exact=True).first).to_be_visible()


def turn(picture: Locator, key: str, times: int) -> None:
    """Turn a picture's dial by keys."""
    grip = picture.get_by_role("slider")
    grip.focus()
    for _ in range(times):
        grip.press(key)


def look_again(page: Page) -> None:
    page.get_by_role("button", name="Look again").first.click()


def test_everything_first_from_the_first_cell_to_the_last(lab, page, problems):
    walk(lab, page, "notebooks/03_everything_first.ipynb")
    floor = page.locator(".card.at-once")
    expect(floor.get_by_role("button", name="Play the year")).to_be_disabled()
    lock_all(page)
    floor.get_by_role("button", name="Play the year").click()
    expect(floor.get_by_role("status")).to_contain_text("By week 26, promised for all, 0 of 8")
    floor.get_by_role("button", name="50 other years").click()
    expect(floor.locator(".others .dots i")).to_have_count(50, timeout=60 * SECONDS)
    turn(floor, "ArrowLeft", 5)
    expect(floor.get_by_role("status")).to_contain_text("3 projects at once")
    floor.get_by_role("button", name="50 other years").click()
    expect(floor.locator(".others .dots i")).to_have_count(100, timeout=60 * SECONDS)
    look_again(page)
    expect(page.get_by_text("the first of eight is finished about when")).to_be_visible()
    door = page.locator(".card.waiting")
    for _ in range(3):
        door.get_by_role("button", name="Play the year").click()
        expect(door.get_by_role("status")).to_contain_text("requests came this year")
        turn(door, "ArrowRight", 6)
    look_again(page)
    expect(page.get_by_text(f"It was {wait(0.95, 1, 1, 1):.0f} days")).to_be_visible()
    expect(page.get_by_text("It brings in more in")).to_be_visible(timeout=60 * SECONDS)
    trial = page.locator(".card.trial").last
    trial.get_by_label("activities a person").select_option("1: focus")
    trial.get_by_label("more", exact=True).check()
    trial.get_by_role("button", name="Try it in 200 worlds").click()
    expect(trial.get_by_role("status")).to_contain_text(
        "brings more than no rule (as you expected)", timeout=120 * SECONDS
    )
    question = page.locator(".question").filter(has_text="Where on the dial")
    question.get_by_role("textbox").fill("8")
    question.get_by_role("button", name="Check my answer").click()
    expect(question).to_contain_text("Look at what is finished, not at who is busy.")
    assert not page.get_by_text(TROUBLE).all()
    assert problems == []
