"""One page of a workshop to keep: no script, no other file, pictures inside; it can be printed."""

from collections.abc import Iterator
from pathlib import Path

from simulator import __version__
from simulator.model import RULES
from simulator.plain_text import for_attribute, for_page
from simulator.report.file import SHELL, STYLE
from simulator.report.markup import sentences, table
from simulator.scenario import fingerprint
from simulator.workshop.export.happened import happened
from simulator.workshop.export.placing import placing
from simulator.workshop.export.recorded import Recorded
from simulator.workshop.export.storm import storm
from simulator.workshop.export.talk import talk
from simulator.workshop.export.told import each_team

OWN_STYLE = (Path(__file__).parent / "report.css").read_text(encoding="utf-8")


def page(it: Recorded) -> str:
    """The whole page."""
    inside = "\n".join([_head(it), *_parts(it), _foot(it)])
    title = for_attribute(f"{it.title}: what happened, and what to talk about")
    return SHELL.format(title=title, style=STYLE + OWN_STYLE, inside=inside)


def _head(it: Recorded) -> str:
    teams = "1 team" if len(it.teams) == 1 else f"{len(it.teams)} teams"
    rounds = f"{it.round} of {len(it.rounds)} rounds"
    under = f"{it.office}. {teams}, {rounds}, one storm."
    return f'<h1>{for_page(it.title)}</h1><p class="under">{for_page(under)}</p>'


def _parts(it: Recorded) -> Iterator[str]:
    yield _section("rounds", "What happened, round by round", happened(it))
    yield _section("storm", "You all had the same storm", storm(it))
    yield _section("standing", "How teams stand", placing(it))
    yield _section("talk", "What to talk about", talk(it))
    yield _section("teams", "Each team", each_team(it))
    if it.refused:
        rows = [(left.name, left.why) for left in it.refused]
        yield _section("refused", "Flights that do not count", table(("", "because"), rows))


def _section(name: str, title: str, body: str) -> str:
    return f'<section id="{name}"><h2>{for_page(title)}</h2>{body}</section>'


def _foot(it: Recorded) -> str:
    lines = [
        "A good decision can have a bad result, and a bad one a good result.",
        f"{it.rests_on} Simulator {__version__}; model rules {RULES}; scenario "
        f"{it.scenario.name} {fingerprint(it.scenario)}.".strip(),
    ]
    return sentences(lines, "small")
