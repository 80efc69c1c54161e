"""What is moved by hand, by finger or by key on the cockpit: rows and promises."""

from looks import EIGHT, LONG
from playwright.sync_api import expect
from stage import flight, forecast, seen

SETTLED = 500  # milliseconds: several moves in the line have become one decision by then


def settle(stage):
    stage.page.wait_for_timeout(SETTLED)


PRESSES = """() => {
  const up = { key: "ArrowUp", altKey: true, bubbles: true, cancelable: true };
  for (const _ of "123") document.activeElement.dispatchEvent(new KeyboardEvent("keydown", up));
}"""


def test_several_presses_of_alt_and_arrow_are_one_decision(eight):
    before = eight.order()
    eight.name(4).focus()
    eight.page.evaluate(PRESSES)  # all at once, however slow the machine
    assert eight.sent == [], "nothing is decided while somebody is still pressing"
    moved = before[4]
    after = [before[0], moved, *before[1:4], *before[5:]]
    assert eight.order() == after, "but it is seen at once"
    settle(eight)
    assert eight.sent == [{"do": "order", "projects": after, "moved": moved}]
    assert eight.focused() == f"row {moved}", "and the focus went with it"


def test_arrows_alone_go_from_row_to_row(eight):
    order = eight.order()
    eight.name(1).focus()
    eight.page.keyboard.press("ArrowDown")
    assert eight.focused() == f"row {order[2]}"
    eight.page.keyboard.press("ArrowUp")
    eight.page.keyboard.press("ArrowUp")
    eight.page.keyboard.press("ArrowUp")
    assert eight.focused() == f"row {order[0]}"
    settle(eight)
    assert eight.sent == [] and eight.order() == order


def test_a_row_is_dragged_by_a_finger(eight):
    before = eight.order()
    here, there = eight.name(5).bounding_box(), eight.name(2).bounding_box()
    finger, x = eight.page.context.new_cdp_session(eight.page), here["x"] + 40
    middle = [it["y"] + it["height"] / 2 for it in (here, there)]
    for kind, share in (("Start", 0), *(("Move", n / 8) for n in range(1, 9)), ("End", 1)):
        y = middle[0] + (middle[1] - middle[0]) * share
        points = [] if kind == "End" else [{"x": x, "y": y}]
        finger.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})
    finger.detach()
    after = [*before[:2], before[5], *before[2:5], *before[6:]]
    assert eight.order() == after, "the page does not scroll instead"
    settle(eight)
    assert eight.sent == [{"do": "order", "projects": after, "moved": before[5]}]


def test_a_row_is_dragged_by_a_hand_that_shakes(eight):
    before = eight.order()
    here, there = eight.name(5).bounding_box(), eight.name(2).bounding_box()
    mouse, x = eight.page.mouse, here["x"] + 40
    mouse.move(x, here["y"] + 10)
    mouse.down()
    way = there["y"] + 10 - here["y"] - 10
    for step in range(1, 21):
        shake = (-1) ** step * 5
        mouse.move(x + 3 * shake, here["y"] + 10 + way * step / 20 + shake)
    mouse.up()
    moved = before[5]
    after = [*before[:2], moved, *before[2:5], *before[6:]]
    assert eight.order() == after
    settle(eight)
    assert eight.sent == [{"do": "order", "projects": after, "moved": moved}]
    expect(eight.page.locator(".row.chosen")).to_have_count(0)


def test_a_row_dropped_where_it_was_changes_nothing(eight):
    here = eight.name(3).bounding_box()
    mouse, x, y = eight.page.mouse, here["x"] + 40, here["y"] + 10
    mouse.move(x, y)
    mouse.down()
    mouse.move(x, y + 60, steps=8)
    mouse.move(x, y, steps=8)
    mouse.up()
    settle(eight)
    assert eight.sent == []


