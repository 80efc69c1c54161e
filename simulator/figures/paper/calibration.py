"""What real activities did against plan, and the curve the simulator draws from it."""

from math import exp, log
from typing import TYPE_CHECKING

from simulator.figures.paper.picture import BLACK, BLUE, GREY, ORANGE, PALE, Picture, canvas
from simulator.mechanisms.duration import LOGNORMAL, RECORDED, Duration, at_most

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TICKS = {
    0.05: "1/20",
    0.1: "1/10",
    0.25: "1/4",
    0.5: "half",
    1: "as\nplanned",
    2: "twice",
    4: "4 times",
}
FIRST, LAST, STEPS = 0.045, 4.4, 400


def calibration() -> Picture:
    """Shares of activities by actual / planned duration: recorded, drawn by M01, a lognormal."""
    how = Duration()
    figure, (axes,) = canvas(9.5, 4.6)
    _line(
        axes,
        LOGNORMAL,
        GREY,
        1.4,
        "lognormal around the plan, to compare",
    )
    _line(axes, how, BLUE, 2.4, "simulator, standard work (M01)")
    ratios, shares = zip(*RECORDED, strict=True)
    axes.plot(
        ratios, [100 * it for it in shares], linestyle="", marker="o", markersize=6.5,
        markerfacecolor="white", markeredgecolor=ORANGE, markeredgewidth=2, zorder=3,
        label="recorded, 16 projects of one insurer",
    )  # fmt: skip
    _parts(axes, how)
    _axes(axes)
    axes.legend(frameon=False, loc="upper left", fontsize=10)
    return Picture(figure, _sentence(how))


def _line(axes: "Axes", how: Duration, colour: str, width: float, label: str) -> None:
    """A distribution function; where activities are exactly on plan it goes straight up."""
    step = log(LAST / FIRST) / STEPS
    ratios = [FIRST * exp(step * number) for number in range(STEPS + 1)]
    ratios = sorted([*ratios, 1 - 1e-9, 1.0])
    shares = [100 * at_most(it, how.standard, how) for it in ratios]
    dashes = (0, (5, 3)) if how is LOGNORMAL else "-"
    axes.plot(ratios, shares, color=colour, linewidth=width, linestyle=dashes, label=label)


def _parts(axes: "Axes", how: Duration) -> None:
    """Name the three parts at the right edge, each with a bracket as high as its share."""
    early = 1 - how.on_plan - how.late
    edges = (0.0, early, early + how.on_plan, 1.0)
    words = ("took less", "took exactly\nas planned", "took longer")
    for low, high, word in zip(edges, edges[1:], words, strict=False):
        bottom, top = 100 * low + 1, 100 * high - 1
        axes.plot(
            (1.02, 1.03, 1.03, 1.02), (bottom, bottom, top, top), color=BLACK, linewidth=1.2,
            transform=axes.get_yaxis_transform(), clip_on=False,
        )  # fmt: skip
        axes.annotate(
            f"{high - low:.0%} {word}", (1.045, (bottom + top) / 2), va="center", fontsize=10,
            xycoords=axes.get_yaxis_transform(), color=BLACK, annotation_clip=False,
        )  # fmt: skip


def _axes(axes: "Axes") -> None:
    axes.set_title("How long activities took, against plan", loc="left")
    axes.set_xscale("log")
    axes.set_xlim(FIRST, LAST)
    axes.set_xticks(list(TICKS), list(TICKS.values()))
    axes.minorticks_off()
    axes.set_xlabel("actual duration / planned duration")
    axes.set_ylim(0, 102)
    axes.set_ylabel("activities that took at most so long, %")
    axes.grid(color=PALE, linewidth=0.8)
    axes.set_axisbelow(True)


def _sentence(how: Duration) -> str:
    early = 1 - how.on_plan - how.late
    gap = max(abs(at_most(ratio, how.standard, how) - share) for ratio, share in RECORDED)
    twice = 1 - dict(RECORDED)[2.0]
    return (
        f"In 16 projects of one insurer {early:.0%} of the activities took less than planned, "
        f"{how.on_plan:.0%} exactly as long and {how.late:.0%} longer, {twice:.0%} even more than "
        f"twice as long; M01's curve is never more than {100 * gap:.0f} percentage points away."
    )
