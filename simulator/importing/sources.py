"""The files of an import as tables or plans, whatever they were written with."""

import gzip
import io
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from simulator.errors import RefusedError
from simulator.importing.shelf import check_size, file_name, name_for
from simulator.limits import MOST_PLAN_BYTES
from simulator.plans import Finding, Findings, Plan
from simulator.readers import ELSEWHERE, PLANS, READERS, TABLES, plan_of
from simulator.readers.tables import Mapping, Sheet, guessed, tables
from simulator.values import cut

PACKED = ".gz"


class Source(NamedTuple):
    """What was chosen, as it stands in the files."""

    path: Path
    """Where places point to; of several tables a file that holds all of them would be here."""
    sheets: tuple[Sheet, ...] = ()
    noted: tuple[Finding, ...] = ()
    """What was found while the tables were opened."""
    plans: tuple[Plan, ...] = ()
    files: tuple[tuple[Path, tuple[str, ...]], ...] = ()
    """By file, where there are several: the names of its tables."""

    @property
    def is_table(self) -> bool:
        """Whether columns have to be mapped."""
        return bool(self.sheets)


def unpacked(files: Sequence[tuple[str, bytes]]) -> dict[str, bytes]:
    """The files as they are read, by name. Raises RefusedError for what can be no plan."""
    if not files:
        raise RefusedError("choose a file first")
    check_size(sum(len(content) for _, content in files))
    found: dict[str, bytes] = {}
    for name, content in files:
        called = file_name(name)
        if called.lower().endswith(PACKED):
            called, content = called[: -len(PACKED)], _unzipped(called, content)
        check_ending(called)
        if called.casefold() in {it.casefold() for it in found}:
            raise RefusedError(f"{cut(called)}: is chosen twice; choose each file once")
        found[called] = content
    _check_together(list(found))
    return found


def check_ending(name: str) -> None:
    """Raise RefusedError for a file that is no plan by its ending."""
    ending = Path(name).suffix.lower()
    if ending not in PLANS and ending not in READERS:
        usual = f"files of this kind cannot be read; plans end in {', '.join(PLANS)}"
        raise RefusedError(f"{cut(name)}: {ELSEWHERE.get(ending, usual)}")


def _unzipped(name: str, content: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
            whole = packed.read(MOST_PLAN_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise RefusedError(
            f"{cut(name)}: cannot be unpacked ({error}); unpack it by hand and choose what is in it"
        ) from None
    check_size(len(whole))
    return whole


def _check_together(names: list[str]) -> None:
    """Several files are tables that belong together, or plans that become one portfolio."""
    kinds = {_kind(name) for name in names}
    if len(names) > 1 and kinds not in ({"table"}, {"plan"}):
        raise RefusedError(
            "these files cannot become one portfolio together; choose several tables, or several "
            "plans of a program, or one file"
        )


def _kind(name: str) -> str:
    ending = Path(name).suffix.lower()
    if ending in TABLES:
        return "table"
    return "plan" if ending in PLANS else "portfolio"


def is_ours(paths: Sequence[Path]) -> bool:
    """Whether it is a portfolio already, which needs neither mapping nor mending."""
    return _kind(paths[0].name) == "portfolio"


def likely(source: Source) -> Mapping:
    """The likeliest way to read the tables: those of each file by themselves."""
    if len(source.files) < 2:
        return guessed(source.sheets)
    found = [guessed(sheets_of(source, names)).sheets for _, names in source.files]
    return Mapping(sheets=tuple(it for some in found for it in some))


def sheets_of(source: Source, names: Sequence[str]) -> tuple[Sheet, ...]:
    """The tables of these names."""
    return tuple(it for it in source.sheets if it.name in names)


def opened(paths: Sequence[Path]) -> Source:
    """The files as tables or plans. Raises ReadError for what is neither."""
    if paths[0].suffix.lower() not in TABLES:
        return Source(paths[0], plans=tuple(map(plan_of, paths)))
    findings = Findings()
    if len(paths) == 1:
        return Source(paths[0], tables(paths[0], findings), findings.all())
    together = paths[0].with_name(f"{name_for([it.name for it in paths])}{paths[0].suffix}")
    files = [
        (path, [sheet._replace(name=_called(path, sheet)) for sheet in tables(path, findings)])
        for path in paths
    ]
    return Source(
        together,
        sheets=tuple(sheet for _, sheets in files for sheet in sheets),
        noted=findings.all(),
        files=tuple((path, tuple(it.name for it in sheets)) for path, sheets in files),
    )


def _called(path: Path, sheet: Sheet) -> str:
    """What a table is called among those of several files."""
    return f"{path.stem}: {sheet.name}" if sheet.name else path.stem
