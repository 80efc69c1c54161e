"""What the tests of readers share: files with something false in them, and what a run breaks."""

import pytest
from office import of

from simulator.events import ActivityFinished, ActivityStarted
from simulator.readers import ReadError, load
from simulator.scenario import ScenarioError

J30 = "psplib/j30/j301_1.sm"
REAL = "dslib/C2015-11 Staff Authorization System.p2x"
"""Files of others."""

SHOP = """ 2

  3
 4 0 6

 3 0
 1 0 0
 0 0 0 0 2 1:2 1:3
	2 3 0 1 1 1:3

 0 0 0 0 0
 2 5 30
 1 2 0

 3 4 1 0 1 2:2
 1 0 2 0 0

"""
"""A portfolio of two projects."""

SHED = """  5   2

 10   4
 0 0 0 3
 2
 3 4
 4 6 0 1 5
 2 5 1 1 5
 3 0 4
 1
 5
 0 0 0 0
"""
"""A project in numbers."""


def written(folder, text, name):
    """A scenario from a file with this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return load(path)


def refused(folder, text, old, new, name):
    """The message about a text in which some of it is another."""
    old, new = (it.replace("\\n", "\n") for it in (old, new))
    assert text.count(old) >= 1
    with pytest.raises(ReadError) as error:
        written(folder, text.replace(old, new, 1), name)
    return str(error.value)


def refusal(source, folder, *changes, lines=None):
    """The message about a copy of a file in which some text is another, or the end is missing."""
    text = source.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    copy = folder / f"copy{source.suffix}"
    copy.write_text("".join(text.splitlines(keepends=True)[:lines]), encoding="utf-8")
    with pytest.raises(ScenarioError) as error:
        load(copy)
    return str(error.value)


def told(table):
    """(old text, new text, message) from a table with a message under each change."""
    lines = table.strip("\n").splitlines()
    changes = [line.split(" => ") for line in lines[::2]]
    return [(*change, line.strip()) for change, line in zip(changes, lines[1::2], strict=True)]


def overloads(scenario, log):
    """The instants at which a role has more to do than people."""
    people, found = {role.id: role.people for role in scenario.roles}, []
    activities = {(p.id, a.id): a for p in scenario.projects for a in p.activities}
    for event in of(log, ActivityStarted, ActivityFinished):
        sign = -1 if isinstance(event, ActivityStarted) else 1
        for need in activities[event.project, event.activity].people:
            people[need.role] += sign * need.people
        found += [event for left in people.values() if left < -1e-9]
    return found


def overtakes(scenario, log):
    """Relations that a run has broken."""
    start = {(it.project, it.activity): it.day for it in of(log, ActivityStarted)}
    end = {(it.project, it.activity): it.day for it in of(log, ActivityFinished)}
    return [
        (project.id, activity.id, relation)
        for project in scenario.projects
        for activity in project.activities
        for relation in activity.predecessors
        if not obeyed(
            relation, (project.id, relation.activity), (project.id, activity.id), start, end
        )
    ]


def obeyed(relation, before, key, start, end):
    origin = start if relation.kind in ("SS", "SF") else end
    bound = start if relation.kind in ("FS", "SS") else end
    return origin[before] + relation.lag <= bound[key] and start[before] <= start[key]
