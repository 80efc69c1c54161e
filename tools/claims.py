"""Write docs/claims.md: every claim about PMOs, what is found when it is measured, and by what.

    python tools/claims.py              measure all again and write the page, some minutes
    python tools/claims.py S5a S12      measure these claims again, and keep the others
    python tools/claims.py --rest       measure what is not stored yet, and write the page

No effect on the page is written by hand. What was measured is stored in docs/claims.json.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from simulator.claims import ALONE, CLAIMS, EFFECTS, MET, Claim, Effect
from simulator.claims.measuring import FEW, measured, turns
from simulator.claims.numbers import NUMBERS
from simulator.mechanisms import CARDS, Card

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "claims.md"
STORED = ROOT / "docs" / "claims.json"
WORLDS, TRIED = 100, 8
"""Worlds for an effect, and for each assumption that is changed."""
PRICE = "M30"
"""What the PMO takes for itself: every effect pays it."""
MOST_TURNS = 6
"""So many assumptions that turn an effect are named; of more, the number is said."""
NAMES = {card.number: card.name.replace("_", " ") for card in CARDS.values()}
"""What each mechanism is called, in plain words."""

HEAD = """\
# What is claimed of PMOs, and where each claim can be tried

None of these sentences is built in. A *mechanism* makes each come out one way or the other, a
*rule* of a policy acts on it, a *number* shows it, and a *test* says how it comes out today.

This page is written by `python tools/claims.py` from `simulator/claims/`, which measures every
effect on it. A mechanism's card: [below](#the-mechanisms-and-their-parameters), or
`python -m simulator mechanisms M01`. The rules are fields of `Policy`, the numbers functions of
`simulator.metrics` or headlines of its `summary`.
"""
FOUND = f"""
## What is found

What one side has more than the other in the same worlds of an organisation that is here: the mean,
and its 95 % interval, over {WORLDS} worlds. Play the organisation with the rules named to meet it.
Where a claim says two things, or is true in one place and false in another, both have a row.

*What turns it*: each parameter of the claim's mechanisms that are on in that organisation was set
to either end of the range on its card, and each mechanism switched off, one at a time, in {FEW}
worlds, and if the effect did not go its way in each of them, in {TRIED}. So was what the PMO takes
(M30), since every effect pays it. Named are those with which the sign is surely the opposite. Ends
of ranges are extreme, so where nothing turns it the sign does not hang on one number; but one
interval in twenty misses by chance, so read what turns it as a question. Of the PMO's
prices those of the functions that differ were tried.

| | claim | what is found | where | with | against | effect (95 % interval) | what turns it |
|---|---|---|---|---|---|---|---|
"""
MEETING = """
## Where a trainee meets it

No claim is only read: each is something that somebody does in the course, and may come out either
way there.

| | claim | notebook | the trainee | cell |
|---|---|---|---|---|
"""
TRACED = """
## By what it comes about

| | claim | mechanisms | rules | numbers | tests |
|---|---|---|---|---|---|
"""
CARDS_HEAD = """
## The mechanisms and their parameters

