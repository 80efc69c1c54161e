"""What one can see and what is true: no choice of a policy can depend on what nobody knows."""

from hypothesis import given, settings
from hypothesis import strategies as st
from portfolios import PMOS, any_mechanisms, portfolios

from simulator import chance
from simulator import events as facts
from simulator.events import visible
from simulator.model import simulate
from simulator.policies.seen import Seen

HIDDEN_DRAWS = {"size", "comes out", "look", "regime", "worth", "told", "told far", "blur"}
"""Lots of which nobody can know before they come out: how large an issue is and when it will be
found, wrong work, the regime, what a project is truly worth, what a report leaves out."""
HIDDEN_RISKS = {"risk", "driver", "avoid"}
"""When a risk happens, and whether an offer has kept it away: hidden where issues are."""

CHOICES = (
    facts.ActivityStarted,
    facts.ProjectStarted,
    facts.ProjectSelected,
    facts.MitigationBought,
    facts.ReserveSet,
    facts.ProjectCancelled,
    facts.ReviewHeld,
    facts.FunctionInForce,
    facts.PmoWorked,
)
"""Events by which a policy shows what it has chosen."""


def with_other_hidden_facts(scenario, policy, seed):
    """The same world, but for lots that nobody can know yet."""
    kept = chance.uniform
    hidden = HIDDEN_DRAWS | (HIDDEN_RISKS if scenario.mechanisms.detection else set())

    def uniform(seed, *name):
        purposes = {it for it in name[:2] if isinstance(it, str)}
        return kept(seed, *(("other",) if purposes & hidden else ()), *name)

    chance.uniform = uniform
    try:
        return simulate(scenario, policy, seed)
    finally:
        chance.uniform = kept


def first_difference(one, other):
    """The first events in which two visible logs differ, or None."""
    for a, b in zip(visible(one), visible(other), strict=False):
        if a != b:
            return a, b
    return None


@settings(max_examples=300)
@given(data=st.data())
def test_with_other_hidden_facts_every_policy_chooses_the_same_until_something_shows(data):
    scenario = data.draw(portfolios(mechanisms=any_mechanisms()))
    policy, seed = data.draw(PMOS), data.draw(st.integers(0, 99))
    logs = simulate(scenario, policy, seed), with_other_hidden_facts(scenario, policy, seed)
    parted = first_difference(*logs)
    # when the first visible difference is a choice, the policy has seen through the curtain
    if parted is not None and parted[0].day == parted[1].day:
        assert not (isinstance(parted[0], CHOICES) and isinstance(parted[1], CHOICES)), parted


def test_the_lots_called_hidden_do_change_the_world():
    from msgspec.structs import replace

    from simulator import Policy, load
    from simulator.mechanisms import everything

    office = replace(load("eight_projects"), mechanisms=everything())
    one = simulate(office, Policy(), 1)
    other = with_other_hidden_facts(office, Policy(), 1)
    assert visible(one) != visible(other)


@settings(max_examples=100)
@given(data=st.data())
def test_what_a_policy_is_shown_is_worked_out_from_visible_events_alone(data):
    scenario = data.draw(portfolios(mechanisms=any_mechanisms()))
    log = simulate(scenario, data.draw(PMOS), data.draw(st.integers(0, 99)))
    log = log[: data.draw(st.integers(0, len(log)))]  # in the end everything comes out
    everything, seen = Seen(scenario), Seen(scenario)
    everything.read(list(log))
    seen.read(list(visible(log)))
    for seer in (everything, seen):
        del seer.read_up_to
    assert vars(everything) == vars(seen)


def test_hidden_is_what_nobody_can_know():
    hidden = {kind.__name__ for kind in facts.Event.__subclasses__() if kind.hidden}
    assert hidden == {
        "RiskOccurred", "RiskAvoided", "WorkFlawed", "ProjectBypassed", "RegimeChanged",
        "MonthBegan",
    }  # fmt: skip
