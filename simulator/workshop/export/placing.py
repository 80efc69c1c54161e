"""How teams stand: in tiers with intervals, since ranks would say more than anybody knows."""

from simulator.report.markup import money, more, sentences, table
from simulator.workshop.export.pictures import tiers
from simulator.workshop.export.recorded import Recorded


def placing(it: Recorded) -> str:
    """Tiers, what came of the storm, and what of it was luck."""
    if it.standing is None:
        return sentences(["Teams were not compared in other worlds yet."])
    said = [
        "Whoever shares a tier cannot be told apart by decisions. The result in the storm is one "
        "world: luck and decisions together.",
        *_split(it),
    ]
    return tiers(it).html() + sentences(said) + table(*_numbers(it))


def _split(it: Recorded) -> list[str]:
    if not it.judged:
        return []
    fates = min(one.fates for one in it.judged)
    return [
        "Decisions and luck are parts of the result in the storm, against what the office was to "
        f"expect if nobody decides; each day is judged in {fates} futures that agree with what "
        "could be known on it."
    ]


def _numbers(it: Recorded) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    columns = ["", "tier", "on average, k€", "95 % interval", "in the storm, k€", "on time",
               "worlds won"]  # fmt: skip
    rows = []
    for place in it.places.values():
        row = [
            place.name, str(place.tier), money(place.value),
            f"{money(place.low)} to {money(place.high)}", money(place.result),
            f"{place.on_time:.0%}", f"{round(place.wins, 1):g}",
        ]  # fmt: skip
        if it.judged:
            parts = it.parts.get(place.name)
            row += [more(parts.decisions), more(parts.luck)] if parts else ["", ""]
        rows.append(tuple(row))
    return (*columns, *(("decisions, k€", "luck, k€") if it.judged else ())), rows
