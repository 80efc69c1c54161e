"""What the fields of a plan are called on a page, and what stands in them."""

from typing import NamedTuple

from simulator.readers.tables import About


class Label(NamedTuple):
    """A field's name, and in a few words what is expected."""

    name: str
    hint: str = ""


TABLES: dict[About, str] = {
    "activities": "Activities",
    "projects": "Projects",
    "people": "People",
    "risks": "Risks",
    "history": "What past work took",
}

LABELS: dict[About, dict[str, Label]] = {
    "projects": {
        "project": Label("Project", "its name"),
        "sponsor": Label("Sponsor", "who wants it"),
        "start": Label("Start", "a date"),
        "finish": Label("Planned finish", "a date"),
        "due": Label("Due", "the date that was promised"),
        "deadline": Label("Deadline", "after it, it is worth nothing"),
        "value": Label("Value", "in k€"),
        "cost_of_delay": Label("Cost of delay", "in k€ a working day"),
        "after": Label("After", "projects to be delivered before"),
        "objective": Label("Objective", "what it serves"),
    },
    "activities": {
        "project": Label("Project", "to which it belongs"),
        "id": Label("Id", "by which predecessors name it"),
        "other_id": Label("Second id", "another number of it"),
        "name": Label("Activity", "what is to be done"),
        "level": Label("Level", "1, 2, 3 …"),
        "wbs": Label("Outline number", "1.2.3"),
        "phase": Label("Phase", "or epic, section, bucket"),
        "parent": Label("Parent", "id of the group it stands in"),
        "duration": Label("Duration", "working days, 2w, 16h"),
        "effort": Label("Effort", "person-days"),
        "low": Label("Low estimate", "if all goes well"),
        "high": Label("High estimate", "if much goes wrong"),
        "who": Label("Who", "people or teams"),
        "how_many": Label("How many", "people, or a share"),
        "predecessors": Label("Predecessors", "ids that come first"),
        "start": Label("Start", "a date"),
        "finish": Label("Finish", "a date"),
        "earliest": Label("Not before", "a date"),
        "done": Label("Done", "a share, 0 to 100 %"),
        "status": Label("Status", "to do, in progress, done"),
        "remaining": Label("Remaining", "time that is left"),
        "began": Label("Actual start", "a date"),
        "ended": Label("Actual finish", "a date"),
        "work": Label("Kind of work", "routine, standard, novel, research"),
    },
    "people": {
        "who": Label("Who", "a person or a team"),
        "people": Label("How many", "people"),
        "rate": Label("Rate", "k€ a person and day"),
        "away": Label("Away", "from – to"),
        "hire_days": Label("Hire takes", "working days"),
    },
    "risks": {
        "project": Label("Project", "to which it belongs"),
        "risk": Label("Risk", "what may happen"),
        "probability": Label("Probability", "a share or a word"),
        "impact": Label("Impact", "a number or a word"),
        "delay": Label("Delay", "in days"),
        "cost": Label("Cost", "money"),
        "unit": Label("Unit", "of the impact"),
        "owner": Label("Owner", "who looks after it"),
        "answer": Label("Answer", "what can be done before"),
        "answer_cost": Label("Cost of the answer", "in k€"),
        "helps": Label("Helps by", "a share"),
        "status": Label("Status", "open or closed"),
    },
    "history": {
        "project": Label("Project"),
        "activity": Label("Activity"),
        "planned": Label("Planned", "days"),
        "actual": Label("Took", "days"),
        "planned_start": Label("Planned start", "a date"),
        "planned_finish": Label("Planned finish", "a date"),
        "actual_start": Label("Actual start", "a date"),
        "actual_finish": Label("Actual finish", "a date"),
        "work": Label("Kind of work"),
        "finished": Label("Finished on", "a date"),
    },
}


def label(about: About, field: str) -> Label:
    """The name of a field, whatever a reader adds to the list."""
    return LABELS[about].get(field) or Label(field.replace("_", " ").capitalize())
