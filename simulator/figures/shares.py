"""What each part brings, with its interval: bars beside each other that can be compared."""

from collections.abc import Sequence

from simulator.figures.picture import BLACK, BLUE, GREY, ORANGE, Picture, canvas, short


def shares(
    names: Sequence[str],
    values: Sequence[float],
    lows: Sequence[float],
    highs: Sequence[float],
    sentence: str,
    label: str = "net value that it brings, k€",
) -> Picture:
    """A bar a part: what it brings to the right, what it costs to the left and hatched."""
    figure, (axes,) = canvas(10.5, 1.0 + 0.42 * len(names))
    for row, (value, low, high) in enumerate(zip(values, lows, highs, strict=True)):
        pays = value >= 0
        axes.barh(row, value, height=0.6, color=BLUE if pays else ORANGE, edgecolor="white",
                  hatch="" if pays else "////", linewidth=0.5)  # fmt: skip
        axes.plot([low, high], [row, row], color=BLACK, linewidth=1.4)
        said = f"{value:+,.0f} ({low:+,.0f} to {high:+,.0f})".replace("-", "−")
        axes.annotate(said, (1.01, row), xycoords=("axes fraction", "data"), va="center",
                      fontsize=10, annotation_clip=False)  # fmt: skip
    axes.axvline(0, color=GREY, linewidth=1)
    axes.set_yticks(range(len(names)), [short(it) for it in names])
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.tick_params(left=False)
    axes.spines["left"].set_visible(False)
    axes.set_xlabel(f"{label}; line: 95 % interval")
    return Picture(figure, sentence)
