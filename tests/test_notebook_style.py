"""How a notebook is made: a trainee reads text and uses controls, a machine can check it.

A trainee's notebook stores nothing that it shows; a copy of it under tests/executed does.
"""

import ast
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import nbformat
import pytest
from handing_in import run
from jupyter_client.manager import run_kernel
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import start
from simulator.debrief.told import read
from simulator.explorables.asked import TRIES
from simulator.explorables.estimates import Estimates
from simulator.widgets import Explorable, Forecast, Question, Reveal
from tests import closed
from tests.trainee import LOCKED

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("notebooks", "exercises")
NOTEBOOKS = [path for name in FOLDERS for path in sorted((ROOT / name).glob("*.ipynb"))]
COPIES = ROOT / "tests" / "executed"
LESSON = "lessons"
FEWEST_CELLS, MOST_CELLS = 12, 25
FEWEST_COMPARED = 8
LONGEST_LINE = 100
NO_LESSON = {"12_before_and_after", "14_workshop", "15_own_portfolio", "16_own_office"}
"""Shorter than a lesson: a test that is taken twice, a seat in a workshop, a plan or an
office of one's own. All other rules hold."""
HIDDEN = {"source_hidden": True}
FILE_PATH = re.compile(
    r"^(~|\.{1,2})?[/\\]\w"
    r"|^[A-Za-z]:[\\/]"
    r"|\w\.(csv|html|ipynb|json|parquet|pickle|png|py|svg|toml|txt|xlsx|zip)$"
)


def opened(path: Path):
    return nbformat.read(path, as_version=4)


def copy_of(path: Path) -> Path:
    return COPIES / path.parent.name / path.name


def code_cells(notebook) -> list:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def title_comes_first(notebook) -> Iterator[str]:
    first = notebook.cells[0] if notebook.cells else None
    if not first or first.cell_type != "markdown" or not re.match(r"# \S", first.source):
        yield "the first cell has no title"


def it_is_as_long_as_a_lesson(notebook) -> Iterator[str]:
    if not FEWEST_CELLS <= len(notebook.cells) <= MOST_CELLS:
        yield f"{len(notebook.cells)} cells"


def each_cell_is_one_line_that_needs_no_other(notebook) -> Iterator[str]:
    """It imports a lesson and calls one function of it, so cells run alone and in any order."""
    for cell in code_cells(notebook):
        match ast.parse(cell.source).body:
            case [
                ast.ImportFrom(module="lessons", names=[ast.alias(name=lesson)]),
                ast.Expr(ast.Call(func=ast.Attribute(value=ast.Name(id=used)))),
            ] if lesson == used:
                if len(max(cell.source.splitlines(), key=len)) > LONGEST_LINE:
                    yield f"a line is too long: {cell.source}"
            case _:
                yield f"not one call of a lesson: {cell.source}"


def code_is_hidden(notebook) -> Iterator[str]:
    for cell in code_cells(notebook):
        if cell.metadata.get("jupyter") != HIDDEN:
            yield f"code is not hidden: {cell.source}"


def nothing_is_given_away(notebook) -> Iterator[str]:
    for cell in code_cells(notebook):
        if cell.outputs or cell.execution_count is not None:
            yield f"stores what it shows, make rerun takes it out: {cell.source}"


def no_file_is_named(notebook) -> Iterator[str]:
    for cell in code_cells(notebook):
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.Constant) and FILE_PATH.search(str(node.value)):
                yield f"a file is named: {node.value!r}"


def no_widget_state_is_stored(notebook) -> Iterator[str]:
    if "widgets" in notebook.metadata:
        yield "widget state is stored; make rerun leaves it out"


def its_kernel_is_named(notebook) -> Iterator[str]:
    if notebook.metadata.get("kernelspec", {}).get("name") != "python3":
        yield "no kernel is named, so JupyterLab would ask the reader for one"


# Each yields a complaint for whatever breaks it.
RULES = [
    title_comes_first,
    it_is_as_long_as_a_lesson,
    each_cell_is_one_line_that_needs_no_other,
    code_is_hidden,
    nothing_is_given_away,
    no_file_is_named,
    no_widget_state_is_stored,
    its_kernel_is_named,
]


