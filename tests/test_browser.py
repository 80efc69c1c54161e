"""The notebooks as a trainee meets them: a real JupyterLab in a real browser."""

import re

import nbformat
import pytest
from playwright.sync_api import expect

expect.set_options(timeout=60_000)  # a loaded machine draws slowly

TROUBLE = re.compile("Something went wrong|Traceback|Error displaying widget|Loading widget")


@pytest.fixture
def first_flight(lab, page):
    """The first flight, all cells run, the cockpit on the screen."""
    lab.open(page, "notebooks/01_first_flight.ipynb")
    lab.run_all(page)
    for number in (0, 1):  # the cockpit opens when both predictions are locked
        page.get_by_role("button", name="Lock my prediction").nth(number).click()
    button(page, "Next week").scroll_into_view_if_needed()
    return page


def button(page, name):
    return page.get_by_role("button", name=name, exact=True).first


def says(page, text):
    """Wait until the cockpit says this."""
    expect(page.get_by_role("status").filter(has_text=text).first).to_be_visible()


def test_a_trainee_plays_decides_and_branches(first_flight, problems):
    page = first_flight
    button(page, "Next week").click()
    says(page, "Today is day 5.")

    page.get_by_role("tab", name="Risks").click()
    offer = page.get_by_role("button", name=re.compile("^Buy ")).first
    offer.click()
    says(page, "Decided on day 5: buy")
    expect(offer).to_be_disabled()

    button(page, "Next 4 weeks").click()
    says(page, "Today is day 25.")
    page.get_by_role("tab", name="Portfolio").click()
    listed = page.get_by_role("listbox").first
    listed.select_option(index=2)
    button(page, "To the top").click()
    button(page, "Put in this order").click()
    says(page, "Decided on day 25: put first")

    button(page, "To the end").click()
    says(page, "Today is day")
    page.get_by_role("tab", name="Replay").click()
    button(page, "Replay without it").click()
    picture = page.get_by_role("img", name=re.compile("“this future”"))
    expect(picture.first).to_be_visible()
    expect(page.get_by_text("The same projects in both futures").first).to_be_visible()

    assert not page.get_by_text(TROUBLE).all()
    assert problems == []


def test_every_picture_in_the_cockpit_has_a_text_for_those_who_cannot_see_it(first_flight):
    page = first_flight
    for tab in ("Portfolio", "Risks", "People", "Value and cost"):
        page.get_by_role("tab", name=tab).click()
        picture = page.locator(".jupyter-widgets figure img:visible").first
        expect(picture).to_have_attribute("alt", re.compile(r"^[A-Z0-9].{20,}\.$"))


def test_the_cockpit_is_flown_by_keyboard_alone(first_flight, problems):
    page = first_flight
    button(page, "Next week").focus()
    page.keyboard.press("Enter")
    says(page, "Today is day 5.")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    says(page, "Today is day 25.")
    assert problems == []


def test_letters_typed_in_the_cockpit_do_not_reach_the_notebook(first_flight, problems):
    page = first_flight
    cells = page.locator(".jp-Cell").count()
    button(page, "Next week").click()
    says(page, "Today is day 5.")
    for key in "ddabx":  # in JupyterLab: delete, insert above, insert below, cut
        page.keyboard.press(key)
    listed = page.get_by_role("listbox").first
    listed.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert listed.evaluate("list => list.selectedIndex") == 2
    assert page.locator(".jp-Cell").count() == cells
    expect(button(page, "Next week")).to_be_visible()
    assert problems == []


def test_quick_clicks_are_all_carried_out_in_turn(first_flight):
    page = first_flight
    for _ in range(4):
        button(page, "Next week").click()
    says(page, "Today is day 20.")


def test_a_visitor_of_the_lobby_runs_worlds_and_answers(lab, page, problems):
    lab.open(page, "notebooks/00_lobby.ipynb")
    lab.run_all(page)
    expect(button(page, "Run in the next world")).to_have_count(0)
    button(page, "Lock my prediction").click()
    says(page, "Locked: between 40 and 60 days.")
    says(page, "First lock your prediction above, “In how many of 100 worlds is everything")
    page.get_by_role("button", name="Lock my prediction").nth(1).click()
    button(page, "Run in the next world").click()
    says(page, "World 1: In the end, 3 of 3 projects are finished.")
    button(page, "Run in 200 worlds").click()
    says(page, "In 200 worlds with the same decisions")
    page.get_by_label("answer").first.select_option("2 times of 10")
    button(page, "Check my answer").click()
    says(page, "Yes. 8 of 10 worlds are at or below P80")
    expect(page.get_by_text("It was 54 days: inside your range of 40 to 60.")).to_be_visible()
    assert not page.get_by_text(TROUBLE).all()
    assert problems == []


