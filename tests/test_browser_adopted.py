"""Notebook 09 in a browser: its pictures on a bare page, and the notebook once."""

import pytest
from lesson_page import LONG, TROUBLE, lock_all, sound, try_rule, walk
from playwright.sync_api import Page, expect

from exercises.adopted import FOR_TOOLS, OFFICE
from simulator.explorables.crossing import Crossing, Way
from simulator.explorables.golives import Golives
from simulator.explorables.goodwill import Goodwill, Hours
from simulator.explorables.picture import finish


def river() -> Crossing:
    return Crossing(OFFICE, 4, Way(0, *FOR_TOOLS.bricks))


def crossed() -> Crossing:
    picture = river()
    finish(picture, {"do": "many"})
    picture.act({"do": "step", "step": 4})
    picture.act({"do": "play"})
    return picture


def calendar() -> Golives:
    picture = Golives(OFFICE)
    finish(picture, {"do": "play"})
    picture.act({"do": "move", "project": "rounds", "month": 11})
    return picture


def years() -> Goodwill:
    picture = Goodwill(OFFICE, Hours(8, 6, 2))
    finish(picture, {"do": "play"})
    return picture


PICTURES = {"crossing": crossed, "golives": calendar, "goodwill": years}


def said(page: Page) -> str:
    return page.get_by_role("status").first.inner_text()


@pytest.mark.parametrize("light", [True, False], ids=["light", "dark"])
@pytest.mark.parametrize("name", PICTURES)
def test_names_roles_and_contrast(bare, problems, name, light):
    bare.page.set_viewport_size({"width": 700, "height": 900})
    bare.show(PICTURES[name](), name, light)
    sound(bare.page)
    closed = PICTURES[name]()
    closed.open = False
    bare.show(closed, name, light)
    sound(bare.page)
    assert problems == []


def test_time_is_given_and_split_by_keys_and_people_cross(bare, problems):
    bare.show(river(), "crossing")
    assert bare.page.locator(".banks .big").inner_text() == "?"
    bare.press("Play this world")
    few = bare.page.locator(".water i.over").count()
    bare.page.get_by_role("slider", name="Time for the change").press("End")
    bare.answer()
    split = bare.page.get_by_role("slider", name="From people to process")
    for _ in range(3):
        split.press("ArrowRight")
        bare.answer()
    bare.page.get_by_role("slider", name="From process to tools").press("ArrowRight")
    bare.answer()
    assert bare.picture.way == Way(8, 4, 1, 7)
    assert bare.page.locator(".banks .big").inner_text() == "?"
    bare.press("Play this world")
    assert bare.page.locator(".water i.over").count() > few + 20
    value = bare.picture.shown().value
    assert bare.page.locator(".banks .big").inner_text() == f"{value:,.0f}"
    assert "All were live in month" in said(bare.page)
    bare.press("Play a hundred worlds")
    assert bare.page.locator(".others .dots i").count() == 100
    assert problems == []


def test_people_cross_one_by_one_where_motion_is_welcome(bare, problems):
    bare.page.emulate_media(reduced_motion="no-preference")
    bare.show(river(), "crossing")
    bare.press("Play this world")
    expect(bare.page.get_by_role("status").first).to_contain_text("all five are being built")
    expect(bare.page.get_by_role("status").first).to_contain_text("people work in the new way")
    assert bare.page.locator(".banks .big").inner_text() == "?"
    bare.press("To the end")
    expect(bare.page.get_by_role("status").first).to_contain_text("In the end")
    bare.page.evaluate("window.leave()")
    assert problems == []


def test_go_lives_are_moved_by_keys_and_the_load_follows(bare, problems):
    bare.show(Golives(OFFICE), "golives")
    assert said(bare.page).startswith("The wards have to learn 3 things at once.")
    assert bare.page.locator(".stack i.over").count() == 12
    for name, months in (("Rounds on tablets", 4), ("Bed board", 8), ("Instrument trays", 4)):
        for _ in range(months):
            bare.page.get_by_role("slider", name=f"{name} goes live").press("ArrowRight")
            bare.answer()
    assert bare.picture.dates == (7, 15, 11, 11, 7)
    assert bare.page.locator(".stack i.over").count() == 0
    assert said(bare.page).startswith("Nobody has to learn two things at once.")
    bare.press("Play a hundred worlds")
    mean = bare.picture.shown().tried[0].mean
    assert bare.page.locator(".sheet .big").inner_text() == f"{mean:,.0f}"
    bare.press("All in one month")
    assert bare.page.locator(".sheet .big").inner_text() == "?"
    assert problems == []


