"""Write docs/claims.md: every claim about PMOs and where it can be tried.

python tools/claims.py
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from simulator.claims import CLAIMS, Claim
from simulator.mechanisms import CARDS

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "claims.md"
NAMES = {card.number: card.name.replace("_", " ") for card in CARDS.values()}
"""What each mechanism is called, in plain words."""

HEAD = """\
# What is claimed of PMOs, and where each claim can be tried

None of these sentences is built in. A *mechanism* makes each come out one way or the other, a
*rule* of a policy acts on it, a *number* shows it, and a *test* says how it comes out today.

This page is written by `python tools/claims.py` from `simulator/claims.py`. A mechanism's card:
`python -m simulator mechanisms M01`. The rules are fields of `Policy`, the numbers functions of
`simulator.metrics` or headlines of its `summary`.

| | claim | mechanisms | rules | numbers | tests |
|---|---|---|---|---|---|
"""


def page() -> str:
    """The whole page as text."""
    return HEAD + "".join(f"| {' | '.join(cells(claim))} |\n" for claim in CLAIMS)


def cells(claim: Claim) -> tuple[str, ...]:
    """One row of the table."""
    return (
        claim.number,
        claim.says,
        ", ".join(f"{it} {NAMES[it]}" for it in claim.mechanisms),
        _code(claim.rules),
        _code(claim.numbers),
        "<br>".join(_linked(test) for test in claim.tests),
    )


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _linked(test: str) -> str:
    """A test by its sentence, with a link to its file."""
    path, name = test.split("::")
    return f"[{name.removeprefix('test_').replace('_', ' ')}](../{path})"


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    print(f"written {PAGE.relative_to(ROOT)} ({len(CLAIMS)} claims)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
