"""Who of several players brought what: the axioms that single out Shapley's answer."""

from itertools import permutations
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.debrief.shapley import coalitions, interaction, shapley

PLAYERS = ("a", "b", "c", "d")
NUMBERS = st.floats(-1000, 1000)
GAMES = st.lists(NUMBERS, min_size=16, max_size=16).map(
    lambda numbers: dict(zip(coalitions(PLAYERS), numbers, strict=True))
)


def made(value) -> dict:
    """A game in which a coalition is worth what a function of its players says."""
    return {there: float(value(there)) for there in coalitions(PLAYERS)}


def test_six_players_have_sixty_four_coalitions_from_nobody_to_all():
    found = list(coalitions("abcdef"))
    assert (len(found), len(set(found)), found[0], found[-1]) == (64, 64, set(), set("abcdef"))


@given(GAMES)
def test_together_the_shares_are_what_all_bring_beyond_nobody(game):
    everybody, nobody = game[frozenset(PLAYERS)], game[frozenset()]
    assert sum(shapley(game, PLAYERS).values()) == pytest.approx(everybody - nobody, abs=1e-9)


@given(GAMES)
def test_a_share_is_what_a_player_adds_on_average_over_all_orders_of_joining(game):
    added = {player: [] for player in PLAYERS}
    for order in permutations(PLAYERS):
        for place, player in enumerate(order):
            added[player].append(
                game[frozenset(order[: place + 1])] - game[frozenset(order[:place])]
            )
    by_hand = {player: fmean(numbers) for player, numbers in added.items()}
    assert shapley(game, PLAYERS) == pytest.approx(by_hand, abs=1e-9)


def test_who_never_adds_anything_gets_nothing():
    game = made(lambda there: 10 * len(there - {"d"}) ** 2)
    assert shapley(game, PLAYERS)["d"] == 0.0


def test_two_who_add_the_same_to_everybody_get_the_same():
    shares = shapley(made(lambda there: 7 * ("a" in there) + 5 * ({"b", "c"} <= there)), PLAYERS)
    assert shares["b"] == pytest.approx(shares["c"]) and shares["a"] == pytest.approx(7)


@given(GAMES, GAMES)
def test_the_share_in_two_games_is_the_sum_of_the_shares(one, other):
    both = shapley({there: one[there] + other[there] for there in one}, PLAYERS)
    alone = [shapley(game, PLAYERS) for game in (one, other)]
    assert both == pytest.approx({it: alone[0][it] + alone[1][it] for it in PLAYERS}, abs=1e-9)


def test_two_who_only_bring_something_together_help_each_other():
    game = made(lambda there: 12 * ({"a", "b"} <= there))
    assert interaction(game, PLAYERS, "a", "b") == pytest.approx(12)


def test_two_of_whom_one_is_enough_stand_in_for_each_other():
    game = made(lambda there: 12 * bool({"a", "b"} & there))
    assert interaction(game, PLAYERS, "a", "b") == pytest.approx(-12)
    assert interaction(game, PLAYERS, "a", "c") == pytest.approx(0)
