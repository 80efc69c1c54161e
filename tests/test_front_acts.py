"""What the cockpit's buttons and keys send."""

import re

import pytest
from looks import EIGHT, KEPT, OFFICE
from playwright.sync_api import expect
from stage import flight, forecast, seen

from simulator import load

DOUBLE = 700  # milliseconds: a second click is one of its own by then


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
