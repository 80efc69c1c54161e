"""A name is shown as it is: nothing in it acts on a page, in a picture or in a terminal."""

import re
from html.parser import HTMLParser

import pandas as pd
import pytest
from hostile import ACTING, NAMES, file_with, named
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.axis import Axis
from matplotlib.mathtext import MathTextParser
from matplotlib.text import Text

from simulator import Session, cli, figures, load, metrics, tables
from simulator.cockpit.screen import screen
from simulator.cockpit.seat import Seat
from simulator.decisions import BuyMitigation
from simulator.figures.drawing import Sketch
from simulator.figures.look import LONGEST_LABEL, Look
from simulator.figures.paper.picture import Picture, canvas
from simulator.narration import narrate
from simulator.plain_text import for_attribute, for_page, visible
from simulator.policies import Policy
from simulator.report import Case, Part
from simulator.report.file import section
from simulator.report.fork import fork
from simulator.report.luck import luck
from simulator.report.result import result
from simulator.report.strokes import strokes
from simulator.widgets import Forecast, Question
from simulator.widgets.page import note

OFFICE = load("three_projects")
OURS = {
    "b", "caption", "details", "div", "figcaption", "figure", "h2", "h3", "img", "li", "ol", "p",
    "section", "span", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul",
    "circle", "defs", "pattern", "polygon", "polyline", "rect", "svg", "text",
    "tspan",
}  # fmt: skip
"""The elements that our own pages are made of."""


