"""The pictures of notebook 11 without a browser: an act goes in, plain data comes out."""

from functools import cache

import pytest
from msgspec import to_builtins

from exercises.in_the_chair import FOCUS, OFFICE, colleagues
from simulator import Policy, Session
from simulator.errors import RefusedError
from simulator.explorables import kept_to as held
from simulator.explorables import teams as table
from simulator.explorables.chair import MOST, QUARTERS, InTheChair
from simulator.explorables.desk import FIRST, GROUPS, QUARTER, Desk, goes_first
from simulator.explorables.kept_to import SENTENCES, kept_to
from simulator.explorables.kinds import in_order, kind_of, with_first
from simulator.explorables.others import flights_of
from simulator.explorables.path import path, storms
from simulator.explorables.picture import finish
from simulator.explorables.strategy import LONGEST, Strategy
from simulator.explorables.teams import Teams
from simulator.logbook import Logbook
from simulator.metrics import summary

SEED = 2
ENDS = {"aim": held.VALUE, "never": held.OVERTIME, "stop": held.LATE, "stress": held.LOOK}


def seat(folder, ready=lambda: "", seed: int = SEED) -> InTheChair:
    return InTheChair(OFFICE, seed, "Two years", ready, Logbook(folder))


def flown(folder, *mornings: tuple[str, ...], seed: int = SEED) -> InTheChair:
    picture = seat(folder, seed=seed)
    for place in range(QUARTERS):
        for key in mornings[place] if place < len(mornings) else ():
            picture.act({"do": "take", "offer": key})
        picture.act({"do": "pass"})
    return picture


# The strategy


def paper() -> Strategy:
    picture = Strategy(SENTENCES)
    for name, value in ENDS.items():
        picture.act({"do": "choose", "sentence": name, "value": value})
    return picture


def test_a_strategy_is_sealed_once_every_sentence_has_an_end():
    picture = Strategy(SENTENCES)
    with pytest.raises(RefusedError, match="“I optimise …” has no end yet; choose one"):
        picture.act({"do": "seal"})
    picture = paper()
    picture.act({"do": "reason", "text": "  the rival  "})
    picture.act({"do": "seal"})
    assert picture.shown().sealed and picture.reason == "the rival"
    assert "Sealed. I optimise what the projects bring." in picture.words()
    for message in ({"do": "seal"}, {"do": "reason", "text": "other"},
                    {"do": "choose", "sentence": "aim", "value": held.NEW}):  # fmt: skip
        with pytest.raises(RefusedError, match="your strategy is sealed; what it says stays"):
            picture.act(message)
    again = Strategy(SENTENCES)
    again.take_up(picture.kept())
    assert again.shown() == picture.shown()


def test_what_cannot_stand_in_a_strategy_is_refused():
    picture = Strategy(SENTENCES)
    with pytest.raises(RefusedError, match="'everything' cannot stand here; choose of the list"):
        picture.choose("aim", "everything")
    with pytest.raises(RefusedError, match=f"the reason has {LONGEST + 1} characters"):
        picture.explain("a" * (LONGEST + 1))
    assert picture.kept() is None
    picture.take_up({"chosen": {"aim": "nonsense"}, "sealed": True})
    picture.take_up({"chosen": 3})
    assert not picture.sealed and picture.chosen["aim"] == ""


# The desk and the chair


def test_kinds_of_projects_are_put_first_as_a_whole():
    order = with_first(OFFICE, "transform")
    kinds = [kind_of(next(it for it in OFFICE.projects if it.id == one)) for one in order]
    assert kinds == sorted(kinds, key=["transform", "grow", "run"].index) and len(order) == 20
    assert in_order(OFFICE, ("run",)) == tuple(
        it.id for it in OFFICE.projects if kind_of(it) == "run"
    )


def test_every_offer_on_every_desk_can_be_decided_and_there_are_some_of_each_kind():
    session = Session(OFFICE, seed=SEED)
    for place in range(3):
        desk = Desk(session)
        assert {it.group for it in desk.offers} == set(GROUPS)
        assert len({it.key for it in desk.offers}) == len(desk.offers)
        for offer in desk.offers:
            session.decide(*offer.decisions)
        session = session.advance(QUARTER * (place + 1))


def test_the_desk_says_only_what_can_be_seen():
    session = Session(OFFICE, seed=SEED).advance(QUARTER)
    reports = {it.name: it for it in Desk(session).reports}
    assert reports["Parcel lockers"].waits_for in ("One address register", "")
    assert {it.colour for it in reports.values()} <= {"", "green", "yellow", "red"}
    assert reports["Returns at the door"].new and "Parcels by night train" not in reports


