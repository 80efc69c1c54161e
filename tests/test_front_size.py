"""All of the cockpit is on one screen, and nothing lies on anything."""

import pytest
from looks import EIGHT, LONG, MEASURE, OFFICE, SIZES, chosen, in_the_past, over, refused
from stage import flight, forecast, seen

from simulator.cockpit.ahead import FEW, MANY


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(("name", "day"), [(OFFICE, 20), (EIGHT, 60), (LONG, 200)])
def test_all_is_on_one_screen_and_nothing_lies_on_anything(stage, name, day, size):
    stage.page.set_viewport_size({"width": size[0], "height": size[1]})
    session = flight(name, day)
    foreseen = forecast(session, FEW if name == LONG else MANY)
    stage.show(seen(session), ahead=foreseen, flight={"words": f"“{name}”: kept"})
    stage.page.wait_for_timeout(100)
    assert stage.page.evaluate(MEASURE) == []


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("state", [chosen, in_the_past, refused, over])
def test_every_state_is_on_one_screen(stage, state, size):
    stage.page.set_viewport_size({"width": size[0], "height": size[1]})
    state(stage)
    stage.page.keyboard.press("Escape")  # a menu lies on other things, as it should
    stage.page.wait_for_timeout(100)
    assert stage.page.evaluate(MEASURE) == []


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_menus_and_the_drawer_stay_on_the_screen(stage, size):
    stage.page.set_viewport_size({"width": size[0], "height": size[1]})
    session = flight(EIGHT, 60)
    order = [it.id for it in session.scenario.projects]
    shown = seen(session, {"do": "order", "projects": order, "moved": order[0]})
    stage.show(shown, ahead=forecast(session))
    root = stage.page.locator(".cockpit").bounding_box()
    for key in ("rules", "priority", "look back", "taken 0"):
        stage.page.locator(f'[data-key="{key}"]').click()
        box = stage.page.locator(".drawer, .menu").bounding_box()
        assert box["x"] >= root["x"] and box["y"] >= root["y"], key
        assert box["x"] + box["width"] <= root["x"] + root["width"], key
        assert box["y"] + box["height"] <= root["y"] + root["height"], key
        stage.page.keyboard.press("Escape")


@pytest.mark.parametrize("name", [OFFICE, EIGHT, LONG])
def test_every_row_and_role_can_be_read_at_the_smallest_size(stage, name):
    stage.page.set_viewport_size({"width": 1024, "height": 768})
    session = flight(name, 20)
    stage.show(seen(session))
    for place in range(len(stage.order())):
        assert stage.row(place).bounding_box()["height"] >= 19
    for role in stage.page.locator(".strip").all():
        assert role.bounding_box()["height"] >= 16


def test_on_a_phone_the_regions_stand_below_each_other(stage):
    stage.page.set_viewport_size({"width": 390, "height": 844})
    session = flight(EIGHT, 60)
    stage.show(seen(session), ahead=forecast(session))
    assert stage.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    boxes = [stage.page.locator(it).bounding_box() for it in (".top", ".centre", ".aside")]
    assert all(a["y"] + a["height"] <= b["y"] for a, b in zip(boxes, boxes[1:], strict=False))
