"""Notebook 13: what a mentor does before, during and after a workshop."""

from functools import cache

from lessons.take_aways import take_aways
from simulator import Session
from simulator.explorables.leading import Leading
from simulator.explorables.looking_back import LookingBack
from simulator.explorables.others import flights_of
from simulator.explorables.preparing import Preparing
from simulator.explorables.room import TheRoom
from simulator.explorables.teams import Crew, Teams
from simulator.logbook import Logbook
from simulator.mentor.handed_over import named_again
from simulator.widgets import Explorable, LearningEffect, Lobby

NOTEBOOK = "13 For mentors"
NOBODY = "Hands off"
MOST_TEAMS = 12


@cache
def prepare() -> Explorable:
    """A world, and its code."""
    return Explorable(_desk(), "preparing", notebook=NOTEBOOK)


@cache
def fly() -> Lobby:
    """Try it before the room does."""
    return Lobby()


@cache
def lead() -> Explorable:
    """A workshop in a folder that all laptops reach."""
    desk, board = prepare(), Explorable(_leading(), "leading", notebook=NOTEBOOK)
    desk.when_done(board.dispatch(board.look))
    return board


@cache
def look_back() -> Explorable:
    """All teams of that workshop: tiers, decisions and luck, what to talk about."""
    board, leading = lead(), _leading()
    back = LookingBack(lambda: leading.room, lambda: leading.shared.folder)
    page = Explorable(back, "looking_back", notebook=NOTEBOOK)
    board.when_done(page.dispatch(page.look))
    return page


@cache
def compare() -> Explorable:
    """All flights of the world that was prepared."""
    desk = prepare()  # takes up which world that was
    teams = Teams(_crew, _nobody_yet)
    board = Explorable(teams, "teams", notebook=NOTEBOOK)
    shown = [_desk().world]

    def follow() -> None:
        """Show the flights of another world, once another one is prepared."""
        if shown[0] != _desk().world:
            shown[0] = _desk().world
            teams.gather()
            board.look()

    desk.when_done(board.dispatch(follow))
    return board


@cache
def learned() -> LearningEffect:
    """What a course has changed."""
    return LearningEffect()


@cache
def room() -> Explorable:
    """Cards, and the next group."""
    return Explorable(TheRoom(take_aways), "room", notebook=NOTEBOOK)


@cache
def _leading() -> Leading:
    desk = _desk()
    return Leading(lambda: desk.world)


@cache
def _desk() -> Preparing:
    return Preparing()


def _first() -> Session:
    """The world that was prepared, before anybody has decided anything."""
    world = _desk().world
    return Session(world.scenario, seed=world.seed)


def _crew() -> Crew:
    first = _first()
    teams = [(name, "a team", it) for name, it in _handed_over(first)]
    return [*teams, (NOBODY, "nobody decides", first)]


def _handed_over(first: Session) -> tuple[tuple[str, Session], ...]:
    named_again(Logbook())
    return flights_of(first, most=MOST_TEAMS)


def _nobody_yet() -> str:
    if not _handed_over(_first()):
        return (
            f"No flight of world {_desk().world.seed} that is over lies in your folder of flights "
            "yet; put the teams' files there."
        )
    return ""
