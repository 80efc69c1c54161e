"""What an answer leaves as it was: focus, typing, scrolling, hints."""

import re

import pytest
from looks import EIGHT, OFFICE
from playwright.sync_api import expect
from stage import flight, forecast, seen

from simulator import load


def test_the_focus_survives_an_answer(eight):
    for key in ("Next week", "hire developer", f"row {eight.order()[4]}", "rules"):
        eight.page.locator(f'[data-key="{key}"]').focus()
        eight.put(screen={**seen(flight(EIGHT, 65)), "answer": key})
        assert eight.focused() == key


def test_what_was_typed_survives_an_answer(stage):
    offer = load(OFFICE).mitigations[0].id
    shown = {**seen(flight(OFFICE, 5), {"do": "buy", "offer": offer}), "can_explain": True}
    stage.show(shown)
    field = stage.page.get_by_role("textbox")
    field.press_sequentially("cheap")
    field.press("ArrowLeft")
    stage.put(ahead=forecast(flight(OFFICE, 5)))
    field.press_sequentially("er and ")
    expect(field).to_have_value("cheaer and p")


def test_what_was_scrolled_stays_scrolled_after_an_answer(eight):
    for name in ("risks", "news"):
        eight.page.locator(f'[data-scroll="{name}"]').evaluate("it => (it.scrollTop = 60)")
    eight.put(screen={**seen(flight(EIGHT, 60)), "answer": 2})
    for name in ("risks", "news"):
        place = eight.page.locator(f'[data-scroll="{name}"]')
        assert place.evaluate("it => it.scrollTop") == 60, name


def test_news_move_nothing_else(stage):
    session = flight(EIGHT, 15)
    stage.show(seen(session), ahead=forecast(session))
    before = stage.page.locator(".board").bounding_box(), stage.button("Next week").bounding_box()
    later = flight(EIGHT, 60)
    stage.put(screen=seen(later), ahead=forecast(later))
    after = stage.page.locator(".board").bounding_box(), stage.button("Next week").bounding_box()
    assert before == after


@pytest.mark.parametrize("key", ["rules", "priority", "look back"])
def test_escape_closes_what_was_opened_and_the_focus_goes_back(eight, key):
    opener = eight.page.locator(f'[data-key="{key}"]')
    opener.click()
    opened = eight.page.locator(".drawer, .menu")
    expect(opened).to_have_count(1)
    opened.get_by_role("button").first.focus()
    eight.page.keyboard.press("Escape")
    expect(opened).to_have_count(0)
    assert eight.focused() == key


def test_escape_closes_a_decision_and_then_the_project(stage):
    offer = load(OFFICE).mitigations[0].id
    stage.show(seen(flight(OFFICE, 5), {"do": "buy", "offer": offer}))
    stage.name(1).click()
    mark = stage.page.get_by_role("button", name=re.compile("^Decision 1"))
    mark.click()
    stage.page.keyboard.press("Escape")
    expect(stage.region("This decision")).to_have_count(0)
    expect(stage.page.locator(".row.chosen")).to_have_count(1)
    stage.page.keyboard.press("Escape")
    expect(stage.page.locator(".row.chosen")).to_have_count(0)


def test_escape_takes_away_a_hint(eight):
    eight.page.locator('[data-key^="role "]').first.focus()
    expect(eight.page.get_by_role("tooltip")).to_be_visible()
    eight.page.keyboard.press("Escape")
    expect(eight.page.get_by_role("tooltip")).to_have_count(0)


def test_a_hint_stays_inside_and_goes_with_the_pointer(eight):
    root = eight.page.locator(".cockpit").bounding_box()
    for bar in eight.page.locator(".bar.done, .spot, .mark").all()[::4]:
        bar.hover(force=True)
        box = eight.page.get_by_role("tooltip").first.bounding_box()
        assert box["x"] >= root["x"] and box["y"] >= root["y"]
        assert box["x"] + box["width"] <= root["x"] + root["width"]
        assert box["y"] + box["height"] <= root["y"] + root["height"]
    eight.page.mouse.move(2, 2)
    expect(eight.page.get_by_role("tooltip")).to_have_count(0)


def test_an_answer_takes_away_the_hint_of_what_is_gone(eight):
    eight.page.locator(".bar.done").first.hover(force=True)
    eight.put(screen={**seen(flight(EIGHT, 65)), "answer": 2})
    assert eight.page.get_by_role("tooltip").count() <= 1


def test_a_menu_closes_by_a_click_beside_it(eight):
    eight.page.locator("[data-key=priority]").click()
    expect(eight.page.locator(".menu")).to_have_count(1)
    eight.name(6).click()
    expect(eight.page.locator(".menu")).to_have_count(0)
    assert eight.page.locator(".row.chosen").count() == 1, "and the click does what it does"


def test_a_reason_that_is_being_typed_survives_the_news(stage):
    session = flight(OFFICE, 5)
    offer = session.scenario.mitigations[0].id
    shown = seen(session, {"do": "buy", "offer": offer})
    stage.show({**shown, "can_explain": True})
    stage.page.get_by_role("textbox").press_sequentially("they are late")
    stage.page.get_by_role("button", name="Plan", exact=True).focus()
    stage.put(ahead=forecast(session))
    expect(stage.page.get_by_role("textbox")).to_have_value("they are late")
    stage.page.get_by_role("textbox").press("Enter")
    assert stage.sent == [{"do": "explain", "reason": "they are late"}]
