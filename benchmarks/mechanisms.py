"""What all mechanisms cost: the largest scenario with every one on, against all off.

    python benchmarks/mechanisms.py

Prints processor time per replication for both and their ratio, from interleaved rounds of one
run, then the same for each mechanism that is switched off alone: machines are noisy, so only the
ratios are worth quoting. With all on the same portfolio takes longer and more happens in it, so
the ratio is given for each event as well.
"""

import statistics
from functools import partial

from measure import cpu, head, row, spread
from measure import rounds as measured
from msgspec.structs import replace

from simulator import Policy, load, simulate
from simulator.mechanisms import Mechanisms, everything
from simulator.scenario import Scenario

ROUNDS, WORLDS = 9, range(20)


def main() -> None:
    """Measure all on against all off, then each mechanism's part of it."""
    off = replace(load("eighteen_months"), mechanisms=Mechanisms())
    on = replace(off, mechanisms=everything())
    head("What mechanisms cost", "what", "processor time", "events")
    row("all on / all off", compared(on, off), f"{happened(on) / happened(off):.1f}")
    for name in Mechanisms.__struct_fields__:
        without = replace(on, mechanisms=replace(on.mechanisms, **{name: None}))
        row(f"without {name} / all on", compared(without, on, 3), "")


def compared(one: Scenario, other: Scenario, rounds: int = ROUNDS) -> str:
    """Median, least and most of the ratio of two scenarios' time per replication."""
    return spread(measured(partial(seconds, one), partial(seconds, other), rounds)[2])


def seconds(scenario: Scenario) -> float:
    """Processor time of the same worlds."""
    return cpu(lambda: [simulate(scenario, Policy(), world) for world in WORLDS])


def happened(scenario: Scenario) -> float:
    """Events of a replication, on average."""
    return statistics.fmean(len(simulate(scenario, Policy(), world)) for world in WORLDS)


if __name__ == "__main__":
    main()
