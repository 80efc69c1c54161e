"""The first step: files beside the notebook, imports that were begun, and what can be read."""

from msgspec import Struct

from simulator.importing.aside import IN_BROWSER
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
    stays: str
    """What becomes of the file, and where its copy is kept."""


def choosing(it: Bringing) -> Choosing:
    """The step as it stands."""
    return Choosing(
        beside=it.lying_beside(),
        kept=it.shelf.kept(),
        endings=(*PLANS, *READERS, ".gz"),
        programs=PROGRAMS,
        stays=_stays(it),
    )


def _stays(it: Bringing) -> str:
    where = (
        "Your plan stays in this browser, on this computer."
        if IN_BROWSER
        else "Your plan goes from your browser to the computer that runs this notebook, and "
        "nowhere else."
    )
    return (
        f"{where} A copy is kept there, in {it.shelf.folder}, so that you can go on another day; "
        "delete it whenever you like."
    )
