"""Notebook 11 in a browser: its pictures on a bare page, and the notebook once."""

from functools import cache

import pytest
from lesson_page import LONG, TROUBLE, LessonPage, lock_all, sound, walk
from playwright.sync_api import Page, expect

from exercises.in_the_chair import FOCUS, OFFICE
from simulator import Policy, Session
from simulator.debrief.teams import Results
from simulator.explorables.chair import InTheChair
from simulator.explorables.kept_to import LATE, LOOK, SENTENCES, STOPPING, VALUE
from simulator.explorables.strategy import Strategy
from simulator.explorables.teams import Teams
from simulator.logbook import Logbook

SEED = 2
ENDS = {"aim": VALUE, "never": STOPPING, "stop": LATE, "stress": LOOK}


@pytest.fixture
def seat(tmp_path):
    """A chair on its first morning, whose flight is kept in a folder of this test."""
    return InTheChair(OFFICE, SEED, "Two years", book=Logbook(tmp_path))


def paper() -> Strategy:
    picture = Strategy(SENTENCES)
    for name, value in ENDS.items():
        picture.choose(name, value)
    return picture


@cache
def crew() -> tuple[tuple[str, str, Session], ...]:
    mine = Session(OFFICE, FOCUS, SEED)
    return ("You", "you", mine), ("Signe", "begins everything", Session(OFFICE, Policy(), SEED))


def table() -> Teams:
    """Two teams and three worlds, as if they had been played."""
    picture = Teams(crew)
    picture.gather()
    picture.results = Results(
        net={"You": [900.0, 1100.0, 1000.0], "Signe": [-300.0, 1200.0, 100.0]},
        on_time={"You": [0.5, 0.4, 0.6], "Signe": [0.3, 0.5, 0.2]},
        value={"You": [5000.0, 5200.0, 5100.0], "Signe": [4000.0, 5300.0, 4100.0]},
    )
    return picture


def said(page: Page) -> str:
    return page.get_by_role("status").first.inner_text()


def axed(bare: LessonPage, picture, name: str, light: bool) -> None:
    bare.show(picture, name, light)
    sound(bare.page)
    picture.open = False
    bare.show(picture, name, light)
    sound(bare.page)


@pytest.mark.parametrize("light", [True, False], ids=["light", "dark"])
def test_names_roles_and_contrast(bare, seat, problems, light):
    bare.page.set_viewport_size({"width": 700, "height": 900})
    sealed = paper()
    bare.show(sealed, "strategy", light)
    sound(bare.page)
    sealed.seal()
    axed(bare, sealed, "strategy", light)
    for _ in range(3):
        seat.let_pass()
    seat.take("first grow")
    axed(bare, seat, "chair", light)
    axed(bare, table(), "teams", light)
    assert problems == []


def test_a_strategy_is_written_by_keys_and_sealed(bare, problems):
    bare.show(Strategy(SENTENCES), "strategy")
    expect(bare.button("Seal my strategy")).to_be_disabled()
    for ending in ENDS.values():
        bare.page.get_by_label(ending, exact=True).focus()
        bare.page.keyboard.press("Space")
        bare.answer()
    because = bare.page.get_by_role("textbox", name="Because")
    because.fill("<b>Kestrel</b>")
    because.press("Tab")
    bare.answer()
    bare.press("Seal my strategy")
    assert bare.picture.sealed and bare.picture.chosen == ENDS
    assert "“<b>Kestrel</b>”" in bare.page.locator(".card.strategy").inner_text()
    assert bare.page.get_by_role("radio").count() == 0
    assert problems == []


def test_a_quarter_is_decided_by_keys_and_passes(bare, seat, problems):
    bare.show(seat, "chair")
    assert said(bare.page).startswith("It is your first morning.")
    for key in ("first grow", "at once 1", "look 4", "overtime 5"):
        bare.page.locator(f'[data-key="{key}"]').focus()
        bare.page.keyboard.press("Enter")
        bare.answer()
    assert said(bare.page).startswith("you have time for 3 decisions a quarter")
    assert bare.page.locator('[aria-pressed="true"]').count() == 3
    assert bare.page.evaluate("document.activeElement.dataset.key") == "overtime 5"
    bare.press("Let the quarter pass")
    assert said(bare.page).startswith("Quarter 1 has passed: ")
    expect(bare.page.locator(".years li.here")).to_contain_text("Q2")
    expect(bare.page.locator(".years li").first).to_contain_text("One thing at a time")
    net = bare.picture.shown().net
    assert bare.page.locator(".sum .big").inner_text() == f"{net:,.0f}".replace("-", "−")
    for _ in range(7):
        bare.page.locator('[data-key="pass"]').click()
        bare.answer()
    assert said(bare.page).startswith("Two years are over")
    assert bare.page.get_by_role("button").count() == 0
    assert problems == []


