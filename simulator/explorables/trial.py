"""Two ways of doing it in the same worlds: a rule of one's own, a mechanism switched off, an office
changed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from msgspec import Struct, ValidationError, convert, to_builtins

from simulator import experiment
from simulator.errors import RefusedError
from simulator.experiment import Captain
from simulator.experiment.intervals import summed
from simulator.explorables.picture import Message, Picture, Work
from simulator.policies import Policy
from simulator.scenario import Scenario
from simulator.values import shown

SLICE = 10
"""Worlds between two looks of the page."""
EXPECTED = {"more": 1, "less": -1, "no clear difference": 0}


class Knob(Struct, frozen=True, kw_only=True):
    """One thing to choose; `words` makes it a part of a sentence."""

    name: str
    words: str
    choices: tuple[str, ...]
    start: str


class Pair(NamedTuple):
    """Who is compared, and where."""

    scenario: Scenario
    plain: Policy | Captain
    tried: Policy | Captain


Play: TypeAlias = Callable[[Sequence[int]], Iterable[float]]
"""What the second brings more than the first in each of these worlds, where no two captains say
it."""
Chosen: TypeAlias = Mapping[str, str]
"""What is chosen, by the name of the knob."""


class Tried(Struct, frozen=True, kw_only=True):
    """What one choice came to, in many worlds."""

    chosen: dict[str, str]
    worlds: int
    mean: float
    low: float
    high: float
    wins: float
    """In which share of the worlds the second had more."""
    expected: str


class Bench(Struct, frozen=True, kw_only=True):
    """The trial on the page."""

    begin: str
    """How the sentence begins that the knobs end."""
    knobs: tuple[Knob, ...]
    chosen: dict[str, str]
    presets: tuple[str, ...]
    expects: tuple[str, ...]
    expecting: str
    """How the sentence begins that one of these ends."""
    what: str
    """What is compared, with its unit."""
    names: tuple[str, str]
    worlds: int
    differences: tuple[float, ...]
    """Of the trial under way or the last one, world by world."""
    tried: tuple[Tried, ...]
    verdict: str
    direction: int
    """Of the last trial: 1 more, -1 less, 0 cannot be told."""
    better: int
    """1 if more is better, -1 if less is."""


class Trial(Picture):
    """Is it so in general, or only today?

    `build` makes from what is chosen the office and the two captains `names`, or a function that
    plays worlds; it raises RefusedError for a choice that is nothing to try. `metric` is a number
    of a summary, called `what`, of which more is better, or less if `better` is -1. `presets` turn
    several knobs at once, `verbs` say what both do. Somebody says what to expect before each trial.
    Where worlds are long, fewer of them are played `at_a_time`, or nobody would hear Stop.
    """

    def __init__(
        self,
        begin: str,
        knobs: Iterable[Knob],
        build: Callable[[Chosen], Pair | Play],
        *,
        names: tuple[str, str] = ("no rule", "my rule"),
        metric: str = "net",
        what: str = "value − cost (k€)",
        better: int = 1,
        worlds: int = 200,
        first: int = 1001,
        presets: Mapping[str, Chosen] = MappingProxyType({}),
        verbs: tuple[str, str] = ("bring", "brings"),
        at_a_time: int = SLICE,
    ) -> None:
        self.begin, self.knobs, self.build, self.names = begin, tuple(knobs), build, names
        self.metric, self.what, self.better = metric, what, better
        self.seeds, self.presets = range(first, first + worlds), dict(presets)
        self.verbs, self.at_a_time = verbs, at_a_time
        self.chosen = {it.name: it.start for it in self.knobs}
        self.differences: list[float] = []
        self.tried: list[Tried] = []
        self.verdict, self.direction = "Choose, say what you expect, then try it.", 0

    def shown(self) -> Bench:
        """The sentence with its choices, and what became of them."""
        return Bench(
            begin=self.begin, knobs=self.knobs, chosen=dict(self.chosen),
            presets=tuple(self.presets), expects=tuple(EXPECTED),
            expecting=f"I expect {self.names[1]} to {self.verbs[0]}", what=self.what,
            names=self.names, worlds=len(self.seeds), differences=tuple(self.differences),
            tried=tuple(self.tried), verdict=self.verdict, direction=self.direction,
            better=self.better,
        )  # fmt: skip

    def words(self) -> str:
        """What was found last."""
        return self.verdict

    def act(self, message: Message) -> Work | None:
        """Choose, or try what is chosen. Raises RefusedError for what cannot be."""
        match message.get("do"):
            case "choose":
                self.choose(message.get("knob"), message.get("value"))
                return None
            case "preset":
                self.fill_in(message.get("value"))
                return None
            case "try":
                expected = message.get("expected")
                if expected not in EXPECTED:
                    raise RefusedError("first say what you expect; a guess is enough")
                return self.run(self.build(self.chosen), str(expected))
        return super().act(message)

    def choose(self, name: object, value: object) -> None:
        """Turn a knob. Raises RefusedError if there is no such knob or choice."""
        knob = next((it for it in self.knobs if it.name == name), None)
        if knob is None or value not in knob.choices:
            raise RefusedError(f"{shown(value)} cannot be chosen here; choose of the list")
        self.chosen[knob.name] = str(value)

    def fill_in(self, name: object) -> None:
        """Turn several knobs at once. Raises RefusedError if there is nothing of that name."""
        if name not in self.presets:
            raise RefusedError(f"there is no {shown(name)} to choose; choose of the list")
        self.chosen |= self.presets[str(name)]

    def run(self, made: Pair | Play, expected: str) -> Work:
        """Play both in the same worlds, slice by slice."""
        play = partial(self._differences, made) if isinstance(made, Pair) else made
        chosen, mine, self.direction = dict(self.chosen), list[float](), 0
        self.differences = mine
        self.verdict = "Both are played in the same worlds …"
        try:
            for place in range(0, len(self.seeds), self.at_a_time):
                yield
                mine += play(self.seeds[place : place + self.at_a_time])
        finally:
            self._conclude(mine, chosen, expected)

    def _differences(self, pair: Pair, seeds: Sequence[int]) -> list[float]:
        both = dict(zip(self.names, (pair.plain, pair.tried), strict=True))
        runs = experiment.played(pair.scenario, both, seeds, progress=False)
        plain, tried = (runs.of(it, self.metric) for it in self.names)
        return [b - a for a, b in zip(plain, tried, strict=True)]

    def kept(self) -> dict[str, object] | None:
        """The choice, and what was found."""
        if not self.tried:
            return None
        return {"chosen": dict(self.chosen), "tried": to_builtins(self.tried[-12:])}

    def take_up(self, state: Mapping[str, object]) -> None:
        """Be as somebody left it; a knob that is there no more is left out."""
        try:
            before = convert(state, _State)
        except ValidationError:
            return  # of another edition of the lesson
        for knob in self.knobs:
            if before.chosen.get(knob.name) in knob.choices:
                self.chosen[knob.name] = before.chosen[knob.name]
        self.tried = list(before.tried)
        if self.tried:
            self._say(self.tried[-1])

    def _conclude(self, mine: list[float], chosen: dict[str, str], expected: str) -> None:
        if len(mine) < 2:
            self.verdict = "Stopped before there was anything to tell."
            return
        found = summed(self.metric, mine)
        self.tried.append(
            Tried(
                chosen=chosen,
                worlds=found.worlds,
                mean=found.mean,
                low=found.low,
                high=found.high,
                wins=found.wins,
                expected=expected,
            )  # fmt: skip
        )
        self._say(self.tried[-1])

    def _say(self, last: Tried) -> None:
        self.direction = 1 if last.low > 0 else -1 if last.high < 0 else 0
        found = next(words for words, sign in EXPECTED.items() if sign == self.direction)
        plain, tried = self.names
        what = {
            1: f"{tried} {self.verbs[1]} more than {plain}",
            -1: f"{tried} {self.verbs[1]} less than {plain}",
            0: f"{tried} cannot be told from {plain}",
        }[self.direction]
        right = "as you expected" if found == last.expected else f"you expected {last.expected}"
        self.verdict = (
            f"On average over {last.worlds} worlds {what} ({right}): {_signed(last.mean)}, known "
            f"to within {_signed(last.low)} and {_signed(last.high)} ({self.what}); more in "
            f"{last.wins:.0%} of the worlds."
        )


class _State(Struct):
    """What is kept of a trial."""

    chosen: dict[str, str] = {}  # noqa: RUF012 - msgspec copies it
    tried: list[Tried] = []  # noqa: RUF012 - msgspec copies it


def _signed(value: float) -> str:
    digits = 0 if abs(value) >= 100 else 1
    return f"{value:+,.{digits}f}".replace("-", "−")
