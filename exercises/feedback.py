"""What a check says."""

from msgspec import Struct


class Feedback(Struct, frozen=True):
    """Solved or not, one sentence, and where to look next."""

    solved: bool
    message: str
    see: str = ""

    def __repr__(self) -> str:
        where = f" See: {self.see}." if self.see else ""
        return ("Yes. " if self.solved else "Not yet. ") + self.message + where


NOT_ANSWERED = Feedback(False, "Not answered yet.")
