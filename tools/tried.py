"""Write docs/tried.md: the best that was found, what the impatient get, and what ruins a house.

    python tools/tried.py                 play what is known in new worlds, some minutes
    python tools/tried.py --search        search first, every organisation, about an hour
    python tools/tried.py --search NAME   search this organisation only
    python tools/tried.py --fate TEXT     under this fate instead of one drawn now

A search keeps what it finds in `simulator/policies/best_known.json`. Exit code 1 if a single field
ruins a house and nobody has said why (`WHY`).
"""

import argparse
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from msgspec.structs import fields

from simulator import experiment, load
from simulator.experiment import difference
from simulator.experiment.impatient import impatient
from simulator.experiment.search import search
from simulator.experiment.single import single_fields
from simulator.mechanisms import CARDS
from simulator.model import RULES
from simulator.policies import FIELDS, Policy
from simulator.policies.best_known import Known, all_known, keep
from simulator.policies.fields import describe
from simulator.readers import shipped
from simulator.scenario import Scenario, fingerprint

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "tried.md"
NOTHING = "nothing"
NUMBERS = {card.name: number for number, card in CARDS.items()}
"""What number each mechanism has, by name."""
WORLDS, FEW = 40, 12
"""Worlds for what is compared, and for what only has to be found."""
HALF = 0.5
"""Of an office's net value: whoever loses more ruins it."""

WHY = {
    "wip_limit": "A limit below what keeps people busy leaves them idle, and paid. Throughput "
    "grows with the work in progress until the scarcest role is busy all the time, and not "
    "after (Little's law; Hopp & Spearman, Factory Physics, chapter 7). Projects follow each "
    "other instead of going on side by side, so the time for which people are paid grows by "
    "about as much. Where skill comes from doing, idle people learn nothing either.",
    "improve": "Time for improvement is missing from the work at once and pays back later "
    "(Repenning & Sterman 2002, worse before better); these projects are over before half of "
    "everybody's time has paid back. Risks happen while their project is in progress, so work "
    "at half the pace meets twice as many of them, and mends them at half the pace.",
    "overtime": "Ten hours more as a habit are paid, half as dear again, and after two months "
    "bring nothing (Business Roundtable 1980); of eighty hours a week more than half are paid "
    "for nothing (Pencavel 2015). Tired people make more mistakes, and leave sooner.",
    "slack": "Keeping so much capacity free declines most requests. What is declined earns "
    "nothing: no spiral, but value given up, in proportion.",
    "projects_per_person": "Each further thing at once costs attention: 17 % with two (Tregubov "
    "et al. 2017), more with three and four, where people are used to one.",
    "method": "A full standard costs new work more than it brings, and nearly all work is new "
    "here.",
    "order": "The house takes its net value from speed: a different order delivers the urgent "
    "work some weeks later, while all are paid on.",
    "review_weeks": "Each review of each project has its price; where many small projects are "
    "in progress and little goes wrong unseen, weekly ones cost more than they find.",
    "people": "Growing people takes their time now and pays over years; the work ends sooner.",
}
"""By field: why a value of it can ruin a house, with the source where there is one."""
HEAD = """\
# What was tried

Written by `python tools/tried.py --fate {fate}`, in worlds of that fate, under rules {rules} of the
model. Money is k€ of net value; intervals are 95 %.

"""


def main(arguments: list[str]) -> int:
    """Search if that is asked for, then play and write the page."""
    asked = parsed(arguments)
    fate = asked.fate or secrets.token_hex(4)
    if asked.search is not None:
        for name in asked.search or shipped():
            keep({**all_known(), name: looked_for(load(name), fate)})
    ruins = [ruin for name in shipped() for ruin in ruined(name, fate)]
    parts = [HEAD.format(fate=fate, rules=RULES), *best(), *hurried(fate), *worse(ruins)]
    PAGE.write_text("".join(parts), encoding="utf-8")
    print(f"written {PAGE.relative_to(ROOT)}")
    unexplained = {ruin.field for ruin in ruins if not ruin.small} - set(WHY)
    print(*(f"nobody has said why {field} ruins a house" for field in unexplained), sep="\n")
    return int(bool(unexplained))


def parsed(arguments: list[str]) -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--search", nargs="*", metavar="NAME", help="search first")
    parser.add_argument("--fate", help="of all worlds")
    return parser.parse_args(arguments)


def looked_for(scenario: Scenario, fate: str) -> Known:
    """The best policy that a search finds."""
    print(scenario.name, flush=True)
    found = search(scenario, fate=fate)
    print(f"  {found.net:,.0f}: {describe(found.policy)}", flush=True)
    ahead = (found.ahead.mean, found.ahead.low, found.ahead.high)
    return Known(
        **{**found._asdict(), "ahead": ahead},
        fate=fate,
        rules=str(RULES),
        scenario=fingerprint(scenario),
    )


def best() -> Iterator[str]:
    """The best that was found, as a chapter."""
    yield (
        "## The best that was found\n\nTwo hundred policies drawn by lot and all single moves, the "
        "better half kept again and again; then their neighbours joined; of the best, whatever "
        "brings nothing was left out. What it is worth is told in worlds of its own: in the search "
        "the winner of many looks better than it is.\n\n"
        "| organisation | best policy found | net | in the search | best single move | "
        "ahead of it | tried |\n|---|---|---|---|---|---|---|\n"
    )
    for name in shipped():
        it = all_known()[name]
        mean, low, high = it.ahead
        share = f"{mean / abs(it.move_net):+.0%}" if mean else "0 %"
        yield row(
            name, describe(it.policy), f"{it.net:,.0f} ({it.low:,.0f} to {it.high:,.0f})",
            f"{it.searched:,.0f}", f"{it.move} ({it.move_net:,.0f})",
            f"{mean:+,.0f} ({low:+,.0f} to {high:+,.0f}), {share}",
            f"{it.tried} in worlds of {it.fate}",
        )  # fmt: skip


