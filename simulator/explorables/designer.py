"""Put an office together within a budget of people's time; a hundred worlds with it and without."""

from collections.abc import Callable, Mapping, Sequence
from statistics import fmean

from msgspec import Struct, ValidationError, convert
from msgspec.structs import replace

from simulator.debrief.boundary.axes import CULTURES
from simulator.debrief.groups import GROUPS
from simulator.debrief.idle import idle_functions
from simulator.debrief.pmo import coalition_captains
from simulator.debrief.shapley import Coalition, shapley
from simulator.errors import RefusedError
from simulator.experiment import Captain, interval
from simulator.explorables.parts import (
    BY_NAME,
    OFF,
    PARTS,
    Choice,
    lag,
    policy_of,
    price,
    takes,
)
from simulator.explorables.picture import Message, Picture, Work
from simulator.explorables.tenure import Play, Unseen, as_if_nobody_asked, tenure
from simulator.mechanisms.governance import Governance
from simulator.policies import Policy
from simulator.scenario import Scenario
from simulator.values import shown

OFFICES = 100
SLICE = 4
"""Worlds between two looks of the page."""
SPARE = 1e-9
MOST_TRIED = 8
MOST_NAMED = 2
"""More changes from one office to the next are only counted."""
FEW = 24
"""So many of them tell what each group of functions has brought."""


class Setting(Struct, frozen=True, kw_only=True):
    """One way to set a function, with its price tag."""

    name: str
    price: float
    """Hours of every 100."""


class Line(Struct, frozen=True, kw_only=True):
    """One function on the page."""

    name: str
    label: str
    lag: float
    """Weeks until it helps."""
    settings: tuple[Setting, ...]
    chosen: str


class Tried(Struct, frozen=True, kw_only=True):
    """What one office came to in a hundred worlds."""

    what: str
    """How it differs from the office before it."""
    house: str
    takes: float
    won: int
    mean: float
    low: float
    high: float
    bypassed: float


class Share(Struct, frozen=True, kw_only=True):
    """What a group of functions has brought, in k€, with its interval."""

    group: str
    mean: float
    low: float
    high: float


class Desk(Struct, frozen=True, kw_only=True):
    """Everything on the page; time in hours of every 100, money in k€."""

    lines: tuple[Line, ...]
    base: float
    """What an office takes as soon as it is there."""
    takes: float
    budget: float
    houses: tuple[str, ...]
    house: str
    differences: tuple[float, ...]
    """With the office less without it, world by world."""
    before: tuple[float, ...]
    """The same of the office that was played before this one."""
    offices: int
    tried: tuple[Tried, ...]
    fresh: bool
    """Whether what is played is what is chosen now."""
    signed: bool
    shares: tuple[Share, ...]
    divided: int
    """In how many worlds every combination of functions was played."""
    to_divide: int
    unseen: tuple[int, int]
    """Of the worlds that are played once the office is signed: how many are done, of how many."""
    projects: int


