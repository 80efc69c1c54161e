"""What stands in the template until somebody writes over it: two small projects of an office."""

from datetime import date

from simulator.plans import (
    Plan,
    PlanActivity,
    PlanDemand,
    PlanPast,
    PlanProject,
    PlanRelation,
    PlanRisk,
    PlanRole,
)

PORTAL, MOVE = "Customer portal", "Office move"


def _row(key: str, project: str, name: str, days: float | None, who: str = "", many: float = 1.0,
         parent: str = "", **more: object) -> PlanActivity:  # fmt: skip
    demands = (PlanDemand(who, many),) if who else ()
    return PlanActivity(
        key=key, id=key, project=project, name=name, days=days, parent=parent, demands=demands,
        **more,  # type: ignore[arg-type]  # fields of the record, as their callers name them
    )  # fmt: skip


EXAMPLE = Plan(
    file="template.xlsx",
    source="the template's example",
    projects=(
        PlanProject(key=PORTAL, name=PORTAL, sponsor="Head of Sales", objective="Grow",
                    start=date(2027, 1, 4), due=date(2027, 3, 12), value=200.0,
                    cost_of_delay=2.0),
        PlanProject(key=MOVE, name=MOVE, sponsor="Head of Works", start=date(2027, 2, 1),
                    due=date(2027, 4, 30), deadline=date(2027, 6, 30), after=(PORTAL,)),
    ),
    activities=(
        _row("1", PORTAL, "Design", None),
        _row("2", PORTAL, "Ask customers", 5.0, "analyst", parent="1", work="routine"),
        _row("3", PORTAL, "Draw the pages", 10.0, "analyst", parent="1", low=8.0, high=20.0),
        _row("4", PORTAL, "Build", 20.0, "developer", 2.0, work="novel"),
        _row("5", PORTAL, "Try it out", 10.0, "tester"),
        _row("6", MOVE, "Find rooms", 15.0, "analyst"),
        _row("7", MOVE, "Move", 3.0, "mover", 4.0, earliest=date(2027, 4, 1)),
    ),
    relations=(
        PlanRelation("2", "3"),
        PlanRelation("1", "4"),
        PlanRelation("4", "5", "SS", 12.0),
        PlanRelation("6", "7"),
    ),
    roles=(
        PlanRole("analyst", "Analyst", 1.0, 0.6, 20.0),
        PlanRole("developer", "Developer", 2.0, 0.7, 30.0,
                 away=((date(2027, 2, 8), date(2027, 2, 12)),)),
        PlanRole("tester", "Tester", 1.0, 0.55),
        PlanRole("mover", "Mover", 4.0),
    ),
    risks=(
        PlanRisk(PORTAL, "The old system hides rules that nobody knows", 0.3, 10.0, "effort",
                 "Analyst", "Read its code before", 4.0, 0.5),
        PlanRisk(MOVE, "The landlord is late", 0.2, 15.0, "delay"),
    ),
    history=(
        PlanPast("Intranet", "Build", 20.0, 31.0, "standard", date(2026, 5, 29)),
        PlanPast("Intranet", "Try it out", 10.0, 10.0, "routine", date(2026, 6, 12)),
    ),
)  # fmt: skip
