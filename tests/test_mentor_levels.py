"""How hard the world is: the same organisation in calm and in rough times."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from portfolios import portfolios

from simulator import Policy, experiment, load
from simulator.check import check
from simulator.experiment.intervals import summed
from simulator.mentor.levels import LEVELS, at
from simulator.readers import shipped

WORLDS, MORE = range(24), {"odwell_bridges": range(80)}
"""Worlds that tell the levels apart, and more of them where a level makes less of a difference."""


@pytest.mark.parametrize("name", shipped())
def test_the_rougher_the_times_the_less_an_office_brings(name):
    nets = {level: _nets(name, level) for level in LEVELS}
    for calmer, rougher in zip(LEVELS, LEVELS[1:], strict=False):
        pairs = zip(nets[calmer], nets[rougher], strict=True)
        gap = summed("net", [a - b for a, b in pairs])
        assert gap.mean > 0, f"{calmer} against {rougher}: {gap}"


def _nets(name, level):
    office, worlds = at(load(name), level), MORE.get(name, WORLDS)
    runs = experiment.played(office, {"plain": Policy()}, worlds, progress=False)
    return runs.of("plain", "net")


def test_as_written_is_the_organisation_itself():
    town = load("tarnholt_town")
    assert at(town, "as written") is town


def test_a_level_has_a_name_of_its_own_and_keeps_who_works_there():
    town, rough = load("tarnholt_town"), at(load("tarnholt_town"), "rough")
    assert rough.name == "tarnholt_town_rough" and rough.title == f"{town.title}, rough"
    assert (rough.roles, rough.projects, rough.mitigations) == (
        town.roles, town.projects, town.mitigations,
    )  # fmt: skip


@given(portfolios(), st.sampled_from(LEVELS))
def test_every_office_can_be_played_at_every_level(scenario, level):
    check(at(scenario, level))
