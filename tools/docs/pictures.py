"""What the pictures of the ideas show: numbers that the model gives as the pages are written.

Each is a small office flown again and again; the page holds all that can be chosen, so that it
needs neither a server nor Python.
"""

from collections.abc import Callable, Iterable
from functools import cache
from random import Random
from typing import NamedTuple

from msgspec.structs import replace

from simulator import BuyMitigation, ChangePeople, OrderProjects, Policy, Session, load, simulate
from simulator import events as facts
from simulator.chance import NotedFate
from simulator.debrief import fates, future
from simulator.debrief.strokes import split
from simulator.events import Event
from simulator.experiment import interval, without_mechanism
from simulator.experiment.parameters import switched_on
from simulator.mechanisms import CARDS
from simulator.metrics import summary
from simulator.narration import narrate, quiet
from simulator.scenario import Activity, Demand, Scenario

SMALL, LARGE = "three_projects", "eight_projects"
SEED = 7
RULE = Policy(order="due_first")


class Picture(NamedTuple):
    """What a picture holds, and the sentence that says what it shows."""

    data: dict[str, object]
    sentence: str


def number(value: float) -> str:
    """A number as it stands in a sentence."""
    return f"{value:,.0f}".replace("-", "−")


def net(events: Iterable[Event], scenario: Scenario) -> float:
    """What a run came to, in k€."""
    return round(summary(tuple(events), scenario)["net"], 1)


def bars(events: Iterable[Event], scenario: Scenario) -> list[dict[str, object]]:
    """When each project began and ended, and when it was due."""
    begun, done = {}, {}
    for event in events:
        if isinstance(event, facts.ProjectStarted):
            begun[event.project] = event.day
        if isinstance(event, facts.ProjectFinished):
            done[event.project] = event.day
    return [
        {"name": it.name, "due": it.due, "from": begun.get(it.id), "to": done.get(it.id)}
        for it in scenario.projects
    ]


# Five words


def with_tester(scenario: Scenario) -> Scenario:
    """The same office with one more tester from the first day."""
    roles = (
        replace(it, people=it.people + 1, members=(*it.members, "Tove Lindqvarn"))
        if it.id == "tester" else it for it in scenario.roles
    )  # fmt: skip
    return replace(scenario, roles=tuple(roles))


def five_words() -> Picture:
    """Every choice of scenario, policy, decision and luck, with what happens and what it means."""
    office = load(SMALL)
    scenarios = {"as written": office, "one more tester": with_tester(office)}
    policies = {"what came first": Policy(), "what is due first": RULE}
    decisions = {
        "none": (),
        "hire a developer on day 5": (ChangePeople(role="developer", change=1, day=5.0),),
        "buy a protection on day 0": (BuyMitigation(mitigation="call_grid", day=0.0),),
    }
    runs = {}
    for a, scenario in enumerate(scenarios.values()):
        for b, policy in enumerate(policies.values()):
            for c, decided in enumerate(decisions.values()):
                for d in range(3):
                    events = simulate(scenario, policy, d + 1, decided)
                    runs[f"{a}{b}{c}{d}"] = told(events, scenario)
    choices = {"scenario": list(scenarios), "policy": list(policies), "decision": list(decisions)}
    return Picture(
        {"choices": {**choices, "luck": ["world 1", "world 2", "world 3"]}, "runs": runs},
        "Four choices go in: a scenario, a policy, decisions, and the number of a world. Events "
        "come out, and metrics are counted from them. Change one, and see what else changes.",
    )


def told(events: tuple[Event, ...], scenario: Scenario) -> dict[str, object]:
    """A run as bars, as its first loud events, and as two metrics."""
    loud = [it for it in facts.visible(events) if not quiet(it)]
    said = [f"day {it.day:g}: {narrate(it, scenario)}" for it in loud]
    found = summary(events, scenario)
    return {
        "bars": bars(events, scenario), "events": len(events), "said": said[:40],
        "net": round(found["net"]), "late": round(3 * (1 - found["on_time"])),
    }  # fmt: skip


