"""The cockpit as a trainee meets it: a real JupyterLab in a real browser, with all that happens.

What its modules do with a screen is held without a kernel in test_front_*.py.
"""

import re
from itertools import count

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from lesson_page import TROUBLE
from playwright.sync_api import expect

expect.set_options(timeout=60_000)  # a loaded machine draws slowly

CELL = """from simulator import Session, load
from simulator.widgets import Cockpit
Cockpit(Session(load("{scenario}"), seed=4), "{name}")"""
RUN = "() => window.jupyterapp.commands.execute('notebook:run-cell')"
RESTART = "() => window.jupyterapp.shell.currentWidget.sessionContext.restartKernel()"
DARK = """() => window.jupyterapp.commands.execute(
    "apputils:change-theme", { theme: "JupyterLab Dark" })"""
SELECT = """(number) => {
  notebook.activeCellIndex = number;
  notebook.mode = "command";
  notebook.activate();
}"""
IS_COCKPIT = "([x, y]) => Boolean(document.elementFromPoint(x, y).closest('.cockpit'))"
PROJECTS = "(rows) => rows.map((row) => row.dataset.row)"
NUMBERS = count(1)
SCENARIOS = ("three_projects", "eighteen_months")


class Place:
    """A notebook of its own with a cockpit in it, open on a page."""

    def __init__(self, lab, page, scenario="three_projects", name="", file="", window=(1280, 720)):
        self.lab, self.page = lab, page
        self.name = name or f"Flight {next(NUMBERS)}"
        self.file = file or f"{self.name}.ipynb".replace(" ", "-").lower()
        kernel = {"name": "python3", "display_name": "Python 3"}
        notebook = nbformat.v4.new_notebook(metadata={"kernelspec": kernel})
        code = CELL.format(scenario=scenario, name=self.name)
        notebook.cells = [nbformat.v4.new_code_cell(code), nbformat.v4.new_markdown_cell("The end")]
        nbformat.write(notebook, lab.root / self.file)
        page.set_viewport_size({"width": window[0], "height": window[1]})

    def open(self):
        """Open the notebook and run it."""
        self.lab.open(self.page, self.file)
        return self.run()

    def visit(self):
        """Load JupyterLab with the notebook, as on another day, and run it."""
        self.lab.visit(self.page, self.file)
        return self.run()

    def run(self):
        """Run the notebook, and wait for its cockpit."""
        self.lab.run_all(self.page)
        expect(self.cockpit).to_have_count(1)
        return self

    def run_again(self):
        """Run the cockpit's cell once more, and wait for the new cockpit."""
        self.cockpit.evaluate_all("them => them.forEach((it) => (it.dataset.old = 'yes'))")
        self.page.evaluate("window.jupyterapp.shell.currentWidget.content.activeCellIndex = 0")
        self.page.evaluate(RUN)
        expect(self.page.locator(".cockpit:not([data-old])")).to_have_count(1)
        expect(self.page.locator(".cockpit[data-old]")).to_have_count(0)

    @property
    def cockpit(self):
        return self.page.locator(".cockpit")

    def button(self, name):
        return self.cockpit.get_by_role("button", name=name, exact=True)

    def press(self, name):
        self.button(name).click()

    def says(self, text):
        """Wait until the cockpit says this."""
        expect(self.cockpit.locator(".said")).to_contain_text(text)

    def on_day(self, day):
        expect(self.cockpit.locator(".stat .value").first).to_have_text(f"Day {day}")

    def first_row(self):
        return self.cockpit.locator("[data-row]").first


@pytest.fixture
def place(lab, page):
    return Place(lab, page).open()


def no_trouble(page, problems):
    assert not page.get_by_text(TROUBLE).all()
    assert problems == []


def box(locator):
    """Where something is; between two drawings there is nothing for a moment."""
    for _ in range(100):
        if found := locator.bounding_box():
            return found
    raise AssertionError("it is nowhere")


def in_view(page):
    """How far the cockpit sticks out of the window, above and below, in whole pixels."""
    box = page.locator(".cockpit").bounding_box()
    frame = page.locator(".jp-WindowedPanel-outer, .jp-Notebook").first.bounding_box()
    above = frame["y"] - box["y"]
    below = box["y"] + box["height"] - frame["y"] - frame["height"]
    return max(0, round(above)), max(0, round(below))


# A flight from its beginning to its end


