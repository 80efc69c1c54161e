"""What a screen of the cockpit says and marks."""

import re

import pytest
from hostile import NAMES, named
from looks import EIGHT, KEPT, LONG, OFFICE, two_futures
from playwright.sync_api import expect
from stage import flight, forecast, seen

from simulator import Session, load
from simulator.cockpit.ahead import FEW


def test_the_banner_is_there_in_the_past_and_ends(stage):
    session = flight(EIGHT, 60)
    shown = seen(session, {"do": "look", "day": 20})
    stage.show(shown, ahead=forecast(session))
    banner = stage.page.get_by_role("alert").filter(has_text="You are back on day 20")
    expect(banner).to_be_visible()
    expect(stage.button("Next week")).to_have_count(0)
    expect(stage.page.locator(".dots i")).to_have_count(0), "the past knows no forecast of today"
    expect(stage.page.locator(".axis .out")).to_have_text("no forecast"), "and none is promised"
    expect(stage.page.locator("[data-row] .out b").first).to_have_text("–")
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
