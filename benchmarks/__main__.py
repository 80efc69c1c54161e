"""Every figure of BENCHMARKS.md, in one run: `python benchmarks`; `--write` puts them into it."""

import contextlib
import importlib
import io
import os
import platform
import sys
from datetime import date
from pathlib import Path

PARTS = (
    "replication", "against_peers", "mechanisms", "growth", "continuing", "debrief", "scaling",
    "starting", "clicks",
)  # fmt: skip
PAGE = Path(__file__).parents[1] / "BENCHMARKS.md"
MARK = "<!-- figures -->"


def main(arguments: list[str]) -> None:
    """Run all parts, and print what they print."""
    printed = Both(sys.stdout)
    with contextlib.redirect_stdout(printed):
        print(machine())
        for part in PARTS:
            importlib.import_module(part).main()
    if "--write" in arguments:
        said = PAGE.read_text(encoding="utf-8").partition(MARK)[0]
        PAGE.write_text(f"{said}{MARK}\n\n{printed.text()}", encoding="utf-8")


def machine() -> str:
    """What they were measured on."""
    return (
        f"Measured on {date.today():%d %B %Y}: {platform.system()}, {platform.machine()}, "
        f"{os.cpu_count()} cores shared with other work, Python {platform.python_version()}."
    )


class Both(io.TextIOBase):
    """A stream that writes through and remembers."""

    def __init__(self, stream: io.TextIOBase) -> None:
        self.stream, self.kept = stream, io.StringIO()

    def write(self, text: str) -> int:
        """Write here and there."""
        self.kept.write(text)
        return self.stream.write(text)

    def flush(self) -> None:
        """Let it be seen."""
        self.stream.flush()

    def text(self) -> str:
        """All that was written."""
        return self.kept.getvalue()


if __name__ == "__main__":
    main(sys.argv[1:])
