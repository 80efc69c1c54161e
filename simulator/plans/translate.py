"""A plan that somebody else made becomes a scenario; what was done on the way is said."""

from simulator.errors import RefusedError
from simulator.plans.answers import Answers, Imported
from simulator.plans.office import office
from simulator.plans.plan import Plan
from simulator.plans.work import Work


class NoPlanError(RefusedError):
    """A file that holds no plan; the message says what was looked for."""


def translated(plan: Plan, answers: Answers | None = None) -> Imported:
    """The plan as an office that can be played.

    Raises NoPlanError if nothing in it is still to be done, RefusedError if an answer cannot be.
    """
    work = Work(plan, answers or Answers())
    work.begin()
    if not any(key in work.outline.rows for key in work.drafts):
        raise NoPlanError(
            f"{plan.file}: holds nothing that is still to be done; expected at least one activity "
            "or project that is not finished"
        )
    work.date_them()
    return office(work)
