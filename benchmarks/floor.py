"""SimPy's own speed: how long its loop takes for so many events that do nothing."""

import time

import simpy


def processor_time(events: int, processes: int = 20) -> float:
    """Seconds of processor time for about so many events, from processes that only wait."""
    env = simpy.Environment()

    def wait(times: int):
        for _ in range(times):
            yield env.timeout(1.0)

    for _ in range(processes):
        env.process(wait(events // processes))
    begin = time.process_time()
    env.run()
    return time.process_time() - begin


def count(run) -> int:
    """How many SimPy events a function takes from start to end."""
    taken, step = 0, simpy.Environment.step

    def counted(self) -> None:
        nonlocal taken
        taken += 1
        step(self)

    simpy.Environment.step = counted
    try:
        run()
    finally:
        simpy.Environment.step = step
    return taken
