"""What could still go wrong, by what it would cost on average."""

from typing import TYPE_CHECKING

from simulator.figures.picture import BLUE, ORANGE, PALE, VERMILLION, Picture, canvas, number, short
from simulator.metrics.log import Events
from simulator.metrics.risks import register
from simulator.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

BY_IMPACT = {
    "effort": (BLUE, "", "adds work"),
    "delay": (ORANGE, "///", "adds delay"),
    "cost": (VERMILLION, "..", "brings a bill"),
}


def risks(events: Events, scenario: Scenario, most: int = 10) -> Picture:
    """The open risks with the largest exposure, in k€; colour and pattern say what they hit."""
    table = register(events, scenario)
    offers = {offer.id: offer.name or offer.id for offer in scenario.mitigations}
    still = table[table["status"] == "open"]
    top = still.head(most)
    figure, (axes,) = canvas(9.5, 1.2 + 0.34 * max(len(top), 2))
    for row, (_, line) in enumerate(top.iterrows()):
        colour, hatch, _ = BY_IMPACT[line["hits"]]
        axes.barh(row, line["exposure"], color=colour, hatch=hatch, edgecolor="white", height=0.7)
        note = f"  {line['probability']:.0%}"
        if isinstance(line["offer"], str):
            note += f", offer: {short(offers[line['offer']])}"
        axes.annotate(note, (line["exposure"], row), va="center", fontsize=9)
    if top.empty:
        axes.annotate("no open risk", (0.5, 0.5), xycoords="axes fraction", ha="center")
    axes.set_yticks(range(len(top)))
    axes.set_yticklabels(
        [short(line["name"] or str(risk)) for risk, line in top.iterrows()], fontsize=9
    )
    axes.set_ylim(max(len(top), 1) - 0.4, -0.6)
    axes.set_xlim(0, max([*top["exposure"], 1.0]) * 1.45)
    axes.set_xlabel("exposure: probability × impact, k€")
    axes.grid(axis="x", color=PALE, linewidth=0.8)
    axes.set_axisbelow(True)
    _legend(axes)
    return Picture(figure, _sentence(still))


def _legend(axes: "Axes") -> None:
    from matplotlib.patches import Patch

    marks = [
        Patch(facecolor=colour, hatch=hatch, edgecolor="white", label=what)
        for colour, hatch, what in BY_IMPACT.values()
    ]
    axes.legend(handles=marks, loc="lower right", frameon=False, fontsize=9)


def _sentence(still: "pd.DataFrame") -> str:
    if not len(still):
        return "No risk is open any more."
    first = still.iloc[0]
    total = still["exposure"].sum()
    return (
        f"{len(still)} risks are open, worth {number(total)} k€ of expected loss; the largest is "
        f"{first['name'] or still.index[0]} with {number(first['exposure'])} k€."
    )
