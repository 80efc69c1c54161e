"""The boundary map: where a PMO pays, where it does not, and where one's own office stands."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from simulator.errors import RefusedError
from simulator.figures.drawing import INK, SOFT, Drawing, Sketch
from simulator.figures.look import BLACK, BLUE, ORANGE, PALE, SKY, VERMILION

if TYPE_CHECKING:
    import pandas as pd

GAINS = ("#CFE8F7", SKY, BLUE)
LOSSES = ("#FCE7BF", ORANGE, VERMILION)
"""From a little to the most."""
CELL, GAP, LEFT, TOP = 62.0, 26.0, 144.0, 74.0
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


def boundary(rows: "Iterable[Mapping[str, Any]] | pd.DataFrame", own: Own | None = None) -> Sketch:
    """Where a PMO pays by load, turbulence and culture: a map a culture, side by side.

    `rows` come from `debrief.boundary`. On a cell stands what the PMO brings, in % of what all
    projects promise, and how far its 95 % interval reaches; "?" and hatching where that includes 0.
    The cell of `own` is framed, and triangles at the edges say exactly where it stands. Raises
    RefusedError for another table, or an office whose culture is not on the map.
    """
    tiles = _tiles(rows)
    cultures = list(dict.fromkeys(it.culture for it in tiles))
    if own is not None and own.culture not in cultures:
        raise RefusedError(f"culture is '{own.culture}'; write one of: {', '.join(cultures)}")
    loads, troubles = _steps(tiles)
    wide, high = CELL * len(loads), CELL * len(troubles)
    drawing = Drawing(LEFT + (wide + GAP) * len(cultures), TOP + high + 92)
    _legend(drawing, own is not None)
    deepest = max(abs(it.share) for it in tiles)
    for place, culture in enumerate(cultures):
        there = [it for it in tiles if it.culture == culture]
        left = LEFT + (wide + GAP) * place
        drawing.text(left + wide / 2, TOP - 14, culture, 16, "middle", bold=True)
        _draw(drawing, left, there, deepest)
        if own is not None and own.culture == culture:
            _mark(drawing, left, there, own)
        _words_below(drawing, left, there)
    _words_beside(drawing, tiles)
    return drawing.sketch(_sentence(tiles, cultures, own))


def _tiles(rows: "Iterable[Mapping[str, Any]] | pd.DataFrame") -> list[Tile]:
    table = getattr(rows, "to_dict", None)
    found = list(rows if table is None else table("records"))
    if not found or not set(COLUMNS) <= set(found[0]):
        raise RefusedError("this is no boundary map; write the table of debrief.boundary(…)")
    return [Tile(*(row[it] for it in COLUMNS)) for row in found]


def _corner(left: float, tiles: list[Tile], load: int, trouble: int) -> tuple[float, float]:
    """The upper left corner of a cell; trouble grows upwards."""
    rows = len(_steps(tiles)[1])
    return left + CELL * load, TOP + CELL * (rows - 1 - trouble)


def _draw(drawing: Drawing, left: float, tiles: list[Tile], deepest: float) -> None:
    """Colour and number of every cell of one culture."""
    loads, troubles = _steps(tiles)
    for tile in tiles:
        x, y = _corner(left, tiles, loads.index(tile.load), troubles.index(tile.trouble))
        colour, ink, hatched = _look(tile, deepest)
        drawing.box(x + 1, y + 1, CELL - 2, CELL - 2, colour, hatched=hatched)
        _write(drawing, x + CELL / 2, y + CELL / 2, tile, ink)


def _write(drawing: Drawing, x: float, y: float, tile: Tile, ink: str) -> None:
    """What stands on a cell: large what it says, small how sure that is."""
    unsure = tile.verdict == UNSURE
    share = f"{tile.share:+.0f}".replace("-", "−") if round(tile.share) else "0"
    half = f"±{tile.half:.0f}" if tile.half >= 1 else f"±{tile.half:.1f}"
    if unsure:
        drawing.box(x - 24, y - 12, 48, 35, PALE)
    drawing.text(x, y - 2, "?" if unsure else share, 17, "middle", bold=True, colour=ink)
    drawing.text(x, y + 16, f"{share} {half}" if unsure else half, 11, "middle", colour=ink)


def _steps(tiles: list[Tile]) -> tuple[list[float], list[float]]:
    """The loads from left to right and the troubles from below."""
    return sorted({it.load for it in tiles}), sorted({it.trouble for it in tiles})


def _look(tile: Tile, deepest: float) -> tuple[str, str, bool]:
    """Colour and ink of a cell, and whether it is hatched."""
    if tile.verdict == UNSURE:
        return PALE, BLACK, True
    depth = (abs(tile.share) / deepest) ** 0.7 if deepest else 0.0
    colour = blended(GAINS if tile.verdict == PAYS else LOSSES, depth)
    return colour, "#ffffff" if _luminance(colour) < DARK else BLACK, False


def blended(colours: tuple[str, ...], share: float) -> str:
    """A colour so far along a row of colours."""
    place = min(max(share, 0.0), 1.0) * (len(colours) - 1)
    first = min(int(place), len(colours) - 2)
    mixed = [
        round(a + (b - a) * (place - first))
        for a, b in zip(_parts(colours[first]), _parts(colours[first + 1]), strict=True)
    ]
    return "#" + "".join(f"{it:02X}" for it in mixed)


def _parts(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    """How bright a colour looks, white being 1: the square stands for a screen's curve."""
    red, green, blue = (part / 255 for part in _parts(colour))
    return 0.21 * red**2 + 0.72 * green**2 + 0.07 * blue**2


