"""pDESy steps through time, a day a step; one worker for each place in a role."""

import datetime
import json
import sys
import time
from pathlib import Path

from pDESy.model.base_project import BaseProject

network = json.loads(Path(sys.argv[1]).read_text())


def build() -> BaseProject:
    """A project with a task for each activity and a team for each role."""
    project = BaseProject(
        init_datetime=datetime.datetime(2027, 1, 4), unit_timedelta=datetime.timedelta(days=1)
    )
    flow = project.create_workflow(name="flow")
    tasks = []
    for number, days in enumerate(network["days"]):
        tasks.append(flow.create_task(name=str(number), default_work_amount=days))
        for before in network["before"][number]:
            tasks[number].add_input_task(tasks[before])
    for role, people in enumerate(network["people"]):
        mine = [it for it, needs in enumerate(network["needs"]) if needs[0][0] == role]
        team = project.create_team(name=f"role {role}")
        for number in mine:
            team.add_targeted_task(tasks[number])
        for place in range(people):
            team.create_worker(
                name=f"{role}, {place}",
                solo_working=True,
                workamount_skill_mean_map={str(number): 1.0 for number in mine},
            )
    return project


build().simulate(max_time=100_000)
project = build()
begin = time.process_time()
project.simulate(max_time=100_000)
print(json.dumps({"seconds": time.process_time() - begin, "finish": project.time}))
