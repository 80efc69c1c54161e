"""What all mechanisms cost: the largest scenario with every one on, against all off.

    python benchmarks/mechanisms.py

Prints processor time per replication for both and their ratio, from interleaved rounds of one
run, then the same for each mechanism that is switched off alone: machines are noisy, so only the
ratios are worth quoting. With all on the same portfolio takes longer and more happens in it, so
the ratio is given for each event as well.
"""

import statistics
import time

from msgspec.structs import replace

from simulator import Policy, load, simulate
from simulator.mechanisms import Mechanisms, everything
from simulator.scenario import Scenario

ROUNDS, WORLDS = 9, range(20)


def main() -> None:
    """Measure and print."""
    off = replace(load("eighteen_months"), mechanisms=Mechanisms())
    on = replace(off, mechanisms=everything())
    ratio = compared(on, off)
    events = happened(on) / happened(off)
    print(f"all on / all off: {ratio} times the processor time,")
    print(f"                  {events:.1f} times the events")
    for name in Mechanisms.__struct_fields__:
        without = replace(on, mechanisms=replace(on.mechanisms, **{name: None}))
        print(f"{name:15} off / all on: {compared(without, on, rounds=3)}")


def compared(one: Scenario, other: Scenario, rounds: int = ROUNDS) -> str:
    """Median, least and most of the ratio of two scenarios' time per replication."""
    ratios = [seconds(one) / seconds(other) for _ in range(rounds)]
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


def seconds(scenario: Scenario) -> float:
    """Processor time of the same worlds."""
    begin = time.process_time()
    for world in WORLDS:
        simulate(scenario, Policy(), world)
    return time.process_time() - begin


def happened(scenario: Scenario) -> float:
    """Events of a replication, on average."""
    return statistics.fmean(len(simulate(scenario, Policy(), world)) for world in WORLDS)


if __name__ == "__main__":
    main()
