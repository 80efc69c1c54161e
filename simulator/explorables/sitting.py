"""A test without a name: one item at a time, back and forth until it is handed in."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct, ValidationError, convert, to_builtins
from msgspec.structs import replace

from simulator.errors import RefusedError
from simulator.explorables.picture import Message, Picture, Work, number
from simulator.learning.code import first_form, new_code, read_code
from simulator.learning.forms import FORMS, MINUTES, Form, edition, other
from simulator.learning.items import AnyItem, Box, Choice, Diagram, Range
from simulator.learning.keys import ALL, keys
from simulator.learning.marks import scores
from simulator.learning.scoring import Answer, key
from simulator.learning.sheet import Moment, Sheet, check_answer, written
from simulator.learning.words import POINTS
from simulator.logbook.place import must_be_outside, place
from simulator.logbook.writing import write_new

MOST_FILES = 50
"""Files of one code, before somebody should look into their folder."""


class Asked(Struct, frozen=True, kw_only=True):
    """One item on the page; its key is not among what is shown."""

    kind: str
    title: str
    story: str
    question: str
    table: tuple[tuple[str, ...], ...]
    unit: str = ""
    start: float = 0.0
    end: float = 0.0
    step: float = 1.0
    options: tuple[str, ...] = ()
    how_sure: bool = False
    boxes: tuple[Box, ...] = ()
    arrows: tuple[tuple[str, str], ...] = ()
    begins: str = ""
    ends: tuple[str, ...] = ()
    """Where the missing arrow would lead, by option."""


class Given(Struct, frozen=True, kw_only=True):
    """What has been answered so far."""

    low: float | None = None
    high: float | None = None
    choice: int | None = None
    sure: float | None = None
    whole: bool = False
    """Whether nothing is missing of it."""


class Told(Struct, frozen=True, kw_only=True):
    """One item after both tests: what was said, what many worlds say, and points."""

    moment: str
    title: str
    said: str
    found: str
    why: str
    points: int


class Page(Struct, frozen=True, kw_only=True):
    """Everything on the page."""

    moment: str
    minutes: int
    code: str
    """Empty while it has not begun."""
    suggested: str
    """The code of the first test, if it was taken here."""
    place: int
    items: tuple[Asked, ...]
    given: tuple[Given, ...]
    handed: bool
    file: str
    """Where it was saved; empty if it was not."""
    done: int
    most: int
    """How many keys are worked out."""
    told: tuple[Told, ...]
    said: str


class Sitting(Picture):
    """The test before a course, or after it.

    The one after takes the code of the one before, and asks the other form; once it is handed in,
    both are told, as far as they were taken here. Files go into `folder`, the trainee's own.
    """

    def __init__(
        self, moment: Moment, before: "Sitting | None" = None, folder: Path | None = None
    ) -> None:
        self.moment, self.before, self.folder = moment, before, folder
        self.code, self.place, self.handed, self.file = "", 0, False, ""
        self.given: list[Given] = []
        self.done = 0
        self.told: tuple[Told, ...] = ()

    @property
    def form(self) -> Form:
        """The form that is asked: the first one of this code, or its twin."""
        first = first_form(self.code)
        return first if self.moment == "before" else other(first)

    @property
    def items(self) -> tuple[AnyItem, ...]:
        """What is asked; nothing before it has begun."""
        return FORMS[self.form] if self.code else ()

    @property
    def sheet(self) -> Sheet:
        """What was answered, without a name. Raises RefusedError if something is missing."""
        answers = [_answer(*it) for it in zip(self.items, self.given, strict=True)]
        return Sheet(code=self.code, moment=self.moment, form=self.form, answers=tuple(answers))

    def shown(self) -> Page:
        """One item after the other, with what was answered."""
        return Page(
            moment=self.moment, minutes=MINUTES, code=self.code, suggested=self._suggested(),
            place=self.place, items=tuple(map(_asked, self.items)), given=tuple(self.given),
            handed=self.handed, file=self.file, done=self.done, most=ALL, told=self.told,
            said=self.words(),
        )  # fmt: skip

    def words(self) -> str:
        """How far it is."""
        if not self.code:
            return f"Twelve questions, about {MINUTES} minutes. It has not begun."
        if self.handed:
            kept = f" Saved as {self.file}." if self.file else ""
            return f"Handed in. Your code is {self.code}.{kept}"
        ready = sum(it.whole for it in self.given)
        return f"{ready} of {len(self.items)} questions answered. Your code is {self.code}."

    def act(self, message: Message) -> Work | None:
        """Begin, turn to an item, answer, hand in, save, or tell. Raises RefusedError."""
        match message.get("do"):
            case "begin":
                self.begin(message.get("code"))
            case "turn":
                self.turn(int(number(message, "place", 0, max(0, len(self.items) - 1))))
            case "answer":
                self.answer(message)
            case "hand_in":
                return self.hand_in()
            case "save":
                self.save()
            case "tell":
                return self.tell()
            case _:
                return super().act(message)
        return None

    def begin(self, typed: object = "") -> None:
        """Begin with a new code, or with the one of the first test.

        Raises RefusedError for what is no code, or while the first test is not handed in.
        """
        if self.code:
            raise RefusedError("it has begun already; go on where you were")
        if self.moment == "before":
            code = new_code()
        else:
            code = read_code(typed if isinstance(typed, str) else "")
            if self.before is not None and self.before.code == code and not self.before.handed:
                raise RefusedError("first hand in the test before the course, above")
        self.code, self.given = code, [Given() for _ in FORMS["A"]]

    def turn(self, place: int) -> None:
        """Look at another item. Raises RefusedError before it has begun."""
        self._must_have_begun()
        self.place = place

    def answer(self, message: Message) -> None:
        """Answer an item, or part of it. Raises RefusedError if that is no answer."""
        self._must_have_begun()
        if self.handed:
            raise RefusedError("it is handed in; what you have answered stays")
        place = int(number(message, "place", 0, len(self.items) - 1))
        item, before = self.items[place], self.given[place]
        if isinstance(item, Range):
            given = Given(low=number(message, "low"), high=number(message, "high"))
        else:
            given = replace(
                before,
                choice=int(number(message, "choice", 1)) if "choice" in message else before.choice,
                sure=number(message, "sure", 0.5, 1) if "sure" in message else before.sure,
            )
        half = isinstance(item, Choice) and (given.choice is None or given.sure is None)
        if half:  # the other half may come later
            whole = replace(given, choice=given.choice or 1, sure=given.sure or 1.0)
            check_answer(item, _as_answer(item, whole))
        else:
            check_answer(item, _as_answer(item, given))
        self.given[place] = replace(given, whole=not half)

    def hand_in(self) -> Work | None:
        """Hand it in for good. Raises RefusedError if something is missing."""
        self._must_have_begun()
        if self.handed:
            raise RefusedError("it is handed in already")
        missing = [str(n) for n, it in enumerate(self.given, 1) if not it.whole]
        if missing:
            raise RefusedError(
                f"no answer yet to question{'' if len(missing) == 1 else 's'} "
                f"{', '.join(missing)}; where you do not know, say so by a wide range, or by 50 %"
            )
        self.handed = True
        return self.tell() if self.moment == "after" else None

    def tell(self) -> Work:
        """After both tests: what many worlds say to each item. Raises RefusedError before that."""
        if self.moment == "before" or not self.handed:
            raise RefusedError("what is right is told when the test after the course is handed in")
        return self._tell()

    def save(self) -> None:
        """Write it into one's own folder. Raises RefusedError if it is not handed in, or cannot be
        written."""
        if not self.handed:
            raise RefusedError("first hand it in; then it can be saved")
        folder = place() if self.folder is None else self.folder
        must_be_outside(folder)
        content = written([self.sheet]).encode()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name in self._names():
                path = folder / name
                if write_new(path, content) or path.read_bytes() == content:
                    self.file = str(path)
                    return
        except OSError as error:
            raise RefusedError(f"cannot write into '{folder}': {error.strerror}") from None
        raise RefusedError(f"'{folder}' is full of tests of {self.code}; take some away")

    def kept(self) -> dict[str, object] | None:
        """Code, answers, and how far it is."""
        if not self.code:
            return None
        return {
            "edition": edition(), "code": self.code, "place": self.place, "handed": self.handed,
            "file": self.file, "given": to_builtins(self.given),
        }  # fmt: skip

    def take_up(self, state: Mapping[str, object]) -> None:
        """As it was left; what was asked in another edition is left out."""
        try:
            left = convert(state, _State)
            code = read_code(left.code)
        except (ValidationError, RefusedError):
            return
        if left.edition != edition() or len(left.given) != len(FORMS["A"]):
            return
        self.code, self.given = code, left.given
        self.place = left.place if 0 <= left.place < len(self.given) else 0
        self.handed, self.file = left.handed and all(it.whole for it in left.given), left.file

    def _suggested(self) -> str:
        return self.before.code if self.before is not None and self.before.handed else ""

    def _must_have_begun(self) -> None:
        if not self.code:
            raise RefusedError("first press Begin")

    def _names(self) -> Iterator[str]:
        name = f"test {self.moment} {self.code}"
        yield f"{name}.csv"
        yield from (f"{name} {count}.csv" for count in range(2, MOST_FILES))

    def _tell(self) -> Work:
        for self.done in keys():
            yield
        mine = self.before is not None and self.before.code == self.code and self.before.handed
        first = [*_told(self.before.sheet)] if mine and self.before is not None else []
        self.told = (*first, *_told(self.sheet))


class _State(Struct):
    """What is kept."""

    edition: str = ""
    code: str = ""
    place: int = 0
    handed: bool = False
    file: str = ""
    given: list[Given] = []  # noqa: RUF012 - msgspec copies it


def _asked(item: AnyItem) -> Asked:
    plain = Asked(
        kind="choice", title=item.title, story=item.story, question=item.question, table=item.table
    )
    match item:
        case Range():
            return replace(
                plain, kind="range", unit=item.unit, start=item.start, end=item.end, step=item.step
            )
        case Choice():
            return replace(plain, options=item.options, how_sure=True)
        case Diagram():
            return replace(
                plain,
                kind="diagram",
                options=tuple(it.text for it in item.candidates),
                boxes=item.boxes,
                arrows=item.arrows,
                begins=item.begins,
                ends=tuple(it.to for it in item.candidates),
            )


def _as_answer(item: AnyItem, given: Given) -> Answer:
    return Answer(
        item=item.id, low=given.low, high=given.high, choice=given.choice, sure=given.sure
    )


def _answer(item: AnyItem, given: Given) -> Answer:
    found = _as_answer(item, given)
    check_answer(item, found)
    return found


def _told(sheet: Sheet) -> Iterator[Told]:
    """Each item of a test with its key."""
    items = zip(FORMS[sheet.form], sheet.answers, scores(sheet), strict=True)
    for place_in_form, (item, answer, found) in enumerate(items):
        yield Told(
            moment=sheet.moment, title=item.title, said=_in_words(item, answer),
            found=key(sheet.form, place_in_form).said, why=item.why,
            points=round(POINTS * found.points),
        )  # fmt: skip


def _in_words(item: AnyItem, answer: Answer) -> str:
    match item:
        case Range():
            return f"{answer.low:.4g} to {answer.high:.4g} {item.unit}".replace("-", "−")
        case Choice():
            return f"{item.options[(answer.choice or 1) - 1]}, {answer.sure:.0%} sure"
        case Diagram():
            return item.candidates[(answer.choice or 1) - 1].text
