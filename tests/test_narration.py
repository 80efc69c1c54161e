"""Every event is told in plain words."""

import re

import pytest
from msgspec import inspect

from simulator import events as facts
from simulator import narration
from simulator.mechanisms.governance import PRICED
from simulator.narration import QUIET, lateness, names_of, narrate, quiet
from simulator.narration.sentences import SENTENCES
from simulator.policies.functions import FUNCTIONS
from simulator.scenario import (
    Activity,
    Demand,
    Mitigation,
    Objective,
    Project,
    Risk,
    Role,
    Scenario,
)

OFFICE = Scenario(
    name="tiny",
    roles=(Role(id="dev", name="Developers", people=1),),
    projects=(
        Project(
            id="bill", name="Billing",
            activities=(Activity(id="cut", name="Cut over", days=2, people=(Demand(role="dev"),)),),
        ),
        Project(
            id="web", name="New site", activities=(Activity(id="cut", name="Move", days=1),)
        ),
    ),
    risks=(Risk(id="late", name="The vendor is late", project="bill", probability=0.1, impact=2),),
    mitigations=(
        Mitigation(id="late", name="A second vendor", risk="late", cost=1, kind="avoid", effect=1),
    ),
    objectives=(Objective(id="grow", name="Growth"), Objective(id="cost_down")),
)  # fmt: skip
IDS = {
    "project": "bill", "to": "web", "activity": "cut", "risk": "late", "mitigation": "late",
    "role": "dev", "projects": ("web", "bill"), "weights": (("grow", 0.6), ("cost_down", 0.4)),
    "levels": (("trust", 0.5),), "function": "risk", "colour": "yellow", "hits": "effort",
    "by": "review", "depth": "audit", "headline": "A strike", "changes": (("wip_limit", "3"),),
}  # fmt: skip
PLAIN_NUMBERS = {float: 4.0, int: 3, bool: True}
KINDS = facts.Event.__subclasses__()


def told(kind, **fields):
    return narrate(kind(day=5.0, **fields), OFFICE)


def example(kind):
    values = {
        field.name: value_for(field, kind) for field in inspect.type_info(kind).fields
    }  # fmt: skip
    return kind(**values)


def value_for(field, kind):
    """An id of the tiny office where a field has one, else a number."""
    if isinstance(field.type, inspect.IntType):
        return PLAIN_NUMBERS[int]
    if isinstance(field.type, inspect.BoolType):
        return PLAIN_NUMBERS[bool]
    if isinstance(field.type, inspect.FloatType):
        return PLAIN_NUMBERS[float]
    return IDS[field.name]


def test_every_kind_of_event_has_its_sentence():
    assert set(KINDS) == set(SENTENCES), "give it a sentence in SENTENCES of narration/sentences.py"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_event_is_a_sentence_in_plain_words(kind):
    sentence = narrate(example(kind), OFFICE)
    assert len(sentence.split()) >= 3 and kind.__name__ not in sentence
    assert not re.search(r"_|[a-z][A-Z]|\bbill\b|\bweb\b|\bdev\b|\{|\bNone\b", sentence), sentence


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_what_nobody_can_know_is_told_as_unseen(kind):
    assert narrate(example(kind), OFFICE).startswith("unseen: ") == kind.hidden


@pytest.mark.parametrize("by", ["report", "review", "audit", "crisis", "delivery", "at once"])
def test_an_issue_says_by_whom_it_was_noticed(by):
    sentence = told(facts.IssueDetected, project="bill", risk="late", size=2, hits="delay", by=by)
    assert sentence.startswith("Billing has an issue. The vendor is late: 2 days of delay, noticed")
    assert sentence.endswith(narration.sentences.FOUND[by])


@pytest.mark.parametrize("by", ["work", "report", "review", "audit", "delivery"])
def test_wrong_work_says_by_whom_it_was_noticed(by):
    sentence = told(facts.ReworkFound, project="bill", activity="cut", effort=1.5, by=by)
    start = "“Cut over” of Billing has to be mended: 1.5 person-days, noticed "
    assert sentence == start + narration.sentences.FOUND[by]


def test_a_risk_and_a_mitigation_of_one_id_have_their_own_names():
    sentence = told(facts.RiskAvoided, project="bill", risk="late", mitigation="late")
    assert sentence == "unseen: A second vendor keeps The vendor is late away"
    assert names_of(OFFICE)["late"] == "A second vendor"


def test_an_objective_without_a_name_is_called_by_its_id():
    sentence = told(facts.StrategyChanged, weights=(("grow", 0.6), ("cost_down", 0.4)))
    assert sentence == "the organisation wants other things now: Growth 60%, cost down 40%"
    assert names_of(OFFICE)["grow"] == "Growth"


def test_a_report_says_how_late_as_people_do():
    said = told(facts.StatusReported, project="bill", colour="red", late=9.5)
    assert said == "Billing reports red, 9.5 days late"
    assert [lateness(days) for days in (1, -3, 0, 0.01)] == [
        "1 day late", "3 days early", "on time", "on time",
    ]  # fmt: skip


def test_a_pmo_is_kept_or_closed():
    kept = told(facts.FundingReviewed, kept=True, perceived=0.4)
    closed = told(facts.FundingReviewed, kept=False, perceived=-0.4)
    assert kept == "leadership has asked what the PMO is worth, and keeps the PMO"
    assert closed.endswith("closes the PMO; all its functions end")


@pytest.mark.parametrize("name", PRICED)
def test_it_is_told_when_a_function_of_a_pmo_begins_to_work(name):
    assert told(facts.FunctionInForce, function=name) == (
        f"set up and at work from now on: {FUNCTIONS[name].words}"
    )


def test_what_is_counted_every_month_is_not_news():
    month = facts.MonthBegan(20, levels=())
    assert isinstance(month, QUIET) and quiet(month)
    assert quiet(facts.PmoWorked(20, share=0.1))
    assert quiet(facts.WorkFlawed(20, project="bill", activity="cut", effort=1))


def test_a_benefit_of_nothing_is_not_news_and_any_other_is():
    assert quiet(facts.BenefitRealised(20, project="bill", value=0))
    assert not quiet(facts.BenefitRealised(80, project="bill", value=3))
    assert told(facts.BenefitRealised, project="bill", value=3) == "Billing has brought 3.0 k€ more"
    nothing = told(facts.BenefitRealised, project="bill", value=0)
    assert nothing == "Billing: no benefits to count today"
