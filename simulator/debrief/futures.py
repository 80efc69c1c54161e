"""What comes of a day under a fate: its past by the numbers of the fate, the rest by its key."""

from collections.abc import Iterable

from simulator.chance import Fate
from simulator.decisions import Decision
from simulator.events import Event
from simulator.model import simulate
from simulator.session import Session


def future(
    session: Session, fate: Fate, decisions: Iterable[Decision] | None = None
) -> tuple[Event, ...]:
    """The whole run under a fate of this session; `decisions` None takes the session's own.

    What is judged from one day is played in the same fates. Raises what `simulate` raises.
    """
    taken = session.decisions if decisions is None else tuple(decisions)
    return simulate(session.scenario, session.policy, fate, taken)
