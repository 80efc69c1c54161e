"""What single moves are worth, a column an organisation."""

from typing import TYPE_CHECKING

from simulator.tables.table import Table

if TYPE_CHECKING:
    import pandas as pd


def moves(table: "pd.DataFrame", how: str = "added alone") -> Table:
    """A row a move, a column an organisation: k€ of net value, with the share of worlds lost.

    `table` comes from `experiment.pay`; `how` picks one of its ways. A ? stands where the 95 %
    interval includes 0, so that nobody can tell; 0 stands alone where nothing changes.
    """
    chosen = table[table["how"] == how]
    names = list(dict.fromkeys(chosen["scenario"].tolist()))
    cells = {
        (move, name): _cell(worth, low, high, lost)
        for move, name, worth, low, high, lost in zip(
            *(chosen[it].tolist() for it in ("move", "scenario", "worth", "low", "high", "lost")),
            strict=True,
        )
    }
    listed = dict.fromkeys(chosen["move"].tolist())
    return Table(
        f"net value of a move {how}, k€; in brackets the share of worlds in which it lost",
        ("move", *names),
        ((move, *(cells[move, name] for name in names)) for move in listed),
    )


def _cell(worth: float, low: float, high: float, lost: float) -> str:
    if low == high == 0:
        return "0"
    doubt = "?" if low <= 0 <= high else ""
    return f"{worth:+,.0f}{doubt} ({lost:.0%})".replace("-", "−")
