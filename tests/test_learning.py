"""Did anybody learn? Items, keys and scores; codes and files; the effect, held against classes."""

import re
from itertools import pairwise
from pathlib import Path
from statistics import fmean

import pytest
from msgspec.structs import replace

from simulator.errors import RefusedError
from simulator.learning import form_a, form_b, worlds
from simulator.learning.classroom import KINDS, NOTHING, Kind, answered, classroom
from simulator.learning.code import LETTERS, first_form, new_code, read_code, whole
from simulator.learning.effect import MUCH, effect, hedges, student_interval
from simulator.learning.forms import FORMS, edition, other
from simulator.learning.gathered import Gathered
from simulator.learning.items import CONSTRUCTS, AnyItem, Choice, Diagram, Range
from simulator.learning.marks import marks, scores
from simulator.learning.scoring import Answer, key, score
from simulator.learning.sheet import Sheet, parsed, read, written
from simulator.limits import MOST_SHEET_BYTES, MOST_SHEETS
from simulator.report import learned

PLACES = [(form, place) for form in FORMS for place in range(len(FORMS["A"]))]
every_item = pytest.mark.parametrize(
    ("form", "place"), PLACES, ids=[f"{form}-{FORMS[form][it].id}" for form, it in PLACES]
)
MIDDLING = 0.5
TOTAL_BAND, KIND_BAND = 0.04, 0.10
"""How far the forms may differ for somebody of middling skill: in all, and in one kind of item."""
NEAR = 0.25
"""How far few worlds may move a number, as a share of its line: three standard errors and more."""
CLASS, CLASSES = 12, 60
ENOUGH = 0.95


# Items and their keys


def test_both_forms_ask_the_same_in_other_words():
    for a, b in zip(FORMS["A"], FORMS["B"], strict=True):
        assert (a.id, a.construct, type(a)) == (b.id, b.construct, type(b))
        assert a.title != b.title and a.story != b.story
    kinds = [it.construct for it in FORMS["A"]]
    assert {it: kinds.count(it) for it in CONSTRUCTS} == {
        "forecast": 4, "rule": 4, "diagram": 2, "transfer": 2,
    }  # fmt: skip
    assert other("A") == "B" and other("B") == "A"


@every_item
def test_luck_could_not_have_made_a_key_another(form, place):
    assert key(form, place).clear


@every_item
def test_every_key_stays_the_same_under_ten_other_fates(form, place):
    item, known = FORMS[form][place], key(form, place)
    found = [key(form, place, f"another fate {it}", 40) for it in range(10)]
    if isinstance(item, Range):
        near = NEAR * (item.end - item.start)
        middle = fmean(known.best)
        assert all(abs(fmean(it.best) - middle) < near for it in found)
        assert (
            score(item, Answer(item=item.id, low=item.usual[0], high=item.usual[1]), known)[0] < 0.2
        )
    else:
        assert {it.choice for it in found} == {known.choice}


@pytest.mark.parametrize("form", FORMS)
def test_the_place_of_an_answer_gives_nothing_away(form):
    choices = [key(form, n).choice for n, it in enumerate(FORMS[form]) if isinstance(it, Choice)]
    assert 2 * choices.count(1) == len(choices)
    twins = [
        key(other(form), n).choice for n, it in enumerate(FORMS[form]) if isinstance(it, Choice)
    ]
    assert all(one != two for one, two in zip(choices, twins, strict=True))


@pytest.mark.parametrize(("form", "effort"), [("A", 2), ("B", 3)])
def test_the_wait_that_a_story_tells_is_what_worlds_come_to(form, effort):
    story = next(it.story for it in FORMS[form] if it.id == "queue")
    told = float(re.search(r"wait ([\d.]+) days on average", story)[1])
    found = fmean(worlds.line_waits(0.6, 40, effort)(range(1, 101)))
    assert abs(found - told) < 0.15 * effort, found


def numbers(row: tuple[str, ...]) -> list[float]:
    return [float(re.search(r"[\d.]+", it)[0]) for it in row[1:]]


