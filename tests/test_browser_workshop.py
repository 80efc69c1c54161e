"""A team in JupyterLab takes part in a real workshop: joined, cut off, revealed, taken home."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from lesson_page import TROUBLE
from playwright.sync_api import Page, expect
from served import Mentor, Served

NOTEBOOK = "notebooks/14_workshop.ipynb"
USUAL, LONG = 5_000, 90_000
"""Milliseconds in which something is to be seen; on a busy machine workers start slowly."""


class Trainee:
    """The notebook of a team, open in JupyterLab."""

    def __init__(self, page: Page) -> None:
        self.page, self.card = page, page.locator(".taking-part")
        self.cockpit = page.locator(".cockpit")

    def join(self, served: Served, code: str, team: str) -> None:
        """By the fields, as the mentor shows them."""
        self.card.get_by_label("Address of the workshop").fill(served.url)
        self.card.get_by_label("Join code").fill(code)
        self.card.get_by_label("Your team").fill(team)
        self.press("Join")

    def press(self, name: str | re.Pattern[str]) -> None:
        """Press the first button of this name, above or in the cockpit."""
        button = self.page.get_by_role("button", name=name).first
        expect(button).to_be_enabled()
        button.click()

    def reads(self, text: str) -> None:
        """Wait until this stands above the cockpit."""
        expect(self.card).to_contain_text(text)

    def is_sound(self) -> None:
        """Names, roles and contrast above the cockpit, whose own are held elsewhere."""
        found = Axe().run(self.page, context=".taking-part").response["violations"]
        told = [f"{it['id']}: {node['html']}" for it in found for node in it["nodes"]]
        assert not told, "\n".join(told)

    def says(self, text: str) -> None:
        """Wait until the cockpit says this."""
        expect(self.cockpit.locator(".said")).to_contain_text(text)


@pytest.fixture
def mentor(tmp_path: Path) -> Iterator[Mentor]:
    served = Served(f"sqlite:///{tmp_path / 'room.sqlite'}").start()
    expect.set_options(timeout=LONG)
    yield served.mentor().prepare(rounds=(10, 20))
    expect.set_options(timeout=USUAL)
    served.stop()


def test_a_team_takes_part_from_its_notebook_and_loses_nothing(mentor, lab, page, problems):
    lab.open(page, NOTEBOOK)
    lab.run_all(page)
    team = Trainee(page)
    other = mentor.join("Herons")
    team.join(mentor.served, mentor.code, "Herons")
    team.reads("Not possible: ")  # the name is taken
    team.join(mentor.served, mentor.code, "Otters")
    team.reads("You are in. Your mentor opens round 1")
    expect(team.cockpit.get_by_role("button", name="Next week")).to_be_disabled()
    mentor.open()
    give_a_range(team)
    fly_the_round(team, mentor)
    decide_while_nobody_answers(team, mentor)
    go_on_after_a_restart(lab, page, team)
    mentor.close()
    mentor.reveal()
    other.settled()
    look_back(team, lab, mentor)
    assert not page.get_by_text(TROUBLE).all()
    assert problems == []


def give_a_range(team: Trainee) -> None:
    team.card.get_by_label("low").fill("-50")
    team.card.get_by_label("high, k€ net").fill("300")
    team.press("That is our range")
    team.reads("−50 to 300 k€")


def fly_the_round(team: Trainee, mentor: Mentor) -> None:
    team.press("Next week")
    team.says("It is day 5.")
    team.press("To the round's end")
    team.reads("you have flown to its end")
    mentor.close()
    team.reads("Round 1 is closed. Your mentor opens round 2.")
    mentor.open()
    team.reads("Round 2 of 2 is open, to day 20: 10 days left to fly.")


def decide_while_nobody_answers(team: Trainee, mentor: Mentor) -> None:
    mentor.served.kill()
    team.reads("The workshop does not answer just now")
    team.press(re.compile("^Buy “"))
    team.reads("1 decision drafted, handed in when the workshop answers again")
    team.is_sound()
    mentor.served.start()
    team.reads("✓ everything is handed in")
    decided = team.page.get_by_role("button", name=re.compile("^Decision [0-9]+, day 10: buy"))
    expect(decided).to_have_count(1)
    (row,) = [it for it in mentor.view["teams"] if it["name"] == "Otters"]
    assert row["decisions"] == 1


def go_on_after_a_restart(lab, page: Page, team: Trainee) -> None:
    page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    lab.run_all(page)
    team.reads("Round 2 of 2 is open, to day 20: 10 days left to fly.")
    expect(team.cockpit).to_have_count(1)


def look_back(team: Trainee, lab, mentor: Mentor) -> None:
    team.reads("You all had the same storm.")
    expect(team.card.locator(".proof")).to_contain_text("Checked on this page")
    mentor.scored()
    for name in ("Otters", "Herons"):
        row = team.card.get_by_role("img", name=re.compile(f"^{name}: expected"))
        expect(row).to_be_visible()
    team.is_sound()
    team.press("Keep our flight")
    team.reads("Kept among your flights as “Otters workshop”")
    expect(team.cockpit).to_have_count(1)
    expect(team.cockpit.get_by_role("button", name="To the end")).to_be_visible()
    team.reads("The storm is revealed, and your flight is yours.")
    assert (lab.places / "flights" / "Otters workshop.flight.json").exists()
