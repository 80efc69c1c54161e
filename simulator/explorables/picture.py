"""What all pictures of lessons have in common."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from msgspec import Struct

from simulator.errors import RefusedError
from simulator.values import shown

Message: TypeAlias = Mapping[str, object]
"""What a page asks for: `do` says what, the rest says with what."""
Work: TypeAlias = Iterator[Any]
"""Long work: it rests after every small slice, so that the page can follow and Stop is heard; for
so many seconds, where it waits for something."""
MOST = 1e9
"""No number that a person gives is larger."""


class Picture(ABC):
    """A picture that somebody acts on."""

    open = True
    """Whether every prediction before it is locked. Until then `shown` gives nothing away."""

    @abstractmethod
    def shown(self) -> Struct:
        """Everything on the page."""

    @abstractmethod
    def words(self) -> str:
        """What it shows, in words."""

    def act(self, message: Message) -> Work | None:
        """Do what the page asks for. Raises RefusedError for what cannot be done."""
        raise RefusedError(f"{shown(message.get('do'))} is nothing that can be done here")

    def check_open(self) -> None:
        """Raise RefusedError while a prediction before it is not locked."""
        if not self.open:
            raise RefusedError("first lock your predictions; then this can be played")

    def kept(self) -> dict[str, object] | None:
        """What has to be kept for the next time; None while it is untouched."""
        return None

    def take_up(self, state: Mapping[str, object]) -> None:  # noqa: B027 - most keep nothing
        """Be as somebody left it. What another edition of the lesson has kept is left out."""


def number(message: Message, name: str, low: float = -MOST, high: float = MOST) -> float:
    """A number that a message brings. Raises RefusedError if there is none, or one out of range."""
    value = message.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise RefusedError(
            f"{name.replace('_', ' ')} is {shown(value)}; give a number from {low:g} to {high:g}"
        )
    return float(value)


def finish(picture: Picture, message: Message) -> None:
    """Do what a message asks for, to its end; for whoever has no page that follows."""
    for _ in picture.act(message) or ():
        pass
