"""Notebook 11: two years in the chair, all teams under the same storm, then a thousand worlds."""

from collections.abc import Iterator
from functools import cache
from statistics import fmean

from msgspec.structs import replace

from exercises import in_the_chair
from exercises.in_the_chair import (
    FATE,
    KINDS,
    LINKED,
    MARLON,
    OFFICE,
    OONA,
    REFERENCE,
    SEED,
    WHO,
    WORLDS,
    asleep,
    by_kind,
    colleagues,
    hurried,
    promised,
    results,
    with_hand_offs,
)  # fmt: skip
from simulator import Policy, Session, experiment, tables
from simulator.debrief.captains import flown
from simulator.debrief.forecasts import Forecast as Range
from simulator.debrief.teams import tiers
from simulator.errors import RefusedError
from simulator.experiment import Captain, interval, quantile
from simulator.explorables.chair import InTheChair, in_time
from simulator.explorables.kept_to import SENTENCES, kept_to
from simulator.explorables.others import flights_of
from simulator.explorables.path import path
from simulator.explorables.strategy import Strategy
from simulator.explorables.teams import FEW, Crew, Teams
from simulator.explorables.trial import Chosen, Knob, Pair, Trial
from simulator.widgets import Cockpit, Debrief, Explorable, Forecast, Question, Reveal
from simulator.widgets.reveal import Piece

NOTEBOOK = "11 In the chair"
FLIGHT = "Two years in the chair"
"""The name under which one's own flight is kept; what a colleague gives needs another one."""
OTHERWISE = "In the chair otherwise"
"""The name under which what is tried afterwards is kept."""
YOU = "You"
PROJECTS = len(OFFICE.projects)
FATES = 12
"""Fates a day in the debrief of a flight with eight days of decisions."""
KESTREL = {"asleep": 0.0, "as here": 1.0, "twice as quick": 2.0}
ANSWERS = {
    "people work an hour more a day": {"overtime": 5.0},
    "six projects at most are begun at once": {"wip_limit": 6},
    "what is worth less than its cost is stopped": {"stop": "forward_value"},
}
HAND_OFFS = {"a day": 0.2, "six weeks": 6.0, "three months": 13.0}
HABITS = {
    "people do one thing at a time": LINKED,
    "people do whatever is asked": Policy(liaison=True),
}
ORDERS = {
    "came first": "first_come",
    "loses most by waiting": "cost_of_delay",
    "has the earliest promised day": "due_first",
    "is worth most": "highest_value",
}
AT_ONCE = {"one thing": 1, "two things": 2, "whatever is asked": None}
ENDS = {"nothing": "never", "what is worth less than its cost": "forward_value"}
LOOKS = {"never": None, "every 4 weeks": 4, "every 8 weeks": 8}
OVERTIME = {"no overtime": 0.0, "an hour of overtime a day": 5.0}


@cache
def strategy() -> Explorable:
    """What do I optimise, what will I not do, when do I stop something, what do I do first?"""
    return Explorable(_paper(), "strategy", notebook=NOTEBOOK)


@cache
def forecast_net() -> Forecast:
    """What will two years bring?"""
    question = (
        "What will your two years bring: all that your projects deliver, less all that is spent?"
    )
    return Forecast(question, "k€", 0, 3000, NOTEBOOK, ends=(-5000, 8000))


@cache
def forecast_on_time() -> Forecast:
    """How much of it in time?"""
    question = f"How many of the {PROJECTS} projects will be delivered on their promised day?"
    return Forecast(question, "projects", 8, 14, NOTEBOOK, ends=(0, PROJECTS))


@cache
def forecast_winner() -> Forecast:
    """Is the winner of a day the best?"""
    question = (
        "You and five colleagues fly the same world. In how many of 100 worlds is whoever wins the "
        "day also the one whose decisions are best on average?"
    )
    return Forecast(question, "worlds", 60, 90, NOTEBOOK, ends=(0, 100))


@cache
def forecasts() -> Reveal:
    """All three, with nothing before them."""
    return Reveal(_predicted)


@cache
def chair() -> Explorable:
    """Eight quarters, three decisions each."""
    made = Explorable(_chair(), "chair", _predicted(), NOTEBOOK)
    strategy().when_done(made.dispatch(made.look))
    return made


@cache
def result() -> Reveal:
    """What became of two predictions, and of the strategy."""
    return Reveal(_result, _predicted(), _not_over, [chair()])


