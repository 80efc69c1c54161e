"""Work that is wrong: how it comes about, and what it takes to mend it (M09)."""

from oracle.burdens import give
from oracle.due import Key
from oracle.state import stage
from oracle.story import Story
from oracle.unseen import Burden, Flaw, HandedIn, PassedOver, WentBack
from simulator import events as facts
from simulator.mechanisms import rework
from simulator.scenario import on_grid


def done(story: Story, key: Key) -> None:
    """An activity is done; a part of its work may be wrong."""
    book, how = story.state.book, story.state.book.how.rework
    if how is not None:
        effort = book.days(key) * book.team(key)
        _spoil(story, key, rework.flawed(effort, rework.first_pass(how)), 0)


def hand_in(story: Story, key: Key) -> None:
    """The last activity of a project is done as well, once, before anybody accepts it."""
    if key not in story.state.handed_in:
        story.tell(HandedIn(key))
        done(story, key)


def _spoil(story: Story, key: Key, wrong: float, again: int) -> None:
    """So much work is wrong, after it has been done again so often; a little does not count."""
    if wrong >= story.state.book.how.rework.least:
        story.tell(facts.WorkFlawed(story.day, *key, on_grid(wrong)))
        story.tell(Flaw(key, story.day, wrong, again))


def stumble(story: Story, key: Key, again: int) -> None:
    """Those who build on wrong work find it, if they are at work and nobody else has."""
    for flaw in story.state.hidden:
        if isinstance(flaw, Flaw) and (flaw.key, flaw.done) == (key, again):
            _come_across(story, flaw)


def _come_across(story: Story, flaw: Flaw) -> None:
    if stage(story.state, flaw.project) == "paused":
        story.tell(PassedOver(flaw))
    else:
        mend(story, flaw, "work")


def go_back(story: Story, project: str) -> None:
    """People are back at work, and find what they would have found meanwhile."""
    missed = [flaw for flaw in story.state.passed_over if flaw.project == project]
    story.tell(WentBack(project))
    for flaw in missed:
        stumble(story, flaw.key, flaw.done)


def mend(story: Story, flaw: Flaw, by: str) -> None:
    """Wrong work is known and goes to the team, dearer the older it is; some is wrong again."""
    how = story.state.book.how.rework
    effort = on_grid(flaw.wrong * rework.grown((story.day - flaw.since) / 5, how))
    story.tell(facts.ReworkFound(story.day, *flaw.key, effort, by))
    again = rework.again(effort, flaw.wrong, rework.first_pass(how), how)
    _spoil(story, flaw.key, again, flaw.done + 1)
    give(story, flaw.project, Burden(flaw.name), effort)
