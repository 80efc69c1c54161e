"""Notebook 10, in many worlds: what an office brings and how it is set, the dip of its first year,
who keeps it, what audits leave of a claim, and a place where none pays."""

from collections.abc import Iterable
from functools import cache
from statistics import fmean, stdev

import pytest
from many_worlds import high, low, more

from exercises import its_keep
from exercises.its_keep import (
    ALL,
    BAD,
    BORNE,
    BOTH,
    BUDGET,
    CALM,
    FIRST_WAY,
    GOOD,
    LARGE,
    LOOKS,
    OFFICE,
    OLD,
    PREVENTS,
    RESENTED,
    SHOWN,
    SMALL,
    UNASKED,
    WAYS,
    in_times,
    shown_by,
)
from lessons import its_keep as lesson
from lessons.dead_goals import AIMS_ENDS, CHOOSES, more_spent
from simulator.debrief.boundary.axes import CULTURES
from simulator.debrief.boundary.boundary import place
from simulator.debrief.boundary.kept import shipped
from simulator.explorables import designer
from simulator.explorables.designer import difference, in_house
from simulator.explorables.doors import DOORS, passed
from simulator.explorables.first_year import even, mean_of, more_work
from simulator.explorables.ledger import OWN, audits
from simulator.explorables.parts import policy_of, takes
from simulator.explorables.picture import finish
from simulator.explorables.tenure import WEEKS, tenure
from simulator.policies import Policy
from simulator.scenario import Scenario

SEEDS = range(2001, 2051)
MORE = range(2001, 2081)
"""Whether an office is kept is a yes or a no, so it takes more of them."""
RESENTING = in_house(UNASKED, RESENTED)


@cache
def brings(policy: Policy, scenario: Scenario = UNASKED) -> list[float]:
    return [difference(scenario, policy, seed) for seed in SEEDS]


def better(found: Iterable[float]) -> float:
    return fmean(it > 0 for it in found)


# An office and how it is set (S1, S2a, S4a)


def test_the_old_office_takes_nearly_all_of_the_budget_and_brings_less_than_nothing():
    how = OFFICE.mechanisms.governance
    assert how is not None and 0.9 * BUDGET < takes(OLD, how) <= BUDGET
    assert high(brings(policy_of(OLD))) < 0 and better(brings(policy_of(OLD))) < 0.5
    assert "125,000 euros" in OFFICE.story
    assert 2 * its_keep.wages() * takes(OLD, how) == pytest.approx(125, abs=3)


def test_seven_functions_that_fit_make_nearly_every_world_better_off_for_less():
    how = OFFICE.mechanisms.governance
    assert how is not None and takes(GOOD, how) < takes(OLD, how)
    assert low(brings(policy_of(GOOD))) > 1000 and better(brings(policy_of(GOOD))) > 0.95


def test_the_same_functions_with_one_setting_wrong_bring_little_and_lose_in_many_worlds():
    bad = brings(policy_of(BAD))
    assert high(bad) < 0.5 * low(brings(policy_of(GOOD)))
    assert 0.2 < better(bad) < 0.85


def test_one_standard_for_all_brings_less_than_one_that_fits_the_work():
    standard = policy_of({**GOOD, "method": "one standard for all"})
    assert low(more(brings(policy_of(GOOD)), brings(standard))) > 20


def test_more_functions_are_dearer_and_bring_no_more():
    gap = more(brings(policy_of(GOOD)), brings(policy_of(ALL)))
    assert low(gap) > -150 and high(gap) < 350


def test_most_of_what_the_seven_bring_comes_from_who_works_on_what_and_from_good_will(monkeypatch):
    monkeypatch.setattr(designer, "OFFICES", 12)
    monkeypatch.setattr(designer, "FEW", 12)
    desk = designer.Designer(OFFICE, GOOD, BUDGET, BORNE, first=2001)
    for ask in ("play", "shares"):
        finish(desk, {"do": ask})
    found = {it.group: it for it in desk.shares}
    most = found["allocation"].mean + found["good will"].mean
    assert most > 0.6 * sum(it.mean for it in found.values())
    assert found["good will"].low > 300 and found["improvement"].high < 300
    assert found["alignment"].mean == 0  # nothing is chosen


# Houses and times (S17, S20, S23, S25)


def test_where_rules_are_resented_more_goes_round_the_same_office_and_it_brings_less():
    gone = [
        [float(tenure(there, policy_of(GOOD), it).bypassed) for it in SEEDS]
        for there in (UNASKED, RESENTING)
    ]
    assert low(more(gone[1], gone[0])) > 1.5
    assert low(more(brings(policy_of(GOOD)), brings(policy_of(GOOD), RESENTING))) > 700
    assert low(brings(policy_of(GOOD), RESENTING)) > 0
    assert high(brings(policy_of(OLD), RESENTING)) < -500


@pytest.mark.parametrize("name", its_keep.OFFICES)
def test_where_rules_are_resented_and_little_goes_wrong_no_office_pays(name):
    there = in_times(RESENTING, CALM)
    assert high(brings(policy_of(its_keep.OFFICES[name]), there)) < 20


def test_an_office_that_watches_risks_is_worth_more_the_more_goes_wrong():
    calm, rough = (brings(policy_of(LOOKS), in_times(UNASKED, it)) for it in (CALM, 2.0))
    assert high(calm) < 200 and low(rough) > 200 and low(more(rough, calm)) > 400


