"""Which event came of which decision."""

from simulator.model import simulate
from simulator.session import Session
from simulator.session.session import taken_on


def outcomes(session: Session) -> dict[int, int]:
    """The number of the decision that an event came of at once, by the event's place in the log.

    A run that stops on the day of a decision ends with what that decision has changed; so what it
    has more than the same run without it is what came of it.
    """
    found: dict[int, int] = {}
    numbers = range(len(session.decisions))
    ordered = sorted(numbers, key=lambda it: taken_on(session.decisions[it]))
    taken = [session.decisions[number] for number in ordered]
    for count, number in enumerate(ordered):
        day = taken_on(taken[count])
        before, after = (
            len(simulate(session.scenario, session.policy, session.seed, taken[:more], day))
            for more in (count, count + 1)
        )
        found |= dict.fromkeys(range(before, after), number)
    return found
