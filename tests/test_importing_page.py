"""Importing a plan on its page: whatever is sent is done, or refused in a sentence."""

import json
import sys
import time
from base64 import b64encode

import pytest
from brought import STAFF, TABLE, choose, shown, template_in
from msgspec import to_builtins

from simulator.errors import RefusedError
from simulator.explorables.own_portfolio import OwnPortfolio
from simulator.explorables.picture import finish
from simulator.importing import Bringing, Shelf
from simulator.importing.aside import finished
from simulator.logbook import Logbook


@pytest.fixture
def bringing(tmp_path):
    beside = tmp_path / "beside"
    beside.mkdir()
    return Bringing(Shelf(tmp_path / "flights"), beside)


@pytest.fixture
def picture(tmp_path):
    return OwnPortfolio(Shelf(tmp_path / "flights"), tmp_path)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    return template_in(tmp_path_factory.mktemp("template"))


def send(picture, name, content, piece=50):
    finish(picture, {"do": "begin", "files": [{"name": name, "size": len(content)}]})
    for at in range(0, len(content), piece):
        some = b64encode(content[at : at + piece]).decode()
        finish(picture, {"do": "piece", "number": 0, "at": at, "data": some})
        assert picture.shown().done == min(at + piece, len(content))
    finish(picture, {"do": "arrived"})


def test_a_file_comes_from_the_browser_in_pieces(picture):
    send(picture, "C:\\plans\\list.csv", TABLE.encode())
    assert picture.bringing.name == "list"
    with pytest.raises(RefusedError, match="the file did not come whole; choose it again"):
        finish(picture, {"do": "piece", "number": 0, "at": 0, "data": "eA=="})


def test_no_sign_in_a_name_acts_on_the_page(bringing):
    choose(bringing, 'Task;Start;End;Who\n"Dr\u202eaw\n<b>x</b>";2027-03-01;2027-03-05;A\u200bna\n')
    row = shown(bringing).mapped.read.rows[0]
    assert (row.name, row.who) == ("Dr\\u202eaw <b>x</b>", "A\\u200bna")
    finished(bringing.go("check"))
    assert "\u202e" not in json.dumps(to_builtins(shown(bringing)), ensure_ascii=False)


def test_files_beside_the_notebook_are_offered_and_read(bringing):
    (bringing.beside / "list.csv").write_text(STAFF)
    (bringing.beside / "notes.md").write_text("no plan")
    assert shown(bringing).choosing.beside == ("list.csv",)
    finished(bringing.choose_beside(["list.csv"]))
    assert bringing.name == "list"
    with pytest.raises(RefusedError, match=r"'../x' does not lie beside the notebook any more"):
        finished(bringing.choose_beside(["../x"]))


def test_files_are_handed_out_to_whoever_asked(picture, template):
    finish(picture, {"do": "write", "what": "template", "token": "t"})
    assert picture.shown().download.token == "t"
    assert picture.shown().download.name == "portfolio-template.xlsx"
    choose(picture.bringing, STAFF)
    for what, name in (("portfolio", "list.toml"), ("plan", "list mended.xlsx")):
        finish(picture, {"do": "write", "what": what})
        assert picture.shown().download.name == name and picture.shown().download.content
    with pytest.raises(RefusedError, match="forecast it first; then its tables can be written"):
        finish(picture, {"do": "write", "what": "pdf"})
    finish(picture, {"do": "foresee", "worlds": 10})
    assert picture.shown().done == 10
    for what in ("csv", "xlsx", "png"):
        finish(picture, {"do": "write", "what": what})
        assert picture.shown().download.name == f"list forecast.{what}"


def test_what_a_browser_cannot_make_is_a_sentence(picture, monkeypatch):
    monkeypatch.setattr("simulator.readers.tables.excel.find_spec", lambda _: None)
    with pytest.raises(RefusedError, match="the template: needs the package openpyxl"):
        finish(picture, {"do": "write", "what": "template"})
    choose(picture.bringing, STAFF)
    finish(picture, {"do": "foresee", "worlds": 10})
    monkeypatch.setitem(sys.modules, "fpdf", None)
    with pytest.raises(RefusedError, match=r"forecast.pdf: cannot be made here, where fpdf is"):
        finish(picture, {"do": "write", "what": "pdf"})


