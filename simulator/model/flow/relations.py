"""Relations other than finish-to-start without a lag.

No relation lets an activity start before its predecessor has started. One that binds the finish
is met by starting late enough; if the predecessor takes longer after all, the activity stays open.
"""

from simulator.model.flow.work import Work
from simulator.model.world import FACT, Moment, World, hour_after
from simulator.scenario import nearest_hour


class Relations:
    """What starts and ends of activities mean for others."""

    def __init__(self, world: World, work: Work) -> None:
        self.world, self.work, self.network = world, work, work.network
        self.announced: dict[tuple[int, int], Moment] = {}

    def announce(self, place: int) -> None:
        """Plan when the successors of an activity in progress are let go, as its end now stands."""
        world, work = self.world, self.work
        for number, link in enumerate(self.network.other_links[place]):
            if link.successor in work.held:
                work.end_at(link.successor, world.today)  # it asks again whether to stay
            key = (place, number)
            before = self.announced.get(key)
            if before is not None and before.processed:
                continue
            binds_end = link.kind in ("FS", "FF")
            day = (work.ends[place] if binds_end else work.started[place]) + link.lag
            if link.kind in ("FF", "SF"):
                day -= work.durations.days(link.successor)
            day = max(world.today, hour_after(day))
            if before is not None:
                self.announced[key] = before.move(day)
            else:
                self.announced[key] = world.at(day, FACT, work.release, link.successor)

    def hold(self, place: int) -> bool:
        """Keep an activity open whose predecessor must be further than it is; True if so."""
        conditions = self.network.finish_conditions[place]
        if not conditions:
            return False
        today, work = self.world.today, self.work
        earliest = max(
            (work.ends[before] if relation.kind == "FF" else work.started[before])
            + nearest_hour(relation.lag)
            for before, relation in conditions
        )
        done = work.held.get(place, today)
        if hour_after(max(earliest, done)) <= today:
            return False
        work.held[place] = done
        work.end_at(place, max(earliest, done))
        return True
