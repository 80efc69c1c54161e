"""Which assumptions carry a conclusion: one after the other is changed, in the same worlds."""

import pandas as pd
import pytest
from msgspec import inspect
from msgspec.structs import replace
from office import chain, office, project

from simulator import Policy, experiment, figures, load, tables
from simulator.cli import main
from simulator.errors import RefusedError
from simulator.experiment import with_parameter, without_mechanism
from simulator.experiment.parameters import card_and_parameter, current, paths_of
from simulator.experiment.tornado import Row, alternatives, outcome
from simulator.mechanisms import CARDS, Mechanisms, everything
from simulator.mechanisms.detection import Detection
from simulator.mechanisms.escalation import Escalation
from simulator.mechanisms.hazard import Hazard
from simulator.scenario import Risk, Role

SMALL, EIGHT = load("three_projects"), load("eight_projects")
ALL_ON = replace(SMALL, mechanisms=everything())
COMES, URGENT = Policy(), Policy(order="cost_of_delay")


def reviewed_office():
    """Somebody should look: what happens grows by half a week, and everybody costs 1 k€ a day."""
    risk = Risk(id="leak", project="a", probability=0.95, impact=5.0, spread=0.0, growth=0.3)
    return office(
        project("a", chain("a", 40.0), value=500.0), risks=[risk],
        roles=[Role(id="developer", people=1.0, rate=1.0)],
        mechanisms=Mechanisms(
            hazard=Hazard(), escalation=Escalation(branching=0.0),
            detection=Detection(report=0.0, review=1.0, review_price=0.1),
        ),
    )  # fmt: skip


def reviews(**more):
    """Weekly reviews against none, in the office above."""
    return experiment.sensitivity(
        reviewed_office(), Policy(), Policy(review_weeks=1), seeds=range(20), progress=False, **more
    )


def row(table, parameter, value):
    return table[(table["parameter"] == parameter) & (table["value"] == value)].iloc[0]


# One assumption changed


def test_a_parameter_inside_a_record_of_a_mechanism_is_changed_and_no_other():
    changed = with_parameter(ALL_ON, "governance.review.hours", 0.03)
    assert changed.mechanisms.governance.review.hours == 0.03
    assert with_parameter(changed, "governance.review.hours", 0.012) == ALL_ON


def test_a_word_is_a_parameter_too():
    assert with_parameter(SMALL, "attention.curve", "none").mechanisms.attention.curve == "none"


def test_a_whole_number_stays_one_however_it_is_written():
    weeks = with_parameter(SMALL, "detection.report_weeks", 8.0).mechanisms.detection.report_weeks
    assert weeks == 8 and isinstance(weeks, int)


def test_a_mechanism_is_switched_off_alone():
    off = without_mechanism(SMALL, "hazard").mechanisms
    assert off == replace(SMALL.mechanisms, hazard=None)
    assert without_mechanism(SMALL, "survival") == SMALL


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("duration.standrd", 1, "parameter 'duration.standrd': duration has no parameter "
         "'standrd'; did you mean 'standard'?"),
        ("hazrad.method", 1, "there is no mechanism 'hazrad' to switch; did you mean 'hazard'?"),
        ("hazard.x", 1, "parameter 'hazard.x': hazard has no parameter 'x'; "
         "write one of method, newcomers"),
        ("duration.standard", 7, "parameter 'duration.standard' is 7; write a number from 0 to 3"),
        ("duration.standard", float("nan"),
         "parameter 'duration.standard' is nan; write a number from 0 to 3"),
        ("duration.late", True, "parameter 'duration.late' is True; write a number from 0 to 0.9"),
        ("detection.report_weeks", 2.5,
         "parameter 'detection.report_weeks' is 2.5; write a whole number from 1 to 52"),
        ("attention.curve", "steep", "parameter 'attention.curve' is 'steep'; "
         "write one of none, tregubov, weinberg, wheelwright_clark"),
        ("rework.quality", 0.8, "'rework.quality': rework (M09) is off in scenario "
         "'three_projects'; switch it on first, or write one that is on: "
         "duration, attention, hazard, detection, escalation"),
        ("duration.on_plan", 0.9, "duration: on_plan 0.9 and late 0.5 are more than 1 together; "
         "write smaller ones"),
    ],
)  # fmt: skip
def test_what_no_parameter_can_be_is_a_sentence(path, value, message):
    with pytest.raises(RefusedError) as refused:
        with_parameter(SMALL, path, value)
    assert str(refused.value) == message