@cache
def teams() -> Reveal:
    """All teams in one world, then in a thousand, and what became of the third prediction."""
    return Reveal(lambda: [_table(), _who_won()])


@cache
def _table() -> Explorable:
    made = Explorable(_teams(), "teams", _predicted(), NOTEBOOK)
    chair().when_done(made.dispatch(made.look))
    return made


@cache
def _who_won() -> Reveal:
    return Reveal(_winner, _predicted(), _not_compared, [chair(), _table()])


@cache
def forecast_new() -> Forecast:
    """What do bold projects bring?"""
    question = (
        f"{OONA} puts first what grows, then what is new. Of every 100 k€ that the new projects "
        "promise together, how many do they bring, on average?"
    )
    return Forecast(question, "k€", 60, 100, NOTEBOOK, ends=(0, 150))


@cache
def kinds() -> Reveal:
    """Core work, growth and what is new: what each brings, and how surely."""
    return Reveal(lambda: [forecast_new(), _kinds()])


@cache
def handed_over() -> Reveal:
    """What liaison people bring where projects wait for each other."""
    return Reveal(_handed_over, _predicted())


@cache
def rival() -> Reveal:
    """What a rival changes, asleep, awake and quick."""
    return Reveal(_rival, _predicted())


@cache
def cockpit() -> Reveal:
    """One's own two years in the cockpit, to decide one thing otherwise."""
    return Reveal(lambda: [_cockpit()], _predicted(), _not_over, [chair()])


@cache
def rule() -> Reveal:
    """A whole office as a sentence, in worlds that nobody has seen."""
    return Reveal(lambda: [_rule()], _predicted())


@cache
def of_the_day() -> Reveal:
    """How often does the best win the day?"""
    return Reveal(lambda: [_of_the_day()], _predicted())


@cache
def _of_the_day() -> Question:
    return Question(
        f"Only the five colleagues now: {', '.join(WHO)}. In how many worlds does the one whose "
        "decisions are best on average win the day?",
        in_the_chair.of_the_day, tuple(in_the_chair.SHARES), NOTEBOOK,
        lambda: (
            "Count in the picture the squares of the colleague with the highest average, against "
            f"all others. In fresh worlds it is {in_the_chair.best_wins():.0%}."
        ),
    )  # fmt: skip


@cache
def prize() -> Reveal:
    """Who would win a prize for green?"""
    return Reveal(lambda: [_prize()], _predicted())


@cache
def _prize() -> Question:
    return Question(
        "Aurelie, who heads the post, wants to give a prize for the most projects on time, on "
        "average over many worlds. Who gets it?",
        in_the_chair.prize, tuple(WHO), NOTEBOOK,
        lambda: (
            f"The point furthest to the right is {MARLON}’s: what is safe keeps its day. The "
            f"highest is {OONA}’s. They are not the same point."
        ),
    )  # fmt: skip


@cache
def _share() -> Question:
    return Question(
        f"{OONA} puts first what Kestrel is after. How much of the value that she could deliver "
        "does Kestrel take all the same?",
        in_the_chair.rival, tuple(in_the_chair.RIVAL), NOTEBOOK,
        lambda: (
            f"It is {fmean(in_the_chair.taken()):.0%}: few projects are lost, and nearly all of "
            "them lose a few weeks."
        ),
    )  # fmt: skip


@cache
def debrief() -> Reveal:
    """The whole flight, looked back at."""
    return Reveal(_debrief, _predicted(), _not_compared, [chair(), _table()])


def _predicted() -> list[Forecast]:
    return [forecast_net(), forecast_on_time(), forecast_winner()]


@cache
def _paper() -> Strategy:
    return Strategy(SENTENCES)


@cache
def _chair() -> InTheChair:
    return InTheChair(OFFICE, SEED, FLIGHT, _not_sealed)


@cache
def _teams() -> Teams:
    return Teams(_crew, _not_over)


def _crew() -> Crew:
    """You, who has left a flight in your folder, and five colleagues."""
    mine = _chair().session
    others = flights_of(mine, but=(FLIGHT, OTHERWISE), taken=(YOU, *WHO))
    return (
        (YOU, "you", mine),
        *((name, "a flight from your folder", session) for name, session in others),
        *((name, WHO[name], session) for name, session in colleagues()),
    )


# What has to come first


