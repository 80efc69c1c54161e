"""The cockpit's modules in a real browser: what acts send, and what a screen does and looks like.

No kernel and no Jupyter: `stage` has a stand-in for the model and real screens of real flights.
"""

import re
from functools import lru_cache

import pytest
from axe_playwright_python.sync_playwright import Axe
from hostile import NAMES, named
from playwright.sync_api import expect
from stage import FRAMES, Stage, flight, forecast, seen

from simulator import Session, load
from simulator.cockpit.ahead import FEW, MANY
from simulator.cockpit.screen import screen
from simulator.cockpit.seat import Seat
from simulator.injects import with_injects
from simulator.scenario import IssueInject, NewsInject

OFFICE = "three_projects"
EIGHT, LONG = "eight_projects", "eighteen_months"
SIZES = ((1280, 720), (1440, 900), (1024, 768), (2560, 1440))
DOUBLE = 700  # milliseconds: a second click is one of its own by then
SETTLED = 500  # milliseconds: several moves in the line have become one decision by then


@pytest.fixture
def stage(bare_page, problems):
    yield Stage(bare_page)
    assert problems == []


@pytest.fixture
def eight(stage):
    """The eight projects on day 60, with their forecast."""
    session = flight(EIGHT, 60)
    return stage.show(seen(session), ahead=forecast(session))


@pytest.fixture
def ended(stage):
    """The three projects at their end, in two futures that differ by who goes first."""
    return stage.show(two_futures())


def two_futures():
    """Flown to the end; then the last project was put first on day 5 after all."""
    order = [it.id for it in reversed(load(OFFICE).projects)]
    put_first = {"do": "order", "projects": order, "moved": order[0]}
    return seen(flight(OFFICE, 1e6), {"do": "look", "day": 5}, put_first)


def settle(stage):
    stage.page.wait_for_timeout(SETTLED)


# What acts send


@pytest.mark.parametrize(
    ("name", "message"),
    [("Next week", "week"), ("Next event", "event"), ("To the end", "end"), ("Undo", "undo")],
)
def test_a_button_of_the_header_lets_time_pass_or_takes_it_back(stage, name, message):
    stage.show(seen(flight(OFFICE), {"do": "week"}))
    stage.button(name).click()
    assert stage.sent == [{"do": message}]


def test_nothing_can_be_taken_back_at_the_start(stage):
    stage.show(seen(flight(OFFICE)))
    expect(stage.button("Undo")).to_be_disabled()


@pytest.mark.parametrize(("key", "message"), [("n", "week"), ("e", "event"), ("u", "undo")])
def test_a_letter_does_what_its_button_does(eight, key, message):
    eight.name(2).focus()
    eight.page.keyboard.press(key)
    eight.page.keyboard.press(f"Shift+Key{key.upper()}")  # as with Caps Lock
    assert eight.sent == [{"do": message}] * 2


def test_a_letter_with_control_is_left_to_the_browser(eight):
    eight.name(2).focus()
    eight.page.keyboard.press("Control+u")
    assert eight.sent == []


def test_letters_typed_into_a_field_are_text(stage):
    session = flight(OFFICE, 5)
    offer = session.scenario.mitigations[0].id
    shown = seen(session, {"do": "buy", "offer": offer})
    stage.show({**shown, "can_explain": True})
    field = stage.page.get_by_role("textbox")
    field.press_sequentially("new user")
    expect(field).to_have_value("new user")
    field.press("Enter")
    assert stage.sent == [{"do": "explain", "reason": "new user"}]


def test_no_time_passes_by_key_once_the_flight_is_over(ended):
    ended.name(0).focus()
    for key in "neu":
        ended.page.keyboard.press(key)
    assert ended.sent == [{"do": "undo"}]


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


def test_an_offer_is_bought_where_its_risk_stands(eight):
    buy = eight.region("Risks").get_by_role("button", name=re.compile("^Buy “")).first
    offer = buy.get_attribute("data-key").removeprefix("buy ")
    buy.click()
    assert eight.sent == [{"do": "buy", "offer": offer}]


def test_an_offer_that_was_bought_cannot_be_bought_again(stage):
    offer = load(OFFICE).mitigations[0]
    stage.show(seen(flight(OFFICE), {"do": "buy", "offer": offer.id}))
    expect(stage.region("Risks")).to_contain_text(f"✓ {offer.name}: bought")
    expect(stage.page.locator(f'[data-key="buy {offer.id}"]')).to_have_count(0)


def test_people_are_hired_and_released_in_their_strip(eight):
    role = load(EIGHT).roles[1]
    strip = eight.region("People").get_by_role("listitem").nth(1)
    strip.get_by_role("button", name=re.compile("^Hire one integrator")).click()
    strip.get_by_role("button", name=re.compile("^Release one integrator")).click()
    assert eight.sent == [
        {"do": "people", "role": role.id, "change": 1},
        {"do": "people", "role": role.id, "change": -1},
    ]


