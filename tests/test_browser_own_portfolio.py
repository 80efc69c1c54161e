"""Somebody who has only the import page brings a plan to JupyterLab and flies it."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from lesson_page import TROUBLE
from playwright.sync_api import Page, expect

NOTEBOOK = "notebooks/15_own_portfolio.ipynb"
LONG = 90_000
"""Milliseconds in which a busy machine, too, has done what was asked for."""
PLAN = """Name;Tage;Beginn;Ende;Wer
Entwurf;5;01.03.2027;05.03.2027;Ana
Bau;6;01.03.2027;02.03.2027;Ana
Probe;;03.03.2027;04.03.2027;
"""


class Visitor:
    """Who has only the page."""

    def __init__(self, page: Page) -> None:
        self.page, self.card = page, page.locator(".own")

    def bring(self, *files: Path) -> None:
        self.card.locator("input[type=file]").set_input_files(files)

    def go_on(self, step: str) -> None:
        """By the button at the end of a step."""
        self.card.get_by_role("button", name=f"Go on: {step}").click()
        self.stands_at(step)

    def stands_at(self, step: str) -> None:
        here = self.card.locator('[aria-current="step"]')
        expect(here).to_contain_text(step)

    def says(self, text: str) -> None:
        expect(self.card.locator(".answer")).to_contain_text(text)

    def is_sound(self) -> None:
        """Names, roles and contrast."""
        found = Axe().run(self.page, context=".own").response["violations"]
        told = [f"{it['id']}: {node['html'][:200]}" for it in found for node in it["nodes"]]
        assert not told, "\n".join(told)


@pytest.fixture
def visitor(lab, page):
    expect.set_options(timeout=LONG)
    page.set_viewport_size({"width": 1280, "height": 900})
    lab.open(page, NOTEBOOK)
    lab.run_all(page)
    yield Visitor(page)
    expect.set_options(timeout=5_000)


def test_a_plan_goes_from_its_file_to_the_cockpit_and_is_found_again(
    lab, page, visitor, tmp_path, problems
):
    card = visitor.card
    (tmp_path / "old.xls").write_bytes(b"x")
    visitor.bring(tmp_path / "old.xls")
    visitor.says("old.xls: files of this kind cannot be read; save the table as .xlsx or .csv")
    (tmp_path / "Werk.csv").write_text(PLAN, encoding="utf-8")
    visitor.bring(tmp_path / "Werk.csv")
    visitor.stands_at("Map")
    expect(card.get_by_label("Duration: column")).to_have_value("1")
    visitor.is_sound()
    visitor.go_on("Preview")
    visitor.go_on("Mend")
    mend(visitor)
    check(visitor)
    visitor.go_on("Save and fly")
    card.get_by_label("Call it").fill("Unser Werk")
    card.get_by_role("button", name="Save and fly", exact=True).last.click()
    expect(page.locator(".cockpit").get_by_text("Unser Werk").first).to_be_visible()
    assert (lab.places / "flights" / "portfolios" / "Unser Werk.toml").is_file()
    page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    lab.run_all(page)
    visitor.says("Welcome back: “Werk” is as you left it.")
    visitor.stands_at("Save and fly")
    assert not page.get_by_text(TROUBLE).all()
    assert problems == []


def mend(visitor: Visitor) -> None:
    """A pool gets a number, a row another duration, and one of it is taken back."""
    card = visitor.card
    visitor.is_sound()
    card.get_by_label("How many are Werk").fill("2")
    card.get_by_role("button", name="So it is").click()
    expect(card.get_by_role("heading", name="Work without people")).to_have_count(0)
    expect(card.get_by_role("button", name=re.compile("^Undo: say who does"))).to_be_visible()
    row = card.get_by_role("row").filter(has_text="It takes 6 days by its duration and 2 by its")
    row.get_by_role("button", name="Correct it").click()
    form = card.get_by_role("group", name="Correct Bau")
    for days, answer in (("soon", "'soon' is no number; write a number such as 12.5"), ("2", "")):
        form.get_by_label("Duration, working days").fill(days)
        form.get_by_role("button", name="Correct it").click()
        visitor.says(answer)
    expect(row).to_have_count(0)


def check(visitor: Visitor) -> None:
    """Ana cannot do two things at once, and the page says so."""
    visitor.go_on("Check")
    table = visitor.card.get_by_role("region", name="Both finishes by project")
    expect(table).to_contain_text("2 working days later")
    expect(table).to_contain_text("People do one thing at a time: 'Ana'")
    visitor.is_sound()
    visitor.page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    visitor.is_sound()
    visitor.page.evaluate("document.body.dataset.jpThemeLight = 'true'")
