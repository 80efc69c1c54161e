"""How the effect that a claim speaks of is measured: where, between whom, in which number."""

from typing import Any, NamedTuple


class Side(NamedTuple):
    """Who steers: a ready-made policy, with rules of its own on top."""

    ready: str = "no_pmo"
    rules: dict[str, Any] = {}

    def __str__(self) -> str:
        rules = ", ".join(f"{name}={value}" for name, value in self.rules.items())
        return ", ".join(it for it in (self.ready, rules) if it)


NOTHING = Side()
"""An office in which nobody decides."""


class Effect(NamedTuple):
    """What one side has more than another in the same worlds of one organisation."""

    says: str
    """What it is that is found there, in a sentence."""
    organisation: str
    """A scenario that is here, in which a trainee can meet it."""
    number: str
    """One of `NUMBERS`."""
    sign: int
    """1 if the difference is surely above 0, -1 if below."""
    side: Side
    than: Side = NOTHING
    changed: dict[str, float] = {}
    """Parameters, by path, that are otherwise than in the organisation."""
    unlike: dict[str, float] = {}
    """If any: what is measured is by how much the difference is larger than with these."""
    trial: int = 12
    """Worlds in which a test sees the sign under any luck."""

    @property
    def key(self) -> str:
        """All by which it is measured, in one line; if that changes, what was found is void."""
        where = [f"{path}={value}" for path, value in self.changed.items()]
        where += [f"unlike {path}={value}" for path, value in self.unlike.items()]
        return "; ".join([self.organisation, self.number, str(self.side), str(self.than), *where])


def rules(**of_it: Any) -> Side:
    """An office in which nobody decides but for these rules."""
    return Side("no_pmo", of_it)
