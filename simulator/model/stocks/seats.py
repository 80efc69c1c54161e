"""People who leave, and who succeeds them (mechanism M33)."""

from collections.abc import Callable, Sequence
from math import inf, log

from simulator.calendar import DAYS_A_WEEK, WEEKS_A_MONTH
from simulator.events import PersonLeft
from simulator.mechanisms import turnover
from simulator.model.conditions import Conditions
from simulator.model.flow.people import People
from simulator.model.flow.staffing import Staffing
from simulator.model.pmo import Pmo
from simulator.model.stocks.growth import growth
from simulator.model.stocks.month import Month
from simulator.model.world import FACT, World
from simulator.scenario import on_grid


class Seat:
    """A place for one person."""

    def __init__(self) -> None:
        self.holder = 0
        """How many people have sat here, the present one included."""
        self.limit = inf
        """The hazard lived through in the role at which its holder leaves; none while empty."""
        self.gone = False
        """Whether the seat was given up."""


class Seats:
    """The seats of every role."""

    def __init__(
        self,
        world: World,
        people: People,
        staffing: Staffing,
        pmo: Pmo,
        conditions: Conditions,
        how: turnover.Turnover,
    ) -> None:
        self.world, self.chance, self.people = world, world.chance, people
        self.staffing, self.pmo = staffing, pmo
        self.conditions, self.how = conditions, how
        self.lost: Sequence[Callable[[int], None]] = ()
        """Called with the role of somebody who leaves: what they take along."""
        self.lived = [0.0] * len(people.roles)
        """Hazard of leaving that each person of a role has lived through."""
        self.seats: list[list[Seat]] = [[] for _ in people.roles]
        for role, there in enumerate(people.employed):
            self._add(role, int(there))

    def step(self, week: int, month: Month) -> None:
        """Let those leave whose time has come; successors come after the vacancy, and are new."""
        work, conditions = growth(self.pmo), self.conditions
        for role, seats in enumerate(self.seats):
            rate = turnover.hazard(
                month.roles[role].overload,
                conditions.tired[role],
                conditions.safe_to_stay,
                work.mentoring,
                work.career,
                self.how,
            )
            lived = self.lived[role] = self.lived[role] + rate * WEEKS_A_MONTH
            for number in [it for it, seat in enumerate(seats) if lived >= seat.limit]:
                self._leave(role, number)

    def tell(self) -> None:
        """Say of everybody who is still there how much sooner they would have gone."""
        if listens := self.chance.listens:
            for role, seats in enumerate(self.seats):
                for number, seat in enumerate(seats):
                    if seat.limit < inf:
                        name = ("leaves", self.people.roles[role].id, number, seat.holder)
                        listens.hear(name, _until_leaving, self.lived[role] - seat.limit, inf)

    def _leave(self, role: int, number: int) -> None:
        """One person goes; the seat stays empty for the vacancy."""
        self.seats[role][number].limit = inf
        self.conditions.new[role] *= 1 - 1 / max(self.people.employed[role], 1)
        for lose in self.lost:
            lose(role)
        self.world.note(PersonLeft(self.world.today, self.people.roles[role].id))
        self.staffing.change(role, -1)
        back = self.world.today + on_grid(DAYS_A_WEEK * self.how.vacancy)
        # an office in which all work is done does not go on because people come and go
        self.world.at(back, FACT, self._succeed, (role, number), counts=False)

    def _succeed(self, about: tuple[int, int]) -> None:
        """A successor arrives."""
        role, number = about
        self.staffing.change(role, +1)
        self._sit_down(role, number)

    def resize(self, role: int, count: float) -> None:
        """Somebody has decided on more or fewer seats; the last ones go first."""
        if count > 0:
            self._add(role, int(count))
            return
        taken = [seat for seat in self.seats[role] if seat.limit < inf]
        for seat in taken[max(0, len(taken) + int(count)) :]:
            seat.limit = inf
            seat.gone = True

    def _add(self, role: int, count: int) -> None:
        """Give so many people a seat: one that was given up, or a new one."""
        seats = self.seats[role]
        free = [number for number, seat in enumerate(seats) if seat.gone][:count]
        free += range(len(seats), len(seats) + count - len(free))
        seats += [Seat() for number in free if number >= len(seats)]
        for number in free:
            self._sit_down(role, number)

    def _sit_down(self, role: int, number: int) -> None:
        """Draw when the new holder of a seat leaves; the draw belongs to seat and holder."""
        seat, name = self.seats[role][number], self.people.roles[role].id
        seat.holder += 1
        seat.gone = False
        seat.limit = self.lived[role] + self.chance.exponential("leaves", name, number, seat.holder)


def _until_leaving(number: float) -> float:
    """The hazard until somebody leaves, by their number."""
    return -log(number)
