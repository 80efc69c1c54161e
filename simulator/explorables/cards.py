"""A screen with a card for each project: audits are placed, and then the cards are turned over."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from math import fsum
from statistics import fmean

from msgspec import Struct, ValidationError, convert

from simulator.calendar import DAYS_A_WEEK
from simulator.errors import RefusedError
from simulator.explorables.looking import COLOURS, Course, alone, course, length
from simulator.explorables.picture import Message, Picture, Work
from simulator.scenario import Project, Scenario
from simulator.values import shown

AUDITS = 3
"""So many audits there are to buy."""
WORLDS = 50
Rule = Callable[[Project, Course], float]
"""Where to look first: where this is largest."""
RULES: dict[str, Rule] = {
    "Where it is reddest": lambda project, it: _redness(it),
    "Where it is nearly done": lambda project, it: it.standing.done,
    "Where most came back": lambda project, it: it.standing.back / project.effort,
    "Where least came back": lambda project, it: -it.standing.back / project.effort,
}
"""By what one could place them; the last look at a card decides, never what is behind it."""


class Back(Struct, frozen=True, kw_only=True):
    """What stands on the back of a card."""

    colour: str
    """What the project truly was: by how late it came."""
    right: float
    """Share of its work that was done and right."""
    hidden: float
    """Person-days of wrong work that nobody knew of."""
    late: float
    """Days by which it came late; below zero it was early."""
    finish: float
    saved: float | None
    """What the audit saved after its price, in k€; None without one."""
    sooner: float | None
    """Days by which the audit brought it forward."""


class Card(Struct, frozen=True, kw_only=True):
    """One project on the screen."""

    id: str
    name: str
    crew: str
    plan: float
    """Planned days."""
    due: float
    told: tuple[str, ...]
    """The colours of its reports, the last one last."""
    late: float
    """Days by which it will be late, as it says."""
    done: float
    """Share of its work that counts as done."""
    came_back: float
    """Person-days that came back to be mended."""
    audited: bool
    back: Back | None
    """Only when the cards may be turned over."""


class Row(Struct, frozen=True, kw_only=True):
    """A way to place the audits, in many worlds; k€ after their price."""

    name: str
    saved: tuple[float, ...]
    mean: float


class Screen(Struct, frozen=True, kw_only=True):
    """Everything on the page."""

    cards: tuple[Card, ...]
    week: int
    most: int
    placed: int
    signed: bool
    price: float
    """k€ an audit."""
    saved: float | None
    """What the trainee's audits saved in this world, in k€."""
    rows: tuple[Row, ...]
    """Once the many worlds are played."""
    told: bool
    """Whether the cards may be turned over."""
    played: int
    """Of the many worlds."""
    worlds: int


