"""The seed finder: the worlds it finds are played, and have what was asked for."""

from functools import cache
from itertools import islice
from statistics import fmean

import pytest

from simulator import Policy, load, metrics, simulate
from simulator.errors import RefusedError
from simulator.events import PersonLeft, ShockStruck, StatusReported, StrategyChanged
from simulator.mentor.finding import ENOUGH, Search
from simulator.mentor.flown import CAPTAINS, Flown
from simulator.mentor.strip import strip
from simulator.mentor.usual import Usual
from simulator.mentor.wanted import CLEARLY_LATE, WANTED
from simulator.metrics.log import of
from simulator.policies.moves import MOVES
from simulator.readers import shipped

WHERE = {
    "shock": "sprigwheel_startup", "green": "holmwick_bank", "lucky": "three_projects",
    "leaves": "odwell_bridges", "turn": "sprigwheel_startup", "close": "eight_projects",
    "wide": "tarnholt_town",
}  # fmt: skip
"""An organisation in which each can be found."""


@cache
def searched(name: str) -> Search:
    search = Search(load(WHERE[name]), [name], start=100)
    for _ in search.look():
        pass
    return search


def worlds(name: str):
    """Each found world as it is played by hand: scenario, seed, log where nobody decides."""
    scenario = load(WHERE[name])
    for found in searched(name).found:
        yield scenario, found, simulate(scenario, Policy(), found.seed)


@pytest.mark.parametrize("name", WANTED)
def test_each_wish_is_found_somewhere_and_said_in_a_sentence(name):
    found = searched(name).found
    assert len({it.seed for it in found}) == ENOUGH
    assert all(it.evidence[name].endswith(".") for it in found)
    assert searched(name).words.startswith(f"{ENOUGH} worlds found among ")


def test_a_shock_hits_several_projects_on_one_day_and_there_is_no_other():
    for _, found, log in worlds("shock"):
        days = [it.day for it in of(log, ShockStruck)]
        [day] = {it for it in days if days.count(it) >= 2}
        assert (
            f"On day {day:.0f} one cause makes work for {days.count(day)} projects"
            in (found.evidence["shock"])
        )


def test_a_misleading_report_is_green_and_its_project_clearly_late():
    for scenario, found, log in worlds("green"):
        said = found.evidence["green"]
        [project] = [it for it in scenario.projects if f"report of {it.name} is green" in said]
        late = metrics.finish_days(log)[project.id] - project.due
        days = [it.day for it in of(log, StatusReported)
                if (it.project, it.colour) == (project.id, "green")]  # fmt: skip
        assert late >= CLEARLY_LATE and f"On day {days[-1]:.0f} " in said


def test_a_lucky_decision_gains_here_and_loses_in_worlds_nobody_has_looked_at():
    for scenario, found, _ in worlds("lucky"):
        [move] = [it for it in MOVES.values() if f"“{it.name}”" in found.evidence["lucky"]]
        assert _gain(scenario, move, found.seed) > 0
        assert fmean(_gain(scenario, move, seed) for seed in range(500, 620)) < 0


def _gain(scenario, move, seed):
    def net(policy):
        log = simulate(scenario, policy, seed)
        return metrics.summary(log, scenario)["net"]

    return net(move.added(Policy())) - net(Policy())


def test_somebody_leaves_early():
    for _, _, log in worlds("leaves"):
        [first, *_] = of(log, PersonLeft)
        assert first.day <= 0.34 * log[-1].day


def test_aims_change_once_in_the_middle():
    for _, found, log in worlds("turn"):
        days = [f"On day {it.day:.0f} the" for it in of(log, StrategyChanged)]
        assert any(found.evidence["turn"].startswith(it) for it in days)


def test_captains_end_closer_in_a_close_field_than_in_three_of_four_worlds():
    scenario = load(WHERE["close"])
    usual = sorted(Flown(scenario, seed).spread for seed in range(700, 760))
    near = [Flown(scenario, it.seed).spread for it in searched("close").found]
    assert max(near) < usual[30], "closer than half of worlds that nobody has looked at"