def test_nobody_can_be_hired_or_bought_for_once_all_is_over(ended):
    for name in ("^Hire one", "^Release one", "^Buy “"):
        for button in ended.page.get_by_role("button", name=re.compile(name)).all():
            expect(button).to_be_disabled()


def test_a_project_is_paused_by_one_click_and_cancelled_only_by_two(eight):
    chosen = eight.order()[2]
    eight.name(2).click()
    eight.page.locator(f'[data-key="pause {chosen}"]').click()
    cancel = eight.page.locator(f'[data-key="cancel {chosen}"]')
    cancel.click()
    assert eight.sent == [{"do": "project", "verb": "pause", "project": chosen}]
    expect(cancel).to_have_text("Really cancel it")
    eight.page.wait_for_timeout(DOUBLE)
    cancel.click()
    assert eight.sent[1:] == [{"do": "project", "verb": "cancel", "project": chosen}]


def test_whoever_was_not_sure_of_cancelling_is_asked_again_later(eight):
    eight.name(2).click()
    cancel = eight.page.locator(f'[data-key="cancel {eight.order()[2]}"]')
    cancel.click()
    eight.put(screen={**seen(flight(EIGHT, 60)), "answer": 2})
    expect(cancel).to_have_text("Cancel")
    cancel.click()
    eight.name(3).click()
    eight.name(2).click()
    expect(cancel).to_have_text("Cancel")
    assert eight.sent == []


def test_a_double_click_cancels_no_project(eight):
    eight.name(2).click()
    eight.page.locator(f'[data-key="cancel {eight.order()[2]}"]').dblclick()
    assert eight.sent == [], "a double click is one click of an impatient hand"


def test_the_projects_are_sorted_once_or_kept_sorted(eight):
    eight.page.get_by_role("button", name=re.compile("^by rule: first come")).click()
    menu = eight.region("What orders the work")
    label, rule = "cost of delay", "cost_of_delay"
    found = [it for it in seen(flight(EIGHT, 60))["priority"]["sortings"] if it["rule"] == rule]
    menu.get_by_role("combobox").select_option(rule)
    expect(menu).to_contain_text(found[0]["says"])
    menu.get_by_role("button", name="Sort once").click()
    expect(menu).to_have_count(0)
    eight.page.get_by_role("button", name=re.compile("^by rule: first come")).click()
    menu.get_by_role("combobox").select_option(rule)
    menu.get_by_role("button", name="Keep sorted by this rule").click()
    assert eight.sent == [{"do": "sort_once", "rule": rule}, {"do": "keep_sorted", "rule": rule}]
    assert label in found[0]["label"]


def test_the_screen_says_that_a_hand_has_ordered(stage):
    order = [it.id for it in load(EIGHT).projects]
    stage.show(seen(flight(EIGHT, 60), {"do": "order", "projects": order, "moved": order[0]}))
    control = stage.page.get_by_role("button", name=re.compile("^by hand"))
    control.click()
    expect(stage.region("What orders the work")).to_contain_text("beats the rule")


def test_the_rules_send_only_what_was_changed(eight):
    eight.button("Rules").click()
    drawer = eight.region("Standing rules")
    decide = drawer.locator('[data-key="decide rules"]')
    expect(decide).to_be_disabled()
    dials = drawer.get_by_role("combobox")
    first, second = dials.nth(0), dials.nth(1)
    field = first.get_attribute("data-key").removeprefix("dial ")
    was = first.evaluate("it => it.selectedIndex")
    other = 1 if was == 0 else 0
    first.select_option(index=other)
    begun = second.evaluate("it => it.selectedIndex")
    second.select_option(index=1 if begun == 0 else 0)
    second.select_option(index=begun)
    expect(decide).to_have_text("Decide: 1 change from today on")
    decide.click()
    shown = seen(flight(EIGHT, 60))["rules"]["functions"]
    dial = next(it for card in shown for it in card["dials"] if it["field"] == field)
    changes = [[field, dial["options"][other]["value"]]]
    assert eight.sent == [{"do": "rules", "changes": changes}]
    expect(drawer).to_have_count(0)


def test_a_ready_made_policy_fills_the_dials_and_can_be_taken_back(eight):
    eight.button("Rules").click()
    drawer = eight.region("Standing rules")
    drawer.locator(".ready button").last.click()
    expect(drawer.locator(".dial.changed").first).to_be_visible()
    drawer.get_by_role("button", name="Take back").click()
    expect(drawer.locator(".dial.changed")).to_have_count(0)
    assert eight.sent == []


