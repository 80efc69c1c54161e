"""Did somebody keep to the strategy? What was sealed, held against what was decided."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from simulator.cockpit.scene import Scene
from simulator.explorables.chair import Quarter
from simulator.explorables.desk import Desk, goes_first
from simulator.explorables.strategy import Sentence
from simulator.session import Session

VALUE, ON_TIME, RUNNING, NEW = (
    "what the projects bring", "projects on time", "that the post keeps running",
    "that the post becomes something new",
)  # fmt: skip
OVERTIME, HIRING, STOPPING, WATCHING = (
    "ask for overtime", "change how many people there are", "stop what has begun",
    "send people to look over shoulders",
)  # fmt: skip
WORTH, RED, LATE, NEVER = (
    "it is worth less than it will still cost", "it is reported red",
    "its promised day has passed", "never: what has begun is finished",
)  # fmt: skip
FEWER, LONGER, MORE, LOOK, STAY = (
    "let people do fewer things at once", "ask for overtime", "hire", "look closer",
    "keep calm and change nothing",
)  # fmt: skip
SENTENCES = (
    Sentence(name="aim", words="I optimise", choices=(VALUE, ON_TIME, RUNNING, NEW)),
    Sentence(name="never", words="I will not", choices=(OVERTIME, HIRING, STOPPING, WATCHING)),
    Sentence(name="stop", words="I stop a project when", choices=(WORTH, RED, LATE, NEVER)),
    Sentence(
        name="stress", words="Under stress I first", choices=(FEWER, LONGER, MORE, LOOK, STAY)
    ),
)
SERVES = {
    VALUE: ("delay", "grow"),
    ON_TIME: ("due", "run"),
    RUNNING: ("run",),
    NEW: ("transform",),
}
"""By aim: what may go first if somebody means it."""
STRESS = 2
"""So many projects reported red are stress."""
Quarters: TypeAlias = Sequence[Quarter]
WAYS: Mapping[str, tuple[str, ...]] = {
    FEWER: ("at once 1", "at once 2"),
    LONGER: ("overtime 5", "overtime 10"),
    MORE: ("hire",),
    LOOK: ("look 4", "look 8"),
}
"""How the keys of offers begin that are meant."""


class Kept(Struct, frozen=True, kw_only=True):
    """One sentence of the strategy, and what was done about it."""

    sentence: str
    kept: bool | None
    """None where it never came to the test."""
    found: str


def kept_to(chosen: Mapping[str, str], quarters: Quarters) -> tuple[Kept, ...]:
    """Every sentence, held against the quarters that were decided."""
    found = []
    for it in SENTENCES:
        kept, words = JUDGES[it.name](chosen[it.name], quarters)
        found.append(Kept(sentence=f"{it.words} {chosen[it.name]}", kept=kept, found=words))
    return tuple(found)


Judged: TypeAlias = tuple[bool | None, str]


def _aim(aim: str, quarters: Quarters) -> Judged:
    first = [goes_first(after(it)) for it in quarters]
    meant = sum(it in SERVES[aim] for it in first)
    as_it_came = sum(not it for it in first)
    words = f"In {meant} of {len(first)} quarters what went first was chosen for that."
    if as_it_came:
        words += f" In {as_it_came} it was whatever had been asked for first."
    return 2 * meant > len(first), words


def _never(what: str, quarters: Quarters) -> Judged:
    begins = {
        OVERTIME: ("overtime 5", "overtime 10"), HIRING: ("hire", "release"),
        STOPPING: ("stop", "ends forward_value"), WATCHING: ("look 4", "look 8"),
    }[what]  # fmt: skip
    done = [place for place, it in enumerate(quarters, 1) if _took(it, begins)]
    if done:
        return False, f"You did, in {_quarters(done)}."
    return True, f"You did not, in {len(quarters)} quarters."


def _stop(when: str, quarters: Quarters) -> Judged:
    ended = [(it, key.split()[1]) for it in quarters for key in _keys(it) if key[:5] == "stop "]
    by_rule = any("ends forward_value" in _keys(it) for it in quarters)
    if when == NEVER:
        rule = " and made it a rule" if by_rule else ""
        words = f"You stopped {_projects(len(ended))}{rule}."
        return not ended and not by_rule, words
    due = sum(len(_meets(when, it.before)) for it in quarters)
    right = sum(project in _meets(when, it.before) for it, project in ended)
    if when == WORTH:
        words = "You made it a rule." if by_rule else "You never made it a rule."
        return by_rule, f"{words} By hand you stopped {_projects(len(ended))}."
    if not due and not ended:
        return None, "It never came to that."
    words = (
        f"It came to that {due} times on the mornings on which you decided. You stopped "
        f"{_projects(len(ended))}, {right} of them when it had."
    )
    return right == len(ended) and 2 * right >= due, words


def _stress(how: str, quarters: Quarters) -> Judged:
    for place, it in enumerate(quarters, 1):
        red = [one.name for one in Desk(it.before).reports if one.colour == "red"]
        if len(red) < STRESS:
            continue
        first = it.taken[0].words if it.taken else "nothing"
        words = f"Quarter {place} was the first with {len(red)} red reports. You decided: {first}."
        if how == STAY:
            return not it.taken, words
        return bool(it.taken) and it.taken[0].key.startswith(WAYS[how]), words
    return None, f"There never were {STRESS} red reports on one morning."


JUDGES: Mapping[str, Callable[[str, Quarters], Judged]] = {
    "aim": _aim,
    "never": _never,
    "stop": _stop,
    "stress": _stress,
}


def after(quarter: Quarter) -> Session:
    """The session of that morning once everything was decided."""
    return quarter.before.decide(*(one for it in quarter.taken for one in it.decisions))


def _meets(when: str, session: Session) -> list[str]:
    """The projects in progress of which that is true on the session's day."""
    scene = Scene(session)
    due = {it.id: it.due for it in session.scenario.projects}
    going_on = [it for it, state in scene.state.items() if state == "in progress"]
    if when == RED:
        return [it for it in going_on if scene.seen.reported.get(it, ("", 0.0))[0] == "red"]
    return [it for it in going_on if (due[it] or session.today) < session.today]


def _keys(quarter: Quarter) -> list[str]:
    return [it.key for it in quarter.taken]


def _took(quarter: Quarter, begins: tuple[str, ...]) -> bool:
    return any(key.startswith(begins) for key in _keys(quarter))


def _quarters(places: Sequence[int]) -> str:
    return ("quarter " if len(places) == 1 else "quarters ") + ", ".join(map(str, places))


def _projects(count: int) -> str:
    return "no project" if not count else "1 project" if count == 1 else f"{count} projects"
