"""The notebooks as plain pages: everything is there but the code, and no other host is asked."""

import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from conftest import ROOT
from playwright.sync_api import expect
from trainees_lab import SECONDS, free_port

BEGIN = """
import sys
import start
start.PYTHON = sys.executable
sys.exit(start.app(sys.argv[1:]))
"""
"""What "python start.py app" does once everything is installed."""


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """The address of a running app, and the folder in which its visitor's files are."""
    places, port = tmp_path_factory.mktemp("app"), free_port()
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PMO_FORECASTS": str(places / "forecasts.jsonl"),
        "PMO_FLIGHTS": str(places / "flights"),
        "IPYTHONDIR": str(places / "ipython"),
    }
    command = [sys.executable, "-c", BEGIN, "--no-browser", f"--port={port}"]
    address, log = f"http://127.0.0.1:{port}", places / "app.log"
    with log.open("w") as output:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    try:
        wait_for(address, server, log)
        yield address, places
    finally:
        server.terminate()
        server.wait(30)


def wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + 90
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            if server.poll() is not None or time.monotonic() > until:
                pytest.fail("Voilà did not start:\n" + log.read_text(errors="replace")[-2000:])
            time.sleep(0.2)


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def no_code(page):
    expect(page.locator(".jp-CodeCell .jp-InputArea, .jp-CodeCell .highlight")).to_have_count(0)
    assert "from lessons import" not in page.content()
    assert not page.get_by_text("Traceback").all()


def test_a_visitor_meets_the_lobby_without_code(app, page, problems):
    address, places = app
    page.goto(address)
    expect(page.get_by_role("heading", name="The lobby")).to_be_visible(timeout=90 * SECONDS)
    lock = button(page, "Lock my prediction")
    expect(lock).to_have_count(3, timeout=90 * SECONDS)
    no_code(page)
    expect(button(page, "Run in the next world")).to_have_count(0)
    lock.first.click()
    expect(lock).to_have_count(2)
    lock.first.click()
    button(page, "Run in the next world").click(timeout=60 * SECONDS)
    expect(page.get_by_text("World 1: In the end").first).to_be_visible(timeout=60 * SECONDS)
    assert len((places / "forecasts.jsonl").read_text(encoding="utf-8").splitlines()) >= 2
    assert problems == []


def test_a_visitor_flies_without_code_and_the_flight_is_kept(app, page, problems):
    address, places = app
    page.goto(f"{address}/voila/render/notebooks/01_first_flight.ipynb")
    lock = button(page, "Lock my prediction")
    expect(lock).to_have_count(4, timeout=90 * SECONDS)
    no_code(page)
    expect(button(page, "Next week")).to_have_count(0)
    lock.first.click()
    expect(lock).to_have_count(3)
    lock.first.click()
    button(page, "Next week").click(timeout=60 * SECONDS)
    kept = places / "flights" / "First flight.flight.json"
    for _ in range(300):
        if kept.exists():
            break
        page.wait_for_timeout(100)
    assert kept.exists()
    assert problems == []


def test_links_lead_from_page_to_page(app, page):
    address, _ = app
    page.goto(f"{address}/voila/render/notebooks/01_first_flight.ipynb")
    link = page.get_by_role("link", name="the exercise")
    expect(link).to_be_attached(timeout=90 * SECONDS)
    found = link.evaluate("link => link.href")
    assert found == f"{address}/voila/render/exercises/01_first_flight.ipynb"


@pytest.mark.parametrize(
    ("notebook", "alive"),
    [
        ("02_one_plan", "Play futures"),
        ("03_everything_first", "Play the year"),
        ("04_what_goes_first", "This is my order"),
        ("05_choosing", "Sign this list"),
        ("06_pay_now", "Seal the box"),
        ("07_dashboard", "Order these audits"),
        ("08_people", "Play 50 futures"),
        ("09_adopted", "All in one month"),
        ("10_its_keep", "Play a hundred worlds"),
        ("11_in_the_chair", "Seal my strategy"),
    ],
)
def test_a_lesson_is_a_plain_page(app, page, problems, notebook, alive):
    address, _ = app
    page.goto(f"{address}/voila/render/notebooks/{notebook}.ipynb")
    expect(button(page, "Lock my prediction").first).to_be_visible(timeout=90 * SECONDS)
    expect(button(page, alive).first).to_be_visible(timeout=90 * SECONDS)
    no_code(page)
    assert problems == []
