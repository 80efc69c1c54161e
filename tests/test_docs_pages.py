"""The documentation in a real browser, as `python start.py docs` has written it.

It asks nobody else for anything, things are found in it, and it can be read on a phone, by keyboard
and with a screen reader.
"""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ROOT
from playwright.sync_api import Page, expect

SITE = ROOT / "build" / "site"
if not (SITE / "index.html").exists():
    pytest.skip("needs the pages of: python start.py docs", allow_module_level=True)

PHONE = {"width": 360, "height": 740}
MADE_BY_SPHINX = ("genindex", "search", "py-modindex")
EVERY = sorted(
    path.relative_to(SITE).as_posix()
    for path in SITE.rglob("*.html")
    if not {"_static", "_modules", "play"} & set(path.relative_to(SITE).parts)
)
"""All pages but those that only show code."""
KINDS = (
    "index.html",
    "start.html",
    "mechanisms/M26.html",
    "organisations/eight_projects.html",
    "pay.html",
    "mentor/index.html",
    "validation.html",
)
"""Pages of every kind."""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and tells nobody."""

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of the pages, served from their folder as anybody would."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_no_page_asks_another_host_or_for_what_is_not_there(site, page, problems):
    for name in EVERY:
        page.goto(f"{site}/{name}")
    assert problems == []


def overflowing(page: Page) -> str:
    """How much wider the page is than its screen, and what sticks out."""
    return page.evaluate(
        """() => {
          const room = document.documentElement.clientWidth;
          const wide = document.documentElement.scrollWidth;
          if (wide <= room) return "";
          const out = [...document.querySelectorAll("main *")].filter(
            (it) => it.getBoundingClientRect().right > room + 1);
          return `${wide} for ${room}: ${out.slice(0, 3).map((it) => it.outerHTML.slice(0, 80))}`;
        }"""
    )


def test_no_page_is_wider_than_a_phone(site, page):
    page.set_viewport_size(PHONE)
    wide = {}
    for name in EVERY:
        page.goto(f"{site}/{name}")
        if stick := overflowing(page):
            wide[name] = stick
    assert wide == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_names_roles_and_contrast_are_as_they_should_be(site, page, scheme):
    page.emulate_media(color_scheme=scheme)
    found = {}
    for name in KINDS:
        page.goto(f"{site}/{name}")
        said = Axe().run(page).response["violations"]
        bad = {it["id"]: it["nodes"][0]["html"][:120] for it in said
               if it["impact"] in ("serious", "critical")}  # fmt: skip
        if bad:
            found[name] = bad
    assert found == {}


def test_a_page_can_be_walked_by_keyboard(site, page):
    page.goto(f"{site}/start.html")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to content")
    met = []
    for _ in range(60):
        page.keyboard.press("Tab")
        met.append(page.evaluate("() => document.activeElement.textContent.trim()"))
    assert "the mentor’s book" in met or "The mentor’s book" in met
    page.keyboard.press("Enter")


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def test_the_pages_go_on_a_stick():
    assert size_of(SITE) - size_of(SITE / "play") < 30_000_000