def hurried(fate: str) -> Iterator[str]:
    """What the impatient get, as a chapter."""
    names = list(impatient(load(shipped()[0])))
    yield (
        "\n## What the impatient get\n\nOf net value, against the best policy found, in the same "
        f"{WORLDS} worlds; ! marks where the interval includes 0.\n\n"
        f"| organisation | {' | '.join(names)} |\n|---|{'---|' * len(names)}\n"
    )
    for name in shipped():
        office = load(name)
        captains = {"best": all_known()[name].policy, **impatient(office)}
        table = experiment.run(office, captains, range(WORLDS), fate=f"{fate}, impatient")
        yield row(name, *(_behind(table, it) for it in names))


def _behind(table: pd.DataFrame, captain: str) -> str:
    found = difference(table, "best", captain)
    return f"{found.mean:+,.0f}{'' if found.high < 0 else ' !'}"


class Ruin(NamedTuple):
    """A value of a field that costs an office more than half of its net value."""

    office: str
    field: str
    value: object
    loss: float
    """k€ of net value against doing nothing."""
    base: float
    """Net value of doing nothing."""
    through: str
    """Mechanisms without which much less is lost."""
    small: bool
    """Whether doing nothing leaves little net value of much value, so that half is soon gone."""


def ruined(name: str, fate: str) -> Iterator[Ruin]:
    """Single fields that ruin this office."""
    office, policies = load(name), single_fields()
    captains = {NOTHING: Policy(), **{_called(*key): it for key, it in policies.items()}}
    table = experiment.run(office, captains, range(FEW), fate=f"{fate}, single fields")
    means = table.groupby("policy", sort=False)[["net", "value"]].mean()
    base, value = means.loc[NOTHING, "net"], means.loc[NOTHING, "value"]
    for (field, setting), policy in policies.items():
        loss = base - means.loc[_called(field, setting), "net"]
        if loss > HALF * abs(base):
            small = loss < 0.4 * value
            through = "" if small else ", ".join(_through(office, policy, loss, fate))
            yield Ruin(name, field, setting, loss, base, through, bool(small))


def _called(field: str, value: object) -> str:
    return f"{FIELDS[field].words}: {FIELDS[field].say(value)}"


def _through(office: Scenario, policy: Policy, loss: float, fate: str) -> Iterator[str]:
    """Mechanisms without which less than two thirds of a loss is left."""
    on = [it.name for it in fields(office.mechanisms) if getattr(office.mechanisms, it.name)]
    variants = {it: experiment.without_mechanism(office, it) for it in on}
    captains = {NOTHING: Policy(), "it": policy}
    table = experiment.run(variants, captains, range(FEW // 2), fate=f"{fate}, single fields")
    nets = table.groupby(["scenario", "policy"])["net"].mean()
    losses = {it: nets[it, NOTHING] - nets[it, "it"] for it in on}
    for mechanism in sorted(losses, key=losses.__getitem__):
        if losses[mechanism] < loss * 2 / 3:
            said = f"{NUMBERS[mechanism]} {mechanism.replace('_', ' ')}"
            yield f"{said} (without it {max(0.0, losses[mechanism] / loss):.0%})"


def worse(ruins: list[Ruin]) -> Iterator[str]:
    """What ruins a house, as a chapter."""
    yield (
        "\n## What ruins a house\n\nEvery field of a policy alone, at every value that a control "
        "offers and at the ends of its range, in every organisation: these lose more than half of "
        "the net value of doing nothing.\n"
    )
    large = [it for it in ruins if not it.small]
    for field in dict.fromkeys(it.field for it in large):
        why = WHY.get(field, "Nobody knows why.")
        yield f"\n### {FIELDS[field].words.capitalize()}\n\n{why}\n\n"
        yield "| organisation | value | loses | of | mostly through |\n|---|---|---|---|---|\n"
        for it in large:
            if it.field == field:
                yield row(it.office, FIELDS[field].say(it.value), f"{it.loss:,.0f}",
                          f"{it.base:,.0f}", it.through)  # fmt: skip
    yield f"\n### Small differences\n\n{_small([it for it in ruins if it.small])}"


def _small(ruins: list[Ruin]) -> str:
    if not ruins:
        return "None.\n"
    words = (
        "Where value and cost are nearly the same, half of the difference is soon gone: here less "
        "than two fifths of the value are lost, by no spiral.\n\n"
    )
    lines = []
    for office in dict.fromkeys(it.office for it in ruins):
        there = [it for it in ruins if it.office == office]
        said = ", ".join(_in_short(it, there) for it in dict.fromkeys(it.field for it in there))
        lines.append(f"* {office} (net value of doing nothing {there[0].base:,.0f}): {said}\n")
    return words + "".join(lines)


def _in_short(field: str, ruins: list[Ruin]) -> str:
    """A field with how many of its values are meant, and the largest loss."""
    some = [it for it in ruins if it.field == field]
    worst = max(some, key=lambda it: it.loss)
    values = FIELDS[field].say(worst.value) if len(some) == 1 else f"{len(some)} values"
    return f"{FIELDS[field].words}: {values} (−{worst.loss:,.0f})"


def row(*cells: str) -> str:
    """A row of a table."""
    return f"| {' | '.join(cells)} |\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