def test_every_parameter_of_every_mechanism_has_a_path_and_can_stay_as_it_is():
    for card in CARDS.values():
        for path in paths_of(ALL_ON, card.name) if card.record else ():
            assert with_parameter(ALL_ON, path, current(ALL_ON, path)) == ALL_ON


def test_parameters_counted_in_whole_numbers_are_those_with_a_whole_default():
    for path in (
        path for card in CARDS.values() if card.record for path in paths_of(ALL_ON, card.name)
    ):
        kind = inspect.type_info(Mechanisms)
        for name in path.split("."):
            kind = next(field.type for field in kind.fields if field.name == name)
            kind = next((it for it in getattr(kind, "types", ()) if hasattr(it, "fields")), kind)
        whole = isinstance(card_and_parameter(path)[1].default, int)
        assert whole == isinstance(kind.type, inspect.IntType), path


# What else an assumption might be


@pytest.mark.parametrize(
    ("path", "now", "span", "expected"),
    [
        ("duration.standard", 0.72, 0.5, (0.36, 1.44)),
        ("duration.standard", 1.6, 0.5, (0.8, 3.0)),
        ("duration.standard", 0.72, 0.8, (0.576, 0.9)),
        ("duration.standard", 0.72, None, (0.0, 3.0)),
        ("duration.standard", 3.0, 0.5, (1.5,)),
        ("duration.parkinson", 0.0, 0.5, (0.5,)),
        ("survival.base", -2.0, 0.5, (-4.0, -1.0)),
        ("survival.base", 0.0, 0.5, (-5.0, 5.0)),
        ("detection.report_weeks", 4, 0.5, (2, 8)),
        ("detection.report_weeks", 5, 0.5, (2, 10)),
        ("attention.curve", "tregubov", 0.5, ("none", "weinberg", "wheelwright_clark")),
    ],
)
def test_a_number_is_halved_and_doubled_and_a_word_exchanged(path, now, span, expected):
    assert alternatives(card_and_parameter(path)[1], now, span) == expected


def test_every_value_tried_lies_within_the_range_of_its_card():
    for card in CARDS.values():
        for it in card.parameters if card.record else ():
            for span in (0.5, None):
                for value in alternatives(it, it.default, span):
                    assert value != it.default
                    with_range = it.range.split(", ") if isinstance(value, str) else None
                    low, high = (0, 0) if with_range else map(float, it.range.split(" to "))
                    assert value in with_range if with_range else low <= value <= high


@pytest.mark.parametrize(
    ("base", "now", "word"),
    [
        ((1, 3), (0.5, 9), "holds"), ((1, 3), (-1, 9), "fades"), ((1, 3), (-9, -1), "flips"),
        ((-3, -1), (1, 2), "flips"), ((-3, -1), (0, 2), "fades"), ((-3, -1), (-9, -1), "holds"),
        ((-1, 1), (1, 2), "appears"), ((-1, 1), (-9, 2), "holds"), ((1, 3), (0, 0), "fades"),
    ],
)  # fmt: skip
def test_a_conclusion_holds_fades_flips_or_appears(base, now, word):
    assert outcome(*base, *now) == word


# The tornado


def test_dear_reviews_turn_round_what_cheap_ones_bring():
    # 40 days without reviews, 8 of them with: at 0.1 k€ looking pays, at 10 k€ it cannot
    table = reviews(parameters=["detection.review_price"], span=0.01)
    assert list(table["value"]) == ["", 0.001, 10.0]
    assert list(table["outcome"]) == ["base", "holds", "flips"]
    assert list(table["flips"]) == [False, False, True]
    assert table["low"][0] > 0 > table["high"][2]


