"""Portfolios from files: our own scenarios, and what others wrote."""

from collections.abc import Callable, Mapping
from pathlib import Path

from simulator.check import check
from simulator.plans import NoPlanError, Plan, translated
from simulator.readers import (
    foreign_xml,
    ganttproject,
    mpp,
    mpsplib,
    patterson,
    planner,
    projectlibre,
    protrack,
    psplib,
    tables,
    toml,
    xer,
)
from simulator.readers.door import there
from simulator.readers.errors import MissingFileError, ReadError
from simulator.readers.merge import merge
from simulator.scenario import Scenario, ScenarioError
from simulator.values import cut, shown

__all__ = ["PLANS", "READERS", "MissingFileError", "ReadError", "load", "plan_of", "shipped"]

READERS = {
    ".toml": toml.read,
    ".sm": psplib.read,
    ".rcmp": mpsplib.read,
    ".rcp": patterson.read,
    ".p2x": protrack.read,
}
"""By file ending: a function from a path to a Scenario."""

TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
"""Endings of files that are tables, and are read through a mapping."""

PLANS: Mapping[str, Callable[[Path], Plan]] = {
    ".xml": foreign_xml.read,
    ".xer": xer.read,
    ".gan": ganttproject.read,
    ".planner": planner.read,
    ".mpp": mpp.read,
    ".mpt": mpp.read,
    ".mpx": mpp.read,
    ".pod": projectlibre.read,
} | dict.fromkeys(TABLES, tables.read)
"""By file ending: a function from a path to a plan of another program, with what it says of it."""

REFUSED = {".mm": psplib.refuse_modes}
"""By file ending: a function that says why such files cannot be read."""

AS_WORKBOOK = "open it in Excel or LibreOffice and save it as .xlsx"
AS_XML = "export it from its program as Microsoft Project XML (.xml)"
AS_TABLE = "export the plan itself, or its table as .xlsx or .csv"
PACKED = "is packed; unpack it and read what is in it"
ELSEWHERE = {
    ".xls": f"is an old Excel workbook; {AS_WORKBOOK}",
    ".xlsb": f"is a binary Excel workbook; {AS_WORKBOOK}",
    ".xlt": f"is an old Excel template; {AS_WORKBOOK}",
    ".ods": f"is an OpenDocument table; {AS_WORKBOOK}",
    ".numbers": "is a Numbers table; export it as .xlsx or .csv",
    ".pp": f"is a Powerproject file; {AS_XML}",
    ".fts": f"is a FastTrack Schedule file; {AS_XML}",
    ".pep": f"is a TurboProject file; {AS_XML}",
    ".mpd": f"is a database of Microsoft Project; {AS_XML}",
    ".plf": "is a layout of Primavera P6; export the project as .xer or .xml",
    ".prx": "is a file of an old Primavera; export the project as .xer or .xml",
    ".zip": PACKED, ".gz": PACKED, ".7z": PACKED, ".rar": PACKED,
    ".pdf": f"is a page to look at; {AS_TABLE}",
    ".doc": f"is a text; {AS_TABLE}", ".docx": f"is a text; {AS_TABLE}",
    ".ppt": f"is a talk; {AS_TABLE}", ".pptx": f"is a talk; {AS_TABLE}",
    ".json": f"is data for a program; {AS_TABLE}",
}  # fmt: skip
"""By the ending of files that people have plans in: what to do with them."""

LONGEST_PATH = 200
"""So many characters of a path are shown at most."""

SHELF = Path(__file__).parents[1] / "scenarios"


def load(*names: str | Path, pool: bool = True) -> Scenario:
    """A scenario by its name, or one portfolio from one or more files.

    Several files: every project comes in, and roles of the same name are taken for one pool of
    people, as large as the largest of them. That is an assumption; `pool=False` keeps the roles of
    each file apart.

    Raises ScenarioError if a file breaks a rule, MissingFileError (also a FileNotFoundError)
    if it is not there.

    >>> load("three_projects").title
    'Three projects in a small office'
    """
    if not names:
        raise ScenarioError(f"load: nothing to load; name one of {', '.join(shipped())}, or a file")
    scenarios = [_read(name) for name in names]
    return scenarios[0] if len(scenarios) == 1 else check(merge(scenarios, pool))


def shipped() -> tuple[str, ...]:
    """The names of the scenarios that come with the simulator, smallest first.

    >>> shipped()[:2]
    ('three_projects', 'eight_projects')
    """
    files = sorted(SHELF.glob("*.toml"), key=lambda path: path.stat().st_size)
    return tuple(path.stem for path in files)


def plan_of(name: str | Path, mapping: tables.Mapping | None = None) -> Plan:
    """The plan in a file of another program, with what there is to say about it.

    A table is read by this mapping, or else by the likeliest one.

    Raises ReadError if it is none, MissingFileError if it is not there.
    """
    path = Path(name)
    reader = PLANS.get(path.suffix.lower())
    if not there(path):
        raise MissingFileError(f"'{cut(str(name), LONGEST_PATH)}' is no file")
    if reader is None:
        usual = f"cannot be read; files end in {', '.join(PLANS)}"
        raise ReadError(path, None, ELSEWHERE.get(path.suffix.lower(), usual))
    if mapping is not None and path.suffix.lower() in TABLES:
        return tables.read(path, mapping)
    return reader(path)


def _translated(path: Path) -> Scenario:
    return translated(plan_of(path)).scenario


def _read(name: str | Path) -> Scenario:
    if not isinstance(name, str | Path):
        raise MissingFileError(f"{shown(name)} is no file name; write one in quotation marks")
    path = Path(name)
    if path.suffix == "" and str(name) in shipped():
        path = SHELF / f"{name}.toml"
    if not there(path):
        called = cut(str(name), LONGEST_PATH)
        raise MissingFileError(
            f"'{called}' is no file and no scenario; scenarios: {', '.join(shipped())}"
        )
    others = dict.fromkeys(PLANS, _translated)
    reader = (others | READERS | REFUSED).get(path.suffix.lower())
    if reader is None:
        usual = f"cannot be read; files end in {', '.join((*READERS, *PLANS))}"
        raise ReadError(path, None, ELSEWHERE.get(path.suffix.lower(), usual))
    try:
        return check(reader(path))
    except ReadError:
        raise
    except NoPlanError as error:
        raise ReadError(path, None, str(error).removeprefix(f"{path.name}: ")) from None
    except ScenarioError as error:
        raise ReadError(path, None, str(error)) from None
