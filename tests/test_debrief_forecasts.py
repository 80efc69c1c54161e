"""Forecasts: how they are judged, kept, and what they say about who gave them."""

import json
from array import array

import numpy as np
import pytest
from office import office, project

from simulator import Session, debrief
from simulator.debrief import Forecast, Likely
from simulator.debrief.basis import Basis
from simulator.debrief.calibration import calibration, first_of_each
from simulator.debrief.forecasts import brier, interval_score
from simulator.debrief.skill import coverage, forecast_skill, naive_range
from simulator.debrief.told import Locked, Told, append, read
from simulator.errors import RefusedError
from simulator.experiment import Played

# How a forecast is judged


def test_a_range_that_held_costs_its_width_and_one_that_did_not_ten_times_the_miss():
    assert interval_score(40, 60, 0.8, 50) == 20
    assert interval_score(40, 60, 0.8, 63) == pytest.approx(20 + 2 / 0.2 * 3)
    assert interval_score(40, 60, 0.9, 35) == pytest.approx(20 + 2 / 0.1 * 5)
    assert interval_score(50, 50, 0.8, 50) == 0


def test_a_probability_costs_the_square_of_what_it_was_wrong_by():
    assert [brier(0.9, True), brier(0.9, False)] == pytest.approx([0.01, 0.81])


def test_who_wants_the_best_score_has_to_say_what_he_believes():
    came = np.random.default_rng(0).normal(100, 10, 4000)
    z = 1.2816  # 8 of 10 lie within so many standard deviations

    def score(width: float) -> float:
        low, high = 100 - width * z * 10, 100 + width * z * 10
        return float(np.mean([interval_score(low, high, 0.8, it) for it in came]))

    assert score(1.0) < min(score(0.7), score(1.4))
    honest, bold = (np.mean([brier(p, x < 107) for x in came]) for p in (0.758, 0.95))
    assert honest < bold


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"low": 60.0, "high": 40.0}, "forecast of 'net': lowest 60 is above highest 40; swap"),
        ({"low": 1.0, "high": float("inf")}, "is inf"),
        ({"low": 1.0, "high": 2.0, "share": 1.0}, "share is 1.0"),
        ({"low": 1.0, "high": 2.0, "day": -1.0}, "day is -1.0"),
    ],
)
def test_a_range_that_is_none_is_refused(fields, said):
    with pytest.raises(RefusedError, match=said):
        Forecast(what="net", **fields)


# The forecasts of one flight

PROMPT = office(project("b", [4], value=50.0, due=3.0), project("a", [3], value=100.0, due=9.0))
FLIGHT = Session(PROMPT).to_end()
BASIS = Basis.of(FLIGHT, 5)
PAR = Played(
    False,
    (("", "reference"),),
    tuple(range(5)),
    ("last_finish", "net"),
    array("d", [it for days in (3.0, 6.0, 7.0, 8.0, 20.0) for it in (days, 1.0)]),
)
"""How the reference might have done in five other worlds."""


def test_a_naive_range_is_the_plan_and_the_spread_of_the_reference():
    forecast = Forecast(what="last_finish", low=0.0, high=1.0)
    # 8 of 10 of them lie between 4.2 and 15.2
    assert naive_range(FLIGHT, forecast, PAR) == pytest.approx((7 - 5.5, 7 + 5.5))


def test_skill_is_what_is_better_than_the_naive_ranges_and_coins():
    assert forecast_skill(FLIGHT, [], PAR, BASIS).words == "No forecasts were given."
    exact = Forecast(what="last_finish", low=7.0, high=7.0)
    half = Forecast(what="last_finish", low=4.25, high=9.75)
    assert forecast_skill(FLIGHT, [exact], PAR, BASIS) == 1
    assert forecast_skill(FLIGHT, [half], PAR, BASIS) == pytest.approx(0.5)
    sure = [Likely(project="a", probability=1.0), Likely(project="b", probability=0.0)]
    assert forecast_skill(FLIGHT, sure, PAR, BASIS) == 1
    assert forecast_skill(FLIGHT, [Likely(project="a", probability=0.5)], PAR, BASIS) == 0
    wrong = [Likely(project="a", probability=0.0)]
    assert forecast_skill(FLIGHT, [exact, *wrong], PAR, BASIS) == pytest.approx(1 - 4 / 2)


