"""The first step: files beside the notebook, imports that were begun, and what can be read."""

from msgspec import Struct

from simulator.importing.bringing import Bringing
from simulator.importing.shelf import Kept
from simulator.readers import PLANS, READERS

PROGRAMS = (
    "Excel and CSV tables, also as exported by Jira, Azure DevOps, Asana, monday, Planner and "
    "Smartsheet; Microsoft Project (.xml, .mpp); Primavera P6 (.xer, .xml); GanttProject, Planner "
    "and ProjectLibre."
)


class Choosing(Struct, frozen=True, kw_only=True):
    """Where a plan can come from."""

    beside: tuple[str, ...]
    kept: tuple[Kept, ...]
    endings: tuple[str, ...]
    """What a file may end in."""
    programs: str
    folder: str
    """Where copies are kept."""


def choosing(it: Bringing) -> Choosing:
    """The step as it stands."""
    return Choosing(
        beside=it.lying_beside(),
        kept=it.shelf.kept(),
        endings=(*PLANS, *READERS, ".gz"),
        programs=PROGRAMS,
        folder=str(it.shelf.folder),
    )