def test_the_map_has_places_where_a_pmo_costs_more_than_it_brings_and_the_waterworks_is_on_it():
    costs = [it for it in shipped().cells if it.verdict == "costs"]
    assert len(costs) >= 10 and {it.culture for it in costs} == {RESENTED}
    own = place(OFFICE)
    assert own.culture == BORNE and not own.beyond and set(CULTURES) >= {BORNE, RESENTED}


# The first year (S19)


@cache
def by_week(way: str) -> list[tuple[float, ...]]:
    return [more_work(UNASKED, WAYS[way], seed) for seed in SEEDS]


def test_whoever_founds_everything_at_once_has_less_done_for_months():
    dip = [fmean(world[WEEKS.index(24) : WEEKS.index(40)]) for world in by_week(FIRST_WAY)]
    assert high(dip) < 0
    week = even(mean_of(by_week(FIRST_WAY)))
    assert week is not None and 36 < week < 76
    late = [world[WEEKS.index(80)] for world in by_week(FIRST_WAY)]
    assert low(late) > 0


def test_whoever_begins_with_what_helps_soonest_is_hardly_behind():
    at = WEEKS.index(28)
    first, soonest = ([world[at] for world in by_week(it)] for it in list(WAYS)[:2])
    assert low(more(soonest, first)) > 15 and low(soonest) > -50


def test_the_old_office_is_behind_for_most_of_two_years():
    old = mean_of(by_week(list(WAYS)[2]))
    assert min(old) < -70 and sum(it < 0 for it in old) > len(old) / 2
    # and, over these two years, further behind than who begins with fewer things at once
    first, both = ([fmean(world) for world in by_week(it)] for it in (FIRST_WAY, list(WAYS)[2]))
    assert fmean(more(first, both)) > 0 and low(more(first, both)) > -30


# Whether it is kept (S21a, S21b)


@cache
def kept(*how: str) -> list[float]:
    return [float(passed(OFFICE, shown_by(*how), seed) == DOORS) for seed in MORE]


def test_an_office_that_prevents_in_silence_is_mostly_closed():
    assert 0.15 < fmean(kept(PREVENTS)) < 0.6


def test_who_is_seen_to_help_is_kept_and_who_claims_much_is_not():
    assert low(more(kept(BOTH), kept(PREVENTS))) > 0.1
    assert low(more(kept(PREVENTS, SHOWN), kept(PREVENTS, LARGE))) > 0.05
    assert fmean(kept(PREVENTS, LARGE)) < fmean(kept(PREVENTS)) - 0.05


def test_leadership_believes_more_of_what_a_ledger_shows():
    seen = [
        [tenure(OFFICE, shown_by(PREVENTS, *it), seed).seen[0] for seed in MORE]
        for it in ((), (SHOWN,))
    ]
    assert low(more(seen[1], seen[0])) > 0


def test_closing_an_office_that_helps_costs_more_than_it_saves():
    policy = shown_by(PREVENTS)
    closed = [it for it in MORE if passed(OFFICE, policy, it) < DOORS]
    lost = [tenure(UNASKED, policy, it).net - tenure(OFFICE, policy, it).net for it in closed]
    assert low(lost) > 200


def test_in_the_world_of_the_branch_silence_is_closed_and_a_ledger_is_not():
    # chosen for teaching, and the text says so; under other luck the test above holds
    silent, shown = (passed(OFFICE, shown_by(*it), lesson.SEED)
                     for it in ((PREVENTS,), (PREVENTS, SHOWN)))  # fmt: skip
    assert 0 <= silent <= DOORS and 0 <= shown <= DOORS


# What may be written (S21b)


def test_of_the_lower_end_nearly_all_audits_find_as_much_of_the_average_half_of_the_best_none():
    pool = brings(policy_of(GOOD)) + brings(policy_of(GOOD))
    found = audits(pool)

    def holds(amount: float) -> float:
        return fmean(it >= amount for it in found)

    error = stdev(pool) / OWN**0.5
    assert holds(fmean(pool) - 2 * error) > 0.9
    assert 0.3 < holds(fmean(pool)) < 0.7
    assert holds(fmean(pool) + 2 * error) < 0.1 and holds(max(pool)) == 0


# Aims that move (S2b, S11b, S24a)


@pytest.mark.parametrize("aims", AIMS_ENDS.values())
def test_an_order_by_aims_saves_nothing_of_what_dead_goals_cost_and_beginning_less_does(aims):
    first, choosing, stopping = (
        more_spent({"aims": aims, "does": it})(range(2001, 2031)) for it in CHOOSES
    )
    assert low(first) > -60
    assert high(choosing) < -150 and high(stopping) < -250


# The exercise


def test_the_seven_functions_pay_here_and_not_where_all_reasons_for_them_are_gone():
    from lessons.its_keep_exercise import housed

    here = {"house": "borne", "times": "as much as here", "habit": "two things",
            "ready": "as here"}  # fmt: skip
    there = here | {"house": "resented", "times": "little", "habit": "one thing"}
    assert housed(here).scenario == UNASKED
    pair = housed(there)
    assert pair.tried == policy_of(GOOD) and pair.plain == Policy()
    assert high([difference(pair.scenario, pair.tried, it) for it in SEEDS]) < -100


def test_what_helps_soonest_is_a_part_of_what_fits():
    assert set(SMALL) < set(GOOD) < set(ALL)
