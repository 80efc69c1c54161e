"""Somebody brings a plan of their own: what the page asks for, and what it shows of the import."""

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from simulator.errors import RefusedError
from simulator.explorables.picture import Message, Picture, Work
from simulator.importing import Bringing, Page, Shelf, View, page
from simulator.importing.aside import Slices
from simulator.importing.columns import (
    sheet_of,
    with_about,
    with_field,
    with_header,
    with_meaning,
    with_signs,
)
from simulator.importing.coming import Coming
from simulator.importing.exports import made
from simulator.importing.mending import sort_of
from simulator.importing.moment import mark
from simulator.plan_forecast import WORLDS
from simulator.readers.tables import Mapping as Columns
from simulator.scenario import Scenario
from simulator.values import shown


class Download(Struct, frozen=True, kw_only=True):
    """A file that the page hands to whoever asked for it."""

    token: str
    """By which the page knows that it asked."""
    name: str
    content: str
    """In letters (base64)."""


class Shown(Struct, frozen=True, kw_only=True):
    """Everything on the page."""

    page: Page
    doing: str
    """What long work is at, in words."""
    done: int
    most: int
    """0 where nobody can say how long it takes."""
    note: str
    download: Download | None


class OwnPortfolio(Picture):
    """Choose, map, look, mend, check, save; then fly it or forecast it."""

    def __init__(self, shelf: Shelf | None = None, beside: Path | None = None) -> None:
        self.bringing = Bringing(shelf, beside)
        self.view = View()
        self.doing, self.note, self.done, self.most = "", "", 0, 0
        self.download: Download | None = None
        self.office: tuple[str, Scenario] | None = None
        """What somebody wants to fly, and under which name it was saved."""
        self._coming = Coming()

    def shown(self) -> Shown:
        """The page as it stands."""
        return Shown(
            page=page(self.bringing, self.view), doing=self.doing, done=self.done, most=self.most,
            note=self.note, download=self.download,
        )  # fmt: skip

    def words(self) -> str:
        """Where the import stands."""
        it = self.bringing
        if not it.name:
            return "Bring your own portfolio: choose the file of a plan."
        saved = f", saved as {it.saved}" if it.saved else ""
        return f"Bring your own portfolio: {it.name}{saved}."

    def act(self, message: Message) -> Work | None:
        """Do what the page asks for. Raises RefusedError for what cannot be done."""
        self.note, self.download = "", None
        asked = str(message.get("do"))
        if asked in self.AT_ONCE:
            self.AT_ONCE[asked](self, message)
            return None
        if asked in self.LONG:
            doing, work = self.LONG[asked]
            return self._working(doing, work(self, message))
        return super().act(message)

    def _working(self, doing: str, work: Slices[None]) -> Work:
        """Long work with words for what it is at."""
        self.doing, self.done, self.most = doing, 0, 0

        def slices() -> Iterator[float]:
            try:
                yield from work
            except GeneratorExit:
                self.note = "Stopped; everything is as it was before."
                raise
            finally:
                self.doing = ""

        return slices()

    # Files that come

    def _begin(self, message: Message) -> None:
        self._coming = Coming(message.get("files"))
        self.done, self.most = 0, self._coming.size

    def _piece(self, message: Message) -> None:
        self.done = self._coming.take(message.get("number"), message.get("at"), message.get("data"))

    def _arrived(self, _: Message) -> Slices[None]:
        files, self._coming = self._coming.files(), Coming()
        yield from self.bringing.choose(files)
        self.view = View()

    # What is looked at

    def _look_at(self, message: Message) -> None:
        """Another sheet, kind of findings, row or project."""
        changes: dict[str, object] = {}
        for field, kind in (("sheet", str), ("kind", str), ("about", str), ("key", str),
                            ("project", str), ("all", bool)):  # fmt: skip
            if isinstance(message.get(field), kind):
                changes[field] = message[field]
        if isinstance(message.get("open"), str):
            changes["open"] = self.view.open | {str(message["open"])}
        self.view = replace(self.view, **changes)

    # Steps

    def _columns(self, message: Message) -> Slices[None]:
        it = self.bringing
        sheet = sheet_of(it.source.sheets if it.source else (), message.get("sheet"))
        changes: dict[str, tuple[str, Callable[[Columns], Columns]]] = {
            "about": ("say what the table is about",
                      lambda known: with_about(known, sheet, message.get("value"))),
            "header": ("set the header's row",
                       lambda known: with_header(known, sheet, message.get("value"),
                                                 message.get("across"))),
            "field": (f"map {str(message.get('field')).replace('_', ' ')}",
                      lambda known: with_field(known, sheet, message.get("field"),
                                               message.get("value"))),
            "meaning": (f"say what “{message.get('word')}” stands for",
                        lambda known: with_meaning(known, message.get("words"),
                                                   message.get("word"), message.get("value"))),
        } | {
            sign: (words, partial(with_signs, sheet=sheet, sign=sign, value=message.get("value")))
            for sign, words in (("unit", "say what durations count"),
                                ("day_first", "say which comes first in dates"),
                                ("decimal_comma", "say what commas are"))
        }  # fmt: skip
        what = str(message.get("what"))
        if what not in changes:
            raise RefusedError(f"{shown(what)} is nothing that can be said of a table")
        did, change = changes[what]
        yield from it.change_columns(did, change)

    def _mend(self, message: Message) -> Slices[None]:
        yield from self.bringing.mend(
            message.get("about"), message.get("key"), message.get("values")
        )
        self.view = replace(self.view, about="", key="")

    def _staff(self, message: Message) -> Slices[None]:
        said = message.get("people")
        if not isinstance(said, list) or not all(isinstance(it, dict) for it in said):
            raise RefusedError("fill in who does the work")
        yield from self.bringing.staff(said)

    def _tick(self, message: Message) -> Slices[None]:
        marks = message.get("marks")
        imported = self.bringing.found.imported
        if isinstance(message.get("sort"), str) and imported is not None:
            marks = [mark(it) for it in imported.findings if sort_of(it) == message["sort"]]
        if not isinstance(marks, list):
            raise RefusedError("choose a finding")
        yield from self.bringing.tick(marks, message.get("on") is not False)

    def _resume(self, message: Message) -> Slices[None]:
        yield from self.bringing.resume(message.get("name"))
        self.view = View()

    def _beside(self, message: Message) -> Slices[None]:
        names = message.get("names")
        yield from self.bringing.choose_beside(names if isinstance(names, list) else [])
        self.view = View()

    def _keep_mapping(self, message: Message) -> None:
        self.bringing.keep_mapping(message.get("name"))
        self.note = (
            f"Kept as “{self.bringing.now.mapping.name}”." if self.bringing.now.mapping else ""
        )

    def _save(self, message: Message) -> None:
        self.bringing.save(message.get("name"))
        self.note = f"Saved as “{self.bringing.saved}”."

    def _fly(self, message: Message) -> Slices[None]:
        """Save it if that was not done, and fly what was saved."""
        it = self.bringing
        if not it.saved or it.changed or message.get("name") not in (None, it.saved):
            it.save(message.get("name"))
        yield 0.0
        self.office = (it.saved, it.office())
        self.note = f"“{it.saved}” is in the cockpit below."

    def _foresee(self, message: Message) -> Slices[None]:
        worlds = message.get("worlds", WORLDS)
        if isinstance(worlds, bool) or not isinstance(worlds, int) or not 10 <= worlds <= 1000:
            raise RefusedError(f"{shown(worlds)} is no number of worlds; choose from 10 to 1000")
        self.most = worlds
        yield from self.bringing.foresee(self._tell, worlds)

    def _tell(self, count: int) -> None:
        self.done = count

    # Files that go

    def _write(self, message: Message) -> Slices[None]:
        """Hand out a file: the template, the portfolio, the mended plan, or the forecast."""
        what, token = str(message.get("what")), str(message.get("token"))[:40]
        yield 0.0
        name, content = made(self.bringing, what)
        self.download = Download(token=token, name=name, content=b64encode(content).decode())

    # The next time

    def kept(self) -> dict[str, object] | None:
        """Which import somebody was at; all of it is kept with it."""
        return {"name": self.bringing.name} if self.bringing.name else None

    def take_up(self, state: Mapping[str, object]) -> None:
        """Go on with that import, if it is still there."""
        name = state.get("name")
        if not isinstance(name, str):
            return
        try:
            for _ in self.bringing.resume(name):
                pass
        except (RefusedError, OSError) as error:
            self.note = f"“{name}” cannot be taken up: {error}."
        else:
            self.note = f"Welcome back: “{name}” is as you left it."

    def _again(self, _: Message) -> None:
        """Begin with another file."""
        self.bringing.start()
        self.view = View()

    AT_ONCE: dict[str, Callable[["OwnPortfolio", Message], None]] = {
        "begin": _begin,
        "piece": _piece,
        "look": _look_at,
        "keep mapping": _keep_mapping,
        "forget": lambda self, message: self.bringing.forget(message.get("name")),
        "save": _save,
        "again": _again,
    }
    """What the page can ask for, and is done at once."""

    LONG: dict[str, tuple[str, Callable[["OwnPortfolio", Message], Slices[None]]]] = {
        "arrived": ("Reading", _arrived),
        "beside": ("Reading", _beside),
        "resume": ("Reading", _resume),
        "step": ("Flying your plan once, without luck",
                 lambda self, message: self.bringing.go(message.get("step"))),
        "columns": ("Reading", _columns),
        "use mapping": ("Reading",
                        lambda self, message: self.bringing.use_mapping(message.get("name"))),
        "answer": ("Working it out",
                   lambda self, message: self.bringing.answer(message.get("field"),
                                                              message.get("value"))),
        "staff": ("Working it out", _staff),
        "staff as planned": ("Flying your plan once more, without luck",
                             lambda self, _: self.bringing.staff_as_planned()),
        "mend": ("Working it out", _mend),
        "tick": ("Noting", _tick),
        "undo": ("Taking it back", lambda self, _: self.bringing.undo()),
        "fly": ("Opening the cockpit", _fly),
        "foresee": ("Playing your plan in many worlds", _foresee),
        "write": ("Writing the file", _write),
    }  # fmt: skip
    """What may take longer, and what it is called meanwhile."""
