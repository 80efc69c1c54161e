"""A flight as a folder of Parquet files, for anybody's notebook."""

import json
import shutil
from pathlib import Path
from typing import Any

from simulator.bridges.files import new
from simulator.bridges.rows import COLUMNS, Columns, tables
from simulator.bridges.wanted import wanted
from simulator.model import RULES
from simulator.policies import describe
from simulator.scenario import fingerprint
from simulator.session import Session

VERSION = 1
"""Changes whenever a column of any table is taken away or means something else."""


def write_parquet(session: Session, folder: str | Path, hidden: bool = False) -> Path:
    """Write a flight as tables into a folder that is not there yet; returns its path.

    Raises RefusedError if it is there already, or if pyarrow is not installed.
    """
    arrow, parquet = wanted("pyarrow", "Parquet"), wanted("pyarrow.parquet", "Parquet")
    folder = new(folder)
    found = tables(session, hidden)
    about = {"pmo": json.dumps(_about(session, hidden), ensure_ascii=False)}
    folder.mkdir(parents=True)
    try:
        for name, rows in found.items():
            schema = schema_of(arrow, COLUMNS[name]).with_metadata(about)
            table = arrow.Table.from_pylist(rows, schema=schema)
            parquet.write_table(table, folder / f"{name}.parquet")
    except BaseException:
        shutil.rmtree(folder)  # half of the tables would look like all
        raise
    return folder


def schema_of(arrow: Any, columns: Columns) -> Any:
    """The columns of a table, as pyarrow has them."""
    by_name = {"name": arrow.string(), "value": arrow.string()}
    numbers = arrow.struct({**by_name, "value": arrow.float64()})
    types = {
        "text": arrow.string(),
        "number": arrow.float64(),
        "whole": arrow.int64(),
        "yes or no": arrow.bool_(),
        "moment": arrow.timestamp("ms", tz="UTC"),
        "texts": arrow.list_(arrow.string()),
        "texts by name": arrow.list_(arrow.struct(by_name)),
        "numbers by name": arrow.list_(numbers),
    }
    return arrow.schema([(name, types[what]) for name, what in columns.items()])


def _about(session: Session, hidden: bool) -> dict[str, object]:
    """What stands in every file: of which flight it is. Its world is one of the hidden facts."""
    scenario = session.scenario
    about: dict[str, object] = {
        "version": VERSION,
        "rules": RULES,
        "scenario": scenario.name,
        "title": scenario.title,
        "scenario_fingerprint": fingerprint(scenario),
        "policy": describe(session.policy),
        "today": session.today,
        "hidden": hidden,
    }
    return about | ({"seed": session.seed} if hidden else {})
