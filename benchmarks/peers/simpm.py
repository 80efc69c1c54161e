"""SimPM has SimPy underneath; an entity for each activity, logs off."""

import contextlib
import io
import json
import sys
import time
from pathlib import Path

sys.path = [path for path in sys.path if Path(path).name != "peers"]  # this file has its name
import simpm  # noqa: E402

network = json.loads(Path(sys.argv[1]).read_text())


def run() -> float:
    """One run from building to end; the day of the last finish."""
    env = simpm.Environment("network")
    roles = [
        simpm.PriorityResource(env, f"role {role}", init=people, capacity=people, log=False)
        for role, people in enumerate(network["people"])
    ]
    entities = env.create_entities("activity", len(network["days"]), log=False)
    done = [env.event() for _ in entities]

    def work(number, entity):
        for before in network["before"][number]:
            yield done[before]
        role = roles[network["role"][number]]
        yield entity.get(role, network["need"][number], network["rank"][number])
        yield entity.do("work", network["days"][number])
        yield entity.put(role, network["need"][number])
        done[number].succeed()

    for number, entity in enumerate(entities):
        env.process(work(number, entity))
    with contextlib.redirect_stdout(io.StringIO()):
        simpm.run(env, dashboard=False)
    return env.now


run()
begin = time.process_time()
finish = run()
print(json.dumps({"seconds": time.process_time() - begin, "finish": finish}))
