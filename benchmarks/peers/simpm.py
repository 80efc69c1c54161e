"""SimPM has SimPy underneath; an entity for each activity, with its logs on, as they are."""

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
        simpm.PriorityResource(env, f"role {role}", init=people, capacity=people)
        for role, people in enumerate(network["people"])
    ]
    entities = env.create_entities("activity", len(network["days"]))
    done = [env.event() for _ in entities]

    def work(number, entity):
        for before in network["before"][number]:
            yield done[before]
        for role, people in network["needs"][number]:  # one after the other: it has no other way
            yield entity.get(roles[role], people, network["rank"][number])
        yield entity.do("work", network["days"][number])
        for role, people in network["needs"][number]:
            yield entity.put(roles[role], people)
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
