"""Write docs/pay.md: what single moves are worth in every organisation, as tables and a picture.

    python tools/pay.py            60 worlds of luck drawn now, some minutes
    python tools/pay.py 200 TEXT   so many worlds under this fate

Nothing on the page is written by hand. Its fate stands on it, so that it can be made again.
"""

import secrets
import sys
from pathlib import Path

from simulator import experiment, figures, load, tables
from simulator.experiment.pay import ADDED, WITHIN
from simulator.readers import shipped

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "pay.md"
HEAD = """\
# Where each decision pays

What a single move is worth in each organisation that is here, in k€ of net value: added alone to an
office in which nobody decides anything, and within a PMO, that is with the move against without it
under the ready-made policy “tailored”. A ? stands where the 95 % interval includes 0; in brackets
is the share of worlds in which the move cost more than it brought. No function pays everywhere,
and each loses somewhere.

Written by `python tools/pay.py {worlds} {fate}`: {worlds} worlds under the fate {fate}. The same in
a terminal: `python -m simulator pay`.
"""


def main(arguments: list[str]) -> int:
    """Play everything and write the page and its pictures."""
    worlds = int(arguments[0]) if arguments else 60
    fate = arguments[1] if len(arguments) > 1 else secrets.token_hex(4)
    offices = {name: load(name) for name in shipped()}
    table = experiment.pay(offices, seeds=range(worlds), fate=fate)
    parts = [HEAD.format(worlds=worlds, fate=fate)]
    for how in (ADDED, WITHIN):
        picture = figures.tiles(table, how)
        name = f"pay_{how.split()[0]}.png"
        (PAGE.parent / name).write_bytes(picture.png())
        parts.append(f"\n## {how.capitalize()}\n\n![{picture.sentence}]({name})\n\n")
        parts.append(_markdown(tables.moves(table, how)))
    PAGE.write_text("".join(parts), encoding="utf-8")
    print(f"written {PAGE.relative_to(ROOT)}")
    return 0


def _markdown(table: tables.Table) -> str:
    rows = [table.columns, ["---"] * len(table.columns), *table.rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