def _not_sealed() -> str:
    return "" if _paper().sealed else "Seal your strategy above"


def _not_over() -> str:
    return "" if _chair().over else "Let all eight quarters pass in the picture above."


def _not_compared() -> str:
    if not _chair().over:
        return _not_over()
    if _teams().shown().worlds < FEW:
        return f"Play all teams in {FEW} worlds in the picture above."
    return ""


# What is shown then


def _result() -> Iterator[Piece]:
    mine = _chair().session
    yield f"**Two years.** {forecast_net().judge(round(path(mine)[-1].net))}"
    came = round(in_time(mine) * PROJECTS)
    yield f"**On time.** {forecast_on_time().judge(came)}"
    yield tables.tabulate(
        "Your strategy, opened: what it said, and what you did",
        [
            {
                "you wrote": it.sentence,
                "kept": "not tried" if it.kept is None else "yes" if it.kept else "no",
                "what was found": it.found,
            }
            for it in kept_to(_paper().chosen, _chair().quarters)
        ],
    )
    yield (
        "Not to keep to a strategy is no mistake by itself: you knew more in the third quarter "
        "than on the first morning. The question is whether you *changed your mind* or *forgot* "
        "it. Only who wrote it down can tell."
    )


def _winner() -> Iterator[Piece]:
    page = _teams().shown()
    wins = round(100 * (page.best_wins or 0) / page.worlds)
    yield f"**The winner of the day.** {forecast_winner().judge(wins)}"
    first = max(page.teams, key=lambda it: it.result)
    top = [it.name for it in page.tiers if it.tier == 1]
    yield (
        f"In the world that all flew {_called(first.name)} brought most. Over {page.worlds:,} "
        f"others the first *tier* holds {_all_of([_called(it) for it in top])}: who shares a tier "
        "cannot be told apart, so there are no ranks within it. **One day says who was lucky with "
        "their decisions. Many worlds say whose decisions to copy.** Play a thousand worlds, and "
        "some tiers come apart."
    )


