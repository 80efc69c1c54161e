"""Lessons on what to buy against risks, in many worlds.

Every assertion is on a bound of a 95 % interval. Where the design expected something else than
what is true here, a comment says so. Sizes in comments are means over the worlds of the test.
"""

from functools import cache
from math import exp

from many_worlds import gain, part, resampled
from office import of, office, project, run

from simulator import chance, metrics
from simulator.events import MitigationBought
from simulator.experiment import interval
from simulator.mechanisms import Hazard, Mechanisms
from simulator.policies.buying import offers_of
from simulator.scenario import Mitigation, Risk, Scenario

# N05, M17: what to buy


RULES = ("leverage", "heat_map", "impact", "random")


def registered(seed: int, wild: bool) -> Scenario:
    """Thirty risks with an offer each. Benign: the offers are much alike. Wild: their prices
    differ widely, and large risks are hard to treat."""
    risks, offers = [], []
    for n in range(30):
        large, dear = chance.normal(seed, "large", n), chance.normal(seed, "dear", n)
        treatable = chance.uniform(seed, "treatable", n)
        effect = min(0.9, max(0.05, 0.5 - 0.3 * large)) if wild else 0.5 + 0.4 * treatable
        cost = 3 * exp(1.5 * dear) if wild else 4 * exp(0.2 * dear)
        common = {"probability": 0.05 + 0.55 * chance.uniform(seed, "likely", n), "spread": 0.4}
        impact = 40 * exp(0.8 * large)
        risks.append(Risk(id=f"r{n}", project="a", impact=impact, hits="cost", **common))
        offers.append(Mitigation(id=f"m{n}", risk=f"r{n}", cost=cost, kind="avoid", effect=effect))
    how = Mechanisms(hazard=Hazard())
    return office(project("a", [100]), risks=risks, mitigations=offers, mechanisms=how)


@cache
def bought(wild: bool) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """k€ saved after what was paid, by rule: as expected on the day of buying, and as it turned
    out. A hundred and fifty registers, each in a world of its own."""
    expected, happened = {rule: [] for rule in RULES}, {rule: [] for rule in RULES}
    for seed in range(150):
        scenario = registered(seed, wild)
        offers = {offer.mitigation: offer for offer in offers_of(scenario)}
        bare = metrics.money_spent(run(scenario, seed=seed), scenario)["issues"]
        for rule in RULES:
            events = run(scenario, seed=seed, risk=rule)
            taken = [offers[it.mitigation] for it in of(events, MitigationBought)]
            expected[rule].append(sum(it.leverage * it.price - it.cost for it in taken))
            spent = metrics.money_spent(events, scenario)
            happened[rule].append(bare - spent["issues"] - spent["mitigations"])
    return expected, happened


def test_buying_by_the_heat_map_is_nearly_as_good_when_offers_are_much_alike():
    expected, happened = bought(False)
    low, high = resampled(part, expected["heat_map"], expected["leverage"])
    assert low > 0.85 and high < 1
    assert resampled(part, happened["heat_map"], happened["leverage"])[0] > 0.65


def test_buying_by_any_rule_beats_the_lot_when_offers_are_much_alike():
    for saved in bought(False):
        assert all(gain(saved[rule], saved["random"])[0] > 40 for rule in RULES[:3])


def test_buying_by_leverage_saves_twice_as_much_when_prices_and_effects_differ():
    expected, happened = bought(True)
    assert resampled(part, expected["heat_map"], expected["leverage"])[1] < 0.6
    assert resampled(part, happened["heat_map"], happened["leverage"])[1] < 0.8


def test_buying_by_leverage_pays_in_what_then_happens_and_the_largest_impact_does_not():
    _, happened = bought(True)
    assert interval(happened["leverage"])[1] > 25
    assert gain(happened["leverage"], happened["impact"])[0] > 15
