"""What a coach could say on a day."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from simulator.cockpit.scene import Scene


class Remark(Struct, frozen=True, kw_only=True):
    """One observation, or one question with one premise: true on its day, and never an answer."""

    kind: str
    """Which observation has made it."""
    about: str
    """What it is about; of that nothing of this kind is said again soon."""
    sentence: str
    importance: float
    """0 to 1: of several remarks the most important one is said."""
    hint: bool = False
    """Whether it says what a choice would bring, which not everybody has on the screen."""
    at_once: bool = False
    """Whether it is about the decision that was just taken, so that it cannot wait."""


Observation = Callable[[Scene], Iterator[Remark]]
"""What there is to be said of a day, made from what the day's screen shows: what weighs most
comes first."""
