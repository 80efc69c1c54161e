"""What somebody has done: one file, lines only ever added, found again, deleted by one act."""

import pytest

from simulator import progress
from simulator.debrief.told import Locked, append, place, read
from simulator.errors import RefusedError
from simulator.progress import Answered, Left, Seen

LESSON = "02 One plan"


@pytest.fixture(autouse=True)
def own_file(monkeypatch, tmp_path):
    monkeypatch.setenv("PMO_FORECASTS", str(tmp_path / "mine.jsonl"))


def answered(solved: bool, when: float = 1.0) -> Answered:
    return Answered(notebook=LESSON, question="Which?", answer="that", solved=solved, when=when)


def test_predictions_and_what_else_was_done_stand_in_one_file_and_do_not_disturb_each_other():
    append(Locked(notebook=LESSON, what="days", low=1.0, high=2.0))
    assert progress.note(answered(False)) == progress.note(answered(True)) == ""
    append(Locked(notebook=LESSON, what="weeks", low=1.0, high=2.0))
    assert [it.what for it in read().locked] == ["days", "weeks"] and read().refused == ()
    assert progress.facts() == (answered(False), answered(True))
    assert progress.answers(LESSON, "Which?") == [answered(False), answered(True)]
    assert progress.answers("another", "Which?") == progress.answers(LESSON, "Where?") == []


def test_a_damaged_line_stands_in_nobodys_way_and_is_named_once():
    progress.note(answered(True))
    with place().open("a", encoding="utf-8") as file:
        file.write('{"kind":"seen","notebook":7}\n{"kind":"unheard of"}\nnonsense\n')
    progress.note(answered(False))
    assert progress.facts() == (answered(True), answered(False))
    (refused,) = read().refused
    assert "line 4" in refused


def test_a_picture_is_found_as_it_was_left_last():
    assert progress.left(LESSON, "streams") is None
    for day in (10, 20):
        progress.note(
            Left(notebook=LESSON, picture="streams", state={"day": day}, when=progress.now())
        )
    assert progress.left(LESSON, "streams") == {"day": 20}
    assert progress.left(LESSON, "another") is None


def test_what_is_too_long_to_be_kept_is_said():
    left = Left(notebook=LESSON, picture="x", state={"text": "a" * 30_000}, when=1.0)
    assert "too many to be kept" in progress.note(left) and not place().exists()


def test_where_nothing_can_be_kept_it_is_said_and_nothing_is_known(monkeypatch, tmp_path):
    monkeypatch.setenv("PMO_FORECASTS", str(tmp_path))
    assert progress.note(answered(True)).startswith("What you did here could not be kept: ")
    assert progress.answers(LESSON, "Which?") == []


def test_being_there_is_noted_once_in_a_while(monkeypatch):
    clock = [1000.0]
    monkeypatch.setattr(progress, "now", lambda: clock[0])
    for clock[0] in (1000.0, 1010.0, 1100.0):
        progress.seen(LESSON)
    assert [it.when for it in progress.of(Seen, LESSON)] == [1000.0, 1100.0]


@pytest.mark.parametrize(
    ("times", "minutes"), [([], 0), ([5], 0), ([0, 60, 180], 3), ([0, 60, 60 + 601, 60 + 661], 2)]
)
def test_minutes_leave_out_that_somebody_went_away(times, minutes):
    assert progress.minutes(times) == minutes == progress.minutes(reversed(times))


def test_all_is_deleted_by_one_act_and_twice_is_no_harm():
    append(Locked(notebook=LESSON, what="days", low=1.0, high=2.0))
    progress.note(answered(True))
    progress.forget()
    progress.forget()
    assert not place().exists() and progress.facts() == () and read().locked == ()


def test_what_cannot_be_deleted_is_said(monkeypatch, tmp_path):
    monkeypatch.setenv("PMO_FORECASTS", str(tmp_path))
    with pytest.raises(RefusedError, match="cannot delete"):
        progress.forget()
