"""Run the tests of effects under many fates: does a statement hang on its luck?

    python tools/fates.py 20                      twenty fates drawn just now, an hour or two
    python tools/fates.py 20 tests/test_risks.py  only what is named
    python tools/fates.py --fates a,b,c           these fates
    python tools/fates.py --add found.json 20     go on from what an earlier call has found
    python tools/fates.py --add found.json --afresh 20 tests/test_risks.py
                                                  the same, but forget what it says of these tests
    python tools/fates.py --write 20              and put the table into VALIDATION.md

A fate re-keys all chance (`pytest --fate TEXT`), so every world is another one while the model is
the same. Printed are the tests that failed, and those whose number comes near its bound: `spare` is
the distance between the two, in standard deviations over the fates. Exit code 1 if a test held
under fewer than 19 of 20.
"""

import argparse
import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from statistics import median, stdev
from typing import NamedTuple
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "VALIDATION.md"
ENOUGH = 0.95
"""Of the fates: under fewer a statement does not hold."""
NEAR = 3.0
"""Standard deviations from a bound, below which another fate may well be on its other side."""
TITLE, LAST = "## Other luck", "## What is not validated"

Comparison = tuple[str, int, str, list]


class Found(NamedTuple):
    """What the tests did under one fate."""

    fate: str
    held: dict[str, bool]
    """By test."""
    compared: list[Comparison]
    """Test, line, what was asserted, [number, sign, bound] each."""


def main(arguments: list[str]) -> int:
    """Run what is asked for and tell what was found."""
    asked = parsed(arguments)
    drawn = [secrets.token_hex(4) for _ in range(asked.n)]
    fates = asked.fates.split(",") if asked.fates else drawn
    found = earlier(asked.add)
    if asked.afresh:
        found = forgotten(found, asked.tests)
    for number, fate in enumerate(fates, 1):
        print(f"fate {number} of {len(fates)}: {fate}", flush=True)
        found.append(under(fate, asked.tests))
        failed = [test for test, held in found[-1].held.items() if not held]
        print(f"  {len(failed)} of {len(found[-1].held)} failed", flush=True)
        if asked.add:
            asked.add.write_text(json.dumps(found), encoding="utf-8")
    statements = list(together(found))
    print(*told(statements, len(found)), sep="\n")
    if asked.write:
        write(statements, asked.remark)
    return int(any(it.share < ENOUGH for it in statements))


def earlier(path: Path | None) -> list[Found]:
    """What has gathered in a file."""
    if path is None or not path.exists():
        return []
    return [Found(*it) for it in json.loads(path.read_text(encoding="utf-8"))]


def forgotten(found: list[Found], tests: list[str]) -> list[Found]:
    """What was found without these tests or files, which have changed since."""

    def other(test: str) -> bool:
        return not any(test == it or test.startswith((f"{it}::", f"{it}[")) for it in tests)

    return [
        Found(
            it.fate,
            {test: held for test, held in it.held.items() if other(test)},
            [compared for compared in it.compared if other(compared[0])],
        )
        for it in found
    ]


def parsed(arguments: list[str]) -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("n", type=int, nargs="?", default=20, help="how many fates (20)")
    parser.add_argument("tests", nargs="*", help="tests or files (all of effects)")
    parser.add_argument("--fates", help="these, between commas")
    parser.add_argument("--add", type=Path, help="a file in which results gather")
    parser.add_argument("--afresh", action="store_true", help="forget what it says of these tests")
    parser.add_argument("--write", action="store_true", help=f"put the table into {PAGE.name}")
    parser.add_argument("--remark", default="", help="a sentence to stand above the table")
    return parser.parse_args(arguments)


def under(fate: str, tests: list[str]) -> Found:
    """Run the tests under one fate."""
    with tempfile.TemporaryDirectory() as folder:
        effects, report = Path(folder) / "effects", Path(folder) / "report.xml"
        # What pytest tells of an assertion that holds is compiled into the tests, so it
        # must not meet what was compiled without it.
        environment = {**os.environ, "PMO_EFFECTS": str(effects), "PMO_CACHE": "off"}
        environment["PYTHONPYCACHEPREFIX"] = str(Path(tempfile.gettempdir()) / "pmo-effects")
        command = [
            sys.executable, "-m", "pytest", "-q", "-n", "auto", "--dist", "loadfile",
            "-p", "tests.effects", "-o", "enable_assertion_pass_hook=true", "-o",
            "junit_family=xunit1", f"--junit-xml={report}", "--fate", fate,
            *(tests or ["-m", "effect"]),
        ]  # fmt: skip
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
        if not report.exists():
            raise SystemExit(done.stdout[-2000:] + done.stderr[-2000:])
        cases = list(ElementTree.parse(report).iter("testcase"))
        lines = effects.read_text(encoding="utf-8").splitlines() if effects.exists() else []
    tags = {f"{case.get('file')}::{case.get('name')}": {it.tag for it in case} for case in cases}
    held = {
        test: not found & {"failure", "error"}
        for test, found in tags.items()
        if "skipped" not in found
    }
    return Found(fate, held, [tuple(json.loads(line)) for line in lines])


