"""Several portfolios become one."""

from datetime import date

from msgspec.structs import replace

from simulator.scenario import Project, Role, Scenario, ScenarioError


def merge(scenarios: list[Scenario], pool: bool) -> Scenario:
    """One scenario with the projects, risks and mitigations of all.

    With `pool`, roles of the same name are one, as large and as dear as the largest of them;
    without, the roles of each scenario are its own. Raises ScenarioError if mechanisms differ.
    """
    first, *others = scenarios
    if not others:
        return first
    for other in others:
        if other.mechanisms != first.mechanisms:
            raise ScenarioError(
                f"'{other.name}' and '{first.name}' have different mechanisms; "
                "give both files the same [mechanisms]"
            )
        if other.projects_per_person != first.projects_per_person:
            raise ScenarioError(
                f"'{other.name}' and '{first.name}' have different habits; "
                "give both files the same projects_per_person"
            )
    if not pool:
        scenarios = [_with_own_roles(scenario) for scenario in scenarios]
    roles: dict[str, Role] = {}
    for role in (role for scenario in scenarios for role in scenario.roles):
        known = roles.get(role.id)
        if known is None or role.people > known.people:
            roles[role.id] = role
    return Scenario(
        name="+".join(scenario.name for scenario in scenarios)[:80],
        title=f"{len(scenarios)} files as one portfolio",
        start=min(_start(scenario) for scenario in scenarios).isoformat(),
        roles=tuple(roles.values()),
        projects=tuple(p for scenario in _on_one_calendar(scenarios) for p in scenario.projects),
        projects_per_person=first.projects_per_person,
        risks=tuple(risk for scenario in scenarios for risk in scenario.risks),
        mitigations=tuple(m for scenario in scenarios for m in scenario.mitigations),
        objectives=tuple({o.id: o for scenario in scenarios for o in scenario.objectives}.values()),
        mechanisms=first.mechanisms,
    )


def _with_own_roles(scenario: Scenario) -> Scenario:
    """The scenario with its name in front of each of its roles' names."""

    def own(name: str) -> str:
        return f"{scenario.name}: {name}"

    roles = tuple(replace(role, id=own(role.id)) for role in scenario.roles)
    projects = tuple(
        replace(
            project,
            activities=tuple(
                replace(
                    activity,
                    people=tuple(replace(need, role=own(need.role)) for need in activity.people),
                )
                for activity in project.activities
            ),
        )
        for project in scenario.projects
    )
    return replace(scenario, roles=roles, projects=projects)


def _on_one_calendar(scenarios: list[Scenario]) -> list[Scenario]:
    """The scenarios with their days counted from the earliest of their start dates."""
    first = min(_start(scenario) for scenario in scenarios)
    shifted = []
    for scenario in scenarios:
        later = working_days(first, _start(scenario))
        projects = tuple(_later(project, later) for project in scenario.projects)
        shifted.append(replace(scenario, projects=projects))
    return shifted


def _start(scenario: Scenario) -> date:
    return date.fromisoformat(scenario.start)


def _later(project: Project, days: float) -> Project:
    """The project with all its days moved."""
    return replace(
        project,
        arrival=project.arrival + days,
        due=None if project.due is None else project.due + days,
        deadline=None if project.deadline is None else project.deadline + days,
    )


def working_days(first: date, second: date) -> int:
    """Mondays to Fridays from the first date, counted in, to the second, left out."""
    weeks, rest = divmod((second - first).days, 7)
    return weeks * 5 + sum((first.weekday() + day) % 7 < 5 for day in range(rest))
