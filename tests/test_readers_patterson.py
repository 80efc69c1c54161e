"""Patterson files: one project in numbers only, and damaged copies that are refused."""

import pytest
from office import finishes
from plans import SHED, refused, told, written

from simulator.model import simulate


def test_a_patterson_file_has_activities_over_several_lines(tmp_path):
    scenario = written(tmp_path, SHED, "shed.rcp")
    (project,) = scenario.projects
    assert {role.id: role.people for role in scenario.roles} == {"R1": 10, "R2": 4}
    assert [it.days for it in project.activities] == [0, 4, 2, 3, 0]
    assert [it.activity for it in project.activities[4].predecessors] == ["2", "3", "4"]
    assert finishes(simulate(scenario)) == {"shed": 6}


def test_a_patterson_file_may_have_no_resources(tmp_path):
    scenario = written(tmp_path, "3 0\n\n0 1 2\n4 1 3\n0 0\n", "shed.rcp")
    assert scenario.roles == ()
    assert finishes(simulate(scenario)) == {"shed": 4}


# Something false in it

PATTERSON = """
 5   2 => 5   2   2
    line 1: expected the number of activities and that of resource types, found '5   2   2'
 5   2 => 0   2
    line 1: has no activities; expected at least one
 10   4\\n => 10   4   7\\n
    line 3: expected a new line after the capacity of 2 resource types, found '7'
 10   4\\n => 10   4.5\\n
    line 3: expected the capacity of 2 resource types, found '10   4.5'
 0 0 0 3\\n => 0 0 0 33\\n
    line 4: activity 1 has 33 successors; there are 5 activities
 0 0 0 3\\n => 0 0 0 2\\n
    line 6: expected a new line after activity 1 and its 2 successors, found '4'
 4 6 0 1 5 => 4 6 0 1 6
    line 7: activity 2 has successor 6; there are 1 to 5
 4 6 0 1 5 => 4 16 0 1 5
    line 7: activity 2 needs 16 R1, only 10 exist
 4 6 0 1 5 => 4 6 0 2 5 5
    line 7: activity 2 has a successor twice; expected each once
 4 6 0 1 5 => 4 6 zero 1 5
    line 7: expected activity 2: its duration and 2 demands, found '4 6 zero 1 5'
 0 0 0 0\\n => \\n
    line 13: the file ends here; expected activity 5: its duration and 2 demands
 0 0 0 0\\n => 0 0 0 0\\n\\n1\\n
    line 14: expected the end of the file after activity 5, found '1'
"""


@pytest.mark.parametrize(("old", "new", "message"), told(PATTERSON))
def test_a_patterson_file_with_something_false_in_it_is_refused(old, new, message, tmp_path):
    assert refused(tmp_path, SHED, old, new, "shed.rcp") == f"shed.rcp, {message}"