class Statement(NamedTuple):
    """One comparison of a test, or a test without any, over all fates."""

    test: str
    held: int
    """Runs of the test that passed, over all fates and cases."""
    runs: int
    said: str
    sign: str
    bound: float
    numbers: list[float]

    @property
    def share(self) -> float:
        """Of the runs, how many held."""
        return self.held / self.runs

    @property
    def spare(self) -> float:
        """Distance from the bound in standard deviations; negative on its wrong side."""
        if len(self.numbers) < 2:
            return float("inf")
        side = 1 if self.sign in (">", ">=") else -1
        far, scatter = side * (median(self.numbers) - self.bound), stdev(self.numbers)
        return far / scatter if scatter else float("inf")


def together(found: Iterable[Found]) -> Iterable[Statement]:
    """All statements of all tests, as they came out under all fates."""
    runs: dict[str, list[bool]] = defaultdict(list)
    numbers: dict[tuple, list[float]] = defaultdict(list)
    for it in found:
        for test, held in it.held.items():
            runs[test].append(held)
        for test, line, said, compared in it.compared:
            for place, (left, sign, right) in enumerate(compared):
                numbers[test, line, said, place].append((left, sign, right))
    for test, held in runs.items():
        mine = {key: values for key, values in numbers.items() if key[0] == test}
        for (_, _, said, _), values in mine.items():
            yield Statement(test, sum(held), len(held), said, *sided(values))
        if not mine:
            yield Statement(test, sum(held), len(held), "", "", 0.0, [])


def sided(values: list[tuple[float, str, float]]) -> tuple[str, float, list[float]]:
    """(sign, bound, numbers): the side that is always the same is the bound."""
    lefts, signs, rights = zip(*values, strict=True)
    if len(set(rights)) > 1 and len(set(lefts)) == 1:
        turned = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
        return turned[signs[0]], lefts[0], list(rights)
    if len(set(rights)) > 1:  # two numbers of which neither is a bound: how far one is ahead
        return signs[0], 0.0, [left - right for left, right in zip(lefts, rights, strict=True)]
    return signs[0], rights[0], list(lefts)


def told(statements: list[Statement], fates: int) -> Iterable[str]:
    """What deserves a look, the worst first."""
    look = [it for it in statements if it.share < 1 or it.spare < NEAR]
    for it in sorted(look, key=lambda it: (it.share, it.spare)):
        yield f"{it.held:3}/{it.runs:<3} spare {it.spare:5.1f}  {it.test}"
        if it.numbers:
            low, high = min(it.numbers), max(it.numbers)
            numbers = f"{median(it.numbers):.4g} ({low:.4g} to {high:.4g})"
            yield f"        {it.said}   {it.sign} {it.bound:g}: {numbers}"
    tests = {it.test: it.share for it in statements}
    failing = sum(share < ENOUGH for share in tests.values())
    yield f"{len(tests)} tests under {fates} fates: {failing} held under fewer than 19 of 20"


def write(statements: list[Statement], remark: str) -> None:
    """Put the table into the page, at the place of the last one or before its last chapter."""
    page = PAGE.read_text(encoding="utf-8")
    begin = page.find(TITLE)
    if begin < 0:
        begin = end = page.index(LAST)
    else:
        end = page.index("\n## ", begin) + 1
    PAGE.write_text(page[:begin] + chapter(statements, remark) + page[end:], encoding="utf-8")
    print(f"written into {PAGE.name}")


def chapter(statements: list[Statement], remark: str = "") -> str:
    """The table as a chapter: a row a test, with the comparison that has least to spare."""
    closest: dict[str, Statement] = {}
    for it in statements:
        if it.test not in closest or it.spare < closest[it.test].spare:
            closest[it.test] = it
    held = sum(it.share >= ENOUGH for it in closest.values())
    fewest, most = (end(it.runs for it in closest.values()) for end in (min, max))
    many = f"{most}" if fewest == most else f"{fewest} to {most}"
    head = (
        f"{TITLE}\n\nEvery test of an effect under {many} fates: all chance is drawn anew, "
        f"nothing else changes (`python tools/fates.py --write {most}`). {held} of "
        f"{len(closest)} held under at least 19 of 20. A row has the number that comes nearest to "
        f"its bound, which is mostly an end of a 95 % interval. {remark}".rstrip()
        + "\n\n"
        "| what | held | bound | median | range |\n|---|---|---|---|---|\n"
    )
    return head + "".join(row(it) for it in closest.values()) + "\n"


def row(it: Statement) -> str:
    """One test as a row."""
    place, _, name = it.test.partition("::")
    said = name.removeprefix("test_").replace("_", " ").replace("|", "/")
    cells = [f"{said} (`{Path(place).stem}`)", f"{it.held} of {it.runs}"]
    if it.numbers:
        low, high = min(it.numbers), max(it.numbers)
        cells += [f"{it.sign} {it.bound:.4g}", f"{median(it.numbers):.4g}"]
        cells.append(f"{low:.4g} to {high:.4g}")
    else:
        cells += ["", "", ""]
    return f"| {' | '.join(cells)} |\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
