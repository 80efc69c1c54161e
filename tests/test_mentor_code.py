"""A world in eight signs: what a mentor says to the room, and what a trainee types."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import RefusedError
from simulator.instruments import Instruments
from simulator.mentor.code import COACHES, EXAMPLE, SEEDS, SIGNS, World, offices, read, written
from simulator.mentor.levels import LEVELS
from simulator.readers import load, shipped

worlds = st.builds(
    World,
    organisation=st.sampled_from(shipped()),
    seed=st.integers(0, SEEDS.stop - 1),
    level=st.sampled_from(LEVELS),
    instruments=st.builds(
        Instruments,
        forecasts=st.booleans(),
        cards=st.booleans(),
        hints=st.booleans(),
        coach=st.sampled_from(COACHES),
    ),
)
TOWN = World(organisation="tarnholt_town", seed=4711)


@given(worlds)
def test_what_is_written_is_read_again(world):
    assert re.fullmatch(f"[{SIGNS}]{{4}}-[{SIGNS}]{{4}}", written(world))
    assert read(written(world)) == world


@pytest.mark.parametrize("typed", ["{}", " {} ", "{} ", "\t{}\n"])
def test_it_may_be_typed_as_people_type(typed):
    sign = written(TOWN)
    for way in (sign, sign.lower(), sign.replace("-", ""), sign.replace("-", " – ")):
        assert read(typed.format(way)) == TOWN


def test_signs_that_look_alike_are_taken_for_each_other():
    sign = next(it for seed in range(99) if {"0", "1"} <= set(it := written(_town(seed))))
    assert read(sign.replace("0", "O").replace("1", "l")) == read(sign)


def test_a_slip_is_nearly_always_noticed():
    sign, read_all_the_same = written(TOWN), 0
    for place in range(len(sign)):
        for other in set(SIGNS) - {sign[place]} if sign[place] != "-" else ():
            try:
                read(sign[:place] + other + sign[place + 1 :])
            except RefusedError as error:
                assert "is nobody's code; look at it again" in str(error)
            else:
                read_all_the_same += 1
    assert read_all_the_same <= 8, "of 248"


@pytest.mark.parametrize("typed", ["", "abc", "K7QM-2F9", "K7QM-2F9D-3", "UUUU-UUUU", "🙂", "<b>"])
def test_what_cannot_be_a_code_is_refused_with_an_example(typed):
    with pytest.raises(RefusedError, match=f"is not a mentor's code; .*{EXAMPLE}"):
        read(typed)


@pytest.mark.parametrize("seed", [-1, SEEDS.stop])
def test_a_world_that_no_code_can_name_is_refused(seed):
    with pytest.raises(RefusedError, match=f"give a number from 0 to {SEEDS.stop - 1}"):
        written(_town(seed))


def test_an_organisation_of_ones_own_has_no_code():
    with pytest.raises(RefusedError, match="'mine' does not come with the simulator"):
        written(World(organisation="mine", seed=1))


def test_every_organisation_has_a_sign_of_its_own_and_a_clash_is_named():
    assert sorted(offices(shipped()).values()) == sorted(shipped())
    with pytest.raises(RefusedError, match="have the same sign in codes; give one of them"):
        offices([f"office {it}" for it in range(600)])


def test_the_scenario_of_a_code_is_the_organisation_at_its_level():
    assert TOWN.scenario == load("tarnholt_town")
    assert World(organisation="tarnholt_town", seed=1, level="calm").scenario.name.endswith("calm")


def _town(seed: int) -> World:
    return World(organisation="tarnholt_town", seed=seed)
