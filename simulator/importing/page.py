"""What the import page shows: every step, and all of the one that somebody looks at."""

from msgspec import Struct

from simulator.importing.bringing import STEPS, Bringing
from simulator.importing.checking import Checking, checking
from simulator.importing.choosing import Choosing, choosing
from simulator.importing.looking import Looking, looking
from simulator.importing.mapped import Mapped, mapped
from simulator.importing.mending import Mending, View, mending
from simulator.importing.saving import Saving, saving

TITLES = {
    "choose": "Choose", "map": "Map", "look": "Preview", "mend": "Mend", "check": "Check",
    "save": "Save and fly",
}  # fmt: skip


class StepShown(Struct, frozen=True, kw_only=True):
    """A step on the path."""

    step: str
    title: str
    here: bool
    done: bool
    may: bool


class Page(Struct, frozen=True, kw_only=True):
    """Everything on the page; of the steps only the one that is looked at."""

    steps: tuple[StepShown, ...]
    step: str
    name: str
    """What the import is called."""
    file: str
    trouble: str
    """Why there is no plan yet, in a sentence."""
    unkept: str
    """Why what is said is not kept, if it is not."""
    undo: str
    """What would be taken back; empty if there is nothing."""
    choosing: Choosing | None = None
    mapped: Mapped | None = None
    looking: Looking | None = None
    mending: Mending | None = None
    checking: Checking | None = None
    saving: Saving | None = None


def page(it: Bringing, view: View) -> Page:
    """The page as it stands, looked at in this way."""
    has_map = it.source is None or it.source.is_table
    mine = it.portfolio is not None
    steps = [
        step for step in STEPS
        if (step != "map" or has_map) and not (mine and step not in ("choose", "save"))
    ]  # fmt: skip
    return Page(
        steps=tuple(
            StepShown(
                step=step, title=TITLES[step], here=step == it.step, done=it.done(step),
                may=it.may(step),
            )
            for step in steps
        ),
        step=it.step,
        name=it.name,
        file=it.source.path.name if it.source else it.name,
        trouble=it.found.trouble,
        unkept=it.unkept,
        undo=it.now.did if it.past else "",
        choosing=choosing(it) if it.step == "choose" else None,
        mapped=mapped(it, view.sheet) if it.step == "map" else None,
        looking=looking(it) if it.step == "look" else None,
        mending=mending(it, view) if it.step == "mend" else None,
        checking=checking(it, view.project) if it.step == "check" else None,
        saving=saving(it) if it.step == "save" else None,
    )  # fmt: skip