def cells_ran_in_their_order(copy) -> Iterator[str]:
    counts = [cell.execution_count for cell in code_cells(copy)]
    if counts != list(range(1, len(counts) + 1)):
        yield f"execution counts are {counts}; make rerun puts them in order"


def enough_is_compared(copy) -> Iterator[str]:
    shown = [cell for cell in code_cells(copy) if any("data" in it for it in cell.outputs)]
    if len(shown) < min(FEWEST_COMPARED, len(code_cells(copy))):
        yield f"only {len(shown)} cells have an output to compare"


def nothing_failed(copy) -> Iterator[str]:
    for cell in code_cells(copy):
        for output in cell.outputs:
            if output.output_type in ("error", "stream") or "went wrong" in str(output):
                yield f"{cell.source} shows {str(output)[:200]}"


COPY_RULES = [
    cells_ran_in_their_order, enough_is_compared, nothing_failed,
    no_widget_state_is_stored, its_kernel_is_named,
]  # fmt: skip
named = pytest.mark.parametrize(
    "path", NOTEBOOKS, ids=lambda path: f"{path.parent.name}-{path.stem}"
)


def test_there_are_notebooks_to_check():
    assert {path.parent.name for path in NOTEBOOKS} == set(FOLDERS)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@named
def test_notebook(path, rule):
    found = list(rule(opened(path)))
    if rule is it_is_as_long_as_a_lesson and path.stem in NO_LESSON:
        assert found and len(opened(path).cells) < FEWEST_CELLS
    else:
        assert found == []


@pytest.mark.parametrize("rule", COPY_RULES, ids=lambda rule: rule.__name__)
@named
def test_copy(path, rule):
    assert list(rule(opened(copy_of(path)))) == []


@named
def test_a_copy_has_the_very_cells_of_its_notebook(path):
    def cells(of: Path) -> list:
        return [(it.cell_type, it.source, it.metadata) for it in opened(of).cells]

    assert cells(copy_of(path)) == cells(path), "make rerun writes the copy anew"


def test_no_copy_is_left_of_a_notebook_that_is_gone():
    assert {path for path in COPIES.rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts} == {
        copy_of(path) for path in NOTEBOOKS
    }


# Every cell by itself


@pytest.fixture
def newcomer(monkeypatch, tmp_path):
    """Somebody whose kernel has just begun, and who has never locked anything."""
    monkeypatch.setenv("PMO_FORECASTS", str(tmp_path / "forecasts.jsonl"))
    monkeypatch.setenv("PMO_FLIGHTS", str(tmp_path / "flights"))
    monkeypatch.chdir(ROOT / "notebooks")
    yield monkeypatch
    forget()


def forget():
    """As when a kernel is started again."""
    for name in [it for it in sys.modules if it.split(".")[0] == LESSON]:
        del sys.modules[name]


SOURCES = [cell.source for path in NOTEBOOKS for cell in code_cells(opened(path))]


@pytest.mark.parametrize("source", SOURCES)
def test_each_cell_runs_alone_and_says_kindly_what_comes_first(newcomer, source):
    forget()
    shown = run(source)
    assert shown is not None and "went wrong" not in repr(shown)
    if isinstance(shown, Reveal) and shown.locks:
        assert not shown.pieces
        assert re.match(r"First (lock your prediction|answer) above, “.+”; then", shown.words())


@pytest.mark.parametrize("source", SOURCES)
def test_a_cell_that_is_run_twice_shows_the_same_thing(newcomer, source):
    forget()
    assert "own(" in source or run(source) is run(source)


def test_a_flight_goes_on_when_its_cell_is_run_again(newcomer):
    forget()
    from lessons import first_flight

    for forecast in first_flight._predicted():
        forecast.lock(1, 2)
    cell = next(it for it in SOURCES if ".cockpit()" in it)
    assert run(cell).pieces == run(cell).pieces == (first_flight._cockpit(),)


def predictions(sources: Iterable[str] = SOURCES) -> list[Forecast]:
    """All that these cells ask for."""
    shown = [run(source) for source in sources]
    inside = [piece for it in shown if isinstance(it, Reveal) for piece in it.pieces]
    return [it for it in [*shown, *inside] if isinstance(it, Forecast)]


ASKING = [it for it in SOURCES if ".forecast" in it]
"""Cells that only ask, so that nothing is worked out when their predictions are locked."""


