"""The scenarios that come with the simulator: what they promise, and the lessons they carry."""

import re
import tomllib
from functools import cache
from statistics import fmean

import pytest

from simulator import BuyMitigation, Policy, load, metrics, simulate
from simulator.events import IssueDetected, MitigationBought
from simulator.experiment import interval
from simulator.readers import SHELF, shipped
from simulator.scenario import Scenario

FLIGHTS = ("three_projects", "eight_projects", "eighteen_months")
NAMES = shipped()
"""With the organisations, which have tests of their own beside these."""
PLAYED = ("eight_projects", "eighteen_months")
WORLDS = {"three_projects": range(100), "eight_projects": range(150), "eighteen_months": range(100)}
NO_PMO = Policy()
BY_DELAY = Policy(order="cost_of_delay")
PMO = Policy(order="cost_of_delay", wip_limit=4)

UNITS = {
    "start": "date", "projects_per_person": "count", "people": "persons", "rate": "k€",
    "hire_days": "working days", "members": "name", "arrival": "working day",
    "due": "working day", "deadline": "working day", "value": "k€", "cost_of_delay": "k€",
    "effort": "person-days", "days": "working days", "earliest": "working days",
    "lag": "working days", "probability": "chance", "hits": "person-days",
    "impact": "in the unit", "spread": "standard deviation", "growth": "per week",
    "cost": "k€", "effect": "0 to 1", "weight": "no unit", "decay": "per week", "fine": "k€",
    "after": "projects", "group": "name", "serves": "share", "family": "repeating",
    "driver": "together", "if_used": "k€",
}  # fmt: skip
"""A word that the comment on each quantity must contain."""


def activities(scenario: Scenario) -> list:
    return [activity for project in scenario.projects for activity in project.activities]


def fields(table: object) -> set[str]:
    """The names of all fields in a table of a scenario file; ids are not fields."""
    found = set()
    for key, value in table.items():
        if key in ("roles", "projects", "risks", "mitigations", "objectives", "activities"):
            found |= set().union(*(fields(row) for row in value.values()))
        elif key == "mechanisms":
            found |= {f"mechanisms.{name}" for name in value}
        else:
            found.add(key)
        if key == "predecessors":
            found |= {name for it in value if isinstance(it, dict) for name in it}
    return found


def explanation(field: str, text: str) -> str:
    """The comment where a field first stands, or where the head of its table lists it."""
    head, own = re.escape(field), r"(?:\n +#|\n#  {12,})[^\n]*"
    beside = re.search(rf"^(?:{head} = |\[{head}\])[^\n]*?# ([^\n]*(?:{own})*)", text, re.M)
    listed = re.search(rf"^# +{head}  +([^\n]*(?:{own})*)", text, re.M)
    return (beside or listed or [None, ""])[1]


@cache
def runs(name: str, policy: Policy, bought: str = "") -> tuple:
    """The logs of a scenario in many worlds, with a mitigation bought on the first day."""
    office = load(name)
    decisions = (BuyMitigation(bought, day=0),) if bought else ()
    return tuple(simulate(office, policy, seed, decisions) for seed in WORLDS[name])


def more(a: tuple, b: tuple, number=metrics.value_delivered) -> tuple[float, float, float]:
    """What runs b have more than runs a in the same worlds: mean and 95 % interval."""
    return interval([number(y) - number(x) for x, y in zip(a, b, strict=True)])


def value_less_bills(events: tuple) -> float:
    """k€ delivered, less what was paid for mitigations and issues; people are paid anyway."""
    bought = sum(it.cost for it in events if isinstance(it, MitigationBought))
    bills = sum(it.size for it in events if isinstance(it, IssueDetected) and it.hits == "cost")
    return metrics.value_delivered(events) - bought - bills


# What a scenario promises


def test_three_scenarios_for_first_flights_come_with_the_simulator_smallest_first():
    assert tuple(name for name in shipped() if name in FLIGHTS) == FLIGHTS


def test_three_projects_are_small_enough_for_five_minutes():
    office = load("three_projects")
    assert len(office.projects) == 3
    assert len(activities(office)) == 12
    assert 2 <= len(office.roles) <= 3
    assert 3 <= len(office.risks) <= 4
    assert 2 <= len(office.mitigations) <= 3


def test_eight_projects_are_a_lesson():
    office = load("eight_projects")
    assert len(office.projects) == 8
    assert 45 <= len(activities(office)) <= 65
    assert len(office.roles) == 5
    assert len(office.risks) >= 10
    assert {offer.kind for offer in office.mitigations} == {"avoid", "reduce"}


def test_eighteen_months_are_a_portfolio_of_believable_size():
    office = load("eighteen_months")
    assert len(office.projects) >= 12
    assert len(activities(office)) >= 150
    assert len(office.roles) >= 6
    assert len(office.risks) >= 25
    assert len(office.mitigations) >= 15
    assert {a.work for a in activities(office)} == {"routine", "standard", "novel", "research"}


def test_about_a_tenth_of_the_relations_in_eighteen_months_overlap():
    kinds = [r.kind for a in activities(load("eighteen_months")) for r in a.predecessors]
    assert 0.05 <= 1 - kinds.count("FS") / len(kinds) <= 0.15