@pytest.mark.parametrize(
    ("form", "wishes", "dangers"),
    [("A", form_a._LETTERS, form_a._BRIDGE), ("B", form_b._ARCHIVE, form_b._TOWER)],
)
def test_a_table_says_what_its_office_has(form, wishes, dangers):
    tables = {it.id: [numbers(row) for row in it.table[1:]] for it in FORMS[form]}
    assert tables["order"] == [[it.effort, it.cost_of_delay] for it in wishes.projects]
    assert tables["buying"] == [
        [100 * risk.probability, risk.impact, offer.cost, 100 * offer.effect]
        for risk, offer in zip(dangers.risks, dangers.mitigations, strict=True)
    ]


@every_item
def test_a_diagram_hangs_together(form, place):
    item = FORMS[form][place]
    if isinstance(item, Diagram):
        ids = {it.id for it in item.boxes}
        empty = [it.id for it in item.boxes if not it.text]
        assert {end for arrow in item.arrows for end in arrow} <= ids
        assert len(item.candidates) == 4
        if item.begins:
            assert not empty and {it.to for it in item.candidates} <= ids - {item.begins}
        else:
            assert len(empty) == 1


# Scores


def ranged(low: float, high: float, place: int = 0) -> float:
    answer = Answer(item=FORMS["A"][place].id, low=low, high=high)
    return score(FORMS["A"][place], answer, key("A", place)).points


def test_who_says_everything_says_nothing_and_who_is_right_is_worth_one():
    item, known = FORMS["A"][0], key("A", 0)
    assert ranged(item.start, item.end) == 0
    assert ranged(*known.best) == 1
    assert 0.7 < ranged(known.best[0] - 10, known.best[1] + 10) < 0.85
    assert ranged(*item.usual) == 0 and ranged(item.end, item.end + 5) == 0
    assert 0.6 < ranged(*key("A", 1).best, place=1) <= 1


def test_a_range_pays_most_for_who_says_what_they_think():
    """Somebody who believes anything between 20 and 60 to be as likely says 24 to 56."""
    item = FORMS["A"][0]

    def expected(low: float, high: float) -> float:
        beliefs = [replace_outcome(it / 10) for it in range(200, 601)]
        return fmean(
            score(item, Answer(item="joint", low=low, high=high), it).points for it in beliefs
        )

    best = expected(24, 56)
    for low, high in ((28, 52), (20, 60), (24, 50), (34, 46), (30, 56)):
        assert expected(low, high) < best


def replace_outcome(value: float):
    return key("A", 0)._replace(outcomes=(value,), best=(value, value), scale=(0.0, 100.0))


@pytest.mark.parametrize("share", [0.5, 0.6, 0.75, 0.9, 1.0])
def test_it_pays_most_to_be_as_sure_as_one_is_right(share):
    place, item = next((n, it) for n, it in enumerate(FORMS["A"]) if isinstance(it, Choice))
    known = key("A", place)

    def expected(sure: float) -> float:
        right, wrong = (
            score(item, Answer(item=item.id, choice=it, sure=sure), known).points
            for it in (known.choice, 3 - known.choice)
        )
        return share * right + (1 - share) * wrong

    steps = [0.5 + it / 100 for it in range(51)]
    assert max(steps, key=expected) == pytest.approx(share)


def test_a_choice_is_half_the_choice_and_half_the_sureness():
    place, item = next((n, it) for n, it in enumerate(FORMS["A"]) if isinstance(it, Choice))
    known = key("A", place)
    for choice, sure, points in (
        (known.choice, 1.0, 1.0), (known.choice, 0.5, 0.875), (3 - known.choice, 0.5, 0.375),
        (3 - known.choice, 1.0, 0.0),
    ):  # fmt: skip
        found = score(item, Answer(item=item.id, choice=choice, sure=sure), known)
        assert found.points == pytest.approx(points) and found.sure == sure


def test_both_forms_are_as_hard_for_somebody_of_middling_skill():
    def mean(form):
        sheets = [sheet(form=form, answers=answered(form, MIDDLING, 0.75, it)) for it in range(150)]
        return [marks(it) for it in sheets]

    a, b = mean("A"), mean("B")
    assert abs(fmean(it.points for it in a) - fmean(it.points for it in b)) < TOTAL_BAND
    for kind in CONSTRUCTS:
        gap = fmean(it.constructs[kind] for it in a) - fmean(it.constructs[kind] for it in b)
        assert abs(gap) < KIND_BAND, kind


# Codes

CODE = whole([7, 3, 8, 14])