def test_every_dial_and_every_choice_has_its_sentence(eight):
    for card in seen(flight(EIGHT, 60))["rules"]["functions"]:
        for dial in card["dials"]:
            assert dial["meaning"]
    eight.button("Rules").click()
    for dial in eight.page.locator(".dial").all():
        assert dial.locator("p").first.inner_text()


@pytest.mark.parametrize(
    ("button", "message"),
    [
        ("Decide something else", {"do": "look", "number": 0}),
        ("Replay without it", {"do": "leave_out", "number": 0}),
        ("Fly on from that day", {"do": "go_back", "number": 0}),
    ],
)
def test_a_decision_of_the_timeline_is_changed_left_out_or_flown_on_from(stage, button, message):
    offer = load(OFFICE).mitigations[0].id
    stage.show(seen(flight(OFFICE, 5), {"do": "buy", "offer": offer}, {"do": "week"}))
    stage.page.get_by_role("button", name=re.compile("^Decision 1, day 5: buy")).click()
    stage.region("This decision").get_by_role("button", name=button).click()
    assert stage.sent == [message]
    expect(stage.region("This decision")).to_have_count(0)


def test_a_day_of_the_past_is_chosen_by_clicking_on_it_or_by_number(eight):
    eight.button("Look back").click()
    day = eight.region("A day of the past").get_by_role("spinbutton")
    day.fill("12")
    day.press("Tab")
    eight.page.get_by_role("button", name="Decide something more on that day").click()
    time = eight.page.locator(".timeline .time")
    box, horizon = time.bounding_box(), seen(flight(EIGHT, 60))["horizon"]
    horizon = max(horizon, forecast(flight(EIGHT, 60))["horizon"])
    time.click(position={"x": box["width"] * 30 / horizon, "y": box["height"] / 2})
    eight.page.get_by_role("button", name="Decide something more on that day").click()
    assert eight.sent[0] == {"do": "look", "day": 12}
    assert eight.sent[1]["do"] == "look" and abs(eight.sent[1]["day"] - 30) <= 1


@pytest.mark.parametrize("typed", ["-3", "1e9", ""])
def test_a_day_that_is_none_of_the_past_becomes_one(eight, typed):
    eight.button("Look back").click()
    day = eight.region("A day of the past").get_by_role("spinbutton")
    day.fill(typed)
    day.press("Tab")
    eight.page.get_by_role("button", name="Decide something more on that day").click()
    assert 0 <= eight.sent[0]["day"] <= 60


def test_a_reason_is_asked_for_after_a_decision_and_an_empty_one_is_not_sent(stage):
    offer = load(OFFICE).mitigations[0].id
    shown = seen(flight(OFFICE, 5), {"do": "buy", "offer": offer})
    stage.show({**shown, "can_explain": True})
    field = stage.page.get_by_role("textbox")
    field.fill("   ")
    field.press("Enter")
    field.fill("  it is cheap ")
    field.press("Enter")
    assert stage.sent == [{"do": "explain", "reason": "it is cheap"}]


def test_the_other_future_is_taken_up(ended):
    ended.button("Take up the other future").click()
    assert ended.sent == [{"do": "swap"}]


def test_a_flight_that_is_kept_is_continued_begun_anew_or_another_one_opened(stage):
    stage.show(seen(flight(OFFICE)), kept=KEPT)
    stage.button("Continue where you were").click()
    stage.button("Start anew").click()
    stage.button("Tuesday's").click()
    expect(stage.button("Broken")).to_be_disabled()
    assert stage.sent == [{"do": "continue"}, {"do": "anew"}, {"do": "open", "name": "Tuesday's"}]
    expect(stage.page.get_by_role("button", name="Next week")).to_have_count(0)


KEPT = {
    "title": "Three projects in a small office",
    "text": "You have been here before: “Mine” is kept, on day 5, last flown on 1 May at 10:00.",
    "others": [
        {"name": "Tuesday's", "text": "at its end, last flown on 1 May at 10:00", "problem": ""},
        {"name": "Broken", "text": "", "problem": "the file is damaged"},
    ],
}


def test_the_debrief_is_begun_stopped_saved_and_flown_on(ended):
    ended.button("Debrief").click()
    ended.button("Begin the debrief").click()
    parts = {
        "sections": [{"title": "The result", "html": None}, {"title": "Luck", "html": None}],
        "head": "",
        "busy": True,
        "said": "The result …",
        "branches": [],
    }
    ended.put(parts=parts)
    expect(ended.page.get_by_role("heading", name="The result")).to_be_visible()
    ended.button("Stop").click()
    done = [{"title": "The result", "html": "<section><h2>The result</h2></section>"}]
    tried = [{"title": "Go back to day 5", "why": "It paid."}]
    ended.put(parts={**parts, "sections": done, "busy": False, "branches": tried})
    ended.button("Save as one file").click()
    ended.button("Go back to day 5").click()
    assert [it["do"] for it in ended.sent] == ["debrief", "stop_debrief", "save_debrief", "branch"]
    assert ended.sent[-1]["place"] == 0


