"""Exercises that are handed in: what nbgrader needs of the pages, and what answers are worth."""

import csv
import json
import re
from functools import cache
from pathlib import Path

import handing_in
import nbformat
import pytest
from handing_in import EARNED, PAGE, at_work_in, forget, run

from exercises import choosing
from lessons.handed_in import MOST, of, of_question
from lessons.lobby import LESSONS
from simulator.errors import RefusedError
from simulator.explorables.asked import Asked
from simulator.explorables.prediction import Prediction
from simulator.widgets import Forecast, Reveal
from tools import grading

ROOT = Path(__file__).resolve().parents[1]
EXERCISES = {path.stem: path for path in sorted((ROOT / "exercises").glob("*.ipynb"))}
COUNTED = {Path(it.exercise.file).stem: it.exercise.predictions + it.exercise.checks
           for it in LESSONS if it.exercise}  # fmt: skip
named = pytest.mark.parametrize("name", EXERCISES)


@cache
def assignment(name: str) -> nbformat.NotebookNode:
    forget()
    try:
        return grading.assignment(EXERCISES[name])
    finally:
        forget()  # whoever opens it has locked nothing


def told(cell) -> dict:
    return cell.metadata.get("nbgrader", {})


def point_cells(notebook) -> list:
    return [it for it in notebook.cells if told(it).get("grade")]


# The pages


@named
def test_all_that_an_exercise_asks_is_worth_points(name):
    points = sum(told(it)["points"] for it in point_cells(assignment(name)))
    assert points == MOST * COUNTED[name]


@named
def test_cells_have_the_metadata_that_nbgrader_reads(name):
    """Its schema of today, version 3: these fields and no others."""
    known = [told(it) for it in assignment(name).cells if told(it)]
    for it in known:
        assert it["schema_version"] == 3
        assert it["locked"] is True and it["solution"] is False and it["task"] is False
        assert re.fullmatch(r"[a-zA-Z0-9_-]+", it["grade_id"])
        fields = {"schema_version", "grade", "locked", "solution", "task", "grade_id"}
        assert set(it) == (fields | {"points"} if it["grade"] else fields)
    assert len({it["grade_id"] for it in known}) == len(known)


@named
def test_a_page_is_the_exercise_with_points_at_its_end(name):
    exercise, page = nbformat.read(EXERCISES[name], as_version=4), assignment(name)
    nbformat.validate(page)
    ours = [grading.call(it.source) for it in exercise.cells if it.cell_type == "code"]
    lines = [it.source for it in page.cells if it.cell_type == "code" and not told(it).get("grade")]
    assert lines == [it.handed_to("here") for it in ours]
    cells = page.cells
    assert cells[-len(point_cells(page)) :] == point_cells(page)
    assert all(it.metadata["jupyter"] == {"source_hidden": True} for it in point_cells(page))
    assert len(cells) == len(exercise.cells) + 2 + len(point_cells(page))


@named
def test_a_page_leads_nowhere_where_a_trainee_of_the_course_has_nothing(name):
    text = "\n".join(it.source for it in assignment(name).cells if it.cell_type == "markdown")
    assert "](" not in text and "solution" not in text
    assert "answers.jsonl" in text


@named
def test_what_came_of_each_prediction_is_told_if_all_is_done(name):
    """Or nobody could earn its points: a prediction locks a `Reveal` that judges it."""
    cells = nbformat.read(EXERCISES[name], as_version=4).cells
    calls = [grading.call(it.source) for it in cells if it.cell_type == "code"]
    forget()
    with grading.kept_elsewhere():
        shown = [it.function() for it in calls if not it.given]
        things = [each for it in shown for each in grading.everything(it)]
    forget()
    reveals = [it for it in shown if isinstance(it, Reveal)]
    waiting = [lock for it in reveals if it.wanting() for lock in it.locks]
    asked = [it for it in things if isinstance(it, Forecast)]
    assert [it.prediction.question for it in asked
            if it.prediction.came is None and it not in waiting] == []  # fmt: skip


@named
def test_a_page_that_was_only_opened_earns_nothing_and_fails_nowhere(name, tmp_path, capsys):
    points = [it.source for it in point_cells(assignment(name))]
    with at_work_in(tmp_path):
        assert {run(it) for it in points} == {0}
    assert "went wrong" not in capsys.readouterr().out


def test_a_cell_in_which_somebody_writes_stays_as_it_was_written():
    own = [it for it in assignment("01_first_flight").cells if "exercise.own," in it.source]
    assert [told(it) for it in own] == [{}]
    assert own[0].source.endswith('handed_in.here(first_flight_exercise.own, "three_projects")')


