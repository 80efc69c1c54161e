"""Relations other than finish-to-start without a lag.

No relation lets an activity start before its predecessor has started. One that binds the finish
is met by starting late enough; if the predecessor takes longer after all, the activity stays open.
"""

from typing import TYPE_CHECKING

from simulator import chance, events
from simulator.mechanisms.dependencies import hand_off
from simulator.model.clock import FACT, hour_after
from simulator.scenario import nearest_hour, on_grid

if TYPE_CHECKING:
    from simulator.model.replication import Replication


class Relations:
    """What starts and ends of activities mean for others."""

    def __init__(self, replication: "Replication") -> None:
        self.replication = replication
        self.announced: dict[tuple[int, int], object] = {}
        self.held: dict[int, float] = {}
        """Activities that stay open for a predecessor, and the day on which their own work is done:
        in the past, unless an issue has come since."""

    def announce(self, place: int) -> None:
        """Plan when the successors of an activity in progress are let go, as its end now stands."""
        office = self.replication
        for number, link in enumerate(office.network.other_links[place]):
            if link.successor in self.held:
                office.end_at(link.successor, office.clock.today)  # it asks again whether to stay
            key = (place, number)
            before = self.announced.get(key)
            if before is not None and before.processed:
                continue
            binds_end = link.kind in ("FS", "FF")
            day = (office.ends[place] if binds_end else office.started[place]) + link.lag
            if link.kind in ("FF", "SF"):
                day -= office.durations.days(link.successor)
            day = max(office.clock.today, hour_after(day))
            if before is not None:
                self.announced[key] = before.move(day)
            else:
                self.announced[key] = office.clock.at(day, FACT, office.release, link.successor)

    def hold(self, place: int) -> bool:
        """Keep an activity open whose predecessor must be further than it is; True if so."""
        office = self.replication
        earliest = max(
            (
                (office.ends[before] if relation.kind == "FF" else office.started[before])
                + nearest_hour(relation.lag)
                for before, relation in office.network.finish_conditions[place]
            ),
            default=office.clock.today,
        )
        done = self.held.get(place, office.clock.today)
        if hour_after(max(earliest, done)) <= office.clock.today:
            return False
        self.held[place] = done
        office.end_at(place, max(earliest, done))
        return True

    def extend(self, place: int, days: float) -> None:
        """An issue adds days to the work of an activity that is held; they begin today."""
        done = max(self.held[place], self.replication.clock.today) + days
        self.held[place] = done
        self.replication.end_at(place, max(self.replication.ends[place], done))

    def hand_over(self, project: int) -> None:
        """Projects that come after this one may start, once it is handed over (mechanism M35).

        A cancelled project leaves nothing to hand over: they start without it.
        """
        office, today = self.replication, self.replication.clock.today
        how, first = office.scenario.mechanisms.dependencies, office.scenario.projects[project]
        for place in office.network.dependents[project]:
            then, day = office.scenario.projects[place], today
            if how and office.state[project] == "finished":
                draw = chance.normal(office.seed, "hand-off", first.id, then.id)
                apart = float(first.group != then.group)
                day += on_grid(5 * hand_off(draw, apart, float(office.policy.liaison), how))
                office.events.append(events.HandOffBegan(today, first.id, then.id, day))
            for source in office.network.sources[place]:
                office.clock.at(day, FACT, office.release, source)
