"""Go on or stop: what is spent is spent, what counts lies ahead, checked in many worlds."""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from statistics import fmean

from msgspec import Struct, ValidationError, convert
from msgspec.structs import replace

from simulator.decisions import CancelProject
from simulator.errors import RefusedError
from simulator.explorables.looking import Course, alone, course, worth
from simulator.explorables.picture import Message, Picture, Work
from simulator.scenario import Project, Scenario
from simulator.values import shown

WORLDS = 50
PAST = 40
"""Worlds from which it is known what such a card says on that day."""
AS_PLANNED, NOTHING, TWICE = "the project on the list", "nothing", "one worth twice as much"
"""What waits for the people."""
WAITS = {AS_PLANNED: 1.0, NOTHING: 0.0, TWICE: 2.0}


class Case(Struct, frozen=True, kw_only=True):
    """One project in the middle; money in k€."""

    id: str
    name: str
    colour: str
    """What its card mostly says."""
    done: float
    """Share of its work that counts as done."""
    spent: float
    due: float
    late: float
    """Days by which it will be late, as it says on average."""
    value: float
    a_day: float
    """What it loses for each day it is late."""
    deadline: float | None
    """The day after which it is worth nothing."""
    waiting: str
    """What waits for its crew."""
    waiting_value: float
    waiting_due: float
    waiting_a_day: float
    go_on: bool | None
    """What the trainee decided."""
    gains: tuple[float, ...]
    """What going on brings against stopping, world by world; nothing until it may be seen."""
    mean: float | None


class Fork(Struct, frozen=True, kw_only=True):
    """Everything on the page."""

    cases: tuple[Case, ...]
    day: float
    signed: bool
    played: int
    """Of the worlds."""
    worlds: int
    waits: str
    choices: tuple[str, ...]
    """What may wait for the people."""
    brought: float | None
    """What the decisions bring against never stopping anything, in k€ on average."""
    best: float | None
    """What the best decisions would bring."""
    end: float
    """How far the line goes to both sides, in k€."""


