"""The test without a name and the mentor's board in a browser; notebook 12 once."""

import re

import pytest
from lesson_page import LONG, TROUBLE, LessonPage, sound, walk
from playwright.sync_api import Locator, expect
from test_explorables_learning import fill, handed

from simulator.explorables.learned import Learned
from simulator.explorables.picture import finish
from simulator.explorables.sitting import Sitting
from simulator.learning.classroom import KINDS, classroom
from simulator.learning.code import first_form, whole
from simulator.learning.sheet import written

CODES = [whole([it, 3, 8, 14]) for it in range(19)]
FORM_A = next(it for it in CODES if first_form(it) == "B")
"""A code whose second test is form A."""
RANGE, CHOICE, BOX, ARROW = 1, 6, 8, 9


@pytest.fixture
def bare(bare: LessonPage) -> LessonPage:
    """As narrow and high as a page of a test."""
    bare.page.set_viewport_size({"width": 800, "height": 900})
    return bare


def asked(place: int, answered: bool = True) -> Sitting:
    """The second test, form A, at this question."""
    test = Sitting("after")
    test.begin(FORM_A)
    test.turn(place)
    return fill(test) if answered else test


def told() -> Sitting:
    first = handed()
    return handed("after", first, first.code)


def board() -> Learned:
    picture = Learned()
    text = written(classroom(KINDS["only think so"], 12, 1))
    finish(picture, {"do": "files", "files": [{"name": "class.csv", "text": text}]})
    finish(picture, {"do": "files", "files": [{"name": "<b>.csv", "text": "name,age"}]})
    return picture


SPILLED = """() => [...document.querySelectorAll(".diagram g.box")].filter((it) => {
  const [box, text] = ["rect", "text"].map((tag) => it.querySelector(tag).getBoundingClientRect());
  return text.left < box.left || text.right > box.right || text.height > box.height;
}).map((it) => it.textContent)"""
"""Boxes of a diagram whose words are larger than they are."""
PAGES = {
    "start": lambda: Sitting("after"),
    "range": lambda: asked(RANGE),
    "choice": lambda: asked(CHOICE),
    "box": lambda: asked(BOX, False),
    "arrow": lambda: asked(ARROW),
    "told": told,
    "board": board,
}


@pytest.mark.parametrize(
    ("name", "light"),
    [*((it, True) for it in PAGES), *((it, False) for it in ("choice", "arrow", "told", "board"))],
)
def test_names_roles_and_contrast(bare, problems, name, light):
    bare.page.set_viewport_size({"width": 700, "height": 900})
    bare.show(PAGES[name](), "learning_effect" if name == "board" else "learning", light)
    for summary in bare.page.locator("summary").all():
        summary.click()
    sound(bare.page)
    assert problems == []


def given(bare: LessonPage):
    return bare.picture.given[bare.picture.place]


def test_a_range_is_given_by_keys_or_typed(bare, problems):
    bare.show(asked(RANGE, False), "learning")
    low = bare.page.get_by_role("slider", name=re.compile("^Lowest"))
    assert low.get_attribute("aria-valuetext") == "15 days"
    low.press("ArrowRight")
    bare.answer()
    assert (given(bare).low, given(bare).high) == (16, 75) and given(bare).whole
    assert bare.page.evaluate("document.activeElement.getAttribute('role')") == "slider"
    field = bare.page.get_by_label("highest", exact=True)
    field.fill("60,5")
    field.press("Tab")
    bare.answer()
    assert (given(bare).low, given(bare).high) == (16, 60.5)
    field.fill("many")
    field.press("Tab")
    bare.answer()
    assert bare.page.get_by_label("highest", exact=True).input_value() == "60.5"
    assert problems == []


def test_a_choice_takes_two_answers_and_the_way_back_keeps_them(bare, problems):
    bare.show(asked(CHOICE, False), "learning")
    bare.page.get_by_label("What each euro takes away decides").check()
    bare.answer()
    assert not given(bare).whole
    bare.page.get_by_label("80 %", exact=True).press("Space")
    bare.answer()
    assert given(bare).whole and given(bare).sure == 0.8
    assert bare.page.evaluate("document.activeElement.dataset.key") == f"sure {CHOICE} 0.8"
    bare.press("Back")
    bare.press("Next")
    expect(bare.page.get_by_label("80 %", exact=True)).to_be_checked()
    bare.press("Question 1, not answered")
    assert bare.picture.place == 0
    bare.press("Hand in")
    expect(bare.page.get_by_role("status").last).to_contain_text("no answer yet to questions 1, 2")
    assert problems == []


