"""Notebook 05: twenty honest cases, people for half of them, and a list that disappoints."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from statistics import fmean

from exercises import choosing
from exercises.choosing import (
    BY_PROMISE,
    BY_RATIO,
    CAPACITY,
    CASES,
    DRAWN_BACK,
    FULLEST,
    OFFICE,
    came,
    choose,
    come,
    work,
    worth,
)
from simulator import Policy, Session, tables
from simulator.decisions import StartProject
from simulator.errors import RefusedError
from simulator.explorables.selection import Proposal, Selection
from simulator.explorables.trial import Chosen, Knob, Play, Trial
from simulator.tables.mechanism_card import MechanismCard
from simulator.widgets import Cockpit, Explorable, Forecast, Question, Reveal
from simulator.widgets.reveal import Piece

NOTEBOOK = "05 Choosing"
FLIGHT = "My list"
"""The name under which it is kept."""
SEED = 7
"""The world in which everybody's list is delivered first."""
WORLDS = range(1, 101)
NAMES = {role.id: role.name for role in OFFICE.roles}
FULL = {"100 %": 1.0, "90 %": 0.9, "80 %": 0.8, "70 %": 0.7, "50 %": 0.5}


@cache
def forecast_worth() -> Forecast:
    """What are honest numbers worth, once the best of them are chosen?"""
    question = "Of every 100 k€ that your list promises, how many is it truly worth, on average?"
    return Forecast(question, "k€", 90, 110, NOTEBOOK, ends=(40, 140))


@cache
def forecast_full() -> Forecast:
    """How full should the list be?"""
    question = "Which share of everybody's time should a list take, to deliver most in time?"
    return Forecast(question, "%", 90, 100, NOTEBOOK, ends=(30, 120))


@cache
def forecasts() -> Reveal:
    """Both, side by side with nothing before them."""
    return Reveal(_predicted)


@cache
def board() -> Explorable:
    """The cases on the table."""
    return Explorable(_board(), "selection", _predicted(), NOTEBOOK)


@cache
def result() -> Reveal:
    """What became of both predictions."""
    return Reveal(_result, _predicted(), _not_signed, [board()])


@cache
def card() -> MechanismCard:
    """The mechanism behind it."""
    return tables.card("M22", OFFICE)


@cache
def drawn_back() -> Reveal:
    """What to believe of each case."""
    return Reveal(lambda: [_drawn_back()], _predicted(), _not_signed, [board()])


@cache
def switch() -> Reveal:
    """The surprise, with its mechanism on and off."""
    return Reveal(lambda: [_switch()], _predicted())


@cache
def forecast_fuller() -> Forecast:
    """What does the fuller list bring?"""
    question = "How much more does the fullest list deliver than one that leaves a fifth free?"
    return Forecast(question, "k€", 0, 200, NOTEBOOK, ends=(-400, 400))


@cache
def branch() -> Reveal:
    """Two lists in the same world, and in a hundred."""
    return Reveal(_branch, [*_predicted(), forecast_fuller()])


@cache
def cockpit() -> Reveal:
    """One's own list in one's own hands."""
    return Reveal(lambda: [_cockpit()], [forecast_fuller()], _not_signed, [board()])


@cache
def rule() -> Reveal:
    """A rule for lists, in worlds that nobody has seen."""
    return Reveal(lambda: [_rule()], [forecast_fuller()])


@cache
def shrinks() -> Question:
    """Which promises to draw back?"""
    return Question(
        "You draw promises back to what they are worth. Which of them most?",
        choosing.shrinks, choosing.SHRINKS, NOTEBOOK,
        lambda: (
            "A number is true worth plus luck. The highest numbers have had good luck, the lowest "
            "bad; so both are drawn to the middle."
        ),
    )  # fmt: skip


@cache
def filled() -> Reveal:
    """How full is best?"""
    return Reveal(lambda: [_filled()], [forecast_fuller()])


@cache
def studies() -> Question:
    """Where is a study worth its price?"""
    return Question(
        "There is money for three studies. Of which cases?",
        choosing.studies, tuple(choosing.STUDIED), NOTEBOOK,
        lambda: (
            "Ask of each case what you would do if the study said much more, and what if it said "
            "much less. If you would do the same, leave it."
        ),
    )  # fmt: skip


def _predicted() -> list[Forecast]:
    return [forecast_worth(), forecast_full()]


@cache
def _board() -> Selection:
    return table(SEED)


def table(seed: int) -> Selection:
    """The cases as they lie on the table in a world."""
    proposals = [
        Proposal(
            id=it.id, name=it.name, sponsor=it.sponsor.split(",")[0], promise=it.value,
            days=tuple(work(it, role) for role in CAPACITY),
        )
        for it in OFFICE.projects
    ]  # fmt: skip
    capacity = {NAMES[role]: days for role, days in CAPACITY.items()}
    return Selection(proposals, capacity, outcome, choosing.study, seed, WORLDS)


def outcome(cases: tuple[str, ...], seed: int) -> Mapping[str, tuple[float, float]]:
    """What each of these cases is worth and delivers in a world, in k€."""
    found = come(cases, seed)
    return {it: (worth(it, seed), found.get(it, 0.0)) for it in cases}


def _not_signed() -> str:
    """What is missing before the list can be judged, in a sentence."""
    return "" if _board().signed else "Sign a list in the picture above."