# The promise


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


# Nothing jumps


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


# What a screen says


def test_the_banner_is_there_in_the_past_and_ends(stage):
    session = flight(EIGHT, 60)
    shown = seen(session, {"do": "look", "day": 20})
    stage.show(shown, ahead=forecast(session))
    banner = stage.page.get_by_role("alert").filter(has_text="You are back on day 20")
    expect(banner).to_be_visible()
    expect(stage.button("Next week")).to_have_count(0)
    expect(stage.page.locator(".dots i")).to_have_count(0), "the past knows no forecast of today"
    stage.button("Back to today").click()
    assert stage.sent == [{"do": "present"}]
    stage.put(screen=seen(session))
    expect(banner).to_have_count(0)


def test_ghosts_stand_only_where_the_futures_differ(ended):
    shown = two_futures()
    rows = {it["id"]: it for it in shown["rows"]}
    ghosts = {it["id"]: it for it in shown["compared"]["ghosts"]}
    some = 0
    for place, project in enumerate(ended.order()):
        mine = {(it["id"], it["since"], it["until"]) for it in rows[project]["bars"]}
        theirs = {(it["id"], it["since"], it["until"]) for it in ghosts[project]["bars"]}
        expect(ended.row(place).locator(".bar.ghost")).to_have_count(len(theirs - mine))
        other = ghosts[project]["finish"] != rows[project]["finish"]
        expect(ended.row(place).locator(".finish.ghost")).to_have_count(int(other))
        some += len(theirs - mine)
    assert some, "the futures differ somewhere, or this test says nothing"
    ended.button("Close the comparison").click()
    expect(ended.page.locator(".ghost")).to_have_count(0)


def test_two_futures_stand_side_by_side_with_their_reasons(ended):
    region = ended.region("Two futures")
    for number in ("value", "cost", "net", "on time", "people lost"):
        expect(region.get_by_role("rowheader", name=number)).to_be_visible()
    expect(region).to_contain_text("being worked out")
    ended.put(why={"sentences": ["One project came sooner."]})
    expect(region).to_contain_text("One project came sooner.")


def test_nobody_waits_for_a_forecast_that_a_mentor_has_put_away(stage):
    stage.show({**seen(flight(EIGHT, 30)), "foreseen": False}, ahead={})
    expect(stage.page.locator(".axis .out")).to_have_text("no forecast")
    expect(stage.page.locator(".rows")).not_to_contain_text("…")


def test_a_forecast_is_marked_as_old_until_the_new_one_is_there(eight):
    expect(eight.page.locator(".stale")).to_have_count(0)
    later = flight(EIGHT, 65)
    eight.put(screen=seen(later))
    expect(eight.page.locator(".rows .dots.stale").first).to_be_visible()
    expect(eight.page.locator(".axis .out")).to_have_text("forecast …")
    eight.put(ahead={**forecast(later), "futures": 20})
    expect(eight.page.locator(".axis .out")).to_have_text("20 futures …")
    eight.put(ahead=forecast(later))
    expect(eight.page.locator(".stale")).to_have_count(0)
    expect(eight.page.locator(".axis .out")).to_have_text("on time?")


def test_without_a_forecast_there_are_reports_and_promises_only(stage):
    stage.show(seen(flight(EIGHT, 60)))
    expect(stage.page.locator(".dots i")).to_have_count(0)
    stage.name(2).click()
    expect(stage.region("Burst pipe map")).to_contain_text("Promised for day 85")


def test_the_board_has_twenty_dots_a_project_and_the_chosen_one_fifty(eight):
    for place in range(8):
        expect(eight.row(place).locator(".dots i")).to_have_count(20)
    eight.name(1).click()
    expect(eight.page.locator(".frame .dots i")).to_have_count(50)


def test_what_changed_since_the_last_step_is_marked(stage):
    before, after = flight(OFFICE), flight(OFFICE, 1e6)
    stage.show(seen(before))
    stage.put(screen=seen(after))
    expect(stage.page.locator(".changed").first).to_have_text(re.compile(r"^\+\d"))


def test_plan_and_chain_are_shown_on_request(eight):
    expect(eight.page.locator(".plan, .bar.critical")).to_have_count(0)
    eight.button("Plan").click()
    eight.button("Critical chain").click()
    expect(eight.page.locator(".rows .plan")).to_have_count(8)
    expect(eight.page.locator(".bar.critical").first).to_be_visible()
    expect(eight.button("Plan")).to_have_attribute("aria-pressed", "true")
    assert eight.sent == []


