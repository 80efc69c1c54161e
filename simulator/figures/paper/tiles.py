"""A map of tiles: what each move is worth in each organisation."""

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from matplotlib.patches import Patch, Rectangle

from simulator.errors import RefusedError
from simulator.figures.paper.picture import (
    BLACK,
    BLUE,
    GREY,
    ORANGE,
    PALE,
    SKY,
    VERMILION,
    Picture,
    canvas,
    short,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

MUCH = 0.25
"""From this share of the net value on, a move is worth or costs a lot."""
KINDS = {
    "pays a lot": (BLUE, "white", ""),
    "pays": (SKY, BLACK, ""),
    "nobody can tell": (PALE, BLACK, "?"),
    "costs": (ORANGE, BLACK, ""),
    "costs a lot": (VERMILION, "white", ""),
}
"""How a tile is filled and written on, by what it says."""


class Tile(NamedTuple):
    """What one move is worth in one organisation, in k€."""

    scenario: str
    move: str
    worth: float
    low: float
    high: float
    base: float


def tiles(table: "pd.DataFrame", how: str = "added alone") -> Picture:
    """What each move is worth in each organisation, in k€: a row a move, a column an organisation.

    `table` comes from `experiment.pay`; `how` picks one of its ways. A tile is coloured where the
    95 % interval is on one side of 0, darkly where the worth is a quarter of the office's net value
    or more. Raises RefusedError for another table or way.
    """
    cells = _cells(table, how)
    moves = list(dict.fromkeys(cell.move for cell in cells))
    names = list(dict.fromkeys(cell.scenario for cell in cells))
    figure, (axes,) = canvas(3.4 + 1.25 * len(names), 1.4 + 0.27 * len(moves))
    for cell in cells:
        colour, ink, doubt = KINDS[_kind(cell)]
        column, row = names.index(cell.scenario), moves.index(cell.move)
        axes.add_patch(Rectangle((column, row), 0.96, 0.92, color=colour, linewidth=0))
        axes.text(
            column + 0.48, row + 0.46, _said(cell, doubt), color=ink,
            ha="center", va="center", fontsize=8,
        )  # fmt: skip
    axes.set_xlim(0, len(names))
    axes.set_ylim(len(moves), 0)
    axes.set_xticks([place + 0.48 for place in range(len(names))])
    axes.set_xticklabels([short(name).replace("_", "\n") for name in names], fontsize=8)
    axes.set_yticks([place + 0.46 for place in range(len(moves))], [short(it) for it in moves])
    axes.tick_params(length=0, labelsize=8)
    axes.xaxis.tick_top()
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.set_xlabel(f"net value of a move {how}, k€", color=GREY)
    _legend(axes)
    return Picture(figure, _sentence(cells, names, how))


def _cells(table: "pd.DataFrame", how: str) -> list[Tile]:
    if not {*Tile._fields, "how"} <= set(table.columns):
        raise RefusedError("this is no table of what moves are worth; write experiment.pay(…)")
    if how not in set(table["how"]):
        ways = ", ".join(dict.fromkeys(table["how"].tolist()))
        raise RefusedError(f"how is {how!r}; write one of: {ways}")
    chosen = table[table["how"] == how]
    return [
        Tile(*row) for row in zip(*(chosen[name].tolist() for name in Tile._fields), strict=True)
    ]


def _said(cell: Tile, doubt: str) -> str:
    """What is written on a tile: nothing where the move changes nothing."""
    if cell.low == cell.high == 0:
        return ""
    return f"{cell.worth:+,.0f}{doubt}".replace("-", "−")


def _kind(cell: Tile) -> str:
    """What a tile says."""
    if cell.low <= 0 <= cell.high:
        return "nobody can tell"
    much = " a lot" if abs(cell.worth) >= MUCH * abs(cell.base) else ""
    return ("pays" if cell.worth > 0 else "costs") + much


def _legend(axes: "Axes") -> None:
    marks = [Patch(color=colour, label=word) for word, (colour, _, _) in KINDS.items()]
    axes.figure.legend(
        handles=marks, loc="outside upper left", ncols=len(marks), frameon=False, fontsize=8
    )


def _sentence(cells: list[Tile], names: list[str], how: str) -> str:
    """Which move is worth most where, and whether any pays everywhere."""
    best, pays = [], Counter(cell.move for cell in cells if cell.low > 0)
    for name in names:
        most = max((it for it in cells if it.scenario == name), key=lambda it: it.worth)
        said = f"“{most.move}” ({most.worth:+,.0f} k€)" if most.low > 0 else "nothing"
        best.append(f"{name}: {said}")
    everywhere = [move for move, count in pays.items() if count == len(names)]
    ends = f"{', '.join(everywhere)} everywhere" if everywhere else "no move everywhere"
    return f"Of moves {how}, what surely pays most – {'; '.join(best)}; {ends}."
