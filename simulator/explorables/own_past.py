"""What the past of somebody's own office tells, on its page."""

from msgspec import Struct

from simulator.history import (
    NOT_TOLD,
    RISKS,
    Note,
    Pasts,
    fitted,
    of_versions,
    paired,
    read,
    trials,
    what_was_kept,
)

Noted = tuple[str, str, str, str, str, str]


class Learned(Struct, frozen=True, kw_only=True):
    """What was read of somebody's past."""

    words: tuple[str, ...]
    """What is there to learn from."""
    given_up: str
    """Projects of the past that were given up."""
    notes: tuple[Noted, ...]
    """What is learned: number, own, default, weight of the own, what is used, and why."""
    kept: tuple[str, ...]
    """How often such forecasts would have held."""
    enough: bool
    taught: str
    """Where the luck of the office comes from, if it was learned."""
    own_files: tuple[str, ...]
    """Files of the plan itself, which can be looked at for what is over."""


class OwnPast:
    """What was brought, without the projects that were given up, and how far it would have held."""

    def __init__(self, brought: Pasts, given_up: tuple[str, ...] = ()) -> None:
        self.brought, self.given_up = brought, given_up
        self.known = paired(brought.rows, given_up)
        few = self.known.why_too_few
        self.tried = [] if few else trials(self.known)
        """What it was tried on, for a picture of what was promised and kept."""
        self.words = (*of_versions(brought), *read(self.known), *([few] if few else [RISKS]))
        self.notes = tuple(_noted(it) for it in fitted(self.known).notes)
        self.kept = tuple(line for it in self.tried for line in what_was_kept(it))
        if not self.tried and not few:
            self.kept = (NOT_TOLD,)


def told_of(past: OwnPast | None, taught: str, own_files: tuple[str, ...]) -> Learned:
    """The step of the page, also before anything was brought."""
    return Learned(
        words=past.words if past else (),
        given_up="; ".join(past.given_up) if past else "",
        notes=past.notes if past else (),
        kept=past.kept if past else (),
        enough=past is not None and not past.known.why_too_few,
        taught=taught,
        own_files=own_files,
    )


def _noted(it: Note) -> Noted:
    own = "–" if it.own is None else f"{it.own:.2f}"
    return it.number, own, f"{it.default:.2f}", f"{it.weight:.0%}", f"{it.used:.2f}", it.why