def test_what_goes_first_is_known_by_hand_and_by_rule(tmp_path):
    picture = seat(tmp_path)
    assert goes_first(picture.session) == ""
    for key, first in (("first grow", "grow"), ("first due", "due"), ("first run", "run")):
        offer = picture.desk.offer(key)
        assert goes_first(picture.session.decide(*offer.decisions)) == first


def test_three_decisions_a_quarter_of_which_those_of_one_kind_take_each_others_place(tmp_path):
    picture = seat(tmp_path)
    for key in ("first grow", "at once 1", "look 4"):
        picture.act({"do": "take", "offer": key})
    with pytest.raises(RefusedError, match="you have time for 3 decisions a quarter; put one back"):
        picture.act({"do": "take", "offer": "overtime 5"})
    picture.act({"do": "take", "offer": "first run"})
    picture.act({"do": "take", "offer": "look 8"})
    assert picture.taken == ["at once 1", "first run", "look 8"] and len(picture.taken) == MOST
    picture.act({"do": "take", "offer": "look 8"})
    group = next(it for it in picture.shown().groups if it.name == FIRST)
    assert [it.key for it in group.cards if it.taken] == ["first run"]
    with pytest.raises(RefusedError, match="there is no offer 'gold' on the desk"):
        picture.act({"do": "take", "offer": "gold"})


def test_nothing_passes_before_the_locks_are_open_and_the_strategy_is_sealed(tmp_path):
    picture = seat(tmp_path, lambda: "Seal your strategy above")
    with pytest.raises(RefusedError, match="Seal your strategy above"):
        picture.act({"do": "pass"})
    picture.open = False
    with pytest.raises(RefusedError, match="first lock your predictions"):
        picture.act({"do": "pass"})
    page = picture.shown()
    assert page.net == 0 and page.past == () and page.delivered == 0
    assert all(not it.colour for it in page.reports)


def test_eight_quarters_end_as_the_debrief_counts_them(tmp_path):
    picture = flown(tmp_path, ("first grow", "at once 1"), ("look 4",))
    page, session = picture.shown(), picture.session
    assert picture.over and session.over and page.groups == () == page.reports
    assert page.net == pytest.approx(summary(session.events, OFFICE)["net"])
    assert page.past[0].decided == ("Grow with parcels, first of all", "One thing at a time")
    assert sum(len(it.landed) for it in page.past) == page.delivered
    with pytest.raises(RefusedError, match="your eight quarters have passed; look back below"):
        picture.act({"do": "pass"})
    assert [it.day for it in session.decisions if it.day] == [QUARTER]


def test_a_flight_is_kept_after_each_quarter_and_found_again(tmp_path):
    picture = seat(tmp_path)
    picture.act({"do": "take", "offer": "at once 1"})
    picture.act({"do": "pass"})
    picture.act({"do": "take", "offer": "look 4"})
    assert "Two years.flight.json" in picture.shown().kept
    again = seat(tmp_path)
    again.take_up(picture.kept())
    assert to_builtins(again.shown()) == to_builtins(picture.shown())
    again.act({"do": "pass"})
    assert Logbook(tmp_path).open("Two years").session == again.session
    assert len(Logbook(tmp_path).entries()) == 1


def test_a_flight_of_another_edition_is_left_alone(tmp_path):
    for state in ({"quarters": [["gold"]]}, {"quarters": 3}, {"taken": ["gold"]},
                  {"quarters": [], "flight": "nowhere"}):  # fmt: skip
        picture = seat(tmp_path)
        picture.take_up(state)
        assert picture.session == Session(OFFICE, seed=SEED) and picture.taken == []


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path):
    (tmp_path / "file").write_text("")
    picture = InTheChair(OFFICE, SEED, "Two years", book=Logbook(tmp_path / "file"))
    picture.act({"do": "pass"})
    assert picture.shown().quarter == 2
    assert picture.shown().kept.startswith("Your flight is not in your folder: ")


# What was written, and what was done


def test_each_sentence_is_held_against_what_was_decided(tmp_path):
    picture = flown(tmp_path, ("first grow", "at once 1"), ("overtime 5",), ("overtime 0",))
    found = {it.sentence: it for it in kept_to(ENDS, picture.quarters)}
    assert found["I optimise what the projects bring"].kept
    broken = found["I will not ask for overtime"]
    assert not broken.kept and broken.found == "You did, in quarter 2."
    other = kept_to(ENDS | {"aim": held.NEW, "never": held.HIRING}, picture.quarters)
    assert [it.kept for it in other[:2]] == [False, True]
    assert "In 0 of 8 quarters" in other[0].found


