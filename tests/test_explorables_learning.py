"""The test without a name and the mentor's board, without a browser."""

import pytest

from simulator import progress
from simulator.errors import RefusedError
from simulator.explorables.learned import NOTHING_YET, Learned
from simulator.explorables.picture import finish
from simulator.explorables.sitting import Sitting
from simulator.learning.classroom import KINDS, answered, classroom
from simulator.learning.code import first_form, whole
from simulator.learning.forms import FORMS, other
from simulator.learning.sheet import read, written
from simulator.widgets import LearningEffect, LearningTest

CODE = whole([7, 3, 8, 14])
STRANGER = whole([1, 2, 3, 4])


@pytest.fixture
def own(monkeypatch, tmp_path):
    monkeypatch.setenv("PMO_FORECASTS", str(tmp_path / "forecasts.jsonl"))
    monkeypatch.setenv("PMO_FLIGHTS", str(tmp_path / "flights"))
    return tmp_path


def fill(test: Sitting, skill: float = 0.5) -> Sitting:
    """Answer everything, as the page does."""
    for place, it in enumerate(answered(test.form, skill, 0.7, 1)):
        said = {"low": it.low, "high": it.high, "choice": it.choice, "sure": it.sure}
        message = {name: value for name, value in said.items() if value is not None}
        finish(test, {"do": "answer", "place": place, **message})
    return test


def handed(moment="before", before=None, code="", folder=None) -> Sitting:
    test = Sitting(moment, before, folder)
    test.begin(code)
    finish(fill(test), {"do": "hand_in"})
    return test


# The trainee's test


def test_before_it_begins_nothing_is_asked_and_there_is_no_code():
    page = Sitting("before").shown()
    assert page.code == "" and page.items == () and not page.handed
    assert Sitting("before").words() == "Twelve questions, about 10 minutes. It has not begun."


def test_who_begins_gets_a_code_and_its_form_and_the_second_test_asks_the_other():
    first = handed()
    assert first.form == first_form(first.code)
    second = Sitting("after", first)
    assert second.shown().suggested == first.code
    second.begin(f" {first.code.lower()} ")
    assert second.form == other(first.form) and second.code == first.code


def test_the_page_holds_no_key_and_says_nothing_of_right_or_wrong_at_the_first_test():
    test = handed()
    shown = repr(test.shown())
    for item in FORMS[test.form]:
        assert item.why not in shown
    assert test.shown().told == () and test.words() == f"Handed in. Your code is {test.code}."
    with pytest.raises(RefusedError, match="is told when the test after the course is handed in"):
        test.tell()


def test_one_goes_back_and_changes_an_answer_until_it_is_handed_in():
    test = fill(begun())
    test.turn(3)
    finish(test, {"do": "answer", "place": 4, "choice": 1})
    finish(test, {"do": "answer", "place": 4, "choice": 2})
    assert test.given[4].choice == 2 and test.shown().place == 3
    finish(test, {"do": "hand_in"})
    with pytest.raises(RefusedError, match="it is handed in; what you have answered stays"):
        finish(test, {"do": "answer", "place": 4, "choice": 1})
    with pytest.raises(RefusedError, match="it is handed in already"):
        finish(test, {"do": "hand_in"})


def begun() -> Sitting:
    test = Sitting("before")
    test.begin()
    return test


