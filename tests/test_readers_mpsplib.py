"""MPSPLIB: portfolios of projects that share people, and damaged copies that are refused."""

import plans
import pytest
from office import finishes
from plans import SHOP, overloads, overtakes, refused, told

from simulator.model import simulate
from simulator.policies import Policy
from simulator.readers import load
from simulator.scenario import Demand


@pytest.fixture(scope="module")
def portfolios_of_two_to_twenty(shared_data):
    """Thirty portfolios, by name."""
    return {path.stem: load(path) for path in sorted((shared_data / "mpsplib").glob("*.rcmp"))}


def test_every_portfolio_of_a_benchmark_loads_and_runs_to_its_end(portfolios_of_two_to_twenty):
    assert len(portfolios_of_two_to_twenty) == 30
    for name, scenario in portfolios_of_two_to_twenty.items():
        log = simulate(scenario, Policy(order="latest_start_time"))
        assert len(finishes(log)) == len(scenario.projects), name
        assert not overloads(scenario, log) + overtakes(scenario, log), name


def test_some_numbers_of_the_first_portfolio_are_those_in_its_file(portfolios_of_two_to_twenty):
    scenario = portfolios_of_two_to_twenty["mp_j30_a2_nr2"]
    first, second = scenario.projects
    assert (first.id, first.arrival, first.due) == ("mp_j30_a2_nr2_p1", 0, None)
    assert (second.id, second.arrival) == ("mp_j30_a2_nr2_p2", 5)
    assert [(role.id, role.people) for role in scenario.roles] == [
        ("R1", 21),
        ("mp_j30_a2_nr2_p1: R2", 15),
        ("mp_j30_a2_nr2_p1: R3", 15),
        ("mp_j30_a2_nr2_p1: R4", 16),
        ("mp_j30_a2_nr2_p2: R5", 11),
        ("mp_j30_a2_nr2_p2: R6", 9),
        ("mp_j30_a2_nr2_p2: R7", 7),
    ]


@pytest.fixture
def written(tmp_path):
    """A scenario from a file with this text."""
    return lambda text, name="shop.rcmp": plans.written(tmp_path, text, name)


def test_resource_types_are_shared_or_belong_to_one_project(written):
    scenario = written(SHOP)
    people = {role.id: role.people for role in scenario.roles}
    assert people == {"R1": 4, "shop_p1: R3": 6, "shop_p2: R2": 2}
    first, second = scenario.projects
    assert first.activities[1].people == (
        Demand(role="R1", people=3),
        Demand(role="shop_p1: R3"),
    )
    assert second.activities[0].people == (
        Demand(role="R1", people=4),
        Demand(role="shop_p2: R2"),
    )
    assert [[it.activity for it in one.predecessors] for one in first.activities] == [
        [],
        ["1"],
        ["1", "2"],
    ]
    assert (second.arrival, second.due) == (5, 30)
    assert finishes(simulate(scenario)) == {"shop_p1": 2, "shop_p2": 9}


def test_projects_may_each_have_people_of_their_own_beside_the_shared_ones(written):
    text = "3\n1\n5\n" + "".join(
        f"1 0\n{own}\n2 {demand} 0\n" for own, demand in ((2, 2), (3, 3), (0, 5))
    )
    people = {role.id: role.people for role in written(text).roles}
    assert people == {"shop_p1: R1": 2, "shop_p2: R1": 3, "R1": 5}


def test_projects_may_do_without_any_resource_type(written):
    scenario = written("2\n0\n\n2 0\n\n3 1 1:2\n1 0\n1 4\n2 0\n")
    assert scenario.roles == ()
    assert finishes(simulate(scenario)) == {"shop_p1": 4, "shop_p2": 6}


def test_a_portfolio_with_windows_line_ends_and_a_mark_at_its_end_is_the_same(tmp_path):
    path = tmp_path / "shop.rcmp"
    path.write_bytes(b"\xef\xbb\xbf" + SHOP.replace("\n", "\r\n").encode() + b"\x1a")
    assert len(load(path).projects) == 2


# Something false in it

MPSPLIB = """
 2\\n\\n => \\n\\n
    line 4: expected the number of resource types, found '4 0 6'
 2\\n => many\\n
    line 1: expected the number of projects, found 'many'
4 0 6 => 4 0
    line 4: expected the capacity of 3 resource types, found '4 0'
 3 0\\n => 3\\n
    line 6: expected project 1: how many activities, its arrival and perhaps its due day, found '3'
 3 0\\n => 0 0\\n
    line 6: project 1 has no activities; expected at least one
 1 0 0\\n => 1 0\\n
    line 7: expected project 1: which of 3 resource types it uses, found '1 0'
0 2 1:2 1:3 => 0 2 1:2
    line 8: expected activity 1:1: its duration, 3 demands, and its successors after their number, \
found '0 0 0 0 2 1:2'
0 2 1:2 1:3 => 0 2 1:2 1:2
    line 8: activity 1:1 has a successor twice; expected each once
0 2 1:2 1:3 => 0 2 1:2 1:4
    line 8: activity 1:1 has successor 4; there are 1 to 3
0 2 1:2 1:3 => 0 2 1:2 2:1
    line 8: activity 1:1 has successor 2:1; expected one of project 1
0 2 1:2 1:3 => 0 2 1:2 3
    line 8: activity 1:1 has successor '3'; expected such as 1:2
2 3 0 1 1 => 2 7 0 1 1
    line 9: activity 2 needs 7 R1, only 4 exist
2 3 0 1 1 => 2 3 1 1 1
    line 9: activity 2 needs 1 R2, only 0 exist
2 3 0 1 1 => 2 -3 0 1 1
    line 9: expected activity 1:2: its duration, 3 demands, and its successors after their number, \
found '2 -3 0 1 1 1:3'
 2 5 30 => 2 5 4
    line 12: project 2 is due on day 4, before it arrives on 5
 1 0 2 0 0\\n => \\n
    line 18: the file ends here; expected activity 2:2: its duration, 3 demands, \
and its successors after their number
 1 0 2 0 0\\n => 1 0 2 0 0\\n7 7\\n
    line 17: expected the end of the file after project 2, found '7 7'
"""


@pytest.mark.parametrize(("old", "new", "message"), told(MPSPLIB))
def test_a_portfolio_with_something_false_in_it_is_refused(old, new, message, tmp_path):
    assert refused(tmp_path, SHOP, old, new, "shop.rcmp") == f"shop.rcmp, {message}"
