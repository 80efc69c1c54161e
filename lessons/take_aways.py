"""What each notebook ends with, in a line: read from the notebooks, so that it is said once."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from simulator.mentor.cards import Card

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
HEADING = "## The card"
QUOTED = re.compile(r"^> \**(.+?)\**\s*$", re.MULTILINE)


@cache
def take_aways() -> tuple[Card, ...]:
    """A card a notebook, in their order."""
    return tuple(_cards())


def _cards() -> Iterator[Card]:
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        texts = ["".join(it["source"]) for it in cells if it["cell_type"] == "markdown"]
        for text in texts:
            if found := QUOTED.search(text.partition(HEADING)[2]):
                title = texts[0].splitlines()[0].removeprefix("# ").strip()
                yield Card(
                    kind=f"Take-away {path.name[:2]}",
                    title=title,
                    text=found[1],
                    ask="On Monday I change one thing:",
                )
