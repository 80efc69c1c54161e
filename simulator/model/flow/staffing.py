"""People who come or go."""

from collections.abc import Callable

from simulator.events import PeopleChanged
from simulator.model.flow.people import People
from simulator.model.world import World


class Staffing:
    """Changes of how many people a role has, and what must follow from each."""

    def __init__(self, world: World, people: People) -> None:
        self.world, self.people = world, people
        self.joined: list[Callable[[int, float], None]] = []
        """Called with role and number before it is told, such as to count newcomers."""
        self.resized: list[Callable[[int, float], None]] = []
        """Called with role and number after it is told, where there are more or fewer places."""
        self.told: list[Callable[[], None]] = []
        """Called once everybody knows."""

    def resize(self, role: int, number: float) -> None:
        """There are so many more places for people of a role, or fewer."""
        self.change(role, number)
        for resized in self.resized:
            resized(role, number)

    def change(self, role: int, number: float) -> None:
        """So many people of a role come, or are told to leave."""
        self.people.change(role, number)
        for joined in self.joined:
            joined(role, number)
        name, there = self.people.roles[role].id, self.people.employed[role]
        self.world.note(PeopleChanged(self.world.today, name, there))
        for told in self.told:
            told()
