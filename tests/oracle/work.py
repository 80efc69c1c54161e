"""Activities that start and end, and the people who hold them (M03)."""

from math import ceil, exp

from oracle import flaws, issues
from oracle.book import hour_after, plain
from oracle.burdens import take_on
from oracle.due import Finish, Key
from oracle.orders import importance
from oracle.pace import set_pace
from oracle.state import State, in_progress
from oracle.story import Story
from oracle.unseen import Divided, Held, Settled
from simulator import events as facts
from simulator.mechanisms import attention
from simulator.scenario import Project

# Ends


def finish(story: Story, key: Key) -> None:
    """The end of an activity, unless it has to stay open; perhaps the end of its project."""
    state, day = story.state, story.day
    if _stays_open(story, key):
        return
    mine = set(state.book.of(key[0]))
    is_last = mine <= state.ended.keys() | {key}
    if is_last:
        flaws.hand_in(story, key)
        issues.deliver(story, key[0])
        if story.state.ends[key] > state.ends[key]:
            return
    story.tell(facts.ActivityFinished(day, *key))
    if is_last:
        project = state.book.projects[key[0]]
        story.tell(facts.ProjectFinished(day, key[0], _worth(project, day)))
    else:
        flaws.done(story, key)
    story.ripen([it for it, kind, lag in state.book.followers[key] if plain(kind, lag)])


def _stays_open(story: Story, key: Key) -> bool:
    """Whether a predecessor is not as far as it must be; if so, when to ask again."""
    state, day = story.state, story.day
    bounds = [
        (state.ends if it.kind == "FF" else state.started)[key[0], it.activity] + it.lag
        for it in state.book.activities[key].predecessors
        if it.kind in ("FF", "SF")
    ]
    done = state.held.get(key, day)
    until = max([*bounds, done])
    if not bounds or hour_after(until) <= day:
        return False
    story.tell(Held(key, done))
    set_pace(story, key, state.speed[key], until)
    return True


def _worth(project: Project, day: float) -> float:
    late = 0.0 if project.due is None else max(0.0, day - project.due)
    worth = project.value * exp(-project.decay * late / 5) - late * project.cost_of_delay
    if project.deadline is not None and day > project.deadline:
        worth = 0.0
    return max(0.0, worth) - (project.fine if late else 0.0)


# Starts


def choose(story: Story) -> None:
    """Hand out work once, in the order of the policy, to whatever is ready when it begins."""
    new = []
    for key in sorted(story.state.ready, key=lambda key: _rank(story.state, key)):
        if not _allowed(story.state, key[0]):
            continue
        if _fits(story.state, key):
            _start(story, key)
            new.append(key)
        elif not story.state.rules["skipping"]:
            break
    _divide(story, new)
    for key in new:
        if Finish(key) not in story.state.turns:
            set_pace(story, key, story.state.speed[key], story.state.ends[key])


def _start(story: Story, key: Key) -> None:
    if key[0] not in story.state.begun:
        story.tell(facts.ProjectStarted(story.day, key[0]))
    story.tell(facts.ActivityStarted(story.day, *key))
    owed = [it for it in story.state.owed if it.project == key[0]]
    story.tell(Settled(key[0]))
    for it in owed:
        take_on(story, key, it.burden, it.amount)


def _rank(state: State, key: Key) -> tuple:
    first = state.first.index(key[0]) if key[0] in state.first else len(state.first)
    return first, importance(state.book, state.rules["order"], key), state.book.place[key]


def _allowed(state: State, project: str) -> bool:
    """Whether work on the project may start: not paused, let in, and within the WIP limit."""
    if project in state.paused:
        return False
    if project in state.begun | state.waved:
        return True
    limit = state.rules["wip_limit"]
    return state.rules["intake"] == "open" and (limit is None or len(in_progress(state)) < limit)


# People


def _at_once(state: State) -> int:
    """How many activities a person takes on."""
    return state.rules["projects_per_person"] or state.book.habit


def _taken(state: State) -> dict[str, float]:
    """By role: seats that are taken, one for each person of an activity."""
    seats = dict.fromkeys(state.people, 0.0)
    for key in state.running:
        for need in state.book.activities[key].people:
            seats[need.role] += need.people
    return seats


def _fits(state: State, key: Key) -> bool:
    taken, at_once = _taken(state), _at_once(state)
    return all(
        need.people <= state.people[need.role]
        and taken[need.role] + need.people <= state.people[need.role] * at_once
        for need in state.book.activities[key].people
    )


def _divide(story: Story, new: list[Key]) -> None:
    """Set the speed of all work whose people have taken on or put down something (M03)."""
    state, day = story.state, story.day
    present, paces = _shared(state)
    story.tell(Divided(present, paces))
    concerned = dict.fromkeys(new)
    for role in [role for role in paces if paces[role] != state.paces[role]]:
        concerned |= dict.fromkeys(key for key in state.running if role in _roles(state, key))
    for key in concerned:
        before = state.speed[key]
        speed = min([paces[role] for role in _roles(state, key)], default=1.0)
        if speed != before and key not in story.state.held:
            left = (story.state.ends[key] - day) * before
            set_pace(story, key, speed, day + left / speed)


def _shared(state: State) -> tuple[dict[str, float], dict[str, float]]:
    """By role: how many people are there, and how fast they work on so much at once."""
    how, present, paces = state.book.how.attention, {}, {}
    for role, taken in _taken(state).items():
        people, needed = state.people[role], ceil(taken / _at_once(state))
        present[role] = max(people, min(state.present[role], needed))
        load = taken / present[role] if taken else 0.0
        paces[role] = attention.pace(load, how.curve if how else "none") if load > 1 else 1.0
    return present, paces


def _roles(state: State, key: Key) -> list[str]:
    return [need.role for need in state.book.activities[key].people]
