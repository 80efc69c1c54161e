"""Numbers that know how sure they are."""

import pickle
from math import isnan

import numpy as np
import pytest
from office import office

from simulator import Session
from simulator.debrief.basis import Basis, other_worlds
from simulator.debrief.estimate import Estimate, middle, part, ratio
from simulator.errors import RefusedError
from simulator.model import RULES
from simulator.scenario import fingerprint

OFFICE = office(a=[3])
BASIS = Basis.of(Session(OFFICE, seed=7), 40)


def test_an_estimate_is_a_number_that_knows_its_interval_by_either_name():
    it = middle([1.0, 2.0, 3.0], "k€", "so much", BASIS)
    assert it == 2.0 and it["mean"] == 2.0 and it["low"] == it.low < 2 < it.high
    assert (it.unit, it["words"], it.worlds, it.known) == ("k€", "so much", 40, True)
    assert repr(it) == "2 k€ (-0.4841 to 4.484)"


def test_an_estimate_travels_between_processes_whole():
    it = pickle.loads(pickle.dumps(Estimate(4.0, 1.0, 9.0, "%", "four", BASIS)))
    assert (it, it.low, it.high, it.unit, it.words, it.basis) == (4.0, 1.0, 9.0, "%", "four", BASIS)


def test_what_cannot_be_said_is_no_number_and_says_so():
    it = Estimate(float("nan"), words="nobody knows")
    assert (it.known, repr(it), it.worlds) == (False, "not known", 0)


def test_a_basis_names_worlds_interval_model_scenario_and_seed():
    assert BASIS.words == (
        f"40 worlds (debrief); 95% intervals; model rules {RULES}; scenario office "
        f"{fingerprint(OFFICE)}; seed 7"
    )


@pytest.mark.parametrize("count", [1, 0, True, 2.0, "200"])
def test_worlds_are_a_whole_number_from_two(count):
    with pytest.raises(RefusedError, match=r"worlds is .+; write a whole number from 2, such as"):
        other_worlds(count)


def test_a_share_has_the_interval_that_wilson_published():
    # 81 of 263, worked out by hand from the formula: 30.8 %, 25.5 to 36.6
    it = part(81, 263)
    assert (round(it, 1), round(it.low, 1), round(it.high, 1)) == (30.8, 25.5, 36.6)
    none, every = part(0, 20), part(20, 20)
    assert (none.low, every.high) == pytest.approx((0, 100), abs=1e-9)
    assert 0 < none.high < 20 and 80 < every.low < 100
    assert isnan(part(0, 0))


def test_a_ratio_of_the_same_numbers_is_surely_a_hundred():
    it = ratio([3.0, 4.0, 5.0], [3.0, 4.0, 5.0])
    assert (round(it, 9), round(it.low, 9), round(it.high, 9)) == (100, 100, 100)


def test_nothing_is_a_share_of_what_may_be_nothing():
    assert not ratio([1.0, 2.0, 1.5], [-3.0, 4.0, 0.5]).known
    assert not ratio([1.0, 2.0], [0.0, 0.0]).known
    assert not ratio([1.0, 2.0], [-5.0, -5.1]).known


def test_the_interval_of_a_ratio_holds_as_often_as_it_says():
    random, held = np.random.default_rng(1), 0
    for _ in range(1000):
        below = random.normal(10.0, 8.0, 30)
        above = 0.4 * below + random.normal(1.0, 4.0, 30)
        it = ratio(above.tolist(), below.tolist())
        held += it.low <= 50 <= it.high
    assert 925 < held < 975
