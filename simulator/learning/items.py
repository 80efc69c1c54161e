"""What a test asks for: a range for a number, a choice and how sure, an empty place in a diagram.

An item knows how its answer comes about in many worlds; it does not know its answer.
"""

from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

from simulator.metrics import Events
from simulator.policies import Policy
from simulator.scenario import Scenario

Construct = Literal["forecast", "rule", "diagram", "transfer"]
Seeds: TypeAlias = Sequence[int]
Worlds: TypeAlias = Callable[[Seeds], Sequence[float]]
"""One number for each world."""
Number: TypeAlias = Callable[[Events, Scenario], float]
"""What is measured in a run."""
Side: TypeAlias = tuple[Scenario, Policy]
"""An office and its rules."""
CONSTRUCTS: dict[Construct, str] = {
    "forecast": "giving a range",
    "rule": "which rule is better",
    "diagram": "what leads to what",
    "transfer": "outside project work",
}
"""What is measured, in words."""
SHARE = 0.8
"""How often a range should hold."""
COIN, CERTAIN = 0.5, 1.0
"""How sure one can be of one of two."""


class Item(Struct, frozen=True, kw_only=True):
    """One question of a test. Its twin in the other form has the same id."""

    id: str
    construct: Construct
    title: str
    story: str
    question: str
    why: str
    """What is behind it; told when both tests are handed in."""
    table: tuple[tuple[str, ...], ...] = ()
    """What has to be known besides, its head first."""


class Range(Item, frozen=True, kw_only=True):
    """A range in which a number lies in 8 of 10 cases."""

    unit: str
    start: float
    """Where the number line begins; whoever says all of it has said nothing."""
    end: float
    step: float
    usual: tuple[float, float]
    """What people say who have not thought of it."""
    outcomes: Worlds
    one: bool = False
    """Whether it is one fixed number, what the worlds come to on average."""


class Choice(Item, frozen=True, kw_only=True):
    """Which of two, and how sure."""

    options: tuple[str, str]
    gains: Worlds
    """By how much the first is better, in each world."""


class Box(Struct, frozen=True, kw_only=True):
    """A box of a diagram, and where its middle lies: 0 to 100 across, 0 to 100 down."""

    id: str
    text: str
    """Empty in the box that has to be filled."""
    x: float
    y: float


class Candidate(Struct, frozen=True, kw_only=True):
    """What might stand in the empty place."""

    text: str
    number: Number
    """By what it is measured whether the cause moves it."""
    to: str = ""
    """The box to which an arrow would lead, if an arrow is missing."""


class Diagram(Item, frozen=True, kw_only=True):
    """What leads to what, with one box or one arrow missing."""

    boxes: tuple[Box, ...]
    arrows: tuple[tuple[str, str], ...]
    """From box to box."""
    candidates: tuple[Candidate, ...]
    without: Side
    """Where the cause of it all is missing."""
    with_it: Side
    begins: str = ""
    """The box from which the missing arrow leads; nothing if a box is missing."""


AnyItem: TypeAlias = Range | Choice | Diagram
