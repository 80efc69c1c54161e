"""Files of our own: those that come with the simulator, and what they may leave out."""

import pytest
from msgspec.structs import replace
from office import finishes

from simulator.model import simulate
from simulator.network import network
from simulator.readers import load, shipped
from simulator.scenario import fingerprint


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_scenario_loads_by_its_name_and_runs_to_its_end(name):
    scenario = load(name)
    assert scenario.name == name
    assert len(finishes(simulate(scenario))) == len(scenario.projects)


TOML = """
[roles.developer]
people = 2
[projects.billing]
due = 20
[projects.billing.activities]
scope = { effort = 4, people = { developer = 1 } }
build = { days = 8, people = { developer = 2 }, predecessors = ["scope"] }
train = { days = 3, predecessors = [{ activity = "build", kind = "SS", lag = 1 }] }
"""


def test_a_file_of_our_own_says_the_same_in_fewer_words(tmp_path):
    path = tmp_path / "small.toml"
    path.write_text(TOML)
    scenario = load(path)
    assert scenario.name == "small"
    assert [role.id for role in scenario.roles] == ["developer"]
    scope, build, train = scenario.projects[0].activities
    assert (scope.planned_days, build.planned_days, train.team) == (4, 8, 0)
    assert [(it.activity, it.kind, it.lag) for it in train.predecessors] == [("build", "SS", 1)]
    assert finishes(simulate(scenario)) == {"billing": 12}


@pytest.mark.parametrize(("written", "meant"), [("2", 2), ("2.0", 2)])
def test_a_whole_number_may_be_written_as_a_fraction_in_a_file_as_in_a_record(
    written, meant, tmp_path
):
    path = tmp_path / "small.toml"
    path.write_text(f"projects_per_person = {written}\n{TOML}")
    scenario = load(path)
    assert repr(scenario.projects_per_person) == repr(meant)
    same = replace(scenario, projects_per_person=float(meant))
    assert fingerprint(same) == fingerprint(scenario)


def test_a_parameter_may_be_written_as_a_fraction_too(tmp_path):
    path = tmp_path / "small.toml"
    weeks = []
    for written in ("13", "13.0"):
        path.write_text(f"{TOML}[mechanisms.reserve]\nweeks = {written}\npremium = 2\n")
        weeks.append(fingerprint(load(path)))
    assert weeks[0] == weeks[1]


def test_a_portfolio_of_two_thousand_projects_loads(tmp_path):
    work = "".join(
        f"a{n} = {{ effort = 4, people = {{ developer = 1 }}, predecessors = ['a{n - 1}'] }}\n"
        for n in range(1, 10)
    )
    path = tmp_path / "large.toml"
    path.write_text(
        "[roles.developer]\npeople = 40\n"
        + "".join(
            f"[projects.p{n}]\ndue = 2000\n[projects.p{n}.activities]\na0 = {{ days = 1 }}\n{work}"
            for n in range(2000)
        )
    )
    scenario = load(path)
    assert sum(len(project.activities) for project in scenario.projects) == 20_000
    assert len(network(scenario).activities) == 20_000