def test_a_click_with_a_little_jitter_chooses_a_project(eight):
    here = eight.name(3).bounding_box()
    mouse, x, y = eight.page.mouse, here["x"] + 40, here["y"] + 10
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 2, y + 3)
    mouse.move(x, y + 1)
    mouse.up()
    expect(eight.page.locator(".row.chosen")).to_have_count(1)
    name = eight.row(3).locator(".name b").inner_text()
    expect(eight.region(name)).to_be_visible()
    settle(eight)
    assert eight.sent == []


def test_an_answer_while_a_row_is_dragged_waits_until_it_is_dropped(eight):
    here = eight.name(5).bounding_box()
    mouse, x, y = eight.page.mouse, here["x"] + 40, here["y"] + 10
    mouse.move(x, y)
    mouse.down()
    mouse.move(x, y - 120, steps=6)
    eight.put(ahead=forecast(flight(EIGHT, 60)))
    expect(eight.page.locator(".row.dragged")).to_have_count(1)
    mouse.up()
    settle(eight)
    assert [it["do"] for it in eight.sent] == ["order"]


def test_what_comes_while_a_button_is_pressed_does_not_take_its_click_away(eight):
    box = eight.button("Next week").bounding_box()
    eight.page.mouse.move(box["x"] + 20, box["y"] + 10)
    eight.page.mouse.down()
    eight.put(ahead=forecast(flight(EIGHT, 60)), screen={**seen(flight(EIGHT, 60)), "answer": 2})
    eight.page.mouse.up()
    assert eight.sent == [{"do": "week"}]


def test_a_drag_that_the_system_breaks_off_leaves_nothing_behind(eight):
    here = eight.name(5).bounding_box()
    mouse, x, y = eight.page.mouse, here["x"] + 40, here["y"] + 10
    before = eight.order()
    mouse.move(x, y)
    mouse.down()
    mouse.move(x, y - 120, steps=6)
    eight.row(5).locator(".who").dispatch_event("pointercancel")
    mouse.up()
    settle(eight)
    assert eight.sent == [] and eight.order() == before
    expect(eight.page.locator(".row.dragged, .row.above, .row.below")).to_have_count(0)


def test_what_is_over_cannot_be_moved(stage):
    stage.show(seen(flight(LONG, 200)))
    last = len(stage.order()) - 1
    stage.name(last).focus()
    stage.page.keyboard.press("Alt+ArrowUp")
    settle(stage)
    assert stage.sent == []


def test_the_promise_is_moved_by_arrow_keys_to_ask_what_if(eight):
    eight.name(1).click()
    line = eight.page.get_by_role("slider")
    day = int(line.get_attribute("aria-valuenow"))
    line.focus()
    for key in ("ArrowLeft", "ArrowLeft", "PageDown", "ArrowUp"):
        eight.page.keyboard.press(key)
    expect(line).to_have_attribute("aria-valuenow", str(day - 11))
    expect(eight.page.locator(".finish-field")).to_contain_text(
        f"If day {day - 11} had been promised"
    )
    assert eight.focused() == "promise" and eight.sent == []


def test_the_promise_is_dragged_to_ask_what_if(eight):
    eight.name(1).click()
    line = eight.page.get_by_role("slider")
    box, frame = line.bounding_box(), eight.page.locator(".frame").bounding_box()
    mouse = eight.page.mouse
    mouse.move(box["x"] + box["width"] / 2, box["y"] + 30)
    mouse.down()
    mouse.move(frame["x"] + frame["width"] * 0.5, box["y"] + 35, steps=5)
    mouse.move(frame["x"] + 5, box["y"] + 40, steps=5)
    mouse.up()
    first = int(line.get_attribute("aria-valuemin"))
    assert int(line.get_attribute("aria-valuenow")) <= first + 5
    mouse.move(frame["x"] + frame["width"], box["y"])
    assert int(line.get_attribute("aria-valuenow")) <= first + 5, "it was let go"
    assert eight.sent == []
    expect(eight.page.locator(".finish-field")).to_contain_text("0 of 50 futures keep it")
