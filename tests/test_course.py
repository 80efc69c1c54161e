"""The way through the course: what was done, what comes next, and all of it deleted by one act."""

import pytest

from lessons.lobby import LESSONS as SHIPPED
from simulator import progress
from simulator.course import NONE, Lesson, path
from simulator.debrief.told import Locked, append, place
from simulator.progress import Answered, Left, Seen
from simulator.widgets import Lobby

TASK = Lesson(
    title="Task", file="x1.ipynb", minutes=5, learn="Try.", notebook="Exercise 01", checks=1
)
LESSONS = (
    Lesson(
        title="First", file="01.ipynb", minutes=45, learn="Fly.", notebook="01 First flight",
        predictions=2, checks=1, exercise=TASK,
    ),
    Lesson(title="Second", file="02.ipynb", minutes=50, learn="Wait.", notebook="02 Queues",
           predictions=1),
)  # fmt: skip


@pytest.fixture(autouse=True)
def own_files(monkeypatch, tmp_path):
    monkeypatch.setenv("PMO_FORECASTS", str(tmp_path / "mine.jsonl"))
    monkeypatch.setenv("PMO_FLIGHTS", str(tmp_path / "flights"))


def lock(what: str, notebook: str = "01 First flight") -> Locked:
    range_ = Locked(notebook=notebook, what=what, low=1.0, high=2.0)
    append(range_)
    return range_


def answer(solved: bool, notebook: str = "01 First flight", when: float = 0.0) -> None:
    progress.note(
        Answered(notebook=notebook, question="Which?", answer="a", solved=solved, when=when)
    )


def test_a_newcomer_begins_at_the_beginning():
    way = path(LESSONS)
    assert [(it.state, it.done, it.share) for it in way.steps] == [("next", "", 0), ("", "", 0)]
    assert way.forecasts == NONE and way.kept == way.trouble == ""


def test_what_was_done_is_counted_for_each_notebook_and_in_all():
    first = lock("value")
    append(first.told(3.0))
    answer(False, when=0.0)
    progress.note(Seen(notebook="01 First flight", when=120.0))
    way = path(LESSONS)
    step = way.steps[0]
    assert step.done == "1 prediction locked, 2 minutes" and step.state == "next"
    assert step.share == pytest.approx(1 / 3)
    assert way.forecasts.startswith("You have locked 1 prediction. 0 of your 1 ranges held")
    assert way.kept == str(place())


def test_who_has_locked_and_answered_all_comes_to_the_next():
    lock("value")
    lock("on time")
    answer(True)
    first, second = path(LESSONS).steps
    assert (first.state, first.share, second.state) == ("done", 1.0, "next")
    assert first.done == "2 predictions locked, 1 of 1 check solved"


def test_three_wrong_answers_end_a_question_too():
    lock("value")
    lock("on time")
    for _ in range(3):
        assert path(LESSONS).steps[0].state == "next"
        answer(False)
    step = path(LESSONS).steps[0]
    assert step.state == "done" and step.done.endswith("0 of 1 check solved")


def test_who_begins_in_the_middle_is_seen_there_and_still_sent_to_the_beginning():
    progress.note(Seen(notebook="02 Queues", when=1.0))
    assert [it.state for it in path(LESSONS).steps] == ["next", "begun"]


def test_a_test_counts_once_it_is_handed_in():
    both = Lesson(title="T", file="t.ipynb", minutes=20, learn="See.", notebook="12 T", tests=2)

    def leave(moment: str, handed: bool) -> None:
        state: dict[str, object] = {"handed": handed}
        progress.note(Left(notebook="12 T", picture=moment, state=state, when=0.0))

    leave("before", False)
    assert path([both]).steps[0].share == 0
    for _ in range(2):  # a line is added whenever something changes
        leave("before", True)
    step = path([both]).steps[0]
    assert (step.share, step.done) == (0.5, "1 of 2 tests handed in")
    leave("after", True)
    assert path([both]).steps[0].state == "done"


def test_an_exercise_stands_with_its_notebook_and_does_not_hold_anybody_up():
    answer(True, "Exercise 01")
    step = path(LESSONS).steps[0]
    assert step.exercise.state == "done" and step.exercise.done == "1 of 1 check solved"
    assert path(LESSONS).steps[1].exercise is None


def test_what_cannot_be_read_is_said_and_the_way_is_shown(monkeypatch, tmp_path):
    monkeypatch.setenv("PMO_FORECASTS", str(tmp_path))
    way = path(LESSONS)
    assert way.trouble.endswith("is a folder; expected a file.") and len(way.steps) == 2


def test_the_lobby_deletes_all_of_it_by_one_act():
    lock("value")
    answer(True)
    lobby = Lobby(LESSONS)
    assert lobby.start.page["path"]["kept"] == str(place())
    lobby.answer({"do": "forget"})
    assert lobby.start.page["path"]["forecasts"] == NONE and not place().exists()
    assert "All of it is deleted." in lobby.start.said["words"]


def test_every_notebook_and_exercise_of_the_course_is_on_the_way_once():
    files = [it.file for it in SHIPPED] + [it.exercise.file for it in SHIPPED if it.exercise]
    assert len(files) == len(set(files)) and files[0] == "00_lobby.ipynb"
    notebooks = [it.notebook for it in SHIPPED]
    assert notebooks == sorted(notebooks)
