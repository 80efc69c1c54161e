"""The digest of all logs: proof that a change of how the model is built leaves what it says.

    python tools/digest.py            compare with tests/digest.json and name what differs
    python tools/digest.py --write    store the digest, after raising RULES and saying why
    python tools/digest.py --runs     print the digest of every single run, to find the first one
    python tools/digest.py tarnholt_town    only of the scenarios that are named

Needs the simulator only, so that a browser can run it too. A group of runs of one scenario has one
digest. What a run refuses belongs to what it says: the sentence is digested instead of the log.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from msgspec.structs import replace

from simulator import load, simulate
from simulator.decisions import (
    BuyMitigation,
    CancelProject,
    ChangePeople,
    Decision,
    OrderProjects,
    PauseProject,
    StartProject,
    change_policy,
)
from simulator.errors import RefusedError
from simulator.mechanisms import Mechanisms, everything
from simulator.policies import ORDERS, Policy
from simulator.policies.functions import FUNCTIONS
from simulator.policies.ready import READY
from simulator.readers import shipped
from simulator.scenario import Scenario

STORED = Path(__file__).resolve().parents[1] / "tests" / "digest.json"
Runs = Iterator[tuple[str, tuple]]
"""A name, and what to call `simulate` with."""


def ready(office: Scenario) -> Runs:
    """Every ready-made policy in some worlds."""
    for name, policy in READY.items():
        for seed in range(7700, 7704):
            yield f"{name} {seed}", (office, policy, seed)


def functions(office: Scenario) -> Runs:
    """Each function of a PMO alone, and each taken from a tailored one."""
    for name, function in FUNCTIONS.items():
        yield f"{name} alone", (office, function.moved(Policy(), READY["heavy"]), 11)
        yield f"without {name}", (office, function.moved(READY["tailored"], Policy()), 12)


def rules(office: Scenario) -> Runs:
    """Each order, and the rules that belong to no function."""
    for order in ORDERS:
        yield order, (office, Policy(order=order, skipping=order != "due_first"), 13)
    for hours in (5.0, 15.0):
        yield f"overtime {hours:g}", (office, Policy(overtime=hours), 14)
    for most in (2, 4):
        yield f"{most} each", (office, Policy(projects_per_person=most), 15)


def mechanisms(office: Scenario) -> Runs:
    """All mechanisms off, all on, and each one that is on here switched off."""
    for policy in ("no_pmo", "tailored"):
        for name, which in (("off", Mechanisms()), ("on", everything())):
            yield f"all {name}, {policy}", (replace(office, mechanisms=which), READY[policy], 16)
    for field in Mechanisms.__struct_fields__:
        if getattr(office.mechanisms, field) is not None:
            less = replace(office.mechanisms, **{field: None})
            yield f"without {field}", (replace(office, mechanisms=less), READY["tailored"], 17)


def decisions(office: Scenario) -> Runs:
    """Logs of decisions of every kind, to the end and only until a day."""
    for seed in (18, 19, 20):
        for policy in ("no_pmo", "tailored"):
            for number, log in enumerate(logs_of(office)):
                yield f"log {number}, {policy} {seed}", (office, READY[policy], seed, log)
    for day in (0.0, 37.5, 100.0, 101.125):
        yield f"until {day:g}", (office, READY["tailored"], 21, logs_of(office)[0], day)


def logs_of(office: Scenario) -> tuple[tuple[Decision, ...], ...]:
    """What somebody might decide in any office; some of it is refused."""
    names = [project.id for project in office.projects]
    role, last = office.roles[0].id, office.roles[-1].id
    bought = tuple(
        BuyMitigation(offer.id, day=3.0 * number) for number, offer in enumerate(office.mitigations)
    )
    people = (ChangePeople(role, 2, day=10.0), ChangePeople(last, -1, day=60.0))
    order = (OrderProjects(tuple(reversed(names[:4])), day=0.0),)
    first = names[0]
    pause = (PauseProject(first, day=20.0), StartProject(first, day=45.0))
    rules = (
        change_policy(wip_limit=3, order="cost_of_delay"),
        change_policy(review_weeks=2, method=0.5, overtime=10.0),
    )
    changed = tuple(replace(rule, day=30.0 + 60 * number) for number, rule in enumerate(rules))
    stop = (CancelProject(names[1], alternative=names[2], day=40.0),)
    return (order + people, bought, pause + changed, (*changed, *stop), pause[:1], bought + people)


GROUPS: dict[str, Callable[[Scenario], Runs]] = {
    group.__name__: group for group in (ready, functions, rules, mechanisms, decisions)
}


def told(call: tuple) -> bytes:
    """What a run says: its log, or the sentence with which it is refused."""
    try:
        return msgspec.json.encode(simulate(*call))
    except RefusedError as refusal:
        return f"{type(refusal).__name__}: {refusal}".encode()


def digests(names: tuple[str, ...], tell: Callable[[str], None] = lambda line: None) -> dict:
    """By scenario and group: sixteen hexadecimal digits over what all its runs say."""
    found: dict[str, dict[str, str]] = {}
    for name in names:
        office = load(name)
        for group, runs in GROUPS.items():
            whole = hashlib.blake2b(digest_size=8)
            for run, call in runs(office):
                text = told(call)
                whole.update(text)
                tell(f"{name}, {group}, {run}: {hashlib.blake2b(text, digest_size=8).hexdigest()}")
            found.setdefault(name, {})[group] = whole.hexdigest()
    return found


def differences(found: dict, stored: dict) -> list[str]:
    """Groups whose logs are others than the stored ones, or that only one side has."""
    places = {(name, group) for side in (found, stored) for name in side for group in side[name]}
    return [
        f"{name}, {group}"
        for name, group in sorted(places)
        if found.get(name, {}).get(group) != stored.get(name, {}).get(group)
    ]


def main() -> int:
    """Compare, store or list."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--write", action="store_true", help="store the digest")
    parser.add_argument("--runs", action="store_true", help="print every run's digest")
    parser.add_argument("scenarios", nargs="*", metavar="scenario", help="all, if none is named")
    options = parser.parse_args()
    names = tuple(options.scenarios) or shipped()
    if options.write and options.scenarios:
        parser.error("the digest is stored of all scenarios; name none")
    found = digests(names, print if options.runs else lambda line: None)
    if options.write:
        STORED.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        print(f"stored in {STORED.name}")
        return 0
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    asked = {name: stored[name] for name in stored if name in names or not options.scenarios}
    other = differences(found, asked)
    print("\n".join(f"other logs: {place}" for place in other) or "the same logs")
    return 1 if other else 0


if __name__ == "__main__":
    sys.exit(main())