def test_what_was_locked_stays_locked_after_a_restart(newcomer):
    forget()
    asked = predictions(ASKING)
    assert len(asked) >= 8
    for forecast in asked:
        forecast.lock(1, 2)
    forget()
    again = predictions(ASKING)
    assert [it.locked for it in again] == [(1, 2)] * len(asked)
    assert all(it.opens and it is not before for it, before in zip(again, asked, strict=True))


def test_the_trainee_of_the_copies_has_locked_every_prediction(newcomer):
    forget()
    kept = {(it.notebook, it.what) for it in read(LOCKED).locked}
    assert kept == {
        (it.notebook, f"{it.prediction.question} ({it.prediction.unit})") for it in predictions()
    }
    assert read(LOCKED).refused == ()


def test_the_lobby_knows_how_much_there_is_to_do_in_each_notebook(newcomer):
    forget()
    for guess in predictions():
        guess.lock(1, 2)
    from lessons.lobby import LESSONS

    steps = [it for lesson in LESSONS for it in (lesson, lesson.exercise) if it]
    beside = ("13_mentor", "14_workshop", "15_own_portfolio", "16_own_office")
    others = {ROOT / "notebooks" / f"{it}.ipynb" for it in beside}
    assert {(ROOT / "notebooks" / it.file).resolve() for it in steps} | others == set(NOTEBOOKS)
    for it in steps:
        notebook = opened(ROOT / "notebooks" / it.file)
        shown = list(everything([run(cell.source) for cell in code_cells(notebook)]))
        named = {id(each): each for each in shown if getattr(each, "notebook", "") == it.notebook}
        kinds = [type(each).__name__ for each in named.values()]
        estimates = [each.picture for each in named.values() if isinstance(each, Explorable)]
        guesses = sum(len(each.things) for each in estimates if isinstance(each, Estimates))
        assert kinds.count("Forecast") + guesses == it.predictions, it.title
        assert kinds.count("Question") == it.checks, it.title
        assert kinds.count("LearningTest") == it.tests, it.title


def everything(shown: Iterable) -> Iterator:
    """What is shown, and what stands inside, also behind a question that was given up."""
    for it in shown:
        yield it
        if isinstance(it, Reveal):
            for lock in it.locks:
                for _ in range(TRIES if isinstance(lock, Question) and not lock.opens else 0):
                    lock.asked.tries += 1
            it.look()
            yield from everything(it.pieces)


@pytest.mark.stored_luck("it names the numbers of one flight")
def test_at_the_end_of_a_flight_stands_what_became_of_it(newcomer):
    shutil.copy(LOCKED, os.environ["PMO_FORECASTS"])
    forget()
    from lessons import first_flight

    result, branch = first_flight.result(), first_flight.branch()
    for waiting in (result, branch):
        assert waiting.words().startswith("Fly on in the cockpit until every project is finished")
    first_flight._cockpit().answer({"do": "end"})
    for waiting in (result, branch):
        waiting.again.click()
    assert "Value. It was 2,073 k€: inside your range" in result.words()
    assert "they are the bottleneck" in result.words()
    assert "“urgent first” delivers 469 k€ more" in branch.words()
    told = {it.what: it.came for it in read().told}
    assert told["How much value will you deliver? (k€)"] == 2073


# The rules themselves


def line(call: str = "plan()", lesson: str = "lobby") -> str:
    return f"from lessons import {lesson}; lobby.{call}"


def notebook_of(*sources, title="# A lesson", hidden=HIDDEN, counts=(), cells=12):
    """A notebook that keeps every rule, if these further code cells do."""
    sources = [*sources, *[line()] * (cells - 1 - len(sources))]
    made = [new_code_cell(source, metadata={"jupyter": hidden}) for source in sources]
    for cell, count in zip(made, counts, strict=bool(counts)):
        shown = new_output("execute_result", {"text/plain": "0"}, execution_count=count)
        cell.execution_count, cell.outputs = count, [shown]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=[new_markdown_cell(title), *made], metadata={"kernelspec": kernel})


def copy(*sources, counts=range(1, 12), output=None):
    made = notebook_of(*sources, counts=list(counts))
    if output:
        made.cells[-1].outputs = [output]
    return made


def without(notebook, key, of="notebook"):
    if of == "notebook":
        del notebook[key][0]
    else:
        for cell in code_cells(notebook)[4:]:
            cell.outputs = []
    return notebook


