"""Python in a browser: one thread, no locks, no links, few libraries, and null in place of None."""

import asyncio
import os

import pytest

from simulator import Session, load
from simulator.logbook import Logbook, writing
from simulator.widgets import beside
from simulator.widgets.dispatch import Dispatcher
from simulator.widgets.record import filled


def test_a_page_is_told_null_wherever_python_says_none():
    told = {"came": None, "rows": [(1, None), {"late": None}], "name": "billing", "none": 0}
    assert filled(told, "null") == {
        "came": "null",
        "rows": [[1, "null"], {"late": "null"}],
        "name": "billing",
        "none": 0,
    }


def test_work_beside_the_screen_begins_once_the_click_is_answered(monkeypatch):
    monkeypatch.setattr(beside, "IN_BROWSER", True)
    monkeypatch.setattr(beside, "_let_others", lambda: None)
    told = []

    async def click():
        work = beside.Beside()
        work.start(lambda goes_on: told.append("forecast"))
        told.append("answer")
        await asyncio.sleep(3 * beside.HEAD_START)
        work.start(lambda goes_on: told.append("of no use any more"))
        work.stop()
        await asyncio.sleep(3 * beside.HEAD_START)

    asyncio.run(click())
    assert told == ["answer", "forecast"]


def test_a_flight_is_kept_without_locks_and_links(monkeypatch, tmp_path):
    fcntl = pytest.importorskip("fcntl")
    monkeypatch.delattr(fcntl, "flock")
    monkeypatch.delattr(os, "link")
    book, first = Logbook(tmp_path), Session(load("three_projects"), seed=3)
    page = book.begin("Anna", first)
    assert page.keep(first.advance(5)) == page.keep(first.advance(10)) == ""
    assert book.open("Anna").session.events == first.advance(10).events
    assert not writing.write_new(page.path, b"another"), "never over another one"


def test_who_needs_a_library_that_is_not_there_is_told_so_in_a_sentence():
    said = []

    def draw():
        raise ModuleNotFoundError("No module named 'fpdf'", name="fpdf")

    Dispatcher(said.append)(draw)()
    assert said == [
        "Not possible here: this needs fpdf, which is not installed. In a browser it cannot be; "
        "everything else goes on."
    ]
