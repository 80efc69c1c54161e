"""Notebook 10 in a browser: its pictures on a bare page, and the notebook once."""

import re

import pytest
from lesson_page import LONG, TROUBLE, LessonPage, lock_all, sound, walk
from playwright.sync_api import Page, expect

from exercises.its_keep import BORNE, BUDGET, CORE, GOOD, OFFICE, OPTIONS, UNASKED, WAYS
from simulator.explorables import designer, doors, first_year, ledger
from simulator.explorables.designer import Designer, difference
from simulator.explorables.doors import Doors
from simulator.explorables.first_year import FirstYear
from simulator.explorables.ledger import Ledger
from simulator.explorables.parts import policy_of
from simulator.explorables.picture import Picture, finish
from simulator.explorables.standing import QUESTIONS, Standing


@pytest.fixture
def bare(bare: LessonPage, monkeypatch) -> LessonPage:
    """A bare page on which nothing moves, as wide as a notebook on a small screen; few worlds."""
    monkeypatch.setattr(designer, "OFFICES", 8)
    monkeypatch.setattr(designer, "FEW", 2)
    monkeypatch.setattr(first_year, "OFFICES", 4)
    monkeypatch.setattr(doors, "OFFICES", 8)
    monkeypatch.setattr(ledger, "OWN", 4)
    monkeypatch.setattr(ledger, "POOL", 4)
    return bare


def desk() -> Designer:
    return Designer(OFFICE, GOOD, BUDGET, BORNE)


def book() -> Ledger:
    return Ledger(
        lambda policy, seed: difference(UNASKED, policy, seed), lambda: policy_of(GOOD), 4500.0
    )


def played_desk() -> Picture:
    picture = desk()
    finish(picture, {"do": "play"})
    finish(picture, {"do": "shares"})
    return picture


def played(picture: Picture, *messages: dict[str, object]) -> Picture:
    for message in messages:
        finish(picture, message)
    return picture


def mapped() -> Picture:
    answers = [
        {"do": "answer", "question": name, "answer": list(each)[2]}
        for name, (_, each) in QUESTIONS.items()
    ]
    return played(Standing(OFFICE), *answers, {"do": "expect", "verdict": "costs"})


PICTURES = {
    "designer": played_desk,
    "first_year": lambda: played(FirstYear(UNASKED, WAYS), {"do": "play"}),
    "doors": lambda: played(Doors(OFFICE, CORE, OPTIONS), {"do": "play"}),
    "ledger": lambda: played(book(), {"do": "keep"}, {"do": "sign"}),
    "standing": mapped,
}
FURTHER = {"first_year": "Let the weeks pass", "doors": "All three at once",
           "ledger": "All hundred at once"}  # fmt: skip
"""What shows the rest."""


def said(page: Page) -> str:
    return page.get_by_role("status").first.inner_text()


@pytest.mark.parametrize("light", [True, False], ids=["light", "dark"])
@pytest.mark.parametrize("name", PICTURES)
def test_names_roles_and_contrast(bare, problems, name, light):
    bare.page.set_viewport_size({"width": 700, "height": 900})
    bare.show(PICTURES[name](), name, light)
    if name in FURTHER:
        bare.press(FURTHER[name])
    sound(bare.page)
    bare.picture.open = False
    bare.show(bare.picture, name, light)
    sound(bare.page)
    assert problems == []


def test_an_office_is_set_played_changed_and_signed_by_keys(bare, problems):
    bare.show(desk(), "designer")
    expect(bare.button("Who brought what?")).to_be_disabled()
    assert bare.page.locator(".sum .big").inner_text() == "?"
    bare.press("Play a hundred worlds")
    expect(bare.page.locator(".crowd .track i")).to_have_count(8)
    assert bare.page.locator(".sum .big").inner_text() == "8"
    door = bare.page.get_by_label("One door for projects")
    door.focus()
    door.select_option("two projects at most")
    bare.answer()
    assert bare.page.evaluate("document.activeElement.dataset.key") == "intake"
    assert said(bare.page) == "The office on the table is another one now. Play it."
    bare.press("Play a hundred worlds")
    assert "changed sides" in said(bare.page)
    now = bare.picture.shown().differences
    assert bare.page.locator(".crowd i.turned").count() == sum(it <= 0 for it in now)
    bare.page.get_by_label("Time to improve").select_option("10 hours of 100")
    bare.answer()
    assert said(bare.page).endswith("more than the 7 you may take; switch something off first")
    bare.press("Who brought what?")
    expect(bare.page.locator(".shares .track")).to_have_count(6)
    bare.press("Sign this office")
    expect(bare.button("Signed")).to_be_disabled()
    assert problems == []


def test_dots_glide_to_their_new_place_where_motion_is_welcome(bare, problems):
    bare.page.emulate_media(reduced_motion="no-preference")
    bare.show(desk(), "designer")
    bare.press("Play a hundred worlds")
    bare.page.get_by_label("One door for projects").select_option("two projects at most")
    bare.answer()
    bare.press("Play a hundred worlds")
    assert bare.page.locator(".crowd i[style*='pmo-designer-glide']").count() > 0
    assert problems == []


