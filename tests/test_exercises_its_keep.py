"""Checks of notebook and exercise 10: each has a right answer, and an own sentence for each that
tempts."""

import pytest

from exercises import its_keep as checks
from exercises.feedback import NOT_ANSWERED
from exercises.its_keep import (
    BEFORE,
    BEST,
    BOTH_OF_THEM,
    HELPS,
    MEANT,
    MINDED,
    NOTHING,
    OFFICE,
    PLACES,
    QUIET,
    SENTENCES,
    SETTINGS,
    TWICE,
)
from lessons import its_keep_exercise

PREVENTED_AND_FOUND, LEDGER, CLAIMS, VISITS = HELPS
TWO_AT_MOST, AUDITS, STANDARD, NO_VISITS = SETTINGS


@pytest.fixture(autouse=True, scope="module")
def fewer_worlds():
    """As many as these answers need; a trainee's are held against more."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(checks, "WORLDS", range(501, 525))
        patched.setattr(checks, "MANY", range(501, 561))
        _forget()
        yield
    _forget()


def _forget():
    for each in vars(checks).values():
        if hasattr(each, "cache_clear") and each.__module__ == checks.__name__:
            each.cache_clear()


@pytest.mark.parametrize(
    ("check", "right", "tempting", "said"),
    [
        (checks.sentence, MEANT, BEST, "What is the best of many is luck"),
        (checks.sentence, MEANT, BEFORE, "Before and after is no comparison"),
        (checks.sentence, MEANT, TWICE, "enough to believe nothing any more"),
        (checks.sentence, MEANT, NOTHING, "That can be said, with its interval"),
        (checks.setting, TWO_AT_MOST, AUDITS, "Another one costs far more"),
        (checks.setting, TWO_AT_MOST, STANDARD, "Another one costs far more"),
        (checks.setting, TWO_AT_MOST, NO_VISITS, "Another one costs far more"),
        (checks.survives, PREVENTED_AND_FOUND, LEDGER, "another thing helps more"),
        (checks.survives, PREVENTED_AND_FOUND, CLAIMS, "then all is lost"),
        (checks.survives, PREVENTED_AND_FOUND, VISITS, "another thing helps more"),
        (checks.none_pays, BOTH_OF_THEM, MINDED, "if it is the right one"),
        (checks.none_pays, BOTH_OF_THEM, QUIET, "if it is the right one"),
    ],
)
def test_its_keep_knows_the_tempting_answers(check, right, tempting, said):
    assert check(right).solved
    assert not check(tempting).solved and said in check(tempting).message
    assert check(None) == NOT_ANSWERED and "'no' is not one" in check("no").message


def test_each_question_offers_the_right_answer_and_those_that_tempt():
    assert len(set(SENTENCES)) == 5 and MEANT in SENTENCES
    assert len(PLACES) == 4 and BOTH_OF_THEM in PLACES
    assert checks.SHOWN_AUDITS == len(checks.twenty()) == 20


def test_what_one_of_twenty_audits_falls_short_of_may_be_written():
    found = checks.twenty()
    assert list(found) == sorted(found) and found[0] < found[1]
    assert checks.at_least(found[1]).solved and checks.at_least((found[0] + found[1]) / 2).solved
    assert "It is the average" in checks.at_least(sum(found) / len(found)).message
    assert "Which is the second?" in checks.at_least(found[0]).message
    assert "Count from the lowest" in checks.at_least(found[2]).message
    for amount in (found[0], found[2], -1e9, 1e9, float("nan"), float("inf")):
        assert not checks.at_least(amount).solved
    assert checks.at_least(None) == NOT_ANSWERED


def test_what_an_office_takes_in_a_year_is_a_share_of_all_wages():
    how = OFFICE.mechanisms.governance
    assert how is not None
    right, base = checks.yearly(), how.base * checks.wages()
    assert checks.wages() == pytest.approx((4 * 0.5 + 4 * 0.4) * 260)
    assert checks.costs(right).solved and checks.costs(round(right)).solved
    assert "The office itself takes 2 hours" in checks.costs(right - base).message
    assert "Its seven functions take time besides" in checks.costs(base).message
    assert "That is two years" in checks.costs(2 * right).message
    assert "It is more" in checks.costs(1.0).message and "less" in checks.costs(900.0).message
    for amount in (0.0, -5.0, 1e9, float("nan")):
        assert not checks.costs(amount).solved
    assert checks.costs(None) == NOT_ANSWERED


def test_the_price_list_adds_up_to_what_is_asked_for():
    rows = its_keep_exercise.price_list().rows
    hours = sum(float(it[2]) for it in rows)
    assert len(rows) == 8 and hours / 100 * checks.wages() == pytest.approx(
        checks.yearly(), abs=0.2
    )
    assert len(its_keep_exercise.audits().rows) == 20
