"""mcprojsim draws durations and levels named resources on a calendar; one iteration of it.

A day is taken for an hour here: with days it runs out of calendar and gives up.
"""

import json
import sys
import time
from datetime import date
from pathlib import Path

sys.path = [path for path in sys.path if Path(path).name != "peers"]  # this file has its name
from mcprojsim.models.project import Project  # noqa: E402
from mcprojsim.simulation.engine import SimulationEngine  # noqa: E402

network = json.loads(Path(sys.argv[1]).read_text())
names = [[f"r{role}p{place}" for place in range(n)] for role, n in enumerate(network["people"])]
tasks = [
    {
        "id": f"t{number}",
        "name": f"t{number}",
        "estimate": {"low": days * 0.999, "expected": days, "high": days * 1.001, "unit": "hours"},
        "dependencies": [f"t{before}" for before in network["before"][number]],
        "resources": names[network["needs"][number][0][0]],
        "max_resources": 1,
    }
    for number, days in enumerate(network["days"])
]
project = Project.model_validate(
    {
        "project": {"name": "network", "start_date": date(2027, 1, 4)},
        "tasks": tasks,
        "resources": [{"name": name} for role in names for name in role],
    }
)
ITERATIONS = 20


def run() -> object:
    """So many iterations."""
    return SimulationEngine(iterations=ITERATIONS, random_seed=1, show_progress=False).run(project)


run()
begin = time.process_time()
run()
print(json.dumps({"seconds": (time.process_time() - begin) / ITERATIONS, "finish": None}))
