"""What a workshop's pages are told, for tests: of flights that were really flown in one storm."""

import json
from functools import cache
from hashlib import sha256
from math import sqrt
from statistics import mean, stdev
from time import time

from simulator import Policy, Session, load
from simulator.cockpit.days import date_of
from simulator.cockpit.header import header
from simulator.cockpit.scene import Scene
from simulator.policies.orders import ORDERS

CODE = "K7QM2F"
OFFICE = "three_projects"
ENDS = (20, 40, 60)
WORLDS = 8
STORM = {"seed": "4", "fate": "a fate that nobody knew", "salt": "5f1c"}
PREIMAGE = json.dumps(STORM, sort_keys=True, separators=(",", ":"))
SCRIPT = "<script>alert(1)</script>"
NAMES = ("Otters", "Kingfishers", "Night shift", "The quiet ones", "Beavers", SCRIPT,
         "Third floor", "Herons", "Ops & friends", "A team with quite a long name", "Voles",
         "Newts", "Bridge", "Owls", "Plan B", "Moles")  # fmt: skip
HEADLINE = "The regulator moves the audit forward: the portal must be live by day 35."
ALLOWED = {"undo": False, "replay": False}
INSTRUMENTS = {"forecasts": True, "cards": True, "hints": True, "coach": "off"}


def _choice(name: str, label: str, found: tuple) -> dict[str, object]:
    choices = [{"value": it.id, "text": it.name or it.id} for it in found]
    return {"name": name, "label": label, "kind": "choice", "choices": choices}


def _number(name: str, label: str, low: int, high: int, value: int) -> dict[str, object]:
    return {
        "name": name,
        "label": label,
        "kind": "number",
        "low": low,
        "high": high,
        "value": value,
    }


KINDS = [
    {
        "type": "people",
        "title": "People leave",
        "says": "{people} of {role} leave at once.",
        "fields": [
            _choice("role", "Role", load(OFFICE).roles),
            _number("people", "How many", 1, 2, 1),
        ],
    },
    {
        "type": "due",
        "title": "A promise moves",
        "says": "{project} has to be ready by day {due}.",
        "fields": [
            _choice("project", "Project", load(OFFICE).projects),
            _number("due", "Day", 1, 200, 35),
        ],
    },
    {
        "type": "news",
        "title": "News only",
        "says": "{headline}",
        "fields": [{"name": "headline", "label": "Headline", "kind": "text"}],
    },
]


@cache
def policies() -> tuple[Policy, ...]:
    """The rules by which the other teams fly; some have the very same."""
    return tuple(
        Policy(order=it, wip_limit=limit) for limit in (None, 1) for it in tuple(ORDERS)[:5]
    )


@cache
def flown(rules: int, seed: int, day: float) -> Session:
    """A team's flight by its rules as it stands on a day."""
    session = Session(load(OFFICE), policies()[rules], seed=seed)
    return session.to_end() if day > ENDS[-1] else session.advance(day)


def net(rules: int, seed: int, day: float = 1e9) -> float:
    """Its net result in k€ so far."""
    return header(Scene(flown(rules, seed, day))).net


def name_of(number: int) -> str:
    """A team's name; there are as many as are wanted."""
    round_, place = divmod(number, len(NAMES))
    return f"{NAMES[place]}{f' {round_ + 1}' if round_ else ''}"


def rules_of(number: int) -> int:
    """By which rules a team flies."""
    return number % len(policies())


@cache
def row_of(rules: int) -> dict[str, float]:
    """What the decisions of such a team bring in storms that nobody has flown."""
    found = [net(rules, 1000 + seed) for seed in range(WORLDS)]
    half = 2.13 * stdev(found) / sqrt(WORLDS)
    return {"value": mean(found), "low": mean(found) - half, "high": mean(found) + half}


def standing(teams: int) -> dict[str, object]:
    """Tiers: who cannot be told from the best is in the first, and so on."""
    rows = [{"name": name_of(n), **row_of(rules_of(n)), "result": net(rules_of(n), 4),
             "on_time": 0.5, "wins": 0} for n in range(teams)]  # fmt: skip
    rows.sort(key=lambda it: -it["value"])
    tier, floor = 0, float("inf")
    for row in rows:
        if row["high"] < floor:
            tier, floor = tier + 1, row["low"]
        row["tier"] = tier
    return {
        "worlds": WORLDS,
        "of": WORLDS,
        "low_axis": min(it["low"] for it in rows),
        "high_axis": max(it["high"] for it in rows),
        "rows": rows,
        "same_storm": "Every mishap was waiting for every team; what became of it differs only by "
        "what was decided.",
    }