def test_without_growth_looking_brings_nothing_but_its_price():
    table = reviews(parameters=["escalation"])
    off = row(table, "escalation", "off")
    assert off["outcome"] == "flips" and off["high"] < 0


def test_the_price_of_reviews_is_the_only_thing_it_moves():
    table = reviews(parameters=["detection.review_price"])
    half, double = table["difference"][1], table["difference"][2]
    base = table["difference"][0]
    assert half - base == pytest.approx((base - double) / 2) and half > base


def test_the_first_row_is_the_comparison_as_it_is():
    table = experiment.sensitivity(
        SMALL, COMES, URGENT, "value", range(10), ["hazard"], progress=False
    )
    runs = experiment.run(SMALL, {"a": COMES, "b": URGENT}, range(10), progress=False)
    plain = experiment.difference(runs, "a", "b", "value")
    assert tuple(table.columns) == Row._fields
    assert tuple(table.loc[0, ["difference", "low", "high"]]) == pytest.approx(plain[1:4])


def test_a_row_is_the_comparison_in_the_scenario_that_has_it():
    table = experiment.sensitivity(
        SMALL, COMES, URGENT, "value", range(10), ["duration"], progress=False
    )
    for value, scenario in (
        ("off", without_mechanism(SMALL, "duration")),
        (0.25, with_parameter(SMALL, "duration.standard", 0.25)),
    ):
        runs = experiment.run(scenario, {"a": COMES, "b": URGENT}, range(10), progress=False)
        name = "duration" if value == "off" else "duration.standard"
        expected = experiment.difference(runs, "a", "b", "value").mean
        assert row(table, name, value)["difference"] == pytest.approx(expected)


def test_all_that_is_on_is_varied_and_nothing_that_is_off():
    table = experiment.sensitivity(SMALL, COMES, COMES, seeds=range(2), progress=False)
    on = {name for name in Mechanisms.__struct_fields__ if getattr(SMALL.mechanisms, name)}
    assert set(table["parameter"][1:]) == on | {it for name in on for it in paths_of(SMALL, name)}
    assert set(table["difference"]) == {0.0}


def test_what_a_record_refuses_is_a_row_that_says_why():
    table = experiment.sensitivity(
        SMALL, COMES, URGENT, seeds=range(2), parameters=["duration.on_plan"], span=None,
        progress=False,
    )  # fmt: skip
    refused = row(table, "duration.on_plan", 1.0)
    assert refused["outcome"] == "refused" and pd.isna(refused["difference"])
    assert refused["note"].startswith("duration: on_plan 1 and late 0.5 are more than 1 together")


def test_an_extreme_at_which_the_office_cannot_be_calculated_costs_one_row_only(monkeypatch):
    def strained(flight, seed, measure):
        if flight.scenario.mechanisms.hazard is None:
            raise OverflowError("too large")
        return {"net": float(seed)}

    monkeypatch.setattr("simulator.experiment.players.measured", strained)
    table = experiment.sensitivity(SMALL, COMES, URGENT, seeds=range(2), progress=False)
    assert set(table["outcome"]) == {"base", "holds", "refused"}
    note = row(table, "hazard", "off")["note"]
    assert note == "at this extreme nothing can be calculated: too large"


def test_who_watches_a_tornado_can_stop_it_and_keeps_whole_rows():
    table = reviews(parameters=["detection"]).head(3)
    stopped = experiment.sensitivity(
        reviewed_office(), Policy(), Policy(review_weeks=1), seeds=range(20),
        parameters=["detection"], progress=lambda done: done < 3,
    )  # fmt: skip
    pd.testing.assert_frame_equal(stopped, table)


