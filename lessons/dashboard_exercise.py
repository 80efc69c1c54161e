"""Exercise 07: the last audit, a sum with a trap, rosy reports, what lies between two cards, and
where auditors only cost."""

from collections.abc import Iterator, Sequence
from functools import cache

from msgspec.structs import replace

from exercises import dashboard
from exercises.dashboard import BENEFIT, DAY, FREED, OFFICE, SPENT_SO_FAR, TO_GO, audits
from simulator import Policy, tables
from simulator.experiment import interval
from simulator.explorables.looking import NOBODY, alone, course, length, worth
from simulator.explorables.trial import Chosen, Knob, Pair, Play, Trial
from simulator.mechanisms import Dependencies, Governance
from simulator.scenario import Scenario
from simulator.widgets import Explorable, Forecast, Question, Reveal
from simulator.widgets.reveal import Piece

NOTEBOOK = "Exercise 07"
WEEKS = 8
"""Between two audits."""
WRONG = {"a fifth": 0.8, "a tenth": 0.9, "a fiftieth": 0.98}
FOUND = {"as here": 20.0, "within a month": 4.0}
GROWTH = {"as here": 0.08, "not at all": 0.0}
PRICES = {"as here": 1.0, "ten times": 10.0}
MANY = 100
WORLDS = 60
"""Of nine projects each."""
CHAIN = "radio", "customs", "market", "tolls"
"""Projects that may wait for each other."""
AIR = 1.4
"""So many times its plan is what a project is given before the next one is promised."""
WAITS = {"each for the one before": True, "for nothing": False}
LASTS = {"about a week": 1.0, "about a month": 4.0, "about two months": 8.0}
TAKES = {"a day a week": 0.2, "a day a month": 0.05}


@cache
def look() -> Question:
    """Question 1."""
    return Question(
        "One audit is left, in week 24. Behind which card do you look?",
        dashboard.look, dashboard.PLACES, NOTEBOOK,
        lambda: (
            "About a fifth of all work is wrong, everywhere. What has come back is hidden no more; "
            "what has not come back is still there. So look where least has come back."
        ),
    )  # fmt: skip


@cache
def case() -> tables.Table:
    """What is known of a project in the middle."""
    rows = {
        "spent until today": SPENT_SO_FAR,
        "what it will bring when it is finished": BENEFIT,
        "what has still to be paid until then": TO_GO,
        "what its people would bring elsewhere meanwhile": FREED,
    }
    return tables.tabulate(
        "A project in the middle",
        [{"what": name, "amount": f"{amount:,.0f} k€"} for name, amount in rows.items()],
    )


@cache
def forward() -> Question:
    """Question 2."""
    return Question(
        "How many k€ is it worth to go on?",
        dashboard.forward, None, NOTEBOOK,
        lambda: (
            f"{BENEFIT:,.0f} k€ still come, {TO_GO:,.0f} are still paid, {FREED:,.0f} would come "
            f"from elsewhere: {BENEFIT - TO_GO - FREED:,.0f} k€. The {SPENT_SO_FAR:,.0f} k€ are "
            "gone on both ways."
        ),
    )  # fmt: skip


@cache
def rosy() -> Question:
    """Question 3."""
    return Question(
        "In which of these offices do rosy reports help?",
        dashboard.rosy, dashboard.WHERE, NOTEBOOK,
        lambda: (
            "A rosy report can only help by preventing a mistake. Mistakes come where somebody "
            "acts on reports that are wrong by chance, against projects that were worth their end."
        ),
    )  # fmt: skip


@cache
def forecast_pays() -> Forecast:
    """With what one can know before: how sure is it?"""
    question = (
        "The harbour as it is, week 24: behind how many of 100 cards does a single audit bring "
        "more than its 6 k€?"
    )
    return Forecast(question, "cards", 30, 60, NOTEBOOK, ends=(0, 100))


@cache
def own_office() -> Reveal:
    """Question 5: change the harbour until auditors only cost."""
    return Reveal(_pays, [forecast_pays()])


