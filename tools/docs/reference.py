"""The Python side: a page for each room that people write programs with, from its docstrings."""

import inspect
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import simulator

ROOMS = {
    "simulator": "Run and play",
    "simulator.scenario": "What is planned",
    "simulator.readers": "Read offices and plans",
    "simulator.policies": "Standing rules",
    "simulator.decisions": "Decisions",
    "simulator.events": "Events",
    "simulator.metrics": "Metrics",
    "simulator.narration": "Events in words",
    "simulator.experiment": "Many worlds",
    "simulator.debrief": "Look back",
    "simulator.figures": "Pictures",
    "simulator.tables": "Tables",
    "simulator.widgets": "Screens",
    "simulator.mechanisms.card": "Cards of mechanisms",
    "simulator.mechanisms": "Numbers of mechanisms",
    "simulator.plans": "Plans of other people",
    "simulator.plan_forecast": "Forecast a plan",
    "simulator.history": "Learn from what was",
    "simulator.mentor.code": "A world in eight signs",
    "simulator.network": "The plan as a network",
    "simulator.chance": "Chance",
    "simulator.errors": "Errors",
}
"""Which rooms, in the order in which one meets them, and what each is for in a few words."""
KIN = (
    "simulator.debrief.fork.amounts.Difference",
    "simulator.debrief.fork.amounts.Part",
    "simulator.debrief.fork.parting.Parting",
    "simulator.experiment.shelf.Result",
    "simulator.figures.boundary.Own",
    "simulator.history.forecasts.World",
    "simulator.instruments.Instruments",
    "simulator.mechanisms.governance.Price",
    "simulator.policies.moves.Move",
    "simulator.readers.tables.mapping.Column",
    "simulator.readers.tables.mapping.Mapping",
    "simulator.readers.tables.mapping.SheetMap",
    "simulator.tables.mechanism_card.MechanismCard",
)
"""Records that those rooms give and take; a build says which one is missing."""
FIRST = ("simulate", "load", "Session", "Policy", "change_policy")
"""What somebody who has just come needs, before all else in its room."""
HEAD = """\
# Reference

For who writes Python. All of it is in the docstrings too: `help(simulator.simulate)`. Examples are
run before these pages are written. How the rooms hang together, and what may import what, is in
[Architecture](../architecture.md).

"""


def pages() -> Iterator[tuple[str, str]]:
    """A page for each room, and one that names them."""
    rows = "".join(f"| [{words}]({short(name)}.md) | `{name}` | {caption(name)} |\n"
                   for name, words in ROOMS.items())  # fmt: skip
    below = "\n".join([*map(short, ROOMS), "records"])
    tree = f"\n```{{toctree}}\n:hidden:\n\n{below}\n```\n"
    yield (
        "reference/index.md",
        f"{HEAD}| room | module | what it holds |\n|---|---|---|\n{rows}{tree}",
    )
    met: set[int] = set()
    for name, words in ROOMS.items():
        yield f"reference/{short(name)}.md", page(name, words, met)
    inside = "\n".join(f".. autoclass:: {it}\n   :members:\n" for it in KIN)
    yield "reference/records.md", f"# Records beside these\n\n```{{eval-rst}}\n{inside}\n```\n"


def short(name: str) -> str:
    """What the page of a room is called."""
    return name.removeprefix("simulator.").replace(".", "_")


def caption(name: str) -> str:
    """What a room says of itself first."""
    return (inspect.getdoc(import_module(name)) or "").split("\n\n")[0].replace("\n", " ")


def page(name: str, words: str, met: set[int]) -> str:
    """A room: what it says of itself, then everything in it that others may use.

    What was met in an earlier room stands there.
    """
    room = import_module(name)
    new = [it for it in public(room) if id(getattr(room, it)) not in met]
    met |= {id(getattr(room, it)) for it in new}
    inside = "\n".join(entry(room, it) for it in new)
    head = f"# {words}\n\n```{{eval-rst}}\n.. automodule:: {name}\n   :no-members:\n\n"
    return f"{head}{inside}\n```\n"


def public(room: ModuleType) -> list[str]:
    """Names that others may use: those it exports, or else those that it defines."""
    own = (
        it for it, value in vars(room).items() if getattr(value, "__module__", "") == room.__name__
    )
    names = getattr(room, "__all__", None) or [it for it in own if not it.startswith("_")]
    ours = [it for it in names if it not in simulator.LATER and is_ours(getattr(room, it))]
    return sorted(ours, key=lambda it: FIRST.index(it) if it in FIRST else len(FIRST))


def is_ours(value: object) -> bool:
    """Whether it is a function or a class with words of its own, and no table or alias."""
    return inspect.isfunction(value) or inspect.isclass(value)


def entry(room: ModuleType, name: str) -> str:
    """What Sphinx is asked to write about one of them."""
    value = getattr(room, name)
    if inspect.isclass(value) and issubclass(value, Exception):
        return f".. autoexception:: {room.__name__}.{name}\n"
    if inspect.isclass(value):
        return f".. autoclass:: {room.__name__}.{name}\n   :members:\n"
    return f".. autofunction:: {room.__name__}.{name}\n"