class Page(HTMLParser):
    """What a person reads on a page, and in what it stands."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.pieces, self.tags, self.alternatives = [], [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.pieces.append("")
        self.alternatives += [value for name, value in attributes if name in ("alt", "aria-label")]

    def handle_endtag(self, tag):
        self.pieces.append("")

    def handle_data(self, data):
        self.pieces[-1:] = ["".join([*self.pieces[-1:], data])]

    @property
    def text(self) -> str:
        return "".join(self.pieces)


def read(page: str) -> str:
    """The text of a page of ours, in which no name has become an element or a formula."""
    it = Page(page)
    assert set(it.tags) <= OURS
    for piece in it.pieces:
        assert piece in ("$", "\\") or not set(piece) & set("$\\"), piece
    assert not ACTING.search(page)
    return it.text


@pytest.fixture(params=NAMES, ids=ascii)
def name(request):
    return request.param


@pytest.fixture
def flight(name):
    return Session(named(OFFICE, name), seed=1).advance(30)


@pytest.fixture
def no_formulas(monkeypatch):
    """Nothing may be read as a formula, however it is drawn."""

    def refuse(self, text, *rest, **more):
        raise AssertionError(f"{text!r} was read as a formula")

    monkeypatch.setattr(MathTextParser, "parse", refuse)


def words(picture: Look) -> str:
    """Everything that is written in a picture, once it is drawn."""
    if isinstance(picture, Sketch):
        return Page(picture.svg).text
    texts = picture.figure.findobj(Text)
    return "\n".join(it.get_text() for it in texts)


# Pictures


def pictures(flight, name):
    scenario, seen, end = flight.scenario, flight.visible, flight.to_end()
    numbers = pd.Series([1.0, 2.0, 3.0])
    return {
        "gantt": figures.gantt(seen, scenario, flight.plan, flight.today),
        "people": figures.people(seen, scenario, flight.today),
        "fork": figures.fork(end.visible, seen, scenario, 5, (name, f"{name} too")),
        "bars": figures.bars(end.visible, seen, scenario, 5, 6),
        "cloud": figures.cloud(numbers, name, name),
        "tornado": figures.tornado(tried(name), (name, f"{name} too")),
    }


def tried(name):
    row = {
        "mechanism": "M01", "parameter": "early", "value": 1.0, "metric": "net", "worlds": 2,
        "difference": 5.0, "low": 1.0, "high": 9.0, "outcome": "base", "note": "",
    }  # fmt: skip
    other = row | {"parameter": name, "value": name, "difference": 9.0, "outcome": "holds"}
    return pd.DataFrame([row, other, row | {"outcome": "refused", "note": name, "value": 2.0}])


def test_every_picture_shows_the_letters_of_a_name_and_reads_no_formula(flight, name, no_formulas):
    for kind, picture in pictures(flight, name).items():
        page = picture.html()
        assert visible(name) in words(picture), kind
        read(page)
        assert Page(page).alternatives == [visible(picture.sentence)]


def test_a_stored_picture_with_its_sentence_below_reads_no_formula_either(name, no_formulas):
    picture = figures.tornado(tried(name), (name, f"{name} too"))
    assert picture.png().startswith(b"\x89PNG")


def test_a_new_figure_need_not_think_of_names(no_formulas, name):
    figure, (axes,) = canvas()
    axes.set_title(name)
    axes.set_yticks([0, 1], [name, "other"])
    axes.annotate(name, (0, 0))
    figure.supylabel(name)
    picture = Picture(figure, name)
    picture.png()
    picture.html()
    shown = words(picture).split("\n")
    assert shown.count(visible(name)) >= 4 or "\n" in name  # lines are a figure's own doing
    for axis in figure.findobj(Axis):
        assert not ACTING.search("".join(it.get_text() for it in axis.get_ticklabels()))


@pytest.mark.parametrize("name", ["Renew everything " * 5, "w" * 64, "x" * 900])
def test_a_long_name_leaves_room_for_the_picture(name):
    flight = Session(named(OFFICE, name), seed=1).advance(30)
    for kind, picture in pictures(flight, name).items():
        picture.html()
        if isinstance(picture, Sketch):
            assert all(len(it) <= LONGEST_LABEL + 5 for it in named_rows(picture)), kind
            continue
        for axes in picture.figure.axes[:1]:
            assert axes.get_position().width > 0.1, kind
            assert axes.get_position().height > 0.25, kind


def named_rows(picture: Sketch) -> list[str]:
    """What stands to the left of a drawing."""
    return re.findall(r'text-anchor="end"[^>]*>([^<]*)<', picture.svg)


def test_of_a_long_name_the_beginning_stands_beside_an_axis():
    long = "Renew " * 20
    flight = Session(named(OFFICE, long), seed=1)
    first = named_rows(figures.gantt(flight.visible, flight.scenario))[0]
    assert first == "Renew Renew Renew Renew Renew Renew Renew Ren…"


# Pages


def every_table(flight, name):
    seen, scenario, today = flight.visible, flight.scenario, flight.today
    return {
        "portfolio": tables.portfolio(seen, scenario, today),
        "register": tables.register(seen, scenario),
        "people": tables.people(seen, scenario, today),
        "earned value": tables.earned_value(seen, flight.plan, scenario, today),
        "futures": tables.futures(seen, seen, scenario),
        "urgency": tables.urgency(scenario),
        "assumptions": tables.assumptions(tried(name), (name, f"{name} too")),
        "a table of somebody's own": tables.tabulate(name, [{name: name}]),
    }


def test_every_table_shows_the_letters_of_a_name(flight, name):
    for kind, table in every_table(flight, name).items():
        assert visible(name) in read(table.html()), kind
        assert visible(name) in repr(table), kind
        assert not ACTING.search(repr(table)), kind
        assert len(repr(table).split("\n")) == len(table.rows) + 2, kind


def test_whatever_happens_is_told_with_the_letters_of_the_names(flight, name):
    told = [narrate(event, flight.scenario) for event in flight.to_end().events]
    assert any(name in it for it in told)
    assert visible(name) in read(note(" ".join(told)))


def test_the_cockpit_is_told_the_letters_of_a_name_as_they_are(flight, name):
    """What draws them makes text of them, never elements: tests/test_front_says.py holds that."""
    seat = Seat(flight)
    seat.decide(BuyMitigation(first_open(flight)))
    shown = screen(seat)
    told = list(strings(shown))
    assert sum(name in it for it in told) >= 3
    assert {row["name"].startswith(name) for row in shown["rows"]} == {True}


def strings(it):
    """Every text within plain data."""
    if isinstance(it, str):
        yield it
    for value in it.values() if isinstance(it, dict) else it if isinstance(it, list) else ():
        yield from strings(value)


def test_a_debrief_shows_the_letters_of_a_name(flight, name):
    taken = flight.decide(BuyMitigation(first_open(flight))).to_end()
    case = Case(taken, worlds=4, fates=2)
    for part in (result, luck, strokes, fork):
        shown = read(section(Part("part", part.__name__, part), part(case)))
        if part is fork:
            assert visible(name) in shown


def first_open(flight):
    risks = metrics.register(flight.visible, flight.scenario)
    offers = flight.scenario.mitigations
    return next(it.id for it in offers if risks.loc[it.risk, "status"] == "open")


def test_questions_and_predictions_show_the_letters_of_a_name(name):
    question, guess = Question(name, lambda _: None, (name,)), Forecast(name, name, 1, 2)
    assert question.stage.page["text"] == question.stage.page["choices"][0] == visible(name)
    assert guess.stage.page["question"] == guess.stage.page["unit"] == visible(name)


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_on_a_page_is_read_as_it_is(text):
    for page in (note(text), note(f"{text} {text}")):
        assert visible(text) in read(page)
    assert Page(f'<img alt="{for_attribute(text)}">').alternatives == [visible(text)]


def test_a_sign_that_begins_a_formula_stands_alone():
    assert for_page(r"$x$ \(y\)") == (
        r"<span>$</span>x<span>$</span> <span>\</span>(y<span>\</span>)"
    )


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_one_line_that_a_terminal_only_shows(text):
    it = visible(text)
    assert not ACTING.search(it) and len(it.splitlines()) <= 1
    it.encode("utf-8")
    assert visible(it) == it


def test_letters_of_every_language_stay_as_they_are():
    names = ["Prüfung – 100 %", "قلعه‌ها", "データ移行", "Ελλάδα", "👩‍🔧 at work", "a\u00a0b"]
    assert [visible(it) for it in names] == names


def test_what_acts_is_written_out():
    assert visible("\x1b[31m\a\r\n\u202e") == r"\x1b[31m\x07\r\n\u202e"


# Terminals


@pytest.fixture
def spoken(capfd):
    """What a command prints and says on standard error, which nothing in a name has changed."""

    def say(*arguments: str) -> str:
        try:
            cli.main(arguments)
        except SystemExit as end:
            assert end.code == 2
        out, err = capfd.readouterr()
        assert not ACTING.search(out + err)
        return out + err

    return say


def test_a_run_prints_the_letters_of_names_line_by_line(name, spoken, tmp_path):
    path = file_with(name, tmp_path)
    printed = spoken("run", path, "--log")
    log, projects, numbers = printed.split("\n\n")
    assert visible(name) in log and visible(name) in projects
    assert all(re.match(r"day +[0-9.]+  ", line) for line in log.split("\n"))
    assert len(projects.split("\n")) == 2 + len(OFFICE.projects)


@pytest.mark.parametrize("verb", ["run", "worlds", "sensitivity"])
@pytest.mark.parametrize(
    "option", ["FILE", "--policy", "--metric", "--nothing", "--only", "--rule"]
)
def test_every_error_prints_the_letters_of_a_name_on_one_line(name, verb, option, spoken):
    arguments = [name] if option == "FILE" else ["three_projects", f"{option}={name}"]
    if verb != "run" and option != "--policy":
        arguments += ["--policy", "cost_of_delay", "--worlds", "2"]
    if verb == "worlds" and option == "--metric":
        arguments += ["--width", "60"]
    said = spoken(verb, *arguments)
    error = [line for line in said.split("\n") if line][-1]
    assert error.startswith("simulator"), said


def test_a_broken_file_is_refused_in_printable_letters(name, spoken, tmp_path):
    path = tmp_path / "broken.toml"
    path.write_text(f"name = '''{name}\n[[", encoding="utf-8")
    assert spoken("run", str(path)).startswith("simulator: ")


def test_scenarios_and_policies_are_listed_in_printable_letters(name, spoken, monkeypatch):
    monkeypatch.setattr(cli, "shipped", lambda: [name])
    monkeypatch.setattr(cli, "load", lambda _: named(OFFICE, name))
    monkeypatch.setattr(cli, "READY", {name: Policy()})
    assert spoken("scenarios").count(visible(name)) == 2
    assert spoken("policies").startswith(visible(name))


def test_a_card_that_is_not_there_is_named_in_printable_letters(name, spoken):
    assert f"there is no mechanism '{visible(name)}'" in spoken("mechanisms", name)


def test_the_place_of_what_is_kept_is_named_in_printable_letters(
    name, spoken, monkeypatch, tmp_path
):
    monkeypatch.setattr(cli.experiment, "folder", lambda: tmp_path / name.replace("/", ""))
    assert visible(name.replace("/", "")) in spoken("kept")