def test_a_cell_that_is_not_one_call_of_a_lesson_is_refused():
    with pytest.raises(RefusedError, match="a cell is not one call of a lesson: 1 / 0"):
        grading.call("1 / 0")


# The folder


def test_a_course_is_written_again_but_for_what_is_the_mentors_own(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(grading, "assignment", lambda path: assignment(path.stem))
    course = tmp_path / "course"
    assert grading.main([str(course), PAGE]) == 0
    source = course / "source" / PAGE / f"{PAGE}.ipynb"
    assert capsys.readouterr().out == f" 12 points  {source}\n"
    assert nbformat.read(source, as_version=4) == assignment(PAGE)
    assert (course / "README.md").read_text(encoding="utf-8") == (
        ROOT / "docs" / "grading.md"
    ).read_text(encoding="utf-8")
    rows = list(csv.DictReader((course / "trainees.csv").read_text(encoding="utf-8").splitlines()))
    assert [it["id"] for it in rows] == ["trainee_a", "trainee_b"]
    for name in ("trainees.csv", "nbgrader_config.py", "README.md"):
        (course / name).write_text("mine", encoding="utf-8")
    source.unlink()
    assert grading.main([str(course), PAGE]) == 0 and source.exists()
    left = [name for name in ("trainees.csv", "nbgrader_config.py", "README.md")
            if (course / name).read_text(encoding="utf-8") == "mine"]  # fmt: skip
    assert left == ["trainees.csv", "nbgrader_config.py"]


def test_what_cannot_be_written_is_said_in_a_sentence(tmp_path, capsys):
    assert grading.main([str(tmp_path), "07_moon"]) == 1
    assert capsys.readouterr().out == (
        f"Not possible: there is no exercise '07_moon'; there are: {', '.join(EXERCISES)}.\n"
    )
    (tmp_path / "taken").write_text("")
    assert grading.main([str(tmp_path / "taken")]) == 1
    assert capsys.readouterr().out == (
        f"Not possible: '{tmp_path / 'taken'}' is a file; name a folder, such as course.\n"
    )
    assert grading.main([]) == 2 and "FOLDER" in capsys.readouterr().out


def test_the_settings_are_python_that_nbgrader_can_read():
    compile(grading.SETTINGS, "nbgrader_config.py", "exec")


# What is handed in


def graded(folder: Path) -> tuple[list[float], str]:
    """What the cells at the end give, as when nbgrader runs the page again in a new kernel."""
    with at_work_in(folder):
        shown = [run(it.source) for it in assignment(PAGE).cells if it.cell_type == "code"]
    return shown[-len(point_cells(assignment(PAGE))) :], (folder / "answers.jsonl").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("who", EARNED)
def test_answers_that_are_handed_in_are_worth_what_they_are(who, tmp_path):
    getattr(handing_in, who)(tmp_path)
    assert graded(tmp_path)[0] == pytest.approx(EARNED[who])


def test_who_answers_nothing_earns_nothing(tmp_path):
    (tmp_path / "answers.jsonl").touch()
    assert graded(tmp_path)[0] == [0, 0, 0, 0]


def test_each_cell_at_the_end_says_why_and_needs_no_other(tmp_path, capsys):
    handing_in.know_it(tmp_path)
    for it in point_cells(assignment(PAGE)):
        with at_work_in(tmp_path):
            run(it.source)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 90
    said = " ".join(lines)
    assert said.startswith(
        "Which of these four takes away the most expected loss for each euro? "
        "3 of 3 points: solved at try 1. How many k€ "
    )
    assert said.count("3 of 3 points: solved at try 1.") == 3
    assert re.search(
        r"one a week\? 2.7 of 3 points: you said \d+ to \d+, it was \d+ seasons. Your range "
        "scores 10, the whole line 100; less is better.$", said,
    )  # fmt: skip


def test_what_a_file_says_of_itself_is_not_believed(tmp_path):
    handing_in.do_not(tmp_path)
    kept = tmp_path / "answers.jsonl"
    lines = [json.loads(it) for it in kept.read_text(encoding="utf-8").splitlines()]
    for it in lines:
        it.update({"solved": True} if "solved" in it else {"came": 5.0})
    missing = run("from lessons import pay_now_exercise as it; it.nine_of_ten()").picture.text
    more = lines[0] | {"question": missing, "answer": "many"}
    text = "\n".join([*map(json.dumps, [*lines, more]), "rubbish", ""])
    kept.write_text(text, encoding="utf-8")
    assert graded(tmp_path)[0] == pytest.approx(EARNED["do_not"])


def test_what_was_done_in_a_picture_is_handed_in_too(tmp_path):
    """A prediction about a list of one's own is told only if that list was signed."""
    page = "from lessons import handed_in, choosing_exercise as it; handed_in"
    points = f"{page}.points(it.forecast_par, it.par)"
    with at_work_in(tmp_path):
        run(f"{page}.here(it.forecast_par)").lock(-60, 60)
        board = run(f"{page}.here(it.board)")
        for case in choosing.choose(choosing.BY_PROMISE):
            board.answer({"do": "toggle", "case": case})
        assert run(points) == 0
    with at_work_in(tmp_path):
        run(f"{page}.here(it.board)").answer({"do": "sign"})
    with at_work_in(tmp_path):
        assert run(points) == 2.7  # the very list it is held against


def test_answers_are_kept_beside_the_page_and_nowhere_else(tmp_path, monkeypatch):
    elsewhere = tmp_path / "mine.jsonl"
    monkeypatch.setenv("PMO_FORECASTS", str(elsewhere))
    folder = tmp_path / "page"
    folder.mkdir()
    handing_in.know_it(folder)
    assert [it.name for it in folder.iterdir()] == ["answers.jsonl"]
    assert not elsewhere.exists()


def test_a_page_that_cannot_be_written_is_graded_all_the_same(tmp_path, monkeypatch):
    handing_in.know_it(tmp_path)
    kept = tmp_path / "answers.jsonl"
    lines = kept.read_text(encoding="utf-8").splitlines(keepends=True)
    first = "".join(it for it in lines if '"came"' not in it)
    kept.write_text(first, encoding="utf-8")

    def refused(*_):
        raise RefusedError("cannot write 'answers.jsonl': Permission denied")

    monkeypatch.setattr("simulator.explorables.prediction.append", refused)
    earned, text = graded(tmp_path)
    assert earned == pytest.approx(EARNED["know_it"]) and text == first


# What it is worth


class Said:
    def __init__(self, solved):
        self.solved, self.message = solved, "."


def question() -> Asked:
    return Asked("How many?", lambda answer: Said(answer == 4), None, "Exercise 00")


@pytest.mark.parametrize(
    ("answers", "worth", "why"),
    [
        ([], 0, "not answered."),
        (["5"], 0, "tried once, not solved."),
        (["5", "6"], 0, "tried 2 times, not solved."),
        (["4"], 3, "solved at try 1."),
        (["4", "5"], 3, "solved at try 1."),
        (["5", "4"], 2, "solved at try 2."),
        (["1", "2", "4"], 1, "solved at try 3."),
        (["1", "2", "3", "5", "4"], 1, "solved at try 5."),
    ],
)
def test_a_question_is_worth_more_the_earlier_it_is_solved(
    answers, worth, why, tmp_path, monkeypatch
):
    monkeypatch.setenv("PMO_FORECASTS", str(tmp_path / "answers.jsonl"))
    for it in answers:
        question().give(it)
    assert of_question(question()) == (worth, why)


def prediction(low, high, came, ends=(0, 100)) -> Prediction:
    made = Prediction("How many?", "days", 20, 40, ends=ends)
    made.lock(low, high)
    made.judge(came)
    return made


@pytest.mark.parametrize(
    ("low", "high", "came", "worth"),
    [
        (50, 50, 50, 3),
        (40, 60, 50, 2.4),
        (0, 100, 50, 0),
        (40, 60, 61, 2.1),  # a miss costs ten times what it is off
        (40, 60, 70, 0),
        (0, 10, 90, 0),
        (-500, 600, 50, 0),  # whoever widens the line is held against it as it was
        (105, 115, 110, 2.85),  # beyond the line: who took all of it has missed, too
    ],
)
def test_a_prediction_is_worth_what_its_score_is_beside_the_whole_line(low, high, came, worth):
    assert of(prediction(low, high, came))[0] == pytest.approx(worth)


def test_a_prediction_that_is_open_or_not_yet_told_is_worth_nothing():
    open_one = Prediction("How many?", "days", 20, 40)
    assert of(open_one) == (0, "not locked.")
    open_one.lock(20, 40)
    assert of(open_one) == (0, "what came is not known yet; do first what comes after it.")


def test_whoever_wants_points_says_what_he_believes():
    """A hundred equally likely numbers: no range earns more than their middle eight tenths."""
    numbers = [0.5 + it for it in range(100)]

    def mean(low, high):
        return sum(of(prediction(low, high, it, (-1000, 1100)))[0] for it in numbers) / 100

    best = mean(10, 90)
    assert all(best > mean(*it) for it in [(0, 100), (20, 80), (45, 55), (0, 80), (-50, 150)])