def _mark(drawing: Drawing, left: float, tiles: list[Tile], own: Own) -> None:
    """Frame the cell in which an office stands; triangles say where exactly."""
    loads, troubles = _steps(tiles)
    along, up = _along(own.load, loads), _along(own.trouble, troubles)
    cell = min(int(along), len(loads) - 1), min(int(up), len(troubles) - 1)
    x, y = _corner(left, tiles, *cell)
    for thick, colour in ((6.0, "#ffffff"), (3.4, BLACK)):
        drawing.box(x, y, CELL, CELL, "none", edge=colour, thick=thick)
    drawing.box(x, y, CELL, CELL * STRIP, BLACK)
    drawing.text(x + CELL / 2, y + CELL * STRIP / 2, "you", 12, "middle", True, "#ffffff")
    bottom = TOP + CELL * len(troubles)
    px, py = left + CELL * along, bottom - CELL * up
    drawing.area([(px - 6, bottom + 10), (px + 6, bottom + 10), (px, bottom + 1)], INK)
    drawing.area([(left - 10, py - 6), (left - 10, py + 6), (left - 1, py)], INK)


def _along(value: float, steps: list[float]) -> float:
    """How far along an axis a value stands, in cells, 0.5 in the middle of the first.

    Borders lie in the middle between steps; what is beyond the map stands at its edge.
    """
    middles = [(a + b) / 2 for a, b in pairwise(steps)]
    borders = [2 * steps[0] - middles[0], *middles, 2 * steps[-1] - middles[-1]]
    place = min(max(bisect_right(borders, value) - 1, 0), len(steps) - 1)
    within = (value - borders[place]) / (borders[place + 1] - borders[place])
    return place + min(max(within, 0.0), 1.0)


def _words_below(drawing: Drawing, left: float, tiles: list[Tile]) -> None:
    """How full the office is, below a map."""
    loads, troubles = _steps(tiles)
    full = {it.load: it.full for it in tiles}
    bottom = TOP + CELL * len(troubles)
    for place, load in enumerate(loads):
        x = left + CELL * (place + 0.5)
        for line, words in enumerate([f"{load:.0%}", *full[load].split()]):
            drawing.text(x, bottom + 20 + 14 * line, words, 12, "middle")
    middle = left + CELL * len(loads) / 2
    drawing.text(middle, bottom + 80, "how full the office is", 12, "middle", colour=SOFT)


def _words_beside(drawing: Drawing, tiles: list[Tile]) -> None:
    """How much goes wrong, beside the first map."""
    _, troubles = _steps(tiles)
    times = {it.trouble: it.times for it in tiles}
    for place, trouble in enumerate(troubles):
        y = TOP + CELL * (len(troubles) - place - 0.5)
        drawing.text(LEFT - 14, y - 7, times[trouble], 12, "end")
        drawing.text(LEFT - 14, y + 8, f"{trouble:.0%}", 12, "end", colour=SOFT)
    drawing.text(LEFT - 14, TOP - 14, "how much goes wrong", 11, "end", colour=SOFT)


def _legend(drawing: Drawing, with_own: bool) -> None:
    title = "What a PMO brings, in % of what all projects promise; ± 95 % interval"
    drawing.text(6, 10, title, 13, bold=True)
    drawing.box(6, 25, 22, 12, blended(GAINS, 0.7))
    drawing.text(34, 31, "+  a PMO pays", 12)
    drawing.box(142, 25, 22, 12, PALE, hatched=True)
    drawing.text(170, 31, "?  nobody can tell", 12)
    drawing.box(296, 25, 22, 12, blended(LOSSES, 0.7))
    drawing.text(324, 31, "−  it costs more than it brings", 12)
    if with_own:
        drawing.box(520, 25, 22, 12, "none", edge=INK, thick=2.5)
        drawing.text(550, 31, "your office", 12)


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
