"""What a mentor adds from outside while a workshop runs, and what of it has come by a day."""

from msgspec.structs import replace

from simulator.check import check
from simulator.scenario import AnyInject, Inject, Scenario, ScenarioError
from simulator.values import shown


def with_injects(scenario: Scenario, *injects: AnyInject, today: float | None = None) -> Scenario:
    """The scenario with these injects as well.

    `today` is the last day that any team has flown to, None if nobody has begun. What has happened
    until then stays as it is, byte for byte, in every world. Raises ScenarioError for an inject on
    a day that has been flown, and for one that breaks a rule.
    """
    for inject in injects:
        if not isinstance(inject, Inject):
            raise ScenarioError(f"{shown(inject)} is no inject; write one such as NewsInject(…)")
        if today is not None and not inject.day > today:
            raise ScenarioError(
                f"inject {shown(inject.headline)}: day {inject.day:g} has been flown; "
                f"write a day after day {today:g}"
            )
    return check(replace(scenario, injects=(*scenario.injects, *injects)))


def come_by(scenario: Scenario, day: float) -> Scenario:
    """The scenario with those injects only that have come by a day.

    Until that day both give the same log. Whoever looks ahead sees this one: what a mentor still
    has in store nobody can know.
    """
    come = tuple(inject for inject in scenario.injects if inject.day <= day)
    return scenario if come == scenario.injects else replace(scenario, injects=come)
