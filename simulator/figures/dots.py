"""Many worlds as dots that can be counted, and where one run lies among them."""

from collections.abc import Sequence

from simulator.figures.picture import BLACK, GREY, SKY, VERMILLION, Picture, canvas, number

COLUMNS = 46
"""So many heaps of dots beside each other."""


def dots(values: Sequence[float], mine: float, label: str = "net value, k€") -> Picture:
    """A dot a world, heaped where they are alike; a line where this run lies.

    `values` is the same number in other worlds, `mine` that of this run.
    """
    ordered = sorted(values)
    middle = ordered[len(ordered) // 2]
    low, high = min(*ordered, mine), max(*ordered, mine)
    width = (high - low) / COLUMNS or 1.0
    heaps: dict[int, int] = {}
    places = []
    for value in ordered:
        column = int((value - low) / width)
        places.append((low + (column + 0.5) * width, heaps.get(column, 0) + 0.5))
        heaps[column] = heaps.get(column, 0) + 1
    figure, (axes,) = canvas(10.5, 3.3)
    axes.scatter(
        [x for x, _ in places],
        [y for _, y in places],
        s=26,
        color=SKY,
        edgecolor=BLACK,
        linewidth=0.3,
    )
    tallest = max(heaps.values())
    axes.plot([middle, middle], [0, tallest + 1], color=GREY, linestyle=(0, (3, 3)))
    axes.annotate("half of the worlds", (middle, tallest + 1.2), color=BLACK, fontsize=10,
                  ha="right" if mine >= middle else "left")  # fmt: skip
    axes.plot([mine, mine], [0, tallest + 2.6], color=VERMILLION, linewidth=2.5)
    axes.annotate("your run", (mine, tallest + 2.9), color=BLACK, fontsize=11, fontweight="bold",
                  ha="left" if mine >= middle else "right")  # fmt: skip
    axes.set_ylim(0, tallest + 4.4)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xlabel(f"{label}; a dot is a world")
    better = sum(it < mine for it in ordered) / len(ordered)
    sentence = (
        f"The same rules and decisions in {len(ordered)} other worlds: yours came out better than "
        f"{better:.0%} of them. Half of them end at {number(middle)} or less, yours at "
        f"{number(mine)}."
    )
    return Picture(figure, sentence.replace("-", "−"))
