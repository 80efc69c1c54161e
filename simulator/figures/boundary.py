"""The boundary map: where a PMO pays, where it does not, and where one's own office stands."""

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, Protocol

from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Patch, Rectangle

from simulator.errors import RefusedError
from simulator.figures.picture import (
    BLACK,
    BLUE,
    GREY,
    ORANGE,
    PALE,
    SKY,
    VERMILLION,
    Picture,
    canvas,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.typing import ColorType

GAINS = LinearSegmentedColormap.from_list("gains", ["#CFE8F7", SKY, BLUE])
LOSSES = LinearSegmentedColormap.from_list("losses", ["#FCE7BF", ORANGE, VERMILLION])
DARK = 0.25
"""On what has less than this share of white's luminance white is read better than black."""
STRIP = 0.25
"""Height of the strip that says whose cell it is, as a share of a cell."""
UNSURE, PAYS, COSTS = "nobody can tell", "pays", "costs"
COLUMNS = ("culture", "load", "full", "trouble", "times", "share", "half", "verdict")


class Own(Protocol):
    """Where an office stands, such as `debrief.boundary(…).attrs["own"]`."""

    @property
    def load(self) -> float:
        """Share of the scarcest role's time that its plan fills."""

    @property
    def trouble(self) -> float:
        """Expected cost of risks and shocks as a share of planned cost."""

    @property
    def culture(self) -> str:
        """How rules are taken there, as the map says it."""


class Tile(NamedTuple):
    """One cell: its culture, how full and how troubled it is, and what the PMO brings."""

    culture: str
    load: float
    full: str
    trouble: float
    times: str
    share: float
    half: float
    """Half the width of its interval."""
    verdict: str


def boundary(table: "pd.DataFrame", own: Own | None = None) -> Picture:
    """Where a PMO pays by load, turbulence and culture: a map a culture, side by side.

    `table` comes from `debrief.boundary`. On a cell stands what the PMO brings, in % of what all
    projects promise, and how far its 95 % interval reaches; "?" and hatching where that includes 0.
    The cell of `own` is framed, and triangles at the edges say exactly where it stands. Raises
    RefusedError for another table, or an office whose culture is not on the map.
    """
    tiles = _tiles(table)
    cultures = list(dict.fromkeys(it.culture for it in tiles))
    if own is not None and own.culture not in cultures:
        raise RefusedError(f"culture is '{own.culture}'; write one of: {', '.join(cultures)}")
    figure, maps = _canvas(len(cultures))
    deepest = max(abs(it.share) for it in tiles)
    for culture, axes in zip(cultures, maps, strict=True):
        there = [it for it in tiles if it.culture == culture]
        _draw(axes, there, deepest)
        if own is not None and own.culture == culture:
            _mark(axes, there, own)
    _words_beside(maps, tiles)
    _legend(figure, own is not None)
    return Picture(figure, _sentence(tiles, cultures, own))


def _tiles(table: "pd.DataFrame") -> list[Tile]:
    if not set(COLUMNS) <= set(table.columns) or table.empty:
        raise RefusedError("this is no boundary map; write the table of debrief.boundary(…)")
    return [Tile(*row) for row in zip(*(table[it].tolist() for it in COLUMNS), strict=True)]


def _canvas(count: int) -> "tuple[Figure, list[Axes]]":
    """A figure with so many maps side by side."""
    figure, (only,) = canvas(1.6 + 3.4 * count, 6.0)
    only.remove()
    maps = list(figure.subplots(1, count, sharey=True, squeeze=False)[0])
    for axes in maps:
        axes.spines[:].set_visible(False)
        axes.set_aspect("equal")
        axes.tick_params(length=0, labelsize=11, pad=8)
    return figure, maps


def _draw(axes: "Axes", tiles: list[Tile], deepest: float) -> None:
    """Colour and number of every cell of one culture."""
    loads, troubles = _steps(tiles)
    for tile in tiles:
        at = loads.index(tile.load), troubles.index(tile.trouble)
        colour, ink, pattern = _look(tile, deepest)
        axes.add_patch(Rectangle((at[0] + 0.02, at[1] + 0.02), 0.96, 0.96, facecolor=colour,
                                 edgecolor="white", linewidth=0, hatch=pattern))  # fmt: skip
        _write(axes, (at[0] + 0.5, at[1] + 0.5), tile, ink)
    axes.set_title(tiles[0].culture, fontsize=15, fontweight="bold", pad=10)
    axes.set_xlim(-0.12, len(loads))
    axes.set_ylim(-0.12, len(troubles))


def _write(axes: "Axes", middle: tuple[float, float], tile: Tile, ink: str) -> None:
    """What stands on a cell: large what it says, small how sure that is."""
    unsure = tile.verdict == UNSURE
    share = f"{tile.share:+.0f}".replace("-", "−") if round(tile.share) else "0"
    half = f"±{tile.half:.0f}" if tile.half >= 1 else f"±{tile.half:.1f}"
    box = {"facecolor": PALE, "linewidth": 0, "pad": 1.5} if unsure else None
    x, y = middle
    axes.text(x, y, "?" if unsure else share, color=ink, ha="center", va="center", fontsize=15,
              fontweight="bold", bbox=box)  # fmt: skip
    small = f"{share} {half}" if unsure else half
    axes.text(x, y - 0.32, small, color=ink, ha="center", va="center", fontsize=9, bbox=box)


def _steps(tiles: list[Tile]) -> tuple[list[float], list[float]]:
    """The loads from left to right and the troubles from below."""
    return sorted({it.load for it in tiles}), sorted({it.trouble for it in tiles})


def _look(tile: Tile, deepest: float) -> "tuple[ColorType, str, str]":
    """Colour, ink and pattern of a cell."""
    if tile.verdict == UNSURE:
        return PALE, BLACK, "////"
    depth = (abs(tile.share) / deepest) ** 0.7 if deepest else 0.0
    colour = (GAINS if tile.verdict == PAYS else LOSSES)(depth)
    return colour, "white" if _luminance(colour) < DARK else BLACK, ""


def _luminance(colour: tuple[float, float, float, float]) -> float:
    """How bright a colour looks, white being 1: the square stands for a screen's curve."""
    red, green, blue, _ = colour
    return 0.21 * red**2 + 0.72 * green**2 + 0.07 * blue**2


def _mark(axes: "Axes", tiles: list[Tile], own: Own) -> None:
    """Frame the cell in which an office stands; triangles say where exactly."""
    loads, troubles = _steps(tiles)
    x, y = _along(own.load, loads), _along(own.trouble, troubles)
    cell = min(int(x), len(loads) - 1), min(int(y), len(troubles) - 1)
    for width, colour in ((6.0, "white"), (3.4, BLACK)):
        axes.add_patch(Rectangle(cell, 1, 1, fill=False, edgecolor=colour, linewidth=width,
                                 zorder=4, clip_on=False))  # fmt: skip
    axes.plot(x, -0.06, marker="^", color=BLACK, markersize=9, clip_on=False, zorder=5)
    axes.plot(-0.06, y, marker=">", color=BLACK, markersize=9, clip_on=False, zorder=5)
    axes.add_patch(
        Rectangle((cell[0], cell[1] + 1 - STRIP), 1, STRIP, facecolor=BLACK, linewidth=0, zorder=5)
    )
    axes.text(cell[0] + 0.5, cell[1] + 1 - STRIP / 2, "you", color="white", ha="center",
              va="center", fontsize=12, fontweight="bold", zorder=6)  # fmt: skip


def _along(value: float, steps: list[float]) -> float:
    """How far along an axis a value stands, in cells, 0.5 in the middle of the first.

    Borders lie in the middle between steps; what is beyond the map stands at its edge.
    """
    middles = [(a + b) / 2 for a, b in pairwise(steps)]
    borders = [2 * steps[0] - middles[0], *middles, 2 * steps[-1] - middles[-1]]
    place = min(max(bisect_right(borders, value) - 1, 0), len(steps) - 1)
    within = (value - borders[place]) / (borders[place + 1] - borders[place])
    return place + min(max(within, 0.0), 1.0)


def _words_beside(maps: "list[Axes]", tiles: list[Tile]) -> None:
    loads, troubles = _steps(tiles)
    full = {it.load: it.full for it in tiles}
    times = {it.trouble: it.times for it in tiles}
    for axes in maps:
        axes.set_xticks(
            [it + 0.5 for it in range(len(loads))],
            ["\n".join([f"{it:.0%}", *full[it].split()]) for it in loads],
        )
        axes.set_xlabel("how full the office is", fontsize=11, color=GREY)
    maps[0].set_yticks(
        [it + 0.5 for it in range(len(troubles))], [f"{times[it]}\n{it:.0%}" for it in troubles]
    )
    maps[0].set_ylabel("how much goes wrong", fontsize=11, color=GREY)


def _legend(figure: "Figure", with_own: bool) -> None:
    marks = [
        Patch(facecolor=GAINS(0.7), label="+  a PMO pays"),
        Patch(facecolor=PALE, edgecolor="white", hatch="////", label="?  nobody can tell"),
        Patch(facecolor=LOSSES(0.7), label="−  it costs more than it brings"),
    ]
    if with_own:
        marks.append(Patch(fill=False, edgecolor=BLACK, linewidth=2.5, label="your office"))
    figure.legend(
        handles=marks, loc="outside upper left", ncols=len(marks), frameon=False, fontsize=12,
        title="What a PMO brings, in % of what all projects promise; ± 95 % interval",
        alignment="left", title_fontsize=12,
    )  # fmt: skip


def _sentence(tiles: list[Tile], cultures: list[str], own: Own | None) -> str:
    """In how many cells a PMO pays, what makes it pay more, and what it does in one's own."""
    counts = []
    for culture in cultures:
        there = [it.verdict for it in tiles if it.culture == culture]
        lost = f", and costs in {there.count(COSTS)}" if COSTS in there else ""
        counts.append(f"where {culture} it pays in {there.count(PAYS)} of {len(there)} cells{lost}")
    more = [words for words, rises in _rises(tiles).items() if rises]
    ends = f" It brings more {' and '.join(more)}." if more else ""
    return f"Where a PMO pays: {'; '.join(counts)}.{ends}{_yours(tiles, own)}"


def _rises(tiles: list[Tile]) -> dict[str, bool]:
    """Whether the PMO brings more at the upper end of an axis than at its lower, in words."""
    loads, troubles = _steps(tiles)

    def mean(chosen: list[float]) -> float:
        return sum(chosen) / len(chosen)

    def at(axis: str, step: float) -> float:
        return mean([it.share for it in tiles if getattr(it, axis) == step])

    return {
        "the fuller the office": at("load", loads[-1]) > at("load", loads[0]),
        "the more goes wrong": at("trouble", troubles[-1]) > at("trouble", troubles[0]),
    }


def _yours(tiles: list[Tile], own: Own | None) -> str:
    if own is None:
        return ""
    there = [it for it in tiles if it.culture == own.culture]
    loads, troubles = _steps(there)
    full = loads[min(int(_along(own.load, loads)), len(loads) - 1)]
    times = troubles[min(int(_along(own.trouble, troubles)), len(troubles) - 1)]
    cell = next(it for it in there if (it.load, it.trouble) == (full, times))
    said = {PAYS: "it pays", COSTS: "it costs more than it brings"}.get(cell.verdict, UNSURE)
    return f" Your office ({cell.full}; {cell.times}; {cell.culture}) stands where {said}."
