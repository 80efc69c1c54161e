"""Notebook 07 in a browser: its pictures on a bare page, and the notebook once."""

import re

import pytest
from lesson_page import LONG, TROUBLE, lock_all, sound, try_rule, walk
from playwright.sync_api import Page, expect

from exercises.dashboard import DAY, OFFICE, RACED, RUNNING, STOP
from lessons.dashboard import SEED
from simulator.explorables.alarms import Alarms
from simulator.explorables.cards import Cards
from simulator.explorables.forward import NOTHING, Forward
from simulator.explorables.looking import alone
from simulator.explorables.picture import Picture, finish


def screen() -> Cards:
    picture = Cards(OFFICE, DAY, SEED)
    for card in ("cranes", "tower"):
        picture.place(card)
    return picture


def ordered() -> Cards:
    picture = screen()
    picture.place("siding")
    picture.sign()
    finish(picture, {"do": "worlds"})
    return picture


def bet() -> Alarms:
    picture = Alarms(alone(OFFICE, RACED[0]))
    picture.put_on("cpi")
    finish(picture, {"do": "watch"})
    return picture


def signed() -> Forward:
    picture = Forward(STOP, DAY)
    for case in RUNNING:
        picture.decide(case, case in ("tower", "siding"))
    picture.sign()
    finish(picture, {"do": "play"})
    return picture


PICTURES = {"cards": (ordered, screen, "All nine at once"),
            "alarms": (bet, lambda: Alarms(alone(OFFICE, RACED[0])), "All hundred at once"),
            "forward": (signed, lambda: Forward(STOP, DAY), "All fifty at once")}  # fmt: skip


def said(page: Page) -> str:
    return page.get_by_role("status").first.inner_text()


@pytest.mark.parametrize("light", [True, False], ids=["light", "dark"])
@pytest.mark.parametrize("name", PICTURES)
def test_names_roles_and_contrast(bare, problems, name, light):
    bare.page.set_viewport_size({"width": 700, "height": 900})
    told, untold, all_at_once = PICTURES[name]
    bare.show(told(), name, light)
    bare.press(all_at_once)
    sound(bare.page)
    closed: Picture = untold()
    closed.open = False
    bare.show(closed, name, light)
    sound(bare.page)
    assert problems == []


def test_audits_are_placed_by_keys_ordered_and_the_cards_turn_over(bare, problems):
    bare.show(screen(), "cards")
    siding, radio = (
        bare.page.get_by_role("button", name=re.compile(it)) for it in ("Rail siding", "Harbour r")
    )
    siding.focus()
    bare.page.keyboard.press("Space")
    bare.answer()
    assert siding.get_attribute("aria-pressed") == "true"
    assert bare.page.evaluate("document.activeElement.dataset.key") == "siding"
    radio.click()
    bare.answer()
    assert said(bare.page) == "there is money for 3 audits; take one back first"
    expect(bare.button("Turn the cards over")).to_be_disabled()
    bare.press("Order these audits")
    assert bare.page.locator(".tile.back").count() == 0
    bare.press("Turn the cards over")
    assert bare.page.locator(".tile.back").count() == len(OFFICE.projects)
    assert bare.page.locator(".rows .big").inner_text() == f"{bare.picture.shown().saved:,.0f}"
    assert bare.page.locator(".rows .track.dots i").count() == 0
    bare.press("Play fifty worlds")
    assert bare.page.locator(".rows .track.dots i").count() == 200
    assert problems == []


SOME = """() => {
    const turned = document.querySelectorAll(".tile.back").length;
    return turned > 0 && turned < 9;
}"""


def test_cards_turn_over_one_by_one_where_motion_is_welcome(bare, problems):
    bare.page.emulate_media(reduced_motion="no-preference")
    bare.show(ordered(), "cards")
    bare.press("Turn the cards over")
    bare.page.wait_for_function(SOME)  # not none, and not yet all
    expect(bare.page.get_by_role("status").first).to_contain_text("and nobody knew")
    assert bare.page.locator(".rows").count() == 0
    bare.page.evaluate("window.leave()")
    assert problems == []


