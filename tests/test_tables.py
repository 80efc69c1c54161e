"""Tables say what they show in words that people use."""

import pytest
from msgspec.structs import replace

from simulator import Policy, load, tables
from simulator import events as facts
from simulator.mechanisms import CARDS, Governance, Mechanisms, everything
from simulator.policies.functions import FUNCTIONS

OFFICE = load("three_projects")
WHOLE = replace(OFFICE, mechanisms=everything())


def column(table, name):
    place = table.columns.index(name)
    return [row[place] for row in table.rows]


def test_the_portfolio_says_what_each_project_last_reported():
    log = (
        facts.StatusReported(20, project="portal", colour="green", late=0),
        facts.StatusReported(40, project="portal", colour="red", late=12.5),
    )
    table = tables.portfolio(log, OFFICE)
    said = dict(zip((it.id for it in OFFICE.projects), column(table, "last report"), strict=True))
    assert said.pop("portal") == "red, 12.5 days late"
    assert set(said.values()) == {"–"}


def test_where_nobody_reports_there_is_no_column_for_it():
    assert "last report" not in tables.portfolio((), OFFICE).columns


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_every_card_says_how_to_switch_it_off_or_why_not(card):
    switch = dict(tables.mechanism(card.number).rows)["switch"]
    if card.record:
        assert f"[mechanisms.{card.name}], off where it is left out" in switch
    else:
        assert switch.startswith("nothing to switch off: ")


def test_the_price_of_each_function_stands_on_its_card():
    rows = dict(tables.mechanism("M30").rows)
    assert rows["review.hours"].startswith(
        f"{Governance().review.hours} (0 to 1) share of capacity"
    )
    assert rows["knowledge.lag"].startswith("26.0 (0 to 104) weeks:")


def test_all_mechanisms_are_listed_as_on_or_off():
    nothing = column(tables.mechanisms(replace(OFFICE, mechanisms=Mechanisms())), "here")
    assert len(nothing) == len(CARDS)
    assert nothing.count("on") == sum(not card.record for card in CARDS.values())
    assert set(column(tables.mechanisms(WHOLE), "here")) == {"on"}


def test_levels_show_the_worst_month_whichever_side_is_bad():
    log = tuple(
        facts.MonthBegan(20.0 * month, levels=(("trust", trust), ("fatigue", fatigue)))
        for month, trust, fatigue in ((1, 0.6, 0.1), (2, 0.2, 0.5), (3, 0.7, 0.3))
    )
    assert tables.levels(log).rows == (
        ("trust in the office", "0.60", "0.20", "40", "0.70"),
        ("tiredness, on average", "0.10", "0.50", "40", "0.30"),
    )


def test_levels_of_an_office_in_which_nothing_moves_are_an_empty_table():
    assert tables.levels(()).rows == ()
    assert repr(tables.levels(())).startswith("What moved slowly")


def test_a_rule_for_reviews_costs_its_level_of_their_price():
    how = Governance()
    table = tables.functions(Policy(review_weeks=4), WHOLE)
    row = table.rows[list(FUNCTIONS).index("review")]
    assert row[:3] == ("review", "weeks between reviews 4", "25%")
    assert row[3:] == (
        f"{how.review.hours:.1%}",
        f"{how.review.hours / 4:.1%}",
        f"{how.review.lag:g}",
    )
    assert table.rows[-1][4] == f"{how.base + how.review.hours / 4:.1%}"


def test_an_office_without_a_pmo_has_twelve_functions_off_and_pays_nothing():
    table = tables.functions(Policy(), WHOLE)
    assert set(column(table, "level")[:-1]) == {"0%"} and len(table.rows) == 12 + 1
    assert set(column(table, "its rules")) == {"–"}
    assert table.rows[-1][4] == "0.0%"


def test_where_a_pmo_has_no_price_the_table_names_none():
    table = tables.functions(Policy(method=0.5), OFFICE)
    assert set(column(table, "takes here")) == {"–"}
    assert column(table, "level")[list(FUNCTIONS).index("method")] == "50%"
