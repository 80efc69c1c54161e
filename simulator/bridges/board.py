"""The office on a day as plain text."""

from collections.abc import Iterator

from simulator.bridges.known import Known
from simulator.narration import called, narrate, quiet
from simulator.plain_text import visible


def board(known: Known, since: float) -> str:
    """Money, projects and people of a day, and what has happened from a day on."""
    return "\n".join(visible(line) for line in _lines(known, since))


def _lines(known: Known, since: float) -> Iterator[str]:
    yield f"day {known.today:g} · value {known.value:,.0f} k€ − spent {known.spent:,.0f} k€"
    for project in known.scenario.projects:
        state, left = known.seen.state[project.id], known.seen.effort_left(project.id)
        done = 1 - left / project.effort if project.effort else 0.0
        due = "" if project.due is None else f"due {project.due:g}"
        yield f"  {called(project):40.40} {state:12} {done:4.0%}  {due}".rstrip()
    for role in known.scenario.roles:
        there, busy = known.seen.people[role.id], known.at_work[role.id]
        wanted = known.wanted[role.id]
        yield f"  {called(role):40.40} {there:g} people, {busy:g} at work, {wanted:g} wanted"
    for event in known.events:
        if event.day >= since and not quiet(event):
            yield f"  day {event.day:g}: {narrate(event, known.scenario)}"