def test_the_news_lead_to_their_project(eight):
    eight.region("News").get_by_role("button").first.click()
    expect(eight.region("New tariff rules")).to_be_visible()
    expect(eight.region("News of this project").or_(eight.region("Risks")).first).to_be_visible()


def test_no_answer_for_long_is_said_with_what_to_do(stage):
    stage.page.clock.install()
    stage.show(seen(flight(OFFICE)))
    stage.button("Next week").click()
    away = stage.page.get_by_role("alert").filter(has_text="run its cell again")
    stage.page.clock.run_for(9_000)
    expect(away).to_be_hidden()
    stage.page.clock.run_for(2_000)
    expect(away).to_be_visible()
    stage.put(screen={**seen(flight(OFFICE)), "answer": 2})
    expect(away).to_be_hidden()


def test_a_cockpit_that_is_taken_away_listens_no_more(eight):
    eight.page.evaluate("window.leave()")
    assert eight.page.evaluate("window.model.heard()") == 0


@pytest.mark.parametrize("name", NAMES)
def test_hostile_names_stay_text(stage, name):
    session = Session(named(load(OFFICE), name), seed=4).advance(20)
    offer = session.scenario.mitigations[0].id
    shown = seen(session, {"do": "buy", "offer": offer})
    stage.show(shown, kept={}, flight={"words": name, "place": name})
    assert stage.page.locator(".outside b").evaluate("it => it.textContent") == name
    stage.name(1).click()
    stage.page.locator(".taken").first.click()
    foreign = "script, figcaption, img, a, b > b, small b"
    expect(stage.page.locator(".cockpit").locator(foreign)).to_have_count(0)
    shown_name = stage.name(1).locator("b").evaluate("it => it.textContent")
    assert shown_name == next(it for it in shown["rows"] if it["id"] == stage.order()[1])["name"]
    stage.put(kept={**KEPT, "title": name, "text": name})
    assert stage.page.locator("h2").evaluate("it => it.textContent") == name


# What a newcomer missed


def hint_of(stage, place):
    """What is said of what somebody points at."""
    place.hover(force=True)
    return stage.page.get_by_role("tooltip").inner_text()


def test_pointing_at_a_bar_says_what_it_is_and_who_is_on_it(eight):
    shown = seen(flight(EIGHT, 60))
    row = next(
        n for n, it in enumerate(shown["rows"]) if any(b["kind"] == "now" for b in it["bars"])
    )
    bar = next(it for it in shown["rows"][row]["bars"] if it["kind"] == "now")
    said = hint_of(eight, eight.row(row).locator(".bar.now").first)
    assert bar["name"] in said and "on it: " in said and "planned" in said


def test_pointing_at_work_that_waits_says_since_when_and_for_whom(eight):
    said = hint_of(eight, eight.page.locator(".bar.waits").first)
    assert re.search(r"waits since day \d+ for (1 \w+|\d \w+s) \(", said) and "now on " in said


def test_pointing_at_a_mark_says_what_went_wrong_and_when(eight):
    said = hint_of(eight, eight.page.locator(".mark").first)
    assert re.search(r"day \d+", said) and "issue" in said


def test_the_axis_has_days_and_dates(eight):
    axis = eight.page.locator(".axis .time span")
    expect(axis.first).to_have_text("04 Jan")
    assert all(re.fullmatch(r"\d+\d{1,2} [A-Z][a-z]{2}", it) for it in axis.all_text_contents())


def test_a_finished_project_says_whether_it_kept_its_promise(stage):
    session = flight(EIGHT, 1e6)
    shown = seen(session)
    stage.show(shown)
    for place, row in enumerate(shown["rows"]):
        late = round(row["finish"] - row["due"])
        word = f"✗ {late} d late" if late > 0 else "✓ on time"
        expect(stage.row(place).locator(".out b")).to_have_text(word)


def test_the_chosen_project_says_sponsor_mood_worth_work_and_who_is_waited_for(eight):
    shown = seen(flight(EIGHT, 60))
    details = {it["id"]: it for it in shown["details"]}
    waiting = [it for it in shown["rows"] if any(w["waits"] for w in details[it["id"]]["work"])]
    place = [it["id"] for it in shown["rows"]].index(waiting[0]["id"])
    eight.name(place).click()
    side = eight.region(waiting[0]["name"])
    it = details[waiting[0]["id"]]
    for words in (it["sponsor"], it["promise"], it["worth"], it["story"]):
        expect(side).to_contain_text(words)
    expect(side).to_contain_text(re.compile("content|uneasy|alarmed"))
    expect(side.locator(".work .waits").first).to_contain_text("now on")


