"""An office of one's own: what the plan left open is looked through, its past is learned from, and
it is forecast; whoever shows it puts it on trial, on the map, and into the cockpit."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from msgspec import Struct

from simulator.debrief.boundary.boundary import Placed, map_of
from simulator.errors import RefusedError
from simulator.explorables.own_files import brought, plain_name
from simulator.explorables.own_forecast import FIRST, Back, OwnForecast, back
from simulator.explorables.own_past import Learned, OwnPast, told_of
from simulator.explorables.picture import Message, Picture, Work, number
from simulator.explorables.trial import Chosen, Knob, Pair, Trial
from simulator.importing.words import count
from simulator.own_office import (
    Office,
    Section,
    Shelf,
    Wish,
    changed,
    learned_from,
    office_of,
    opened,
    sections,
    taught,
    untaught,
)
from simulator.own_office.form import PARTS, WHOSE
from simulator.own_office.learned import is_taught
from simulator.plans import Plan, translated
from simulator.policies import Policy
from simulator.policies.ready import READY
from simulator.readers import PLANS, plan_of
from simulator.scenario import Scenario
from simulator.values import shown

STEPS = {
    "look": "Look through",
    "past": "Your own past",
    "trial": "With and without a PMO",
    "map": "On the map",
    "fly": "Fly it",
    "back": "Give it back",
}
PMOS = {
    "no PMO": "no_pmo",
    "a light PMO": "light",
    "a heavy PMO": "heavy",
    "a tailored PMO": "tailored",
}
"""By what a page calls it: the ready-made policy."""
MOST_BACK = 100
"""So many changes can be taken back."""
MOST_WORLDS, MOST_WORK = 200, 60_000
"""Worlds that are played, and activities in all of them together, where an office is large."""
FEWEST = 20
SLICE = 600
"""Activities that are played between two looks at the page."""
BEYOND = (
    " Trouble that costs more than all of the work is hardly meant: look at values, cost of delay "
    "and risks under “Look through”."
)


class Shown(Struct, frozen=True, kw_only=True):
    """Everything on the page."""

    names: tuple[str, ...]
    name: str
    title: str
    size: str
    ours: int
    kept: str
    """Where the office lies."""
    steps: dict[str, str]
    step: str
    parts: dict[str, str]
    part: str
    section: Section | None
    whose: dict[str, str]
    wish: Wish
    can_undo: bool
    undo: str
    learned: Learned | None
    pmos: tuple[str, ...]
    pmo: str
    worlds: int
    place: str
    """Where the office stands on the map, in words."""
    back: Back | None


class OwnOffice(Picture):
    """What the plan did not say, and what may be done with the office.

    `wants` is what stands below the page by now: what was promised in the past and kept, a trial,
    the map or a flight; `turn` changes with each new one.
    """

    def __init__(self, office: Office | None = None, shelf: Shelf | None = None) -> None:
        self.shelf = Shelf() if shelf is None else shelf
        self.name, self.file = "", ""
        self.office = office
        self.before: list[tuple[str, Office]] = []
        """What was changed, and the office before it."""
        self.step, self.part, self.wish = "look", "sizes", Wish()
        self.past: OwnPast | None = None
        self.pmo, self.seed = "no PMO", 1
        self.wants, self.turn = "", 0
        self.map: Placed | None = None
        self.forecast: OwnForecast | None = None
        if office is not None:
            self.name = office.scenario.title or office.scenario.name

    # What is there

    def shown(self) -> Shown:
        """The page as it stands."""
        it = self.office
        return Shown(
            names=self.shelf.names(),
            name=self.file,
            title=self.name,
            size=_size(it.scenario) if it else "",
            ours=it.ours if it else 0,
            kept=str(self.shelf.path(self.file)) if self.file else "",
            steps=STEPS,
            step=self.step,
            parts=PARTS,
            part=self.part,
            section=sections(it, self.part, self.wish) if it and self.step == "look" else None,
            whose=WHOSE,
            wish=self.wish,
            can_undo=bool(self.before),
            undo=self.before[-1][0] if self.before else "",
            learned=self._learned(it) if it and self.step == "past" else None,
            pmos=tuple(PMOS),
            pmo=self.pmo,
            worlds=self.worlds,
            place=self.place,
            back=back(self.forecast, self.worlds) if it and self.step == "back" else None,
        )

    def words(self) -> str:
        """What it is about."""
        if self.office is None:
            return "An office of your own: open one that you have saved."
        many = self.office.ours
        left = f"{count(many, 'value is', 'values are')} still ours"
        left = left if many else "every value is yours or your plan's"
        return f"{self.name}: {_size(self.office.scenario)}; {left}."

    @property
    def worlds(self) -> int:
        """How many worlds are played of an office of this size."""
        if self.office is None:
            return MOST_WORLDS
        return min(MOST_WORLDS, max(FEWEST, MOST_WORK // max(1, _activities(self.office.scenario))))

    @property
    def at_a_time(self) -> int:
        """Worlds between two looks of the page."""
        return max(1, SLICE // max(1, _activities(self.there.scenario)))

    @property
    def there(self) -> Office:
        """The office. Raises RefusedError while none is open."""
        return self._needed()

    def _needed(self) -> Office:
        if self.office is None:
            raise RefusedError("there is no office yet; open one of yours first")
        return self.office

    @property
    def place(self) -> str:
        """Where the office stands on the map, in words; empty before that was asked."""
        if self.map is None:
            return ""
        return self.map.words + (BEYOND if self.map.own.trouble > 1 else "")

    def _learned(self, office: Office) -> Learned:
        files = self.shelf.plans(self.file) if self.file else ()
        return told_of(self.past, is_taught(office), tuple(it.name for it in files))

    # Acts

    def act(self, message: Message) -> Work | None:
        """Do what the page asks for. Raises RefusedError for what cannot be done."""
        act = self.ACTS.get(str(message.get("do")))
        return super().act(message) if act is None else act(self, message)

    def _open(self, message: Message) -> None:
        """An office that was saved."""
        name = str(message.get("name"))
        if name not in self.shelf.names():
            raise RefusedError(f"there is no office {shown(name)}; bring a plan first, and save it")
        self.take(self.shelf.open(name), name)

    def bring(self, path: str | Path) -> None:
        """An office from a file: one of our own, or a plan of another program as it is read."""
        path = Path(path)
        if path.suffix.lower() in PLANS:
            self.take(office_of(translated(plan_of(path))), "")
        else:
            self.take(opened(path), "")

    def take(self, office: Office, name: str) -> None:
        """Have this office on the page, kept under this name if it has one."""
        self.office, self.file = office, name
        self.name = name or office.scenario.title or office.scenario.name
        self.before, self.wish = [], Wish()
        self.past = None
        self._stale()

    def _step(self, message: Message) -> None:
        step = str(message.get("value"))
        if step not in STEPS:
            raise RefusedError(f"there is no step {shown(step)}; choose one of the row")
        self._needed()
        self.step = step
        if step == "map":
            self._place()
        elif step == "trial" or (step == "past" and self.past is not None):
            self._want(step)
        elif self.wants != "flight":
            self._want("")

    def _part(self, message: Message) -> None:
        part = str(message.get("value"))
        if part not in PARTS:
            raise RefusedError(f"there is no part {shown(part)}; choose one of the row")
        self.part, self.wish = part, Wish()

    def _find(self, message: Message) -> None:
        self.wish = Wish(
            find=str(message.get("find") or "")[:200], only_ours=message.get("only_ours") is True
        )

    def _turn(self, message: Message) -> None:
        page = int(number(message, "page", 0, 1e6))
        self.wish = Wish(find=self.wish.find, only_ours=self.wish.only_ours, page=page)

    def _project(self, message: Message) -> None:
        project = str(message.get("id"))
        it = self.wish
        again = "" if it.project == project else project
        self.wish = Wish(find=it.find, only_ours=it.only_ours, page=it.page, project=again)

    def _change(self, message: Message) -> None:
        """One value by hand; the office before it comes back with undo."""
        self._put(changed(self.there, message), _called(message))

    def _undo(self, _: Message) -> None:
        if not self.before:
            raise RefusedError("there is nothing to take back")
        self.office = self.before.pop()[1]
        self._stale()
        self._save()

    def _put(self, office: Office, what: str) -> None:
        self.before = [*self.before, (what, self.there)][-MOST_BACK:]
        self.office = office
        self._stale()
        self._save()

    def _save(self) -> None:
        if self.file:
            self.shelf.save(self.file, self.there)

    def _save_as(self, message: Message) -> None:
        """Keep it as a file of its own."""
        self.file = self.shelf.save_new(str(message.get("name") or self.name), self.there)
        self.name = self.file

    def _stale(self) -> None:
        """What was played of another office counts no more."""
        self.forecast, self.map = None, None
        if self.wants:
            self._want("")
        if self.step in ("trial", "map"):
            self.step = "look"

    # One's own past

    def _files(self, message: Message) -> None:
        """What is over in files that somebody brings."""
        self._read(brought(message.get("files")))

    def _own_files(self, _: Message) -> None:
        """What is over in the plan that the office came from."""
        self._read([plan_of(it) for it in self.shelf.plans(self.file)])

    def _read(self, plans: Sequence[Plan]) -> None:
        self._needed()
        self.past = OwnPast(learned_from(plans))
        self._want("past")

    def _give_up(self, message: Message) -> None:
        """Say which projects of the past were given up."""
        names = str(message.get("names") or "").split(";")
        given_up = tuple(dict.fromkeys(it.strip() for it in names if it.strip()))
        self.past = OwnPast(self._brought().brought, given_up)
        self._want("past")

    def _learn(self, message: Message) -> None:
        """Put what was learned in the place of what is ours."""
        known = self._brought().known
        self._put(taught(self.there, known, message.get("keep_risks") is True), "what was learned")

    def _brought(self) -> OwnPast:
        if self.past is None:
            raise RefusedError("bring your past first: a history, finished plans, or two versions")
        return self.past

    def _forget(self, _: Message) -> None:
        self._put(untaught(self.there), "the usual luck")

    # On trial, on the map, in the air

    def _want(self, what: str) -> None:
        self.wants = what
        self.turn += 1

    def trial(self) -> Trial:
        """The office with and without a PMO, in the same worlds."""
        scenario = self.there.scenario
        kinds = tuple(it for it in PMOS if it != "no PMO")

        def build(chosen: Chosen) -> Pair:
            return Pair(scenario, READY["no_pmo"], READY[PMOS[chosen["pmo"]]])

        found = Trial(
            "In this office I begin",
            [Knob(name="pmo", words="with", choices=kinds, start="")],
            build,
            names=("no PMO", "the PMO"),
            worlds=self.worlds,
            first=1,
            at_a_time=self.at_a_time,
        )
        found.choose("pmo", kinds[-1])
        return found

    def _place(self) -> None:
        self.map = map_of(self.there.scenario)
        self._want("map")

    def _fly(self, message: Message) -> None:
        """Begin a flight, with a PMO or without one."""
        pmo = str(message.get("pmo"))
        if pmo not in PMOS:
            raise RefusedError(f"there is no {shown(pmo)}; choose one of the list")
        self._needed()
        self.pmo = pmo
        self.seed = int(number({"world": message.get("world", 1)}, "world", 0, 2**31))
        self._want("flight")

    @property
    def policy(self) -> Policy:
        """The rules with which a flight begins."""
        return READY[PMOS[self.pmo]]

    @property
    def flight(self) -> str:
        """Under which name a flight is kept."""
        return plain_name(self.name)

    # Given back

    def _foresee(self, _: Message) -> Work:
        """Play the office in many worlds, slice by slice."""
        self.forecast = OwnForecast(self.there, self.policy)
        return self.forecast.play(self.worlds, self.at_a_time)

    def _write(self, message: Message) -> None:
        """Write what was forecast beside the office."""
        if self.forecast is None:
            raise RefusedError(FIRST)
        self.forecast.write(str(message.get("as")), self.shelf.folder, self.name)

    def kept(self) -> dict[str, object] | None:
        """Which office was open."""
        return {"name": self.file} if self.file else None

    def take_up(self, state: Mapping[str, object]) -> None:
        """Open it again, if it is still there."""
        name = state.get("name")
        if self.office is None and isinstance(name, str) and name in self.shelf.names():
            try:
                self.take(self.shelf.open(name), name)
            except RefusedError:
                return  # it is no office any more; the list says what there is

    ACTS: ClassVar[dict[str, Callable[["OwnOffice", Message], Work | None]]] = {
        "open": _open,
        "step": _step,
        "part": _part,
        "find": _find,
        "turn": _turn,
        "project": _project,
        "change": _change,
        "undo": _undo,
        "save": _save_as,
        "history": _files,
        "own history": _own_files,
        "give up": _give_up,
        "learn": _learn,
        "forget": _forget,
        "fly": _fly,
        "forecast": _foresee,
        "write": _write,
    }
    """What the page can ask for."""


def _called(message: Message) -> str:
    field = str(message.get("field") or message.get("id") or message.get("kind"))
    return field.replace("_", " ")


def _activities(scenario: Scenario) -> int:
    return sum(len(it.activities) for it in scenario.projects)


def _size(scenario: Scenario) -> str:
    projects, people, work = len(scenario.projects), len(scenario.roles), _activities(scenario)
    return (
        f"{count(projects, 'project')}, {count(work, 'activity', 'activities')}, "
        f"{count(people, 'pool')} of people"
    )
