"""What happened, round by round: what came from outside, what teams decided, where they stood."""

from collections.abc import Iterator

from simulator.cockpit.days import date_of, whole
from simulator.cockpit.timeline import in_words
from simulator.narration import names_by_id
from simulator.report.markup import money, sentences, table
from simulator.session import Session
from simulator.session.session import taken_on
from simulator.workshop.export.pictures import money_by_round
from simulator.workshop.export.recorded import Recorded, net_at
from simulator.workshop.rounds import round_of

MOST_NAMED = 3
"""So many decisions of a round are named; the others stand in the team's own part."""


def happened(it: Recorded) -> str:
    """All rounds that were opened."""
    if not it.flown:
        return sentences(["No round has been opened yet."])
    rounds = "".join(_round(it, number) for number in range(1, it.round + 1))
    return money_by_round(it).html() + rounds


def _round(it: Recorded, number: int) -> str:
    until = it.rounds[number - 1]
    title = f"Round {number}, to day {whole(until)} ({date_of(it.scenario.start, until)})"
    rows = [
        (team.name, _net(team.session, until), _decided(it, team.session, number))
        for team in it.teams
    ]
    came = list(_came(it, number))
    body = table(("", "net so far, k€", "decided"), rows) if rows else ""
    return f'<div class="round"><h3>{title}</h3>{sentences(came, "came")}{body}</div>'


def _came(it: Recorded, number: int) -> Iterator[str]:
    """What came from outside in a round, to all teams."""
    for inject in it.scenario.injects:
        if round_of(inject.day, it.rounds) == number:
            yield f"From outside, to all, on day {whole(inject.day)}: {inject.headline}"


def _net(session: Session, day: float) -> str:
    net = net_at(session, day)
    return f"on day {whole(session.today)}" if net is None else money(net)


def _decided(it: Recorded, session: Session, number: int) -> str:
    names = names_by_id(it.scenario)
    taken = [in_words(one, names) for one in session.decisions
             if round_of(taken_on(one), it.rounds) == number]  # fmt: skip
    if not taken:
        return "nothing"
    more = len(taken) - MOST_NAMED
    return "; ".join(taken[:MOST_NAMED]) + (f"; and {more} more" if more > 0 else "")
