"""What all pictures of lessons share, on a bare page: no kernel, no Jupyter."""

import pytest
from lesson_page import LessonPage

from simulator.explorables.prediction import Prediction


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
