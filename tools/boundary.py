"""Write boundary.json of simulator/debrief/boundary: where a PMO pays, and where it does not.

    python tools/boundary.py            80 worlds a cell, some minutes
    python tools/boundary.py 40 TEXT    so many worlds under this fate
    python tools/boundary.py shipped    is it right about the shipped scenarios? Writes nothing

Every cell is the same office with another load, other times or other people (axes.py beside the
map). In each the ready-made policy "tailored" plays the same worlds as no PMO.
"""

import sys
from itertools import product
from math import fsum
from typing import TYPE_CHECKING

from simulator import experiment, load
from simulator.debrief.boundary.axes import CULTURES, LOADS, TROUBLES, office
from simulator.debrief.boundary.boundary import nearest, place
from simulator.debrief.boundary.kept import FILE, WITH, WITHOUT, Cell, Map, keep, made_of
from simulator.debrief.boundary.office import map_office
from simulator.model import RULES
from simulator.readers import shipped

if TYPE_CHECKING:
    import pandas as pd

WORLDS, FATE = 80, "map"


def main(arguments: list[str]) -> int:
    """Play all cells and write the map; or play the shipped scenarios and hold it against them."""
    if arguments[:1] == ["shipped"]:
        return held(int(arguments[1]) if arguments[1:] else WORLDS)
    worlds = int(arguments[0]) if arguments else WORLDS
    fate = arguments[1] if len(arguments) > 1 else FATE
    places = {f"{it}": it for it in product(LOADS, TROUBLES, CULTURES)}
    offices = {name: office(*it) for name, it in places.items()}
    table = experiment.run(
        offices, {"with": WITH, "without": WITHOUT}, range(worlds), keep=False, fate=fate
    )
    runs = table.groupby("scenario", sort=False)
    cells = tuple(cell(*places[str(name)], there) for name, there in runs)
    promised = fsum(project.value for project in map_office().projects)
    keep(Map(rules=RULES, office=made_of(), worlds=worlds, fate=fate, promised=promised,
             cells=cells))  # fmt: skip
    print(f"written {FILE.name}: {len(cells)} cells of {worlds} worlds, fate {fate}")
    return 0


def held(worlds: int) -> int:
    """Print what the PMO brings in every shipped scenario, and what the map says of it."""
    for name in shipped():
        scenario = load(name)
        found = experiment.compare(scenario, WITHOUT, WITH, count=worlds, keep=False, fate=FATE)
        print(f"{name:22} map: {nearest(place(scenario)).verdict:16} {found}")
    return 0


def cell(full: float, times: float, culture: str, runs: "pd.DataFrame") -> Cell:
    """What the runs of one office say."""
    found = experiment.difference(runs, "without", "with")
    nets = runs.pivot(index="seed", columns="policy", values="net")
    lost = float((nets["with"] < nets["without"]).mean())
    numbers = {"mean": found.mean, "low": found.low, "high": found.high}
    rounded = {name: round(number, 1) for name, number in numbers.items()}
    return Cell(culture=culture, load=full, trouble=times, lost=round(lost, 3), **rounded)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
