"""What was learned from one's own past, put into the office, and taken out again."""

from collections.abc import Iterable

from msgspec.structs import replace

from simulator.errors import RefusedError
from simulator.history import Calibration, Past, Pasts, calibrated, fitted, past_of
from simulator.own_office.fields import BIAS, DURATION
from simulator.own_office.marks import Key, Mark
from simulator.own_office.office import Office
from simulator.plans import Plan

NOTHING = (
    "nothing in these files is over with planned and actual days; fill in the sheet History of the "
    "template, or bring finished plans with a baseline, or an earlier and a later file of one "
    "project"
)
KINDS = {"duration": DURATION, "bias": BIAS}


def learned_from(plans: Iterable[Plan]) -> Pasts:
    """What is over in files. Raises RefusedError if nothing is."""
    found = past_of(list(plans))
    if not found.rows:
        raise RefusedError(NOTHING)
    return found


def taught(office: Office, past: Past, keep_risks: bool = False) -> Office:
    """The office with what its own past tells in the place of our defaults.

    Risks stay out unless they are to be kept: what such did is in the actual days already. Raises
    RefusedError for a past that is too short.
    """
    if past.why_too_few:
        raise RefusedError(past.why_too_few.rstrip("."))
    found = fitted(past)
    marks = {key: it for key, it in office.marks.items() if key[0] not in (*KINDS, "risk")}
    kept = {key: it for key, it in office.marks.items() if key[0] == "risk" and keep_risks}
    return Office(
        calibrated(office.scenario, found, keep_risks), {**marks, **kept, **_marks(found)}
    )


def _marks(found: Calibration) -> dict[Key, Mark]:
    mark = Mark("learned", found.words)
    return {(kind, "", it.name): mark for kind, fields in KINDS.items() for it in fields}


def untaught(office: Office) -> Office:
    """The office with the usual luck of activities, and none of whole projects, as a plan has it.

    Risks that were left out come back with undo only.
    """
    from simulator.plans.usual import MECHANISMS

    mechanisms = replace(
        office.scenario.mechanisms, duration=MECHANISMS.duration, bias=MECHANISMS.bias
    )
    marks = {key: it for key, it in office.marks.items() if key[0] not in KINDS}
    return Office(replace(office.scenario, mechanisms=mechanisms), marks)


def is_taught(office: Office) -> str:
    """Where the luck of an office comes from, if it was learned; empty if it was not."""
    return next((it.why for it in office.marks.values() if it.whose == "learned"), "")
