"""What single moves are worth: a table, a picture and a command."""

import pandas as pd
import pytest

from simulator import Policy, experiment, figures, load, tables
from simulator.cli import main
from simulator.errors import RefusedError
from simulator.experiment.pay import ADDED, COLUMNS, WITHIN
from simulator.policies import FIELDS
from simulator.policies.functions import FUNCTIONS
from simulator.policies.moves import MOVES
from simulator.policies.ready import READY

OFFICE = load("three_projects")
SOME = [MOVES["order by due day"], MOVES["2 projects at once"], MOVES["clear reports"]]


@pytest.fixture(scope="module")
def table():
    return experiment.pay({"office": OFFICE}, SOME, range(6), progress=False)


def cell(table, move, how=ADDED):
    return table[(table["move"] == move) & (table["how"] == how)].iloc[0]


def test_every_function_of_a_pmo_has_a_move_and_so_have_focus_and_overtime():
    assert {move.serves for move in MOVES.values()} == {*FUNCTIONS, "focus", "overtime"}


@pytest.mark.parametrize("move", MOVES.values(), ids=MOVES)
def test_a_move_sets_the_rules_of_the_function_that_it_serves(move):
    owners = {FIELDS[field].function for field in move.rules}
    # how many things one does at once belongs to intake, overtime to no function
    assert owners == {{"focus": "intake", "overtime": ""}.get(move.serves, move.serves)}
    assert move.added(Policy()) != Policy() and move.taken(move.added(Policy())) == Policy()


def test_what_a_move_is_worth_is_the_difference_in_the_same_worlds(table):
    captains = {"nothing": Policy(), "due": Policy(order="due_first")}
    runs = experiment.run(OFFICE, captains, range(6), progress=False)
    alone = experiment.difference(runs, "nothing", "due")
    found = cell(table, "order by due day")
    assert (found["worth"], found["low"], found["high"]) == (alone.mean, alone.low, alone.high)
    assert found["base"] == runs[runs["policy"] == "nothing"]["net"].mean()


def test_within_a_pmo_a_move_is_held_against_that_pmo_without_it(table):
    whole = READY["tailored"]
    captains = {
        "without": MOVES["2 projects at once"].taken(whole),
        "with": MOVES["2 projects at once"].added(whole),
    }
    runs = experiment.run(OFFICE, captains, range(6), progress=False)
    found = cell(table, "2 projects at once", WITHIN)
    assert found["worth"] == experiment.difference(runs, "without", "with").mean


def test_the_share_of_worlds_lost_counts_those_in_which_it_cost_more_than_it_brought():
    table = experiment.pay(
        {"office": OFFICE}, [MOVES["select by value for effort"]], range(20), progress=False
    )
    found = cell(table, "select by value for effort")
    assert found["lost"] > 0.5 and found["high"] < 0


def test_other_luck_gives_other_figures_and_the_same_luck_the_same(table):
    again = experiment.pay({"office": OFFICE}, SOME, range(6), progress=False)
    pd.testing.assert_frame_equal(table, again)
    other = experiment.pay({"office": OFFICE}, SOME, range(6), progress=False, fate="other")
    assert cell(other, "order by due day")["worth"] != cell(table, "order by due day")["worth"]


MADE = pd.DataFrame(
    [
        ("north", "buy", "risk", ADDED, 40.0, 20.0, 60.0, 0.25, 10, 100.0),
        ("north", "look", "review", ADDED, 5.0, -5.0, 15.0, 0.5, 10, 100.0),
        ("north", "stop", "select", ADDED, -10.0, -15.0, -5.0, 0.9, 10, 100.0),
        ("south", "buy", "risk", ADDED, 4.0, 2.0, 6.0, 0.0, 10, 100.0),
        ("south", "look", "review", ADDED, -60.0, -90.0, -30.0, 1.0, 10, 100.0),
        ("south", "stop", "select", ADDED, 0.0, 0.0, 0.0, 0.0, 10, 100.0),
    ],
    columns=list(COLUMNS),
)
"""What two organisations might be like."""


def test_a_picture_says_what_pays_most_where_and_whether_anything_pays_everywhere():
    assert figures.tiles(MADE).sentence == (
        "Of moves added alone, what surely pays most – north: “buy” (+40 k€); "
        "south: “buy” (+4 k€); buy everywhere."
    )
    nobody = figures.tiles(MADE[MADE["move"] != "buy"]).sentence
    assert nobody.endswith("north: nothing; south: nothing; no move everywhere.")


def test_a_tile_has_a_question_mark_where_nobody_can_tell():
    picture = figures.tiles(MADE)
    words = [text.get_text() for text in picture.figure.axes[0].texts]
    assert words == ["+40", "+5?", "−10", "+4", "−60", ""]
    assert picture.png()[:4] == b"\x89PNG"


def test_a_table_asks_where_nobody_can_tell_and_says_how_often_it_lost():
    lines = tables.moves(MADE).lines()
    assert lines[0].startswith("net value of a move added alone")
    assert [line.split() for line in lines[2:]] == [
        ["buy", "+40", "(25%)", "+4", "(0%)"],
        ["look", "+5?", "(50%)", "−60", "(100%)"],
        ["stop", "−10", "(90%)", "0"],
    ]


def test_another_table_or_way_is_refused(table):
    with pytest.raises(RefusedError, match="this is no table of what moves are worth"):
        figures.tiles(pd.DataFrame({"net": [1.0]}))
    with pytest.raises(RefusedError, match="how is 'alone'; write one of: added alone, within a"):
        figures.tiles(table, "alone")


def test_a_command_prints_it_and_draws_it(capsys, tmp_path):
    picture = tmp_path / "pay.png"
    asked = ["pay", "three_projects", "--worlds", "3", "--within", "--picture", str(picture)]
    assert main(asked) == 0
    out = capsys.readouterr().out
    assert "order by due day" in out and "Of moves within a PMO" in out
    assert picture.read_bytes()[:4] == b"\x89PNG"


def test_a_place_where_nothing_can_be_written_is_named(capsys, tmp_path):
    asked = ["pay", "three_projects", "--worlds", "2", "--picture", str(tmp_path / "no" / "x.png")]
    assert main(asked) == 2
    assert "cannot write '" in capsys.readouterr().err
