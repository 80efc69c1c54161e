"""Every figure has a sentence that says what it shows, and draws without a screen."""

import base64
import html
import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from simulator import Session, debrief, experiment, figures, load, tables
from simulator.cockpit.days import date_of
from simulator.figures.drawing import Drawing, Scale
from simulator.figures.paper import picture
from simulator.session import Session as Flight

OFFICE = load("three_projects")
FLIGHT = Session(OFFICE, seed=1).advance(30)
RUN = FLIGHT.to_end()

LEVELS = (
    figures.Level("you", -40.0, 12.0, 3.0, 21.0, mine=True),
    figures.Level("who knew it all", 90.0, 95.0, 80.0, 110.0, bound=True),
)


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
        "fork": figures.fork(RUN.visible, RUN.visible, OFFICE, 5, ("one", "other")),
        "bars": figures.bars(FLIGHT.visible, RUN.visible, OFFICE, 5, 30),
        "bars before anything": figures.bars((), (), OFFICE, 0),
        "boundary": figures.boundary(debrief.boundary(OFFICE)),
        "calibration": figures.calibration(),
        "levels": figures.levels(LEVELS, "Others did better."),
        "fan": figures.fan(paths, OFFICE, mine=1),
        "cloud": figures.cloud(numbers, "value delivered", "k€", 300.0),
    }


def test_a_cloud_calls_what_lies_in_it_by_its_name():
    said = repr(figures.cloud([1.0, 2.0, 3.0, 4.0], "cost", "k€", 3.0, "what you hold back"))
    assert said.endswith("What you hold back, 3, is higher than 75% of them.")
    assert "This run, 3," in repr(figures.cloud([1.0, 2.0], "cost", "k€", 3.0))


def test_every_picture_can_be_drawn_and_says_what_it_shows(paths):
    for name, it in pictures(paths).items():
        assert "<svg" in it.html() or it.png()[:8] == b"\x89PNG\r\n\x1a\n", name
        assert re.fullmatch(r"[A-Z0-9“].+[.]", it.sentence, re.DOTALL), name


def test_a_picture_on_a_screen_has_its_sentence_as_alternative_text():
    picture = figures.gantt(RUN.visible, OFFICE)
    page = picture.html()
    label = re.search(r'<svg [^>]*role="img" aria-label="([^"]+)"', page)[1]
    assert html.unescape(label) == picture.sentence
    assert label.startswith("In the end, 3 of 3 projects are finished.")


def test_a_picture_for_paper_has_its_sentence_as_alternative_text_too():
    page = figures.calibration().html()
    alt = re.search(r'<img alt="([^"]+)"', page)[1]
    assert html.unescape(alt) == figures.calibration().sentence
    data = re.search(r"base64,([^\"]+)", page)[1]
    assert b"<svg" in base64.b64decode(data)


def test_a_drawing_is_one_svg_that_any_reader_of_xml_understands(paths):
    for name, it in pictures(paths).items():
        if isinstance(it, figures.Sketch):
            root = ElementTree.fromstring(it.svg)
            width, height = map(float, root.get("viewBox").split()[2:])
            for text in root.iter("{http://www.w3.org/2000/svg}text"):
                assert -1 <= float(text.get("x")) <= width and float(text.get("y")) <= height, name


def test_a_sentence_cannot_break_out_of_its_page():
    for it in (
        picture.Picture(figures.calibration().figure, 'a "b" <script>'),
        Drawing(10, 10).sketch('a "b" <script>'),
    ):
        assert "<script>" not in it.html() and '="a &quot;b&quot;' in it.html()


def test_a_notebook_stores_the_picture_and_compares_the_sentence():
    bundle = figures.people(RUN.visible, OFFICE)._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle["text/plain"].startswith("Most waited for: ")
    assert set(figures.calibration()._repr_mimebundle_()) == {"image/png", "text/plain"}


def test_the_same_picture_is_the_same_file():
    def draw():
        return figures.gantt(RUN.visible, OFFICE).html()

    assert draw() == draw()


def test_working_days_fall_on_dates_without_weekends():
    days = [date_of("2027-01-04", day) for day in (0, 4, 5, 20, 59.5)]
    assert days == ["4 Jan", "8 Jan", "11 Jan", "1 Feb", "26 Mar"]


def test_colours_can_be_told_apart_without_seeing_red_and_green():
    # Okabe and Ito's, where lightness differs too: no two of those used together are close
    def lightness(colour):
        red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    used = (picture.BLUE, picture.ORANGE, picture.GREY, picture.VERMILION)
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
    for show in (figures.gantt, figures.people, tables.portfolio, tables.register):
        assert repr(show(seen, OFFICE)) == repr(show(knows, OFFICE)), show.__name__


@pytest.mark.parametrize("ends", [(0, 1), (-6200.0, 3400.0), (0, 419.3), (0.0, 0.004), (-3, -1)])
def test_an_axis_has_a_handful_of_round_numbers_within_it(ends):
    ticks = Scale(*ends, 0, 900).ticks()
    assert 2 <= len(ticks) <= 9
    assert all(ends[0] <= it <= ends[1] for it in ticks)
    assert len({round(b - a, 9) for a, b in pairwise(ticks)}) == 1
