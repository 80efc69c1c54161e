"""The documentation as far as it is cheap to try: its examples, its commands, its tree of pages.

Whether it can be written, and what it looks like, is tried by `python start.py docs`.
"""

import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

from simulator import cli
from simulator.mechanisms import CARDS
from simulator.readers import shipped

sys.path.insert(0, str(ROOT / "tools" / "docs"))
import card_curves  # noqa: E402
import examples  # noqa: E402
import gather  # noqa: E402

DOCS = ROOT / "docs"
PAGES = {path.relative_to(DOCS).as_posix(): path for path in sorted(DOCS.rglob("*.md"))}
TREE = re.compile(r"^```\{toctree\}\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^(?:\$ )?(?:\.venv/bin/)?python -m simulator (.*)$", re.MULTILINE)
PARSER = cli._parser()


@pytest.mark.stored_luck("examples show numbers of stored worlds")
@pytest.mark.parametrize("test", [pytest.param(it, id=it.name) for it in examples.tests()])
def test_an_example_shows_what_it_says(test):
    assert examples.problem(test) == ""


def test_most_recipes_have_examples_and_public_functions_do_too():
    with_examples = {path.name for path in examples.pages()}
    recipes = {path.name for path in (DOCS / "howto").glob("*.md")} - {"index.md"}
    assert len(recipes) >= 12 and recipes - with_examples <= {"grade_a_course.md"}
    assert len(examples.modules()) >= 15


def test_an_example_that_fails_is_told_with_its_page_and_line(tmp_path, monkeypatch):
    page = tmp_path / "wrong.md"
    page.write_text("# Wrong\n\n```python\n>>> 1 + 1\n3\n\n```\n")
    monkeypatch.setattr(examples, "ROOT", tmp_path)
    [test] = examples.of_page(page)
    said = examples.problem(test)
    assert f'File "{page}", line 4, in wrong.md' in said
    assert "Expected:\n    3\nGot:\n    2" in said


def commands() -> Iterator[tuple[str, str]]:
    for path in [*PAGES.values(), ROOT / "README.md"]:
        for found in COMMAND.findall(path.read_text(encoding="utf-8")):
            yield path.name, found


@pytest.mark.parametrize(("page", "words"), sorted(set(commands())))
def test_a_command_that_a_page_shows_is_one_that_there_is(page, words):
    told = shlex.split(words, comments=True)
    assert told == ["--help"] or PARSER.parse_args(told)


def below(page: str) -> Iterator[str]:
    """Pages that hang below one, by hand or where pages are gathered."""
    text = PAGES[page].read_text(encoding="utf-8")
    moved = gather.written().get(f"docs/{page}", page)
    rows = [row for tree in TREE.findall(text) for row in tree.split("\n")]
    rows += gather.BELOW.get(moved, ())
    for row in rows:
        if row and not row.startswith(":"):
            yield (Path(page).parent / f"{row}.md").as_posix()


def test_every_page_hangs_in_the_tree():
    known, met, ahead = gather.written(), set(), ["index.md"]
    moved = {page.removeprefix("docs/"): to for page, to in known.items()}
    back = {to: page for page, to in moved.items() if page in PAGES}
    while ahead:
        page = ahead.pop()
        if page not in met:
            met.add(page)
            ahead += [back[it] for it in below(page) if it in back]
    assert set(PAGES) - met == set()


@pytest.mark.parametrize("page", [*gather.TOP, "README.md", *map("docs/{}".format, PAGES)])
def test_no_paragraph_stands_twice(page):
    lines = (ROOT / page).read_text(encoding="utf-8").splitlines()
    begins = [line[:60] for line in lines if len(line) > 200 and not line.startswith("|")]
    assert sorted(begins) == sorted(set(begins))


def test_the_first_page_counts_right():
    first = PAGES["index.md"].read_text(encoding="utf-8")
    assert f"{len(CARDS)} mechanisms" in first
    assert len(shipped()) == 10 and "ten organisations" in first


def test_every_mechanism_has_curves_whose_sentence_says_where_they_begin_and_end():
    assert set(card_curves.CHARTS) == set(CARDS)
    for number, charts in card_curves.CHARTS.items():
        for chart in charts:
            assert len(chart.lines) <= 4, number
            heights = [y for line in chart.lines.values() for _, y in chart.points(line)]
            assert max(heights) > min(heights), number
            assert all(name in chart.sketch().sentence for name in chart.lines), number


def test_a_link_leads_to_the_page_that_is_made_of_a_file():
    known = gather.written()
    every = {*known.values(), "mechanisms/index.md"}

    def linked(text: str, source: str) -> str:
        return gather.linked(text, source, known, every)

    assert linked("[x](../VALIDATION.md#y)", "docs/pay.md") == "[x](validation.md#y)"
    assert linked("[x](mentor/README.md)", "docs/pay.md") == "[x](mentor/index.md)"
    assert linked("[x](docs/pay.md)", "README.md") == "[x](pay.md)"
    assert linked("[x](../notebooks/04_x.ipynb)", "docs/pay.md") == "[x](#lesson-04)"
    assert linked("[x](../mechanisms/index.md)", "docs/ideas/fates.md") == (
        "[x](../mechanisms/index.md)"
    )
    assert linked("[x](../simulator/cli.py)", "docs/pay.md") == "x"
    assert linked("[x](nowhere.md)", "docs/pay.md") == "[x](nowhere.md)"  # and Sphinx says so
    assert linked("[x](https://a.org/b.md)", "docs/pay.md") == "[x](https://a.org/b.md)"
    code = "```toml\n[x](pay.md)\n```"
    assert linked(code, "VALIDATION.md") == code
