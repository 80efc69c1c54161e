"""An overview of projects, activities and roles: the log as tables."""

from typing import TYPE_CHECKING, Any

from simulator import events as facts
from simulator.metrics.flow import (
    busy,
    finish_days,
    queue,
    utilisation,
    utilisation_in_demand,
)
from simulator.metrics.log import Events, of
from simulator.metrics.money import actual_cost, benefits_realised, worth_delivered
from simulator.metrics.promises import as_promised
from simulator.metrics.steps import last_day
from simulator.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd


def projects(events: Events, scenario: Scenario, today: float | None = None) -> "pd.DataFrame":
    """One row a project, by id, in the scenario's order.

    Columns: name, sponsor, arrival, due, value, cost_of_delay, status (expected, waiting,
    in progress, paused, finished, cancelled), done (share of its activities finished), finish
    (working day), late (working days after due, below zero if early), worth (k€, on delivery),
    benefits (k€ so far; the same as worth where benefits are not tracked), spent (k€).
    """
    import pandas as pd

    return pd.DataFrame(project_rows(events, scenario, today)).set_index("project")


def project_rows(
    events: Events, scenario: Scenario, today: float | None = None
) -> list[dict[str, Any]]:
    """The same without a table: a record a project, with its id as "project"."""
    status = states(events, scenario)
    finish = finish_days(events)
    worth, benefits = worth_delivered(events), benefits_realised(events)
    spent = actual_cost(events, scenario, today)
    done = dict.fromkeys(status, 0)
    for event in of(events, facts.ActivityFinished):
        done[event.project] += 1
    return [
        {
            "project": project.id,
            "name": project.name or project.id,
            "sponsor": project.sponsor,
            "arrival": project.arrival,
            "due": project.due,
            "value": project.value,
            "cost_of_delay": project.cost_of_delay,
            "status": status[project.id],
            "done": done[project.id] / len(project.activities),
            "finish": finish.get(project.id),
            "late": finish[project.id] - project.due
            if project.id in finish and project.due is not None
            else None,
            "worth": worth.get(project.id),
            "benefits": benefits.get(project.id),
            "spent": spent[project.id],
        }
        for project in as_promised(events, scenario).projects
    ]


def states(events: Events, scenario: Scenario) -> dict[str, str]:
    """The state of each project after these events, by id."""
    state = {project.id: "expected" for project in scenario.projects}
    started = set()
    for event in events:
        match event:
            case facts.ProjectArrived(project=project):
                state[project] = "waiting"
            case facts.ProjectStarted(project=project):
                state[project] = "in progress"
                started.add(project)
            case facts.ProjectPaused(project=project):
                state[project] = "paused"
            case facts.ProjectResumed(project=project):
                state[project] = "in progress" if project in started else "waiting"
            case facts.ProjectFinished(project=project):
                state[project] = "finished"
            case facts.ProjectCancelled(project=project):
                state[project] = "cancelled"
    return state


def activities(events: Events) -> "pd.DataFrame":
    """One row an activity that became ready, by project and activity, in the log's order.

    Columns in working days: ready, started, finished (empty if not yet), waited, took.
    """
    import pandas as pd

    rows: dict[tuple[str, str], dict] = {}
    for event in events:
        match event:
            case facts.ActivityReady(day=day, project=project, activity=activity):
                rows[project, activity] = {"ready": day, "started": None, "finished": None}
            case facts.ActivityStarted(day=day, project=project, activity=activity):
                rows[project, activity]["started"] = day
            case facts.ActivityFinished(day=day, project=project, activity=activity):
                rows[project, activity]["finished"] = day
    table = pd.DataFrame(
        rows.values(),
        index=pd.MultiIndex.from_tuples(rows, names=["project", "activity"]),
        columns=["ready", "started", "finished"],
        dtype=float,
    )
    table["waited"] = table["started"] - table["ready"]
    table["took"] = table["finished"] - table["started"]
    return table


def roles(events: Events, scenario: Scenario, today: float | None = None) -> "pd.DataFrame":
    """One row a role, by id.

    Columns: people (today), busy (person-days), utilisation, in_demand (utilisation while work
    waits for the role; empty if none has), queue (people that ready activities waited for, on
    average until today).
    """
    import pandas as pd

    rows = role_rows(events, scenario, today)
    columns = ["role", "people", "busy", "utilisation", "in_demand", "queue"]
    table = pd.DataFrame(rows, columns=columns).set_index("role")
    return table.astype({"in_demand": float})


def role_rows(
    events: Events, scenario: Scenario, today: float | None = None
) -> list[dict[str, Any]]:
    """The same without a table: a record a role, with its id as "role"."""
    today = last_day(events) if today is None else today
    people = {role.id: role.people for role in scenario.roles}
    for event in of(events, facts.PeopleChanged):
        people[event.role] = event.people
    columns = {
        "people": people,
        "busy": busy(events, scenario, today),
        "utilisation": utilisation(events, scenario, today),
        "in_demand": utilisation_in_demand(events, scenario, today),
        "queue": queue(events, scenario, today),
    }
    return [
        {"role": role} | {name: found.get(role) for name, found in columns.items()}
        for role in people
    ]
