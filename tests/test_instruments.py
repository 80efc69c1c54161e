"""Which instruments a mentor hands out: the cockpit with them, and without."""

import pytest
from msgspec import to_builtins

from simulator import Session, load
from simulator.cockpit.screen import screen
from simulator.cockpit.seat import Seat
from simulator.instruments import Instruments
from simulator.logbook import Logbook
from simulator.widgets import Cockpit

TOWN = Session(load("tarnholt_town"), seed=4711).advance(30)


def shown(**tools) -> dict:
    return screen(Seat(TOWN), tools=Instruments(**tools))


def dials(page: dict) -> list[dict]:
    return [dial for card in page["rules"]["functions"] for dial in card["dials"]]


def test_by_itself_everything_is_there():
    page = shown()
    assert any(it["mechanisms"] for it in dials(page))
    assert any(option["says"] for it in dials(page) for option in it["options"])
    assert all(offer["told"] for it in page["risks"] for offer in it["offers"])
    assert any(choice["does"] for it in page["details"] for choice in it["choices"])


def test_without_cards_no_rule_names_its_mechanisms_and_all_else_stays():
    page = shown(cards=False)
    assert not any(it["mechanisms"] for it in dials(page))
    assert any(option["says"] for it in dials(page) for option in it["options"])
    assert page["risks"] == shown()["risks"]


def test_without_hints_nobody_says_what_a_choice_brings():
    page = shown(hints=False)
    assert not any(option["says"] for it in dials(page) for option in it["options"])
    assert not any(it["costs"] for it in dials(page))
    assert all(
        offer["saves"] == 0 and not offer["told"] for it in page["risks"] for offer in it["offers"]
    )
    assert not any(choice["does"] for it in page["details"] for choice in it["choices"])


@pytest.mark.parametrize("tools", [{"cards": False}, {"hints": False}, {"coach": "on"}])
def test_what_is_handed_out_changes_no_fact_and_no_choice(tools):
    def facts(page: dict) -> dict:
        bare = to_builtins(page)
        for part in ("rules", "risks", "details"):
            bare.pop(part)
        return bare | {
            "options": [[it["value"] for it in dial["options"]] for dial in dials(page)],
            "verbs": [[it["verb"] for it in one["choices"]] for one in page["details"]],
            "prices": [[it["cost"] for it in one["offers"]] for one in page["risks"]],
        }

    assert facts(shown(**tools)) == facts(shown())


def test_without_forecasts_no_dot_is_drawn(tmp_path):
    tools = Instruments(forecasts=False)
    cockpit = Cockpit(TOWN, "Mine", book=Logbook(tmp_path), instruments=tools)
    cockpit.answer({"do": "week"})
    assert cockpit.ahead == {} and cockpit.foreseen is None
    assert cockpit.screen["foreseen"] is False, "and nobody waits for one"
    assert Cockpit(TOWN, "Other", book=Logbook(tmp_path)).screen["foreseen"] is True
