"""XML files (*.xml): Microsoft Project or Primavera, told apart by how they begin."""

from pathlib import Path

from simulator.limits import MOST_PLAN_BYTES
from simulator.plans import Plan
from simulator.readers import mspdi, pmxml
from simulator.readers.door import contents

BEGINNING = 4096


def read(path: Path) -> Plan:
    """The plan in a file. Raises ReadError if it is neither."""
    whole = contents(path, MOST_PLAN_BYTES)
    if pmxml.ROOT.encode() in whole[:BEGINNING]:
        return pmxml.read(path)
    return mspdi.plan_in(path, whole)
