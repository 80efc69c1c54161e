"""Every mechanism has a card, and its formula gives the numbers known for it."""

import difflib
import importlib.util
import shutil
from importlib import import_module
from math import exp, log
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from simulator import tables
from simulator.errors import RefusedError
from simulator.mechanisms import CARDS, Mechanisms, everything
from simulator.mechanisms.attention import CURVES, output, pace
from simulator.mechanisms.detection import cost_rate
from simulator.mechanisms.duration import LOGNORMAL, Duration, factor
from simulator.mechanisms.escalation import grown
from simulator.mechanisms.hazard import rate, size
from simulator.mechanisms.mitigation import after, exposure, leverage
from simulator.mechanisms.value import value

ROOT = Path(__file__).resolve().parents[1]


SWITCHED = [card for card in CARDS.values() if card.record]
by_card = pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
by_switch = pytest.mark.parametrize("card", SWITCHED, ids=lambda card: card.number)


# The table


def tool():
    spec = importlib.util.spec_from_file_location("table", ROOT / "tools" / "mechanisms.py")
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def test_the_table_is_what_its_tool_would_write_now():
    table = tool()
    assert table.PAGE.read_text(encoding="utf-8") == table.page(), "run: python tools/mechanisms.py"


def test_a_new_file_is_a_new_row_and_nothing_else_changes(tmp_path):
    table = tool()
    shutil.copytree(table.FOLDER, tmp_path, dirs_exist_ok=True)
    (tmp_path / "moonlight.py").write_text(MOONLIGHT.format(number="M97"), encoding="utf-8")
    before, after = table.page().splitlines(), table.page(tmp_path).splitlines()
    assert [line[2:] for line in difflib.ndiff(before, after) if line[0] in "-+?"] == [
        "    moonlight,",
        "from simulator.mechanisms.moonlight import Moonlight",
        '    "Moonlight",',
        "        moonlight.CARD,",
        "    moonlight: Moonlight | None = None",
        '    """M97: it shines."""',
        "        moonlight=Moonlight(),",
    ]


def test_a_formula_only_has_a_card_and_no_switch(tmp_path):
    card = "CARD = Card(module=__name__, number='M97')"
    (tmp_path / "tides.py").write_text(f'"""M97: they come and go."""\n{card}', encoding="utf-8")
    page = tool().page(tmp_path)
    assert "        tides.CARD,\n" in page and "tides: " not in page


def test_two_mechanisms_of_one_number_are_named(tmp_path):
    for name in ("moonlight", "tides"):
        (tmp_path / f"{name}.py").write_text(MOONLIGHT.format(number="M04"), encoding="utf-8")
    with pytest.raises(SystemExit) as refused:
        tool().found(tmp_path)
    assert str(refused.value) == (
        "moonlight.py and tides.py both have the number M04; "
        "write the next free one, M05, into one of them"
    )


def test_a_run_of_the_tool_leaves_the_table_as_it_is(capsys):
    table = tool()
    before = table.PAGE.read_bytes()
    assert table.main() == 0 and table.PAGE.read_bytes() == before
    assert capsys.readouterr().out == (
        f"written {Path('simulator/mechanisms/__init__.py')} ({len(CARDS)} mechanisms)\n"
    )


MOONLIGHT = '''"""{number}: it shines."""

CARD = Card(module=__name__, number="{number}", record=Moonlight)
'''
"""A file with a mechanism in it, as far as the table looks."""


# The cards


def test_every_switch_has_a_card_and_every_card_a_switch_or_none():
    assert [card.name for card in SWITCHED] == list(Mechanisms.__struct_fields__)
    assert everything() == Mechanisms(**{card.name: card.record() for card in SWITCHED})


@by_card
def test_a_card_says_all_it_must(card):
    assert all((card.meaning, card.formula, card.source, card.leaves_out, card.lesson))
    assert card.checked and not card.checked.endswith(".")
    assert card.meaning.endswith(".") and card.leaves_out.endswith(".")
    assert bool(card.no_switch) == (card.record is None)
    for it in card.parameters:
        assert it.unit and it.range and it.meaning and it.source, it.name


@by_card
def test_a_file_begins_with_the_number_on_its_card(card):
    assert import_module(card.module).__doc__.startswith(f"{card.number}: ")


@by_switch
def test_every_default_lies_within_its_range(card):
    for it in card.parameters:
        if isinstance(it.default, str):
            assert it.default in it.range.split(", ")
        else:
            low, high = map(float, it.range.split(" to "))
            assert low <= it.default <= high


@by_switch
def test_every_default_obeys_its_own_range(card):
    # a record made in Python is not checked; one read from a file is
    assert msgspec.convert(msgspec.to_builtins(card.record()), card.record) == card.record()


