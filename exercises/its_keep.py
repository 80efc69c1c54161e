"""Checks for notebook and exercise 10: what an office brings, what may be said of it, who keeps it,
and where none pays."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from statistics import fmean

from msgspec.structs import replace

from exercises.feedback import NOT_ANSWERED, Feedback
from simulator import load
from simulator.calendar import DAYS_A_WEEK
from simulator.experiment import interval
from simulator.explorables.designer import difference, in_house
from simulator.explorables.doors import DOORS, passed
from simulator.explorables.first_year import Founding, even, mean_of, more_work
from simulator.explorables.ledger import audits
from simulator.explorables.parts import OFF, Choice, policy_of, takes
from simulator.explorables.tenure import WEEKS, as_if_nobody_asked, tenure
from simulator.policies import Policy
from simulator.scenario import Scenario

OFFICE = load(Path(__file__).parents[1] / "lessons" / "scenarios" / "its_keep.toml")
UNASKED = as_if_nobody_asked(OFFICE)
"""The same waterworks in which leadership never asks what the office is worth."""
BUDGET = 0.07
"""Of everybody's time."""
BORNE, RESENTED = "rules are borne", "rules are resented"
WORLDS = range(501, 551)
"""Others than those of the pictures."""
MANY = range(501, 601)
"""Whether an office is kept is a yes or a no, so it takes more of them."""

OLD: Choice = {
    "select": "most for each day",
    "visibility": "all of it",
    "review": "an audit every week",
    "method": "one standard for all",
    "knowledge": "much",
    "people": "courses",
}
"""The office that somebody takes over."""
GOOD: Choice = {
    "intake": "one thing at a time",
    "prioritise": "by cost of delay",
    "review": "every 4 weeks",
    "risk": "the best for each euro",
    "method": "fitted to the work",
    "change": "people, process, tools",
    "stakeholder": "now and then",
}
"""Seven functions, set to fit the house."""
BAD: Choice = {**GOOD, "intake": "two projects at most"}
"""The same seven with one setting wrong."""
SMALL: Choice = {it: GOOD[it] for it in ("intake", "change")}
"""What helps soonest."""
ALL: Choice = {
    **GOOD, "visibility": "some", "knowledge": "some", "people": "mentors",
    "improve": "3 hours of 100",
}  # fmt: skip
LOOKS: Choice = {"review": "every 4 weeks", "risk": "everything on offer"}
"""An office that does nothing but watch risks."""
HALF_YEAR = 130.0
"""Working days."""
WAYS: dict[str, Founding] = {
    "all eleven functions on the first day": (policy_of(ALL), ()),
    "what helps soonest first, the rest in half a year": (
        policy_of(SMALL), ((HALF_YEAR, policy_of(ALL)),),
    ),
    "the office that was there before": (policy_of(OLD), ()),
}  # fmt: skip
FIRST_WAY = next(iter(WAYS))

# What an office that is asked does and shows

CORE = {"projects_per_person": 1, "change": 0.5}
"""What all of them do."""
PREVENTS, RESCUES, BOTH = "keeps losses away", "finds issues in time", "both"
SILENT, SHOWN, LARGE = "nothing", "an honest ledger", "large claims"
OPTIONS: dict[str, tuple[str, Mapping[str, Mapping[str, object]]]] = {
    "does": ("the office", {
        PREVENTS: {"risk": "leverage", "risk_budget": 1.0},
        RESCUES: {"review_weeks": 4},
        BOTH: {"risk": "leverage", "risk_budget": 1.0, "review_weeks": 4},
    }),
    "shows": ("and shows", {
        SILENT: {},
        SHOWN: {"evidence": "ledger"},
        LARGE: {"evidence": "claims"},
    }),
    "visits": ("and visits sponsors", {
        "never": {},
        "often": {"stakeholder": 0.5},
    }),
}  # fmt: skip


def shown_by(does: str, shows: str = SILENT, visits: str = "never") -> Policy:
    """The rules of an office that does and shows this."""
    fields: dict[str, object] = dict(CORE)
    for name, option in {"does": does, "shows": shows, "visits": visits}.items():
        fields |= OPTIONS[name][1][option]
    return Policy(**fields)  # type: ignore[arg-type]  # checked by Policy itself


@cache
def brings(policy: Policy, scenario: Scenario = UNASKED) -> tuple[float, ...]:
    """With the office less without it, world by world, in k€."""
    return tuple(difference(scenario, policy, seed) for seed in WORLDS)


def better(choice: Choice, scenario: Scenario = UNASKED) -> float:
    """In how many of a hundred worlds it is better to have such an office."""
    found = brings(policy_of(choice), scenario)
    return 100 * sum(it > 0 for it in found) / len(found)


@cache
def there(policy: Policy) -> float:
    """How many of a hundred offices are there after three reviews."""
    return 100 * fmean(passed(OFFICE, policy, seed) == DOORS for seed in MANY)


