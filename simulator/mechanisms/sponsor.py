"""M29: a sponsor who is asked well decides fast; one who is flooded does not."""

from typing import Annotated

from simulator.mechanisms.card import Card, Parameters, parameter


class Sponsor(Parameters, frozen=True, kw_only=True):
    """What raises and lowers a sponsor's engagement, and how fast decisions then come."""

    start: Annotated[float, parameter(0, 1, "share", "engagement on the first day")] = 0.5
    ask: Annotated[float, parameter(0, 1, "an ask", "gained by a question with a choice")] = 0.1
    noise: Annotated[float, parameter(0, 1, "a case", "lost by a needless escalation")] = 0.05
    overload: Annotated[float, parameter(0, 1, "a week", "lost while overloaded")] = 0.04
    carries: Annotated[
        float, parameter(1, 20, "projects", "one sponsor can carry at once", "PMI (2014)")
    ] = 3.0
    win: Annotated[float, parameter(0, 1, "a win", "gained by a visible success")] = 0.06
    fade: Annotated[float, parameter(0, 1, "share a week", "lost when nothing happens")] = 0.03
    quickest: Annotated[
        float, parameter(0.01, 5, "decisions a week", "that come even without any engagement")
    ] = 0.2
    asked: Annotated[
        float, parameter(0, 1, "share of issues", "that need a decision of the sponsor")
    ] = 0.3


def step(
    engagement: float,
    asks: float,
    noise: float,
    overload: float,
    wins: float,
    weeks: float,
    how: Sponsor,
) -> float:
    """Engagement some weeks later, 0 to 1; asks, noise and wins are counts per week."""
    up = how.ask * asks + how.win * wins
    down = how.noise * noise + how.overload * overload + how.fade * engagement
    return min(1.0, max(0.0, engagement + (up - down) * weeks))


def overloaded(projects: float, sponsors: float, how: Sponsor) -> float:
    """How far sponsors have more projects in progress than they can carry, 0 to 1."""
    return min(1.0, max(0.0, projects / (how.carries * max(1.0, sponsors)) - 1))


def latency(engagement: float, how: Sponsor) -> float:
    """Weeks until a decision comes: 1 / (.2 + E)."""
    return 1 / (how.quickest + engagement)


CARD = Card(
    module=__name__,
    number="M29",
    meaning="An engaged sponsor decides within days; a neglected or flooded one takes weeks.",
    formula="E' = .1 · asks − .05 · noise − .04 · overload + .06 · wins − .03 · E a week; "
    "weeks until a decision = 1 / (.2 + E)",
    source="design defaults. Fewer than two thirds of projects have a sponsor, who carries about "
    "three at about 13 hours a week each (PMI 2014); sponsorship leads the list of what helps "
    "change since 1998 (Prosci, a vendor's surveys)",
    checked="three projects a sponsor, as in the survey; all other sizes are invented",
    leaves_out="That sponsors differ and are replaced: one engagement for all. A decision is never "
    "wrong, only late. How long a decision takes is certain, once engagement is known.",
    lesson="notebook 09",
    record=Sponsor,
)
