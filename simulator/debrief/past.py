"""What a manager could see until a day, and whether other luck shows the same."""

from collections.abc import Callable, Mapping
from math import fsum
from typing import NamedTuple

from msgspec import Struct, field

from simulator.chance import Heard, HeardFate, Look, Name, NotedFate
from simulator.decisions import AnyDecision
from simulator.events import Event, visible
from simulator.model.retold import heard, retold
from simulator.policies import Policy
from simulator.scenario import Scenario
from simulator.session import Session

Numbers = dict[Name, float]
"""Numbers of a fate, by name."""
POLICY = ("policy",)
"""A policy's own lots, which are no luck of the world's: they stay as they are."""


class Luck(NamedTuple):
    """Numbers under which the past shows what was seen."""

    numbers: Numbers
    held: Numbers
    """What came out of draws around a middle: it stays when the middle moves."""
    likely: float
    """The logarithm of how likely that is."""


class Past(Struct, frozen=True, eq=False):
    """The past of a session until its day, as far as it can be seen."""

    scenario: Scenario
    policy: Policy
    decisions: tuple[AnyDecision, ...]
    day: float
    seen: tuple[Event, ...]
    numbers: Numbers
    """What was really drawn for it, by name."""
    held: Numbers
    """What really came out of draws around a middle."""
    heard: dict[Name, Heard]
    """What the model says of some of them: hints."""
    looks: tuple[Look, ...]
    """Who has looked for issues, and when."""
    replays: list[int] = field(default_factory=lambda: [0])
    """How often it was played again."""
    goes_on: Callable[[], None] = lambda: None
    """Called before each replay; what it raises ends the search for fates."""

    def agrees(
        self, numbers: Mapping[Name, float], key: int, held: Mapping[Name, float] = {}
    ) -> Luck | None:
        """The luck of a past by these numbers, if it shows what was seen; else None.

        Numbers that only another past draws come from the key.
        """
        self.goes_on()
        self.replays[0] += 1
        fate = NotedFate(key, numbers, held)
        same = retold(self.scenario, self.policy, fate, self.decisions, self.day, self.seen)
        if not same or (held and not held.keys() <= fate.came_out.keys()):
            return None
        return Luck(fate.drawn, fate.came_out, fsum(fate.likely))


def past_of(session: Session, goes_on: Callable[[], None] = lambda: None) -> Past:
    """What could be seen in a session until today, its decisions of today included."""
    fate = HeardFate(session.seed)
    log = heard(session.scenario, session.policy, fate, session.decisions, session.today)
    return Past(
        session.scenario,
        session.policy,
        session.decisions,
        session.today,
        visible(log),
        fate.drawn,
        fate.came_out,
        fate.heard,
        tuple(fate.looks),
        goes_on=goes_on,
    )
