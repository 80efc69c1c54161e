"""A real workshop, walked in a browser: led and played by keyboard, and through a crash."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from served import OFFICE, Served

USUAL, LONG = 5_000, 60_000
"""Milliseconds in which something is to be seen; on a busy machine workers start slowly."""
TREE = """
- heading "Three projects in a small office" [level=1]
- list "Rounds":
  - listitem
  - listitem
- region "Teams":
  - heading "2 teams" [level=2]
  - list:
    - listitem: /Otters/
    - listitem: /Herons/
- region "News for everybody"
- region "On all screens"
- region "Standing and reveal"
- region "Afterwards"
"""
"""What a screen reader finds on the mentor's page."""


class Room:
    """Three pages on one workshop: the mentor's, a team's and the big screen."""

    def __init__(self, served: Served, page: Page) -> None:
        self.served, self.mentor = served, page
        self.team, self.screen = page.context.new_page(), page.context.new_page()

    def prepare(self) -> None:
        """The mentor makes a workshop of two rounds."""
        self.mentor.goto(f"{self.served.url}/mentor#{self.served.secret}")
        self.mentor.get_by_label("Organisation").select_option(OFFICE)
        self.mentor.get_by_label("Rounds: how many").fill("20, 40")
        self.mentor.keyboard.press("Enter")
        expect(self.mentor.get_by_role("button", name="Open round 1")).to_be_visible()
        self.code = self.mentor.url.split("=")[-1]

    def gather(self) -> None:
        """The code is on the big screen; one team joins here, another from its notebook."""
        self.screen.goto(f"{self.served.url}/projector/{self.code}")
        expect(self.screen.get_by_label(f"Join code {' '.join(self.code)}")).to_be_visible()
        self.team.goto(f"{self.served.url}/?code={self.code}")
        self.team.get_by_label("Your team's name").fill("Otters")
        self.team.keyboard.press("Enter")
        expect(self.team.locator(".cockpit")).to_be_visible()
        place = f"/api/rooms/{self.code}/teams"
        self.served.client().post(place, json={"team": "Herons"}).raise_for_status()
        for name in ("Otters", "Herons"):
            expect(self.screen.get_by_role("listitem").filter(has_text=name)).to_be_visible()

    def lead(self, name: str) -> None:
        """Press one of the mentor's buttons, once it can be pressed."""
        button = self.mentor.get_by_role("button", name=name, exact=True)
        expect(button).to_be_enabled()
        button.press("Enter")

    def act(self, name: str | re.Pattern[str]) -> None:
        """Press one of the team's buttons."""
        self.team.get_by_role("button", name=name).first.press("Enter")

    def row(self, name: str):
        """A team's row on the mentor's page."""
        return self.mentor.locator("li.team-row").filter(has_text=name)


@pytest.fixture
def room(tmp_path: Path, page: Page) -> Iterator[Room]:
    served = Served(f"sqlite:///{tmp_path / 'room.sqlite'}").start()
    expect.set_options(timeout=LONG)
    yield Room(served, page)
    expect.set_options(timeout=USUAL)
    served.stop()


def test_a_workshop_is_led_and_played_and_a_crash_loses_nothing(room):
    room.prepare()
    assert room.served.secret not in room.mentor.url
    room.gather()
    expect(room.team.get_by_role("button", name="Next week")).to_be_disabled()
    expect(room.mentor.get_by_role("main")).to_match_aria_snapshot(TREE)
    play_a_week(room)
    decide_while_nobody_answers(room)
    send_news(room)
    close_both_rounds(room)
    reveal(room)
    take_home_and_delete(room)


def play_a_week(room: Room) -> None:
    room.lead("Open round 1")
    expect(room.screen.locator(".state")).to_have_text("Open")
    room.act("Hand in this range")
    room.act("Next week")
    expect(room.team.locator(".cockpit .said")).to_contain_text("It is day 5.")
    expect(room.row("Otters")).to_contain_text("day 5")


def decide_while_nobody_answers(room: Room) -> None:
    room.served.kill()
    for page in (room.screen, room.team):
        expect(page.locator(".connection")).to_be_visible()
    room.act(re.compile("^Buy “"))
    drafts = room.team.get_by_label("Drafts")
    expect(drafts.get_by_role("listitem")).to_have_count(1)
    room.served.start()
    expect(drafts).to_have_count(0)
    decided = room.team.get_by_role("button", name=re.compile("^Decision [0-9]+, day 5: buy"))
    expect(decided).to_have_count(1)
    expect(room.row("Otters").locator(".last")).to_contain_text("buy")
    expect(room.row("Otters")).to_contain_text("no reason given")
    why = room.team.get_by_label("because")
    why.fill("It is cheap now")
    why.press("Enter")
    expect(why).to_have_count(0)
    expect(room.row("Otters")).not_to_contain_text("no reason given")


def send_news(room: Room) -> None:
    field = room.mentor.get_by_label("News for everybody").get_by_label("Headline")
    field.fill("The bank changes its rules")
    field.press("Enter")
    for page in (room.screen, room.team):
        expect(page.get_by_label("News for everybody")).to_contain_text("The bank")


def close_both_rounds(room: Room) -> None:
    room.lead("Close round 1")
    room.lead("Close round 1")  # somebody is still flying, so it asks
    room.lead("Open round 2")
    room.lead("Close round 2")
    room.lead("Close round 2")
    expect(room.screen.locator(".state")).to_have_text("Closed")


def reveal(room: Room) -> None:
    room.lead("Reveal the storm")
    room.lead("Reveal it now")
    for page in (room.screen, room.team):
        expect(page.locator(".proof")).to_contain_text("Checked on this page")
        for name in ("Otters", "Herons"):
            row = page.get_by_role("img", name=re.compile(f"^{name}: expected"))
            expect(row).to_be_visible()


def take_home_and_delete(room: Room) -> None:
    with room.team.expect_download() as flight:
        room.act("Keep your flight")
    assert f'"scenario": "{OFFICE}"' in flight.value.path().read_text(encoding="utf-8")
    with room.mentor.expect_download() as report:
        room.lead("Report")
    assert "Otters" in report.value.path().read_text(encoding="utf-8")
    room.lead("Delete this workshop")
    room.mentor.get_by_label(f"Type {room.code} to delete it").fill(room.code)
    room.mentor.keyboard.press("Enter")
    expect(room.mentor.get_by_text("There is no workshop yet.")).to_be_visible()
    expect(room.screen.get_by_role("heading", name="This workshop is not here")).to_be_visible()
    expect(room.team.get_by_role("heading", name="You are not on board any more")).to_be_visible()