def test_a_decision_says_what_it_would_do_before_it_is_taken(eight):
    chosen = eight.order()[2]
    eight.name(2).click()
    said = hint_of(eight, eight.page.locator(f'[data-key="cancel {chosen}"]'))
    assert re.search("Frees .*gives up", said)


def test_the_larger_loss_stands_further_right_and_the_likelier_one_higher(eight):
    spots = {it["id"]: it for it in seen(flight(EIGHT, 60))["risks"] if it["state"] == "open"}
    boxes = {it: eight.page.locator(f'[data-risk="{it}"]').bounding_box() for it in spots}
    by_loss = sorted(spots, key=lambda it: spots[it]["loss"])
    assert boxes[by_loss[0]]["x"] < boxes[by_loss[-1]]["x"]
    by_chance = sorted(spots, key=lambda it: spots[it]["chance"])
    assert boxes[by_chance[0]]["y"] > boxes[by_chance[-1]]["y"]
    field = eight.page.locator(".field").bounding_box()
    middles = [it["x"] + it["width"] / 2 for it in boxes.values()]
    assert all(field["x"] <= it <= field["x"] + field["width"] for it in middles)


def test_pointing_at_a_risk_of_the_list_lights_its_spot(eight):
    eight.page.locator(".risks li").nth(1).hover()
    expect(eight.page.locator(".spot.hot")).to_have_text("2")