def _all_of(names: list[str]) -> str:
    """Ruben, Oona and you."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _called(name: str) -> str:
    return "you" if name == YOU else name


@cache
def _kinds() -> Reveal:
    return Reveal(_brought, [*_predicted(), forecast_new()])


def _brought() -> Iterator[Piece]:
    brings = by_kind()
    new = 100 * fmean(brings["transform"]) / promised("transform")
    yield f"**What is new.** {forecast_new().judge(round(new))}"
    yield tables.tabulate(
        f"What each kind of project brings with {OONA}, in {len(in_the_chair.SOME)} worlds",
        [
            {
                "kind": KINDS[kind],
                "promised": f"{promised(kind):,.0f} k€",
                "on average": f"{fmean(found):,.0f} k€",
                "one world of ten is below": f"{quantile(found, 0.1):,.0f} k€",
                "one of ten is above": f"{quantile(found, 0.9):,.0f} k€",
            }
            for kind, found in brings.items()
        ],
    )
    yield (
        "What keeps the post running brings most of what it promises, and nearly always. What "
        "would make it "
        "something new promises most, brings the least of it, and nobody knows how much: it is "
        "unknown work, it waits for others, and late it meets a rival. Whoever is judged by "
        "surprises does the first kind only, whoever believes promises the last. "
        "**Ask of each kind what it brings and how far that spreads, then decide how much of each "
        "you can bear.**"
    )
    yield tables.card("M01", OFFICE)


def _handed_over() -> Iterator[Piece]:
    yield (
        "The second is the *hand-off*. Six projects begin only when another department has "
        "delivered, and what one hands over does not always fit. *Liaison people* look after "
        "that, and their time is missing elsewhere. When are they worth it?"
    )
    knobs = (
        Knob(name="habit", words="", choices=tuple(HABITS), start="people do one thing at a time"),
        Knob(name="weeks", words="and a hand-off takes", choices=tuple(HAND_OFFS),
             start="six weeks"),
    )  # fmt: skip
    trial = Trial("Where", knobs, _linked, names=("nobody between", "liaison people"))
    yield Explorable(trial, "trial", notebook=NOTEBOOK, key="handed over")
    yield tables.card("M35", OFFICE)


def _linked(chosen: Chosen) -> Pair:
    """What liaison people bring, with such habits and hand-offs."""
    office = with_hand_offs(OFFICE, HAND_OFFS[chosen["weeks"]])
    linked = HABITS[chosen["habit"]]
    return Pair(office, replace(linked, liaison=False), linked)


def _rival() -> Iterator[Piece]:
    yield (
        "The third is outside. Kestrel is after the same customers. What serves growth or "
        "something new and comes after its day loses a share of its worth each week. Put Kestrel "
        "to sleep, and see what your answer to it is worth then."
    )
    knobs = (
        Knob(name="kestrel", words="", choices=tuple(KESTREL), start="as here"),
        Knob(name="answer", words="my answer is that", choices=tuple(ANSWERS),
             start=next(iter(ANSWERS))),
    )  # fmt: skip
    trial = Trial("With Kestrel", knobs, _answered, names=("no answer", "my answer"))
    yield Explorable(trial, "trial", notebook=NOTEBOOK, key="rival")
    yield tables.card("M06", OFFICE)
    yield _share()


def _answered(chosen: Chosen) -> Pair:
    times = KESTREL[chosen["kestrel"]]
    office = OFFICE if times == 1 else hurried(OFFICE, times) if times else asleep()
    return Pair(office, REFERENCE, replace(REFERENCE, **ANSWERS[chosen["answer"]]))


@cache
def _cockpit() -> Cockpit:
    """The flight as it was flown; it never draws the eye from the result above."""
    return Cockpit(_chair().session, OTHERWISE, to_the_fore=False)


@cache
def _rule() -> Explorable:
    knobs = (
        Knob(name="order", words="first goes what", choices=tuple(ORDERS), start="came first"),
        Knob(name="at_once", words="people do at once", choices=tuple(AT_ONCE),
             start="whatever is asked"),
        Knob(name="looks", words="somebody looks", choices=tuple(LOOKS), start="never"),
        Knob(name="ends", words="we stop", choices=tuple(ENDS), start="nothing"),
        Knob(name="overtime", words="and there is", choices=tuple(OVERTIME),
             start="no overtime"),
    )  # fmt: skip
    trial = Trial("My office:", knobs, _ruled, names=("no office", "my office"), first=5001)
    return Explorable(trial, "trial", notebook=NOTEBOOK, key="rule")


def _ruled(chosen: Chosen) -> Pair:
    """The post with such an office. Raises RefusedError for one that does nothing."""
    policy = Policy(
        order=ORDERS[chosen["order"]], projects_per_person=AT_ONCE[chosen["at_once"]],
        review_weeks=LOOKS[chosen["looks"]], stop=ENDS[chosen["ends"]],
        overtime=OVERTIME[chosen["overtime"]],
    )  # fmt: skip
    if policy == Policy():
        raise RefusedError("this is the post without an office; choose something first")
    return Pair(OFFICE, Captain(Policy()), Captain(policy))


def _debrief() -> Iterator[Piece]:
    yield _held_out()
    yield Debrief(_chair().session, fates=FATES, forecasts=_ranges(), start=_begin_branch)


def _held_out() -> str:
    """The last check: worlds that no picture has shown."""
    who = {YOU: flown(_chair().session)}
    mine = experiment.played(OFFICE, who, WORLDS, progress=False, fate=FATE).of(YOU, "net")
    tier = tiers({YOU: mine} | results().net)
    mean, low, high = interval(mine)
    beside = [name for name in WHO if tier[name] == tier[YOU]]
    before = [name for name in WHO if tier[name] < tier[YOU]]
    words = (
        f"**The last check.** In {len(WORLDS)} worlds that no picture has shown, your decisions "
        f"bring {mean:,.0f} k€ on average ({low:,.0f} to {high:,.0f}). "
    ).replace("-", "−")
    if before:
        return f"{words}Surely better there: {_all_of(before)}."
    if beside:
        return f"{words}You share the first tier with {_all_of(beside)}."
    return f"{words}You stand alone in the first tier."


def _ranges() -> list[Range]:
    """What was predicted of this flight, as a debrief judges it."""
    found = []
    for what, it, unit in (("net", forecast_net(), 1), ("on_time", forecast_on_time(), PROJECTS)):
        if it.locked is not None:
            low, high = it.locked
            found.append(Range(what=what, low=low / unit, high=high / unit))
    return found


def _begin_branch(start: Session) -> None:
    """Take up a suggestion of the debrief in the cockpit above."""
    seat = _cockpit()
    seat.seat.take_up(start, "A suggestion of your debrief.")
    seat.show()