def test_a_code_is_read_as_people_write_it_and_half_of_them_begin_with_each_form():
    assert read_code(CODE) == read_code(f" {CODE.lower()} ") == read_code("-".join(CODE)) == CODE
    codes = [read_code(new_code()) for _ in range(400)]
    assert len(set(codes)) > 390
    assert 130 < sum(first_form(it) == "A" for it in codes) < 270


def test_no_slip_makes_another_code():
    slips = {CODE[:n] + it + CODE[n + 1 :] for n in range(5) for it in LETTERS} - {CODE}
    swapped = {CODE[:a] + CODE[b] + CODE[a] + CODE[b + 1 :] for a, b in pairwise(range(5))} - {CODE}
    for slip in slips | swapped:
        with pytest.raises(RefusedError, match="a letter is wrong, or two have changed places"):
            read_code(slip)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is no code; write the five letters of your first test, such as "),
        ("KDMT", "is no code; write the five letters"),
        ("KAMTX", "'A' stands in none; the letters are B C D"),
        ("K" * 500, "is no code; write the five letters"),
        ("🙂🙂🙂🙂🙂", "stands in none"),
    ],
)
def test_what_is_no_code_is_refused(text, words):
    with pytest.raises(RefusedError, match=words):
        read_code(text)


# Files


def sheet(form="A", moment="before", code=CODE, answers=None) -> Sheet:
    given = answered(form, 0.4, 0.7, 1) if answers is None else answers
    return Sheet(code=code, moment=moment, form=form, answers=tuple(given))


def test_a_test_comes_back_from_its_file(tmp_path):
    both = sheet(), sheet("B", "after")
    path = tmp_path / "tests.csv"
    path.write_text(written(both), encoding="utf-8")
    assert read(path) == both
    assert len(path.read_text().splitlines()) == 1 + 24


def test_a_file_that_a_table_program_has_written_anew_is_read_too():
    text = written([sheet()])
    lines = [
        line.replace(".", "~").replace(",", ";").replace("~", ",") for line in text.split("\n")
    ]
    assert parsed("\ufeff" + "\r\n".join(lines), "tests.csv") == (sheet(),)
    quoted = "\n".join(",".join(f'"{it}"' for it in line.split(",")) for line in text.split())
    assert parsed(quoted, "tests.csv") == (sheet(),)


def test_no_file_holds_a_name_or_says_what_was_right():
    text = written([sheet()])
    assert text.splitlines()[0] == "code,moment,form,edition,item,low,high,choice,sure"
    assert not {"name", "right", "score", "points"} & set(text.replace("\n", ",").split(","))


def quick_answer(item: AnyItem) -> Answer:
    """An answer that may be wrong, for which no world needs to be played."""
    if isinstance(item, Range):
        return Answer(item=item.id, low=item.usual[0], high=item.usual[1])
    return Answer(item=item.id, choice=1, sure=None if isinstance(item, Diagram) else 0.7)


GOOD = written([sheet(answers=map(quick_answer, FORMS["A"]))])


def changed(line: int, column: int, value: str) -> str:
    lines = GOOD.split("\n")
    cells = lines[line - 1].split(",")
    cells[column] = value
    lines[line - 1] = ",".join(cells)
    return "\n".join(lines)