# Keyed chance


def with_one_more(scenario: Scenario) -> Scenario:
    """The same office, in which billing begins with one more activity."""
    first, *others = scenario.projects
    more = Activity(id="ask", name="Ask the members", effort=2.0, people=(Demand(role="analyst"),))
    return replace(
        scenario, projects=(replace(first, activities=(more, *first.activities)), *others)
    )


def named_chance() -> Picture:
    """The luck of all activities before and after one is added, by name and in turn."""
    office = load(SMALL)
    before, after = drawn(office), drawn(with_one_more(office))
    one, other = Random(SEED), Random(SEED)
    turn, turn_after = {it: one.random() for it in before}, {it: other.random() for it in after}
    names = {
        it.id: f"{project.name}: {it.name}"
        for project in with_one_more(office).projects for it in project.activities
    }  # fmt: skip
    rows = [
        {"name": called(key, office) or names["ask"], "named": [before.get(key), after[key]],
         "turn": [turn.get(key), turn_after[key]]}
        for key in after
    ]  # fmt: skip
    moved = sum(a is not None and a != b for a, b in (it["turn"] for it in rows))
    return Picture(
        {"rows": rows},
        f"The luck of {len(before)} activities in one world. One more activity is added in front: "
        f"drawn by name, none of the others changes; drawn in turn from one generator, {moved} do.",
    )


def drawn(scenario: Scenario) -> dict[tuple[str, str], float]:
    """The luck of every activity in a world, in the order in which the office lists them."""
    fate = NotedFate(SEED)
    simulate(scenario, RULE, fate)
    keys = [(it.id, activity.id) for it in scenario.projects for activity in it.activities]
    return {key: round(fate.drawn["duration", *key], 4) for key in keys}


def called(key: tuple[str, str], scenario: Scenario) -> str:
    """What an activity is called; nothing if the office has none such."""
    for project in scenario.projects:
        for it in project.activities:
            if (project.id, it.id) == key:
                return f"{project.name}: {it.name}"
    return ""


# The same luck, one decision


def same_luck() -> Picture:
    """One world with and without one decision, for each day on which it could be taken."""
    office = load(SMALL)
    flight = Session(office, RULE, seed=SEED)
    days = list(range(0, 45, 5))
    alone = flight.to_end()
    rows = []
    for day in days:
        hired = flight.advance(day).decide(ChangePeople(role="developer", change=1)).to_end()
        rows.append(
            {"day": day, "bars": bars(hired.events, office), "net": net(hired.events, office)}
        )
    kept = net(alone.events, office)
    best = max(rows, key=lambda row: row["net"])
    return Picture(
        {"alone": {"bars": bars(alone.events, office), "net": kept}, "rows": rows},
        "The same world twice, with one developer more and without. Hired on day "
        f"{best['day']} the flight ends at {number(best['net'])} k€, without at {number(kept)} k€. "
        "All else is as it was.",
    )


# Many worlds


@cache
def nets(count: int, seeds: int = 0) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """What two rules come to in so many worlds."""
    office = load(LARGE)
    rules = (Policy(), Policy(order="cost_of_delay"))
    a, b = (
        tuple(net(simulate(office, it, seeds + seed), office) for seed in range(count))
        for it in rules
    )
    return a, b


