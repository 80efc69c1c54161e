"""Checks for notebook and exercise 03: how many at once, and how full a week may be."""

from functools import cache
from pathlib import Path
from statistics import fmean

from msgspec.structs import replace

from exercises.feedback import NOT_ANSWERED, Feedback
from simulator import Policy, load, metrics, simulate
from simulator.mechanisms.queueing import wait
from simulator.scenario import Demand, Scenario

FOLDER = Path(__file__).parents[1] / "lessons" / "scenarios"
OFFICE = load(FOLDER / "everything_first.toml")
PROMISED = 130.0
"""The working day on which all eight were promised: half a year."""
WORLDS = range(60)
PICTURE = "the notebook 03_everything_first, part “Play”"
DOOR = "the notebook 03_everything_first, part “One door”"
WAITS = {
    "It grows by about five per cent": "five",
    "It grows by half": "half",
    "It about doubles": "doubles",
    "It becomes ten times as long": "ten",
}
RULES = {
    "Always three": "three",
    "Half of the projects": "half",
    "As many as there are full teams: people divided by the size of a team": "teams",
    "As many as there are people": "people",
}


def clinics(team: int = 4, people: int = 12) -> Scenario:
    """The office with teams of another size, or other people in number."""
    demand = (Demand(role=OFFICE.roles[0].id, people=team),)
    projects = [
        replace(it, activities=tuple(replace(a, people=demand) for a in it.activities))
        for it in OFFICE.projects
    ]
    role = OFFICE.roles[0]
    if people != role.people:  # nobody knows the others' names
        role = replace(role, people=people, members=())
    return replace(OFFICE, projects=tuple(projects), roles=(role,))


@cache
def brought_in(limit: int, team: int = 4, people: int = 12) -> float:
    """k€ of a year with so many at once, on average over worlds."""
    scenario, policy = clinics(team, people), Policy(wip_limit=limit)
    return fmean(metrics.value_delivered(simulate(scenario, policy, it)) for it in WORLDS)


def best(team: int = 4) -> int:
    """How many at once bring in most."""
    return max(range(1, 9), key=lambda limit: brought_in(limit, team))


def best_dial(answer: float | None) -> Feedback:
    """How many at once bring in most, in teams of four?"""
    return _dial(answer, 4)


def teams_of_six(answer: float | None) -> Feedback:
    """How many at once bring in most, in teams of six?"""
    if answer == best(4):
        return Feedback(
            False,
            "Three was right for teams of four. With teams of six, how many teams are there?",
            PICTURE,
        )
    return _dial(answer, 6)


def break_the_rule(answer: float | None) -> Feedback:
    """Which limit brings in less than no limit at all?"""
    if answer is None:
        return NOT_ANSWERED
    if wrong := _no_place(answer):
        return wrong
    limit, all_eight = int(answer), brought_in(8)
    if limit == len(OFFICE.projects):
        return Feedback(False, "Eight at once is no limit at all: it is what you compare with.")
    found = brought_in(limit)
    if found < all_eight:
        return Feedback(
            True,
            f"With so few the year brings in {found:,.0f} k€, and {all_eight:,.0f} without any "
            "limit. Eight of twelve people have nothing to do: a limit below the number of full "
            "teams is worse than none.",
        )
    return Feedback(
        False,
        f"With {limit} at once the year brings in {found:,.0f} k€, more than the "
        f"{all_eight:,.0f} without a limit. Look for a place where people have nothing to do.",
        PICTURE,
    )


def fuller_week(answer: str | None) -> Feedback:
    """What becomes of the wait if a week is filled from 90 to 95 per cent?"""
    if answer is None:
        return NOT_ANSWERED
    before, after = _wait(90), _wait(95)
    if answer == "doubles":
        return Feedback(
            True,
            f"From {before:.0f} days to {after:.0f}. What counts is the air that is left, and that "
            "was halved: from ten per cent to five.",
        )
    if answer == "five":
        return Feedback(
            False,
            "That is how much more work there is. How much less air is there between the requests?",
            DOOR,
        )
    if answer in WAITS.values():
        return Feedback(
            False, "Play the year at 90 and at 95, then read the curve at both places.", DOOR
        )
    return Feedback(False, f"'{answer}' is not among the answers; choose one of them.")


def in_line(answer: float | None) -> Feedback:
    """How many days does a request wait if so many stand in line and so many come a day?"""
    if answer is None:
        return NOT_ANSWERED
    standing, come = 8.1, 0.9
    if abs(answer - standing / come) < 0.05:
        return Feedback(
            True,
            "8.1 divided by 0.9 a day. This is Little's law, and it holds for every line: who "
            "wants shorter waits must let fewer things stand in it.",
        )
    if abs(answer - standing * come) < 0.05:
        return Feedback(False, "You have multiplied. Who comes last: how many go before, how fast?")
    if abs(answer - standing) < 0.05:
        return Feedback(False, "That many go before. But fewer than one a day is served.")
    return Feedback(False, "As many leave a day as come. How long until 8.1 have left?", DOOR)


