"""Everybody can use the cockpit: names, roles, contrast, the keyboard alone, reduced motion."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from looks import EIGHT, STATES, from_outside, stormy
from stage import FRAMES, flight, seen

from simulator.cockpit.screen import screen
from simulator.cockpit.seat import Seat

NAMELESS = """() => [...document.querySelectorAll(
    ".pmo :is(button, select, input, textarea, summary, [tabindex='0'], [role])")]
  .filter((it) => !["presentation", "alert", "status", "tooltip"].includes(it.role))
  .filter((it) => !(it.ariaLabel || it.innerText?.trim() || it.title || it.labels?.length))
  .map((it) => it.outerHTML.slice(0, 90))"""
ROLELESS = """() => [...document.querySelectorAll(".pmo [tabindex='0']")]
  .filter((it) => !it.role && !["OL", "UL", "BUTTON"].includes(it.tagName))
  .map((it) => it.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize("light", [True, False], ids=["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_names_roles_and_contrast(stage, state, light):
    state(stage, light=light)
    stage.page.evaluate(FRAMES)
    stage.page.mouse.move(0, 0)
    found = Axe().run(stage.page, context=".pmo").response["violations"]
    told = [
        (it["id"], node["html"][:110], node["failureSummary"][:160])
        for it in found
        for node in it["nodes"]
    ]
    assert told == []
    assert stage.page.evaluate(NAMELESS) == []
    assert stage.page.evaluate(ROLELESS) == []


def test_what_came_from_outside_stands_above_everything_until_the_next_step(stage):
    from_outside(stage)
    alert = stage.page.locator(".top .outside")
    assert alert.get_attribute("role") == "alert"
    assert alert.locator("p").count() == 2
    assert "From outside, day 63: A strike" in alert.inner_text()
    assert "Smart metering has an issue from outside: 10 days of delay." in alert.inner_text()
    box, board = alert.bounding_box(), stage.region("Board").bounding_box()
    assert box["y"] + box["height"] <= board["y"] and box["height"] < 80
    assert stage.page.locator(".news .from-outside").count() == 2
    assert stage.page.locator(".backdrop .came").count() == 2
    later = Seat(stormy().session)
    later.told = len(stormy().session.visible)
    later.wait()
    stage.put(screen=screen(later))
    assert not alert.is_visible()
    assert stage.page.locator(".backdrop .came").count() == 2


def test_everything_can_be_come_to_with_the_tab_key_in_the_order_it_is_read(eight):
    eight.page.locator(".cockpit").focus()
    seen_keys: list[str] = []
    for _ in range(60):
        eight.page.keyboard.press("Tab")
        seen_keys.append(eight.focused())
    order = eight.order()
    rows = [seen_keys.index(f"row {it}") for it in order]
    assert rows == sorted(rows)
    assert seen_keys.index("Next week") < rows[0] < seen_keys.index("hire analyst")
    assert seen_keys.index("hire analyst") < seen_keys.index("rules")


def test_with_reduced_motion_nothing_moves_and_changes_stay_to_be_read(stage):
    stage.page.emulate_media(reduced_motion="reduce")
    session = flight(EIGHT, 60)
    stage.show(seen(flight(EIGHT)))
    stage.put(screen=seen(session))
    stage.name(4).focus()
    stage.page.keyboard.press("Alt+ArrowUp")
    assert stage.page.evaluate("document.getAnimations().length") == 0
    for mark in stage.page.locator(".changed").all():
        assert mark.evaluate("it => getComputedStyle(it).opacity") == "1"


def test_a_row_that_moves_glides_where_motion_is_welcome(eight):
    eight.name(4).focus()
    eight.page.keyboard.press("Alt+ArrowUp")
    assert eight.page.evaluate("document.getAnimations().length") > 0
