"""Notebook 05, in many worlds: a chosen list is worth less than it promises, and a full one is
late."""

import pytest
from many_worlds import high, low

from exercises import choosing
from exercises.choosing import (
    AS_HERE,
    BY_PROMISE,
    BY_RATIO,
    CASES,
    DRAWN_BACK,
    FULLEST,
    OFFICE,
    came,
    choose,
    load_of,
    worth,
)
from lessons import choosing as lesson
from lessons import choosing_exercise
from simulator.errors import RefusedError
from simulator.explorables.picture import finish
from simulator.explorables.selection import Proposal, Selection

WORLDS = range(1001, 1101)


def part(rule: str, noise: str = AS_HERE) -> list[float]:
    """Which part of its promise a full list is worth, world by world."""
    cases = choose(rule)
    promised = sum(CASES[it].value for it in cases)
    size = choosing.NOISES[noise]
    return [sum(worth(it, seed, size) for it in cases) / promised for seed in WORLDS]


def delivers_more(one: tuple[str, ...], other: tuple[str, ...]) -> list[float]:
    return [came(one, it).delivered - came(other, it).delivered for it in WORLDS]


def test_no_number_is_too_high_on_average():
    sums = [sum(worth(it, seed) for it in CASES) for seed in WORLDS]
    promised = sum(it.value for it in OFFICE.projects)
    assert low(sums) < 1.03 * promised and high(sums) > 0.97 * promised


@pytest.mark.parametrize(
    ("rule", "least", "most"), [(BY_PROMISE, 0.74, 0.86), (BY_RATIO, 0.79, 0.91)]
)
def test_what_was_chosen_is_worth_less_than_it_promised(rule, least, most):
    assert low(part(rule)) > least and high(part(rule)) < most


def test_the_surprise_is_as_large_as_numbers_are_wrong_and_gone_if_they_are_not():
    assert low([b - a for a, b in zip(part(BY_PROMISE), part(BY_PROMISE, "half as wrong"),
                                      strict=True)]) > 0.06  # fmt: skip
    assert set(part(BY_PROMISE, "never wrong (M22 off)")) == {1.0}


def test_drawing_back_changes_the_list_and_the_list_is_worth_more():
    full = choose(DRAWN_BACK)
    assert set(full) != set(choose(BY_PROMISE))
    gain = [came(full, it).worth - came(choose(FULLEST), it).worth for it in WORLDS]
    assert low(gain) > -20 and sum(choosing.believed(it) for it in full) >= sum(
        choosing.believed(it) for it in choose(FULLEST)
    )


def test_the_fullest_list_promises_most_and_delivers_less_than_one_with_a_fifth_free():
    full, free = choose(FULLEST), choose(DRAWN_BACK, choosing.FULL)
    assert came(full, 1).promised > came(free, 1).promised + 200
    more = delivers_more(free, full)
    assert low(more) > 60 and sum(it > 0 for it in more) > 65


def test_a_full_list_of_the_largest_promises_delivers_less_than_half():
    cases = choose(BY_PROMISE)
    assert came(cases, 1).promised == 1700
    assert high([came(cases, it).delivered for it in WORLDS]) < 1700 / 2


def test_too_much_can_be_left_free():
    free = choose(DRAWN_BACK, choosing.FULL)
    assert low(delivers_more(free, choose(DRAWN_BACK, 0.5))) > 40
    assert low(delivers_more(free, choose(DRAWN_BACK, 1.0))) > 50


def test_it_is_the_days_after_the_season_that_make_the_fullest_list_wrong():
    def more(late: str, strays: str = "as here") -> list[float]:
        return list(choosing_exercise.fuller({"strays": strays, "late": late})(WORLDS))

    assert low(more("nothing")) > 100
    assert high(more("3 hundredths a day")) < -60
    assert high(more("3 hundredths a day", "not at all")) < -20


def test_a_study_changes_the_list_where_it_stands_on_its_edge_only():
    often = {
        which: sum(choosing.changes(choosing.studied(which), it) for it in choosing.WORLDS)
        for which in ("best", "edge", "small")
    }
    assert often["edge"] > 2
    assert often["edge"] > often["best"] + 2 and often["edge"] > often["small"] + 2