Every number that the effects above depend on, with where it comes from. “Design default” is a
number that nobody measured. A scenario may set its own: `python -m simulator sensitivity` tells
which values an organisation has, and what depends on them.
"""


def page(found: dict[str, Any]) -> str:
    """The whole page as text, from what was measured, by `key`."""
    return "".join(
        [
            HEAD,
            FOUND,
            *(_row(cells) for claim in CLAIMS for cells in effects(claim, found)),
            MEETING,
            *(_row(it) for claim in CLAIMS for it in meeting(claim)),
            TRACED,
            *(_row(cells(claim)) for claim in CLAIMS),
            CARDS_HEAD,
            *(part for card in CARDS.values() for part in card_parts(card)),
        ]
    )


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def effects(claim: Claim, found: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """One row for each effect of a claim, or one that says why there is none."""
    if claim.number in ALONE:
        yield claim.number, claim.says, ALONE[claim.number], "–", "–", "–", "–", "–"
    for effect in EFFECTS[claim.number]:
        result = found[key(claim, effect)]
        yield (
            claim.number, claim.says, effect.says, f"`{effect.organisation}`",
            _code([str(effect.side)]), _against(effect), _said(effect, result),
            _turned(result),
        )  # fmt: skip


def _against(effect: Effect) -> str:
    """The other side, and what is otherwise than in the organisation."""
    parts = [str(effect.than)]
    parts += [f"with {path}={value:g}" for path, value in effect.changed.items()]
    parts += [f"less the same with {path}={value:g}" for path, value in effect.unlike.items()]
    return _code(parts)


def _said(effect: Effect, result: dict[str, Any]) -> str:
    """The number, its effect and interval, and in how many worlds it was seen."""
    number = NUMBERS[effect.number]
    mean, low, high = (_signed(result[it], number.unit) for it in ("mean", "low", "high"))
    return f"{number.words}: {mean} ({low} to {high}) {number.unit}, {result['worlds']} worlds"


def _signed(value: float, unit: str) -> str:
    text = f"{value:+,.0f}" if abs(value) >= 100 else f"{value:+.2g}"
    return text.replace("-", "−")


def _turned(result: dict[str, Any]) -> str:
    """Which assumptions turn the sign, of how many."""
    turned, tried = result["turned"], result["tried"]
    if not tried:
        return "nothing to try: none of its mechanisms has parameters there"
    if not turned:
        return f"no parameter turns it ({tried} values tried)"
    named = ", ".join(f"`{path}` = {value}" for path, value in turned[:MOST_TURNS])
    more = f" and {len(turned) - MOST_TURNS} more" if len(turned) > MOST_TURNS else ""
    return f"turns if {named}{more} ({tried} values tried)"


def cells(claim: Claim) -> tuple[str, ...]:
    """One row of the table of traces."""
    return (
        claim.number,
        claim.says,
        ", ".join(f"[{it} {NAMES[it]}](#{_anchor(CARDS[it])})" for it in claim.mechanisms),
        _code(claim.rules),
        _code(claim.numbers),
        "<br>".join(_linked(test) for test in claim.tests),
    )


def _anchor(card: Card) -> str:
    """Where a heading of the page is, as GitHub names it."""
    return f"{card.number} {NAMES[card.number]}".lower().replace(" ", "-")


def card_parts(card: Card) -> Iterator[str]:
    """The parameters of a mechanism, as its card has them."""
    yield f"\n### {card.number} {NAMES[card.number]}\n\n"
    yield f"{card.meaning} [The file](../simulator/mechanisms/{card.name}.py).\n\n"
    yield f"Source: {card.source}\n\nSize checked against: {card.checked}\n"
    if not card.parameters:
        yield f"\nNo parameters: {card.no_switch}\n" if card.no_switch else ""
        return
    yield "\n| parameter | value | range | unit | meaning | source |\n|---|---|---|---|---|---|\n"
    for it in card.parameters:
        row = (f"`{card.name}.{it.name}`", f"{it.default}", it.range, it.unit, it.meaning)
        yield _row((*row, it.source))


def meeting(claim: Claim) -> Iterator[tuple[str, ...]]:
    """A row for each cell in which a claim is met."""
    for it in MET[claim.number]:
        number = f"{'exercise ' if it.exercise else ''}{it.notebook[:2]}"
        yield claim.number, claim.says, f"[{number}](../{it.path})", it.does, f"`{it.cell}()`"


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _linked(test: str) -> str:
    """A test by its sentence, with a link to its file."""
    path, name = test.split("::")
    return f"[{name.removeprefix('test_').replace('_', ' ')}](../{path})"


def key(claim: Claim, effect: Effect) -> str:
    """By what a measured effect is stored: all that it was measured with."""
    return f"{claim.number}; {effect.key}"


def measure(claim: Claim, effect: Effect) -> dict[str, Any]:
    """The effect, and what turns it, as it is stored."""
    found = measured(effect, WORLDS)
    tried = list(turns(effect, dict.fromkeys((*claim.mechanisms, PRICE)), TRIED))
    return {
        "mean": _short(found.mean), "low": _short(found.low), "high": _short(found.high),
        "worlds": found.worlds, "tried": len(tried),
        "turned": [[it.path, it.value] for it in tried if it.turns],
    }  # fmt: skip


def _short(number: float) -> float:
    return float(f"{number:.6g}")


def stored() -> dict[str, Any]:
    """What was measured before, by `key`."""
    if not STORED.exists():
        return {}
    found: dict[str, Any] = json.loads(STORED.read_text(encoding="utf-8"))
    return found


def _store(found: dict[str, Any]) -> dict[str, Any]:
    """Store what was measured so far, but for effects that are no more."""
    keys = [key(claim, effect) for claim in CLAIMS for effect in EFFECTS[claim.number]]
    kept = {it: found[it] for it in keys if it in found}
    text = json.dumps(kept, indent=1, ensure_ascii=False) + "\n"
    STORED.write_text(text, encoding="utf-8", newline="\n")
    return kept


def write(found: dict[str, Any]) -> None:
    """Store what was measured, and write the page of it."""
    kept = _store(found)
    PAGE.write_text(page(kept), encoding="utf-8", newline="\n")
    print(f"written {PAGE.relative_to(ROOT)} ({len(CLAIMS)} claims, {len(kept)} effects)")


def main(arguments: list[str]) -> int:
    """Measure what is asked for and what is not stored yet, and write the page."""
    found = {} if not arguments else stored()
    names = {claim.number for claim in CLAIMS}
    if unknown := set(arguments) - names - {"--rest"}:
        print(
            f"no claim is called {', '.join(sorted(unknown))}; write some of S1 to S25, or --rest"
        )
        return 2
    wanted = [
        (claim, effect) for claim in CLAIMS for effect in EFFECTS[claim.number]
        if claim.number in arguments or key(claim, effect) not in found
    ]  # fmt: skip
    with ProcessPoolExecutor() as players:
        coming = [(one, players.submit(measure, *one)) for one in wanted]
        for (claim, effect), future in coming:
            found[key(claim, effect)] = future.result()
            _store(found)
            print(claim.number, _said(effect, found[key(claim, effect)]), flush=True)
    write(found)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