def test_a_newcomer_plays_decides_drags_replays_and_is_debriefed(lab, page, problems):
    place = Place(lab, page, "eight_projects").open()
    before = {it.name for it in lab.root.rglob("*")}
    place.press("Next week")
    place.on_day(5)

    place.cockpit.get_by_role("button", name=re.compile("^Buy “")).first.click()
    place.says("Decided: buy")
    reason = place.cockpit.get_by_placeholder("why?")
    reason.fill("it is cheap")
    reason.press("Enter")
    place.says("Your reason is noted")

    rows = place.cockpit.locator("[data-row]")
    moved = rows.nth(5).get_attribute("data-row")
    here, there = box(rows.nth(5)), box(rows.nth(0))
    page.mouse.move(here["x"] + 60, here["y"] + 12)
    page.mouse.down()
    page.mouse.move(there["x"] + 68, there["y"] + 12, steps=15)
    page.mouse.up()
    place.says("goes first from now on")
    expect(place.first_row()).to_have_attribute("data-row", moved)

    place.press("Next event")
    place.press("To the end")
    expect(place.cockpit.get_by_text("The end", exact=True)).to_be_visible()
    offers = place.cockpit.get_by_role("button", name=re.compile("^Buy “"))
    assert [it for it in offers.all() if it.is_enabled()] == [], "nothing is bought after the end"

    place.cockpit.get_by_role("button", name=re.compile("^Decision 1, day 5: buy")).click()
    place.press("Decide something else")
    banner = place.cockpit.locator(".banner")
    expect(banner).to_contain_text("You are back on day 5. What you decide now stands in place of")
    expect(offers.nth(1)).to_be_enabled()
    offers.nth(1).click()
    place.says("Replayed with this on day 5")
    expect(banner).to_be_hidden()  # it ends by itself
    futures = place.cockpit.get_by_label("Two futures", exact=True)
    for number in ("value", "cost", "net", "on time", "people lost"):
        expect(futures.get_by_role("rowheader", name=number)).to_be_visible()
    expect(futures.get_by_text("Why they differ", exact=True)).to_be_visible(timeout=120_000)

    place.press("Debrief")
    place.press("Begin the debrief")
    expect(place.cockpit.get_by_role("heading", name="The result").first).to_be_visible()
    place.press("Stop")
    expect(place.cockpit.get_by_text(re.compile("Stopped; "))).to_be_visible()
    place.press("Save as one file")
    place.says("Saved as “eight_projects debrief.html”")

    after = {it.name for it in lab.root.rglob("*")}
    assert {it for it in after - before if "checkpoint" not in it} == set(), "playing left no file"
    no_trouble(page, problems)


def test_the_debrief_comes_part_by_part_until_it_is_complete(place, page, problems):
    place.cockpit.get_by_role("button", name=re.compile("^Buy “")).first.click()
    place.says("Decided: buy")
    place.press("To the end")
    place.press("Debrief")
    place.press("Begin the debrief")
    expect(place.cockpit.get_by_role("heading", name="The result").first).to_be_visible()
    complete = place.cockpit.get_by_role("status").filter(has_text="The debrief is complete.")
    expect(complete).to_be_visible(timeout=240_000)
    for title in ("Was it luck?", "Stroke by stroke", "Three things to try next"):
        expect(place.cockpit.get_by_role("heading", name=title).first).to_be_visible()
    branches = re.compile("^From the first day|^Go back|^Fly by")
    place.cockpit.get_by_role("button", name=branches).first.click()
    expect(place.button("Next week")).to_be_visible()
    no_trouble(page, problems)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_an_office_is_flown_for_twenty_weeks_on_one_screen(lab, page, problems, scenario):
    place = Place(lab, page, scenario).open()
    end = place.cockpit.get_by_text("The end", exact=True)
    for week in range(1, 21):
        place.press("Next week")
        expect(
            place.cockpit.get_by_text(f"Day {5 * week}", exact=True).or_(end).first
        ).to_be_visible()
        if end.is_visible():
            break
    overflow = place.cockpit.evaluate(
        "it => [it.scrollWidth - it.clientWidth, it.scrollHeight - it.clientHeight]"
    )
    assert overflow == [0, 0]
    no_trouble(page, problems)


def test_quick_clicks_are_all_carried_out_in_turn(place):
    for _ in range(4):
        place.button("Next week").click(no_wait_after=True)
    place.on_day(20)


