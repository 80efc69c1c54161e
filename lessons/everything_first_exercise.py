"""Exercise 03: how many at once, how full a week, and an office in which it is otherwise."""

from functools import cache

from exercises import everything_first as checks
from simulator import Policy
from simulator.errors import RefusedError
from simulator.explorables.at_once import AtOnce
from simulator.explorables.trial import Chosen, Knob, Pair, Trial
from simulator.explorables.waiting import Waiting
from simulator.widgets import Explorable, Question

NOTEBOOK = "Exercise 03"
SEED = 5
LINE = 36
"""A year in which the line is about as long as in most."""
PEOPLE = "8", "12", "16", "24", "32"
TEAMS = "2", "4", "6"
LIMITS = tuple(map(str, range(1, 8)))


@cache
def dial() -> Explorable:
    """The same projects in teams of six."""
    picture = AtOnce(checks.clinics(6), checks.PROMISED, SEED)
    return Explorable(picture, "at_once", (), NOTEBOOK)


@cache
def teams_of_six() -> Question:
    """Question 1."""
    return Question(
        "Every project needs six people now. How many at once bring in most?",
        checks.teams_of_six, None, NOTEBOOK, checks.why_teams_of_six,
    )  # fmt: skip


@cache
def line() -> Explorable:
    """The line before one door."""
    return Explorable(Waiting("Ottilie", LINE), "waiting", (), NOTEBOOK)


@cache
def fullest_week() -> Question:
    """Question 2."""
    return Question(
        "Nobody shall wait more than five days on average. How full may her week be, in per cent?",
        checks.fullest_week, None, NOTEBOOK, checks.why_fullest_week,
    )  # fmt: skip


@cache
def break_the_rule() -> Question:
    """Question 3."""
    return Question(
        "With which limit does the year bring in less than without any?",
        checks.break_the_rule, None, NOTEBOOK, checks.why_break_the_rule,
    )  # fmt: skip


@cache
def own_office() -> Explorable:
    """An office of one's own: people, teams, and a limit."""
    trial = Trial(
        "In my office",
        [
            Knob(name="people", words="there are", choices=PEOPLE, start="12"),
            Knob(name="team", words="people, a project needs", choices=TEAMS, start="4"),
            Knob(name="limit", words="of them, and at once go", choices=LIMITS, start="3"),
        ],
        _office,
        names=("all eight at once", "this limit"),
        metric="value",
        what="brought in (k€)",
        worlds=100,
    )
    return Explorable(trial, "trial", (), NOTEBOOK)


@cache
def rule_of_teams() -> Question:
    """Question 4."""
    return Question(
        "How many should go at once, in any office like these?",
        checks.rule_of_teams, checks.RULES, NOTEBOOK, checks.why_rule_of_teams,
    )  # fmt: skip


def _office(chosen: Chosen) -> Pair:
    people, team = int(chosen["people"]), int(chosen["team"])
    if team > people:
        raise RefusedError(f"{people} people are no team of {team}; choose more people")
    scenario = checks.clinics(team, people)
    return Pair(scenario, Policy(), Policy(wip_limit=int(chosen["limit"])))
