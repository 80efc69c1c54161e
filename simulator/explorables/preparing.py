"""A mentor prepares a world: where, how hard, with which instruments, and with what in it."""

from collections.abc import Mapping

from msgspec import Struct, ValidationError, convert, to_builtins
from msgspec.structs import replace

from simulator.calendar import DAYS_A_WEEK
from simulator.errors import RefusedError
from simulator.explorables.picture import Message, Picture, Work, number
from simulator.mentor.code import COACHES, SEEDS, World, read, written
from simulator.mentor.finding import MOST, Search
from simulator.mentor.flown import Flown
from simulator.mentor.levels import LEVELS, Level, at
from simulator.mentor.strip import Strip, strip
from simulator.mentor.wanted import APART, WANTED
from simulator.readers import load, shipped
from simulator.scenario import Scenario
from simulator.values import shown

SLICE = 5
"""Worlds between two looks of the page."""
SWITCHES = {
    "forecasts": "the dots: where projects are likely to end",
    "cards": "cards: through which mechanisms a rule acts",
    "hints": "hints: what a choice brings and takes",
}
COACH_SAYS = {"off": "no coach", "offered": "a coach for who wants one", "on": "a coach for all"}
TICK = "Tick what the world shall have, then search; or take any."
ROUNDS = (0.15, 0.3, 0.45, 0.6, 0.75)
"""Shares of the time that everything takes at which rounds end; the sixth goes to the end."""
FIRST = World(organisation="eight_projects", seed=7)
"""Where somebody begins who has never prepared one."""


class Place(Struct, frozen=True, kw_only=True):
    """An organisation to choose."""

    id: str
    title: str


class Switch(Struct, frozen=True, kw_only=True):
    """An instrument, and whether trainees have it."""

    name: str
    words: str
    on: bool


class Wish(Struct, frozen=True, kw_only=True):
    """Something that the world can have."""

    name: str
    words: str
    why: str
    lacks: str
    """Why no world here can have it; "" if some can."""
    on: bool


class Candidate(Struct, frozen=True, kw_only=True):
    """A world that has all that was wanted."""

    seed: int
    code: str
    evidence: tuple[str, ...]
    strip: Strip
    taken: bool


class Prepared(Struct, frozen=True, kw_only=True):
    """Everything on the page."""

    places: tuple[Place, ...]
    organisation: str
    levels: tuple[str, ...]
    level: str
    switches: tuple[Switch, ...]
    coaches: tuple[tuple[str, str], ...]
    """(name, words)."""
    coach: str
    wishes: tuple[Wish, ...]
    done: int
    most: int
    verdict: str
    found: tuple[Candidate, ...]
    code: str
    """Of the world that is taken, with everything that was chosen."""
    says: str
    """What the code stands for, in a sentence."""
    strip: Strip
    """What will happen in it."""
    rounds: tuple[int, ...]
    """Days up to which teams fly in all rounds but the last, which goes to the end."""