def test_coverage_counts_the_ranges_that_held():
    given = [Forecast(what="last_finish", low=6.0, high=it) for it in (6.5, 7.0, 8.0)]
    found = coverage(FLIGHT, [*given, Likely(project="a", probability=0.5)], BASIS)
    assert found == pytest.approx(200 / 3) and found.low < 60 < 80 < found.high
    assert found.words == "2 of your 3 ranges held; 2.4 should have."


@pytest.mark.parametrize(
    ("forecast", "said"),
    [
        (Forecast(what="luck", low=0, high=1), "there is no number 'luck'; write one of net, val"),
        (Likely(project="c", probability=0.5), "no project 'c' with a due day; write one of b, a"),
    ],
)
def test_a_forecast_of_what_nobody_measures_is_refused(forecast, said):
    with pytest.raises(RefusedError, match=said):
        forecast_skill(FLIGHT, [forecast], PAR, BASIS)


# The file of all forecasts


def told(what: str = "net", low=40.0, high=60.0, came=50.0, **more) -> Told:
    return Told(notebook="first flight", what=what, low=low, high=high, came=came, **more)


def test_what_was_added_is_read_again_and_nothing_of_it_is_lost(tmp_path):
    path = tmp_path / "folder" / "forecasts.jsonl"
    given = (told(), told("days", naive=(0.0, 100.0)), told("Größe \n 2", share=0.5))
    for it in given:
        append(it, path)
    assert read(path) == (given, (), given) and len(path.read_text("utf-8").splitlines()) == 3


def test_a_range_counts_from_when_it_is_locked_and_is_judged_when_it_is_known_what_came(tmp_path):
    early = Locked(notebook="first flight", what="net", low=40.0, high=60.0)
    path = append(early, tmp_path / "f.jsonl")
    assert read(path) == ((), (), (early,))
    assert debrief.calibration(path).coverage.words == "No forecasts were given."
    late = append(told(low=49.0, high=51.0), append(early.told(70.0), path))
    assert read(late).first("first flight", "net") == early
    assert read(late).first("first flight", "days") is None
    assert [it.held for it in debrief.calibration(path).counted] == [False]


def test_no_file_is_a_file_without_forecasts(tmp_path):
    assert read(tmp_path / "none.jsonl") == ((), (), ())
    assert debrief.calibration(tmp_path / "none.jsonl").coverage.words == "No forecasts were given."


BAD = {
    "{": "line 2: is damaged: '{'",
    "[1, 2]": "line 2: is no forecast: Expected `object`, got `array`",
    '{"notebook": "x"}': "line 2: is no forecast: Object missing required field `what`",
    '{"notebook":"x","what":"y","low":9,"high":1}': "lowest 9 is above highest 1; swap",
    '{"notebook":"x","what":"y","low":0,"high":1,"naive":[0,1]}': "required field `came`",
    '{"notebook":"x","what":"y","low":9,"high":1,"came":0}': "lowest 9 is above highest 1; swap",
    '{"notebook":"x","what":"y","low":0,"high":1,"came":0,"share":2}': "share",
    '{"notebook":"x","what":"y","low":0,"high":1,"came":0,"who":"z"}': "unknown field `who`",
    '{"notebook":"","what":"y","low":0,"high":1,"came":0}': "notebook must have 1 to 1000 char",
    '{"notebook":"x","what":"y","low":0,"high":1e999,"came":0}': "line 2",
    "9" * 5000: "line 2: has 5000 characters; a forecast has 4000 at most",
    "[" * 3900: "line 2: is",
}


