"""Every figure has a sentence that says what it shows, and draws without a screen."""

import base64
import html
import re
from itertools import pairwise

import pytest

from simulator import Session, debrief, experiment, figures, load, tables
from simulator.figures import picture
from simulator.session import Session as Flight

OFFICE = load("three_projects")
FLIGHT = Session(OFFICE, seed=1).advance(30)
RUN = FLIGHT.to_end()


@pytest.fixture(scope="module")
def paths():
    return experiment.paths(OFFICE, seeds=range(1, 21), progress=False)


def pictures(paths):
    numbers = paths.iloc[-1]
    return {
        "gantt": figures.gantt(FLIGHT.visible, OFFICE, FLIGHT.plan, FLIGHT.today),
        "gantt at the end": figures.gantt(RUN.visible, OFFICE),
        "gantt before anything": figures.gantt((), OFFICE, (), 0),
        "people": figures.people(RUN.visible, OFFICE),
        "people before anything": figures.people((), OFFICE),
        "money": figures.money(FLIGHT.visible, OFFICE, FLIGHT.plan, FLIGHT.today),
        "fork": figures.fork(RUN.visible, RUN.visible, OFFICE, 5, ("one", "other")),
        "bars": figures.bars(FLIGHT.visible, RUN.visible, OFFICE, 5, 30),
        "bars before anything": figures.bars((), (), OFFICE, 0),
        "risks": figures.risks(FLIGHT.visible, OFFICE),
        "boundary": figures.boundary(debrief.boundary(OFFICE)),
        "no risk": figures.risks(RUN.visible, OFFICE),
        "fan": figures.fan(paths, OFFICE, mine=1),
        "cloud": figures.cloud(numbers, "value delivered", "k€", 300.0),
    }


def test_every_picture_can_be_drawn_and_says_what_it_shows(paths):
    for name, it in pictures(paths).items():
        assert it.png()[:8] == b"\x89PNG\r\n\x1a\n", name
        assert re.fullmatch(r"[A-Z0-9“].+[.]", it.sentence, re.DOTALL), name


def test_a_picture_on_a_screen_has_its_sentence_as_alternative_text():
    picture = figures.gantt(RUN.visible, OFFICE)
    page = picture.html()
    alt = re.search(r'<img alt="([^"]+)"', page)[1]
    assert html.unescape(alt) == picture.sentence
    assert alt.startswith("In the end, 3 of 3 projects are finished.")
    data = re.search(r"base64,([^\"]+)", page)[1]
    assert b"<svg" in base64.b64decode(data)


def test_a_sentence_cannot_break_out_of_its_page():
    it = picture.Picture(figures.people((), OFFICE).figure, 'a "b" <script>')
    assert "<script>" not in it.html() and 'alt="a &quot;b&quot;' in it.html()


def test_a_notebook_stores_the_picture_and_compares_the_sentence():
    bundle = figures.people(RUN.visible, OFFICE)._repr_mimebundle_()
    assert set(bundle) == {"image/png", "text/plain"}
    assert bundle["text/plain"].startswith("Most waited for: ")


def test_the_same_picture_is_the_same_file():
    def draw():
        return figures.gantt(RUN.visible, OFFICE).html()

    assert draw() == draw()


def test_working_days_fall_on_dates_without_weekends():
    days = [picture.day_name("2027-01-04", day) for day in (0, 4, 5, 20, 59.5)]
    assert days == ["4 Jan", "8 Jan", "11 Jan", "1 Feb", "26 Mar"]


def test_colours_can_be_told_apart_without_seeing_red_and_green():
    # Okabe and Ito's, where lightness differs too: no two of those used together are close
    def lightness(colour):
        red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    used = (picture.BLUE, picture.ORANGE, picture.GREY, picture.VERMILLION)
    values = sorted(map(lightness, used))
    assert all(later - earlier > 15 for earlier, later in pairwise(values))


def test_a_table_is_text_in_a_terminal_and_html_on_a_screen():
    table = tables.Table("Numbers", ("name", "value"), [("a <b>", "1"), ("c", "–")])
    assert repr(table) == "Numbers\nname   value\na <b>  1\nc      –"
    assert "<caption" in table.html() and "a &lt;b&gt;" in table.html()


def test_every_table_has_a_row_for_everything():
    assert len(tables.portfolio((), OFFICE).rows) == 3
    assert len(tables.register(RUN.visible, OFFICE).rows) == len(OFFICE.risks)
    assert len(tables.people(RUN.visible, OFFICE).rows) == len(OFFICE.roles)
    assert len(tables.earned_value(RUN.visible, RUN.plan, OFFICE).rows) == 3
    assert len(tables.futures(RUN.visible, RUN.visible, OFFICE).rows) == 3 + 1
    assert tables.urgency(OFFICE).rows[0][0] == "Reports for the grid"


def test_hidden_facts_do_not_show_on_any_screen(paths):
    flight = next(
        it for it in (Flight(OFFICE, seed=seed).advance(30) for seed in range(50))
        if len(it.events) > len(it.visible)
    )  # fmt: skip
    seen, knows = flight.visible, flight.events
    for show in (figures.gantt, figures.people, figures.risks, tables.portfolio, tables.register):
        assert repr(show(seen, OFFICE)) == repr(show(knows, OFFICE)), show.__name__
