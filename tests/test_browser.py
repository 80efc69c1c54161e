"""The notebooks as a trainee meets them: a real JupyterLab in a real browser.

The cockpit has tests of its own: test_browser_cockpit.py, and without a kernel test_front_*.py.
"""

import json

import nbformat
import pytest
from lesson_page import TROUBLE, lock_all, try_rule, walk
from own_plan import PLAN, Visitor, check, mend
from playwright.sync_api import expect

expect.set_options(timeout=60_000)  # a loaded machine draws slowly


def button(page, name):
    return page.get_by_role("button", name=name, exact=True).first


def says(page, text):
    """Wait until the cockpit says this."""
    expect(page.get_by_role("status").filter(has_text=text).first).to_be_visible()


def test_a_visitor_of_the_lobby_runs_worlds_and_answers(lab, page, problems):
    lab.open(page, "notebooks/00_lobby.ipynb")
    lab.run_all(page)
    expect(button(page, "Run in the next world")).to_have_count(0)
    button(page, "Lock my prediction").click()
    says(page, "Locked: between 40 and 60 days.")
    says(page, "First lock your prediction above, “In how many of 100 worlds is everything")
    button(page, "Lock my prediction").click()
    button(page, "Run in the next world").click()
    says(page, "World 1: In the end, 3 of 3 projects are finished.")
    button(page, "Run in 200 worlds").click()
    says(page, "In 200 worlds with the same decisions")
    page.get_by_label("2 times of 10").check()
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
    with lab.request("/api/kernels") as answer:
        kernels = [kernel["id"] for kernel in json.load(answer)]
    for kernel in kernels:
        lab.request(f"/api/kernels/{kernel}/restart", method="POST", timeout=60).close()
    lab.visit(page, "exercises/01_first_flight.ipynb")
    lab.run_all(page)
    says(page, "Locked: between 0 and 500 k€.")
    expect(button(page, "Locked")).to_be_disabled()
    assert problems == []


def test_after_a_restart_a_control_says_that_nobody_hears_it(lab, page, problems):
    lab.open(page, "exercises/01_first_flight.ipynb")
    lab.run_all(page)
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_text("Restart Kernel…", exact=True).first.click()
    page.locator(".jp-Dialog button", has_text="Restart").first.click()
    page.wait_for_timeout(3000)
    page.get_by_role("button", name="Check my answer").first.click()  # with a sign before it now
    says(page, "Nobody hears this any more: the kernel was restarted.")
    assert problems == []


def test_no_cell_shows_code_or_says_what_comes_later(lab, page, problems):
    for notebook in ("notebooks/00_lobby.ipynb", "notebooks/01_first_flight.ipynb"):
        lab.open(page, notebook)
        expect(page.locator(".jp-CodeCell .jp-InputArea-editor:visible")).to_have_count(0)
        expect(page.locator(".jp-CodeCell .jp-OutputArea-output")).to_have_count(0)


def test_the_exercise_page_answers_a_mistake_kindly(lab, page, problems):
    lab.open(page, "exercises/01_first_flight.ipynb")
    lab.run_all(page)
    page.get_by_label("Smart metering").first.check()
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


def test_who_runs_cell_after_cell_meets_each_result_from_its_beginning(lab, page, problems):
    page.set_viewport_size({"width": 1280, "height": 720})
    lab.open(page, "notebooks/01_first_flight.ipynb")
    page.locator(".jp-Notebook .jp-Cell").first.click()
    missed = []
    for number in range(25):
        page.keyboard.press("Shift+Enter")
        expect(page.locator(".jp-InputPrompt", has_text="[*]")).to_have_count(0)
        if page.evaluate(WHERE, number):
            page.wait_for_timeout(900)  # JupyterLab scrolls on, and again while sizes change
            place = page.evaluate(WHERE, number)
            if place["high"] > 150 and place["top"] < -20:
                missed.append((number, place))
    assert missed == [] and problems == []


WHERE = """(number) => {
  const cell = document.querySelectorAll(".jp-Notebook .jp-Cell")[number];
  const output = cell?.querySelector(".jp-OutputArea-output");
  if (!output || !cell.classList.contains("jp-CodeCell")) return null;
  const found = output.getBoundingClientRect();
  return { top: Math.round(found.top), high: Math.round(found.height) };
}"""


@pytest.mark.parametrize(
    "exercise",
    [
        "02_one_plan",
        "03_everything_first",
        "04_what_goes_first",
        "05_choosing",
        "06_pay_now",
        "07_dashboard",
        "08_people",
        "09_adopted",
        "10_its_keep",
        "11_in_the_chair",
    ],
)
def test_an_exercise_runs_from_its_first_cell_to_its_last(lab, page, problems, exercise):
    walk(lab, page, f"exercises/{exercise}.ipynb")
    if page.locator(".forecast:not(.locked)").count():
        lock_all(page)
    trial = page.locator(".card.trial").last
    trial.get_by_label("less", exact=True).click()
    expect(trial.get_by_label("less", exact=True)).to_be_checked()
    try_rule(trial)
    assert not page.get_by_text(TROUBLE).all()
    assert problems == []


def test_a_plan_goes_from_its_file_to_the_cockpit(lab, page, tmp_path, problems):
    lab.open(page, "notebooks/15_own_portfolio.ipynb")
    lab.run_all(page)
    visitor = Visitor(page)
    card = visitor.card
    (tmp_path / "old.xls").write_bytes(b"x")
    visitor.bring(tmp_path / "old.xls")
    visitor.says(
        "old.xls: is an old Excel workbook; open it in Excel or LibreOffice and save it as .xlsx"
    )
    (tmp_path / "Werk.csv").write_text(PLAN, encoding="utf-8")
    visitor.bring(tmp_path / "Werk.csv")
    visitor.stands_at("Map")
    expect(card.get_by_label("Duration: column")).to_have_value("1")
    visitor.go_on("Preview")
    visitor.go_on("Mend")
    mend(visitor)
    check(visitor)
    visitor.go_on("Save and fly")
    card.get_by_label("Call it").fill("Unser Werk")
    card.get_by_role("button", name="Save and fly", exact=True).last.click()
    expect(page.locator(".cockpit").get_by_text("Unser Werk").first).to_be_visible()
    assert (lab.places / "flights" / "portfolios" / "Unser Werk.toml").is_file()
    assert not page.get_by_text(TROUBLE).all()
    assert problems == []