class Forward(Picture):
    """Decide for each project whether it goes on, sign, and see both ways in the same worlds.

    Each project has a crew of its own, for which another one waits.
    """

    def __init__(self, scenario: Scenario, day: float, first: int = 1) -> None:
        self.scenario, self.day = scenario, day
        self.seeds = range(first, first + WORLDS)
        self.running = [it for it in scenario.projects if not it.id.endswith("_next")]
        self.decided: dict[str, bool] = {}
        self.signed, self.waits = False, AS_PLANNED
        self.played = 0

    @property
    def told(self) -> bool:
        """Whether both ways may be seen."""
        return self.open and self.signed and self.played == WORLDS

    def shown(self) -> Fork:
        """The cards with their decisions; once they are signed, what both ways come to."""
        cases = tuple(map(self._case, self.running))
        means = {it.id: it.mean for it in cases if it.mean is not None}
        far = max((abs(gain) for it in cases for gain in it.gains), default=0.0)
        stopped = [it for it, on in self.decided.items() if not on]
        return Fork(
            cases=cases, day=self.day, signed=self.signed, played=self.played,
            worlds=WORLDS, waits=self.waits,
            choices=tuple(WAITS) if self.told else (self.waits,),
            brought=-sum(means[it] for it in stopped) if self.told else None,
            best=-sum(min(0.0, it) for it in means.values()) if self.told else None,
            end=float(200 * -(-far // 200)),
        )  # fmt: skip

    def words(self) -> str:
        """What was decided, and what going on brings."""
        page = self.shown()
        stopped = [it.name for it in page.cases if it.go_on is False]
        front = f"Stopped on day {self.day:g}: {', '.join(stopped) or 'nothing so far'}"
        if not self.told:
            return f"{front}; what it brings is not yet said."
        each = ", ".join(f"{it.name} {it.mean:,.0f}" for it in page.cases)
        return (
            f"{front}. Going on brings against stopping on average over {WORLDS} worlds, in k€, "
            f"where {self.waits} waits: {each}."
        )

    def act(self, message: Message) -> Work | None:
        """Decide, sign, or let something else wait. Raises RefusedError for what cannot be."""
        match message.get("do"):
            case "decide":
                self.decide(message.get("case"), message.get("go_on"))
            case "sign":
                self.sign()
            case "play":
                if not self.open or not self.signed:
                    raise RefusedError("first sign your decisions, and lock your predictions")
                return self.play()
            case "waits":
                return self.let_wait(message.get("waits"))
            case _:
                return super().act(message)
        return None

    def decide(self, case: object, go_on: object) -> None:
        """Let a project go on, or stop it. Raises RefusedError if that is signed already."""
        if self.signed:
            raise RefusedError("the decisions are signed; a signature stays")
        if case not in {it.id for it in self.running}:
            raise RefusedError(f"there is no project {shown(case)}; choose one of the list")
        if not isinstance(go_on, bool):
            raise RefusedError(f"{shown(go_on)} is neither to go on nor to stop; choose one")
        self.decided[str(case)] = go_on

    def sign(self) -> None:
        """Make the decisions binding. Raises RefusedError if one is missing, or all are signed."""
        if self.signed:
            raise RefusedError("the decisions are signed; a signature stays")
        missing = next((it.name for it in self.running if it.id not in self.decided), "")
        if missing:
            raise RefusedError(f"say of “{missing}” whether it goes on")
        self.signed = True

    def let_wait(self, what: object) -> Work:
        """Let something else wait for the people. Raises RefusedError before that may be seen."""
        if not self.told or what not in WAITS:
            raise RefusedError(f"{shown(what)} cannot be chosen here; choose of the list")
        self.waits = str(what)
        return self.play()

    def play(self) -> Work:
        """Play all worlds both ways, one by one."""
        self.played = 0
        for place, seed in enumerate(self.seeds):
            yield
            for it in self.running:
                self.gain(it.id, seed)
            self.played = place + 1

    def gains(self, project: str) -> tuple[float, ...]:
        """What going on brings against stopping, world by world, in k€."""
        return tuple(self.gain(project, seed) for seed in self.seeds)

    def gain(self, project: str, seed: int) -> float:
        """What going on brings against stopping in a world, in k€."""
        office = _waiting(self.scenario, project, WAITS[self.waits])
        return going_on(office, project, seed, self.day)

    def kept(self) -> dict[str, object] | None:
        """The decisions."""
        if not self.decided:
            return None
        return {"decided": dict(self.decided), "signed": self.signed, "waits": self.waits}

    def take_up(self, state: Mapping[str, object]) -> None:
        """The decisions as they were left."""
        try:
            left = convert(state, _State)
        except ValidationError:
            return  # of another edition of the lesson
        ids = {it.id for it in self.running}
        if left.decided.keys() <= ids and left.waits in WAITS:
            self.decided, self.waits = dict(left.decided), left.waits
            self.signed = left.signed and left.decided.keys() == ids

    def _case(self, it: Project) -> Case:
        card, gains = self._card(it.id), self.gains(it.id) if self.told else ()
        after = next(one for one in self.scenario.projects if one.id == f"{it.id}_next")
        role = next(one for one in self.scenario.roles if one.id == it.activities[0].people[0].role)
        return Case(
            id=it.id, name=it.name, colour=card[0], done=card[1], late=card[2],
            spent=self.day * role.people * role.rate, due=it.due or 0.0, value=it.value,
            a_day=it.cost_of_delay, deadline=it.deadline, waiting=after.name,
            waiting_value=after.value, waiting_due=after.due or 0.0,
            waiting_a_day=after.cost_of_delay, go_on=self.decided.get(it.id), gains=gains,
            mean=fmean(gains) if gains else None,
        )  # fmt: skip

    def _card(self, project: str) -> tuple[str, float, float]:
        """What such a project's card mostly says on that day: colour, share done, days late."""
        seen = usually(alone(self.scenario, project, f"{project}_next"), self.day)
        colours = Counter(it.standing.told[-1] for it in seen)
        return (
            colours.most_common(1)[0][0],
            fmean(it.standing.done for it in seen),
            fmean(it.standing.late for it in seen),
        )


class _State(Struct):
    """What is kept of the decisions."""

    decided: dict[str, bool] = {}  # noqa: RUF012 - msgspec copies it
    signed: bool = False
    waits: str = AS_PLANNED


@lru_cache(maxsize=64)
def usually(office: Scenario, day: float) -> tuple[Course, ...]:
    """How the first project stood on a day in the past, where it was not over by then."""
    past = (course(office, seed, day) for seed in range(8001, 8001 + PAST))
    return tuple(it for it in past if it.finish > day)


@lru_cache(maxsize=8192)
def going_on(office: Scenario, project: str, seed: int, day: float) -> float:
    """What a project that goes on after a day brings against one that is stopped then, in k€.

    Nothing if it is finished by then.
    """
    went = course(office, seed, day)
    if went.finish <= day:
        return 0.0
    after = "".join(it.id for it in office.projects[1:])
    stop = CancelProject(day=day, project=project, alternative=after)
    return went.net - worth(office, seed, decisions=(stop,))


@lru_cache(maxsize=64)
def _waiting(scenario: Scenario, project: str, times: float) -> Scenario:
    """A project and what waits for its crew, worth so many times as much; 0: nothing waits."""
    if not times:
        return alone(scenario, project)
    office = alone(scenario, project, f"{project}_next")
    first, after = office.projects
    after = replace(after, value=after.value * times, cost_of_delay=after.cost_of_delay * times)
    return replace(office, projects=(first, after))
