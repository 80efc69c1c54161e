"""A matrix of who mentors whom, and fifty futures of the office in which they do."""

from collections.abc import Mapping
from statistics import fmean

from msgspec import Struct, ValidationError, convert

from simulator.errors import RefusedError
from simulator.explorables.picture import Message, Picture, Work
from simulator.explorables.teaching import Pairs, Room, asked, maps, skills
from simulator.values import shown

FUTURES = 50
SLICE = 5
"""Futures between two looks of the page."""


class Teacher(Struct, frozen=True, kw_only=True):
    """A row of the matrix."""

    id: str
    name: str
    knows: float
    asked: float
    """The share of the time that orders ask for."""
    gives: float
    """The share of the time that goes to those who learn."""
    does: str


class Learner(Struct, frozen=True, kw_only=True):
    """A column of the matrix."""

    id: str
    name: str
    knows: float
    mentor: str
    """Whose help is planned; empty for nobody's."""
    later: float | None
    """How much they know after a year; only once it was played."""


class Tried(Struct, frozen=True, kw_only=True):
    """One matrix, in all futures."""

    pairs: Pairs
    more: float
    """Maps more than with no mentors, in two years, on average."""
    first: float
    """The same in the first year."""


class Desk(Struct, frozen=True, kw_only=True):
    """Everything on the page."""

    teachers: tuple[Teacher, ...]
    learners: tuple[Learner, ...]
    usual: tuple[int, ...]
    """Maps in two years without mentors, future by future; as many as are played."""
    mine: tuple[int, ...]
    now: Tried | None
    tried: tuple[Tried, ...]
    futures: int
    hours: float


class Mentors(Picture):
    """Put each learner beside somebody or nobody, play fifty futures, and try another matrix."""

    def __init__(self, room: Room, first: int = 1) -> None:
        self.room, self.pairs = room, dict[str, str]()
        self.seeds = range(first, first + FUTURES)
        self.done: dict[Pairs, int] = {}
        """How many futures are played, by who learns from whom."""

    @property
    def chosen(self) -> Pairs:
        """Who learns from whom, in the order of those who learn."""
        return tuple((it, self.pairs[it]) for it in self.room.new if it in self.pairs)

    def shown(self) -> Desk:
        """The matrix, and what it came to in the futures that are played."""
        played = self.seeds[: self.done.get(self.chosen, 0)] if self.open else self.seeds[:0]
        return Desk(
            teachers=tuple(map(self._teacher, self.room.old)),
            learners=tuple(map(self._learner, self.room.new)),
            usual=tuple(maps(self.room, (), it)[1] for it in played),
            mine=tuple(maps(self.room, self.chosen, it)[1] for it in played),
            now=self._tried(self.chosen) if len(played) == FUTURES else None,
            tried=self.tried(), futures=FUTURES, hours=self.room.hours,
        )  # fmt: skip

    def words(self) -> str:
        """What each matrix that was tried came to."""
        tried = self.tried()
        if not tried:
            return "Nobody mentors anybody yet."
        found = (f"{self._said(it.pairs)}: {it.more:+.0f} maps" for it in tried)
        return f"In two years, against no mentors. {'; '.join(found)}.".replace("-", "−")

    def act(self, message: Message) -> Work | None:
        """Put somebody beside somebody, or play. Raises RefusedError for what cannot be."""
        match message.get("do"):
            case "pair":
                self.pair(message.get("learner"), message.get("mentor"))
                return None
            case "play":
                self.check_open()
                return self.play(self.chosen)
        return super().act(message)

    def pair(self, learner: object, mentor: object) -> None:
        """Let somebody learn from somebody, or no more if they did. Raises RefusedError."""
        if learner not in self.room.new:
            raise RefusedError(f"nobody called {shown(learner)} learns here")
        if mentor not in self.room.old:
            raise RefusedError(f"nobody called {shown(mentor)} can teach here")
        if self.pairs.get(str(learner)) == mentor:
            del self.pairs[str(learner)]
        else:
            self.pairs[str(learner)] = str(mentor)

    def play(self, pairs: Pairs) -> Work:
        """Play futures with this matrix, slice by slice."""
        while self.done.setdefault(pairs, 0) < FUTURES:
            for seed in self.seeds[self.done[pairs] : self.done[pairs] + SLICE]:
                maps(self.room, (), seed)
                maps(self.room, pairs, seed)
            self.done[pairs] += SLICE
            yield

    def tried(self) -> tuple[Tried, ...]:
        """Every matrix that was played to the end, once that may be seen."""
        full = [it for it, played in self.done.items() if played >= FUTURES and it]
        return tuple(map(self._tried, full)) if self.open else ()

    def kept(self) -> dict[str, object] | None:
        """The matrix, and which were played."""
        full = [dict(it) for it, played in self.done.items() if played >= FUTURES]
        return {"pairs": dict(self.pairs), "played": full} if full else None

    def take_up(self, state: Mapping[str, object]) -> None:
        """The matrix and the tries as they were left."""
        try:
            left = convert(state, _State)
        except ValidationError:
            return  # of another edition of the lesson
        if not all(map(self._possible, [left.pairs, *left.played])):
            return
        self.pairs = dict(left.pairs)
        for pairs in left.played:
            for _ in self.play(tuple((it, pairs[it]) for it in self.room.new if it in pairs)):
                pass

    def _possible(self, pairs: Mapping[str, str]) -> bool:
        return {*pairs} <= {*self.room.new} and {*pairs.values()} <= {*self.room.old}

    def _tried(self, pairs: Pairs) -> Tried:
        found = [(maps(self.room, pairs, it), maps(self.room, (), it)) for it in self.seeds]
        return Tried(
            pairs=pairs, more=fmean(mine[1] - bare[1] for mine, bare in found),
            first=fmean(mine[0] - bare[0] for mine, bare in found),
        )  # fmt: skip

    def _teacher(self, who: str) -> Teacher:
        return Teacher(
            id=who, name=self._name(who), knows=self.room.known(who), asked=asked(self.room, who),
            gives=self.room.hours * sum(it == who for it in self.pairs.values()),
            does=self._work(who),
        )  # fmt: skip

    def _learner(self, who: str) -> Learner:
        mentor = self.pairs.get(who)
        told = self.open and self.done.get(self.chosen, 0) >= FUTURES
        return Learner(
            id=who, name=self._name(who), knows=self.room.known(who), mentor=mentor or "",
            later=skills(self.room, who, mentor)[4] if told else None,
        )  # fmt: skip

    def _work(self, who: str) -> str:
        """What somebody does for each map, in words."""
        work = (it for project in self.room.scenario.projects for it in project.activities)
        return next(
            (it.name for it in work if any(need.role == who for need in it.people)), "nothing"
        )

    def _name(self, who: str) -> str:
        return next(role.name for role in self.room.scenario.roles if role.id == who)

    def _said(self, pairs: Pairs) -> str:
        return ", ".join(f"{self._name(new)} from {self._name(old)}" for new, old in pairs)


class _State(Struct):
    """What is kept of the matrix."""

    pairs: dict[str, str] = {}  # noqa: RUF012 - msgspec copies it
    played: list[dict[str, str]] = []  # noqa: RUF012 - msgspec copies it