def test_what_was_locked_stays_locked_when_the_notebook_is_opened_again(lab, page, problems):
    lab.open(page, "exercises/01_first_flight.ipynb")
    lab.run_all(page)
    button(page, "Lock my prediction").click()
    says(page, "Locked: between 0 and 500 k€.")
    page.evaluate("() => window.jupyterapp.commands.execute('kernelmenu:restart')")
    page.get_by_role("button", name=re.compile("^(Confirm Kernel )?Restart")).last.click()
    lab.open(page, "exercises/01_first_flight.ipynb")
    lab.run_all(page)
    says(page, "Locked: between 0 and 500 k€.")
    expect(button(page, "Lock my prediction")).to_be_disabled()
    assert problems == []


def test_no_cell_shows_code_or_says_what_comes_later(lab, page, problems):
    for notebook in ("notebooks/00_lobby.ipynb", "notebooks/01_first_flight.ipynb"):
        lab.open(page, notebook)
        expect(page.locator(".jp-CodeCell .jp-InputArea-editor:visible")).to_have_count(0)
        expect(page.locator(".jp-CodeCell .jp-OutputArea-output")).to_have_count(0)


def test_the_exercise_page_answers_a_mistake_kindly(lab, page, problems):
    lab.open(page, "exercises/01_first_flight.ipynb")
    lab.run_all(page)
    page.get_by_label("answer").first.select_option("Smart metering")
    button(page, "Check my answer").click()
    says(page, "Not yet. It is the most valuable project")
    assert not page.get_by_text(TROUBLE).all()
    assert problems == []


def test_a_name_in_a_table_is_not_typeset_as_a_formula(lab, page):
    kernel = {"name": "python3", "display_name": "Python 3"}
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": kernel})
    notebook.cells = [
        nbformat.v4.new_code_cell(code)
        for code in (
            "from IPython.display import HTML\nHTML('<p>a formula: $y^2$</p>')",
            "from simulator.tables import tabulate\n"
            "tabulate('costs $x^2$', [{'project': r'\\(z\\) from $5 to $6'}])",
        )
    ]
    nbformat.write(notebook, lab.root / "notebooks" / "names.ipynb")
    lab.open(page, "notebooks/names.ipynb")
    lab.run_all(page)
    expect(page.locator("mjx-container").first).to_be_visible()  # so formulas are typeset here
    shown = page.locator("table").filter(has_text="from")
    expect(shown).to_contain_text("costs $x^2$")
    expect(shown).to_contain_text(r"\(z\) from $5 to $6")
    expect(page.locator("mjx-container")).to_have_count(1)


def test_a_flight_ends_with_a_debrief_that_can_be_saved_and_flown_on(lab, first_flight, problems):
    page = first_flight
    page.get_by_role("tab", name="Risks").click()
    page.get_by_role("button", name=re.compile("^Buy ")).first.click()
    says(page, "Decided on day 0: buy")
    button(page, "To the end").click()
    says(page, "Today is day")
    page.get_by_role("tab", name="Debrief").click()
    button(page, "Begin the debrief").click()
    expect(page.get_by_role("heading", name="The result").first).to_be_visible()
    expect(
        page.get_by_role("status").filter(has_text="The debrief is complete.").first
    ).to_be_visible(timeout=180_000)
    for title in ("Was it luck?", "Stroke by stroke", "Three things to try next"):
        expect(page.get_by_role("heading", name=title).first).to_be_visible()
    button(page, "Save as one file").click()
    says(page, "Saved as debrief.html")
    assert (lab.root / "notebooks" / "debrief.html").exists()
    branches = re.compile("^From the first day|^Go back|^Fly by")
    page.get_by_role("button", name=branches).first.click()
    says(page, "This is a branch; today is day 0")
    assert not page.get_by_text(TROUBLE).all()
    assert problems == []
