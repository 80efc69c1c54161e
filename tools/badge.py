"""Write docs/coverage.svg, the README's word on tests, from what `make cover` has just measured.

    python tools/badge.py

`python start.py cover` calls it after a whole run that passed. The share is rounded down, so that
the picture changes only when it has something to say.
"""

import io
import sys
from math import floor
from pathlib import Path

from coverage import Coverage

ROOT = Path(__file__).resolve().parents[1]
BADGE = ROOT / "docs" / "coverage.svg"
LABEL, LEFT, RIGHT, HEIGHT = "lines run by tests", 112, 44, 20
SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" role="img">
  <title>{title}</title>
  <rect width="{width}" height="{height}" rx="3" fill="#24292f"/>
  <path d="M{left} 0h{most}a3 3 0 0 1 3 3v{tall}a3 3 0 0 1 -3 3h-{most}z" fill="#1a6b3c"/>
  <g fill="#ffffff" font-family="Verdana, DejaVu Sans, sans-serif" font-size="11"
     text-anchor="middle">
    <text x="{first}" y="14">{label}</text>
    <text x="{second}" y="14">{share}</text>
  </g>
</svg>
"""


def measured() -> float:
    """Percent of the simulator's lines that the last run of "make cover" ran."""
    found = Coverage(data_file=ROOT / ".coverage", config_file=ROOT / "pyproject.toml")
    found.load()
    return found.report(file=io.StringIO())


def title(percent: float) -> str:
    """What the picture says, in words."""
    return f"{floor(percent)} % of the simulator's lines are run by tests"


def badge(percent: float) -> str:
    """The picture."""
    return SVG.format(
        title=title(percent), label=LABEL, share=f"{floor(percent)} %",
        width=LEFT + RIGHT, height=HEIGHT, left=LEFT, most=RIGHT - 3, tall=HEIGHT - 6,
        first=LEFT / 2, second=LEFT + RIGHT / 2,
    )  # fmt: skip


def main() -> int:
    """Write it, and say what it says."""
    percent = measured()
    BADGE.write_text(badge(percent), encoding="utf-8", newline="\n")
    print(f"wrote {BADGE.relative_to(ROOT)}: {title(percent)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