@pytest.mark.parametrize("name", NAMES)
def test_every_quantity_is_explained_with_its_unit(name):
    text = (SHELF / f"{name}.toml").read_text(encoding="utf-8")
    used = fields(tomllib.loads(text)) - {"title", "story"}
    silent = {field for field in used if not explanation(field, text)}
    assert not silent
    unclear = {field for field in used if UNITS.get(field, "") not in explanation(field, text)}
    assert not unclear


@pytest.mark.parametrize("name", NAMES)
def test_everybody_who_works_has_a_name_and_nobody_has_two_jobs(name):
    roles = load(name).roles
    assert [len(role.members) for role in roles] == [role.people for role in roles]
    everybody = [member for role in roles for member in role.members]
    assert len(set(everybody)) == len(everybody)


@pytest.mark.parametrize("name", NAMES)
def test_every_record_can_be_read_aloud(name):
    office = load(name)
    assert office.title
    assert office.story
    assert all(p.name and p.sponsor and p.story.count(".") == 1 for p in office.projects)
    assert all(a.name for a in activities(office))
    assert all(risk.name and risk.owner for risk in office.risks)
    assert all(offer.name for offer in office.mitigations)


@pytest.mark.parametrize("name", NAMES)
def test_an_owner_of_a_risk_works_there_or_pays_for_it(name):
    office = load(name)
    people = {member for role in office.roles for member in role.members}
    people |= {project.sponsor.split(",")[0] for project in office.projects}
    assert {risk.owner for risk in office.risks} <= people


@pytest.mark.parametrize("name", NAMES)
def test_rates_and_hiring_times_are_like_life(name):
    assert all(0.5 <= role.rate <= 0.9 for role in load(name).roles)
    assert all(15 <= role.hire_days <= 40 for role in load(name).roles)


# What happens there when nobody decides


@pytest.mark.parametrize("name", PLAYED)
def test_without_a_pmo_about_half_of_the_projects_are_on_time(name):
    office = load(name)
    events = runs(name, NO_PMO)[:100]
    assert 0.4 <= fmean(metrics.on_time_share(it, office) for it in events) <= 0.65


@pytest.mark.parametrize(
    ("name", "shortest", "longest"),
    [("three_projects", 40, 80), ("eight_projects", 180, 290), ("eighteen_months", 290, 460)],
)
def test_it_takes_as_long_as_its_first_line_says(name, shortest, longest):
    events = runs(name, NO_PMO)[:100]
    last = fmean(max(metrics.finish_days(it).values()) for it in events)
    assert shortest <= last <= longest


def test_work_waits_for_the_integrators_and_for_nobody_else():
    office = load("eight_projects")
    waiting = [metrics.queue(it, office) for it in runs("eight_projects", NO_PMO)[:50]]
    mean = {role: fmean(it[role] for it in waiting) for role in waiting[0]}
    assert mean.pop("integrator") > 3 * max(mean.values())


# What can be learned from eight projects


def test_size_value_and_urgency_disagree():
    projects = load("eight_projects").projects
    largest = max(projects, key=lambda project: project.effort)
    smallest = min(projects, key=lambda project: project.effort)
    by_delay = sorted(projects, key=lambda project: project.cost_of_delay / project.effort)
    assert largest == max(projects, key=lambda project: project.value)
    assert largest == by_delay[0]
    assert smallest == by_delay[-1]
    assert smallest.deadline is not None


def test_cost_of_delay_brings_more_than_first_come_first_served():
    _, low, _ = more(runs("eight_projects", NO_PMO), runs("eight_projects", BY_DELAY))
    assert low > 0


def test_cost_of_delay_brings_more_than_the_highest_value_first():
    greedy = runs("eight_projects", Policy(order="highest_value"))
    _, low, _ = more(greedy, runs("eight_projects", BY_DELAY))
    assert low > 0


def test_one_thing_at_a_time_brings_more_than_two():
    focus = runs("eight_projects", Policy(projects_per_person=1))
    _, low, _ = more(runs("eight_projects", NO_PMO), focus)
    assert low > 0


def test_a_limit_on_work_in_progress_helps_who_knows_what_goes_first():
    _, low, _ = more(runs("eight_projects", BY_DELAY), runs("eight_projects", PMO))
    assert low > 0


def test_too_small_a_limit_on_work_in_progress_hurts():
    starved = runs("eight_projects", Policy(order="cost_of_delay", wip_limit=1))
    _, _, high = more(runs("eight_projects", BY_DELAY), starved)
    assert high < 0


def test_a_sample_of_the_sensors_pays():
    bought = runs("eight_projects", NO_PMO, "sensor_sample")
    _, low, _ = more(runs("eight_projects", NO_PMO), bought, value_less_bills)
    assert low > 0


def test_a_second_supplier_of_meters_is_a_bad_buy():
    bought = runs("eight_projects", NO_PMO, "second_supplier")
    _, _, high = more(runs("eight_projects", NO_PMO), bought, value_less_bills)
    assert high < 0


def test_in_some_worlds_luck_contradicts_every_lesson():
    def gains(a: tuple, b: tuple, number=metrics.value_delivered) -> list[float]:
        return [number(y) - number(x) for x, y in zip(a, b, strict=True)]

    nobody = runs("eight_projects", NO_PMO)
    good = gains(nobody, runs("eight_projects", BY_DELAY))
    bad = gains(nobody, runs("eight_projects", NO_PMO, "second_supplier"), value_less_bills)
    assert 0.05 < fmean(gain < 0 for gain in good) < 0.4
    assert max(bad) > 0
