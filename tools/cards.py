"""Print the cards of a workshop.

    python tools/cards.py FOLDER

Two files of A4 pages with lines to cut along: decision cards (roles, decisions, functions of a
PMO) and take-away cards (what each notebook ends with, in a line).
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from lessons.take_aways import take_aways  # noqa: E402
from simulator.errors import RefusedError  # noqa: E402
from simulator.mentor import printing  # noqa: E402


def main(arguments: list[str]) -> int:
    """Write both files into a folder and say where they are."""
    if len(arguments) != 1:
        print(__doc__)
        return 2
    try:
        for path in printing.both(Path(arguments[0]), take_aways()):
            print(path)
    except RefusedError as error:
        print(f"{error}.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