class Designer(Picture):
    """Set twelve functions, play a hundred worlds, sign.

    `start` is the office that somebody takes over. Nobody asks what it is worth here: that comes
    later in the lesson, which may name worlds that are played once it is signed.
    """

    def __init__(
        self,
        scenario: Scenario,
        start: Choice,
        budget: float,
        house: str,
        first: int = 1,
        unseen: Callable[[Policy], Sequence[Play]] = lambda _: (),
    ) -> None:
        self.scenario, self.budget = as_if_nobody_asked(scenario), budget
        assert scenario.mechanisms.governance is not None
        self.how: Governance = scenario.mechanisms.governance
        self.seeds = range(first, first + OFFICES)
        self.start = {it.name: start.get(it.name, OFF) for it in PARTS}
        self.chosen = dict(self.start)
        self.house = house
        self.signed: dict[str, str] = {}
        self.played: list[float] = []
        self.before: list[float] = []
        self.last: tuple[dict[str, str], str] | None = None
        """What was played last: the choice and the house."""
        self.tried: list[Tried] = []
        self.shares: list[Share] = []
        self.divided = 0
        self.unseen = Unseen(lambda: unseen(self.policy))

    @property
    def policy(self) -> Policy:
        """The rules of the office that was signed, or of the one on the table."""
        return policy_of(self.signed or self.chosen)

    def shown(self) -> Desk:
        """The functions with their price tags, and once it may be seen what the office came to."""
        told = self.open
        return Desk(
            lines=tuple(self._line(it) for it in BY_NAME),
            base=100 * self.how.base, takes=100 * takes(self.chosen, self.how),
            budget=100 * self.budget, houses=tuple(CULTURES), house=self.house,
            differences=tuple(self.played) if told else (),
            before=tuple(self.before) if told else (), offices=OFFICES,
            tried=tuple(self.tried[-MOST_TRIED:]) if told else (), fresh=self._fresh(),
            signed=bool(self.signed), shares=tuple(self.shares) if told else (),
            divided=self.divided, to_divide=FEW,
            unseen=(self.unseen.done, self.unseen.most), projects=len(self.scenario.projects),
        )  # fmt: skip

    def words(self) -> str:
        """What the office takes, and what the last one that was played came to."""
        on = sum(it != OFF for it in self.chosen.values())
        text = (
            f"{on} of {len(PARTS)} functions take {100 * takes(self.chosen, self.how):.1f} of "
            "every 100 hours"
        )
        if not self.open or not self.tried:
            return f"{text}; what they bring is not yet said."
        last = self.tried[-1]
        return (
            f"{text}. The office played last is better than none in {last.won} of {OFFICES} "
            f"worlds: {_signed(last.mean)} k€ on average ({_signed(last.low)} to "
            f"{_signed(last.high)}), where {last.house}."
        )

    def act(self, message: Message) -> Work | None:
        """Set a function, choose a house, play, ask who brought what, sign. Raises RefusedError."""
        match message.get("do"):
            case "set":
                self.set(message.get("part"), message.get("setting"))
            case "house":
                self._live_in(message.get("house"))
            case "play":
                self.check_open()
                return self.play()
            case "shares":
                self.check_open()
                return self.divide()
            case "sign":
                self.sign()
                return self.unseen.play()
            case _:
                return super().act(message)
        return None

    def set(self, part: object, setting: object) -> None:
        """Set a function. Raises RefusedError for no such setting, or one that is too dear."""
        if part not in BY_NAME:
            raise RefusedError(f"there is no function {shown(part)}; choose one of the list")
        name = str(part)
        if setting != OFF and setting not in BY_NAME[name].settings:
            raise RefusedError(f"{shown(setting)} cannot be chosen here; choose of the list")
        wanted = self.chosen | {name: str(setting)}
        over = takes(wanted, self.how) - self.budget
        if over > SPARE and takes(wanted, self.how) > takes(self.chosen, self.how):
            raise RefusedError(
                f"that is {100 * over:.1f} hours of 100 more than the {100 * self.budget:g} you "
                "may take; switch something off first"
            )
        self.chosen = wanted

    def play(self) -> Work:
        """Play the worlds with the office on the table, slice by slice. Raises RefusedError if
        there is none."""
        if not any(it != OFF for it in self.chosen.values()):
            raise RefusedError("everything is off, so there is no office; switch something on")
        chosen, house, scenario = dict(self.chosen), self.house, self._at_home()
        policy, what = policy_of(chosen), self._what_changed(chosen, house)
        if len(self.played) == OFFICES:
            self.before = self.played
        self.last, self.played, self.shares = (chosen, house), [], []
        return self._go_on(chosen, house, scenario, policy, what)

    def _go_on(
        self, chosen: dict[str, str], house: str, scenario: Scenario, policy: Policy, what: str
    ) -> Work:
        bypassed: list[int] = []
        mine = self.played
        for place in range(0, OFFICES, SLICE):
            yield
            for seed in self.seeds[place : place + SLICE]:
                found = tenure(scenario, policy, seed)
                bypassed.append(found.bypassed)
                mine.append(found.net - tenure(scenario, Policy(), seed).net)
        mean, low, high = interval(mine)
        self.tried.append(
            Tried(
                what=what, house=house, takes=100 * takes(chosen, self.how), mean=mean, low=low,
                high=high, won=sum(it > 0 for it in mine), bypassed=fmean(bypassed),
            )
        )  # fmt: skip

    def divide(self) -> Work:
        """What each group of functions has brought: every combination of them is played. Raises
        RefusedError before the office was played."""
        if self.last is None or not self._fresh() or len(self.played) < OFFICES:
            raise RefusedError("first play the office that is on the table")
        return self._divided(policy_of(self.last[0]), self._at_home())

    def _divided(self, policy: Policy, scenario: Scenario) -> Work:
        captains = coalition_captains(Captain(policy), GROUPS, idle_functions(scenario))
        rules = {who: captain.policy for who, captain in captains.items()}
        worlds: list[dict[str, float]] = []
        for seed in self.seeds[:FEW]:
            values: dict[Coalition, float] = {}
            for number, (who, policy_there) in enumerate(rules.items()):
                if number % SLICE == 0:
                    yield
                values[who] = tenure(scenario, policy_there, seed).net
            worlds.append(shapley(values, tuple(GROUPS)))
            self.divided = len(worlds)
            if len(worlds) > 1:
                self.shares = _shares(worlds)

    def sign(self) -> None:
        """Make it one's office. Raises RefusedError if one is signed, or none was played."""
        if self.signed:
            raise RefusedError("your office is signed; a signature stays")
        if not self.tried or not self._fresh():
            raise RefusedError("play the office that is on the table before you sign it")
        self.signed = dict(self.chosen)

    def kept(self) -> dict[str, object] | None:
        """The office on the table, the signed one, and what was tried."""
        if not self.tried and not self.signed:
            return None
        return {
            "chosen": dict(self.chosen), "house": self.house, "signed": dict(self.signed),
            "tried": [_plain(it) for it in self.tried[-MOST_TRIED:]],
        }  # fmt: skip

    def take_up(self, state: Mapping[str, object]) -> None:
        """The office as it was left; the worlds are played again when somebody asks."""
        try:
            left = convert(state, _State)
        except ValidationError:
            return  # of another edition of the lesson
        choices = (left.chosen, left.signed)
        if not all(_known(it) for it in choices) or left.house not in {"", *CULTURES}:
            return
        if max(takes(it, self.how) for it in choices) > self.budget + SPARE:
            return
        self.chosen |= left.chosen
        self.signed = left.signed
        self.house = left.house or self.house
        self.tried = list(left.tried)

    def _live_in(self, house: object) -> None:
        if house not in CULTURES:
            raise RefusedError(f"{shown(house)} cannot be chosen here; choose of the list")
        self.house = str(house)

    def _at_home(self) -> Scenario:
        return in_house(self.scenario, self.house)

    def _fresh(self) -> bool:
        """Whether what was played last is what is on the table."""
        return bool(self.played) and self.last == (self.chosen, self.house)

    def _what_changed(self, chosen: Mapping[str, str], house: str) -> str:
        if self.last is None:
            return "The office you took over" if chosen == self.start else "The first office"
        before, lived = self.last
        moved = [f"{BY_NAME[it].label}: {chosen[it]}" for it in BY_NAME if chosen[it] != before[it]]
        moved += [house] if house != lived else []
        if len(moved) > MOST_NAMED:
            return f"{len(moved)} things changed"
        return "; ".join(moved) or "The same once more"

    def _line(self, name: str) -> Line:
        part = BY_NAME[name]
        return Line(
            name=name, label=part.label, lag=lag(name, self.how), chosen=self.chosen[name],
            settings=tuple(
                Setting(name=it, price=100 * price(name, it, self.how))
                for it in (OFF, *part.settings)
            ),
        )  # fmt: skip


