"""One part of a debrief: what it is called, the sentence that says what it shows, the rest."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from simulator.report.case import Case


class Section(NamedTuple):
    """A part that is ready. `lead` and `small` are plain text, `body` is HTML."""

    lead: str
    """One sentence: what it shows."""
    body: str = ""
    small: str = ""
    """What its numbers rest on."""


Made = Mapping[str, Section | None]
"""Parts that are ready, by name; None where there was nothing to say."""


class Part(NamedTuple):
    """A part of a debrief and how it is made."""

    name: str
    title: str
    make: Callable[[Case], Section | None]
    """Makes it; None where there is nothing to say, such as forecasts that nobody gave."""
    glance: Callable[[Case], Section | None] | None = None
    """Makes a first look at it, of those that take long: rougher, but there in seconds."""
