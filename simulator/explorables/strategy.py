"""A strategy, written down and sealed before the first decision, and held against them later."""

from collections.abc import Mapping

from msgspec import Struct, ValidationError, convert

from simulator.errors import RefusedError
from simulator.explorables.picture import Message, Picture, Work
from simulator.plain_text import visible
from simulator.values import shown

LONGEST = 160
"""Characters of a reason."""


class Sentence(Struct, frozen=True, kw_only=True):
    """The beginning of a sentence, and how it can end."""

    name: str
    words: str
    choices: tuple[str, ...]


class Paper(Struct, frozen=True, kw_only=True):
    """Everything on the page."""

    sentences: tuple[Sentence, ...]
    chosen: dict[str, str]
    """By the name of the sentence; "" is not chosen yet."""
    reason: str
    longest: int
    sealed: bool


class Strategy(Picture):
    """Choose how each sentence ends, say why, and seal it."""

    def __init__(self, sentences: tuple[Sentence, ...]) -> None:
        self.sentences = sentences
        self.chosen = {it.name: "" for it in sentences}
        self.reason, self.sealed = "", False

    def shown(self) -> Paper:
        """The sentences as far as they are written."""
        return Paper(
            sentences=self.sentences, chosen=dict(self.chosen), reason=self.reason,
            longest=LONGEST, sealed=self.sealed,
        )  # fmt: skip

    def words(self) -> str:
        """What is written so far."""
        lid = "Sealed" if self.sealed else "Not sealed yet"
        written = [
            f"{it.words} {self.chosen[it.name]}." for it in self.sentences if self.chosen[it.name]
        ]
        return " ".join([f"{lid}.", *written])

    def act(self, message: Message) -> Work | None:
        """End a sentence, say why, or seal. Raises RefusedError for what cannot be."""
        match message.get("do"):
            case "choose":
                self.choose(message.get("sentence"), message.get("value"))
            case "reason":
                self.explain(message.get("text"))
            case "seal":
                self.seal()
            case _:
                return super().act(message)
        return None

    def choose(self, name: object, value: object) -> None:
        """End a sentence. Raises RefusedError if there is no such ending."""
        self._unsealed()
        found = next((it for it in self.sentences if it.name == name), None)
        if found is None or value not in found.choices:
            raise RefusedError(f"{shown(value)} cannot stand here; choose of the list")
        self.chosen[found.name] = str(value)

    def explain(self, text: object) -> None:
        """Say why, in one's own words. Raises RefusedError for more than there is room for."""
        self._unsealed()
        words = visible(text).strip() if isinstance(text, str) else ""
        if len(words) > LONGEST:
            raise RefusedError(
                f"the reason has {len(words)} characters; say it in at most {LONGEST}"
            )
        self.reason = words

    def seal(self) -> None:
        """Close it for good. Raises RefusedError while a sentence has no end."""
        self._unsealed()
        missing = next((it for it in self.sentences if not self.chosen[it.name]), None)
        if missing is not None:
            raise RefusedError(f"“{missing.words} …” has no end yet; choose one")
        self.sealed = True

    def kept(self) -> dict[str, object] | None:
        """What is written."""
        if not any(self.chosen.values()):
            return None
        return {"chosen": dict(self.chosen), "reason": self.reason, "sealed": self.sealed}

    def take_up(self, state: Mapping[str, object]) -> None:
        """The paper as it was left; an ending that is there no more is left out."""
        try:
            left = convert(state, _State)
        except ValidationError:
            return  # of another edition of the lesson
        for it in self.sentences:
            if left.chosen.get(it.name) in it.choices:
                self.chosen[it.name] = left.chosen[it.name]
        self.reason = visible(left.reason)[:LONGEST]
        self.sealed = left.sealed and all(self.chosen.values())

    def _unsealed(self) -> None:
        if self.sealed:
            raise RefusedError("your strategy is sealed; what it says stays")


class _State(Struct):
    """What is kept of the paper."""

    chosen: dict[str, str] = {}  # noqa: RUF012 - msgspec copies it
    reason: str = ""
    sealed: bool = False
