"""Notebooks 03 and 04 in a browser: their pictures on a bare page, and each notebook once."""

import re

import pytest
from lesson_page import TROUBLE, LessonPage, lock_all, sound, walk
from playwright.sync_api import Locator, Page, expect

from exercises import what_goes_first as checks
from lessons import everything_first as first
from lessons import what_goes_first as second
from simulator.explorables.at_once import AtOnce
from simulator.explorables.picture import Picture, finish
from simulator.explorables.prediction import Prediction
from simulator.explorables.ranking import Ranking
from simulator.explorables.waiting import Waiting
from simulator.mechanisms.queueing import wait

expect.set_options(timeout=30_000)  # a loaded machine draws slowly

SECONDS = 1000


def dial(limit: int = 8) -> AtOnce:
    picture = AtOnce(first.OFFICE, first.PROMISED, first.SEED, years=10)
    finish(picture, {"do": "dial", "limit": limit})
    return picture


def desk() -> Ranking:
    return Ranking(checks.OFFICE, checks.VIP, second.SHOUT, futures=20)


def said(page: Page) -> str:
    return page.get_by_role("status").first.inner_text()


PLAYED = {
    "at_once": (dial, ["play", "many"]),
    "waiting": (lambda: Waiting("Ottilie", first.LINE, years=5), ["play", "many"]),
    "ranking": (desk, ["give", "listen", "many"]),
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
    expect(bare.page.get_by_role("status").first).to_contain_text(
        re.compile(r"^Week \d+: \d of 8 finished\.")
    )
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


def row(bare: LessonPage, name: str) -> Locator:
    """What one takes hold of to move a request."""
    return bare.page.get_by_role("button", name=re.compile(f"^{name}, place"))


def test_requests_are_moved_by_keys_and_the_focus_goes_with_them(bare, problems):
    bare.show(desk(), "ranking")
    assert bare.page.locator(".area .wait").count() == 0
    row(bare, "Port fees come twice").focus()
    for _ in range(9):
        bare.page.keyboard.press("ArrowUp")
        bare.answer()
    assert bare.picture.order[0] == "fees"
    assert bare.page.evaluate("document.activeElement.dataset.key") == "move fees"
    bare.page.keyboard.press("ArrowUp")  # there is nothing above the first
    bare.answer()
    bare.press("This is my order")
    assert "“Port fees come twice” goes first" in said(bare.page)
    assert bare.page.locator(".area .wait").count() == 9
    expect(bare.button("Give this order")).to_be_disabled()
    assert problems == []


def test_a_request_is_dragged_and_the_jump_has_its_price(bare, problems):
    bare.show(desk(), "ranking")
    bare.press("This is my order")
    bare.press("dearest for its work first")
    bare.press("Give this order")
    bare.press("There is a knock: open")
    expect(bare.page.get_by_role("note")).to_contain_text("you count life jackets?")
    row(bare, "The commodore's own page").hover()
    bare.page.mouse.down()
    top = row(bare, "Port fees come twice").bounding_box()
    bare.page.mouse.move(top["x"] + 40, top["y"] + 8, steps=6)
    bare.page.mouse.up()
    bare.answer()
    assert bare.picture.order[0] == "history"
    expect(bare.page.get_by_text("+94 k€ since the knock")).to_be_visible()
    assert problems == []


def test_futures_are_dots_in_a_row_for_each_way(bare, problems):
    bare.show(desk(), "ranking")
    bare.press("This is my order")
    bare.press("20 futures")
    expect(bare.page.locator(".others .dots i")).to_have_count(5 * 20)
    expect(bare.page.locator(".others .dots.best")).to_have_attribute(
        "aria-label", re.compile("^dearest for its work first: 1")
    )
    assert problems == []


def test_a_number_that_is_being_typed_survives_an_answer_that_comes_meanwhile(bare, problems):
    bare.show(Prediction("How long?", "days", 1, 5), "forecast")
    field = bare.page.get_by_role("textbox").first
    field.fill("3")
    field.press("End")
    bare.page.keyboard.type("7")
    bare.page.evaluate("window.model.put({ state: { ...window.model.values.state } })")
    expect(bare.page.get_by_role("textbox").first).to_have_value("37")
    assert problems == []


# In JupyterLab


def turn(picture: Locator, key: str, times: int) -> None:
    """Turn a picture's dial by keys."""
    grip = picture.get_by_role("slider")
    grip.focus()
    for _ in range(times):
        grip.press(key)


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
    expect(page.get_by_text("the first of eight is finished about when")).to_be_visible()
    door = page.locator(".card.waiting")
    for _ in range(3):
        door.get_by_role("button", name="Play the year").click()
        expect(door.get_by_role("status")).to_contain_text("requests came this year")
        turn(door, "ArrowRight", 6)
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


def test_what_goes_first_from_the_first_cell_to_the_last(lab, page, problems):
    walk(lab, page, "notebooks/04_what_goes_first.ipynb")
    card = page.locator(".card.ranking")
    expect(card.get_by_role("button", name="This is my order")).to_be_disabled()
    lock_all(page)
    card.get_by_role("button", name=re.compile("^Port fees come twice, place")).press("ArrowUp")
    expect(card.get_by_role("button", name="Port fees come twice, place 9 of 10")).to_be_focused()
    card.get_by_role("button", name="This is my order").click()
    expect(card.get_by_role("status")).to_contain_text("In the order that you gave waiting costs")
    expect(page.get_by_text("There is a knock at the door")).to_be_visible()
    card.get_by_role("button", name="There is a knock: open").click()
    expect(card.get_by_role("note")).to_contain_text("My page goes first.")
    card.get_by_role("button", name="100 futures").click()
    expect(card.locator(".others .dots i")).to_have_count(500, timeout=60 * SECONDS)
    expect(page.get_by_text("Surprise: rough guesses beat a perfect first come")).to_be_visible()
    expect(page.get_by_text("The price of a jump is what stands behind it")).to_be_visible()
    expect(page.get_by_text("it was asked about the wrong person.")).to_be_visible()
    trial = page.locator(".card.trial").last
    trial.get_by_label("waiting work: first").select_option("cost of delay")
    trial.get_by_label("more", exact=True).check()
    trial.get_by_role("button", name="Try it in 200 worlds").click()
    expect(trial.get_by_role("status")).to_contain_text(
        "brings more than no rule (as you expected)", timeout=120 * SECONDS
    )
    question = page.locator(".question").filter(has_text="Which request goes first?")
    question.get_by_label("Freight offers in an hour").check()
    question.get_by_role("button", name="Check my answer").click()
    expect(question).to_contain_text("It loses most a week")
    assert not page.get_by_text(TROUBLE).all()
    assert problems == []