@pytest.mark.parametrize("line", BAD, ids=lambda line: line[:24])
def test_a_line_that_cannot_be_read_is_named_and_the_others_are_kept(tmp_path, line):
    path = append(told(), tmp_path / "f.jsonl")
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    before = path.read_bytes()
    append(told("days"), path)
    found = read(path)
    assert found.told == (told(), told("days")) and path.read_bytes().startswith(before)
    assert len(found.refused) == 1 and found.refused[0].startswith("f.jsonl, line 2: ")
    assert BAD[line] in found.refused[0]


def test_a_line_that_was_cut_off_takes_no_later_one_with_it(tmp_path):
    path = append(told(), tmp_path / "f.jsonl")
    path.write_bytes(path.read_bytes() + b'{"notebook": "fir')
    append(told("days"), path)
    assert [it.what for it in read(path).told] == ["net", "days"] and len(read(path).refused) == 1


def test_what_is_no_file_of_forecasts_is_refused_and_stays_as_it_is(tmp_path):
    (tmp_path / "picture").write_bytes(b"\x89PNG\0\0")
    for ask in (read, lambda path: append(told(), path)):
        with pytest.raises(RefusedError, match="expected the file of your forecasts"):
            ask(tmp_path / "picture")
        with pytest.raises(RefusedError, match="is a folder; expected a file"):
            ask(tmp_path)
    assert (tmp_path / "picture").read_bytes() == b"\x89PNG\0\0"


def test_a_file_is_written_to_until_it_is_full(tmp_path, monkeypatch):
    monkeypatch.setattr("simulator.debrief.told.MOST_SESSION_BYTES", 300)
    path = append(told(), tmp_path / "f.jsonl")
    with pytest.raises(RefusedError, match=r"f.jsonl' is full; move it away, and a new one begins"):
        for _ in range(9):
            append(told(), path)
    assert len(read(path).told) in (1, 2)


# What they say about who gave them


def file_of(tmp_path, held: int, missed: int):
    path = tmp_path / "all.jsonl"
    lines = [told(f"held {n}") for n in range(held)]
    lines += [told(f"missed {n}", came=99.0) for n in range(missed)]
    text = [json.dumps({"notebook": it.notebook, "what": it.what, "low": it.low, "high": it.high,
                        "came": it.came}) for it in lines]  # fmt: skip
    path.write_text("\n".join(text), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("held", "missed", "advice"),
    [
        (8, 12, "they are too narrow: you know less than you think"),
        (16, 4, "as far as can be told they are as wide as they should be"),
        (40, 0, "they are too wide: you know more than you think"),
    ],
)
def test_ranges_that_hold_too_seldom_or_too_often_are_told_so(tmp_path, held, missed, advice):
    found = debrief.calibration(file_of(tmp_path, held, missed))
    assert found.coverage == pytest.approx(100 * held / (held + missed)) and found.should == 80
    assert advice in found.coverage.words
    assert found.coverage.words.startswith(f"{held} of your {held + missed} ranges held (")


def test_only_the_first_forecast_of_a_thing_counts():
    first, again = told(came=99.0), told(low=98.0, high=100.0, came=99.0)
    assert first_of_each([first, again, told("days")]) == (first, told("days"))


def test_ranges_are_held_against_those_of_a_naive_forecaster(tmp_path):
    path = append(told(naive=(0.0, 100.0)), tmp_path / "f.jsonl")
    assert calibration(path).skill == pytest.approx(0.8)
    append(told("days", came=65.0, naive=(40.0, 90.0)), path)
    assert calibration(path).skill == pytest.approx(1 - (0.2 + 1.4) / 2)


def test_forecasts_without_a_naive_one_have_no_skill_yet(tmp_path):
    found = calibration(append(told(), tmp_path / "f.jsonl")).skill
    assert found.words == "No forecast has a naive one to be held against."