MESSAGES = [
    {}, {"do": "x"}, {"do": ["x"]}, {"do": "begin"}, {"do": "begin", "files": [1, None]},
    {"do": "begin", "files": [{"name": "a", "size": 10**12}]},
    {"do": "piece", "number": -1}, {"do": "piece", "number": True, "at": 0, "data": 7},
    {"do": "arrived"}, {"do": "beside"}, {"do": "beside", "names": [7]}, {"do": "resume"},
    {"do": "resume", "name": "../.."}, {"do": "forget", "name": "../.."}, {"do": "step"},
    {"do": "step", "step": ["x"]}, {"do": "columns"}, {"do": "columns", "sheet": ""},
    {"do": "columns", "sheet": "", "what": "about", "value": ["projects"]},
    {"do": "columns", "sheet": "", "what": "header", "value": -1},
    {"do": "columns", "sheet": "", "what": "header", "value": "1"},
    {"do": "columns", "sheet": "", "what": "field", "field": "x", "value": 0},
    {"do": "columns", "sheet": "", "what": "field", "field": "name", "value": 99},
    {"do": "columns", "sheet": "", "what": "field", "field": "name", "value": None},
    {"do": "columns", "sheet": "", "what": "unit", "value": "years"},
    {"do": "columns", "sheet": "", "what": "meaning", "words": "x"},
    {"do": "keep mapping", "name": "a/b"}, {"do": "use mapping", "name": "x"},
    {"do": "answer"}, {"do": "answer", "field": "status", "value": "soon"},
    {"do": "answer", "field": "pools", "value": "x"}, {"do": "answer", "field": "risks"},
    {"do": "staff"}, {"do": "staff", "people": [7]}, {"do": "mend"},
    {"do": "mend", "about": "activities", "key": "x", "values": {}},
    {"do": "mend", "about": "risks", "key": "x", "values": []}, {"do": "tick"},
    {"do": "undo"},
    {"do": "save", "name": "a/b"}, {"do": "fly", "name": "a/b"},
    {"do": "foresee", "worlds": True}, {"do": "write", "what": "x"},
]  # fmt: skip


@pytest.mark.parametrize("begun", [False, True])
def test_whatever_the_page_sends_is_done_or_refused_in_a_sentence(picture, begun):
    if begun:
        choose(picture.bringing, STAFF)
        finished(picture.bringing.go("mend"))
    before = picture.bringing.now
    for message in MESSAGES:
        with pytest.raises(RefusedError) as refused:
            finish(picture, message)
        assert len(str(refused.value)) > 10, message
        assert picture.bringing.now == before, message
        json.dumps(to_builtins(picture.shown()))


def test_the_next_time_it_is_as_somebody_left_it(picture, tmp_path):
    choose(picture.bringing, STAFF)
    finished(picture.bringing.go("mend"))
    other = OwnPortfolio(picture.bringing.shelf, tmp_path)
    other.take_up(picture.kept())
    assert other.bringing.step == "mend"
    assert other.shown().note == "Welcome back: “list” is as you left it."
    other.take_up({"name": "gone"})
    assert other.shown().note.startswith("“gone” cannot be taken up: ")


def test_whoever_runs_the_cell_again_finds_the_page_and_flies(tmp_path, monkeypatch):
    from simulator.widgets import OwnPortfolio as Widget

    monkeypatch.setenv("PMO_FORECASTS", str(tmp_path / "forecasts.jsonl"))
    (tmp_path / "list.csv").write_text(STAFF)
    book = Logbook(tmp_path / "flights")
    first = Widget("15", book, tmp_path)
    tell(first, {"do": "beside", "names": ["list.csv"]})
    tell(first, {"do": "fly", "name": "Mine"})
    assert first.cockpit.session.scenario.title == "Mine" and len(first.children) == 2
    assert first.page.stage.page["note"] == "“Mine” is in the cockpit below."
    second = Widget("15", book, tmp_path)
    assert second.page.stage.page["note"] == "Welcome back: “list” is as you left it."
    assert repr(second) == "Bring your own portfolio: list, saved as Mine."


def tell(widget, message):
    """Send a message as the page does, and wait until it is done."""
    widget.page.answer(message)
    until = time.monotonic() + 60
    while widget.page.busy and time.monotonic() < until:
        time.sleep(0.01)
    with widget.page.dispatch.lock:
        assert not widget.page.refused, widget.page.said
    while widget.page.stage.state["busy"] and time.monotonic() < until:
        time.sleep(0.01)
