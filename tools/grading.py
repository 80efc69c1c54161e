"""Make an nbgrader course from the exercises, in a folder of its own.

    python tools/grading.py FOLDER                   all exercises
    python tools/grading.py FOLDER 06_pay_now        these only

An exercise becomes an assignment: the same page, whose answers are kept beside it, and at its end a
cell for each thing it asks, which says how many points it is worth. All of it is made anew from the
exercises each time; the settings and the list of trainees are only made if they are not there.
docs/grading.md says how to go on.
"""

import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from lessons import handed_in  # noqa: E402 - it stands beside this folder, not in it
from simulator.debrief.told import PLACE  # noqa: E402
from simulator.errors import RefusedError  # noqa: E402
from simulator.explorables.asked import TRIES  # noqa: E402
from simulator.widgets import Forecast, Question, Reveal  # noqa: E402

EXERCISES = ROOT / "exercises"
PAGE = ROOT / "docs" / "grading.md"
CALL = re.compile(r"from lessons import (\w+); \1\.(\w+)\((.*)\)")
SOLUTIONS = re.compile(r" A worked answer is in \[[^]]*\]\(solutions/[^)]*\); try first\.")
LINK = re.compile(r"\[([^]]+)\]\((?!https?:)[^)]*\)")
HIDDEN = {"source_hidden": True}
SETTINGS = """\
# Settings of nbgrader for this course. They are yours: they are not written again.
c = get_config()  # noqa: F821 - nbgrader brings it
c.CourseDirectory.course_id = "pmo"
# Worlds are played while a page is graded.
c.Execute.timeout = 300
"""
TRAINEES = """\
id,first_name,last_name,email
trainee_a,First,Trainee,
trainee_b,Second,Trainee,
"""
KEPT = (
    f"What you answer is kept in the file `{handed_in.ANSWERS}` beside this page. Hand in the "
    f"folder with both. Points stand at the end. A question gives {TRIES} for a right answer at "
    "the first try, one fewer at each further try, and 1 after that. A prediction gives up to "
    f"{TRIES}: the more, the narrower your range is and the nearer it lies to what comes. Only the "
    "first range counts."
)
WORTH = "## Points\n\nRun these cells when you have done the rest. Nothing is to be written here."


class Call(NamedTuple):
    """What a cell of an exercise calls."""

    lesson: str
    name: str
    given: str
    """As it stands between the brackets; somebody may write another there."""

    @property
    def function(self) -> Callable[..., object]:
        """What is called."""
        found: Callable[..., object] = getattr(import_module(f"lessons.{self.lesson}"), self.name)
        return found

    def handed_to(self, what: str, *others: "Call") -> str:
        """The line that hands it, and others of its lesson, to a function of `handed_in`."""
        words = [f"{self.lesson}.{it.name}" for it in (self, *others)]
        given = ", ".join([*words, *([self.given] if self.given else [])])
        return f"from lessons import handed_in, {self.lesson}; handed_in.{what}({given})"


class Worth(NamedTuple):
    """What can be earned in a cell."""

    call: Call
    number: int
    """How many questions and predictions are in it."""
    told_by: tuple[Call, ...]
    """Where it is told what came of a prediction."""


def call(source: str) -> Call:
    """What is called in a cell. Raises RefusedError if that is not one function of a lesson."""
    found = CALL.fullmatch(source.strip())
    if found is None:
        raise RefusedError(f"a cell is not one call of a lesson: {source}")
    return Call(*found.groups())


def assignment(path: Path) -> nbformat.NotebookNode:
    """An exercise as nbgrader wants it.

    Raises RefusedError for a cell that is not one call of a lesson, or an exercise that asks
    nothing.
    """
    made = nbformat.read(path, as_version=4)
    calls = []
    for cell in made.cells:
        if cell.cell_type == "markdown":
            cell.source = LINK.sub(r"\1", SOLUTIONS.sub("", cell.source))
        else:
            calls.append(here := call(cell.source))
            cell.source = here.handed_to("here")
            if not here.given:  # what somebody may write in stays as it was written
                cell.metadata["nbgrader"] = locked(here.name)
    worth = list(asking([it for it in calls if not it.given]))
    if not worth:
        raise RefusedError(f"'{path.name}' asks nothing that could be worth points")
    made.cells.insert(1, new_markdown_cell(KEPT))
    made.cells.append(new_markdown_cell(WORTH))
    made.cells.extend(point_cell(it) for it in worth)
    for number, cell in enumerate(made.cells, 1):
        cell.id = f"cell-{number:02}"
    return made


