"""The storm that all had: what struck whom, and whether it is the one that was promised."""

from collections import defaultdict

import msgspec

from simulator.cockpit.days import whole
from simulator.events import IssueDetected, PersonLeft, ShockStruck
from simulator.narration.names import names_by_kind
from simulator.plain_text import for_page
from simulator.report.markup import details, sentences, table
from simulator.session import Session
from simulator.workshop.export.recorded import Recorded
from simulator.workshop.record import Seal

MOST = 14
"""So many stand on the page; the others can be opened."""


def storm(it: Recorded) -> str:
    """What struck, in how many teams; and the promise."""
    return _struck_all(it) + promise(it)


def struck(session: Session) -> dict[str, float]:
    """What has gone wrong in a flight by no decision, with the first day of each."""
    names, found = names_by_kind(session.scenario), dict[str, float]()
    for event in session.visible:
        if isinstance(event, IssueDetected):
            words = f"{names.projects[event.project]}: {names.risks[event.risk]}"
        elif isinstance(event, ShockStruck):
            words = f"{names.projects[event.project]}: a shock from outside"
        elif isinstance(event, PersonLeft):
            words = f"somebody left ({names.roles[event.role]})"
        else:
            continue
        found.setdefault(words, event.day)
    return found


def met(it: Recorded) -> dict[str, dict[str, float]]:
    """By what struck: on which day each team met it; what most have met comes first."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for team in it.teams:
        for words, day in struck(team.session).items():
            found[words][team.name] = day
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[1]), min(pair[1].values()))))


def _struck_all(it: Recorded) -> str:
    found, count = met(it), len(it.teams)
    if not found:
        return sentences(["Nothing has struck anybody yet."])
    rows = [(words, _who(len(days), count), _when(days)) for words, days in found.items()]
    common = sum(len(days) == count for days in found.values())
    said = (
        f"All teams had the same luck, day by day. Of {len(found)} mishaps {common} struck every "
        "team. What else struck, and when it was noticed, hung on what was decided."
    )
    columns = ("", "struck", "noticed")
    more = details(f"{len(rows) - MOST} more", table(columns, rows[MOST:])) if rows[MOST:] else ""
    return sentences([said]) + table(columns, rows[:MOST]) + more


def _who(some: int, count: int) -> str:
    return f"all {count} teams" if some == count else f"{some} of {count} teams"


def _when(days: dict[str, float]) -> str:
    first, last = whole(min(days.values())), whole(max(days.values()))
    return f"day {first}" if first == last else f"day {first} to {last}"


def promise(it: Recorded) -> str:
    """What was promised before the first round, and whether it was kept."""
    promised = f"<p>Promised before the first round: <code>{for_page(it.commitment)}</code></p>"
    if it.seal is None:
        return promised + sentences(
            ["The storm and the worlds in which teams are compared are not revealed yet."]
        )
    fits = (
        "Counted again for this page: the promise was kept. Nobody has chosen the storm, or the "
        "worlds of the comparison, after seeing a flight."
    )
    wrong = "Counted again for this page: this is NOT what was promised."
    said = [
        "To check it yourself: the SHA-256 of the revealed line, from its first bracket to its "
        "last, is the promise.",
        fits if it.seal.fits(it.commitment) else wrong,
    ]
    revealed = f"<p>Revealed: <code>{for_page(preimage(it.seal))}</code></p>"
    return promised + revealed + sentences(said)


def preimage(seal: Seal) -> str:
    """The very text whose SHA-256 was promised."""
    return msgspec.json.encode(seal).decode()
