"""The graded course with the real nbgrader: released, handed in by two, collected, graded.

It stands in no environment of ours but the one of `python start.py grading`.
"""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import handing_in
import nbformat
import pytest
from handing_in import EARNED, PAGE

pytest.importorskip("nbgrader", reason="needs nbgrader, as in: python start.py grading")

ROOT = Path(__file__).resolve().parents[1]
TIMEOUT = 300


class Course(NamedTuple):
    """A course that was taken, and the folders of those who took it."""

    folder: Path
    taken: Path
    nbgrader: Callable[..., str]

    def page(self, step: str, who: str) -> nbformat.NotebookNode:
        """The page of a trainee at a step of nbgrader."""
        return nbformat.read(self.folder / step / who / PAGE / f"{PAGE}.ipynb", as_version=4)


def runner(places: Path) -> Callable[..., str]:
    """Calls nbgrader, blind to this computer's own settings; what it prints is returned."""
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    environment = {**os.environ, **{name: str(places / name.lower()) for name in names}}
    environment["PYTHONPATH"] = str(ROOT)  # what is tried is this checkout
    programs = [str(Path(sys.executable).parent), os.environ.get("PATH", "")]
    environment["PATH"] = os.pathsep.join(programs)  # nbgrader starts others by their names
    for name in ("PMO_FORECASTS", "MPLBACKEND"):
        environment.pop(name, None)
    exchange = places / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)  # nbgrader insists
    shared = [f"--Exchange.root={exchange}", f"--Exchange.cache={places / 'cache'}"]
    shared += ["--CourseDirectory.course_id=pmo"]

    def call(where: Path, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *words, *shared], cwd=where, env=environment,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=TIMEOUT,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout
        return done.stdout

    return call


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Course:
    """One assignment, from the exercise to the table of grades."""
    places = tmp_path_factory.mktemp("nbgrader")
    folder, taken, nbgrader = places / "course", places / "taken", runner(places)
    subprocess.run([sys.executable, "tools/grading.py", folder, PAGE], cwd=ROOT, check=True)
    nbgrader(folder, "db", "student", "import", "trainees.csv")
    nbgrader(folder, "generate_assignment", PAGE)
    nbgrader(folder, "release_assignment", PAGE)
    for who in EARNED:
        (taken / who).mkdir(parents=True)
        nbgrader(taken / who, "fetch_assignment", PAGE)
        getattr(handing_in, who)(taken / who / PAGE)
        nbgrader(taken / who, "submit", PAGE, f"--CourseDirectory.student_id={who}")
    nbgrader(folder, "collect", PAGE)
    cheat(folder / "submitted", "do_not")
    nbgrader(folder, "autograde", PAGE)
    nbgrader(folder, "export")
    return Course(folder, taken, nbgrader)


def cheat(submitted: Path, who: str) -> None:
    """Write three points into the last cell that gives any."""
    path = submitted / who / PAGE / f"{PAGE}.ipynb"
    page = nbformat.read(path, as_version=4)
    page.cells[-1].source = "3.0"
    nbformat.write(page, path)


def test_what_is_released_has_locked_cells_and_no_answers(course):
    released = course.page("release", ".")
    points = [it for it in released.cells if it.metadata.get("nbgrader", {}).get("grade")]
    assert len(points) == len(EARNED["know_it"])
    assert all(it.metadata["editable"] is it.metadata["deletable"] is False for it in points)
    assert [it.name for it in (course.folder / "release" / PAGE).iterdir()] == [f"{PAGE}.ipynb"]


def test_answers_travel_with_the_page(course):
    for who in EARNED:
        handed = course.folder / "submitted" / who / PAGE / "answers.jsonl"
        assert handed.read_bytes() == (course.taken / who / PAGE / "answers.jsonl").read_bytes()
        assert json.loads(handed.read_text(encoding="utf-8").splitlines()[0])["solved"] in (
            True, False,
        )  # fmt: skip


def test_who_knows_it_gets_more_than_who_does_not(course):
    text = (course.folder / "grades.csv").read_text(encoding="utf-8")
    rows = {it["student_id"]: it for it in csv.DictReader(text.splitlines())}
    for who, points in EARNED.items():
        assert float(rows[who]["score"]) == pytest.approx(sum(points))
        assert float(rows[who]["max_score"]) == 12
    assert float(rows["trainee_a"]["score"]) == 0, "who hands in nothing"


def test_a_graded_page_shows_what_was_earned_cell_by_cell(course):
    for who, points in EARNED.items():
        cells = course.page("autograded", who).cells[-len(points) :]
        shown = [it.outputs[-1]["data"]["text/plain"] for it in cells]
        assert [float(it) for it in shown] == pytest.approx(points)
        assert all("of 3 points: " in it.outputs[0]["text"] for it in cells)


def test_no_cell_of_a_graded_page_failed(course):
    for who in EARNED:
        outputs = [out for it in course.page("autograded", who).cells
                   for out in it.get("outputs", ())]  # fmt: skip
        assert not [it for it in outputs if it.output_type == "error"]
        assert not [it for it in outputs if it.get("name") == "stderr"]


def test_feedback_tells_a_trainee_why(course):
    course.nbgrader(course.folder, "generate_feedback", PAGE)
    page = course.folder / "feedback" / "do_not" / PAGE / f"{PAGE}.html"
    assert "2 of 3 points: solved at try 2." in page.read_text(encoding="utf-8")
