"""What was promised when: due days that somebody outside has moved."""

from simulator.events import DueMoved
from simulator.metrics.log import Events, of
from simulator.scenario import Scenario, with_due


def as_promised(events: Events, scenario: Scenario) -> Scenario:
    """The scenario with the due days that these events have come to.

    A project that is over keeps the day that it was last promised for.
    """
    for moved in of(events, DueMoved):
        scenario = with_due(scenario, moved.project, moved.due)
    return scenario