def test_teams_are_compared_in_one_world_and_stand_in_tiers_after_more(bare, problems):
    bare.show(Teams(crew), "teams")
    expect(bare.page.locator(".team")).to_have_count(2)
    assert bare.page.locator(".best .big").inner_text() == "?"
    assert bare.page.locator(".frontier, .tier").count() == 0
    hits = [
        {it.name for it in team.storms if it.how == "hit"} for team in bare.picture.shown().teams
    ]
    same = len(hits[0] & hits[1])
    assert f"{same} of these {len(OFFICE.risks)} mishaps came about for every team" in (
        bare.page.locator(".key").inner_text()
    )
    expect(bare.button("Go on to 1,000")).to_be_enabled()
    bare.show(table(), "teams")
    assert bare.page.locator(".best .big").inner_text() == "2"
    expect(bare.page.locator(".row.best-one .won i")).to_have_count(2)
    expect(bare.page.get_by_role("img", name="Signe won 1 of 3 worlds")).to_be_visible()
    expect(bare.page.locator(".frontier .point")).to_have_count(2)
    assert "In 3 other worlds" in said(bare.page)
    assert problems == []


def test_nobody_is_at_the_table_before_the_flight_is_over(bare, problems):
    bare.show(Teams(crew, lambda: "Let all eight quarters pass in the picture above."), "teams")
    assert said(bare.page) == "Let all eight quarters pass in the picture above."
    assert bare.page.locator(".team").count() == 0
    assert bare.page.get_by_role("button").all_inner_texts() == ["Look for flights again"]
    assert problems == []


# In JupyterLab


def test_in_the_chair_from_the_first_cell_to_the_last(lab, page, problems):
    walk(lab, page, "notebooks/11_in_the_chair.ipynb")
    chair = page.locator(".card.chair")
    expect(chair.get_by_role("button", name="Let the quarter pass")).to_be_disabled(timeout=LONG)
    lock_all(page)
    written = page.locator(".card.strategy")
    for ending in ENDS.values():
        written.get_by_label(ending, exact=True).check()
    written.get_by_role("button", name="Seal my strategy").click()
    expect(written).to_contain_text("Your strategy is sealed", timeout=LONG)
    for key in ("first grow", "at once 1", "ends forward_value"):
        chair.locator(f'[data-key="{key}"]').click()
        expect(chair.locator(f'[data-key="{key}"]')).to_have_attribute(
            "aria-pressed", "true", timeout=LONG
        )
    for quarter in range(1, 9):
        chair.locator('[data-key="pass"]').click()
        done = "Two years are over" if quarter == 8 else f"Quarter {quarter} has passed"
        expect(chair.get_by_role("status")).to_contain_text(done, timeout=LONG)
    expect(page.get_by_text("You did, in quarter 1.")).to_be_visible(timeout=LONG)
    teams = page.locator(".card.teams")
    expect(teams.locator(".team")).to_have_count(6, timeout=LONG)
    teams.get_by_role("button", name="Play all teams in 200 worlds").click()
    expect(teams.locator(".tier").first).to_be_visible(timeout=LONG)
    teams.get_by_role("button", name="Stop").click()
    expect(teams.get_by_role("button", name="Look for flights again")).to_be_visible(timeout=LONG)
    expect(page.get_by_text("decide how much of each you can bear")).to_be_visible(timeout=LONG)
    expect(page.locator(".cockpit").first).to_be_visible(timeout=LONG)
    question = page.locator(".question").filter(has_text="wants to give a prize")
    question.get_by_label("Oona", exact=True).check()
    question.get_by_role("button", name="Check my answer").click()
    expect(question).to_contain_text("another one is greener", timeout=LONG)
    assert not page.get_by_text(TROUBLE).all()
    assert problems == []