def test_weeks_are_followed_by_the_handle(bare, problems):
    bare.show(FirstYear(UNASKED, WAYS), "first_year")
    grip = bare.page.get_by_role("slider", name="Week")
    expect(grip).to_be_disabled()
    bare.press("Found it in fifty worlds")
    grip.focus()
    for _ in range(3):
        bare.page.keyboard.press("ArrowRight")
    assert grip.get_attribute("aria-valuetext") == "week 12"
    assert said(bare.page).startswith("Week 12: ")
    assert bare.page.locator(".sum .big").inner_text() == "?"
    bare.page.keyboard.press("End")
    assert bare.page.locator(".sum .big").inner_text() != "?"
    ahead = sum(bare.picture.shown().curves[0].ahead[-1])
    expect(bare.page.locator(".squares .ahead")).to_have_count(ahead)
    bare.press("what helps soonest first, the rest in half a year")
    assert said(bare.page) == "Choose how it begins, and found it."
    assert problems == []


def test_offices_go_through_doors_and_what_was_tried_is_kept_in_view(bare, problems):
    bare.show(Doors(OFFICE, CORE, OPTIONS), "doors")
    bare.press("Found a hundred of them")
    expect(bare.page.locator(".room i.there")).to_have_count(8)
    assert bare.page.locator("table").count() == 0
    bare.press("All three at once")
    left = bare.picture.rounds[-1].left
    assert bare.page.locator(".sum .big").inner_text() == str(left[-1])
    expect(bare.page.locator(".room i.closed")).to_have_count(8 - left[-1])
    bare.page.get_by_label("the office").select_option("both")
    bare.answer()
    assert said(bare.page) == "That is another office. Found a hundred of it."
    bare.press("Found a hundred of them")
    bare.press("All three at once")
    expect(bare.page.locator("tbody tr")).to_have_count(2)
    assert problems == []


def test_half_years_pass_one_by_one_where_motion_is_welcome(bare, problems):
    bare.page.emulate_media(reduced_motion="no-preference")
    bare.show(PICTURES["doors"](), "doors")
    bare.press("Let half-years pass")
    expect(bare.page.get_by_role("status").first).to_contain_text(re.compile("Week (26|52|78): "))
    bare.page.evaluate("window.leave()")
    assert problems == []


def test_a_sentence_is_written_signed_and_audited(bare, problems):
    bare.show(book(), "ledger")
    grip = bare.page.get_by_role("slider", name="You write: at least")
    expect(grip).to_be_disabled()
    bare.press("Open the ledger")
    grip.focus()
    bare.page.keyboard.press("End")
    bare.answer()
    bare.press("Sign “at least 4,500 k€”")
    bare.press("All hundred at once")
    assert bare.page.locator(".sum .big").inner_text() == "0"
    grip.focus()
    bare.page.keyboard.press("Home")
    bare.answer()
    assert bare.page.locator(".sum .big").inner_text() == "100"
    expect(bare.page.locator(".track i.holds")).to_have_count(100)
    expect(bare.button("Signed: at least 4,500 k€")).to_be_disabled()
    assert problems == []


def test_one_s_own_office_moves_on_the_map_which_turns_over_at_last(bare, problems):
    bare.show(Standing(OFFICE), "standing")
    expect(bare.button("pays")).to_be_disabled()
    for number, (name, (text, each)) in enumerate(QUESTIONS.items(), 1):
        bare.page.get_by_label(text).select_option(list(each)[1])
        bare.answer()
        assert bare.picture.answers[name] == list(each)[1]
        assert bare.page.locator(".maps .tile.mine").count() > 0
        assert bare.page.locator(".maps .tile.pays").count() == 0, number
    assert bare.page.locator(".maps .tile.mine").count() == 1
    bare.press("costs more than it brings")
    expect(bare.page.locator(".maps .tile.pays")).to_have_count(52)
    expect(bare.page.locator(".maps .tile.costs")).to_have_count(16)
    assert said(bare.page).endswith("You expected: costs.")
    assert problems == []


# In JupyterLab


def test_its_keep_from_the_first_cell_to_the_last(lab, page, problems):
    walk(lab, page, "notebooks/10_its_keep.ipynb")
    lock_all(page)
    desk = page.locator(".card.designer")
    desk.get_by_role("button", name="Play a hundred worlds").click()
    expect(desk.get_by_role("button", name="Sign this office")).to_be_enabled(timeout=LONG)
    desk.get_by_role("button", name="Sign this office").click()
    expect(page.get_by_text("It is worth what would be missing")).to_be_visible(timeout=LONG)
    year = page.locator(".card.year")
    year.get_by_role("button", name="Found it in fifty worlds").click()
    expect(page.get_by_text("judged near the bottom of the curve")).to_be_visible(timeout=LONG)
    hall = page.locator(".card.doors")
    hall.get_by_role("button", name="Found a hundred of them").click()
    expect(page.get_by_text("Nobody gets credit for fixing")).to_be_visible(timeout=LONG)
    book = page.locator(".card.ledger")
    book.get_by_role("button", name="Open the ledger").click()
    expect(book.get_by_role("button", name=re.compile("Sign"))).to_be_enabled(timeout=LONG)
    book.get_by_role("button", name=re.compile("Sign")).click()
    expect(page.get_by_text("promise its lower end")).to_be_visible(timeout=LONG)
    chart = page.locator(".card.standing")
    for text, each in QUESTIONS.values():
        chart.get_by_label(text).select_option(list(each)[0])
    chart.get_by_role("button", name="nobody can tell").click()
    expect(chart).to_contain_text("You expected: nobody can tell.", timeout=LONG)
    expect(page.get_by_text("it shows what silence may cost")).to_be_visible(timeout=LONG)
    question = page.locator(".question").filter(has_text="What helps it most")
    question.get_by_label("it makes large claims").check()
    question.get_by_role("button", name="Check my answer").click()
    expect(question).to_contain_text("then all is lost", timeout=LONG)
    assert not page.get_by_text(TROUBLE).all()
    assert problems == []