def many_worlds() -> Picture:
    """What a rule brings, in the same worlds and in different ones, as worlds are added."""
    most = 200
    (a, b), (_, other) = nets(most), nets(most, seeds=most)
    same = [round(y - x, 1) for x, y in zip(a, b, strict=True)]
    unlike = [round(y - x, 1) for x, y in zip(a, other, strict=True)]
    counts = [5, 10, 20, 50, 100, 200]

    def ranges(numbers: list[float]) -> list[tuple[float, ...]]:
        return [tuple(round(it, 1) for it in interval(numbers[:count])) for count in counts]

    middle, low, high = ranges(same)[-1]
    wider = (ranges(unlike)[-1][2] - ranges(unlike)[-1][1]) / (high - low)
    return Picture(
        {"counts": counts, "same": {"dots": same, "ranges": ranges(same)},
         "unlike": {"dots": unlike, "ranges": ranges(unlike)}},
        f"What “cost of delay first” brings over “what came first” in {most} worlds: "
        f"{number(middle)} k€, with 95 % confidence between {number(low)} and {number(high)}. With "
        f"other worlds for each of the two rules the interval is {wider:.1f} times as wide.",
    )  # fmt: skip


# Fates


def fates_of_a_day() -> Picture:
    """How a flight can still end, by the day on which somebody asks."""
    office = load(SMALL)
    flight = Session(office, RULE, seed=3)
    rows = []
    for day in range(0, 61, 10):
        now = flight.advance(day)
        ends = [net(future(now, fate), office) for fate in fates(now, 80)]
        rows.append({"day": day, "ends": ends, "known": len(now.visible)})
    came = net(flight.to_end().events, office)
    first, last = ([min(row["ends"]), max(row["ends"])] for row in (rows[0], rows[-1]))
    return Picture(
        {"rows": rows, "came": came},
        "Eighty fates that agree with everything that could be seen, by the day on which one "
        f"asks. On day 0 the flight may end anywhere from {number(first[0])} to "
        f"{number(first[1])} k€, on day 60 from {number(last[0])} to {number(last[1])}. It came to "
        f"{number(came)}.",
    )


# Strokes


def strokes_of_a_flight() -> Picture:
    """A result split into rules, decisions and luck."""
    office = load(SMALL)
    flight = Session(office, Policy(), seed=3).advance(0)
    flight = flight.decide(OrderProjects(projects=("reports", "portal", "billing"))).advance(10)
    flight = flight.decide(ChangePeople(role="developer", change=1)).advance(25)
    flight = flight.decide(BuyMitigation(mitigation="sample")).to_end()
    found = split(flight, 60, 1)
    rows = [
        {"kind": it.kind, "day": it.day, "what": it.what, "value": round(it.value, 1),
         "low": _rounded(it.low), "high": _rounded(it.high)}
        for it in found.rows
    ]  # fmt: skip
    start, result = round(found.start, 1), net(flight.events, office)
    return Picture(
        {"start": start, "result": result, "rows": rows},
        f"From what the reference policy may expect, {number(start)} k€, to what this flight came "
        f"to, {number(result)} k€, in {len(rows)} strokes that add up: rules, decisions, and luck.",
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None or value != value else round(value, 1)


# Switches


def switches() -> Picture:
    """One organisation with each of its mechanisms switched off, in the same worlds."""
    office = load(LARGE)
    rule = Policy(order="cost_of_delay")
    titles = {it.name: f"{it.number} {it.name.replace('_', ' ')}" for it in CARDS.values()}

    def played(scenario: Scenario) -> list[float]:
        return [net(simulate(scenario, rule, seed), scenario) for seed in range(60)]

    on = played(office)
    off = {titles[name]: played(without_mechanism(office, name)) for name in switched_on(office)}
    means = {name: sum(ends) / len(ends) for name, ends in off.items()}
    mean = sum(on) / len(on)
    most = max(means, key=lambda name: abs(means[name] - mean))
    return Picture(
        {"on": on, "off": off},
        f"Sixty worlds of the same office, with everything on: {number(mean)} k€ on average. Each "
        f"mechanism can be switched off; without {most} it is {number(means[most])} k€.",
    )


PICTURES: dict[str, Callable[[], Picture]] = {
    "five_words": five_words,
    "named_chance": named_chance,
    "same_luck": same_luck,
    "many_worlds": many_worlds,
    "fates": fates_of_a_day,
    "strokes": strokes_of_a_flight,
    "switches": switches,
}
