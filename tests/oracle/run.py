"""Time: what is due comes up in its order, until a day or until nothing moves."""

from heapq import heappop, heappush

from oracle import by_hand, climate, flaws, issues, mondays, work
from oracle.book import Book
from oracle.clocks import watches
from oracle.due import (
    CHOOSE,
    DECIDE,
    FACT,
    KEEPS_GOING,
    REVIEW,
    Arrive,
    Choose,
    Crisis,
    Finish,
    HandOver,
    Join,
    LetGo,
    Monday,
    Ripen,
    Strike,
    Stumble,
)
from oracle.state import State
from oracle.story import Story
from oracle.unseen import Asked, HandedOver, Released, Up
from simulator import events as facts
from simulator.policies import Policy
from simulator.scenario import Scenario


def run(scenario, policy=None, decisions=(), until=None, seed=0) -> tuple[facts.Event, ...]:
    """The same as `simulate`: all events until a day, or until nothing moves."""
    agenda, log = Agenda(begin(scenario, policy or Policy(), seed)), []
    for project in scenario.projects:
        agenda.plan(project.arrival, FACT, Arrive(project.id))
    for decision in decisions:
        agenda.plan(decision.day, DECIDE, decision)
    agenda.let_mondays_come(0.0)
    while agenda.entries and (until is None or agenda.entries[0][:2] < (until, CHOOSE)):
        log += agenda.take()
    return tuple(map(facts.canonical, log))


def begin(scenario: Scenario, policy: Policy, seed: int) -> State:
    """Before anything has happened."""
    rules = {field: getattr(policy, field) for field in policy.__struct_fields__}
    people, book = {role.id: role.people for role in scenario.roles}, Book(scenario, seed)
    paces = dict.fromkeys(people, 1.0)
    outside = climate.first_times(book), climate.first_shock(book)
    return State(book, rules, people, people, paces, watches(book), *outside)


class Agenda:
    """What is due, in its order, and how things stand."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.entries: list[tuple[float, int, int, object, int | None]] = []
        self.planned = 0
        self.coming = self.resting = False
        """Whether there are Mondays at all; whether none comes until something is due again."""

    def plan(self, day: float, phase: int, command: object, number: int | None = None) -> None:
        """A command is due; `number` says which of them it is, if it may be put off."""
        self.planned += 1
        heappush(self.entries, (day, phase, self.planned, command, number))

    def take(self) -> list[facts.Event]:
        """Let the next command happen; what anybody can read of it."""
        day, _, _, command, number = heappop(self.entries)
        if self._called_off(command, number):
            return []
        story = Story(self.state, day)
        take_up(story, command, number is not None)
        self.state = story.state
        for entry in story.planned:
            self.plan(*entry)
        told = [event for event in story.events if isinstance(event, facts.Event)]
        if told:
            self.plan(day, CHOOSE, Choose())
        self._look_ahead(day, command)
        return told

    def _called_off(self, command: object, number: int | None) -> bool:
        turn = self.state.turns.get(command) if number is not None else None
        return number is not None and (turn is None or turn.number != number)

    def _look_ahead(self, day: float, command: object) -> None:
        """See whether another Monday comes."""
        if self.state.given_up:
            self.entries.clear()
        elif not self.coming:
            self.let_mondays_come(day)
        elif isinstance(command, Monday) or self.resting:
            self.resting = not any(map(self._keeps_going, self.entries))
            if not self.resting:
                self._plan_monday(day)

    def _keeps_going(self, entry: tuple) -> bool:
        return isinstance(entry[3], KEEPS_GOING) and not self._called_off(*entry[3:])

    def let_mondays_come(self, day: float) -> None:
        """Mondays come from the day on which there is something to do on them."""
        self.coming = mondays.come(self.state)
        if self.coming:
            self._plan_monday(day)

    def _plan_monday(self, day: float) -> None:
        week = int(day // 5) + 1
        self.plan(5.0 * week, REVIEW, Monday(week))


def take_up(story: Story, command: object, may_wait: bool) -> None:
    """Carry out what has come up, unless it has been put off in the meantime."""
    if may_wait:
        due = story.state.due[command]
        story.tell(Up(command))
        if due > story.day:
            story.tell(Asked(command, due))
            return
    decide(story, command)


def decide(story: Story, command: object) -> None:
    """Let happen at once what a command brings about."""
    match command:
        case Arrive(project):
            story.tell(facts.ProjectArrived(story.day, project))
            story.ripen(story.state.book.of(project))
        case Ripen(key):
            story.ripen([key])
        case HandOver(key, project):
            story.tell(HandedOver(key, project))
            story.ripen([key])
        case LetGo(key, place):
            story.tell(Released(key, place))
            story.ripen([story.state.book.followers[key][place][0]])
        case Finish(key):
            work.finish(story, key)
        case Choose():
            work.choose(story)
        case _:
            _decide_office(story, command)


def _decide_office(story: Story, command: object) -> None:
    match command:
        case Join(role, change):
            people = story.state.people[role] + change
            story.tell(facts.PeopleChanged(story.day, role, people))
        case Strike(risk):
            issues.strike(story, story.state.book.risks[risk])
        case Crisis(risk):
            issues.come_out(story, risk)
        case Stumble(key, done):
            flaws.stumble(story, key, done)
        case Monday(week):
            mondays.begin(story, week)
        case _:
            by_hand.decide(story, command)