def test_a_choice_is_whole_once_it_is_said_how_sure():
    test = begun()
    finish(test, {"do": "answer", "place": 4, "sure": 0.8})
    assert not test.given[4].whole
    finish(test, {"do": "answer", "place": 4, "choice": 2})
    assert test.given[4].whole and test.words().startswith("1 of 12 questions answered")


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ({"do": "answer", "place": 0, "low": 5, "high": 1}, "low 5 is above high 1; swap them"),
        ({"do": "answer", "place": 0, "low": "x", "high": 1}, "low is 'x'; give a number"),
        ({"do": "answer", "place": 0, "choice": 1}, "low is None; give a number"),
        ({"do": "answer", "place": 4, "choice": 3}, "choice is 3; write a number from 1 to 2"),
        ({"do": "answer", "place": 4, "sure": 0.1}, "sure is 0.1; give a number from 0.5 to 1"),
        ({"do": "answer", "place": 8, "choice": 5}, "choice is 5; write a number from 1 to 4"),
        ({"do": "answer", "place": 12, "choice": 1}, "place is 12; give a number from 0 to 11"),
        ({"do": "turn", "place": 40}, "place is 40; give a number from 0 to 11"),
        ({"do": "begin"}, "it has begun already; go on where you were"),
        ({"do": "save"}, "first hand it in; then it can be saved"),
        ({"do": "hand_in"}, "no answer yet to questions 1, 2, 3"),
        ({"do": "burn"}, "'burn' is nothing that can be done here"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(message, words):
    test = begun()
    with pytest.raises(RefusedError) as refused:
        finish(test, message)
    assert words in str(refused.value)


def test_before_it_has_begun_nothing_can_be_answered():
    with pytest.raises(RefusedError, match="first press Begin"):
        finish(Sitting("before"), {"do": "answer", "place": 0, "low": 1, "high": 2})


@pytest.mark.parametrize("code", [None, "", "KDMTT", 7, "no code"])
def test_the_second_test_wants_the_code_of_the_first(code):
    with pytest.raises(RefusedError, match="is no code"):
        Sitting("after").begin(code)


def test_the_second_test_waits_until_the_first_is_handed_in():
    first = begun()
    with pytest.raises(RefusedError, match="first hand in the test before the course, above"):
        Sitting("after", first).begin(first.code)


def test_after_both_one_sees_both_and_of_a_stranger_only_the_second():
    first = handed()
    second = handed("after", first, first.code)
    told = second.shown().told
    assert [it.moment for it in told] == ["before"] * 12 + ["after"] * 12
    assert all(it.said and it.found and it.why and 0 <= it.points <= 100 for it in told)
    other_one = handed("after", first, STRANGER)
    assert {it.moment for it in other_one.shown().told} == {"after"}


def test_a_test_is_saved_in_one_s_own_folder_and_never_over_another(tmp_path):
    test = handed(folder=tmp_path / "mine")
    test.save()
    name = tmp_path / "mine" / f"test before {test.code}.csv"
    assert test.file == str(name) and read(name) == (test.sheet,)
    test.save()
    assert len(list((tmp_path / "mine").iterdir())) == 1
    name.write_text("somebody else's")
    test.save()
    assert test.file.endswith(f"test before {test.code} 2.csv")
    assert name.read_text() == "somebody else's"


def test_where_nothing_can_be_written_a_sentence_says_so(tmp_path):
    (tmp_path / "mine").write_text("")
    with pytest.raises(RefusedError, match=r"cannot write into '.+mine': "):
        handed(folder=tmp_path / "mine").save()


def test_it_goes_on_where_it_was_left(own):
    first = LearningTest("before", "12 Before and after")
    first.answer({"do": "begin"})
    first.answer({"do": "answer", "place": 0, "low": 10, "high": 20})
    first.answer({"do": "turn", "place": 5})
    again = LearningTest("before", "12 Before and after").sitting
    assert again.code == first.sitting.code and again.place == 5
    assert again.given[0].low == 10 and again.given[0].whole


@pytest.mark.parametrize(
    "state",
    [
        {"code": "KDMTT"}, {"code": CODE, "edition": "000000"}, {"given": 7},
        {"code": CODE, "given": [], "handed": True}, {"code": ["x"]},
    ],
)  # fmt: skip
def test_what_another_edition_has_kept_is_left_out(state):
    test = Sitting("before")
    test.take_up(state)
    assert test.code == "" and not test.handed


def test_a_test_fits_into_a_line_of_what_is_kept(own):
    test = handed()
    left = progress.Left(notebook="12", picture="before", state=test.kept() or {}, when=0.0)
    assert progress.note(left) == ""


def test_the_second_test_hears_of_the_first_at_once(own):
    first = LearningTest("before", "12 Before and after")
    second = LearningTest("after", "12 Before and after", first)
    assert second.stage.page["suggested"] == ""
    first.answer({"do": "begin"})
    fill(first.sitting)
    first.answer({"do": "hand_in"})
    assert second.stage.page["suggested"] == first.sitting.code


# The mentor's board


def test_nothing_is_read_and_nothing_is_said_yet(tmp_path):
    board = Learned(tmp_path)
    assert board.words() == board.shown().headline == NOTHING_YET
    assert board.shown().rows == () and board.shown().gain is None


def test_a_folder_of_a_class_becomes_lines_rows_and_sentences(tmp_path):
    for n, it in enumerate(classroom(KINDS["learn much"], 12, 1)):
        (tmp_path / f"{n}.csv").write_text(written([it]))
    (tmp_path / "names.csv").write_text("name,age\n")
    board = Learned(tmp_path)
    finish(board, {"do": "folder", "folder": ""})
    page = board.shown()
    assert page.tests == 24 and len(page.people) == 12
    assert page.headline.startswith("They learned much: 12 trainees gained +")
    assert [it.label for it in page.rows][:2] == ["giving a range", "which rule is better"]
    assert len(page.rows) == 6 and page.gain is not None and page.gain.low > 0
    assert page.refused == (
        "names.csv, line 1: is 'name,age'; expected "
        "code,moment,form,edition,item,low,high,choice,sure, a file of tests that were handed in",
    )
    assert page.done == page.most == 24
    assert "Nobody was left without the course" in board.words()


def test_files_that_are_chosen_twice_count_once_and_one_begins_anew(tmp_path):
    text = written(classroom(KINDS["only think so"], 12, 1))
    board = Learned(tmp_path)
    for _ in range(2):
        finish(board, {"do": "files", "files": [{"name": "class.csv", "text": text}]})
    assert board.shown().tests == 24
    assert board.shown().headline.startswith("They are surer, and nothing shows that they know")
    assert any(it.only_thinks for it in board.shown().people)
    finish(board, {"do": "clear"})
    assert board.shown().headline == NOTHING_YET and board.shown().tests == 0


def test_a_handful_of_trainees_is_said_to_be_few(tmp_path):
    board = Learned(tmp_path)
    for many, words in ((1, "At least two trainees have to hand in both"), (4, "4 pairs are few")):
        text = written(classroom(KINDS["learn much"], many, 1))
        finish(board, {"do": "clear"})
        finish(board, {"do": "files", "files": [{"name": "class.csv", "text": text}]})
        assert words in board.words()


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ({"do": "files", "files": []}, "choose 1 to 500 files"),
        ({"do": "files"}, "choose 1 to 500 files"),
        ({"do": "files", "files": [{"name": "a"}]}, "a file came without its text"),
        ({"do": "files", "files": ["a"]}, "a file came without its text"),
        ({"do": "folder", "folder": "nowhere"}, "there is no folder 'nowhere'"),
        ({"do": "folder", "folder": "a\0b"}, "there is no folder"),
        ({"do": "folder"}, r"there is no file that ends in \.csv in '.+; name the folder"),
        ({"do": "burn"}, "'burn' is nothing that can be done here"),
    ],
)
def test_what_the_board_cannot_do_is_a_sentence(tmp_path, message, words):
    with pytest.raises(RefusedError, match=words):
        finish(Learned(tmp_path), message)


def test_the_board_stands_alone_as_a_widget(tmp_path):
    assert repr(LearningEffect(tmp_path)) == NOTHING_YET