def test_a_diagram_says_in_words_what_it_shows_and_shows_what_is_chosen(bare, problems):
    bare.show(asked(BOX, False), "learning")
    picture = bare.page.get_by_role("img")
    assert "Each has more in hand leads to an empty box" in str(picture.get_attribute("aria-label"))
    bare.page.get_by_role("radio", name="What has begun takes longer").check()
    bare.answer()
    said = "Each has more in hand leads to What has begun takes longer"
    assert said in str(bare.page.get_by_role("img").get_attribute("aria-label"))
    bare.press("Next")
    arrow = bare.page.locator(".diagram .arrow.mine")
    assert arrow.count() == 0
    bare.page.get_by_role("radio", name="Work still to do").check()
    bare.answer()
    assert arrow.count() == 1
    assert bare.page.evaluate(SPILLED) == []
    assert problems == []


def test_what_many_worlds_say_comes_after_the_second_test_only(bare, problems):
    bare.show(handed(), "learning")
    expect(bare.page.get_by_text("What is right is told after the second test.")).to_be_visible()
    assert bare.page.locator("details").count() == 0
    bare.show(told(), "learning")
    assert bare.page.locator("details.told").count() == 2
    assert bare.page.locator("details.told li").count() == 24
    assert problems == []


def test_a_mentor_chooses_files(bare, problems, tmp_path):
    paths = []
    for number, it in enumerate(classroom(KINDS["learn much"], 12, 1)):
        paths.append(tmp_path / f"{number}.csv")
        paths[-1].write_text(written([it]), encoding="utf-8")
    bare.show(Learned(tmp_path), "learning_effect")
    bare.page.get_by_label("Choose files").set_input_files([str(it) for it in paths])
    bare.page.wait_for_function("window.sent.length === 1")
    bare.answer()
    expect(bare.page.get_by_role("heading")).to_contain_text("They learned much: 12 trainees")
    assert bare.page.locator(".people li").count() == 12
    bare.press("Begin anew")
    assert bare.page.locator(".people li").count() == 0
    folder = bare.page.get_by_label("or a folder")
    folder.fill(str(tmp_path / "none"))
    folder.press("Enter")
    bare.answer()
    expect(bare.page.get_by_role("status")).to_contain_text("there is no folder")
    assert problems == []


# In JupyterLab


def answer(card: Locator) -> None:
    """Answer the question that is shown, by keys."""
    if card.get_by_role("slider").count():
        card.get_by_role("slider").first.press("ArrowRight")
    else:
        card.get_by_role("radio").first.check()
        if card.get_by_text("How sure are you?").count():
            card.get_by_label("70 %", exact=True).check()


def test_before_and_after_from_the_first_cell_to_the_last(lab, page, problems):
    walk(lab, page, "notebooks/12_before_and_after.ipynb")
    first, second = page.locator(".card.learning").all()
    first.get_by_role("button", name="Begin").click()
    for number in range(1, 13):
        expect(first.locator("button[aria-current]")).to_have_text(str(number), timeout=LONG)
        answer(first)
        expect(first.get_by_text(f"{number} of 12 answered")).to_be_visible(timeout=LONG)
        if number < 12:
            first.get_by_role("button", name="Next").click()
    first.get_by_role("button", name="Hand in").click()
    code = first.locator(".code.big")
    expect(code).to_have_text(re.compile("^[A-Z]{5}$"), timeout=LONG)
    first.get_by_role("button", name="Save it as a file").click()
    expect(first.get_by_text(re.compile(r"test before [A-Z]{5}\.csv"))).to_be_visible(timeout=LONG)
    field = second.get_by_label("Your code")
    expect(field).to_have_value(code.inner_text(), timeout=LONG)
    field.fill("XXXXX")
    second.get_by_role("button", name="Begin").click()
    expect(second.get_by_role("status")).to_contain_text("is no code", timeout=LONG)
    field.fill(code.inner_text().lower())
    second.get_by_role("button", name="Begin").click()
    expect(second.get_by_text("0 of 12 answered")).to_be_visible(timeout=LONG)
    assert not page.get_by_text(TROUBLE).all()
    assert problems == []
