"""What follows from files and what was said of them: a plan, an office, or why there is none."""

from typing import NamedTuple

from msgspec.structs import replace

from simulator.importing.moment import Moment
from simulator.importing.several import together
from simulator.importing.sources import Source, sheets_of
from simulator.plans import Answers, Findings, Imported, NoPlanError, Plan, translated
from simulator.plans.drafts import peak
from simulator.readers import ReadError
from simulator.readers.tables import Mapping, plan_in


class Found(NamedTuple):
    """What follows from the files and what was said of them."""

    plan: Plan | None = None
    """As it was read; None while its tables are not mapped well enough."""
    imported: Imported | None = None
    """None while nothing in it could be played."""
    trouble: str = ""
    """Why there is no more, in a sentence."""


def derived(source: Source, now: Moment, name: str, plan: Plan | None = None) -> Found:
    """What follows from files and what was said of them; what is missing for more is said.

    Raises RefusedError for an answer that cannot be.
    """
    if plan is None:
        try:
            plan = _plan(source, now.mapping, name)
        except ReadError as error:
            if not source.is_table:
                raise
            return Found(trouble=str(error))
    try:
        return Found(plan, translated(plan, still_there(plan, now.answers)))
    except NoPlanError as error:
        return Found(plan, trouble=f"{error}{_history(plan)}")


def planned_with(imported: Imported) -> dict[str, float]:
    """By name of people or pools: the most that the plan's own dates have at work at once, where
    there are fewer."""
    spans: dict[str, list[tuple[float, float, float]]] = {}
    for project in imported.scenario.projects:
        for activity in project.activities:
            key = (project.id, activity.id)
            first, last = imported.starts.get(key), imported.ends.get(key)
            if first is None or last is None:
                continue
            for need in activity.people:
                spans.setdefault(need.role, []).append((first, last, need.people))
    found = {}
    for role in imported.scenario.roles:
        most = round(peak(spans.get(role.id, ())), 2)
        if most > role.people:
            found[role.name or role.id] = most
    return found


def _plan(source: Source, mapping: Mapping | None, name: str) -> Plan:
    if source.is_table:
        return _of_tables(source, mapping or Mapping())
    return together(source.plans, f"{name}{source.path.suffix}")


def _of_tables(source: Source, mapping: Mapping) -> Plan:
    """Tables of one plan together; where several files list activities, a plan of each."""
    lists = {it.sheet for it in mapping.sheets if it.about == "activities"}
    plans = [file for file in source.files if lists & set(file[1])]
    if len(plans) < 2:
        return plan_in(source.path, source.sheets, mapping, Findings(source.noted))
    others = [name for file in source.files if file not in plans for name in file[1]]
    found = [
        plan_in(
            path,
            sheets_of(source, names if number else (*names, *others)),
            mapping,
            Findings(() if number else source.noted),
        )
        for number, (path, names) in enumerate(plans)
    ]
    return together(found, source.path.name)


def still_there(plan: Plan, answers: Answers) -> Answers:
    """The answers without words about what is no longer in the plan, as after another mapping."""
    if not answers.said:
        return answers
    keys = {about: {it.key for it in getattr(plan, about)}
            for about in ("projects", "activities", "roles")}  # fmt: skip
    return replace(answers, said=tuple(it for it in answers.said if it.key in keys[it.about]))


def _history(plan: Plan) -> str:
    """What else can be done with a file in which all is over."""
    if not plan.history:
        return ""
    return (
        f"; its rows of finished work ({len(plan.history):,}) are a history, from which notebook "
        "16, “Your own office”, learns"
    )