def test_no_rule_promises_more_than_there_are_people_for():
    for rule in choosing.RULES:
        for share in (1.0, 0.8):
            assert max(load_of(choose(rule, share)).values()) <= share + 1e-9


# The picture


@pytest.fixture
def table() -> Selection:
    proposals = [
        Proposal(id=f"c{n}", name=f"Case {n}", sponsor="Somebody", promise=100.0 * n,
                 days=(10.0 * n, 5.0))
        for n in range(1, 5)
    ]  # fmt: skip

    def play(cases, seed):
        return dict.fromkeys(cases, (50.0 + seed, 40.0))

    return Selection(proposals, {"Analyst": 60.0, "Developer": 15.0}, play,
                     lambda case, seed: 77.0, 3, range(1, 13))  # fmt: skip


def act(table: Selection, *messages) -> None:
    for message in messages:
        finish(table, message)


def choosing_of(*cases: str) -> list[dict]:
    return [{"do": "toggle", "case": it} for it in cases]


def test_bars_fill_and_a_case_can_be_put_back(table):
    act(table, *choosing_of("c1", "c3"))
    assert [(it.used, it.of) for it in table.shown().rooms] == [(40, 60), (10, 15)]
    assert table.shown().promised == 400
    act(table, *choosing_of("c3"))
    assert table.list == ("c1",)


def test_what_a_list_was_worth_is_told_only_once_it_is_signed_and_predictions_are_locked(table):
    act(table, *choosing_of("c1", "c3"))
    table.open = False
    act(table, {"do": "sign"})
    assert table.shown().worth is None and "not yet said" in table.words()
    with pytest.raises(RefusedError, match="first lock your predictions"):
        act(table, {"do": "worlds"})
    table.open = True
    assert (table.shown().worth, table.shown().delivered) == (106, 80)
    assert table.words() == (
        "2 of 4 cases promise 400 k€ together; they are worth 106 k€ and deliver 80 k€."
    )
    act(table, {"do": "worlds"})
    assert len(table.shown().shares) == 12 and table.shown().shares[0] == (102 / 400, 80 / 400)


@pytest.mark.parametrize(
    ("messages", "said"),
    [
        ([{"do": "sign"}], "the list is empty"),
        ([*choosing_of("c3", "c4"), {"do": "sign"}], "needs 10 days more of “Analyst”"),
        (choosing_of("c9"), "there is no case 'c9'"),
        ([{"do": "study", "case": "c1"}] * 2, "“Case 1” was studied already"),
        ([{"do": "study", "case": f"c{n}"} for n in (1, 2, 3, 4)], "all 3 studies are spent"),
        ([*choosing_of("c1"), {"do": "sign"}, {"do": "sign"}], "a signature stays"),
        ([*choosing_of("c1"), {"do": "sign"}, *choosing_of("c2")], "a signature stays"),
        ([{"do": "fly"}], "'fly' is nothing that can be done here"),
    ],
)
def test_what_cannot_be_done_at_the_table_is_a_sentence(table, messages, said):
    with pytest.raises(RefusedError, match=said):
        act(table, *messages)


def test_a_study_is_seen_on_its_case_alone(table):
    act(table, {"do": "study", "case": "c2"})
    assert [it.studied for it in table.shown().cases] == [None, 77.0, None, None]
    assert table.shown().studies == 2


def test_the_list_is_found_again(table):
    act(table, *choosing_of("c1"), {"do": "study", "case": "c2"}, {"do": "sign"})
    state = table.kept()
    table.chosen, table.studied, table.signed = set(), [], False
    assert table.kept() is None
    for strange in ({"chosen": ["c9"]}, {"chosen": 3}, {}):
        table.take_up(strange)
        assert table.list == ()
    table.take_up(state)
    assert table.list == ("c1",) and table.studied == ["c2"] and table.signed


def test_the_lesson_plays_what_the_checks_play():
    cases = choose(BY_RATIO)
    found = lesson.outcome(cases, 5)
    assert sum(it[0] for it in found.values()) == pytest.approx(came(cases, 5).worth)
    assert sum(it[1] for it in found.values()) == pytest.approx(came(cases, 5).delivered)
