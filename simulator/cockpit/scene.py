"""What the screen is about: a session on its day, with what can be seen of it worked out once."""

from functools import cached_property

from simulator.cockpit.plan import critical_chains, planned
from simulator.cockpit.ways import Key, Way, ways
from simulator.decisions import BuyMitigation, OrderProjects
from simulator.metrics import Events
from simulator.metrics.promises import as_promised
from simulator.narration import called, names_by_id
from simulator.policies.seen import Seen
from simulator.scenario import Activity, Project, Role
from simulator.session import Session

OVER = ("finished", "cancelled")
"""States in which nothing of a project is to come."""


class Scene:
    """A session and everything about its day that more than one part of the screen asks for."""

    def __init__(self, session: Session) -> None:
        self.session, self.today = session, session.today
        self.events: Events = session.visible
        """What can be seen; nothing on the screen is made from anything else."""
        self.scenario = as_promised(self.events, session.scenario)
        """With the due days that hold by now."""
        self.rules = session.rules

    @cached_property
    def ways(self) -> dict[Key, Way]:
        """How each activity has gone so far."""
        return ways(self.events)

    @cached_property
    def seen(self) -> Seen:
        """What all of it adds up to."""
        return Seen(self.scenario).read(list(self.events))

    @property
    def state(self) -> dict[str, str]:
        """By project: expected, waiting, in progress, paused, finished or cancelled."""
        return self.seen.state

    @cached_property
    def plan(self) -> dict[Key, Way]:
        """How each activity would go if nothing went wrong and nobody interfered."""
        return planned(self.session.plan)

    @cached_property
    def chains(self) -> dict[str, frozenset[Key]]:
        """By project: the activities that set its planned finish."""
        return critical_chains(self.scenario, self.session.plan)

    @cached_property
    def names(self) -> dict[str, str]:
        """What people call everything that a decision can name."""
        return names_by_id(self.scenario)

    @cached_property
    def projects(self) -> dict[str, Project]:
        """By id."""
        return {it.id: it for it in self.scenario.projects}

    @cached_property
    def roles(self) -> dict[str, Role]:
        """By id."""
        return {it.id: it for it in self.scenario.roles}

    @cached_property
    def activities(self) -> dict[Key, Activity]:
        """By (project, activity)."""
        return {(p.id, it.id): it for p in self.scenario.projects for it in p.activities}

    @cached_property
    def bought(self) -> set[str]:
        """The offers that were bought, by decision or by rule."""
        return set(self.seen.bought) | {
            it.mitigation for it in self.session.decisions if isinstance(it, BuyMitigation)
        }

    @cached_property
    def by_hand(self) -> tuple[str, ...]:
        """The projects that were put first by hand; empty if the rule decides."""
        orders = [it.projects for it in self.session.decisions if isinstance(it, OrderProjects)]
        return orders[-1] if orders else ()

    def role(self, role: str) -> str:
        """What people call one person of a role, within a sentence."""
        return lower(called(self.roles[role]))

    def so_many(self, people: float, role: str) -> str:
        """So many people of a role, within a sentence: 2 integrators."""
        name = self.role(role)
        alike = people == 1 or name.endswith("s")
        return f"{people:g} {name}" if alike else f"{people:g} {name}s"

    def project(self, project: str) -> str:
        """What people call a project."""
        return called(self.projects[project])

    def activity(self, key: Key) -> str:
        """What people call an activity."""
        return self.activities[key].name or key[1].replace("_", " ")


def lower(name: str) -> str:
    """A name within a sentence: PMO and IT stay as they are."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
