"""What all pictures of lessons share, on a bare page: no kernel, no Jupyter."""

import re

import pytest
from lesson_page import LessonPage, sound
from own_plan import PLAN
from playwright.sync_api import expect

from simulator.explorables.own_portfolio import OwnPortfolio
from simulator.explorables.picture import finish
from simulator.explorables.prediction import Prediction
from simulator.explorables.taking_part import Attending, TakingPart
from simulator.importing import Shelf
from simulator.importing.bringing import STEPS


@pytest.fixture
def line(bare_page, problems):
    """A prediction between 40 and 60 days that nobody has locked."""
    shown = LessonPage(bare_page)
    yield shown.show(Prediction("When is all of it done?", "days", 40, 60), "forecast")
    assert problems == []


def test_news_while_somebody_types_break_nothing(line):
    # taking the field away tells of a change, which asks to draw anew in the middle of drawing
    field = line.page.get_by_label("lowest", exact=True)
    field.press_sequentially("5")
    line.page.evaluate("model.put({ state: { ...model.get('state'), said: 'news' } })")
    assert line.page.get_by_text("news", exact=True).count() == 1
    assert field.input_value() == "540" and line.page.locator(".forecast").count() == 1


def test_a_button_out_of_sight_keeps_its_name(line):
    # JupyterLab leaves out cells beyond the window, and a browser then the text of what is in them
    line.page.evaluate("document.querySelector('.pmo').style.contentVisibility = 'hidden'")
    lock = line.page.locator("[data-key=lock]")
    assert lock.inner_text() == ""
    assert lock.get_attribute("aria-label") == "Lock my prediction"


# A plan of one's own


@pytest.mark.parametrize(("wide", "light"), [(1280, True), (360, False)])
def test_every_step_is_sound_on_a_desk_and_on_a_phone(bare_page, tmp_path, wide, light):
    (tmp_path / "Werk.csv").write_text(PLAN, encoding="utf-8")
    picture = OwnPortfolio(Shelf(tmp_path / "flights"), tmp_path)
    finish(picture, {"do": "beside", "names": ["Werk.csv"]})
    finish(picture, {"do": "foresee", "worlds": 10})
    row = picture.bringing.plan.activities[1]
    finish(picture, {"do": "look", "about": "activities", "key": row.key})
    bare_page.set_viewport_size({"width": wide, "height": 900})
    for step in STEPS:
        finish(picture, {"do": "step", "step": step})
        LessonPage(bare_page).show(picture, "own_portfolio", light)
        sound(bare_page)


def test_by_keyboard_a_plan_is_read_and_each_step_begins_at_its_name(bare_page, tmp_path):
    (tmp_path / "Werk.csv").write_text(PLAN, encoding="utf-8")
    shown = LessonPage(bare_page).show(
        OwnPortfolio(Shelf(tmp_path / "f"), tmp_path), "own_portfolio"
    )
    bare_page.get_by_role("button", name="Read Werk.csv").focus()
    for step in ("Map", "Preview", "Mend", "Check", "Save and fly"):
        bare_page.keyboard.press("Enter")
        shown.answer()
        here = bare_page.locator('[aria-current="step"]')
        expect(here).to_contain_text(step)
        expect(here).to_be_focused()
        bare_page.locator("[data-key=onward]").focus() if step != "Save and fly" else None


# A workshop's time


class InTime(Attending):
    """A team in a round that closes at a moment."""

    closes = 0.0

    def shown(self) -> TakingPart:
        """The round is open; nothing else is known."""
        return TakingPart(
            url="", code="", team="Otters", hub=False, which=False, come=True, title="Room",
            phase="open", story="Round 1 is open.", closes=self.closes,
        )  # fmt: skip


def test_the_time_that_is_left_in_a_round_counts_down(bare_page, problems):
    bare_page.clock.install()
    room = InTime()
    room.closes = bare_page.evaluate("Date.now()") + 61_500
    LessonPage(bare_page).show(room, "taking_part")
    left = bare_page.get_by_role("timer", name="Time left in this round")
    expect(left).to_have_text("1:02 left")
    bare_page.clock.run_for(2_000)
    expect(left).to_have_text("1:00 left")
    expect(left).to_have_class(re.compile("soon"))
    bare_page.clock.run_for(60_000)
    expect(left).to_have_text("Time is up: your mentor closes the round")
    assert problems == []