HOSTILE = {
    "empty": ("", r"^x\.csv, line 1: is ''; expected code,moment"),
    "another table": ("name,age\nEva,7\n", r"^x\.csv, line 1: is 'name,age'; expected code,"),
    "only a head": (GOOD.split("\n")[0], r"^x\.csv: holds no test"),
    "a code with a slip": (changed(3, 0, "KDMTT"), r"^x\.csv, line 3: 'KDMTT' is no code"),
    "a formula": (changed(3, 0, "=1+1"), r"^x\.csv, line 3: '=1\+1' is no code"),
    "no moment": (changed(2, 1, "during"), r"line 2: moment is 'during'; write before or after"),
    "no form": (changed(2, 2, "C"), r"line 2: form is 'C'; write A or B"),
    "two forms": (changed(4, 2, "B"), r"line 4: form is B; lines before say that \w+ had form A"),
    "another edition": (changed(2, 3, "000000"), r"line 2: edition is '000000'; this simulator"),
    "another item": (changed(2, 4, "queue"), r"line 2: item is 'queue'; expected 'joint'"),
    "a line twice": (GOOD + GOOD.split("\n")[12], r"line 14: item is .+; expected 'nothing more'"),
    "a line too few": ("\n".join(GOOD.split("\n")[:12]), r"has no answer to 'outside_best'"),
    "swapped ends": (changed(2, 5, "99"), r"line 2: low 99 is above high .+; swap them"),
    "no number": (changed(2, 5, "many"), r"line 2: low is 'many'; write a number, or nothing"),
    "not a number": (changed(2, 5, "nan"), r"line 2: low is 'nan'; write a number"),
    "endless": (changed(2, 6, "inf"), r"line 2: high is 'inf'; write a number"),
    "too large": (changed(2, 6, "1e300"), r"line 2: high is 1e\+300; write a number"),
    "no range": (changed(2, 5, ""), r"line 2: low is None; write a number, such as 40"),
    "a range and a choice": (changed(2, 7, "1"), r"line 2: 'joint' asks for a range; leave choice"),
    "a choice and a range": (changed(6, 5, "1"), r"line 6: 'order' asks for no range"),
    "no such choice": (changed(6, 7, "3"), r"line 6: choice is 3; write a number from 1 to 2"),
    "half a choice": (changed(6, 7, "1.5"), r"line 6: choice is '1\.5'; write a whole number"),
    "not sure": (changed(6, 8, "0.4"), r"line 6: sure is 0\.4; write a number from 0\.5 to 1"),
    "not said how sure": (changed(6, 8, ""), r"line 6: sure is None; write a number"),
    "sure of a diagram": (changed(10, 8, "1"), r"line 10: 'missing_box' asks for no sureness"),
    "an underscore": (changed(2, 5, "1_0"), r"line 2: low is '1_0'; write a number"),
    "a value too many": (changed(2, 8, ",1"), r"line 2: has 10 values; expected 9"),
    "control characters": (changed(2, 1, "\x1b[2J"), r"line 2: moment is '\\x1b\[2J'"),
    "too long": ("a" * (MOST_SHEET_BYTES + 1), r"has [\d,]+ characters; expected a file of tests"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_a_damaged_file_is_refused_with_file_line_and_value(case):
    text, words = HOSTILE[case]
    with pytest.raises(RefusedError, match=words):
        parsed(text, "x.csv")


def test_what_is_no_file_or_no_text_is_refused(tmp_path):
    with pytest.raises(RefusedError, match="is a folder; expected a file"):
        read(tmp_path)
    (tmp_path / "a.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RefusedError, match=r"a\.csv, line 1: is not a text file; expected a file"):
        read(tmp_path / "a.csv")
    with pytest.raises(RefusedError, match="cannot be opened"):
        read(tmp_path / "none.csv")


def test_more_tests_than_any_course_has_are_left_out_with_a_sentence():
    gathered = Gathered()
    gathered.known = dict.fromkeys(sheet(code=str(it), answers=()) for it in range(MOST_SHEETS))
    gathered.take_in(lambda: (sheet(),))
    assert gathered.refused == ["20,000 tests are the most; read fewer files"]
    assert len(gathered.sheets) == MOST_SHEETS


# The effect


def test_a_page_of_a_class_shows_what_is_left_out_and_nothing_in_it_acts():
    found = effect(classroom(KINDS["only think so"], CLASS, 1))
    page = learned.page(found, ["<script>x</script>.csv, line 1: is '$x$'"])
    assert "<script" not in page and "&lt;script&gt;" in page and page.count("<svg") == 1
    assert "surer, but not right more often" in page
    assert "<svg" not in learned.page(effect([]))
    with pytest.raises(RefusedError, match="write another place after --out"):
        learned.save(page, Path("/no/such/folder/effect.html"))


def test_student_s_interval_and_hedges_g_by_hand():
    found = student_interval([0.0, 0.1, 0.2])
    assert found.mean == pytest.approx(0.1)
    assert found.high == pytest.approx(0.1 + 4.30265 * 0.1 / 3**0.5, abs=1e-5)
    before, after = [1.0, 2.0, 3.0, 4.0], [3.0, 3.0, 5.0, 5.0]
    size = hedges(before, after)  # 1.5 in deviations of 1.291 and 1.155; J = 8/11; r = 0.894
    assert size is not None
    assert size.mean == pytest.approx(1.5 / ((5 / 3 + 4 / 3) / 2) ** 0.5 * (1 - 3 / 11), rel=1e-6)
    d = 1.5 / 1.5**0.5
    error = (1 - 3 / 11) * ((1 / 4 + d**2 / 8) * 2 * (1 - 0.8944272)) ** 0.5
    assert size.high - size.mean == pytest.approx(3.182446 * error, rel=1e-5)
    assert hedges([1.0, 1.0, 1.0], [1.0, 1.0, 1.0]) is None and hedges([1.0], [2.0]) is None


def test_halves_without_their_other_half_are_named_and_not_counted():
    one, two, three = whole([1, 2, 3, 4]), whole([2, 2, 3, 4]), whole([3, 2, 3, 4])
    found = effect(
        [
            sheet("A", "before", one), sheet("B", "after", one), sheet("B", "after", two),
            sheet("A", "before", three), sheet("A", "after", three), sheet("A", "before", CODE),
            sheet("A", "before", CODE, answered("A", 0.9, 0.7, 2)), sheet("A", "before", one),
        ]
    )  # fmt: skip
    assert [it.code for it in found.people] == [one]
    assert found.verdict == "too few" and found.gain is None
    assert set(found.unmatched) == {
        f"{two}: only the test after", f"{three}: form A both times",
        f"{CODE}: two tests before; the first one counts", f"{CODE}: only the test before",
    }  # fmt: skip


def test_two_equal_trainees_have_no_spread_and_break_nothing():
    codes = whole([1, 2, 3, 4]), whole([1, 4, 3, 4])
    same = [sheet(*it, code) for code in codes for it in (("A", "before"), ("B", "after"))]
    found = effect(same)
    assert found.gain is not None and found.gain.low == found.gain.high == found.gain.mean
    assert found.standard is None and found.forms is None
    assert effect([]).verdict == "too few"


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [("learn much", "much"), ("learn a little", "a little"), ("only think so", "only think so")],
)
def test_the_measure_tells_classes_of_twelve_apart(kind, verdict):
    found = [effect(classroom(KINDS[kind], CLASS, it)).verdict for it in range(CLASSES)]
    assert found.count(verdict) >= ENOUGH * CLASSES, found


def test_sureness_is_no_skill():
    surer = effect(classroom(KINDS["only think so"], 200, 1))
    skilled = effect(classroom(KINDS["learn much"], 200, 1))
    assert surer.sure.mean > 0.15 and abs(surer.right.mean) < 0.05 and surer.gain.mean < 0.02
    assert surer.gap.low > 0.1 > 0 > skilled.gap.high
    assert len(surer.only_think) > 60 > 5 > len(skilled.only_think)
    assert skilled.gain.mean > MUCH and min(it.low for it in skilled.constructs.values()) > 0


def test_an_interval_holds_as_often_as_it_says_where_nothing_is_learned():
    found = [effect(classroom(NOTHING, CLASS, 5000 + it)) for it in range(300)]
    for name in ("gain", "standard", "gap", "forms"):
        held = fmean(getattr(it, name).low <= 0 <= getattr(it, name).high for it in found)
        assert 0.90 <= held <= 0.997, (name, held)


def test_forms_that_differ_do_not_pass_for_learning():
    """All who meet form B fare worse; who begins with which cancels it out."""
    worse = [
        replace(it, answers=tuple(map(_unsure, it.answers))) if it.form == "B" else it
        for it in classroom(NOTHING, 300, 3)
    ]
    found = effect(worse)
    assert abs(found.gain.mean) < 0.03
    assert found.forms.low > 0


def _unsure(answer: Answer) -> Answer:
    return answer if answer.low is None else replace(answer, low=-1000.0, high=1000.0)


def test_a_class_is_made_of_whole_tests_by_different_people():
    sheets = classroom(Kind(), 50, 7)
    assert len({it.code for it in sheets}) == 50 and len(sheets) == 100
    assert parsed(written(sheets), "class.csv") == sheets
    firsts = [first_form(it.code) for it in sheets if it.moment == "before"]
    assert firsts.count("A") == 25
    assert all(len(scores(it)) == 12 for it in sheets)
    assert len(edition()) == 6
