"""Why somebody decided so, as it was written then, beside what came of it."""

from simulator.decisions import describe
from simulator.narration import names_by_id
from simulator.report.case import Case
from simulator.report.markup import more, table
from simulator.report.section import Section


def reasons(case: Case) -> Section | None:
    """Reasons then, outcomes now; None where nobody wrote any."""
    if not case.reasons:
        return None
    worth = {row.day: row.value for row in case.taken("decision")}
    names = names_by_id(case.session.scenario)
    rows = []
    for day, why in sorted(case.reasons.items()):
        taken = [describe(it, names) for it in case.session.decisions if it.day == day]
        value = f"{more(worth[day])} k€" if day in worth else ""
        rows.append((f"day {day:g}", "; ".join(taken), why, value))
    return Section(
        "What you wrote when you decided, and what that decision was worth on average then: judge "
        "the reason by what you could know, not by how it ended.",
        table(("", "you decided", "because", "worth"), rows),
    )
