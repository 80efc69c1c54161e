"""The course that a hub hands out: a copy of one's own, in which nobody's work is lost."""

import os
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = ROOT / "deploy" / "hub" / "handout.py"
SPEC = spec_from_file_location("handout", PROGRAM)
handout = module_from_spec(SPEC)
SPEC.loader.exec_module(handout)

PAGE = "notebooks/00_lobby.ipynb"


@pytest.fixture
def course(tmp_path):
    """A small course."""
    course = tmp_path / "course"
    for name in (PAGE, "exercises/01_first_flight.ipynb", "exercises/solutions/01.ipynb"):
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        (course / name).write_text(f"{name} as written")
    return course


@pytest.fixture
def copy(course, tmp_path):
    """What a trainee has been handed out of it."""
    handout.hand_out(course, tmp_path / "copy")
    return tmp_path / "copy"


def test_a_trainee_gets_every_page_and_no_solution(course, copy):
    handed = {it.relative_to(copy).as_posix() for it in copy.rglob("*.ipynb")}
    assert handed == {PAGE, "exercises/01_first_flight.ipynb"}


def test_the_copy_can_be_written_also_where_the_course_cannot(course, tmp_path):
    (course / PAGE).chmod(0o444)
    handout.hand_out(course, tmp_path / "copy")
    assert (tmp_path / "copy" / PAGE).stat().st_mode & 0o200


def test_what_a_trainee_has_changed_is_never_written_over(course, copy):
    (copy / PAGE).write_text("my own")
    (course / PAGE).write_text("corrected")
    assert handout.hand_out(course, copy) == []
    assert (copy / PAGE).read_text() == "my own"
    assert handout.hand_out(course, copy) == []
    assert (copy / PAGE).read_text() == "my own"


def test_a_corrected_page_replaces_a_copy_that_nobody_has_touched(course, copy):
    (course / PAGE).write_text("corrected")
    assert handout.hand_out(course, copy) == [f"{PAGE} is corrected."]
    assert (copy / PAGE).read_text() == "corrected"
    assert handout.hand_out(course, copy) == []


def test_a_new_page_comes_in_beside_what_was_changed(course, copy):
    (copy / PAGE).write_text("my own")
    (course / "notebooks/99_new.ipynb").write_text("new")
    assert handout.hand_out(course, copy) == ["notebooks/99_new.ipynb is new."]
    assert (copy / PAGE).read_text() == "my own"


def test_a_page_that_was_renamed_comes_back_fresh_beside_the_old_one(course, copy):
    (copy / PAGE).rename(copy / "notebooks/mine.ipynb")
    handout.hand_out(course, copy)
    assert (copy / PAGE).read_text() == f"{PAGE} as written"
    assert (copy / "notebooks/mine.ipynb").exists()


@pytest.mark.parametrize("damage", ["", "{", "[]", "\x00"])
def test_where_it_is_not_known_what_was_handed_out_nothing_is_replaced(course, copy, damage):
    (copy / handout.KEPT).write_text(damage)
    (course / PAGE).write_text("corrected")
    handout.hand_out(course, copy)
    assert (copy / PAGE).read_text() == f"{PAGE} as written"


def test_a_page_that_is_right_already_counts_as_handed_out(course, copy):
    (copy / handout.KEPT).unlink()
    handout.hand_out(course, copy)
    (course / PAGE).write_text("corrected")
    assert handout.hand_out(course, copy) == [f"{PAGE} is corrected."]


def test_a_copy_that_is_broken_off_leaves_the_old_page_whole(course, copy, monkeypatch):
    def full(self, target):
        raise OSError("No space left on device")

    (course / PAGE).write_text("corrected")
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        handout.hand_out(course, copy)
    assert (copy / PAGE).read_text() == f"{PAGE} as written"
    assert not list(copy.rglob(".handed-out-*"))


def test_the_real_course_is_handed_out_whole(tmp_path):
    handout.hand_out(ROOT, tmp_path)
    handed = {it.relative_to(tmp_path) for it in tmp_path.rglob("*.ipynb")}
    assert {it.name for it in (ROOT / "notebooks").glob("*.ipynb")} <= {it.name for it in handed}
    assert {it.parent.name for it in handed} == {"notebooks", "exercises"}


ON_UNIX = pytest.mark.skipif(os.name == "nt", reason="no JupyterHub runs on Windows")


def run(*words):
    command = [sys.executable, PROGRAM, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@ON_UNIX
def test_the_command_takes_over_with_all_its_words(course, tmp_path):
    ended = run(course, tmp_path / "mine", sys.executable, "-c", "import sys; sys.exit(7)", "--x")
    assert ended.returncode == 7
    assert (tmp_path / "mine" / PAGE).exists()
    assert f"{PAGE} is new." in ended.stderr


@ON_UNIX
def test_the_command_runs_also_where_there_is_no_course(tmp_path):
    ended = run(tmp_path, tmp_path / "mine", sys.executable, "-c", "print('server')")
    assert ended.stdout == "server\n"
    assert ended.stderr == (
        f"The course could not be handed out: {tmp_path} has no course: "
        "no notebooks/*.ipynb and no exercises/*.ipynb\n"
    )


def test_without_a_folder_it_says_what_it_wants(course):
    assert "usage: handout.py COURSE FOLDER [COMMAND ...]" in run(course).stderr