@cache
def even_week(way: str = FIRST_WAY) -> float:
    """In which week as much is done as without an office."""
    mean = mean_of([more_work(UNASKED, WAYS[way], seed) for seed in WORLDS])
    week = even(mean)
    return float(WEEKS[-1]) if week is None else week


@cache
def deepest(way: str) -> float:
    """How many person-days an office that begins so is behind at its lowest."""
    return -min(mean_of([more_work(UNASKED, WAYS[way], seed) for seed in WORLDS]))


@cache
def closing_costs() -> float:
    """k€ less that a silent office brings where it is closed on the way, on average."""
    policy = shown_by(PREVENTS)
    closed = [seed for seed in WORLDS if passed(OFFICE, policy, seed) < DOORS]
    lost = (tenure(UNASKED, policy, it).net - tenure(OFFICE, policy, it).net for it in closed)
    return fmean(lost) if closed else 0.0


# The checks of the notebook

MEANT, BEST, BEFORE, NOTHING, TWICE = (
    "the average difference with and without it, and its interval",
    "the most that it has brought anywhere",
    "how much more was done in its second half-year than in its first",
    "nothing, since it lost in some worlds",
    "twice the average, since leadership halves every number",
)
SENTENCES = (BEST, BEFORE, MEANT, TWICE, NOTHING)


@cache
def confirmed(amount: float) -> float:
    """In which share of a hundred audits the watching office has brought so much."""
    found = audits(brings(policy_of(LOOKS)))
    return sum(it >= amount for it in found) / len(found)


@cache
def second_half() -> float:
    """Person-days done in the second 24 weeks more than in the first, without any office."""
    worlds = [tenure(UNASKED, Policy(), seed).work for seed in WORLDS]
    half, whole = WEEKS.index(24), WEEKS.index(48)
    return fmean(it[whole] - 2 * it[half] for it in worlds)


def sentence(answer: str | None) -> Feedback:
    """What may be written of an office that does nothing but watch risks?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in SENTENCES:
        return Feedback(False, f"'{answer}' is not one of the answers; choose one.")
    found = brings(policy_of(LOOKS))
    mean, low, high = interval(list(found))
    if answer == MEANT:
        return Feedback(
            True,
            f"{mean:,.0f} k€, known to within {low:,.0f} and {high:,.0f} over {len(found)} worlds. "
            "Whoever checks it finds the same.",
        )
    if answer == BEST:
        return Feedback(
            False,
            f"That is {max(found):,.0f} k€, and {confirmed(max(found)):.0%} of a hundred audits "
            "find as much. What is the best of many is luck.",
        )
    if answer == BEFORE:
        return Feedback(
            False,
            f"Without any office {second_half():,.0f} person-days more are done in the "
            "second half-year than in the first, too. Before and after is no comparison; with and "
            "without is.",
        )
    if answer == TWICE:
        return Feedback(
            False,
            f"{confirmed(2 * mean):.0%} of a hundred audits find as much. One that finds less is "
            "enough to believe nothing any more.",
        )
    return Feedback(
        False,
        f"It lost in {sum(it <= 0 for it in found)} of {len(found)} worlds, and still brought "
        f"{mean:,.0f} k€ on average. That can be said, with its interval.",
    )


SETTINGS = {
    "two projects at most": ("intake", "two projects at most"),
    "an audit every week": ("review", "an audit every week"),
    "one standard for all": ("method", "one standard for all"),
    "no visits to sponsors": ("stakeholder", OFF),
}
"""One thing that is set otherwise in a good office."""


def setting(answer: str | None) -> Feedback:
    """Which single setting costs a good office most?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in SETTINGS:
        return Feedback(False, f"'{answer}' is not one of the answers; choose one.")
    losses = {it: _lost_by(it) for it in SETTINGS}
    function, how = SETTINGS[answer]
    found = (
        f"With it the office brings {losses[answer]:,.0f} k€ less, and is better than none in "
        f"{better({**GOOD, function: how}):.0f} of 100 worlds."
    )
    if losses[answer] == max(losses.values()):
        return Feedback(
            True, f"{found} The functions are the same, the price is the same. People wait."
        )
    return Feedback(False, f"{found} Another one costs far more.")


@cache
def _lost_by(name: str) -> float:
    function, how = SETTINGS[name]
    good, other = (brings(policy_of(it)) for it in (GOOD, {**GOOD, function: how}))
    return fmean(a - b for a, b in zip(good, other, strict=True))


HELPS = {
    "it also finds issues where everybody sees it": (BOTH, SILENT, "never"),
    "it keeps an honest ledger of what did not happen": (PREVENTS, SHOWN, "never"),
    "it makes large claims": (PREVENTS, LARGE, "never"),
    "it visits sponsors often": (PREVENTS, SILENT, "often"),
}
"""What an office might do that keeps losses away and shows nothing."""