def test_the_number_of_people_follows_a_hire(stage):
    role = next(it for it in load(OFFICE).roles if it.hire_days)
    hire = {"do": "people", "role": role.id, "change": 1}
    stage.show(seen(flight(OFFICE), hire))
    count = stage.page.locator(".count").nth(list(load(OFFICE).roles).index(role))
    expect(count).to_have_text(f"{role.people:g}+")
    expect(count).to_have_attribute("title", f"+1 on day {role.hire_days:.0f}")
    weeks = [{"do": "week"}] * (int(role.hire_days) // 5 + 1)
    stage.put(screen=seen(flight(OFFICE), hire, *weeks))
    expect(count).to_have_text(f"{role.people + 1:g}")


def test_at_the_start_no_week_of_people_is_shown_yet(stage):
    stage.show(seen(flight(OFFICE)))
    expect(stage.page.locator(".cell")).to_have_count(0)


def test_the_digits_of_people_fit_their_weeks_in_a_long_run(stage):
    stage.page.set_viewport_size({"width": 1280, "height": 720})
    stage.show(seen(flight(LONG, 1e6)))
    cut = stage.page.locator(".cell.short").evaluate_all(
        "them => them.filter((it) => it.scrollWidth > it.clientWidth + 1).length"
    )
    assert cut == 0


def test_after_the_end_people_and_offers_can_be_had_on_a_day_of_the_past(stage):
    session = flight(OFFICE, 1e6)
    stage.show(seen(session, {"do": "look", "day": 0}))
    for name in ("^Hire one", "^Buy “"):
        expect(stage.page.get_by_role("button", name=re.compile(name)).first).to_be_enabled()
    expect(stage.page.get_by_role("alert").filter(has_text="You are back on day 0")).to_be_visible()


def test_a_refusal_is_told_apart_without_colours(stage):
    stage.show({**seen(flight(OFFICE)), "refused": True, "said": "Not possible: it is over."})
    expect(stage.page.locator(".said")).to_have_text("✗ Not possible: it is over.")


WORDS = """() => [...document.querySelectorAll(".pmo *")].flatMap((it) =>
  [...it.childNodes].filter((child) => child.nodeType === 3).map((child) => child.data)
    .concat([it.title, it.ariaLabel, it.ariaValueText].filter(Boolean)))"""


@pytest.mark.parametrize("name", [OFFICE, EIGHT, LONG])
def test_no_id_and_no_part_of_a_day_is_shown(stage, name):
    session = flight(name, 66.4)
    stage.show(seen(session), ahead=forecast(session, FEW))
    stage.name(0).click()
    stage.button("Rules").click()
    words = "\n".join(stage.page.evaluate(WORDS))
    scenario = session.scenario
    every = (*scenario.projects, *scenario.risks, *scenario.mitigations, *scenario.roles)
    assert [it.id for it in every if "_" in it.id and it.id in words] == []
    assert re.findall(r"day \d+\.\d|\d\.\d+ days?\b|undefined|NaN|\[object", words) == []


# The coach


def test_the_coach_is_switched_where_the_mentor_lets_it_and_seen_only_when_on(stage):
    session = flight(OFFICE, 5)
    stage.show(seen(session), coach={"offered": False, "on": False, "text": ""})
    expect(stage.button("Coach")).to_have_count(0)
    stage.put(coach={**SILENT, "on": False})
    expect(stage.button("Coach")).to_have_attribute("aria-pressed", "false")
    expect(stage.region("Coach").and_(stage.page.locator("section"))).to_have_count(0)
    stage.button("Coach").click()
    stage.put(coach=SILENT)
    stage.button("Coach").click()
    assert stage.sent == [{"do": "coach", "on": True}, {"do": "coach", "on": False}]


def test_not_now_takes_the_words_away_and_leaves_the_focus_where_the_switch_is(stage):
    coached(stage)
    stage.button("Not now").focus()
    stage.page.keyboard.press("Enter")
    assert stage.sent == [{"do": "not_now"}] and stage.focused() == "coach"
    stage.put(coach=SILENT)
    expect(stage.page.locator(".coach")).to_contain_text("Nothing to ask just now.")
    assert stage.focused() == "coach"


def test_what_the_coach_says_is_read_out_politely_and_once(stage):
    coached(stage, coach=SILENT)
    voice = stage.page.locator(".voice")
    expect(voice).to_have_attribute("aria-live", "polite")
    voice.evaluate("it => { window.voice = it; window.spoken = 0; new MutationObserver(() => "
                   "(window.spoken += 1)).observe(it, { childList: true }); }")  # fmt: skip
    stage.put(coach=SPEAKS)
    stage.put(screen={**seen(flight(EIGHT, 60)), "answer": 2})
    assert voice.evaluate("it => it === window.voice"), "what is new in an old place is read out"
    assert voice.text_content() == REMARK and stage.page.evaluate("window.spoken") == 1


BOXES = """() => [...document.querySelectorAll(
  ".header, .board, .row, .people, .timeline, .coach, .footer, .shown button, .aside > *"
)].map((it) => JSON.stringify(it.getBoundingClientRect()))"""
WHOLE = "it => it.scrollHeight <= it.clientHeight + 1 && it.scrollWidth <= it.clientWidth"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_whatever_the_coach_says_moves_nothing_covers_nothing_and_is_whole(stage, size):
    stage.page.set_viewport_size({"width": size[0], "height": size[1]})
    coached(stage, coach=SILENT)
    stage.page.wait_for_timeout(100)
    before = stage.page.evaluate(BOXES)
    stage.put(coach=SPEAKS)
    stage.page.wait_for_timeout(100)
    assert stage.page.evaluate(BOXES) == before
    assert stage.page.evaluate(MEASURE) == []
    assert stage.page.locator(".coach .words").evaluate(WHOLE)


def test_beside_a_list_of_files_the_coach_has_more_lines(stage):
    coached(stage)
    stage.page.set_viewport_size({"width": 1280, "height": 720})
    stage.page.evaluate("document.body.style.width = '890px'")
    stage.page.wait_for_timeout(100)
    assert stage.page.locator(".coach .words").evaluate(WHOLE)


# Everybody can use it


NAMELESS = """() => [...document.querySelectorAll(
    ".pmo :is(button, select, input, textarea, summary, [tabindex='0'], [role])")]
  .filter((it) => !["presentation", "alert", "status", "tooltip"].includes(it.role))
  .filter((it) => !(it.ariaLabel || it.innerText?.trim() || it.title || it.labels?.length))
  .map((it) => it.outerHTML.slice(0, 90))"""
ROLELESS = """() => [...document.querySelectorAll(".pmo [tabindex='0']")]
  .filter((it) => !it.role && !["OL", "UL", "BUTTON"].includes(it.tagName))
  .map((it) => it.outerHTML.slice(0, 90))"""


def begun(stage, **looks):
    stage.show(seen(flight(EIGHT)), **looks)


def chosen(stage, **looks):
    session = flight(EIGHT, 60)
    stage.show(seen(session), ahead=forecast(session), **looks)
    stage.name(1).click()


def opened(stage, **looks):
    chosen(stage, **looks)
    stage.button("Rules").click()
    stage.page.locator(".drawer .ready button").last.click()


def sorting(stage, **looks):
    chosen(stage, **looks)
    stage.page.locator('[data-key="priority"]').click()


def in_the_past(stage, **looks):
    session = flight(EIGHT, 60)
    stage.show(seen(session, {"do": "look", "day": 20}), ahead=forecast(session), **looks)


def waiting(stage, **looks):
    stage.show(seen(flight(EIGHT, 65)), ahead=forecast(flight(EIGHT, 60)), **looks)


def refused(stage, **looks):
    shown = {**seen(flight(EIGHT, 60)), "refused": True, "said": "Not possible: it is over."}
    stage.show({**shown, "can_explain": True}, **looks)


def over(stage, **looks):
    stage.show(two_futures(), why={"sentences": ["One more was paid for."]}, **looks)
    stage.page.locator(".taken").first.click()


def at_the_start(stage, **looks):
    stage.show(seen(flight(OFFICE)), kept=KEPT, **looks)


def crowded(stage, **looks):
    session = flight(LONG, 200)
    stage.show(seen(session), ahead=forecast(session, FEW), **looks)


@lru_cache
def stormy():
    """The seat of somebody who has waited a week in which two things came from outside."""
    project = load(EIGHT).projects[0].id
    headline = "The ministry wants everything that was promised for the autumn by Easter. " * 4
    injects = (
        NewsInject(day=62, headline=headline[:300]),
        IssueInject(day=63, headline="A strike", project=project, amount=10, hits="delay"),
    )
    seat = Seat(Session(with_injects(load(EIGHT), *injects), seed=4).advance(60))
    seat.wait()
    return seat


def from_outside(stage, **looks):
    stage.show(screen(stormy()), **looks)


REMARK = (
    "The issue “A lever does something that nobody had written down” of One signal box instead of "
    "five has been known for two weeks, and nobody has been at work on that project since."
)
"""As long as any that a shipped organisation gives."""
SILENT = {"offered": True, "on": True, "text": ""}
SPEAKS = {**SILENT, "text": REMARK}


def coached(stage, **looks):
    session = flight(EIGHT, 60)
    stage.show(seen(session), ahead=forecast(session), **{"coach": SPEAKS, **looks})


STATES = (
    begun,
    coached,
    chosen,
    opened,
    sorting,
    in_the_past,
    waiting,
    refused,
    over,
    at_the_start,
    crowded,
    from_outside,
)


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


# One screen


MEASURE = """() => {
  const root = document.querySelector(".cockpit");
  const frame = root.getBoundingClientRect();
  const said = (it) => `${it.tagName} ${it.className} ${it.textContent.slice(0, 30)}`;
  const inside = (box, outer) => box.left >= outer.left - 1 && box.right <= outer.right + 1
    && box.top >= outer.top - 1 && box.bottom <= outer.bottom + 1;
  // A quiet button's text stands in line with other text; its edge, which nobody sees, does not.
  const grown = ({ left, right, top, bottom }) => ({ left: left - 4, right, top, bottom });
  const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  const wrong = [];
  const doc = document.documentElement;
  if (doc.scrollWidth > innerWidth) wrong.push("the page scrolls to the side");
  if (doc.scrollHeight > innerHeight) wrong.push("the page scrolls");
  if (root.scrollWidth > root.clientWidth) wrong.push("something is cut off at the side");
  if (root.scrollHeight > root.clientHeight) wrong.push("something is cut off at the bottom");
  const regions = [".header", ".banner", ".board", ".people", ".timeline", ".coach", ".footer"];
  for (const name of [".aside > *:first-child", ".aside > *:last-child"]) regions.push(name);
  const boxes = regions.map((it) => root.querySelector(it)).filter((it) => it?.offsetParent);
  const first = [...new Set(boxes)].map((it) => [it, it.getBoundingClientRect()]);
  for (const [it, box] of first) if (!inside(box, frame)) wrong.push("not inside: " + said(it));
  first.forEach(([it, box], place) => first.slice(place + 1).forEach(([other, its]) => {
    if (overlap(box, its)) wrong.push(`${said(it)} lies on ${said(other)}`);
  }));
  const free = (it) => !it.closest("[data-scroll]") && it.offsetParent;
  const buttons = [...root.querySelectorAll("button, .stat, .legend, .axis .out")].filter(free);
  for (const it of buttons) {
    const box = it.getBoundingClientRect();
    if (!inside(box, frame)) wrong.push("not inside: " + said(it));
    const home = it.closest(".header, .people, .timeline, .footer, .axis, .aside > *");
    if (home && !inside(box, grown(home.getBoundingClientRect())))
      wrong.push("outside its region: " + said(it));
    if (it.tagName !== "BUTTON") continue;
    const hit = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    if (!it.contains(hit)) wrong.push("cannot be clicked: " + said(it));
  }
  const cells = [...root.querySelectorAll(".stat .value, .ways, .out, .count, .strip .mini")];
  const seen = cells.filter((it) => it.offsetParent).map((it) => [it, it.getBoundingClientRect()]);
  seen.forEach(([it, box], place) => seen.slice(place + 1).forEach(([other, its]) => {
    if (overlap(box, its)) wrong.push(`${said(it)} lies on ${said(other)}`);
  }));
  const words = [...root.querySelectorAll(".stat .value, .out b, .ways button, .said")];
  const blocks = words.filter((it) => it.offsetParent && getComputedStyle(it).display !== "inline");
  for (const it of blocks)
    if (it.scrollWidth > it.clientWidth + 1) wrong.push("cut off: " + said(it));
  return wrong;
}"""


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
