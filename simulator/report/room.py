"""How much more there was to be had: others in the same world, and who would have known it all."""

from simulator import figures
from simulator.debrief.bounds import NAMES, Bounds, Row
from simulator.report.case import TRIES, Case
from simulator.report.markup import money, sentences

BOUND = "whoever knew what would happen"


def room(case: Case) -> tuple[str, str, str]:
    """A sentence, the picture with what may be said of it, and what it rests on."""
    found = case.bounds
    hands = [it for it in found.rows if it.kind != "information"]
    hands.sort(key=lambda it: it.mean if it.mean == it.mean else float("inf"))
    picture = figures.levels([_level(it) for it in hands], _sentence(found))
    _, bound, _, worth = found.words
    searched = f"bound: {TRIES} tries in each of {found.of('bound').worlds} worlds"
    small = f"{found.basis.words}; {searched}"
    return _lead(found), picture.html() + sentences([bound, worth]), small


def _lead(found: Bounds) -> str:
    """How far it is to the best that is known."""
    own, most = found.of("own").mean, found.most
    there = f"in {most.worlds} other worlds"
    if most.mean <= own:
        return (
            f"On average {there} nothing that is known here beats what you did: it brings "
            f"{money(own)} k€, the next best {money(most.mean)}."
        )
    return (
        f"There was more to be had: on average {there} what you did brings {money(own)} k€, "
        f"{most.what} {money(most.mean)}."
    )


def _sentence(found: Bounds) -> str:
    """What the picture shows."""
    said = [f"{_name(it)} {money(it.here)}" for it in found.rows if it.kind != "information"]
    return f"Net value of this world in different hands, in k€: {', '.join(said)}."


def _level(row: Row) -> figures.Level:
    known = row.mean == row.mean  # a search that was stopped knows of no other world
    mean, low, high = (row.mean, row.low, row.high) if known else (row.here,) * 3
    return figures.Level(_name(row), row.here, mean, low, high, row.kind == "own",
                         row.kind == "bound")  # fmt: skip


def _name(row: Row) -> str:
    return {"own": NAMES["own"], "bound": BOUND}.get(row.kind, row.what)