class Cards(Picture):
    """Place three audits by what the cards say, sign, and turn the cards over.

    Every project is alone with its people, so an audit of one changes nothing in another.
    """

    def __init__(self, scenario: Scenario, day: float, seed: int, first: int = 1) -> None:
        self.scenario, self.day, self.seed = scenario, day, seed
        self.seeds = range(first, first + WORLDS)
        self.places = {it.id: it for it in scenario.projects}
        self.mine: set[str] = set()
        self.signed: tuple[str, ...] = ()
        self.played = 0
        """Of the many worlds."""

    @property
    def told(self) -> bool:
        """Whether the cards may be turned over."""
        return self.open and bool(self.signed)

    @property
    def audited(self) -> float:
        """The Monday on which the auditors come."""
        return self.day + DAYS_A_WEEK

    def shown(self) -> Screen:
        """The fronts; once it is signed the backs, and what other places would have brought."""
        cards = tuple(map(self._card, self.scenario.projects))
        looks = self.scenario.mechanisms.detection
        mine = [it.back.saved for it in cards if it.back and it.back.saved is not None]
        return Screen(
            cards=cards, week=round(self.day / DAYS_A_WEEK), most=AUDITS, placed=len(self.mine),
            signed=bool(self.signed), price=looks.audit_price if looks else 0.0,
            saved=sum(mine) if self.told else None, rows=self._rows(),
            told=self.told, played=self.played, worlds=WORLDS,
        )  # fmt: skip

    def words(self) -> str:
        """What the cards say, and once it may be said what was so."""
        page = self.shown()
        green = sum(it.told[-1:] == ("green",) for it in page.cards)
        front = f"{green} of {len(page.cards)} cards are green in week {page.week}"
        if not self.told:
            return f"{front}; what is behind them is not yet said."
        red = [it.name for it in page.cards if it.back and it.back.colour == "red"]
        mine = (
            f"{front}; {len(red)} of the projects end red. Your audits saved {page.saved:,.0f} k€"
        )
        if not page.rows:
            return f"{mine} in this world."
        rows = ", ".join(f"{it.name.lower()} {it.mean:,.0f}" for it in page.rows)
        return (
            f"{mine} in this world. Three audits save on average over {WORLDS} worlds, in k€: "
            f"{rows}."
        )

    def act(self, message: Message) -> Work | None:
        """Place an audit or take it back, or sign. Raises RefusedError for what cannot be."""
        match message.get("do"):
            case "place":
                self.place(message.get("card"))
            case "sign":
                self.sign()
            case "worlds":
                if not self.told:
                    raise RefusedError("first order your audits, and lock your predictions")
                return self.play()
            case _:
                return super().act(message)
        return None

    def place(self, card: object) -> None:
        """Place an audit, or take it back. Raises RefusedError if there is none left."""
        if self.signed:
            raise RefusedError("the audits are ordered; a signature stays")
        if card not in self.places:
            raise RefusedError(f"there is no card {shown(card)}; choose one of the screen")
        if card not in self.mine and len(self.mine) >= AUDITS:
            raise RefusedError(f"there is money for {AUDITS} audits; take one back first")
        self.mine ^= {str(card)}

    def sign(self) -> None:
        """Order the audits. Raises RefusedError if some are left, or they are ordered."""
        if self.signed:
            raise RefusedError("the audits are ordered; a signature stays")
        if len(self.mine) < AUDITS:
            raise RefusedError(f"{AUDITS} audits are to be placed, and you have {len(self.mine)}")
        self.signed = tuple(it for it in self.places if it in self.mine)

    def play(self) -> Work:
        """Place audits by each rule in many worlds, one by one."""
        for place, seed in enumerate(self.seeds):
            yield
            for rule in RULES:
                saved_by(self.scenario, self.day, rule, seed)
            self.played = place + 1

    def kept(self) -> dict[str, object] | None:
        """Where the audits are."""
        if not self.mine:
            return None
        return {"mine": sorted(self.mine), "signed": bool(self.signed)}

    def take_up(self, state: Mapping[str, object]) -> None:
        """The audits where they were left."""
        try:
            left = convert(state, _State)
        except ValidationError:
            return  # of another edition of the lesson
        mine = set(left.mine)
        if mine <= self.places.keys() and len(mine) <= AUDITS:
            self.mine = mine
            if left.signed and len(mine) == AUDITS:
                self.sign()

    def went(self, project: str, seed: int, audited: bool = False) -> Course:
        """How a project goes in a world, with an audit or without."""
        one = alone(self.scenario, project)
        return course(one, seed, self.day, self.audited if audited else None)

    def _card(self, project: Project) -> Card:
        went, due = self.went(project.id, self.seed), project.due or 0.0
        on = went.standing
        return Card(
            id=project.id, name=project.name, crew=_crew(self.scenario, project),
            plan=length(alone(self.scenario, project.id)), due=due, told=on.told, late=on.late,
            done=on.done, came_back=on.back, audited=project.id in self.mine,
            back=self._back(project.id, went, due) if self.told else None,
        )  # fmt: skip

    def _back(self, project: str, went: Course, due: float) -> Back:
        looked = self.went(project, self.seed, True) if project in self.signed else None
        return Back(
            colour=went.colour, right=went.standing.right, hidden=went.standing.hidden,
            late=went.finish - due, finish=went.finish,
            saved=looked.net - went.net if looked else None,
            sooner=went.finish - looked.finish if looked else None,
        )  # fmt: skip

    def _rows(self) -> tuple[Row, ...]:
        if not self.told or self.played < WORLDS:
            return ()
        found = []
        for name in RULES:
            each = tuple(saved_by(self.scenario, self.day, name, it) for it in self.seeds)
            found.append(Row(name=name, saved=each, mean=fmean(each)))
        return tuple(found)


class _State(Struct):
    """What is kept of the screen."""

    mine: list[str] = []  # noqa: RUF012 - msgspec copies it
    signed: bool = False


@lru_cache(maxsize=4096)
def saved_by(scenario: Scenario, day: float, rule: str, seed: int) -> float:
    """What audits save after their price in a world if they are placed by a rule, in k€."""
    first = placed(scenario, day, rule, seed)[:AUDITS]
    return fsum(audit_saves(scenario, it, seed, day) for it in first)


def placed(scenario: Scenario, day: float, rule: str, seed: int) -> list[str]:
    """Where a rule would look, first place first, among the projects that are not over."""
    cards = []
    for project in scenario.projects:
        went = course(alone(scenario, project.id), seed, day)
        if went.finish > day + DAYS_A_WEEK:
            cards.append((-RULES[rule](project, went), project.id))
    return [project for _, project in sorted(cards)]


def audit_saves(scenario: Scenario, project: str, seed: int, day: float) -> float:
    """What an audit of this project a week after a day saves after its price, in k€."""
    one = alone(scenario, project)
    return course(one, seed, day, day + DAYS_A_WEEK).net - course(one, seed, day).net


def _redness(it: Course) -> float:
    """By the last colour, then by how late it says it will be."""
    on = it.standing
    return (COLOURS.index(on.told[-1]) if on.told else 0) + on.late / 1000


def _crew(scenario: Scenario, project: Project) -> str:
    role = project.activities[0].people[0].role
    return next(it for it in scenario.roles if it.id == role).members[0]
