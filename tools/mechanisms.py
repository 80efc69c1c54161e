"""Write simulator/mechanisms/__init__.py: the table of all mechanisms, from the files beside it.

    python tools/mechanisms.py

A mechanism is a file with a CARD. The table is ordinary code, so that editors and type checkers
know every switch and every parameter; nobody has to write a mechanism's name into it.
"""

import ast
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "simulator" / "mechanisms"
PAGE = FOLDER / "__init__.py"
WIDTH = 100

HEAD = '''\
"""How the world works: one file a mechanism, with its parameters, formula and source.

A scenario switches a mechanism on by giving it a parameter record; None is off and costs nothing.
This table is written by `python tools/mechanisms.py` from the cards in the files beside it.
"""
'''


class Mechanism(NamedTuple):
    """What the table must know of a file: nothing that is not written in it."""

    number: str
    module: str
    record: str | None
    """Its parameters; None if it is a formula only."""
    says: str
    """The first line of the file: its number, and a sentence."""


def found(folder: Path = FOLDER) -> list[Mechanism]:
    """All mechanisms of a folder by number. Reads files as text: a table out of date may be broken.

    Raises SystemExit if two have one number.
    """
    every = sorted(it for path in sorted(folder.glob("*.py")) for it in _cards(path))
    for one, other in zip(every, every[1:], strict=False):
        if one.number == other.number:
            raise SystemExit(
                f"{one.module}.py and {other.module}.py both have the number {one.number}; "
                f"write the next free one, M{int(every[-1].number[1:]) + 1:02}, into one of them"
            )
    return every


def _cards(path: Path) -> Iterator[Mechanism]:
    """The mechanism of a file, if it is one."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name("CARD")], value=ast.Call() as card):
                said = {it.arg: it.value for it in card.keywords}
                number = ast.literal_eval(said["number"])
                record = ast.unparse(said["record"]) if "record" in said else None
                says = (ast.get_docstring(tree) or "").split("\n")[0]
                yield Mechanism(number, path.stem, record, says)


def page(folder: Path = FOLDER) -> str:
    """The whole file as text."""
    every = found(folder)
    switched = [(it, it.record) for it in every if it.record]
    imports = {it.module: it.record for it, _ in switched} | {"card": "Card, Parameters"}
    names = ["CARDS", "Card", "Mechanisms", "everything"]
    names += sorted(record for _, record in switched)
    blocks = (
        HEAD,
        "from simulator.mechanisms import (",
        *_lines(sorted(it.module for it in every), 4),
        ")",
        *(f"from simulator.mechanisms.{it} import {imports[it]}" for it in sorted(imports)),
        "\n__all__ = [",
        *_lines((f'"{it}"' for it in names), 4),
        "]\n",
        "CARDS: dict[str, Card] = {",
        "    card.number: card",
        "    for card in (",
        *_lines((f"{it.module}.CARD" for it in every), 8),
        "    )",
        "}",
        '"""All cards by number."""\n\n',
        "class Mechanisms(Parameters, frozen=True, kw_only=True):",
        '    """Which mechanisms are on, and with which parameters."""\n',
        *(_field(it.module, record, it.says) for it, record in switched),
        "\n\ndef everything() -> Mechanisms:",
        '    """All mechanisms on, with their defaults."""',
        "    return Mechanisms(",
        *_lines((f"{it.module}={record}()" for it, record in switched), 8),
        "    )",
    )
    return "\n".join(blocks) + "\n"


def _lines(names: Iterator[str] | list[str], indent: int) -> Iterator[str]:
    return (f"{' ' * indent}{name}," for name in names)


def _field(name: str, record: str, says: str) -> str:
    """One switch, and what it is about."""
    text = textwrap.fill(f'"""{says}"""', WIDTH, initial_indent="    ", subsequent_indent="    ")
    return f"    {name}: {record} | None = None\n{text}"


def main() -> int:
    """Write the table."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    print(f"written {PAGE.relative_to(ROOT)} ({len(found())} mechanisms)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