def room(
    phase: str = "open", teams: int = 10, number: int = 2, **more: object
) -> dict[str, object]:
    """What a projector is told."""
    scenario = load(OFFICE)
    number = {"gathering": 0, "revealed": len(ENDS)}.get(phase, number)
    storm = {**STORM, "preimage": PREIMAGE, "words": "World 4."}
    states = ["done" if n < number or phase == "revealed" else "now" if n == number else "to come"
              for n in range(1, len(ENDS) + 1)]  # fmt: skip
    return {
        "code": CODE,
        "title": "Thursday's workshop",
        "office": scenario.title,
        "story": scenario.story,
        "phase": phase,
        "round": number,
        "rounds": [{"number": n, "until": end, "date": date_of(scenario.start, end), "state": state}
                   for n, (end, state) in enumerate(zip(ENDS, states, strict=True), 1)],
        "closes_at": time() + 702 if phase == "open" else None,
        "now": time(),
        "commitment": sha256(PREIMAGE.encode()).hexdigest(),
        "teams": [{"name": name_of(n), "done": phase != "gathering" and n % 3 != 1, "colour": n}
                  for n in range(teams)],
        "injects": [],
        "standing": standing(teams) if phase == "revealed" else None,
        "storm": storm if phase == "revealed" else None,
        "address": "http://192.168.0.12:8800",
    } | more  # fmt: skip


FLAGS = (
    {"kind": "no hypothesis", "words": "No forecast in this round"},
    {"kind": "frozen", "words": "Nothing decided for 9 minutes"},
    {"kind": "all in", "words": "Everything on one project"},
)


def team_row(number: int, until: float, done: bool) -> dict[str, object]:
    """What a mentor is told of a team."""
    day = until if done else max(0.0, until - 5 * (1 + number % 3))
    now = net(rules_of(number), 4, day)
    spread = 120 + 60 * (number % 4)
    decided = [None, "put the portal first", "hired a developer", "bought “second source”"][
        number % 4
    ]
    return {
        "name": name_of(number),
        "colour": number,
        "online": number % 7 != 6,
        "seen": time() - 4,
        "day": day,
        "round_done": done,
        "decisions": number % 5,
        "last": decided and {"words": decided, "day": day, "at": time() - 70 * number},
        "forecast": None
        if number % 5 == 4
        else {"low": 300 - spread, "high": 300 + spread / 2, "round": 2},
        "cash": now,
        "cost": abs(now) * 1.4,
        "on_time": [None, 0.5, 1.0][number % 3],
        "sponsor": None if number % 6 == 5 else 0.2 + 0.15 * (number % 6),
        "flags": [FLAGS[n] for n in range(3) if number % 9 == 2 * n + 1 and not done],
        "waiting": 2 if number % 8 == 3 else 0,
    }


def mentor(view: dict[str, object], **more: object) -> dict[str, object]:
    """The same with what only a mentor is told."""
    rounds = view["rounds"]
    until = rounds[max(0, view["round"] - 1)]["until"]
    flying = view["phase"] != "gathering"
    teams = enumerate(view["teams"])
    rows = [team_row(number, until if flying else 0, it["done"]) for number, it in teams]
    log = [("mentor", "opened round 2"), ("Otters", "joined"), ("mentor", "made the workshop")]
    return {
        **view,
        "teams": rows,
        "instruments": INSTRUMENTS,
        "allowed": ALLOWED,
        "level": "as written",
        "kinds": KINDS,
        "prepared": [{"round": 3, "headline": "A key person leaves.", "sent": False}],
        "scoring": {"state": "idle", "done": 0, "of": 0, "words": ""},
        "shown": view["standing"] is not None,
        "audit": [
            {"at": time() - 61 * n, "who": who, "what": what} for n, (who, what) in enumerate(log)
        ],
    } | more  # fmt: skip