def test_an_interrupt_leaves_out_the_row_it_came_in(monkeypatch):
    played = []

    def tired(flight, seed, measure):
        played.append(seed)
        if len(played) == 7:  # the first row takes four runs, the second is half done
            raise KeyboardInterrupt
        return {"net": 1.0}

    monkeypatch.setattr("simulator.experiment.players.measured", tired)
    table = experiment.sensitivity(SMALL, COMES, URGENT, seeds=range(2), progress=False)
    assert list(table["outcome"]) == ["base"]


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"metric": "fame"}, "there is no number 'fame'; write one of net, value, cost,"),
        ({"span": 2}, "span is 2; write a number between 0 and 1 such as 0.5, or None for whole"),
        ({"parameters": "hazard"}, "parameters is 'hazard'; write a list such as ['hazard']"),
        ({"parameters": ["rework"]}, "'rework': rework (M09) is off in scenario 'three_projects';"),
        ({"seeds": [1]}, "an interval needs at least 2 worlds, found 1"),
    ],
)
def test_what_cannot_be_asked_is_refused_before_anything_is_played(more, message):
    asked = {"seeds": range(2), **more}
    with pytest.raises(RefusedError) as refused:
        experiment.sensitivity(SMALL, COMES, URGENT, progress=False, **asked)
    assert str(refused.value).startswith(message)


# Pictures and words


def made_up(*rows, base=(100.0, 50.0, 150.0)):
    """A table of (parameter, value, difference, outcome); 40 worlds."""
    listed = [("", "as it is", "", base[0], "base"), *(("M01", *it) for it in rows)]
    return pd.DataFrame(
        [
            {
                "mechanism": mechanism, "parameter": name, "unit": "", "value": value,
                "difference": difference, "low": difference + base[1] - base[0],
                "high": difference + base[2] - base[0], "flips": word == "flips", "outcome": word,
                "metric": "net", "worlds": 40, "note": "why not" if word == "refused" else "",
            }
            for mechanism, name, value, difference, word in listed
        ]
    )  # fmt: skip


MIXED = made_up(
    ("x.a", 1.0, 90.0, "holds"), ("x.a", 4.0, -90.0, "flips"), ("x.b", 0.5, 30.0, "fades"),
    ("x.c", 2.0, 100.0, "holds"), ("x.c", 9.0, float("nan"), "refused"),
    ("x", "off", 80.0, "holds"),
)  # fmt: skip


def test_the_sentence_says_how_many_assumptions_turn_the_conclusion_and_which():
    assert figures.tornado(MIXED, ("none", "all")).sentence == (
        "As it is, all has 100 k€ more net than none (95 % interval of the difference 50 to 150, "
        "40 worlds). 1 of 4 assumptions turns that round: x.a. 1 of 4 assumptions makes it "
        "uncertain: x.b. Values that no scenario may have: 1. 1 that move it less or not at all "
        "are not drawn."
    )


def test_an_open_question_is_decided_by_assumptions():
    table = made_up(
        ("x.a", 1.0, 90.0, "appears"), ("x.b", 1.0, 2.0, "holds"), base=(10.0, -40.0, 60.0)
    )
    assert figures.verdict(table) == (
        "As it is, nothing is sure: B has 10 k€ more net than A (95 % interval of the difference "
        "-40 to 60, 40 worlds). 1 of 2 assumptions decides it: x.a."
    )


def test_the_largest_move_is_on_top_and_a_grave_one_has_its_own_pattern_and_letter():
    (axes,) = figures.tornado(MIXED).figure.axes
    assert [it.get_text() for it in axes.get_yticklabels()] == ["M01  x.a", "M01  x.b", "M01  x"]
    assert [it.get_hatch() for it in axes.patches] == ["xxx", "///", ""]
    assert [it.get_text() for it in axes.texts if it.get_text()] == [
        "4 F, 1", "0.5 ?", "off",
    ]  # fmt: skip


def test_words_beside_a_bar_stay_inside_the_picture():
    wide = made_up(("x.a", "wheelwright_clark", 500.0, "holds"), ("x.a", "none", -400.0, "flips"))
    (axes,) = figures.tornado(wide).figure.axes
    low, high = axes.get_xlim()
    assert low < -400 - 0.05 * 900 and high > 500 + 0.15 * 900


