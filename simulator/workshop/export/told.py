"""Each team in its own part: what it decided and why, what tells most, what it expected."""

from simulator.cockpit.days import whole
from simulator.cockpit.timeline import in_words
from simulator.narration import names_by_id
from simulator.plain_text import for_page
from simulator.report.markup import money, more, sentences, table
from simulator.session.session import taken_on
from simulator.workshop.export.recorded import Recorded, RecordedTeam
from simulator.workshop.judging import Judged
from simulator.workshop.rounds import round_of


def each_team(it: Recorded) -> str:
    """All teams, in the order in which they stand."""
    if not it.teams:
        return sentences(["No flight counts yet."])
    order = list(it.places) or [team.name for team in it.teams]
    found = {team.name: team for team in it.teams}
    return "".join(_team(it, found[name]) for name in order if name in found)


def _team(it: Recorded, team: RecordedTeam) -> str:
    said = [_stands(team), *_telling(it.parts.get(team.name))]
    names = names_by_id(it.scenario)
    rows = [
        (f"day {whole(taken_on(one))}", str(round_of(taken_on(one), it.rounds)),
         in_words(one, names), one.reason or "–")
        for one in team.session.decisions
    ]  # fmt: skip
    rows += [(f"day {whole(left.day)}", str(round_of(left.day, it.rounds)), left.words,
              f"left out: {left.why}") for left in team.left_out]  # fmt: skip
    body = table(("", "round", "decided", "because"), rows) if rows else ""
    head = f"<h3>{for_page(team.name)}</h3>{sentences(said)}{_expected(it, team)}"
    return f'<div class="each">{head}{body}</div>'


def _stands(team: RecordedTeam) -> str:
    count = len(team.session.decisions)
    where = "at its end" if team.session.over else f"on day {whole(team.session.today)}"
    if not count:
        return f"Its flight is {where}. It has decided nothing."
    why = sum(bool(it.reason) for it in team.session.decisions)
    taken = f"{count} decision{'s' if count > 1 else ''}"
    return f"Its flight is {where}, with {taken}; {why} with a reason."


def _telling(parts: Judged | None) -> list[str]:
    """What tells most, where anything does."""
    if parts is None or parts.telling is None:
        return []
    return [f"What tells most. {telling(parts)}"]


def telling(parts: Judged) -> str:
    """A team's most telling decision, in words."""
    it = parts.telling
    if it is None:
        return "Nothing was decided."
    low, high = more(it.low), more(it.high)
    worth = f"{more(it.value)} k€ on average" + ("" if low == high else f" ({low} to {high})")
    known = f"worth {worth}" if it.sure else f"worth about {worth}: hardly told from nothing"
    why = f" Their reason then: “{it.reason}”" if it.reason else ""
    return f"Day {whole(it.day)}: {it.what}; {known}.{why}"


def _expected(it: Recorded, team: RecordedTeam) -> str:
    """Its ranges round by round, and whether they held; "" where it gave none."""
    if not team.forecasts:
        return ""
    columns = ["", *(f"round {given.round}" for given in team.forecasts)]
    said = (f"{money(given.low)} to {money(given.high)}" for given in team.forecasts)
    rows = [["it expected in the end, k€ net", *said]]
    if it.is_over:
        came = it.results[team.name]
        held = ("held" if given.held(came) else "missed" for given in team.forecasts)
        rows.append([f"it came to {money(came)}", *held])
    return f'<div class="ranges">{table(columns, rows)}</div>'
