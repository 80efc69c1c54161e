"""How a notebook is made: a trainee can read it aloud, a machine can check it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
LONGEST_CELL = 12
LONGEST_FUNCTION = 8
FEWEST_COMPARED = 4
LESSON_TAG = "lesson-function"
NOT_COMPARED_TAGS = {"nbval-ignore-output", "nbval-skip"}
# These make an Output widget, whose content nbval cannot compare.
OUTPUT_MAKERS = {"Output", "interact", "interact_manual", "interactive", "interactive_output"}
FILE_PATH = re.compile(
    r"^(~|\.{1,2})?[/\\]\w"
    r"|^[A-Za-z]:[\\/]"
    r"|\w\.(csv|html|ipynb|json|parquet|pickle|png|py|svg|toml|txt|xlsx|zip)$"
)


def code_cells(notebook) -> list:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def tags(cell) -> list[str]:
    return cell.metadata.get("tags", [])


def lines(cell) -> list[str]:
    return [line for line in cell.source.splitlines() if line.strip()]


def is_magic(line: str) -> bool:
    return line.lstrip().startswith(("%", "!"))


def nodes(cell) -> list[ast.AST]:
    python = "\n".join("" if is_magic(line) else line for line in cell.source.splitlines())
    return list(ast.walk(ast.parse(python)))


def of_type(cell, kind) -> list[ast.AST]:
    return [node for node in nodes(cell) if isinstance(node, kind)]


def has_import(cell) -> bool:
    return bool(of_type(cell, ast.Import | ast.ImportFrom))


def names(node: ast.AST) -> set[str]:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return {name}
        case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
            return {alias.name for alias in aliases}
    return set()


def title_comes_first(notebook) -> Iterator[str]:
    first = notebook.cells[0] if notebook.cells else None
    if not first or first.cell_type != "markdown" or not re.match(r"# \S", first.source):
        yield "the first cell has no title"


def imports_stand_in_the_second_cell(notebook) -> Iterator[str]:
    importing = [
        number
        for number, cell in enumerate(notebook.cells, start=1)
        if cell.cell_type == "code" and has_import(cell)
    ]
    if importing != [2]:
        yield f"imports stand in cells {importing}, not in the second cell alone"


def cells_are_short(notebook) -> Iterator[str]:
    for cell in code_cells(notebook):
        if len(lines(cell)) > LONGEST_CELL:
            yield f"{len(lines(cell))} lines in one cell"


def nothing_is_defined(notebook) -> Iterator[str]:
    for cell in code_cells(notebook):
        functions = of_type(cell, ast.FunctionDef | ast.AsyncFunctionDef)
        if of_type(cell, ast.ClassDef):
            yield "a class is defined"
        if functions and LESSON_TAG not in tags(cell):
            yield f"function {functions[0].name} is defined without the tag {LESSON_TAG}"
        if len(functions) > 1:
            yield f"{len(functions)} functions are defined in one cell"
        for function in functions:
            if function.end_lineno - function.lineno >= LONGEST_FUNCTION:
                yield f"function {function.name} is longer than {LONGEST_FUNCTION} lines"


def there_is_no_plumbing(notebook) -> Iterator[str]:
    for cell in code_cells(notebook):
        for line in lines(cell):
            if is_magic(line) and line.split() != ["%matplotlib", "inline"]:
                yield f"a command that is not Python: {line.strip()}"
        if "sys.path" in cell.source:
            yield "sys.path is used"
        if any("*" in names(node) for node in nodes(cell)):
            yield "everything is imported from a module"


def no_file_is_named(notebook) -> Iterator[str]:
    for cell in code_cells(notebook):
        for constant in of_type(cell, ast.Constant):
            if isinstance(constant.value, str) and FILE_PATH.search(constant.value):
                yield f"a file is named: {constant.value!r}"


def no_value_is_hidden(notebook) -> Iterator[str]:
    for cell in code_cells(notebook):
        for line in lines(cell):
            if line.rstrip().endswith(";"):
                yield f"a line ends in a semicolon: {line.strip()}"


def no_output_widget_is_used(notebook) -> Iterator[str]:
    for cell in code_cells(notebook):
        used = set().union(*(names(node) for node in nodes(cell))) & OUTPUT_MAKERS
        if used:
            yield f"an Output widget is made by {', '.join(sorted(used))}"


def cells_ran_in_their_order(notebook) -> Iterator[str]:
    counts = [cell.execution_count for cell in code_cells(notebook)]
    if counts != list(range(1, len(counts) + 1)):
        yield f"execution counts are {counts}; make rerun puts them in order"


def no_widget_state_is_stored(notebook) -> Iterator[str]:
    if "widgets" in notebook.metadata:
        yield "widget state is stored; make rerun leaves it out"


def its_kernel_is_named(notebook) -> Iterator[str]:
    if notebook.metadata.get("kernelspec", {}).get("name") != "python3":
        yield "no kernel is named, so JupyterLab would ask the reader for one"


def enough_cells_are_compared(notebook) -> Iterator[str]:
    compared = [
        cell
        for cell in code_cells(notebook)
        if cell.execution_count and cell.outputs and not NOT_COMPARED_TAGS & set(tags(cell))
    ]
    if len(compared) < FEWEST_COMPARED:
        yield f"only {len(compared)} cells have an output to compare"


# Each yields a complaint for whatever breaks it.
RULES = [
    title_comes_first,
    imports_stand_in_the_second_cell,
    cells_are_short,
    nothing_is_defined,
    there_is_no_plumbing,
    no_file_is_named,
    no_value_is_hidden,
    no_output_widget_is_used,
    cells_ran_in_their_order,
    no_widget_state_is_stored,
    its_kernel_is_named,
    enough_cells_are_compared,
]


def test_there_are_notebooks_to_check():
    if not FOLDER.is_dir():
        pytest.skip("there is no folder notebooks yet")
    assert NOTEBOOKS


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook(path, rule):
    assert list(rule(nbformat.read(path, as_version=4))) == []


def notebook_of(*sources, title="# A lesson", imports="from simulator import load"):
    """A notebook that keeps every rule, if these further code cells do."""
    sources = [imports, "1", "2", "3", "4", *sources]
    cells = [
        new_code_cell(
            source,
            execution_count=count,
            outputs=[new_output("execute_result", {"text/plain": "0"}, execution_count=count)],
        )
        for count, source in enumerate(sources, start=1)
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=[new_markdown_cell(title), *cells], metadata={"kernelspec": kernel})


def tagged(notebook, tag):
    notebook.cells[-1].metadata["tags"] = [tag]
    return notebook


def function(body_lines: int) -> str:
    return "def mine(waiting):\n" + "    waiting\n" * body_lines


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_good_notebook_gets_no_complaint(rule):
    good = notebook_of("\n".join(["load"] * 12), "'25 k€/day', 'and/or', f'{1} at .5'")
    assert list(rule(good)) == []
    assert list(rule(notebook_of(imports="%matplotlib inline\nfrom simulator import load"))) == []
    assert list(rule(tagged(notebook_of(function(7)), LESSON_TAG))) == []


def without_cells(notebook, first, last):
    del notebook.cells[first:last]
    return notebook


def with_counts(notebook, counts):
    for cell, count in zip(code_cells(notebook), counts, strict=True):
        cell.execution_count = count
    return notebook


def with_widget_state():
    notebook = notebook_of()
    notebook.metadata["widgets"] = {}
    return notebook


def with_ignored_outputs():
    notebook = notebook_of()
    for cell in code_cells(notebook)[:2]:
        cell.metadata["tags"] = ["nbval-ignore-output"]
    return notebook


BAD = [
    (title_comes_first, new_notebook(), "no title"),
    (title_comes_first, notebook_of(title="A lesson"), "no title"),
    (title_comes_first, without_cells(notebook_of(), 0, 1), "no title"),
    (imports_stand_in_the_second_cell, notebook_of(imports="1"), "in cells [],"),
    (imports_stand_in_the_second_cell, notebook_of("import json"), "in cells [2, 7],"),
    (cells_are_short, notebook_of("\n\n".join(["load"] * 13)), "13 lines"),
    (nothing_is_defined, notebook_of(function(1)), "function mine is defined without"),
    (nothing_is_defined, notebook_of("class Mine:\n    pass"), "a class"),
    (nothing_is_defined, tagged(notebook_of("class Mine:\n    pass"), LESSON_TAG), "a class"),
    (nothing_is_defined, tagged(notebook_of(function(8)), LESSON_TAG), "longer than 8 lines"),
    (nothing_is_defined, tagged(notebook_of(function(1) * 2), LESSON_TAG), "2 functions"),
    (there_is_no_plumbing, notebook_of("!pip install simpy"), "!pip install simpy"),
    (there_is_no_plumbing, notebook_of("%pip install simpy"), "%pip install simpy"),
    (there_is_no_plumbing, notebook_of("sys.path.append(1)"), "sys.path"),
    (there_is_no_plumbing, notebook_of(imports="from simulator import *"), "everything"),
    (no_file_is_named, notebook_of("load('../mine')"), "'../mine'"),
    (no_file_is_named, notebook_of("load('/tmp')"), "'/tmp'"),
    (no_file_is_named, notebook_of("load('C:/mine')"), "'C:/mine'"),
    (no_file_is_named, notebook_of("load('office.toml')"), "'office.toml'"),
    (no_value_is_hidden, notebook_of("load('three_projects'); "), "semicolon"),
    (no_output_widget_is_used, notebook_of("widgets.Output()"), "by Output"),
    (no_output_widget_is_used, notebook_of("interact(load)"), "by interact"),
    (no_output_widget_is_used, notebook_of(imports="from ipywidgets import Output"), "by Output"),
    (cells_ran_in_their_order, with_counts(notebook_of(), [1, 2, 3, 4, 6]), "4, 6]"),
    (cells_ran_in_their_order, with_counts(notebook_of(), [1, 2, 3, 4, None]), "None]"),
    (no_widget_state_is_stored, with_widget_state(), "widget state"),
    (its_kernel_is_named, new_notebook(), "no kernel"),
    (enough_cells_are_compared, without_cells(notebook_of(), 4, 6), "only 3 cells"),
    (enough_cells_are_compared, with_ignored_outputs(), "only 3 cells"),
    (enough_cells_are_compared, with_counts(notebook_of(), [None] * 5), "only 0 cells"),
]


@pytest.mark.parametrize(("rule", "notebook", "complaint"), BAD)
def test_a_bad_notebook_gets_a_complaint(rule, notebook, complaint):
    assert complaint in "; ".join(rule(notebook))


def test_every_rule_has_a_notebook_that_breaks_it():
    assert {rule for rule, _, _ in BAD} == set(RULES)
