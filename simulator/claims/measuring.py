"""What a declared effect comes to in many worlds, and which assumption would turn it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from simulator.check import check
from simulator.claims.effect import Effect, Side
from simulator.claims.numbers import NUMBERS
from simulator.errors import RefusedError
from simulator.experiment import Captain, Difference, run, with_parameter
from simulator.experiment.intervals import interval, summed
from simulator.experiment.parameters import paths_of, switched_on
from simulator.experiment.tornado import variations
from simulator.mechanisms import CARDS
from simulator.metrics import Events
from simulator.policies import Policy
from simulator.policies.functions import FUNCTIONS
from simulator.policies.ready import READY
from simulator.readers import load
from simulator.scenario import Scenario

MOST = 60_000
"""Events of a run; one with more, at an extreme of some parameter, is no office any more."""


FEW = 3
"""Worlds in which an effect that goes the same way in each is not looked at any further."""


class Turn(NamedTuple):
    """What an effect comes to if one assumption is another."""

    path: str
    """The parameter; of a mechanism switched off, its name."""
    value: float | str
    difference: float
    low: float
    high: float
    turns: bool
    """Whether the sign is surely the opposite."""


def policy(side: Side) -> Policy:
    """The standing rules of one side."""
    return replace(READY[side.ready], **side.rules)


def measured(effect: Effect, worlds: int, fate: str = "") -> Difference:
    """What the side has more than the other, in so many worlds of the organisation."""
    return summed(effect.number, differences(effect, load(effect.organisation), worlds, fate))


def differences(effect: Effect, scenario: Scenario, worlds: int, fate: str = "") -> list[float]:
    """The same world by world, in any scenario."""
    here = _gaps(effect, _changed(scenario, effect.changed), worlds, fate)
    if not effect.unlike:
        return here
    there = _gaps(effect, _changed(scenario, effect.unlike), worlds, fate)
    return [a - b for a, b in zip(here, there, strict=True)]


def _changed(scenario: Scenario, parameters: dict[str, float]) -> Scenario:
    for path, value in parameters.items():
        scenario = with_parameter(scenario, path, value)
    return scenario


def _gaps(effect: Effect, scenario: Scenario, worlds: int, fate: str) -> list[float]:
    number = NUMBERS[effect.number].of

    def found(events: Events, of: Scenario) -> dict[str, float]:
        return {"found": number(events, of)}

    captains = {"than": Captain(policy(effect.than)), "side": Captain(policy(effect.side))}
    table = run(  # in this process: who has many effects measures them side by side
        scenario, captains, range(worlds), False, measure=found, workers=1, keep=False,
        most_events=MOST, fate=fate,
    )  # fmt: skip
    wide = table.pivot_table(index="seed", columns="policy", values="found", sort=False)
    return [float(it) for it in wide["side"] - wide["than"]]


def turns(effect: Effect, mechanisms: Iterable[str], worlds: int, fate: str = "") -> Iterator[Turn]:
    """The effect with each parameter of these mechanisms at the ends of its range, and each off.

    `mechanisms` are numbers, such as M30. What the records do not allow, or what cannot be
    calculated at such an extreme, is left out.
    """
    scenario = load(effect.organisation)
    coming = variations(scenario, paths(effect, scenario, mechanisms), None)
    next(coming)  # the scenario as it is
    for it in coming:
        try:
            found = _sought(effect, check(it.made()), worlds, fate)
        except (RefusedError, ArithmeticError):
            continue
        mean, low, high = interval(found)
        turned = high < 0 if effect.sign > 0 else low > 0
        yield Turn(it.parameter, it.value, mean, low, high, turned)


def _sought(effect: Effect, scenario: Scenario, worlds: int, fate: str) -> list[float]:
    """Differences in a few worlds, and in all only where those few do not all go one way."""
    few = differences(effect, scenario, min(FEW, worlds), fate)
    if all(effect.sign * it > 0 for it in few):
        return few
    return differences(effect, scenario, worlds, fate)


def paths(effect: Effect, scenario: Scenario, mechanisms: Iterable[str]) -> list[str]:
    """Parameters of these mechanisms that are on there, and their switches.

    Of the PMO's price only functions in which the two sides differ; what the effect itself sets is
    left alone.
    """
    on = [CARDS[it].name for it in mechanisms if CARDS[it].name in switched_on(scenario)]
    same = _alike(effect)
    found = [path for name in on for path in (*paths_of(scenario, name), name)]
    fixed = {path.partition(".")[0] for path in {**effect.changed, **effect.unlike}}
    return [
        path for path in found
        if path not in {*effect.changed, *effect.unlike, *fixed}
        and not any(path.startswith(f"governance.{it}.") for it in same)
    ]  # fmt: skip


def _alike(effect: Effect) -> list[str]:
    """Functions of a PMO about which both sides say the same."""
    a, b = policy(effect.side), policy(effect.than)
    return [name for name, it in FUNCTIONS.items() if it.settings(a) == it.settings(b)]
