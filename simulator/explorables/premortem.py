"""It has failed: why? Reasons are written down before, and held against what happened after."""

from collections.abc import Mapping

from msgspec import Struct, ValidationError, convert, to_builtins

from simulator.errors import RefusedError
from simulator.explorables.picture import Message, Picture, Work
from simulator.plain_text import visible
from simulator.values import shown

MOST_REASONS = 5
LONGEST = 120
"""Characters of a reason."""


class Reason(Struct, frozen=True, kw_only=True):
    """One reason, and what it is about."""

    text: str
    about: str


class Found(Struct, frozen=True, kw_only=True):
    """What one kind of reason came to."""

    about: str
    named: int
    """How many of the reasons are about it."""
    share: float
    """Of all money lost, from 0 to 1."""


class Box(Struct, frozen=True, kw_only=True):
    """Everything on the page."""

    reasons: tuple[Reason, ...]
    abouts: tuple[str, ...]
    """What a reason can be about."""
    most: int
    longest: int
    sealed: bool


class Premortem(Picture):
    """Write down why it failed, before it begins; then seal the box.

    `abouts` says what a reason can be about, by what is shown; the last is for what no register
    knows.
    """

    def __init__(self, abouts: tuple[str, ...]) -> None:
        self.abouts = abouts
        self.reasons: list[Reason] = []
        self.sealed = False

    def shown(self) -> Box:
        """The reasons so far."""
        return Box(
            reasons=tuple(self.reasons), abouts=self.abouts, most=MOST_REASONS, longest=LONGEST,
            sealed=self.sealed,
        )  # fmt: skip

    def words(self) -> str:
        """How many reasons lie in the box."""
        count = len(self.reasons)
        lid = "sealed" if self.sealed else "open"
        return f"{count} reason{'' if count == 1 else 's'} in the box; it is {lid}."

    def act(self, message: Message) -> Work | None:
        """Put a reason in, take one out, or seal the box. Raises RefusedError."""
        match message.get("do"):
            case "add":
                self.add(message.get("text"), message.get("about"))
            case "remove":
                self.remove(message.get("place"))
            case "seal":
                self.seal()
            case _:
                return super().act(message)
        return None

    def add(self, text: object, about: object) -> None:
        """Put a reason in. Raises RefusedError if it says nothing, or there is no more room."""
        self._unsealed()
        words = visible(text).strip() if isinstance(text, str) else ""
        if not words:
            raise RefusedError("the reason is empty; write a few words")
        if len(words) > LONGEST:
            raise RefusedError(
                f"the reason has {len(words)} characters; say it in at most {LONGEST}"
            )
        if about not in self.abouts:
            raise RefusedError(f"say what the reason is about; {shown(about)} is not on the list")
        if len(self.reasons) >= MOST_REASONS:
            raise RefusedError(f"{MOST_REASONS} reasons are enough; take one out first")
        self.reasons.append(Reason(text=words, about=str(about)))

    def remove(self, place: object) -> None:
        """Take a reason out. Raises RefusedError if it is not there."""
        self._unsealed()
        if isinstance(place, bool) or not isinstance(place, int):
            raise RefusedError(f"there is no reason {shown(place)}; choose one of the list")
        if not 0 <= place < len(self.reasons):
            raise RefusedError(f"there is no reason number {place + 1}; choose one of the list")
        del self.reasons[place]

    def seal(self) -> None:
        """Close the box for good. Raises RefusedError if it is empty, or closed."""
        self._unsealed()
        if not self.reasons:
            raise RefusedError("the box is empty; write down at least one reason")
        self.sealed = True

    def found(self, lost: Mapping[str, float]) -> tuple[Found, ...]:
        """The reasons against the money lost by what it was lost through; the largest first."""
        total = sum(lost.values()) or 1.0
        named = [it.about for it in self.reasons]
        found = [
            Found(about=it, named=named.count(it), share=lost.get(it, 0.0) / total)
            for it in self.abouts
        ]
        return tuple(sorted(found, key=lambda it: -it.share))

    def kept(self) -> dict[str, object] | None:
        """The reasons."""
        if not self.reasons:
            return None
        return {"reasons": to_builtins(self.reasons), "sealed": self.sealed}

    def take_up(self, state: Mapping[str, object]) -> None:
        """The box as it was left."""
        try:
            left = convert(state, _State)
        except ValidationError:
            return  # of another edition of the lesson
        if all(it.about in self.abouts for it in left.reasons):
            self.reasons = left.reasons[:MOST_REASONS]
            self.sealed = left.sealed and bool(self.reasons)

    def _unsealed(self) -> None:
        if self.sealed:
            raise RefusedError("the box is sealed; what is in it stays")


class _State(Struct):
    """What is kept of the box."""

    reasons: list[Reason] = []  # noqa: RUF012 - msgspec copies it
    sealed: bool = False
