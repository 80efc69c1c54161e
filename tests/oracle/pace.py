"""How long activities in progress still take, and what an end that moves means for others."""

from oracle.book import hour_after, plain
from oracle.due import Key, LetGo
from oracle.story import Story
from oracle.unseen import Asked, Held, Paced
from simulator import events as facts


def set_pace(story: Story, key: Key, speed: float, end: float) -> None:
    """Let an activity run at a speed to a day, and say when its successors may start now."""
    story.tell(Paced(key, speed, end))
    book, day = story.state.book, story.day
    for place, (after, kind, lag) in enumerate(book.followers[key]):
        if plain(kind, lag):
            continue
        if after in story.state.held:  # it asks again whether to stay open
            set_pace(story, after, story.state.speed[after], day)
        if (key, place) in story.state.released:
            continue
        due = (end if kind in ("FS", "FF") else story.state.started[key]) + lag
        due -= book.takes(after) if kind in ("FF", "SF") else 0.0
        story.tell(Asked(LetGo(key, place), max(day, hour_after(due))))


def extend(story: Story, key: Key, days: float, why: str) -> None:
    """Something adds days to an activity in progress."""
    state = story.state
    story.tell(facts.ActivityExtended(story.day, *key, days, why))
    longer, end = days / state.speed[key], state.ends[key]
    if key in state.held:
        done = max(state.held[key], story.day) + longer
        story.tell(Held(key, done))
        set_pace(story, key, state.speed[key], max(end, done))
    else:
        set_pace(story, key, state.speed[key], end + longer)