class _State(Struct):
    """What is kept of the office."""

    chosen: dict[str, str]
    signed: dict[str, str] = {}  # noqa: RUF012 - msgspec copies it
    house: str = ""
    tried: list[Tried] = []  # noqa: RUF012 - msgspec copies it


def in_house(scenario: Scenario, house: str) -> Scenario:
    """The same organisation with people who take rules, bad news and questions in another way."""
    return replace(scenario, mechanisms=CULTURES[house].within(scenario.mechanisms))


def difference(scenario: Scenario, policy: Policy, seed: int) -> float:
    """What an office brings in a world, in k€: with it less without it."""
    return tenure(scenario, policy, seed).net - tenure(scenario, Policy(), seed).net


def _known(choice: Mapping[str, str]) -> bool:
    return all(
        name in BY_NAME and (setting == OFF or setting in BY_NAME[name].settings)
        for name, setting in choice.items()
    )


def _shares(worlds: Sequence[Mapping[str, float]]) -> list[Share]:
    found = []
    for group in GROUPS:
        mean, low, high = interval([it[group] for it in worlds])
        found.append(Share(group=group, mean=mean, low=low, high=high))
    return found


def _plain(it: Tried) -> dict[str, object]:
    return {name: getattr(it, name) for name in it.__struct_fields__}


def _signed(money: float) -> str:
    return f"{money:+,.0f}".replace("-", "−")
