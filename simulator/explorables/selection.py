"""Cases on a table, people for half of them: choose, sign, and see what the promises were worth."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct, ValidationError, convert

from simulator.errors import RefusedError
from simulator.explorables.picture import Message, Picture, Work
from simulator.values import shown

STUDIES = 3
"""So many cases can be studied before the list is signed."""
SLICE = 5
"""Worlds between two looks of the page."""
SPARE = 1e-9

Outcome = Mapping[str, tuple[float, float]]
"""By case: (what it is truly worth, what it delivers), in k€."""


class Proposal(Struct, frozen=True, kw_only=True):
    """One case as it lies on the table."""

    id: str
    name: str
    sponsor: str
    promise: float
    """k€, as honestly estimated."""
    days: tuple[float, ...]
    """Person-days of each role."""


class Case(Struct, frozen=True, kw_only=True):
    """One case on the page."""

    id: str
    name: str
    sponsor: str
    promise: float
    days: tuple[float, ...]
    chosen: bool
    studied: float | None
    """What a study says it is worth, if it was studied."""
    worth: float | None
    """What it was truly worth, once the list is signed and what follows may be seen."""
    delivered: float | None


class Room(Struct, frozen=True, kw_only=True):
    """How much of a role's time is given away."""

    role: str
    used: float
    of: float


class Table(Struct, frozen=True, kw_only=True):
    """Everything on the page; money in k€."""

    cases: tuple[Case, ...]
    rooms: tuple[Room, ...]
    promised: float
    studies: int
    """How many are left."""
    signed: bool
    worth: float | None
    delivered: float | None
    shares: tuple[tuple[float, float], ...]
    """In each world played: (worth, delivered) as shares of what was promised."""
    worlds: int


class Selection(Picture):
    """Choose cases within two capacities, study some, sign; then one world, then many.

    `play` says what a list comes to in a world, `study` what a case seems to be worth in the shown
    world to whoever has looked closely.
    """

    def __init__(
        self,
        proposals: Iterable[Proposal],
        capacity: Mapping[str, float],
        play: Callable[[tuple[str, ...], int], Outcome],
        study: Callable[[str, int], float],
        seed: int,
        worlds: Sequence[int],
    ) -> None:
        self.proposals = {it.id: it for it in proposals}
        self.capacity, self.play, self.study = dict(capacity), play, study
        self.seed, self.worlds = seed, tuple(worlds)
        self.chosen: set[str] = set()
        self.studied: list[str] = []
        self.signed = False
        self.shares: list[tuple[float, float]] = []

    @property
    def list(self) -> tuple[str, ...]:
        """The cases chosen, in the order of the table."""
        return tuple(it for it in self.proposals if it in self.chosen)

    def shown(self) -> Table:
        """The table; what cases were worth once the list is signed and may be judged."""
        outcome = self.play(self.list, self.seed) if self.told else {}
        return Table(
            cases=tuple(self._case(it, outcome) for it in self.proposals.values()),
            rooms=self._rooms(),
            promised=self._promised(),
            studies=STUDIES - len(self.studied),
            signed=self.signed,
            worth=sum(it[0] for it in outcome.values()) if outcome else None,
            delivered=sum(it[1] for it in outcome.values()) if outcome else None,
            shares=tuple(self.shares) if self.told else (),
            worlds=len(self.worlds),
        )

    @property
    def told(self) -> bool:
        """Whether what came of the list may be seen."""
        return self.open and self.signed

    def words(self) -> str:
        """The list and what it came to."""
        counts = f"{len(self.chosen)} of {len(self.proposals)} cases"
        list_ = f"{counts} promise {self._promised():,.0f} k€ together"
        if not self.told:
            return f"{list_}; what they are worth is not yet said."
        outcome = self.play(self.list, self.seed).values()
        worth, delivered = (sum(it[place] for it in outcome) for place in (0, 1))
        return f"{list_}; they are worth {worth:,.0f} k€ and deliver {delivered:,.0f} k€."

    def act(self, message: Message) -> Work | None:
        """Take a case or put it back, study, sign, play many worlds. Raises RefusedError."""
        match message.get("do"):
            case "toggle":
                self._before_signing()
                self.chosen ^= {self._known(message.get("case")).id}
            case "study":
                self.look_closely(message.get("case"))
            case "sign":
                self.sign()
            case "worlds" if self.told:
                return self.many()
            case "worlds":
                raise RefusedError("first lock your predictions and sign a list")
            case _:
                return super().act(message)
        return None

    def look_closely(self, case: object) -> None:
        """Study a case. Raises RefusedError if none is left, or it was studied."""
        self._before_signing()
        proposal = self._known(case)
        if len(self.studied) >= STUDIES:
            raise RefusedError(f"all {STUDIES} studies are spent")
        if proposal.id in self.studied:
            raise RefusedError(f"“{proposal.name}” was studied already")
        self.studied.append(proposal.id)

    def sign(self) -> None:
        """Make the list binding. Raises RefusedError if it is empty, or more than people can do."""
        self._before_signing()
        if not self.chosen:
            raise RefusedError("the list is empty; choose some cases first")
        over = [it for it in self._rooms() if it.used > it.of + SPARE]
        if over:
            role, days = over[0].role, over[0].used - over[0].of
            raise RefusedError(
                f"the list needs {days:,.0f} days more of “{role}” than there are; put a case back"
            )
        self.signed = True

    def many(self) -> Work:
        """Deliver the list in many worlds, slice by slice."""
        self.shares = mine = []
        promised = self._promised()
        for place in range(0, len(self.worlds), SLICE):
            yield
            for seed in self.worlds[place : place + SLICE]:
                outcome = self.play(self.list, seed).values()
                worth, delivered = (sum(it[part] for it in outcome) for part in (0, 1))
                mine.append((worth / promised, delivered / promised))

    def kept(self) -> dict[str, object] | None:
        """The list."""
        if not self.chosen and not self.studied:
            return None
        return {"chosen": sorted(self.chosen), "studied": self.studied, "signed": self.signed}

    def take_up(self, state: Mapping[str, object]) -> None:
        """The list as it was left."""
        try:
            left = convert(state, _State)
        except ValidationError:
            return  # of another edition of the lesson
        if {*left.chosen, *left.studied} <= self.proposals.keys():
            self.chosen, self.studied = set(left.chosen), left.studied[:STUDIES]
            self.signed = left.signed and bool(self.chosen)

    def _known(self, case: object) -> Proposal:
        found = self.proposals.get(str(case))
        if found is None:
            raise RefusedError(f"there is no case {shown(case)}; choose one of the table")
        return found

    def _before_signing(self) -> None:
        if self.signed:
            raise RefusedError("the list is signed; a signature stays")

    def _promised(self) -> float:
        return sum(self.proposals[it].promise for it in self.chosen)

    def _rooms(self) -> tuple[Room, ...]:
        return tuple(
            Room(
                role=role,
                used=sum(self.proposals[it].days[place] for it in self.chosen),
                of=days,
            )
            for place, (role, days) in enumerate(self.capacity.items())
        )

    def _case(self, it: Proposal, outcome: Outcome) -> Case:
        worth, delivered = outcome.get(it.id, (None, None))
        return Case(
            id=it.id, name=it.name, sponsor=it.sponsor, promise=it.promise, days=it.days,
            chosen=it.id in self.chosen,
            studied=self.study(it.id, self.seed) if it.id in self.studied else None,
            worth=worth, delivered=delivered,
        )  # fmt: skip


class _State(Struct):
    """What is kept of the list."""

    chosen: list[str]
    studied: list[str] = []  # noqa: RUF012 - msgspec copies it
    signed: bool = False