def test_a_tornado_has_at_most_fifteen_bars_and_counts_the_rest():
    many = made_up(*((f"x.p{n}", 1.0, 100.0 + n, "holds") for n in range(1, 31)))
    picture = figures.tornado(many)
    assert len(picture.figure.axes[0].patches) == 15
    assert picture.sentence.endswith(" 15 that move it less or not at all are not drawn.")


@pytest.mark.parametrize("rows", [0, 1])
def test_a_tornado_in_which_nothing_moves_can_be_drawn(rows):
    picture = figures.tornado(made_up(*[("x.a", 1.0, 100.0, "holds")][:rows]))
    assert picture.png()[:4] == b"\x89PNG"


def test_a_tornado_stopped_before_its_first_row_is_refused():
    with pytest.raises(RefusedError, match="^a tornado begins with the scenario as it is; write"):
        figures.tornado(MIXED.iloc[1:])
    with pytest.raises(RefusedError, match="^a tornado begins with"):
        figures.tornado(MIXED.head(0))


def test_a_table_of_assumptions_has_the_furthest_first_and_says_what_is_refused():
    lines = repr(tables.assumptions(MIXED, ("none", "all"))).splitlines()
    assert lines[0] == "net: what all has more than none"
    assert [line.split()[:2] for line in lines[3:5]] == [["M01", "x.a"], ["M01", "x.a"]]
    assert lines[4].split() == ["M01", "x.a", "4", "-90", "-140", "to", "-40", "flips"]
    assert lines[-1].split() == ["M01", "x.c", "9", "–", "–", "refused:", "why", "not"]


# From a terminal


def test_a_terminal_shows_the_assumptions_and_what_they_do(capsys):
    code = main(
        ["sensitivity", "three_projects", "--policy", "cost_of_delay", "--against", "no_pmo",
         "--worlds", "3", "--only", "hazard"]
    )  # fmt: skip
    out = capsys.readouterr().out
    assert code == 0 and out.startswith("net: what cost_of_delay has more than no_pmo\n")
    assert "M13  hazard.method" in out and "of 3 assumptions" in out


def test_a_terminal_lists_ready_made_policies_in_a_line_each(capsys):
    assert main(["policies"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["no_pmo", "light", "heavy", "tailored"]
    assert lines[0] == "no_pmo     no PMO: first come, first served"


def test_a_ready_made_policy_plays_from_a_terminal(capsys):
    assert main(["worlds", "three_projects", "--policy", "light", "--worlds", "2"]) == 0
    assert capsys.readouterr().out.startswith("what light has more than first_come:")


def test_a_limit_on_the_command_line_goes_before_that_of_a_ready_made_policy(capsys):
    main(["run", "three_projects", "--policy", "heavy", "--wip", "1"])
    one = capsys.readouterr().out
    main(["run", "three_projects", "--policy", "heavy"])
    assert one != capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "three_projects", "--policy", "hevy"],
         "simulator: 'hevy' is no order and no ready-made policy; orders: first_come, due_first, "
         "shortest_first, longest_first, highest_value, cost_of_delay, aligned_cost_of_delay, "
         "minimum_slack, latest_finish_time, latest_start_time, earliest_start_time, "
         "earliest_finish_time, greatest_resource_demand, most_immediate_successors, "
         "most_total_successors, greatest_rank_positional_weight, "
         "greatest_total_positional_weight, random; ready-made: no_pmo, light, heavy, tailored\n"),
        (["sensitivity", "three_projects", "--policy", "light", "--against", "light"],
         "simulator: both policies are light; write --policy and --against that differ\n"),
    ],
)  # fmt: skip
def test_a_policy_nobody_knows_is_answered_with_those_that_are_known(arguments, message, capsys):
    assert main(arguments) == 2
    assert capsys.readouterr().err == message
