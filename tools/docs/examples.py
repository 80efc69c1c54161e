"""Every example that the documentation shows is run: those in pages, and those in docstrings.

An example stands after `>>>`, with what it shows below it.
"""

import contextlib
import doctest
import importlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).resolve().parents[2]
CODE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
OPTIONS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
PROMPT = ">>> "


def tests() -> Iterator[doctest.DocTest]:
    """All examples: a test for each page, and for each docstring that has any."""
    yield from (test for page in pages() for test in of_page(page))
    for name in modules():
        found = doctest.DocTestFinder(exclude_empty=True).find(importlib.import_module(name))
        yield from (test for test in found if test.examples)


def pages() -> list[Path]:
    """Pages with examples."""
    every = sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"])
    return [path for path in every if PROMPT in path.read_text(encoding="utf-8")]


def modules() -> list[str]:
    """Modules of the simulator with examples in their docstrings."""
    files = sorted((ROOT / "simulator").rglob("*.py"))
    found = [path for path in files if PROMPT in path.read_text(encoding="utf-8")]
    parts = [path.relative_to(ROOT).with_suffix("").parts for path in found]
    return [".".join(it).removesuffix(".__init__") for it in parts]


def of_page(path: Path) -> Iterator[doctest.DocTest]:
    """The examples of a page, of which later ones know what earlier ones have named."""
    text = path.read_text(encoding="utf-8")
    # What is no example becomes empty lines, so that a failure names its own line.
    kept = [found.span(1) for found in CODE.finditer(text) if PROMPT in found[1]]
    blank, end = [], 0
    for begin, finish in kept:
        blank += ["\n" * text.count("\n", end, begin), text[begin:finish]]
        end = finish
    name = path.relative_to(ROOT).as_posix()
    yield doctest.DocTestParser().get_doctest("".join(blank), {}, name, str(path), 0)


def problem(test: doctest.DocTest) -> str:
    """What is wrong with these examples; empty if they show what they say."""
    said: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        # What an example keeps is nobody's own.
        own = mock.patch.dict(os.environ, PMO_FLIGHTS=folder, PMO_FORECASTS=f"{folder}/told.jsonl")
        with own, contextlib.chdir(folder):
            doctest.DocTestRunner(optionflags=OPTIONS).run(test, out=said.append)
    return "".join(said)


def problems() -> list[str]:
    """What is wrong with examples, wherever they stand."""
    return [said for test in tests() if (said := problem(test))]
