"""ProjectLibre (*.pod): newer files carry the plan as Microsoft Project XML behind a mark."""

from pathlib import Path

from simulator.limits import MOST_PLAN_BYTES
from simulator.plans import Plan
from simulator.readers import mspdi
from simulator.readers.door import contents
from simulator.readers.errors import ReadError

BEGIN, END = b"<Project", b"</Project>"
OLD = (
    "is a ProjectLibre file without XML in it; open it in ProjectLibre and save it again, or "
    "export it as Microsoft Project XML (.xml)"
)


def read(path: Path) -> Plan:
    """The plan in a file. Raises ReadError if there is none in it that can be read."""
    whole = contents(path, MOST_PLAN_BYTES)
    start, end = whole.find(BEGIN), whole.rfind(END)
    if start < 0 or end < start:
        raise ReadError(path, None, OLD)
    return mspdi.plan_in(path, whole[start : end + len(END)])
