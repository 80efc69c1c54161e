"""The whole screen as plain data: what is shown is decided here and only drawn elsewhere."""

from msgspec import Struct, to_builtins

from simulator.cockpit import handed_out
from simulator.cockpit.board import Row, board, horizon
from simulator.cockpit.compare import Compared, compare
from simulator.cockpit.days import ticks, whole
from simulator.cockpit.header import Header, header
from simulator.cockpit.news import Item, news
from simulator.cockpit.outside import Outside, outside
from simulator.cockpit.people import Strip, people
from simulator.cockpit.priority import Priority, priority
from simulator.cockpit.project import Details, details
from simulator.cockpit.risks import Peril, risks
from simulator.cockpit.rules import Rules, rules
from simulator.cockpit.scene import Scene
from simulator.cockpit.seat import Seat
from simulator.cockpit.timeline import Taken, timeline
from simulator.instruments import ALL, Instruments


class Banner(Struct, kw_only=True):
    """What must not be overlooked: that a day of the past is on the screen, and what for."""

    day: int
    text: str


class Screen(Struct, kw_only=True):
    """Everything that the cockpit shows, but for the forecast, which comes later."""

    title: str
    story: str
    world: int
    today: float
    horizon: float
    ticks: list[dict[str, object]]
    over: bool
    header: Header
    rows: tuple[Row, ...]
    priority: Priority
    details: tuple[Details, ...]
    people: tuple[Strip, ...]
    risks: tuple[Peril, ...]
    news: tuple[Item, ...]
    outside: tuple[Outside, ...]
    rules: Rules
    timeline: tuple[Taken, ...]
    compared: Compared | None
    banner: Banner | None
    undo: bool
    said: str


def screen(seat: Seat, least: float = 0.0, tools: Instruments = ALL) -> dict[str, object]:
    """What is to be shown now, as plain data; the axis has `least` days, so that it stays put."""
    session, scene = seat.session, Scene(seat.view)
    scenario, last = session.scenario, max(least, horizon(scene), horizon(Scene(session)))
    built: dict[str, object] = to_builtins(
        Screen(
            title=scenario.title or scenario.name,
            story=scenario.story,
            world=session.seed,
            today=scene.today,
            horizon=last,
            ticks=ticks(scenario.start, last),
            over=session.over,
            header=header(scene),
            rows=board(scene),
            priority=priority(scene),
            details=handed_out.details(details(scene), tools),
            people=people(scene, last),
            risks=handed_out.risks(risks(scene), tools),
            news=news(scene, min(seat.told, len(scene.events))),
            outside=outside(scene, seat.told),
            rules=handed_out.rules(rules(scene), tools),
            timeline=timeline(session),
            compared=_compared(seat),
            banner=_banner(seat),
            undo=bool(seat.history) or seat.past is not None,
            said=seat.said,
        )
    )
    return built


def _compared(seat: Seat) -> Compared | None:
    other = seat.other
    if other is None or other == seat.session or seat.past is not None:
        return None
    return compare(seat.session, other)


def _banner(seat: Seat) -> Banner | None:
    if seat.past is None:
        return None
    day, number = whole(seat.past.day), seat.past.number
    if number is None:
        text = f"You are back on day {day}. What you decide now comes on top of that day."
    else:
        taken = timeline(seat.session)[number].text
        text = f"You are back on day {day}. What you decide now stands in place of: {taken}."
    return Banner(day=day, text=text)
