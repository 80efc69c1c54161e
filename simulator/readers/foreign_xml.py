"""XML files (*.xml): Microsoft Project or Primavera, told apart by how they begin."""

from pathlib import Path

from simulator.limits import MOST_PLAN_BYTES
from simulator.plans import Plan
from simulator.readers import mspdi, pmxml
from simulator.readers.door import contents
from simulator.readers.errors import ReadError

BEGINNING = 4096
EXCEL = b"urn:schemas-microsoft-com:office:spreadsheet"


def read(path: Path) -> Plan:
    """The plan in a file. Raises ReadError if it is neither."""
    whole = contents(path, MOST_PLAN_BYTES)
    beginning = whole[:BEGINNING].replace(b"\0", b"")  # of letters that have two bytes
    if EXCEL in beginning:
        raise ReadError(path, None, "is an Excel table as XML; save it as .xlsx")
    if pmxml.ROOT.encode() in beginning:
        return pmxml.read(path)
    return mspdi.plan_in(path, whole)