@by_switch
def test_a_parameter_that_makes_no_sense_is_refused(card):
    first, senseless = card.record.__struct_fields__[0], 1e9
    with pytest.raises(msgspec.ValidationError, match=rf"at `\$\.{first}`|Invalid enum value"):
        msgspec.convert({first: senseless}, card.record, strict=False)


@by_switch
def test_a_parameter_that_nobody_knows_is_refused(card):
    with pytest.raises(msgspec.ValidationError, match="unknown field `colour_of_the_door`"):
        msgspec.convert({"colour_of_the_door": 1}, card.record)


@by_switch
def test_parameters_are_named_when_they_are_given_and_stay_what_they_are(card):
    first = card.record.__struct_fields__[0]
    with pytest.raises(TypeError):
        card.record(getattr(card.record(), first))
    with pytest.raises(AttributeError, match="immutable"):
        setattr(card.record(), first, None)


# The first formulas


def test_the_median_duration_is_the_plan():
    assert factor(0.5, 0, 0, 0, Duration()) == 1


def test_one_standard_deviation_of_a_project_moves_all_its_activities():
    shared = replace(LOGNORMAL, project_share=0.25, role_share=0)
    assert factor(0.8, 1, 0, 0, shared) == pytest.approx(exp(0.8 * 0.5))


def test_all_shared_variance_leaves_nothing_of_its_own():
    assert factor(0.5, 0, 0, 3, replace(LOGNORMAL, project_share=0.6, role_share=0.4)) == 1


def test_attention_by_weinberg():
    assert [output(k, "weinberg") for k in (1, 2, 3, 4, 5, 9)] == [1, 0.8, 0.6, 0.4, 0.2, 0.2]
    assert pace(2, "weinberg") == pytest.approx(0.4)


def test_attention_between_whole_numbers_is_linear():
    assert output(1.5, "tregubov") == pytest.approx(0.915)


@pytest.mark.parametrize("curve", CURVES)
def test_one_activity_goes_at_the_planned_pace(curve):
    assert pace(1, curve) == 1 and pace(0.5, curve) == 1


def test_a_second_project_fills_the_waits_by_wheelwright_and_clark():
    assert 2 * pace(2, "wheelwright_clark") == pytest.approx(0.8 / 0.7)


def test_the_hazard_gives_the_probability_over_the_planned_days():
    assert 1 - exp(-rate(0.3, 40) * 40) == pytest.approx(0.3)
    assert rate(0.3, 0) == 0


def test_the_median_issue_has_the_median_size():
    assert size(8, 0.5, 0) == 8 and size(8, 0.5, 1) == pytest.approx(8 * exp(0.5))


def test_an_issue_grows_by_the_week_up_to_its_limit():
    assert grown(0.1, 5, 4) == pytest.approx(exp(0.1))
    assert grown(0.1, 1000, 4) == 4 and grown(0, 1000, 4) == 1


def test_the_best_review_cadence_is_neither_often_nor_seldom():
    # the table of the design: λ = 0.5 a week, c = 6, g = 0.12, r = 4
    costs = {weeks: cost_rate(weeks, 0.5, 6, 0.12, 4) for weeks in (1, 2, 4, 6, 8, 13)}
    assert {w: round(c, 2) for w, c in costs.items()} == {
        1: 7.19, 2: 5.39, 4: 4.85, 6: 5.06, 8: 5.54, 13: 7.54,
    }  # fmt: skip


def test_value_falls_by_the_day_and_off_the_cliff():
    days = (20, 25, 60, 61, 200)
    assert [value(100, 20, 2, 60, day) for day in days] == [100, 90, 20, 0, 0]
    assert value(100, 20, 2, None, 200) == 0
    assert value(100, None, 2, None, 200) == 100


def test_leverage_is_exposure_taken_away_for_each_k():
    before = exposure(0.5, 20)
    avoided = exposure(*after(0.5, 20, "avoid", 0.8))
    reduced = exposure(*after(0.5, 20, "reduce", 0.5))
    assert (before, avoided, reduced) == (10, pytest.approx(2), 5)
    assert leverage(before, reduced, 2) == 2.5
    assert leverage(before, reduced, 0) == float("inf")


def test_a_probability_as_odds_of_the_exponential_clock():
    assert rate(0.5, 10) == pytest.approx(log(2) / 10)


def test_cards_are_read_in_a_terminal():
    card = repr(tables.mechanism("M15"))
    assert card.startswith("M15 detection\n")
    assert "review_price          1.5 (0 to 100) k€: a review, for each project in progress" in card


def test_an_unknown_card_is_named():
    with pytest.raises(RefusedError, match="^there is no mechanism 'M99'; write one of M01, M02,"):
        tables.mechanism("M99")