def test_hours_are_shared_out_and_futures_come(bare, problems):
    bare.show(Goodwill(OFFICE, Hours(8, 4, 0)), "goodwill")
    assert bare.page.locator(".asks .noise").count() == 6
    bare.page.get_by_role("slider", name="Decisions a month").press("Home")
    bare.answer()
    for _ in range(3):
        bare.page.get_by_role("slider", name="Decisions a month").press("ArrowRight")
        bare.answer()
    bare.page.get_by_role("slider", name="From Ottoline to her deputy").press("ArrowRight")
    bare.answer()
    assert bare.page.locator(".asks .noise").count() == 1
    bare.press("Three signatures for each change: no")
    assert bare.picture.hours == Hours(3, 5, 0, True)
    bare.press("Play a hundred futures")
    assert bare.page.locator(".crowd .track i").count() == 100
    assert bare.page.locator(".life").count() == 200
    assert bare.page.locator(".panel .big").inner_text() == f"{bare.picture.shown().across:.0f}"
    assert problems == []


# In JupyterLab


def test_adopted_from_the_first_cell_to_the_last(lab, page, problems):
    walk(lab, page, "notebooks/09_adopted.ipynb")
    many = page.locator(".card.crossing").get_by_role("button", name="Play a hundred worlds")
    expect(many).to_be_disabled()
    lock_all(page)
    crossing = page.locator(".card.crossing")
    crossing.get_by_role("button", name="Play this world").click()
    expect(crossing.get_by_role("status")).to_contain_text("In the end", timeout=LONG)
    many.click()
    expect(crossing.locator(".others .dots i")).to_have_count(100, timeout=LONG)
    crossing.get_by_role("slider", name="Time for the change").press("End")
    expect(many).to_be_enabled(timeout=LONG)
    many.click()
    expect(crossing.locator(".others .dots i")).to_have_count(200, timeout=LONG)
    expect(page.get_by_text("Used is the end.")).to_be_visible(timeout=LONG)
    calendar = page.locator(".card.golives")
    play = calendar.get_by_role("button", name="Play a hundred worlds")
    for tried in (1, 2, 3):
        expect(play).to_be_enabled(timeout=LONG)
        play.click()
        expect(calendar.locator(".others .dots i")).to_have_count(100 * tried, timeout=LONG)
        calendar.get_by_role("slider", name="Bed board goes live").press("PageUp")
        calendar.get_by_role("slider", name="Bed board goes live").press("ArrowLeft")
        calendar.get_by_role("slider", name="Rounds on tablets goes live").press("ArrowRight")
    expect(page.get_by_text("A single month is worse than none")).to_be_visible(timeout=LONG)
    hours = page.locator(".card.goodwill")
    for asked in ("Home", "ArrowRight", "ArrowRight"):
        hours.get_by_role("slider", name="Decisions a month").press(asked)
        hours.get_by_role("button", name="Play a hundred futures").click()
        expect(hours.locator(".crowd .track i")).to_have_count(100, timeout=LONG)
    expect(page.get_by_text("A sponsor is no post box")).to_be_visible(timeout=LONG)
    expect(page.get_by_text("It is built while nothing is wanted")).to_be_visible(timeout=LONG)
    rule = page.locator(".card.trial").last
    rule.get_by_label("of everybody’s time the change gets").select_option("16 %")
    rule.get_by_label("more", exact=True).check()
    try_rule(rule)
    question = page.locator(".question").filter(has_text="You get a few more days")
    question.get_by_label("a third to each").check()
    question.get_by_role("button", name="Check my answer").click()
    expect(question).to_contain_text("Here one lags behind.", timeout=LONG)
    assert not page.get_by_text(TROUBLE).all()
    assert problems == []