def survives(answer: str | None) -> Feedback:
    """What helps an office that prevents in silence most to be kept?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in HELPS:
        return Feedback(False, f"'{answer}' is not one of the answers; choose one.")
    kept = {it: there(shown_by(*how)) for it, how in HELPS.items()}
    silent = there(shown_by(PREVENTS))
    found = (
        f"{kept[answer]:.0f} of 100 are there after three reviews then, {silent:.0f} if nothing "
        "is done."
    )
    if kept[answer] == max(kept.values()):
        return Feedback(True, f"{found} What is seen is believed without any paper.")
    if kept[answer] < silent:
        return Feedback(False, f"{found} Half of the claims are looked into, and then all is lost.")
    return Feedback(False, f"{found} It helps, but another thing helps more.")


# The exercise

SHOWN_AUDITS = 20


@cache
def twenty() -> tuple[float, ...]:
    """What twenty auditors find of the watching office, in order: k€."""
    found = sorted(audits(brings(policy_of(LOOKS))))
    each = len(found) // SHOWN_AUDITS
    return tuple(float(round(it)) for it in found[each // 2 :: each])


def at_least(answer: float | None) -> Feedback:
    """Which amount do 19 of 20 audits confirm?"""
    if answer is None:
        return NOT_ANSWERED
    found = twenty()
    low, high = found[0], found[1]
    holds = sum(it >= answer for it in found)
    said = f"{holds} of {len(found)} audits find that much."
    if low < answer <= high:
        return Feedback(True, f"{said} You may write it, and sleep.")
    if answer > high:
        if abs(answer - fmean(found)) <= 0.1 * fmean(found):
            return Feedback(False, f"{said} It is the average, so half of the audits find less.")
        return Feedback(False, f"{said} Count from the lowest: one of twenty may find less.")
    return Feedback(False, f"{said} It is safe, and more could be written. Which is the second?")


YEAR = 52 * DAYS_A_WEEK


@cache
def wages() -> float:
    """k€ that everybody is paid in a year."""
    return float(YEAR * sum(role.people * role.rate for role in OFFICE.roles))


@cache
def yearly() -> float:
    """k€ of people's time that the good office takes in a year."""
    assert OFFICE.mechanisms.governance is not None
    return wages() * takes(GOOD, OFFICE.mechanisms.governance)


def costs(answer: float | None) -> Feedback:
    """What does the good office take in a year?"""
    if answer is None:
        return NOT_ANSWERED
    right = yearly()
    how = OFFICE.mechanisms.governance
    assert how is not None
    if abs(answer - right) <= 0.04 * right:
        return Feedback(
            True,
            f"{right:,.1f} k€: {100 * takes(GOOD, how):.2f} of every 100 hours that are paid. No "
            "bill ever comes for it, so it is easily forgotten.",
        )
    if abs(answer - (right - how.base * wages())) <= 0.04 * right:
        return Feedback(
            False, "That is the seven functions. The office itself takes 2 hours of 100 besides."
        )
    if abs(answer - 2 * right) <= 0.06 * right:
        return Feedback(False, "That is two years.")
    if abs(answer - how.base * wages()) <= 0.04 * right:
        return Feedback(False, "That is the office itself. Its seven functions take time besides.")
    side = "more" if answer < right else "less"
    return Feedback(
        False, f"It is {side}: add up the hours of 100, and take that share of the wages."
    )


CALM = 0.3
"""Risks so many times as likely in a year in which little goes wrong."""


def in_times(scenario: Scenario, often: float) -> Scenario:
    """The same organisation in which risks are so many times as likely."""
    if often == 1:
        return scenario
    risks = tuple(
        replace(it, probability=1 - (1 - it.probability) ** often) for it in scenario.risks
    )
    return replace(scenario, risks=risks)


MINDED, QUIET, BOTH_OF_THEM, FOCUSED = (
    "people resent rules",
    "little goes wrong",
    "people resent rules, and little goes wrong",
    "people do one thing at a time by themselves",
)
PLACES = (MINDED, QUIET, BOTH_OF_THEM, FOCUSED)


@cache
def place_of(name: str) -> Scenario:
    """The waterworks, changed."""
    if name == FOCUSED:
        return replace(UNASKED, projects_per_person=1)
    scenario = UNASKED if name == QUIET else in_house(UNASKED, RESENTED)
    return scenario if name == MINDED else in_times(scenario, CALM)


OFFICES: dict[str, Choice] = {
    "seven functions that fit": GOOD,
    "the two that help soonest": SMALL,
    "the one that watches risks": LOOKS,
    "the old one": OLD,
}


def none_pays(answer: str | None) -> Feedback:
    """In which place does none of the offices of this lesson pay?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in PLACES:
        return Feedback(False, f"'{answer}' is not one of the answers; choose one.")
    means = {it: fmean(brings(policy_of(how), place_of(answer))) for it, how in OFFICES.items()}
    best = max(means, key=lambda it: means[it])
    found = f"There {best} do best, at {means[best]:+,.0f} k€ on average.".replace("-", "−")
    if best.startswith("the one") or best.startswith("the old"):
        found = found.replace(" do best", " does best")
    if means[best] < 0:
        return Feedback(
            True,
            f"{found} The best office there is none: it has little to keep away, and people spend "
            "their best ideas on going round it.",
        )
    return Feedback(False, f"{found} So an office pays there, if it is the right one.")
