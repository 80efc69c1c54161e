"""Notebook 11, in many worlds: who decides best and who wins the day, green against value, kinds of
projects, what lies between them, and a rival."""

from functools import cache
from statistics import fmean, stdev

from many_worlds import high, low, more
from msgspec.structs import replace

from exercises import in_the_chair
from exercises.in_the_chair import (
    LINKED,
    MARLON,
    OFFICE,
    OONA,
    PETRA,
    REFERENCE,
    RUBEN,
    SEED,
    SIGNE,
    by_kind,
    promised,
    results,
)  # fmt: skip
from lessons import in_the_chair as lesson
from simulator import Policy, experiment
from simulator.debrief.teams import tiers, wins
from simulator.experiment.played import quantile
from simulator.explorables.chair import QUARTERS, InTheChair
from simulator.logbook import Logbook
from simulator.scenario import Scenario

FUTURE = range(6001, 6061)
MANY = range(6001, 6081)
"""What liaison people bring is small beside the luck of a world."""
BUSY_LINKED = Policy(liaison=True)


@cache
def net(policy: Policy, office: Scenario = OFFICE) -> list[float]:
    runs = experiment.played(office, {"one": policy}, FUTURE, progress=False)
    return runs.of("one", "net")


# Who decides best


def test_the_quality_of_the_colleagues_is_known():
    nets = results().net
    for better, worse in ((RUBEN, SIGNE), (OONA, SIGNE), (MARLON, SIGNE), (SIGNE, PETRA)):
        assert low(more(nets[better], nets[worse])) > 0
    assert tiers(nets)[PETRA] > tiers(nets)[SIGNE] > tiers(nets)[RUBEN] == 1


def test_the_winner_of_the_day_is_often_not_the_best_decision_maker():
    assert in_the_chair.best() in (RUBEN, OONA)
    assert 0.2 < in_the_chair.best_wins() < 0.7


def test_those_of_whom_nobody_should_learn_win_some_days():
    won = wins(results().net)
    assert 0 < won[SIGNE] + won[MARLON] < 40


def test_the_steady_one_has_far_less_luck_in_it():
    nets = results().net
    assert stdev(nets[RUBEN]) < 0.8 * stdev(nets[OONA])
    assert quantile(nets[RUBEN], 0.1) > quantile(nets[OONA], 0.1) + 500


def test_seven_of_the_last_twenty_came_on_time():
    share = results().on_time[SIGNE]
    assert "seven came on time" in OFFICE.story and len(OFFICE.projects) == 20
    assert quantile(share, 0.25) <= 7 / 20 <= quantile(share, 0.75)


# Green against value


def test_who_goes_for_green_has_more_projects_on_time_and_less_value():
    found = results()
    assert high(more(found.on_time[OONA], found.on_time[MARLON])) < 0
    assert low(more(found.value[OONA], found.value[MARLON])) > 0


# Kinds of projects


def test_core_work_brings_what_it_promises_and_what_is_new_a_part_that_nobody_knows():
    shares = {kind: [it / promised(kind) for it in found] for kind, found in by_kind().items()}
    assert low(shares["run"]) > 0.7 and high(shares["run"]) < 1.1
    assert high(shares["transform"]) < 0.45 < low(shares["run"])
    assert high(shares["grow"]) < low(shares["run"])
    spread = {kind: stdev(found) / fmean(found) for kind, found in shares.items()}
    assert spread["transform"] > 2 * spread["run"]
    assert quantile(shares["transform"], 0.1) < 0.15


# What lies between projects


@cache
def linked() -> tuple[list[float], list[float]]:
    """What liaison people bring: where people do one thing at a time, and whatever is asked."""
    crew = {"one": REFERENCE, "one, linked": LINKED, "all": Policy(), "all, linked": BUSY_LINKED}
    runs = experiment.played(OFFICE, crew, MANY, progress=False)
    one, all_at_once = (
        more(runs.of(f"{it}, linked", "net"), runs.of(it, "net")) for it in ("one", "all")
    )
    return one, all_at_once


def test_liaison_people_cost_where_all_goes_on_at_once_and_bring_more_where_one_thing_does():
    # there they mostly pay, by some 200 k€ of which no 80 worlds can be sure
    one, all_at_once = linked()
    assert fmean(all_at_once) < 60 and high(all_at_once) < 350
    assert high(one) > 150 and low(more(one, all_at_once)) > 0


def test_liaison_people_are_too_dear_where_all_sit_in_one_room():
    brings = in_the_chair.liaison_brings(in_the_chair.changed(in_the_chair.NEXT_DOOR))
    assert fmean(brings) < 0 and high(brings) < 80


# The rival


def test_the_rival_takes_a_part_even_from_the_quick():
    taken = in_the_chair.taken()
    assert low(taken) > 0.08 and high(taken) < 0.3


def test_an_hour_more_a_day_pays_with_and_without_a_rival_and_too_many_hours_do_not():
    hour, two = (replace(REFERENCE, overtime=hours) for hours in (5.0, 10.0))
    assert low(more(net(hour), net(REFERENCE))) > 300
    assert high(more(net(two), net(hour))) < 0


def test_a_rule_that_stops_what_is_not_worth_its_cost_narrows_the_luck():
    stopped = replace(REFERENCE, stop="forward_value")
    assert stdev(net(stopped)) < 0.85 * stdev(net(REFERENCE))


def test_one_thing_at_a_time_pays_most_of_all():
    assert low(more(net(replace(Policy(), projects_per_person=1)), net(Policy()))) > 200


def test_the_last_check_holds_ones_own_decisions_against_all_colleagues(monkeypatch, tmp_path):
    idle = InTheChair(OFFICE, SEED, "idle", book=Logbook(tmp_path))
    for _ in range(QUARTERS):
        idle.let_pass()
    monkeypatch.setattr(lesson, "_chair", lambda: idle)
    said = lesson._held_out()
    assert "In 100 worlds that no picture has shown, your decisions bring" in said
    before, _, names = said.partition("Surely better there: ")
    assert set(names[:-1].replace(" and ", ", ").split(", ")) >= {OONA, RUBEN}, before


def test_trials_of_the_lesson_ask_what_they_say():
    chosen = {"kestrel": "asleep", "answer": "people work an hour more a day"}
    pair = lesson._answered(chosen)
    assert all(not it.decay for it in pair.scenario.projects) and pair.tried.overtime == 5
    linked = lesson._linked({"habit": "people do whatever is asked", "weeks": "six weeks"})
    assert linked.scenario == OFFICE and (linked.plain.liaison, linked.tried.liaison) == (0, 1)
