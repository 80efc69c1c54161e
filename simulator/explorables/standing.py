"""Where does your own office stand? Five plain questions, and the map of where a PMO pays."""

from collections.abc import Mapping, Sequence
from statistics import fmean

from msgspec import Struct, ValidationError, convert

from simulator.debrief.boundary.axes import CULTURES, LOADS, TROUBLES
from simulator.debrief.boundary.boundary import place
from simulator.debrief.boundary.kept import Cell, shipped
from simulator.errors import RefusedError
from simulator.explorables.picture import Message, Picture, Work
from simulator.scenario import Scenario
from simulator.values import shown

QUESTIONS: dict[str, tuple[str, dict[str, float | str]]] = {
    "wait": (
        "Somebody asks your scarcest people for a day of work. When do they begin with it?",
        {
            "the same day": 0.4, "within a week": 0.6, "in two or three weeks": 0.8,
            "in months": 1.0, "nobody knows any more": 1.2,
        },
    ),
    "done": (
        "How much of what was promised for last year was done in it?",
        {
            "all, with time to spare": 0.4, "all of it": 0.6, "nearly all": 0.8,
            "three quarters": 1.0, "half or less": 1.2,
        },
    ),
    "surprises": (
        "What did surprises cost last year, beside what was planned?",
        {
            "hardly anything": 0.05, "a tenth": 0.1, "a fifth": 0.2, "nearly a third": 0.3,
            "two fifths or more": 0.4,
        },
    ),
    "together": (
        "How often did something hit several projects at once?",
        {
            "not that anybody remembers": 0.05, "once in some years": 0.1, "once a year": 0.2,
            "twice a year": 0.3, "every quarter": 0.4,
        },
    ),
    "form": (
        "There is a new form. What do people do?",
        dict(
            zip(
                (
                    "they ask what it is for, and use it", "they sigh, and fill it in",
                    "they find a way round it",
                ),
                CULTURES, strict=True,
            )
        ),
    ),
}  # fmt: skip
"""By name: what is asked, and where on its axis of the map each answer stands."""
AXES = {"load": ("wait", "done"), "trouble": ("surprises", "together"), "culture": ("form",)}
VERDICTS = ("pays", "costs", "nobody can tell")


class Asked(Struct, frozen=True, kw_only=True):
    """One question on the page."""

    name: str
    text: str
    answers: tuple[str, ...]
    answer: str


class Spot(Struct, frozen=True, kw_only=True):
    """Where an office stands; from and to are the same where two answers agree."""

    loads: tuple[float, float]
    troubles: tuple[float, float]
    culture: str


class Tile(Struct, frozen=True, kw_only=True):
    """One place on the map; what a PMO brings there once it may be seen."""

    culture: str
    load: float
    trouble: float
    share: float | None
    """In per cent of what all projects promise."""
    verdict: str


class Chart(Struct, frozen=True, kw_only=True):
    """Everything on the page."""

    questions: tuple[Asked, ...]
    cultures: tuple[str, ...]
    loads: tuple[float, ...]
    troubles: tuple[float, ...]
    load_words: tuple[str, ...]
    trouble_words: tuple[str, ...]
    tiles: tuple[Tile, ...]
    mine: Spot | None
    """As far as it was asked for: an axis without answers takes all of itself."""
    lesson: Spot
    """Where the organisation of the lesson stands."""
    expects: tuple[str, ...]
    expected: str
    answered: int
    told: bool
    found: dict[str, int]
    """Of the places in which one's own office may stand: how many there are of each verdict."""
    worlds: int


