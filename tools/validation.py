"""Write VALIDATION.md: run all that proves the model, and print what came out.

    python tools/validation.py
    python tools/validation.py test_curves    only the chapter of this file; the others stay

Takes some minutes. Nothing in the tables is written by hand: a row is a test that has just run,
with the figures it has compared. The published tables need the folder of instances; see
`benchmarks/published.py`.
"""

import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "VALIDATION.md"
sys.path[:0] = [str(ROOT / "benchmarks")]


class Chapter(NamedTuple):
    """Tests that answer one doubt."""

    title: str
    text: str
    files: tuple[str, ...]


HEAD = """\
# Validation

A training model that is wrong teaches wrong things with confidence. This page lists what was done
to find out where it is wrong, against results that nobody here has made wherever there are any. It
is written by `python tools/validation.py`; a row is a test of the ordinary simulator, and is here
only because it has just passed, or says that it has not. Intervals are as sure as the test asks.

Whether the tests themselves would notice a mistake is tried by `python tools/faults.py`: it plants
twenty faults in a copy of the model, among them a priority compared the wrong way, a person booked
twice, one generator for all draws and an interval with the wrong degrees of freedom. Each must turn
a test red.
"""

OTHER_LUCK = "Other luck"
"""What `tools/fates.py` writes, which takes hours."""
CURVES = Chapter(
    "Overtime, focus and work in progress",
    "Three curves that are published, and what the ordinary office gives. Report C-2 and the trade "
    "figures are quoted from others; Factory Physics has the laws of the line, which are theorems. "
    "Pencavel's 48 hours and the report's 50 cannot both be right, and the model follows the "
    "report.",
    ("test_curves",),
)

CHAPTERS = (
    Chapter(
        "Queueing and scheduling theory",
        "Requests to a queue are projects of one activity; nothing in the simulator is special.",
        (
            "test_theory_queues",
            "test_theory_schedules",
            "test_theory_earned_value",
            "test_theory_chance",
        ),
    ),
    Chapter(
        "Scheduling with chance",
        "Findings of the literature on projects with random durations, on its instances.",
        ("test_stochastic",),
    ),
    Chapter(
        "Proven optima, and a second engine",
        "A solver proves the shortest plan: no order may beat it. An engine that shares no code "
        "with the model must tell the same story, event for event.",
        ("test_optimum", "test_oracle"),
    ),
    Chapter(
        "What must change, and what must not",
        "A scenario is changed in a way whose effect is known exactly; whole logs are compared.",
        ("test_metamorphic", "test_switches"),
    ),
    Chapter(
        "Honest chance and honest intervals",
        "Keyed draws, paired worlds, and what intervals claim.",
        ("test_chance", "test_honesty", "test_experiment", "test_compare"),
    ),
    Chapter(
        "What must always hold",
        "Over hundreds of random offices with random mechanisms on.",
        ("test_properties", "test_hidden", "test_extremes"),
    ),
)

TAIL = """\
## What is not validated, and why

* **That a real office behaves so.** Mechanisms have sources, or are called design defaults on
  their cards; no organisation's history was replayed. Durations are drawn from sixteen projects of
  one insurer (`python benchmarks/calibration.py`), and nothing else was measured.
* **Strengths of mechanisms together.** Each formula is tested against its source's figures, and
  each lesson against many worlds; there is no record of an office in which all were measured.
  `experiment.sensitivity` says which assumptions a conclusion hangs on.
* **Preemptive queues.** People are not taken off work in this model.
* **Serial schedule generation.** The model decides as time passes, which is the parallel scheme;
  the published serial columns are another algorithm.
* **MPSPLIB to the day.** The published makespans come from a planning tool whose sorting of equals
  is not documented, and two of the thirty are below what the file allows; see the table.
* **Browser, screen and notebook** are tested for working, not for teaching: whether people decide
  better afterwards was not measured with people.
"""