def fullest_week(answer: float | None) -> Feedback:
    """How full may a week be, in per cent, if nobody shall wait more than five days on average?"""
    if answer is None:
        return NOT_ANSWERED
    if not 0 < answer < 1e9:
        return Feedback(False, f"{answer:g} is no share of a week; write one such as 70.")
    if answer >= 100:
        return Feedback(False, "More comes than she can do: the line grows without an end.", DOOR)
    days = _wait(answer)
    if 81 <= answer <= 84:
        return Feedback(
            True,
            f"At {answer:g} % a request waits {days:.1f} days. A sixth of her week must stay free, "
            "or the promise breaks. That air is not idleness: it is what makes her quick.",
        )
    if answer > 84:
        return Feedback(
            False, f"At {answer:g} % a request waits {days:.1f} days on average: too long.", DOOR
        )
    return Feedback(
        False,
        f"At {answer:g} % a request waits only {days:.1f} days. The promise holds, but she could "
        "take more.",
        DOOR,
    )


def rule_of_teams(answer: str | None) -> Feedback:
    """How many at once, in any such office?"""
    if answer is None:
        return NOT_ANSWERED
    if answer == "teams":
        return Feedback(
            True,
            "Twelve people in teams of four: three. In teams of six: two. Then everybody has one "
            "thing, and nobody has none.",
        )
    if answer == "three":
        return Feedback(
            False,
            f"With 24 people three at once bring in {brought_in(3, 4, 24):,.0f} k€, and six "
            f"{brought_in(6, 4, 24):,.0f}.",
        )
    if answer == "half":
        return Feedback(
            False,
            f"Four of eight bring in {brought_in(4):,.0f} k€ with twelve people; three bring in "
            f"{brought_in(3):,.0f}.",
        )
    if answer == "people":
        return Feedback(
            False, "Then each person has a project alone. Can one person do the work of a team?"
        )
    return Feedback(False, f"'{answer}' is not among the answers; choose one of them.")


def why_best_dial() -> str:
    """The worked answer."""
    return (
        f"{best()}: twelve people are three teams of four. Fewer, and people have nothing to do; "
        "more, and everybody shares out the day among several."
    )


def why_teams_of_six() -> str:
    """The worked answer."""
    return (
        f"{best(6)}: twelve people are two teams of six. "
        f"{brought_in(best(6), 6):,.0f} k€ a year, against {brought_in(8, 6):,.0f} with all eight."
    )


def why_fullest_week() -> str:
    """The worked answer."""
    return (
        "Try parts in the formula: 80 % busy is 80 divided by 20, four days; 83 is 83 divided by "
        "17, nearly five; 85 is 85 divided by 15, nearly six."
    )


def why_break_the_rule() -> str:
    """The worked answer."""
    return (
        f"One at a time: {brought_in(1):,.0f} k€, because eight of twelve people have nothing to "
        f"do. Without a limit it is {brought_in(8):,.0f}."
    )


def why_rule_of_teams() -> str:
    """The worked answer."""
    return "As many as there are full teams. " + rule_of_teams("teams").message


def why_fuller_week() -> str:
    """The worked answer."""
    return fuller_week("doubles").message


def why_in_line() -> str:
    """The worked answer."""
    return "9 days. " + in_line(9.0).message


def _wait(percent: float) -> float:
    return wait(percent / 100, 1.0, 1.0, 1.0)


def _no_place(answer: float) -> Feedback | None:
    if answer in range(1, len(OFFICE.projects) + 1):
        return None
    return Feedback(False, f"{answer:g} is no place of the dial; write a whole number from 1 to 8.")


def _dial(answer: float | None, team: int) -> Feedback:
    if answer is None:
        return NOT_ANSWERED
    if wrong := _no_place(answer):
        return wrong
    limit, right, people = int(answer), best(team), round(OFFICE.roles[0].people)
    found = f"{limit} at once bring in {brought_in(limit, team):,.0f} k€ a year."
    if limit == right:
        return Feedback(
            True,
            f"{found} {people} people are {right} teams of {team}: everybody has one thing to do, "
            "and nobody has none.",
        )
    if limit < right:
        idle = people - limit * team
        return Feedback(
            False, f"{found} But {idle} of {people} people have nothing to do.", PICTURE
        )
    if limit == len(OFFICE.projects):
        return Feedback(
            False,
            f"{found} Everybody is busy all the time. Look at what is finished, not at who "
            "is busy.",
            PICTURE,
        )
    return Feedback(
        False,
        f"{found} Some people have more than one in hand, and all of it takes longer.",
        PICTURE,
    )