def test_a_stop_that_was_promised_and_not_done_is_found(tmp_path):
    picture = flown(tmp_path)
    late = kept_to(ENDS, picture.quarters)[2]
    assert late.kept is False and "You stopped no project, 0 of them" in late.found
    never = kept_to(ENDS | {"stop": held.NEVER}, picture.quarters)[2]
    assert never.kept and never.found == "You stopped no project."
    worth = kept_to(ENDS | {"stop": held.WORTH}, picture.quarters)[2]
    assert worth.kept is False and worth.found.startswith("You never made it a rule.")
    ruled = flown(tmp_path, ("ends forward_value",))
    assert kept_to(ENDS | {"stop": held.WORTH}, ruled.quarters)[2].kept
    assert kept_to(ENDS | {"stop": held.NEVER}, ruled.quarters)[2].kept is False


def test_under_stress_the_first_decision_counts(tmp_path):
    def judged(how: str, *mornings: tuple[str, ...], seed: int) -> held.Kept:
        return kept_to(ENDS | {"stress": how}, flown(tmp_path, *mornings, seed=seed).quarters)[3]

    seed, calm = next(
        (seed, found) for seed in range(20) if (found := judged(held.STAY, seed=seed)).kept
    )
    assert "You decided: nothing." in calm.found
    quarter = int(calm.found.split()[1])
    before: tuple[tuple[str, ...], ...] = ((),) * (quarter - 1)
    assert judged(held.LOOK, *before, ("look 4", "overtime 5"), seed=seed).kept
    assert judged(held.LONGER, *before, ("look 4", "overtime 5"), seed=seed).kept is False


# The teams


@cache
def crew() -> table.Crew:
    mine = Session(OFFICE, FOCUS, SEED)
    return ("You", "you", mine), ("Signe", "a colleague", Session(OFFICE, Policy(), SEED))


def test_before_the_flight_is_over_and_the_locks_are_open_nobody_is_at_the_table():
    picture = Teams(crew, lambda: "Let all eight quarters pass.")
    for picture.open in (True, False):
        page = picture.shown()
        assert page.teams == () and page.best_wins is None and page.tiers == ()
        with pytest.raises(RefusedError):
            picture.act({"do": "few"})
    assert picture.words() == "Let all eight quarters pass." and picture.kept() is None


def test_teams_meet_the_same_storms_and_are_told_apart_in_many_worlds(monkeypatch):
    monkeypatch.setattr(table, "FEW", 20)
    picture = Teams(crew)
    page = picture.shown()
    assert [it.name for it in page.teams] == ["You", "Signe"] and page.best_wins is None
    assert [it.name for it in page.teams[0].storms] == [it.name for it in OFFICE.risks]
    assert "Who decides best is not yet said." in picture.words()
    work = picture.act({"do": "few"})
    next(work)
    next(work)
    assert picture.shown().worlds == table.SLICE
    finish(picture, {"do": "few"})
    page = to_builtins(picture.shown())
    assert page["worlds"] == 20
    won = {it["name"]: it["wins"] for it in page["tiers"]}
    assert page["best"] == "You" and page["best_wins"] == won["You"] == max(won.values())
    assert sum(won.values()) == pytest.approx(20)
    again = Teams(crew)
    again.take_up(picture.kept())
    assert to_builtins(again.shown()) == page
    others = Teams(lambda: crew()[:1] + (("Else", "a colleague", crew()[1][2]),))
    others.take_up(picture.kept())
    assert others.shown().worlds == 0
    others.take_up({"worlds": "many"})
    assert others.shown().worlds == 0


def test_flights_of_others_are_found_in_the_folder(tmp_path):
    book = Logbook(tmp_path)
    mine = Session(OFFICE, FOCUS, SEED).to_end()
    for name, session in (
        ("Team Blue", Session(OFFICE, seed=SEED).to_end()), ("Two years", mine),
        ("Two years 2", mine), ("Signe", mine), ("half way", Session(OFFICE, seed=SEED)),
        ("elsewhere", Session(OFFICE, seed=SEED + 1).to_end()),
    ):  # fmt: skip
        book.begin(name, session).keep(session)
    (tmp_path / "broken.flight.json").write_text("nonsense")
    found = flights_of(mine, ("Two years",), ("Signe",), book)
    assert [name for name, _ in found] == ["Team Blue"]
    assert found[0][1] == Session(OFFICE, seed=SEED).to_end()
    (tmp_path / "file").write_text("")
    assert flights_of(mine, book=Logbook(tmp_path / "file")) == ()


def test_a_path_ends_with_what_came_of_it():
    for name, session in colleagues()[:2]:
        over = session.to_end()
        net = summary(over.events, OFFICE)["net"]
        assert path(over)[-1].net == pytest.approx(net), name
        assert len(storms(over)) == len(OFFICE.risks)