@cache
def between() -> Explorable:
    """Question 4: what no card shows."""
    knobs = (
        Knob(name="waits", words="four projects wait", choices=tuple(WAITS),
             start="each for the one before"),
        Knob(name="lasts", words="a hand-over takes", choices=tuple(LASTS),
             start="about a week"),
        Knob(name="takes", words="and each hand-over takes of its liaison", choices=tuple(TAKES),
             start="a day a week"),
    )  # fmt: skip
    trial = Trial(
        "In a harbour in which", knobs, handed_over, names=("nobody between", "a liaison"),
        worlds=MANY, first=3401,
    )  # fmt: skip
    return Explorable(trial, "trial", notebook=NOTEBOOK, key="between")


def handed_over(chosen: Chosen) -> Pair:
    """Four projects with liaison people between them, and without."""
    office = _linked(
        WAITS[chosen["waits"]], LASTS[chosen["lasts"]], TAKES[chosen["takes"]]
    )  # fmt: skip
    return Pair(office, Policy(), Policy(liaison=True))


def brought(chosen: Chosen, seeds: Sequence[int]) -> tuple[float, float, float]:
    """What liaison people bring in such a harbour: the mean and its 95 % interval, in k€."""
    made = handed_over(chosen)
    plain, tried = Policy(), Policy(liaison=True)
    gains = [worth(made.scenario, it, tried) - worth(made.scenario, it, plain) for it in seeds]
    return interval(gains)


@cache
def _linked(waits: bool, lasts: float, takes: float) -> Scenario:
    """Four projects; each is promised as late as those before it allow."""
    office = alone(OFFICE, *CHAIN)
    projects, shift = {}, 0.0
    for place, name in enumerate(CHAIN):
        one = next(it for it in office.projects if it.id == name)
        projects[name] = replace(
            one, due=(one.due or 0.0) + shift, group=name,
            after=CHAIN[place - 1 : place] if waits else (),
        )  # fmt: skip
        shift += AIR * length(alone(OFFICE, name)) if waits else 0.0
    how = replace(
        office.mechanisms, governance=Governance(),
        dependencies=Dependencies(hand_off=lasts / 2, liaison_people=takes),
    )  # fmt: skip
    in_order = tuple(projects[it.id] for it in office.projects)
    return replace(office, projects=in_order, mechanisms=how)


def _pays() -> Iterator[Piece]:
    yield f"**The harbour as it is.** {forecast_pays().judge(round(dashboard.single_pays()))}"
    yield _own_office()


def _knobs() -> tuple[Knob, ...]:
    return (
        Knob(name="quality", words="the share of wrong work is", choices=tuple(WRONG),
             start="a fifth"),
        Knob(name="found", words="it comes out", choices=tuple(FOUND), start="as here"),
        Knob(name="growth", words="it gets dearer with age", choices=tuple(GROWTH),
             start="as here"),
        Knob(name="price", words="and an audit costs", choices=tuple(PRICES), start="as here"),
    )  # fmt: skip


@cache
def _own_office() -> Explorable:
    trial = Trial(
        "In a harbour in which", _knobs(), audited, what="money saved (k€)",
        names=("nobody who looks", f"an auditor every {WEEKS} weeks"), worlds=WORLDS, first=3201,
    )  # fmt: skip
    return Explorable(trial, "trial", notebook=NOTEBOOK, key="own office")


def audited(chosen: Chosen) -> Play:
    """What auditors bring to all nine projects of such a harbour after their price, in k€."""
    office = _harbour(
        WRONG[chosen["quality"]], FOUND[chosen["found"]], GROWTH[chosen["growth"]],
        PRICES[chosen["price"]],
    )  # fmt: skip

    def play(seeds: Sequence[int]) -> list[float]:
        return [_brought(office, it) for it in seeds]

    return play


def _brought(office: Scenario, seed: int) -> float:
    lone = [alone(office, it.id) for it in office.projects]
    looks = audits(WEEKS)
    return sum(
        course(it, seed, DAY, None, looks).net - course(it, seed, DAY, None, NOBODY).net
        for it in lone
    )


@cache
def _harbour(quality: float, found: float, growth: float, price: float) -> Scenario:
    how, looks = OFFICE.mechanisms.rework, OFFICE.mechanisms.detection
    assert how is not None and looks is not None
    mechanisms = replace(
        OFFICE.mechanisms,
        rework=replace(how, quality=quality, discovery=found, growth=growth),
        detection=replace(looks, audit_price=looks.audit_price * price),
    )
    return replace(OFFICE, mechanisms=mechanisms)
