"""What happens on Mondays, in its order."""

from oracle import climate, issues, reserve
from oracle.state import State
from oracle.story import Story
from simulator import events as facts

PATIENCE = 40 * 52 * 5
"""Days without an arrival, a start or an end after which nobody waits any longer."""


def come(state: State) -> bool:
    """Whether anything can happen on Mondays."""
    how = state.book.how
    return bool(how.detection or how.common_cause or state.rules["reserve"])


def begin(story: Story, week: int) -> None:
    """First the world outside, as long as a project is open; then risks come faster or slower;
    then somebody looks, and last the policy acts on what is known."""
    state = story.state
    if story.day > state.moved + PATIENCE:
        story.tell(facts.NothingMoves(story.day))
        return
    if set(state.book.projects) - state.over:
        climate.go_on(story, week)
    climate.stir(story)
    issues.look_around(story, week)
    reserve.hold_back(story)