class Standing(Picture):
    """Answer, say what you expect there, and see the map."""

    def __init__(self, lesson: Scenario) -> None:
        self.lesson = lesson
        self.answers: dict[str, str] = {}
        self.expected = ""

    @property
    def told(self) -> bool:
        """Whether the map may be seen."""
        return self.open and len(self.answers) == len(QUESTIONS) and bool(self.expected)

    def shown(self) -> Chart:
        """The questions, one's own spot, and the map once something is expected of it."""
        found, mine = shipped(), self._spot()
        tiles = tuple(self._tile(it, found.promised) for it in found.cells)
        near = _near(found.cells, mine) if mine and self.told else []
        return Chart(
            questions=tuple(
                Asked(name=name, text=text, answers=tuple(each), answer=self.answers.get(name, ""))
                for name, (text, each) in QUESTIONS.items()
            ),
            cultures=tuple(CULTURES), loads=tuple(LOADS), troubles=tuple(TROUBLES),
            load_words=tuple(LOADS.values()), trouble_words=tuple(TROUBLES.values()),
            tiles=tiles, mine=mine, lesson=self._lesson(), expects=VERDICTS,
            expected=self.expected, answered=len(self.answers), told=self.told,
            found={it: sum(cell.verdict == it for cell in near) for it in VERDICTS},
            worlds=found.worlds,
        )  # fmt: skip

    def words(self) -> str:
        """Where one's own office stands, and what the map says there."""
        if not self.told:
            return f"{len(self.answers)} of {len(QUESTIONS)} questions answered."
        found = self.shown().found
        places = ", ".join(f"{it} in {many}" for it, many in found.items() if many)
        return (
            f"Your office stands in {sum(found.values())} places of the map. A PMO there: {places}."
            f" You expected: {self.expected}."
        )

    def act(self, message: Message) -> Work | None:
        """Answer a question, or say what to expect. Raises RefusedError for what cannot be."""
        match message.get("do"):
            case "answer":
                self._answer(message.get("question"), message.get("answer"))
            case "expect":
                self._expect(message.get("verdict"))
            case _:
                return super().act(message)
        return None

    def kept(self) -> dict[str, object] | None:
        """The answers."""
        if not self.answers:
            return None
        return {"answers": dict(self.answers), "expected": self.expected}

    def take_up(self, state: Mapping[str, object]) -> None:
        """The answers as they were left."""
        try:
            left = convert(state, _State)
        except ValidationError:
            return  # of another edition of the lesson
        known = all(
            name in QUESTIONS and answer in QUESTIONS[name][1]
            for name, answer in left.answers.items()
        )
        if known and left.expected in ("", *VERDICTS):
            self.answers, self.expected = left.answers, left.expected

    def _answer(self, question: object, answer: object) -> None:
        if question not in QUESTIONS or answer not in QUESTIONS[str(question)][1]:
            raise RefusedError(f"{shown(answer)} cannot be chosen here; choose of the list")
        self.answers = self.answers | {str(question): str(answer)}

    def _expect(self, verdict: object) -> None:
        if verdict not in VERDICTS:
            raise RefusedError(f"{shown(verdict)} cannot be chosen here; choose of the list")
        if len(self.answers) < len(QUESTIONS):
            raise RefusedError("first answer all five questions")
        if self.told:
            raise RefusedError("you have said what you expect, and the map is open")
        self.expected = str(verdict)

    def _spot(self) -> Spot | None:
        if not self.answers:
            return None
        culture = str(self._values("culture")[0]) if "form" in self.answers else ""
        return Spot(
            loads=self._span("load", tuple(LOADS)), troubles=self._span("trouble", tuple(TROUBLES)),
            culture=culture,
        )  # fmt: skip

    def _span(self, axis: str, steps: Sequence[float]) -> tuple[float, float]:
        found = [float(it) for it in self._values(axis)] or [steps[0], steps[-1]]
        return min(found), max(found)

    def _values(self, axis: str) -> list[float | str]:
        return [QUESTIONS[it][1][self.answers[it]] for it in AXES[axis] if it in self.answers]

    def _lesson(self) -> Spot:
        own = place(self.lesson)
        load, trouble = _nearest(own.load, LOADS), _nearest(own.trouble, TROUBLES)
        return Spot(loads=(load, load), troubles=(trouble, trouble), culture=own.culture)

    def _tile(self, cell: Cell, promised: float) -> Tile:
        return Tile(
            culture=cell.culture, load=cell.load, trouble=cell.trouble,
            share=100 * cell.mean / promised if self.told else None,
            verdict=cell.verdict if self.told else "",
        )  # fmt: skip


class _State(Struct):
    """What is kept of the picture."""

    answers: dict[str, str]
    expected: str = ""


def _near(cells: Sequence[Cell], spot: Spot) -> list[Cell]:
    """The places in which an office may stand."""
    return [
        it
        for it in cells
        if spot.loads[0] <= it.load <= spot.loads[1]
        and spot.troubles[0] <= it.trouble <= spot.troubles[1]
        and spot.culture == it.culture
    ]


def _nearest(value: float, steps: Mapping[float, str]) -> float:
    return min(steps, key=lambda step: abs(step - value))


def where_none_pays() -> float:
    """In which share of the places where rules are resented a PMO costs more than it brings."""
    there = [it for it in shipped().cells if it.culture == [*CULTURES][-1]]
    return fmean(it.verdict == "costs" for it in there)