def test_a_bet_is_placed_and_false_alarms_are_allowed_by_keys(bare, problems):
    bare.show(Alarms(alone(OFFICE, RACED[0])), "alarms")
    expect(bare.button("Let a hundred projects run")).to_be_disabled()
    bare.press("Bet on this: Cost index")
    assert bare.page.locator(".lane.mine b").inner_text() == "Cost index"
    bare.press("Let a hundred projects run")
    bare.press("Watch the projects")
    before = bare.page.locator(".lane.mine .big").inner_text()
    grip = bare.page.get_by_role("slider", name="False alarms allowed")
    grip.focus()
    for _ in range(3):
        bare.page.keyboard.press("ArrowLeft")
    bare.answer()
    assert grip.get_attribute("aria-valuetext") == "5 false alarms in a hundred"
    after = bare.page.locator(".lane.mine .big").inner_text()
    assert int(after) < int(before) and bare.picture.share == 5
    assert said(bare.page).startswith("With 5 false alarms in a hundred, your bet warns of")
    assert problems == []


def test_four_decisions_are_signed_and_played_both_ways(bare, problems):
    bare.show(Forward(STOP, DAY), "forward")
    bare.press("Stop: Two cranes")
    stop = bare.button("Stop: Two cranes")
    assert stop.get_attribute("aria-pressed") == "true"
    bare.press("Sign these decisions")
    assert said(bare.page) == "say of “Pilots’ tower” whether it goes on"
    for name in ("Go on: Pilots’ tower", "Stop: Harbour radio", "Go on: Rail siding"):
        bare.press(name)
    bare.press("Sign these decisions")
    assert bare.page.locator(".total .big").inner_text() == "?"
    bare.press("Run fifty worlds both ways")
    bare.press("Play both ways")
    page = bare.picture.shown()
    assert bare.page.locator(".total .big").inner_text() == f"{page.brought:,.0f}"
    assert bare.page.locator(".track.dots i").count() == 200
    bare.page.get_by_label("What waits for each crew").select_option(NOTHING)
    bare.answer()
    assert bare.picture.waits == NOTHING
    assert problems == []


# In JupyterLab


def test_the_dashboard_from_the_first_cell_to_the_last(lab, page, problems):
    walk(lab, page, "notebooks/07_dashboard.ipynb")
    lock_all(page)
    wall = page.locator(".card.cards")
    for name in ("Two cranes", "Customs hall", "Rail siding"):
        card = wall.get_by_role("button", name=re.compile(name))
        card.click()
        expect(card).to_have_attribute("aria-pressed", "true", timeout=LONG)
    wall.get_by_role("button", name="Order these audits").click()
    wall.get_by_role("button", name="Turn the cards over").click(timeout=LONG)
    expect(wall.locator(".tile.back")).to_have_count(9, timeout=LONG)
    expect(page.get_by_text("No honesty tells what its writer does not know")).to_be_visible(
        timeout=LONG
    )
    race = page.locator(".card.alarms")
    race.get_by_role("button", name="Bet on this: Earned schedule").click()
    race.get_by_role("button", name="Let a hundred projects run").click(timeout=LONG)
    race.get_by_role("button", name="Watch the projects").click(timeout=LONG)
    expect(race.get_by_role("status")).to_contain_text("your bet warns of", timeout=LONG)
    expect(page.get_by_text("Quiet ones still have it before them")).to_be_visible(timeout=LONG)
    expect(page.get_by_text("A faster crew makes wrong work faster")).to_be_visible(timeout=LONG)
    fork = page.locator(".card.forward")
    for name in ("Pilots’ tower", "Two cranes", "Harbour radio", "Rail siding"):
        stop = fork.get_by_role("button", name=f"Stop: {name}")
        stop.click()
        expect(stop).to_have_attribute("aria-pressed", "true", timeout=LONG)
    fork.get_by_role("button", name="Sign these decisions").click()
    fork.get_by_role("button", name="Run fifty worlds both ways").click(timeout=LONG)
    fork.get_by_role("button", name="Play both ways").click(timeout=LONG)
    expect(page.get_by_text("No decision is right in every world")).to_be_visible(timeout=LONG)
    rule = page.locator(".card.trial").last
    rule.get_by_label("reports are").select_option("made clear by an office")
    rule.get_by_label("less", exact=True).check()
    try_rule(rule)
    question = page.locator(".question").filter(has_text="The two cranes were better stopped")
    question.get_by_label("twice as much has been spent on them").check()
    question.get_by_role("button", name="Check my answer").click()
    expect(question).to_contain_text("It is spent on both ways", timeout=LONG)
    assert not page.get_by_text(TROUBLE).all()
    assert problems == []