def _result() -> Iterator[Piece]:
    mine = [came(_board().list, seed) for seed in WORLDS]
    promised = mine[0].promised
    share = 100 * fmean(it.worth for it in mine) / promised
    full = _best_share()
    yield f"**What it is worth.** {forecast_worth().judge(round(share))}"
    yield (
        f"Your list promises {promised:,.0f} k€ and is worth {share:.0f} % of that, on average "
        f"over {len(mine)} worlds. The list of the largest promises would be worth "
        f"{_kept(BY_PROMISE):.0%}, though none of the twenty numbers is too high on average."
    )
    yield f"**How full.** {forecast_full().judge(round(100 * full))}"
    yield tables.tabulate(
        f"The best list for each share of everybody's time, on average of {len(choosing.WORLDS)} "
        "worlds",
        [
            {
                "of everybody's time": name,
                "cases": f"{len(choose(DRAWN_BACK, it))}",
                "promised (k€)": f"{_mean(DRAWN_BACK, it, 0):,.0f}",
                "truly worth (k€)": f"{_mean(DRAWN_BACK, it, 1):,.0f}",
                "delivered in time (k€)": f"{_mean(DRAWN_BACK, it, 2):,.0f}",
            }
            for name, it in FULL.items()
        ],
    )


def _mean(rule: str, share: float, what: int) -> float:
    return fmean(came(choose(rule, share), seed)[what] for seed in choosing.WORLDS)


def _kept(rule: str) -> float:
    """Which part of its promise a full list is worth."""
    return _mean(rule, 1.0, 1) / _mean(rule, 1.0, 0)


def _best_share() -> float:
    return max(FULL.values(), key=lambda it: _mean(DRAWN_BACK, it, 2))


def _drawn_back() -> tables.Table:
    rows = sorted(OFFICE.projects, key=lambda it: -it.value)
    return tables.tabulate(
        "What to believe",
        [
            {
                "case": it.name,
                "promised (k€)": f"{it.value:,.0f}",
                "to be believed (k€)": f"{choosing.believed(it.id):,.0f}",
                "on your list": "yes" if it.id in _board().chosen else "",
            }
            for it in rows
        ],
    )


@cache
def _switch() -> Explorable:
    knobs = (
        Knob(name="numbers", words="honest numbers", choices=tuple(choosing.NOISES),
             start=choosing.AS_HERE),
        Knob(name="rule", words="and a full list chosen", start=BY_PROMISE,
             choices=(BY_PROMISE, BY_RATIO, DRAWN_BACK)),
    )  # fmt: skip
    trial = Trial(
        "With", knobs, _against_promise, names=("its promise", "the list's worth"), what="k€",
        worlds=100, first=1, verbs=("be", "is"),
    )  # fmt: skip
    return Explorable(trial, "trial", notebook=NOTEBOOK, key="switch")


def _against_promise(chosen: Chosen) -> Play:
    cases, noise = choose(chosen["rule"]), choosing.NOISES[chosen["numbers"]]
    promised = sum(CASES[it].value for it in cases)

    def play(seeds: Sequence[int]) -> list[float]:
        return [sum(worth(it, seed, noise) for it in cases) - promised for seed in seeds]

    return play


def _branch() -> Iterator[Piece]:
    full, free = choose(FULLEST), choose(DRAWN_BACK, choosing.FULL)
    lists = {"as full as it can be": full, "a fifth left free, drawn back": free}
    yield tables.tabulate(
        f"Two lists in the same world: world {SEED}",
        [
            {
                "list": name,
                "cases": f"{len(cases)}",
                "promised (k€)": f"{came(cases, SEED).promised:,.0f}",
                "truly worth (k€)": f"{came(cases, SEED).worth:,.0f}",
                "delivered in time (k€)": f"{came(cases, SEED).delivered:,.0f}",
            }
            for name, cases in lists.items()
        ],
    )
    more = [came(full, it).delivered - came(free, it).delivered for it in choosing.WORLDS]
    yield f"**On average.** {forecast_fuller().judge(round(fmean(more)))}"
    yield (
        f"The fullest list promises more and delivers more in {sum(it > 0 for it in more)} of "
        f"{len(more)} worlds. **A list that takes all of everybody's time has planned that nothing "
        "will be late.**"
    )


@cache
def _cockpit() -> Cockpit:
    """The signed list, however often its cell is run."""
    session = Session(OFFICE, Policy(intake="by_hand"), seed=SEED)
    for case in _board().list:
        session = session.decide(StartProject(project=case))
    return Cockpit(session, FLIGHT, to_the_fore=False)


@cache
def _rule() -> Explorable:
    knobs = (
        Knob(name="rule", words="choose", choices=choosing.RULES, start=BY_PROMISE),
        Knob(name="share", words="and give away", choices=tuple(FULL), start="100 %"),
    )
    trial = Trial(
        "My rule:", knobs, _by_rule, names=("the largest promises", "my rule"),
        what="more delivered in time (k€)", worlds=100, first=1001,
    )  # fmt: skip
    return Explorable(trial, "trial", notebook=NOTEBOOK, key="rule")


def _by_rule(chosen: Chosen) -> Play:
    """What a rule delivers more. Raises RefusedError for the rule it is held against."""
    usual, mine = choose(BY_PROMISE), choose(chosen["rule"], FULL[chosen["share"]])
    if usual == mine:
        raise RefusedError("this is the list of the largest promises; change one of the two first")

    def play(seeds: Sequence[int]) -> list[float]:
        return [came(mine, it).delivered - came(usual, it).delivered for it in seeds]

    return play


def _filled() -> Question:
    return Question(
        "How full should the list be, if most shall be delivered in time?",
        choosing.filled, tuple(choosing.FILLED), NOTEBOOK,
        lambda: (
            "What is late waits for people, and makes others late who wait for the same people. "
            "Time that nobody has promised is what takes up the delay."
        ),
    )  # fmt: skip
