"""An office that is asked every half-year what it is worth, and closed where the answer is poor."""

from collections.abc import Callable, Mapping, Sequence
from statistics import fmean

from msgspec import Struct, ValidationError, convert, to_builtins

from simulator.errors import RefusedError
from simulator.explorables.picture import Message, Picture, Work
from simulator.explorables.tenure import Play, Unseen, tenure
from simulator.policies import Policy
from simulator.scenario import Scenario
from simulator.values import shown

OFFICES = 100
SLICE = 4
"""Worlds between two looks of the page."""
DOORS = 3
"""Reviews that are watched: after half a year, a year, a year and a half."""


class Choice(Struct, frozen=True, kw_only=True):
    """One thing to choose on the page."""

    name: str
    label: str
    options: tuple[str, ...]
    chosen: str


class Round(Struct, frozen=True, kw_only=True):
    """What one way to be an office came to."""

    chosen: dict[str, str]
    left: tuple[int, ...]
    """How many of the hundred are there after each door."""
    prevented: float
    """Losses that it kept away, on average."""
    rescued: float
    seen: float
    """What leadership has seen of its worth, on average: about -1 to 2."""
    net: float
    """k€ that it brought, on average, those that were closed among them."""


class Hall(Struct, frozen=True, kw_only=True):
    """Everything on the page."""

    choices: tuple[Choice, ...]
    doors: tuple[int, ...]
    """Weeks of the reviews."""
    passed: tuple[int, ...]
    """How many doors each of the hundred has passed, world by world."""
    offices: int
    rounds: tuple[Round, ...]
    unseen: tuple[int, int]
    """Of the worlds that are played besides: how many are done, of how many."""
    fresh: bool
    """Whether what is played is what is chosen now."""


class Doors(Picture):
    """Choose what the office does and what it shows; a hundred of them go through three doors.

    `options` has for each thing to choose its label and, by the words of an option, the fields of a
    policy that it sets on top of `base`.
    """

    def __init__(
        self,
        scenario: Scenario,
        base: Mapping[str, object],
        options: Mapping[str, tuple[str, Mapping[str, Mapping[str, object]]]],
        first: int = 1,
        unseen: Callable[[], Sequence[Play]] = tuple,
    ) -> None:
        self.scenario, self.base, self.options = scenario, dict(base), dict(options)
        assert scenario.mechanisms.survival is not None
        self.weeks = scenario.mechanisms.survival.weeks
        self.seeds = range(first, first + OFFICES)
        self.chosen = {name: next(iter(each)) for name, (_, each) in self.options.items()}
        self.unseen = Unseen(unseen)
        self.passed: list[int] = []
        self.last: dict[str, str] = {}
        self.rounds: list[Round] = []

    def policy(self, chosen: Mapping[str, str]) -> Policy:
        """The rules of an office that is so."""
        fields = dict(self.base)
        for name, option in chosen.items():
            fields |= self.options[name][1][option]
        return Policy(**fields)  # type: ignore[arg-type]  # checked by Policy itself

    def shown(self) -> Hall:
        """What is chosen, and how far the offices have come."""
        return Hall(
            choices=tuple(
                Choice(name=name, label=label, options=tuple(each), chosen=self.chosen[name])
                for name, (label, each) in self.options.items()
            ),
            doors=tuple(round(self.weeks * (it + 1)) for it in range(DOORS)),
            passed=tuple(self.passed) if self.open else (), offices=OFFICES,
            rounds=tuple(self.rounds) if self.open else (),
            unseen=(self.unseen.done, self.unseen.most), fresh=self.last == self.chosen,
        )  # fmt: skip

    def words(self) -> str:
        """How many of each kind are there after the last door."""
        if not self.open or not self.rounds:
            return "Three doors, and a hundred offices before them."
        each = (f"{', '.join(it.chosen.values())}: {it.left[-1]}" for it in self.rounds)
        return f"Of {OFFICES} offices there are after {DOORS} reviews: " + "; ".join(each) + "."

    def act(self, message: Message) -> Work | None:
        """Choose, or let them go. Raises RefusedError for what cannot be."""
        match message.get("do"):
            case "choose":
                self._choose(message.get("name"), message.get("option"))
                return None
            case "play":
                self.check_open()
                return self.play()
        return super().act(message)

    def play(self) -> Work:
        """Let a hundred go, slice by slice."""
        chosen = dict(self.chosen)
        policy = self.policy(chosen)
        self.last, self.passed = chosen, []
        mine = self.passed
        for place in range(0, OFFICES, SLICE):
            yield
            for seed in self.seeds[place : place + SLICE]:
                mine.append(passed(self.scenario, policy, seed))
        yield from self.unseen.play()
        for seed in self.seeds:
            if seed % SLICE == 0:
                yield
            tenure(self.scenario, Policy(), seed)
        self._note(chosen, policy, mine)

    def kept(self) -> dict[str, object] | None:
        """What was tried."""
        if not self.rounds:
            return None
        return {"chosen": dict(self.chosen), "rounds": to_builtins(self.rounds)}

    def take_up(self, state: Mapping[str, object]) -> None:
        """As it was left; the doors are passed again when somebody asks."""
        try:
            left = convert(state, _State)
        except ValidationError:
            return  # of another edition of the lesson
        if all(self._known(it) for it in (left.chosen, *(it.chosen for it in left.rounds))):
            self.chosen, self.rounds = left.chosen, left.rounds

    def _note(self, chosen: dict[str, str], policy: Policy, mine: Sequence[int]) -> None:
        self.rounds = [it for it in self.rounds if it.chosen != chosen]
        worlds = [tenure(self.scenario, policy, it) for it in self.seeds]
        none = [tenure(self.scenario, Policy(), it).net for it in self.seeds]
        self.rounds.append(
            Round(
                chosen=chosen,
                left=tuple(sum(it > door for it in mine) for door in range(DOORS)),
                prevented=fmean(it.prevented for it in worlds),
                rescued=fmean(it.rescued for it in worlds),
                seen=fmean(seen for it in worlds for seen in it.seen[:DOORS]),
                net=fmean(it.net - bare for it, bare in zip(worlds, none, strict=True)),
            )
        )

    def _choose(self, name: object, option: object) -> None:
        if name not in self.options or option not in self.options[str(name)][1]:
            raise RefusedError(f"{shown(option)} cannot be chosen here; choose of the list")
        self.chosen = self.chosen | {str(name): str(option)}

    def _known(self, chosen: Mapping[str, str]) -> bool:
        return set(chosen) == set(self.options) and all(
            option in self.options[name][1] for name, option in chosen.items()
        )


class _State(Struct):
    """What is kept of the picture."""

    chosen: dict[str, str]
    rounds: list[Round]


def passed(scenario: Scenario, policy: Policy, seed: int) -> int:
    """How many of the first doors an office passes in a world."""
    kept = tenure(scenario, policy, seed).kept[:DOORS]
    return kept.index(False) if False in kept else DOORS