# The keyboard


def test_the_cockpit_is_flown_by_keyboard_alone(lab, page, problems):
    place = Place(lab, page, "eight_projects").open()
    place.button("Next week").focus()
    page.keyboard.press("Enter")
    place.on_day(5)
    page.keyboard.press("n")
    place.on_day(10)
    page.keyboard.press("u")
    place.on_day(5)

    order = place.cockpit.locator("[data-row]").evaluate_all(PROJECTS)
    while page.evaluate("document.activeElement.dataset.key") != f"row {order[0]}":
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    place.says("goes first from now on")
    expect(place.first_row()).to_have_attribute("data-row", order[2])
    assert page.evaluate("document.activeElement.dataset.key") == f"row {order[2]}"
    decisions = place.cockpit.get_by_role("button", name=re.compile("^Decision "))
    expect(decisions).to_have_count(1)  # two presses are one decision

    page.keyboard.press("Enter")
    expect(place.cockpit.locator(".row.chosen")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(place.cockpit.locator(".row.chosen")).to_have_count(0)
    while not (page.evaluate("document.activeElement.dataset.key") or "").startswith("hire "):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    place.says("Decided: hire")
    no_trouble(page, problems)


def test_letters_typed_in_the_cockpit_do_not_reach_the_notebook(place, page, problems):
    cells = page.locator(".jp-Cell").count()
    place.press("Next week")
    place.on_day(5)
    for key in "ddabxvzjkmy":  # in JupyterLab: delete, insert, cut, paste, undo, move, change
        page.keyboard.press(key)
    place.first_row().locator(".name").focus()
    for key in ("ArrowDown", "ArrowUp", "Shift+ArrowDown", "Home", "Enter", "Enter"):
        page.keyboard.press(key)
    assert page.locator(".jp-Cell").count() == cells
    place.on_day(5)
    assert page.locator(".jp-Cell.jp-mod-selected").count() <= 1
    no_trouble(page, problems)


def test_typing_a_reason_neither_flies_nor_edits(place, page):
    place.cockpit.get_by_role("button", name=re.compile("^Buy “")).first.click()
    place.says("Decided: buy")
    field = place.cockpit.get_by_placeholder("why?")
    field.press_sequentially("dd new end u b")
    expect(field).to_have_value("dd new end u b")
    place.on_day(0)
    assert page.locator(".jp-Cell").count() == 2


# In its page


def test_after_shift_enter_the_cockpit_is_in_view(lab, page):
    page.set_viewport_size({"width": 1280, "height": 720})
    lab.open(page, "notebooks/01_first_flight.ipynb")
    page.evaluate("window.notebook = window.jupyterapp.shell.currentWidget.content")
    sources = page.evaluate("window.notebook.model.sharedModel.cells.map((it) => it.getSource())")
    number = next(n for n, it in enumerate(sources) if re.search(r"(?i)\bcockpit\((?!\.)", it))
    page.evaluate("window.notebook.activeCellIndex = 0")
    page.locator(".jp-Notebook .jp-Cell").first.click()
    page.keyboard.press("Escape")
    for _ in range(number):
        page.keyboard.press("Shift+Enter")
        wait_for_kernel(page)
    locks = page.locator(".forecast button[data-key=lock]")
    expect(locks).to_have_count(2)  # the cockpit opens when both predictions are locked
    for lock in locks.all():
        if lock.is_enabled():  # what was locked before stays locked
            lock.click()
        expect(lock).to_be_disabled()
    for width, height in [(1280, 720), (1440, 900), (1024, 768)]:
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(SELECT, number)
        page.keyboard.press("Shift+Enter")
        expect(page.locator(".cockpit")).to_be_visible()
        page.wait_for_timeout(1500)
        assert in_view(page) == (0, 0), width
        assert page.evaluate("window.notebook.activeCellIndex") > number, "the next comes next"


def wait_for_kernel(page):
    """Wait until no cell is running or about to run."""
    page.wait_for_function("!document.querySelector('.jp-InputPrompt')?.innerText.includes('*')")
    page.wait_for_timeout(50)
    expect(page.locator(".jp-InputPrompt", has_text="[*]")).to_have_count(0)


def test_the_whole_cockpit_is_on_one_screen(lab, page):
    place = Place(lab, page, "eighteen_months").open()
    for width, height in [(1280, 720), (1440, 900), (1024, 768), (2560, 1440)]:
        page.set_viewport_size({"width": width, "height": height})
        place.cockpit.scroll_into_view_if_needed()
        page.wait_for_timeout(400)
        place.cockpit.evaluate("it => it.scrollIntoView({block: 'nearest'})")
        assert in_view(page) == (0, 0), width
        box = place.cockpit.bounding_box()
        assert box["x"] + box["width"] <= width
        spots = [[box["x"] + 20, box["y"] + box["height"] * share] for share in (0.2, 0.5, 0.8)]
        assert all(page.evaluate(IS_COCKPIT, it) for it in spots), "JupyterLab lies over its edge"


def test_the_dark_theme_is_followed_and_can_be_read(place, page, problems):
    page.evaluate(DARK)
    expect(page.locator('body[data-jp-theme-light="false"]')).to_have_count(1)
    place.press("Next week")
    place.on_day(5)
    page.mouse.move(2, 2)
    paper = place.cockpit.evaluate("it => getComputedStyle(it).backgroundColor")
    assert max(int(it) for it in re.findall(r"\d+", paper)[:3]) < 60
    found = Axe().run(page, context=".cockpit").response["violations"]
    assert [it["id"] for it in found] == []
    no_trouble(page, problems)


def test_nothing_of_a_flight_is_stored_in_the_notebook(place, page, lab):
    place.press("Next week")
    place.on_day(5)
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_timeout(500)
    stored = (lab.root / place.file).read_text(encoding="utf-8")
    assert "Cockpit: Three projects in a small office" in stored
    assert len(stored) < 4000


# Nothing is lost


def test_a_kernel_restart_loses_nothing(place, page):
    place.press("Next week")
    place.on_day(5)
    place.press("Next week")
    place.on_day(10)
    page.evaluate(RESTART)
    place.press("Next week")  # a screen that nobody stands behind any more
    expect(page.get_by_role("alert").filter(has_text="run its cell again")).to_be_visible()
    place.run_again()
    expect(place.cockpit).to_contain_text("is kept, on day 10")
    place.press("Continue where you were")
    place.says("Welcome back. It is day 10.")
    place.press("Next week")
    place.on_day(15)


def test_a_server_that_was_shut_down_loses_nothing(place, page):
    place.press("Next week")
    place.on_day(5)
    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    place.visit()
    expect(place.cockpit).to_contain_text("is kept, on day 5")
    place.press("Continue where you were")
    place.press("Next week")
    place.on_day(10)


def test_reloading_the_page_loses_nothing(place, page):
    place.press("Next week")
    place.on_day(5)
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    page.reload()
    page.wait_for_function("window.jupyterapp?.shell.currentWidget?.sessionContext?.isReady")
    page.wait_for_timeout(1000)
    if not place.button("Next week").count():
        place.run_again()
        place.press("Continue where you were")
    place.on_day(5)
    place.press("Next week")
    place.on_day(10)


def test_running_the_cell_twice_asks_and_starting_anew_keeps_the_first(lab, place):
    place.press("Next week")
    place.on_day(5)
    place.run_again()
    place.press("Start anew")
    place.on_day(0)
    place.press("Next week")
    place.on_day(5)
    place.run_again()
    expect(place.button(f"{place.name} 2")).to_be_visible()
    place.press(f"{place.name} 2")
    place.says("Welcome back. It is day 5.")


def test_two_flights_in_two_windows_do_not_touch_each_other(lab, page, problems):
    one = Place(lab, page).open()
    second = page.context.new_page()
    two = Place(lab, second).open()
    one.press("Next week")
    one.on_day(5)
    two.press("Next week")
    two.on_day(5)
    two.press("Next week")
    two.on_day(10)
    one.press("Undo")
    one.on_day(0)
    two.on_day(10)
    no_trouble(page, problems)


def test_one_flight_in_two_windows_is_never_written_over(lab, page):
    one = Place(lab, page).open()
    one.press("Next week")
    one.on_day(5)
    two = Place(lab, page.context.new_page(), name=one.name, file="another-window.ipynb").open()
    two.press("Continue where you were")
    two.press("Next week")
    two.on_day(10)
    one.press("Next event")
    one.says(f"this one goes on as '{one.name} 2'")
    two.on_day(10)
    two.press("Next week")
    two.on_day(15)
    expect(two.cockpit.locator(".flight")).to_contain_text(f"“{one.name}”: kept")
