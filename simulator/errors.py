"""What goes wrong in a way that a person can mend."""


class RefusedError(ValueError):
    """What was asked cannot be done; the message says where, why and what to write instead."""

    def _render_traceback_(self) -> list[str]:
        """A notebook shows the sentence alone: the way through our code helps nobody."""
        return [f"Not possible: {self}"]


class EndlessError(RefusedError):
    """A run in which more happens than its caller has allowed."""