def locked(name: str) -> dict[str, object]:
    """What nbgrader is told of a cell that stays as it is."""
    return {"schema_version": 3, "grade": False, "solution": False, "locked": True,
            "task": False, "grade_id": name}  # fmt: skip


def point_cell(it: Worth) -> nbformat.NotebookNode:
    """A cell that says what was earned in another."""
    points = handed_in.MOST * it.number
    graded = locked(f"points_{it.call.name}") | {"grade": True, "points": points}
    source = it.call.handed_to("points", *it.told_by)
    return new_code_cell(source, metadata={"jupyter": dict(HIDDEN), "nbgrader": graded})


def asking(calls: Sequence[Call]) -> Iterator[Worth]:
    """Those that ask something."""
    with kept_elsewhere():
        shown = {it: it.function() for it in calls}
        for it, what in shown.items():
            if number := len(list(everything(what))):
                yield Worth(it, number, tuple(_locked_by(what, shown)))


def _locked_by(lock: object, shown: dict[Call, object]) -> Iterator[Call]:
    for it, what in shown.items():
        if isinstance(what, Reveal) and lock in what.locks:
            yield it


@contextmanager
def kept_elsewhere() -> Iterator[None]:
    """Keep what is locked here in a file that is gone afterwards."""
    before = os.environ.get(PLACE)
    with tempfile.TemporaryDirectory() as folder:
        os.environ[PLACE] = str(Path(folder) / handed_in.ANSWERS)
        try:
            yield
        finally:
            del os.environ[PLACE]
            os.environ.update({PLACE: before} if before else {})


def everything(shown: object) -> Iterator[Question | Forecast]:
    """The questions and predictions in what is shown, also behind others."""
    if isinstance(shown, Reveal):
        for lock in shown.locks:
            if isinstance(lock, Forecast) and not lock.opens:
                lock.lock(lock.prediction.low, lock.prediction.high)
            if isinstance(lock, Question) and not lock.opens:
                lock.asked.tries = TRIES
        shown.look()
        for piece in shown.pieces:
            yield from everything(piece)
    else:
        yield from handed_in.asked(shown)


def write(folder: Path, names: Sequence[str] = ()) -> list[Path]:
    """Write the course; returns the paths of its assignments.

    Raises RefusedError if the folder is a file, or there is no such exercise.
    """
    if folder.exists() and not folder.is_dir():
        raise RefusedError(f"'{folder}' is a file; name a folder, such as course")
    pages = {path.stem: path for path in sorted(EXERCISES.glob("*.ipynb"))}
    for name in names:
        if name not in pages:
            raise RefusedError(f"there is no exercise '{name}'; there are: {', '.join(pages)}")
    made = {name: assignment(pages[name]) for name in names or pages}
    folder.mkdir(parents=True, exist_ok=True)
    return [*_written(folder, made)]


def _written(folder: Path, made: dict[str, nbformat.NotebookNode]) -> Iterator[Path]:
    for name, text in {"nbgrader_config.py": SETTINGS, "trainees.csv": TRAINEES}.items():
        if not (folder / name).exists():
            (folder / name).write_text(text, encoding="utf-8")
    (folder / "README.md").write_text(PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    for name, notebook in made.items():
        path = folder / "source" / name / f"{name}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, path)
        yield path


def main(arguments: Sequence[str]) -> int:
    """Write a course, and say what is in it."""
    if not arguments or arguments[0].startswith("-"):
        print(__doc__)
        return 2
    try:
        paths = write(Path(arguments[0]), arguments[1:])
    except (RefusedError, OSError) as error:
        print(f"Not possible: {error}.")
        return 1
    for path in paths:
        cells = nbformat.read(path, as_version=4).cells
        worth = sum(it.metadata.get("nbgrader", {}).get("points", 0) for it in cells)
        print(f"{worth:3} points  {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
