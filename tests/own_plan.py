"""Somebody who has only the import page, and the plan that they bring."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

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
        if answer:
            expect(form.get_by_label("Duration, working days")).to_have_value(days)
    expect(row).to_have_count(0)


def check(visitor: Visitor) -> None:
    """Ana cannot do two things at once, and the page says so."""
    visitor.go_on("Check")
    table = visitor.card.get_by_role("region", name="Both finishes by project")
    expect(table).to_contain_text("2 working days later")
    expect(table).to_contain_text("People do one thing at a time: 'Ana'")
