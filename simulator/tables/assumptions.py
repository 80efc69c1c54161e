"""How a conclusion stands up to other assumptions."""

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

from simulator.tables.table import EMPTY, Table

if TYPE_CHECKING:
    import pandas as pd


def assumptions(table: "pd.DataFrame", names: tuple[str, str] = ("A", "B")) -> Table:
    """A row for each value tried, those first whose assumption moves the difference furthest.

    `table` comes from `experiment.sensitivity`; `names` are what A and B are called.
    """
    base = table["difference"].iloc[0]
    away = (table["difference"] - base).abs().fillna(0.0)
    furthest = away.groupby(table["parameter"]).transform("max")
    order = sorted(table.index, key=lambda row: (row > 0, -furthest[row]))
    return Table(
        f"{table['metric'].iloc[0]}: what {names[1]} has more than {names[0]}",
        ("", "assumption", "if it is", "difference", "95 % interval", "conclusion"),
        (
            (row["mechanism"], row["parameter"], _plain(row["value"]), *_found(row))
            for row in table.loc[order].to_dict("records")
        ),
    )


def _found(row: Mapping[Hashable, Any]) -> tuple[str, str, str]:
    """The difference, its interval and the conclusion of a row; what is refused has none."""
    if row["outcome"] == "refused":
        return EMPTY, EMPTY, f"refused: {row['note']}"
    between = f"{_plain(row['low'])} to {_plain(row['high'])}"
    return _plain(row["difference"]), between, str(row["outcome"])


def _plain(value: str | float) -> str:
    """A number as people write it, a word as it is."""
    if isinstance(value, str):
        return value
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
