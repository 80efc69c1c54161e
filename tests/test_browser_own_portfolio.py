"""Somebody who has only the import page brings a plan to JupyterLab and flies it."""

import re
from pathlib import Path

import pytest
from lesson_page import TROUBLE, LessonPage, sound
from playwright.sync_api import Page, expect

from simulator.explorables.own_portfolio import OwnPortfolio
from simulator.explorables.picture import finish
from simulator.importing import Shelf
from simulator.importing.bringing import STEPS

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


@pytest.fixture
def visitor(lab, page):
    expect.set_options(timeout=LONG)
    page.set_viewport_size({"width": 1280, "height": 900})
    lab.open(page, NOTEBOOK)
    lab.run_all(page)
    yield Visitor(page)
    expect.set_options(timeout=5_000)


@pytest.mark.parametrize(("wide", "light"), [(1280, True), (360, False)])
def test_every_step_is_sound_on_a_desk_and_on_a_phone(bare_page, tmp_path, wide, light):
    (tmp_path / "Werk.csv").write_text(PLAN, encoding="utf-8")
    picture = OwnPortfolio(Shelf(tmp_path / "flights"), tmp_path)
    finish(picture, {"do": "beside", "names": ["Werk.csv"]})
    finish(picture, {"do": "foresee", "worlds": 10})
    row = picture.bringing.plan.activities[1]
    finish(picture, {"do": "look", "about": "activities", "key": row.key})
    bare_page.set_viewport_size({"width": wide, "height": 900})
    for step in STEPS:
        finish(picture, {"do": "step", "step": step})
        LessonPage(bare_page).show(picture, "own_portfolio", light)
        sound(bare_page)


def test_by_keyboard_a_plan_is_read_and_each_step_begins_at_its_name(bare_page, tmp_path):
    (tmp_path / "Werk.csv").write_text(PLAN, encoding="utf-8")
    shown = LessonPage(bare_page).show(
        OwnPortfolio(Shelf(tmp_path / "f"), tmp_path), "own_portfolio"
    )
    bare_page.get_by_role("button", name="Read Werk.csv").focus()
    for step in ("Map", "Preview", "Mend", "Check", "Save and fly"):
        bare_page.keyboard.press("Enter")
        shown.answer()
        here = bare_page.locator('[aria-current="step"]')
        expect(here).to_contain_text(step)
        expect(here).to_be_focused()
        bare_page.locator("[data-key=onward]").focus() if step != "Save and fly" else None


def test_a_plan_goes_from_its_file_to_the_cockpit(lab, page, visitor, tmp_path, problems):
    card = visitor.card
    (tmp_path / "old.xls").write_bytes(b"x")
    visitor.bring(tmp_path / "old.xls")
    visitor.says("old.xls: files of this kind cannot be read; save the table as .xlsx or .csv")
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


def mend(visitor: Visitor) -> None:
    """A pool gets a number, a row another duration, and one of it is taken back."""
    card = visitor.card
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
