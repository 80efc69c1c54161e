"""What happens in answer to one command, and what follows from each event of it."""

from oracle.book import plain
from oracle.due import FACT, Crisis, HandOver, Join, Key, Ripen, Stumble
from oracle.evolve import evolve
from oracle.state import State
from oracle.unseen import Flaw, Issue
from simulator import chance
from simulator import events as facts
from simulator.mechanisms import escalation
from simulator.scenario import on_grid


class Story:
    """What happens in answer to one command, told event by event."""

    def __init__(self, state: State, day: float) -> None:
        self.state, self.day = state, day
        self.events: list[object] = []
        self.planned: list[tuple[float, int, object, int | None]] = []

    def tell(self, *events: object) -> None:
        """Let these happen, one after the other."""
        for event in events:
            before, self.state = self.state, evolve(self.state, event)
            self.events.append(event)
            if self.state.turns is not before.turns:
                self._plan_turns(before)
            for day, command in consequences(self.state, event):
                self.planned.append((day, FACT, command, None))

    def _plan_turns(self, before: State) -> None:
        """Whatever has another place in the agenda than before comes up there."""
        turns = self.state.turns
        new = [command for command, turn in turns.items() if before.turns.get(command) != turn]
        for command in sorted(new, key=lambda command: turns[command].number):
            number, day = turns[command]
            self.planned.append((day, FACT, command, number))

    def ripen(self, keys: list[Key]) -> None:
        """Those of the activities become ready that wait for nothing any more."""
        for key in keys:
            if may_ripen(self.state, self.day, key):
                self.tell(facts.ActivityReady(self.day, *key))


def consequences(state: State, event: object) -> list[tuple[float, object]]:
    """What an event brings about later, or at the same instant but after it, with its day."""
    match event:
        case facts.ProjectArrived(day, project):
            waits = [(key, state.book.activities[key].earliest) for key in state.book.of(project)]
            return [(day + earliest, Ripen(key)) for key, earliest in waits if earliest > 0]
        case facts.ProjectFinished(day, project) | facts.ProjectCancelled(day, project):
            return _handed_over(state, day, project)
        case facts.HiringStarted(_, role, people, from_day):
            return [(from_day, Join(role, people))]
        case Issue() | Flaw():
            return _comes_out(state, event)
    return []


def _handed_over(state: State, day: float, project: str) -> list[tuple[float, object]]:
    """Projects that come after another one may start."""
    book = state.book
    freed = [it.id for it in book.projects.values() if project in it.after]
    keys = [key for name in freed for key in book.of(name)]
    first = [key for key in keys if not book.activities[key].predecessors]
    return [(day, HandOver(key, project)) for key in first]


def _comes_out(state: State, hidden: Issue | Flaw) -> list[tuple[float, object]]:
    """What nobody notices comes out by itself: an issue when it cannot grow any more (M16), wrong
    work when others build on it (M09)."""
    book, since = state.book, hidden.since
    if isinstance(hidden, Flaw):
        key, done = hidden.key, hidden.done
        luck = chance.exponential(book.seed, "comes out", *key, done)
        return [(since + on_grid(5 * book.how.rework.discovery * luck), Stumble(key, done))]
    growth, how = hidden.risk.growth, book.how.escalation
    if not (how and growth):
        return []
    weeks = escalation.crisis_weeks(growth, how.limit)
    return [(since + on_grid(5 * weeks), Crisis(hidden.risk.id))]


def may_ripen(state: State, day: float, key: Key) -> bool:
    """Whether an activity is ready now that was not before."""
    project, activity = state.book.projects[key[0]], state.book.activities[key]
    if key in state.ready or key in state.started or key[0] in state.over:
        return False
    if key[0] not in state.arrived or project.arrival + activity.earliest > day:
        return False
    if not activity.predecessors:
        return all((key, before) in state.handed for before in project.after)
    return all(_lets_go(state, (key[0], it.activity), key, it) for it in activity.predecessors)


def _lets_go(state: State, before: Key, key: Key, relation) -> bool:
    if plain(relation.kind, relation.lag):
        return before in state.ended
    link = (key, relation.kind, relation.lag)
    return (before, state.book.followers[before].index(link)) in state.released
