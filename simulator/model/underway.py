"""A run that goes on from decision to decision; its past is not worked out again for each.

What has happened is the same, byte for byte, as in a run from the first day with the decisions that
were taken.
"""

from msgspec.structs import replace

from simulator.decisions import AnyDecision
from simulator.errors import RefusedError
from simulator.events import Event
from simulator.limits import MOST_EVENTS
from simulator.model.asked import check, check_day, luck, whole
from simulator.model.replication import Replication
from simulator.policies import Policy
from simulator.scenario import Scenario


class Underway:
    """The office on a day: that day's facts are settled, its work is not handed out.

    Takes what `simulate` takes, and raises what it raises.
    """

    def __init__(
        self, scenario: Scenario, policy: Policy, seed: int, most_events: int = MOST_EVENTS
    ) -> None:
        check(scenario, policy)
        self._asked = scenario, policy, luck(seed)
        self._most = whole("most_events", most_events)
        self.today = 0.0
        self.decisions: tuple[AnyDecision, ...] = ()
        self._run = self._replayed()

    @property
    def events(self) -> tuple[Event, ...]:
        """Everything that has happened so far, hidden facts included."""
        run = self._run
        return tuple(run.world.log)

    def decide(self, decision: AnyDecision) -> None:
        """Carry out a decision today.

        Raises DecisionError if it cannot be carried out; then nothing has happened.
        """
        run, taken = self._run, replace(decision, day=self.today)
        try:
            run.decisions.plan([taken])
            run.world.run(self.today)
        except RefusedError:
            self._run = self._replayed()  # what was refused may have been carried out by half
            raise
        self.decisions += (taken,)

    def advance(self, day: float | None = None) -> None:
        """Go on to a later day; without one, until nothing can change any more."""
        if day is not None:
            check_day("day", day, self.today)
            self.today = day
        run = self._run
        run.world.run(day)
        self.today = max(self.today, run.world.today)

    def _replayed(self) -> Replication:
        scenario, policy, seed = self._asked
        run = Replication(scenario, policy, seed, self.decisions, self._most)
        run.world.run(self.today)
        return run
