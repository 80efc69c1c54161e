"""A real workshop, walked in a browser: by keyboard where people lead and play, and through a crash."""

import re

import pytest
from playwright.sync_api import expect
from served import Served

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
- region "The reveal"
- region "Afterwards"
"""
"""What a screen reader finds on the mentor's page."""


@pytest.fixture
def served(tmp_path):
    found = Served(f"sqlite:///{tmp_path / 'room.sqlite'}").start()
    yield found
    found.stop()


def test_a_workshop_is_led_and_played_and_nothing_is_lost_when_the_service_dies(served, page):
    mentor, team, screen = page, page.context.new_page(), page.context.new_page()
    mentor.goto(f"{served.url}/mentor#{served.secret}")
    mentor.get_by_label("Organisation").select_option("three_projects")
    mentor.get_by_label("Rounds: how many").fill("20, 40")
    mentor.keyboard.press("Enter")
    opens = mentor.get_by_role("button", name="Open round 1")
    expect(opens).to_be_visible(timeout=20_000)
    code = mentor.url.split("=")[-1]
    assert served.secret not in mentor.url

    screen.goto(f"{served.url}/projector/{code}")
    expect(screen.get_by_label(f"Join code {' '.join(code)}")).to_be_visible()
    team.goto(f"{served.url}/?code={code}")
    team.get_by_label("Your team's name").fill("Otters")
    team.keyboard.press("Enter")
    expect(team.locator(".cockpit")).to_be_visible()
    expect(team.get_by_role("button", name="Next week")).to_be_disabled()
    served.client().post(f"/api/rooms/{code}/teams", json={"team": "Herons"}).raise_for_status()
    for name in ("Otters", "Herons"):
        expect(screen.get_by_role("listitem").filter(has_text=name)).to_be_visible()
    expect(mentor.get_by_role("main")).to_match_aria_snapshot(TREE)

    opens.focus()
    mentor.keyboard.press("Enter")
    expect(screen.locator(".state")).to_have_text("Open")
    team.get_by_role("button", name="Hand in this range").press("Enter")
    team.get_by_role("button", name="Next week").press("Enter")
    expect(team.locator(".cockpit .said")).to_contain_text("It is day 5.")
    otters = mentor.locator("li.team-row").filter(has_text="Otters")
    expect(otters).to_contain_text("day 5")

    served.kill()
    expect(screen.locator(".connection")).to_be_visible()
    expect(team.locator(".connection")).to_be_visible()
    team.get_by_role("button", name=re.compile("^Buy “")).first.press("Enter")
    expect(team.get_by_label("Drafts").get_by_role("listitem")).to_have_count(1)
    served.start()
    expect(team.get_by_label("Drafts")).to_have_count(0, timeout=30_000)
    expect(team.get_by_role("button", name=re.compile("^Decision 1, day 5: buy"))).to_be_visible()
    expect(otters.locator(".last")).to_contain_text("buy", timeout=20_000)

    news = mentor.get_by_label("News for everybody")
    news.get_by_label("Headline").fill("The bank changes its rules")
    news.get_by_label("Headline").press("Enter")
    for other in (screen, team):
        expect(other.get_by_label("News for everybody")).to_contain_text("The bank", timeout=20_000)

    for number in (1, 2):
        closes = mentor.get_by_role("button", name=f"Close round {number}")
        closes.press("Enter")
        closes.press("Enter")  # the Otters are still flying, so it asks
        expect(screen.locator(".state")).to_have_text("Closed")
        if number == 1:
            mentor.get_by_role("button", name="Open round 2").press("Enter")
    reveals = mentor.get_by_role("button", name="Reveal the storm")
    expect(reveals).to_be_enabled(timeout=20_000)
    reveals.press("Enter")
    mentor.get_by_role("button", name="Reveal it now").press("Enter")
    for other in (screen, team):
        expect(other.locator(".proof")).to_contain_text("Checked on this page", timeout=20_000)
    for name in ("Otters", "Herons"):
        row = screen.get_by_role("img", name=re.compile(f"^{name}: expected"))
        expect(row).to_be_visible(timeout=60_000)
    with team.expect_download() as flight:
        team.get_by_role("button", name="Keep your flight").press("Enter")
    assert '"scenario": "three_projects"' in flight.value.path().read_text(encoding="utf-8")
    with mentor.expect_download() as report:
        mentor.get_by_role("button", name="Report", exact=True).press("Enter")
    assert "Otters" in report.value.path().read_text(encoding="utf-8")

    mentor.get_by_role("button", name="Delete this workshop").press("Enter")
    mentor.get_by_label(f"Type {code} to delete it").fill(code)
    mentor.keyboard.press("Enter")
    expect(mentor.get_by_text("There is no workshop yet.")).to_be_visible()
    expect(screen.get_by_role("heading", name="This workshop is not here")).to_be_visible()
    expect(team.get_by_role("heading", name="You are not on board any more")).to_be_visible()
