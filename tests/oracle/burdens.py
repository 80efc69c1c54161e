"""Work that nobody has planned, and who in a project gets it."""

from oracle import reserve
from oracle.due import Key
from oracle.pace import extend
from oracle.story import Story
from oracle.unseen import Burden, Owed
from simulator import chance
from simulator.scenario import on_grid


def give(story: Story, project: str, burden: Burden, amount: float, *number: int) -> None:
    """Work goes to an activity in progress, by lot, or waits for the next one."""
    book = story.state.book
    able = [key for key in book.of(project) if key in story.state.running]
    if able:
        lot = chance.uniform(book.seed, "hits", project, burden.name, *number)
        take_on(story, able[int(lot * len(able))], burden, amount)
    else:
        story.tell(Owed(project, burden, amount))


def take_on(story: Story, key: Key, burden: Burden, amount: float) -> None:
    """A team shares its effort, unless help is bought; a delay it has to wait for together."""
    team, shared = story.state.book.team(key), burden.hits == "effort"
    if burden.own and shared:
        amount -= reserve.pay(story, key[0], burden.name, amount)
    days = on_grid(amount / team) if shared and team else amount
    if days > 0:
        extend(story, key, days, burden.name)
