"""What a workshop refuses, by kind: a service answers each with another number."""

from simulator.errors import RefusedError


class UnknownError(RefusedError):
    """There is no such workshop, team or file."""


class StrangerError(RefusedError):
    """Nobody knows who asks, or it is none of theirs."""


class QuickerError(RefusedError):
    """Somebody else has been quicker, so that what was asked no longer fits."""


class TooMuchError(RefusedError):
    """More at once, or more at all, than anybody needs."""


class ClosedError(RefusedError):
    """Not now: the round is not open, or the storm is not revealed yet."""
