"""What it costs to go on from a situation, against working out the past again.

    python benchmarks/continuing.py

A situation is taken once and any number of futures go on from it. Each cost is a share of the past
that is not worked out again, in interleaved rounds: `taking` is beyond the past itself, which has
to be played once; `going on` is what each future pays.
"""

from functools import partial

from measure import cpu, head, rounds, row, spread

from simulator import load, simulate
from simulator.model.situation import Situation
from simulator.policies.ready import READY

SCENARIOS = ("three_projects", "eight_projects", "eighteen_months", "odwell_bridges")
DAYS = (60, 100, 150)
ROUNDS, TIMES = 7, 10


def main() -> None:
    """Measure both costs on some days of some organisations."""
    head("Going on from a situation", "scenario", "day", "taking / past", "going on / past")
    policy = READY["tailored"]
    for name in SCENARIOS:
        scenario = load(name)
        for day in DAYS:
            past = partial(simulate, scenario, policy, 3, (), day)
            take = partial(Situation, scenario, policy, 3, (), day)
            go_on = partial(take().future, (), day)
            played, taken, gone_on = (partial(cpu, it, TIMES) for it in (past, take, go_on))
            taking, going = (rounds(it, played, ROUNDS)[2] for it in (taken, gone_on))
            row(name, day, spread([ratio - 1 for ratio in taking]), spread(going))


if __name__ == "__main__":
    main()