class Preparing(Picture):
    """From a wish to a code that a room types in."""

    def __init__(self) -> None:
        self.world, self.wanted = FIRST, set[str]()
        self.search: Search | None = None
        self.verdict = TICK

    # What is seen

    def shown(self) -> Prepared:
        """The world as it is chosen now, and worlds that were found."""
        scenario, search = self._scenario, self.search
        fate = strip(Flown(scenario, self.world.seed))
        return Prepared(
            places=tuple(Place(id=it, title=load(it).title or it) for it in shipped()),
            organisation=self.world.organisation,
            levels=LEVELS,
            level=self.world.level,
            switches=tuple(
                Switch(name=it, words=words, on=getattr(self.world.instruments, it))
                for it, words in SWITCHES.items()
            ),
            coaches=tuple(COACH_SAYS.items()),
            coach=self.world.instruments.coach,
            wishes=tuple(
                Wish(
                    name=it.name, words=it.words, why=it.why, lacks=it.lacks(scenario),
                    on=it.name in self.wanted,
                )
                for it in WANTED.values()
            ),
            done=search.usual.done + search.tried if search else 0,
            most=search.usual.steps + MOST if search else 1,
            verdict=self.verdict,
            found=self._found(scenario),
            code=written(self.world),
            says=self._says(),
            strip=fate,
            rounds=_rounds(fate.days),
        )  # fmt: skip

    def words(self) -> str:
        """The code, and what it stands for."""
        return f"{written(self.world)}: {self._says()}"

    @property
    def _scenario(self) -> Scenario:
        return at(load(self.world.organisation), self.world.level)

    def _found(self, scenario: Scenario) -> tuple[Candidate, ...]:
        return tuple(
            Candidate(
                seed=it.seed,
                code=written(replace(self.world, seed=it.seed)),
                evidence=tuple(it.evidence.values()),
                strip=strip(Flown(scenario, it.seed)),
                taken=it.seed == self.world.seed,
            )
            for it in (self.search.found if self.search else ())
        )

    def _says(self) -> str:
        tools = self.world.instruments
        has = [it for it in SWITCHES if getattr(tools, it)]
        level = {"as written": "", "calm": ", in calm times", "rough": ", in rough times"}
        return (
            f"{load(self.world.organisation).title}{level[self.world.level]}, world "
            f"{self.world.seed}, with {', '.join(has) or 'nothing but facts'} and "
            f"{COACH_SAYS[tools.coach]}."
        )

    # What is done

    def act(self, message: Message) -> Work | None:
        """Choose, search, take. Raises RefusedError for what cannot be."""
        match message.get("do"):
            case "organisation":
                self._elsewhere(replace(self.world, organisation=self._place(message.get("value"))))
            case "level":
                self._elsewhere(replace(self.world, level=self._level(message.get("value"))))
            case "switch":
                self._switch(message.get("name"))
            case "coach":
                self._coach(message.get("value"))
            case "wish":
                self._wish(message.get("name"))
            case "take":
                self._choose(message)
            case "search":
                return self._look()
            case _:
                return super().act(message)
        return None

    def _place(self, name: object) -> str:
        if name not in shipped():
            raise RefusedError(f"there is no organisation {shown(name)}; choose one of the list")
        return str(name)

    def _level(self, name: object) -> Level:
        level = next((it for it in LEVELS if it == name), None)
        if level is None:
            raise RefusedError(f"there is no level {shown(name)}; choose {', '.join(LEVELS)}")
        return level

    def _elsewhere(self, world: World) -> None:
        """What was found elsewhere is worth nothing here."""
        self.world, self.search = world, None
        lacking = [it for it in self.wanted if WANTED[it].lacks(self._scenario)]
        self.wanted -= set(lacking)
        self.verdict = TICK

    def _switch(self, name: object) -> None:
        if name not in SWITCHES:
            raise RefusedError(f"there is no instrument {shown(name)}; choose one of the list")
        tools = self.world.instruments
        turned = {str(name): not getattr(tools, str(name))}
        self.world = replace(self.world, instruments=replace(tools, **turned))

    def _coach(self, value: object) -> None:
        coach = next((it for it in COACHES if it == value), None)
        if coach is None:
            raise RefusedError(f"there is no coach {shown(value)}; choose one of the list")
        self.world = replace(self.world, instruments=replace(self.world.instruments, coach=coach))

    def _wish(self, name: object) -> None:
        if name not in WANTED:
            raise RefusedError(f"{shown(name)} is nothing to look for; choose of the list")
        wish = WANTED[str(name)]
        if lacks := wish.lacks(self._scenario):
            raise RefusedError(lacks.rstrip("."))
        self.wanted ^= {wish.name}
        if wish.name in self.wanted & APART:  # it is one or the other
            self.wanted -= APART - {wish.name}
        self.search = None
        self.verdict = "Search, when all is ticked."

    def _choose(self, message: Message) -> None:
        """A world by its number, or all of it by the code on an old sheet of paper."""
        asked = message.get("world")
        if isinstance(asked, str) and any(map(str.isalpha, asked)):
            self._elsewhere(read(asked))
        else:
            self._take(int(number(message, "world", 0, SEEDS.stop - 1)))
        self.verdict = f"World {self.world.seed} is taken; its code is below."

    def _take(self, seed: int) -> None:
        self.world = replace(self.world, seed=seed)

    def _look(self) -> Work:
        if not self.wanted:
            raise RefusedError("tick at least one thing that the world shall have")
        wanted = tuple(it for it in WANTED if it in self.wanted)
        if self.search is None or self.search.found:
            start = None if self.search is None else self.search.next
            self.search = Search(self._scenario, wanted, start)
        return self._looking(self.search)

    def _looking(self, search: Search) -> Work:
        """Some worlds at a time; what is found is shown at once."""
        for step, _ in enumerate(search.look()):
            self.verdict = search.words
            if step % SLICE == 0:
                yield
        self.verdict = search.words
        if search.found:
            self._take(search.found[0].seed)

    # What is kept

    def kept(self) -> dict[str, object] | None:
        """The world that is taken, and what was wanted."""
        if self.world == FIRST and not self.wanted:
            return None
        return {"world": to_builtins(self.world), "wanted": sorted(self.wanted)}

    def take_up(self, state: Mapping[str, object]) -> None:
        """As it was left; an organisation that is there no more is left out."""
        try:
            before = convert(state, _State)
        except ValidationError:
            return
        if before.world.organisation in shipped() and before.world.seed in SEEDS:
            self.world = before.world
            self.wanted = {
                it for it in before.wanted if it in WANTED and not WANTED[it].lacks(self._scenario)
            }


def _rounds(days: float) -> tuple[int, ...]:
    """To whole weeks, since the cockpit flies by the week."""
    ends = (int(round(days * it / DAYS_A_WEEK) * DAYS_A_WEEK) for it in ROUNDS)
    return tuple(dict.fromkeys(it for it in ends if it > 0))


class _State(Struct):
    """What is kept."""

    world: World = FIRST
    wanted: tuple[str, ...] = ()