def with_widget_state():
    notebook = notebook_of()
    notebook.metadata["widgets"] = {}
    return notebook


def test_good_notebooks_get_no_complaint():
    good = notebook_of(
        line("own('three_projects')"), line("own(\n    'x'\n)"), line("say('and/or')")
    )
    assert [it for rule in RULES for it in rule(good)] == []
    assert [it for rule in COPY_RULES for it in rule(copy())] == []


BAD = [
    (title_comes_first, new_notebook(), "no title"),
    (title_comes_first, notebook_of(title="A lesson"), "no title"),
    (title_comes_first, without(notebook_of(), "cells"), "no title"),
    (it_is_as_long_as_a_lesson, notebook_of(cells=11), "11 cells"),
    (it_is_as_long_as_a_lesson, notebook_of(cells=26), "26 cells"),
    (each_cell_is_one_line_that_needs_no_other, notebook_of("lobby.plan()"), "not one call"),
    (each_cell_is_one_line_that_needs_no_other, notebook_of("import lessons; 1"), "not one call"),
    (each_cell_is_one_line_that_needs_no_other, notebook_of(line() + "; 2"), "not one call"),
    (each_cell_is_one_line_that_needs_no_other, notebook_of(line(lesson="a")), "not one call"),
    (each_cell_is_one_line_that_needs_no_other, notebook_of("x = 1"), "not one call"),
    (each_cell_is_one_line_that_needs_no_other, notebook_of(line(f"a('{'b' * 80}')")), "too long"),
    (code_is_hidden, notebook_of(hidden={}), "not hidden"),
    (code_is_hidden, notebook_of(hidden={"source_hidden": False}), "not hidden"),
    (nothing_is_given_away, copy(), "stores what it shows"),
    (no_file_is_named, notebook_of(line("own('../mine')")), "'../mine'"),
    (no_file_is_named, notebook_of(line("own('/tmp')")), "'/tmp'"),
    (no_file_is_named, notebook_of(line("own('C:/mine')")), "'C:/mine'"),
    (no_file_is_named, notebook_of(line("own('office.toml')")), "'office.toml'"),
    (no_widget_state_is_stored, with_widget_state(), "widget state"),
    (its_kernel_is_named, new_notebook(), "no kernel"),
    (cells_ran_in_their_order, copy(counts=[*range(1, 11), 12]), "12]"),
    (cells_ran_in_their_order, notebook_of(), "None]"),
    (enough_is_compared, without(copy(), "outputs", of="cells"), "only 4 cells"),
    (enough_is_compared, notebook_of(), "only 0 cells"),
    (nothing_failed, copy(output=new_output("error", ename="NameError")), "NameError"),
    (nothing_failed, copy(output=new_output("stream", text="loose")), "loose"),
    (nothing_failed, copy(output=new_output("display_data", {"x": "went wrong"})), "went wrong"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "notebook", "complaint"), BAD)
def test_a_bad_notebook_gets_a_complaint(rule, notebook, complaint):
    assert complaint in "; ".join(rule(notebook))


def test_every_rule_has_a_notebook_that_breaks_it():
    assert {rule for rule, _, _ in BAD} == {*RULES, *COPY_RULES}


# What a lesson needs


def test_all_cells_are_compared_where_no_heavy_library_can_be_had(monkeypatch):
    """The copies that start.py compares run in such kernels, and so does this one."""
    compared = {command[-1]: command for _, command in start.test_steps() if "--nbval" in command}
    folders = {copy_of(path).parent.relative_to(ROOT).as_posix() for path in NOTEBOOKS}
    assert all("tests.closed" in compared[it] for it in folders)
    monkeypatch.setenv("IPYTHONDIR", "")  # and afterwards it is as it was
    closed.pytest_configure()
    with run_kernel(kernel_name="python3", cwd=str(ROOT)) as kernel:
        for name in closed.HEAVY:
            refused = kernel.execute_interactive(f"import {name}", output_hook=lambda _: None)
            assert refused["content"]["status"] == "error"
            assert refused["content"]["evalue"].endswith("closed to notebooks by tests/closed.py")
        shown = kernel.execute_interactive(SOURCES[0], output_hook=lambda _: None)
        assert shown["content"]["status"] == "ok"
