"""A tornado of assumptions: how far each moves a difference, and which turn it round."""

from typing import TYPE_CHECKING

from matplotlib.patches import Patch

from simulator.errors import RefusedError
from simulator.figures.paper.picture import (
    BLACK,
    GREY,
    ORANGE,
    PALE,
    SKY,
    VERMILION,
    Picture,
    canvas,
    short,
)
from simulator.metrics import HEADLINES

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

MOST_BARS = 15
MOST_NAMES = 6
"""So many assumptions are named in the sentence, the others counted."""
SPACE, LETTER = 0.02, 0.013
"""Beside the bars, and for each letter there, as a share of the distance over which they lie."""
HEADLINE_UNITS = {headline.name: headline.unit for headline in HEADLINES} | {"net": "k€"}
OUTCOMES = {
    "flips": (VERMILION, "xxx", "F", "turns it round"),
    "fades": (ORANGE, "///", "?", "makes it uncertain"),
    "appears": (ORANGE, "...", "!", "decides it"),
    "holds": (SKY, "", "", "changes its size only"),
}
"""By what an assumption does to the conclusion, the gravest first: colour, pattern, letter, words.
"""


def tornado(table: "pd.DataFrame", names: tuple[str, str] = ("A", "B")) -> Picture:
    """How far each assumption moves what B has more than A, the largest move first.

    `table` comes from `experiment.sensitivity`; `names` are what A and B are called. At most
    fifteen bars are drawn, the other assumptions counted. Raises RefusedError for another
    table.
    """
    base = _base(table)
    moves = _moves(table)
    shown = moves[moves["swing"] > 0].head(MOST_BARS)
    figure, (axes,) = canvas(9.5, 1.6 + 0.34 * max(len(shown), 1))
    ends = [base["difference"], 0.0]
    wide = max(ends[0], table["difference"].max(), 0) - min(ends[0], table["difference"].min(), 0)
    for place, name in enumerate(shown.index):
        of_it = table[(table["parameter"] == name) & (table["outcome"] != "refused")]
        ends += _bar(axes, place, of_it, base["difference"], wide)
    axes.set_xlim(min(ends) - SPACE * wide, max(ends) + SPACE * wide or 1)
    axes.axvline(base["difference"], color=BLACK, linewidth=1)
    axes.axvline(0, color=GREY, linewidth=1.5, linestyle="--")
    axes.set_yticks(
        range(len(shown)), [short(f"{it.mechanism}  {name}") for name, it in shown.iterrows()]
    )
    axes.set_ylim(max(len(shown), 1) - 0.4, -0.6)
    axes.grid(axis="x", color=PALE, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.set_xlabel(
        f"{base['metric']}: what {short(names[1])} has more than {short(names[0])}, "
        f"{HEADLINE_UNITS[base['metric']]} (line: as it is; dashes: no difference)"
    )
    _legend(axes, set(shown["outcome"]))
    left = len(moves) - len(shown)
    rest = f" {left} that move it less or not at all are not drawn." if left else ""
    return Picture(figure, verdict(table, names) + rest)


def verdict(table: "pd.DataFrame", names: tuple[str, str] = ("A", "B")) -> str:
    """What was concluded, how many of how many assumptions change that, and which.

    Raises RefusedError for another table than `tornado` takes.
    """
    base, moves = _base(table), _moves(table)
    unit = HEADLINE_UNITS[base["metric"]]
    more = "more" if base["difference"] >= 0 else "less"
    what = (
        f"{names[1]} has {_size(abs(base['difference']))} {unit} {more} {base['metric']} than "
        f"{names[0]} (95 % interval of the difference {_size(base['low'])} to "
        f"{_size(base['high'])}, {base['worlds']} worlds)"
    )
    said = {word: list(moves.index[moves["outcome"] == word]) for word in OUTCOMES}
    if base["low"] <= 0 <= base["high"]:
        sentence = f"As it is, nothing is sure: {what}. " + _count(
            said["appears"], len(moves), "decide", "it"
        )
    else:
        sentence = (
            f"As it is, {what}. "
            + _count(said["flips"], len(moves), "turn", "that round")
            + " "
            + _count(said["fades"], len(moves), "make", "it uncertain")
        )
    refused = int((table["outcome"] == "refused").sum())
    return sentence + (f" Values that no scenario may have: {refused}." if refused else "")


def _base(table: "pd.DataFrame") -> "pd.Series":
    """The row of the scenario as it is."""
    if table.empty or table.iloc[0]["outcome"] != "base":
        raise RefusedError(
            "a tornado begins with the scenario as it is; write the table of experiment.sensitivity"
        )
    return table.iloc[0]


def _moves(table: "pd.DataFrame") -> "pd.DataFrame":
    """One row an assumption, by its name: mechanism, swing and gravest outcome."""
    import pandas as pd

    base = float(table.iloc[0]["difference"])
    tried = table.iloc[1:]
    tried = tried[tried["outcome"] != "refused"]
    rows = {}
    for name, of_it in tried.groupby("parameter", sort=False):
        ends = [*of_it["difference"], base]
        rows[name] = (of_it["mechanism"].iloc[0], max(ends) - min(ends), _gravest(of_it))
    moves = pd.DataFrame.from_dict(rows, orient="index", columns=["mechanism", "swing", "outcome"])
    return moves.sort_values("swing", ascending=False, kind="stable")


def _bar(
    axes: "Axes", place: int, of_it: "pd.DataFrame", middle: float, wide: float
) -> tuple[float, float]:
    """Draw from one end to the other through the middle, with the values that lead there.

    Returns how far it reaches with its words; `wide` is the distance over which all bars lie.
    """
    ends = of_it["difference"]
    low, high = min(ends.min(), middle), max(ends.max(), middle)
    colour, pattern, _, _ = OUTCOMES[_gravest(of_it)]
    axes.barh(
        place, high - low, left=low, height=0.62, color=colour, hatch=pattern, edgecolor="white"
    )
    left, right = _words(of_it[ends < middle]), _words(of_it[ends > middle])
    for at, side, words in ((low, -1, left), (high, 1, right)):
        axes.annotate(
            words, (at, place), xytext=(4 * side, 0), textcoords="offset points",
            ha="left" if side > 0 else "right", va="center", fontsize=8, color=BLACK,
            bbox={"facecolor": "white", "alpha": 0.8, "linewidth": 0, "pad": 0.5},
        )  # fmt: skip
    return low - LETTER * wide * len(left), high + LETTER * wide * len(right)


def _words(of_it: "pd.DataFrame") -> str:
    """The values that lead to one side, from left to right, each with its letter."""
    return ", ".join(
        f"{_text(it.value)} {OUTCOMES[str(it.outcome)][2]}".strip()
        for it in of_it.sort_values("difference").itertuples()
    )


def _text(value: object) -> str:
    return f"{value:g}" if isinstance(value, int | float) else short(str(value))


def _gravest(of_it: "pd.DataFrame") -> str:
    return next(word for word in OUTCOMES if word in set(of_it["outcome"]))


def _legend(axes: "Axes", outcomes: set[str]) -> None:
    handles = [
        Patch(facecolor=colour, hatch=pattern, edgecolor="white", label=f"{words} {letter}".strip())
        for word, (colour, pattern, letter, words) in OUTCOMES.items()
        if word in outcomes
    ]
    if handles:
        axes.figure.legend(
            handles=handles, loc="outside upper left", ncols=len(handles), frameon=False, fontsize=9
        )


def _count(names: list[str], of: int, verb: str, rest: str) -> str:
    """How many of the assumptions do that, and which."""
    some = f"{len(names)} of {of} assumptions" if names else f"None of {of} assumptions"
    does = f"{verb}{'' if len(names) > 1 else 's'} {rest}"
    listed = ", ".join(names[:MOST_NAMES])
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return f"{some} {does}" + (f": {listed}{more}." if names else ".")


def _size(number: float) -> str:
    """A difference as people write it, large or small."""
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"
