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
EVERY = sorted(
    path.relative_to(SITE).as_posix()
    for path in SITE.rglob("*.html")
    if not {"_static", "_modules", "play"} & set(path.relative_to(SITE).parts)
)
"""All pages but those that only show code."""
KINDS = (
    "index.html",
    "start.html",
    "ideas/five_words.html",
    "ideas/strokes.html",
    "mechanisms/M26.html",
    "organisations/three_projects.html",
    "pay.html",
    "mentor/index.html",
    "howto/calibrate.html",
    "tour.html",
    "reference/metrics.html",
    "search.html?q=luck",
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


def overflowing(page: Page) -> list[str]:
    """What sticks out of the screen and stands in no place that can be moved sideways."""
    return page.evaluate(
        """() => {
          const room = document.documentElement.clientWidth;
          const slides = (it) => ["auto", "scroll"].includes(getComputedStyle(it).overflowX);
          const moves = (it) => !it.matches("article") && (slides(it) || moves(it.parentElement));
          const out = [...document.querySelectorAll("article *")].filter(
            (it) => it.getBoundingClientRect().right > room + 1 && !moves(it.parentElement)
              && !it.closest("svg"));
          const wide = document.documentElement.scrollWidth > room ? ["the page"] : [];
          return [...wide, ...out.slice(0, 3).map((it) => it.outerHTML.slice(0, 90))];
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


def test_what_sticks_out_is_noticed(site, page):
    page.set_viewport_size(PHONE)
    page.goto(f"{site}/index.html")
    wide = "<p style='width:900px'>wide</p>"
    add = "(it, text) => it.insertAdjacentHTML('beforeend', text)"
    page.locator("article").evaluate(add, f"<div style='overflow-x:auto'>{wide}</div>")
    assert overflowing(page) == []
    page.locator("article").evaluate(add, wide)
    assert any("wide" in it for it in overflowing(page))


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


def focused(page: Page, what: str) -> str:
    return page.evaluate(f"() => document.activeElement.{what}")


def test_a_page_can_be_walked_by_keyboard(site, page):
    page.goto(f"{site}/ideas/index.html")
    page.keyboard.press("Tab")
    assert focused(page, "textContent") == "Skip to content"
    page.keyboard.press("Enter")
    for _ in range(9):
        page.keyboard.press("Tab")
        if focused(page, "textContent") == "The same luck, another decision":
            break
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("The same luck, another decision")


def test_a_picture_answers_to_the_keyboard(site, page):
    page.goto(f"{site}/ideas/same_luck.html")
    slider, said = page.locator("input[type=range]"), page.get_by_role("status")
    before = said.text_content()
    assert before.startswith("Hired on day 0: ")
    slider.focus()
    page.keyboard.press("End")
    assert said.text_content().startswith("Hired on day 40: ")
    assert slider.get_attribute("aria-valuetext") == "day 40"
    page.keyboard.press("Home")
    assert said.text_content() == before


IDEAS = ("five_words", "named_chance", "same_luck", "many_worlds", "fates", "strokes", "switches")


@pytest.mark.parametrize("name", IDEAS)
def test_every_idea_has_a_picture_that_changes_with_each_choice(site, page, problems, name):
    page.goto(f"{site}/ideas/{name}.html")
    figure, said = page.locator("figure.picture"), page.get_by_role("status")
    assert figure.locator("svg").count() == 1 and figure.locator("figcaption").text_content()
    met = {figure.locator("svg").inner_html()}
    for button in figure.locator("input[type=radio]:not(:checked)").all():
        button.check()
        met.add(figure.locator("svg").inner_html() + said.text_content())
    for slider in figure.locator("input[type=range]").all():
        slider.focus()
        for _ in range(int(slider.get_attribute("max"))):
            page.keyboard.press("ArrowRight")
            met.add(figure.locator("svg").inner_html() + said.text_content())
    assert len(met) >= 3 and problems == []


QUESTIONS = {
    "play without installing": ("questions.html", "Play now"),
    "forecast my projects": ("howto/forecast_a_plan.html", "10, 50, 80 and 90 of 100 worlds"),
    "import plan": ("howto/import_a_plan.html", "Primavera XER"),
    "numbers source": ("mechanisms/M01.html", "How far to believe it"),
    "model checked": ("validation.html", "What is not validated, and why"),
    "PMO always win": ("questions.html", "each move loses somewhere"),
    "result luck": ("debrief.html", "fates that agree with all you could see"),
    "workshop laptops": ("mentor/formats.html", "90 minutes"),
    "test learned": ("learning.html", "Did anybody learn?"),
    "privacy": ("questions.html", "nothing is sent"),
    "cite": ("citation.html", "@software"),
    "undo decision": ("howto/change_a_decision.html", "undo()"),
}
"""What strangers type, the page that they need, and words of the answer there."""


@pytest.mark.parametrize("typed", QUESTIONS)
def test_who_searches_finds_the_answer_among_the_first_six(site, page, typed):
    wanted, answer = QUESTIONS[typed]
    page.goto(f"{site}/start.html")
    page.get_by_role("textbox", name="Search").or_(page.get_by_placeholder("Search")).fill(typed)
    page.keyboard.press("Enter")
    expect(page.locator("#search-results")).to_contain_text("Search finished", timeout=20_000)
    found = page.locator("#search-results li > a")
    ways = [it.get_attribute("href").split("?")[0].split("#")[0] for it in found.all()[:6]]
    assert wanted in ways
    found.nth(ways.index(wanted)).click()
    expect(page.locator("article")).to_contain_text(answer)


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def test_the_pages_go_on_a_stick():
    assert size_of(SITE) - size_of(SITE / "play") < 30_000_000