def main(arguments: list[str]) -> int:
    """Run everything, or the chapters of the files that are named; 1 if a test has failed."""
    asked = [it for it in (CURVES, *CHAPTERS) if not arguments or {*arguments} & {*it.files}]
    with tempfile.TemporaryDirectory() as folder:
        evidence, report = Path(folder) / "evidence", Path(folder) / "report.xml"
        files = [f"tests/{name}.py" for it in asked for name in it.files]
        command = [sys.executable, "-m", "pytest", "-q", f"--junit-xml={report}", *files]
        environment = {**os.environ, "PMO_EVIDENCE": str(evidence), "PMO_CACHE": "off"}
        code = subprocess.run(command, cwd=ROOT, env=environment).returncode
        lines = evidence.read_text(encoding="utf-8").splitlines() if evidence.exists() else []
        figures = [json.loads(line) for line in lines]
        cases = list(ElementTree.parse(report).iter("testcase"))
    parts = [HEAD, kept("Published tables") if arguments else tables()]
    for about in (CURVES, *CHAPTERS):
        written = measured_curves if about is CURVES else partial(chapter, about)
        parts.append(written(cases, figures) if about in asked else kept(about.title))
    PAGE.write_text("\n".join([*parts, kept(OTHER_LUCK), TAIL]), encoding="utf-8")
    print(f"wrote {PAGE.name}")
    return int(code != 0)


def tables() -> str:
    """The published tables, as their own command prints them."""
    import published

    try:
        return f"## Published tables\n{_printed(published.main)}"
    except SystemExit as missing:
        return f"## Published tables\n\nNot run here: {missing}.\n"


def measured_curves(cases: list, figures: list[dict]) -> str:
    """The published curves: tables as their own command prints them, a picture, and tests."""
    import curves

    picture = curves.picture()
    (ROOT / "docs" / "curves.png").write_bytes(picture.png())
    head, rows = chapter(CURVES, cases, figures).split("\n| what |", 1)
    shown = f"![{picture.sentence}](docs/curves.png)\n"
    return "\n".join([head, shown + _printed(curves.main), "### Tests\n", f"| what |{rows}"])


def _printed(command: Callable[[], None]) -> str:
    """What a command prints, its headings one level deeper."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        command()
    return printed.getvalue().replace("\n## ", "\n### ")


def kept(title: str) -> str:
    """A chapter as it stands on the page."""
    page = PAGE.read_text(encoding="utf-8")
    begin = page.find(f"## {title}\n")
    return page[begin : page.index("\n## ", begin)] if begin >= 0 else ""


def chapter(about: Chapter, cases: list, figures: list[dict]) -> str:
    """One chapter: a row for each test, and for each figure it has compared."""
    rows = [line for file in about.files for line in _rows(file, cases, figures)]
    head = ["| what | exact | found | interval | |", "|---|---|---|---|---|"]
    files = ", ".join(f"`tests/{file}.py`" for file in about.files)
    return "\n".join([f"## {about.title}\n", f"{about.text} ({files})\n", *head, *rows, ""])


def _rows(file: str, cases: list, figures: list[dict]) -> Iterator[str]:
    mine = [it for it in cases if it.get("classname", "").rpartition(".")[2] == file]
    for name, some in groupby(mine, key=lambda case: case.get("name", "").partition("[")[0]):
        together = list(some)
        compared = [
            it for it in figures if it["test"].rpartition("::")[2].partition("[")[0] == name
        ]
        word = max(map(_outcome, together), key=("passed", "not run here", "**FAILED**").index)
        if compared:
            yield from (_figure(it, word) for it in compared)
        else:
            cases_of_it = f" ({len(together)} cases)" if len(together) > 1 else ""
            yield f"| {_said(name)}{cases_of_it} | | | | {word} |"


def _figure(it: dict, word: str) -> str:
    what = f"{_said(it['test'].rpartition('::')[2])}{': ' * bool(it['what'])}{it['what']}"
    interval = f"{it['low']:.4g} to {it['high']:.4g}"
    return f"| {what} | {it['exact']:.5g} | {it['found']:.5g} | {interval} | {word} |"


def _said(name: str) -> str:
    """A test's name as a sentence."""
    sentence, bracket, case = name.removeprefix("test_").partition("[")
    return sentence.replace("_", " ") + (f" ({case[:-1]})" if bracket else "").replace("|", "/")


def _outcome(case: ElementTree.Element) -> str:
    kinds = {child.tag for child in case}
    if kinds & {"failure", "error"}:
        return "**FAILED**"
    return "not run here" if "skipped" in kinds else "passed"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
