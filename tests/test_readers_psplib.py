"""PSPLIB: 480 projects load and keep their optima; damaged copies are refused."""

import csv

import plans
import pytest
from office import finishes
from plans import J30, overloads, overtakes, told

from simulator.model import simulate
from simulator.policies import Policy
from simulator.readers import ReadError, load


@pytest.fixture(scope="module")
def j30(shared_data):
    """All 480 projects, by name."""
    folder = shared_data / "psplib" / "j30"
    return {path.stem: load(path) for path in sorted(folder.glob("*.sm"))}


@pytest.fixture(scope="module")
def optimum(shared_data):
    """The shortest makespan there is, by name."""
    with (shared_data / "psplib" / "j30" / "optimum.csv").open() as file:
        return {
            row["problem"].removesuffix(".sm"): int(row["optimum"]) for row in csv.DictReader(file)
        }


def test_all_480_projects_have_30_activities_a_source_a_sink_and_4_roles(j30):
    assert len(j30) == 480
    assert {len(it.projects[0].activities) for it in j30.values()} == {32}
    assert {len(it.roles) for it in j30.values()} == {4}


def test_no_project_is_finished_before_its_proven_optimum(j30, optimum):
    assert j30.keys() == optimum.keys()
    for order in ("latest_finish_time", "shortest_first"):
        ends = {name: makespan(it, order) for name, it in j30.items()}
        assert not [name for name in ends if ends[name] < optimum[name]]
    assert sum(optimum.values()) == 28_316


def makespan(scenario, order):
    return sum(finishes(simulate(scenario, Policy(order=order))).values())


def test_all_projects_respect_their_people_and_their_predecessors(j30):
    for name, scenario in j30.items():
        log = simulate(scenario, Policy(order="longest_first"))
        assert not overloads(scenario, log), name
        assert not overtakes(scenario, log), name


def test_some_numbers_of_the_first_project_are_those_in_its_file(j30):
    first = j30["j301_1"]
    assert [(role.id, role.people) for role in first.roles] == [
        ("R1", 12),
        ("R2", 13),
        ("R3", 4),
        ("R4", 12),
    ]
    job = first.projects[0].activities[16]
    assert (job.id, job.days) == ("17", 6)
    assert [(need.role, need.people) for need in job.people] == [("R4", 8)]
    assert [relation.activity for relation in job.predecessors] == ["13", "14"]


# Damaged copies


@pytest.fixture
def refusal(shared_data, tmp_path):
    """The message about a changed copy of a file."""
    return lambda *changes, lines=None: plans.refusal(
        shared_data / J30, tmp_path, *changes, lines=lines
    )


CUT = [
    (0, "a line that starts with 'jobs (incl. supersource/sink )'"),
    (10, "a line that starts with '- doubly constrained'"),
    (17, "a line that starts with 'jobnr.'"),
    (30, "job 13 with its modes and successors"),
    (60, "job 7, mode 1, its duration and 4 demands"),
    (88, "resource names"),
    (89, "the availability of 4 resources"),
]


@pytest.mark.parametrize(("lines", "expected"), CUT)
def test_a_benchmark_file_without_its_end_is_refused(lines, expected, refusal):
    found = refusal(lines=lines)
    assert found == f"copy.sm, line {lines + 1}: the file ends here; expected {expected}"


FALSE = """
jobs (incl => jobz (incl
    line 92: the file ends here; expected a line that starts with 'jobs (incl. supersource/sink )'
):  32 => ):  xx
    line 6: expected 'jobs (incl. supersource/sink ) : a number', \
found 'jobs (incl. supersource/sink ):  xx'
):  32 => ):  31
    line 47: job 29 has successor 32; there are jobs 1 to 31
):  32 => ):  33
    line 51: expected job 33 with its modes and successors, \
found '************************************************************'
:  4   R => :  5   R
    line 55: expected job 1, mode 1, its duration and 5 demands, \
found '1      1     0       0    0    0    0'
:  4   R => :  3   R
    line 55: expected job 1, mode 1, its duration and 3 demands, found 1 1 0 0 0 0 0
:  0   N => :  1   N
    line 10: has resources that are used up; only renewable ones can be read
38       26       38 => 38       26
    line 15: expected project number, jobs, release day, due day, tardiness cost, MPM time, \
found '1     30      0       38       26'
30      0       38 => 30     50       38
    line 15: due day 38 is before release day 50; expected a later one
6  11  15 => 6  55  15
    line 20: job 2 has successor 55; there are jobs 1 to 32
6  11  15 => 6  -5  15
    line 20: expected job 2 with its modes and successors, \
found '2        1          3           6  -5  15'
6  11  15 => 6  11  15  16
    line 20: expected job 2, 1 mode and as many successors as announced, found 2 1 3 6 11 15 16
   3        1          3           7 =>    4        1          3           7
    line 21: expected job 3, 1 mode and as many successors as announced, found 4 1 3 7 8 13
8       4    0 => 8.5       4    0
    line 56: expected job 2, mode 1, its duration and 4 demands, \
found '2      1     8.5       4    0    0    0'
8       4    0 => 8       4    0    1
    line 56: expected job 2, mode 1, its duration and 4 demands, found 2 1 8 4 0 1 0 0
8       4    0 => 8      44    0
    line 90: job 2 needs 44 R1, only 12 exist
12   13    4   12 => 12    4   12
    line 90: expected the availability of 4 resources, found '12    4   12'
12   13    4   12 => 12   13    4   12    7
    line 90: expected 4 resources, found 5
12   13    4   12 => 12   many    4   12
    line 90: expected the availability of 4 resources, found '12   many    4   12'
"""


@pytest.mark.parametrize(("old", "new", "message"), told(FALSE))
def test_a_benchmark_file_with_something_false_in_it_is_refused(old, new, message, refusal):
    assert refusal((old, new)) == f"copy.sm, {message}"


def test_a_file_with_several_modes_is_refused_with_the_reason(refusal, tmp_path):
    why = "only files with one mode a job can be read, for here an activity is done in one way"
    message = refusal(("   2        1          3", "   2        3          3"))
    assert message == f"copy.sm, line 20: job 2 has 3 modes; {why}"
    path = tmp_path / "c154_3.MM"
    path.write_text("anything")
    with pytest.raises(ReadError) as error:
        load(path)
    assert str(error.value) == f"c154_3.MM: has several modes a job; {why}"


def test_a_file_that_may_not_be_read_is_refused(tmp_path, monkeypatch):
    def shut(*_, **__):
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "shut.sm"
    path.touch()
    monkeypatch.setattr("os.open", shut)
    with pytest.raises(ReadError, match="^shut.sm: cannot be opened: Permission denied$"):
        load(path)


def test_a_benchmark_file_with_two_resources_of_one_name_is_refused(refusal):
    names = "R 1  R 2  R 3  R 4\n   12"
    message = refusal((names, names.replace("R 3", "R 2")))
    expected = "the names of 4 resources, found 'R 1  R 2  R 2  R 4'"
    assert message == f"copy.sm, line 89: expected {expected}"


def test_a_benchmark_file_whose_jobs_wait_for_each_other_is_refused(refusal):
    message = refusal(("6  11  15", "6   1  15"))
    assert "activities wait for each other in a circle: " in message


def test_a_benchmark_file_that_is_not_text_is_refused(tmp_path):
    path = tmp_path / "photo.sm"
    path.write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(ReadError) as error:
        load(path)
    assert str(error.value) == "photo.sm, line 1: is not a text file; expected a PSPLIB .sm file"
