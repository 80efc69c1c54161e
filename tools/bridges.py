"""Write what simple baselines earn in the environment into docs/bridges.md (needs gymnasium).

python tools/bridges.py                 the table, in a hundred worlds
python tools/bridges.py --worlds 20     in so many
"""

import argparse
import re
from pathlib import Path

from simulator.bridges.baselines import BASELINES, Mean, returns
from simulator.bridges.environment import Office

PAGE = Path(__file__).resolve().parents[1] / "docs" / "bridges.md"
OFFICES = ("eight_projects", "tarnholt_town")
PLACE = re.compile(r"(?<=<!-- baselines -->\n).*?(?=<!-- end -->)", re.DOTALL)


def table(worlds: int) -> str:
    """A row for each baseline in each office, and by how much it beats deciding nothing."""
    rows = [
        f"Net value in k€, mean of {worlds} worlds with its 95 % interval (`python tools/bridges.py"
        f"{'' if worlds == 100 else f' --worlds {worlds}'}`):\n",
        "| office | who decides | net value | more than deciding nothing, in the same worlds |",
        "|---|---|---|---|",
    ]
    for name in OFFICES:
        office = Office(name)
        plain = returns(office, BASELINES["decide nothing"], worlds)
        for called, begin in BASELINES.items():
            earned = plain if called == "decide nothing" else returns(office, begin, worlds)
            more = [one - other for one, other in zip(earned, plain, strict=True)]
            better = "–" if earned is plain else said(Mean.of(more), "+,.0f")
            rows.append(f"| `{name}` | {called} | {said(Mean.of(earned), ',.0f')} | {better} |")
    return "\n".join(rows) + "\n"


def said(it: Mean, form: str) -> str:
    """A mean with its interval."""
    return f"{it.mean:{form}} ({it.low:{form}} to {it.high:{form}})".replace("-", "−")


def main() -> None:
    """Put the table into its page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=100)
    found = table(parser.parse_args().worlds)
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(PLACE.sub(lambda _: found, text), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