def test_captains_end_farther_apart_in_a_wide_field():
    scenario = load(WHERE["wide"])
    usual = sorted(Flown(scenario, seed).spread for seed in range(700, 740))
    far = [Flown(scenario, it.seed).spread for it in searched("wide").found]
    assert min(far) > usual[20]


def test_all_that_is_wanted_is_found_together():
    search = Search(load("sprigwheel_startup"), ["turn", "shock"], start=7)
    for _ in search.look():
        pass
    assert [set(it.evidence) for it in search.found] == [{"shock", "turn"}] * ENOUGH
    seeds = [it.seed for it in search.found]
    assert seeds == sorted(seeds) and search.tried == seeds[-1] - 6


def test_what_depends_on_who_flies_is_met_by_nearly_everybody():
    scenario = load("holmwick_bank")
    for found in searched("green").found:
        said = found.evidence["green"]
        [project] = [it.id for it in scenario.projects if f"report of {it.name} is green" in said]
        late = [
            metrics.finish_days(simulate(scenario, it, found.seed)).get(project, 0)
            - next(p.due for p in scenario.projects if p.id == project)
            for it in CAPTAINS
        ]
        assert sum(it >= CLEARLY_LATE for it in late) >= 3


def test_a_search_can_be_stopped_and_gone_on_with():
    search = Search(load("sprigwheel_startup"), ["turn"], start=0)
    for _ in islice(search.look(), 4):
        pass
    before = search.tried
    for _ in search.look():
        pass
    assert before == 4 and search.tried > 3 and len(search.found) == ENOUGH


def test_a_search_that_finds_nothing_names_what_is_rarest(monkeypatch):
    monkeypatch.setattr("simulator.mentor.finding.MOST", 40)
    search = Search(load("holmwick_bank"), ["green", "shock", "close"], start=3)
    for _ in search.look():
        search.found.clear()
    assert search.words == (
        f"None of 40 worlds has all of it. “{_rarest(search)}” is the rarest: leave it out, or "
        "take another organisation."
    )


def _rarest(search):
    left = [search.tried, *search.having.values()]
    shares = [
        after / before if before else 1 for before, after in zip(left, left[1:], strict=False)
    ]
    return WANTED[search.names[shares.index(min(shares))]].words


@pytest.mark.parametrize(
    ("office", "wanted", "said"),
    [
        ("eight_projects", ["shock"], "cannot be found: Nothing reaches several"),
        ("eight_projects", ["green"], "cannot be found: Nobody reports here"),
        ("eight_projects", ["leaves"], "cannot be found: Nobody leaves here"),
        ("eight_projects", ["turn"], "cannot be found: Aims do not change here"),
        ("eight_projects", ["close", "wide"], "a field is close or wide, not both"),
        ("eight_projects", ["sunshine"], "'sunshine' is nothing to look for"),
    ],
)
def test_what_cannot_be_found_is_refused_before_the_search(office, wanted, said):
    with pytest.raises(RefusedError, match=said):
        Search(load(office), wanted)


@pytest.mark.parametrize("office", shipped())
def test_what_an_organisation_lacks_never_happens_in_it(office):
    scenario = load(office)
    lacking = [it for it in WANTED.values() if it.lacks(scenario)]
    for seed in range(3):
        flown = Flown(scenario, seed)
        assert [it.name for it in lacking if it.found(flown, Usual(scenario))] == []


def test_the_line_of_a_world_shows_what_happened_when():
    scenario = load("sprigwheel_startup")
    for found in searched("shock").found:
        line = strip(Flown(scenario, found.seed))
        assert all(0 <= it.at <= 1 and it.text.startswith("day ") for it in line.marks)
        assert {"shock", "issue"} <= {it.kind for it in line.marks}
        assert all(0 <= a < b <= 1 for a, b in line.turbulent)
