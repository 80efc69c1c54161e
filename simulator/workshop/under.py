"""A mentor's hand over a cockpit that somebody flies on their own computer."""

from msgspec import Struct, to_builtins

from simulator.workshop.flight import must_be_allowed
from simulator.workshop.record import NOTHING, Allowed


class Under(Struct, frozen=True, kw_only=True):
    """Until which day a team may fly, and what it may do."""

    until: float
    """The end of the round."""
    open: bool
    """Whether the round is."""
    allowed: Allowed = NOTHING

    def limit(self, today: float) -> float:
        """To which day time may pass."""
        return max(today, self.until) if self.open else today

    def must_allow(self, does: str, today: float) -> None:
        """Raise RefusedError for an act that is not allowed, or comes after the round's end."""
        time_is_left = self.limit(today) > today or self.allowed.replay
        must_be_allowed(does, self.allowed, time_is_left)

    def over(self, screen: dict[str, object]) -> dict[str, object]:
        """What is on the screen, as a team of a workshop sees it: the world's number is not."""
        rules = {"until": self.until, "open": self.open, **to_builtins(self.allowed)}
        undo = bool(screen.get("undo")) and self.allowed.undo
        return {**screen, "world": None, "undo": undo, "workshop": rules}
