"""What a mentor takes home from a workshop: tables to count in, and one page to read."""

from simulator.workshop.export.files import FILES, saved, written
from simulator.workshop.export.recorded import (
    Given,
    NotCounted,
    Noted,
    Recorded,
    RecordedTeam,
)

__all__ = [
    "FILES",
    "Given",
    "NotCounted",
    "Noted",
    "Recorded",
    "RecordedTeam",
    "saved",
    "written",
]
