"""What happened, in numbers and words: against the plan, and against the reference."""

from simulator.debrief import Basis
from simulator.events import InjectCame
from simulator.metrics import money_spent, on_time_share, people_lost, value_delivered
from simulator.metrics.log import of
from simulator.narration import rounded
from simulator.policies.reference import IN_WORDS
from simulator.report.case import Case
from simulator.report.markup import money, more, sentences, table, tiles
from simulator.report.section import Section
from simulator.session import Session

MOST_TOLD = 5
"""So many injects are named."""
EXPLAINED = (
    "As planned: the same rules, if nothing took longer than planned and nothing went wrong.",
    f"The reference: the same rules in every organisation. {IN_WORDS.capitalize()}. They were "
    "fixed before anybody saw a result: par, not the best.",
)


def result(case: Case) -> Section:
    """Value, cost, net, projects on time, people lost: yours, planned, and the reference's."""
    yours, par, planned = (sums(it) for it in (case.session, case.reference, case.planned))
    versus = yours["net"] - par["net"]
    lead = (
        f"You delivered {money(yours['value'])} k€ of value for {money(yours['cost'])} k€: "
        f"{money(yours['net'])} k€ net. The reference rules would have made {money(abs(versus))} "
        f"k€ {'less' if versus >= 0 else 'more'} of the same world."
    )
    shown = [("net, k€", money(yours["net"])), ("on time", case.on_time(case.session)),
             ("people who left", f"{yours['people_lost']:.0f}")]  # fmt: skip
    rows: list[tuple[str, ...]] = [
        (label, money(yours[name]), money(planned[name]), money(par[name]),
         more(yours[name] - par[name]))
        for label, name in (("value, k€", "value"), ("cost, k€", "cost"), ("net, k€", "net"))
    ]  # fmt: skip
    rows.append(("projects on time", *map(case.on_time, (case.session, case.planned,
                 case.reference)), ""))  # fmt: skip
    rows.append(("people who left", *(f"{it['people_lost']:.0f}" for it in (yours, planned, par)),
                 more(yours["people_lost"] - par["people_lost"])))  # fmt: skip
    columns = ("", "you", "as planned", "reference, same world", "you against it")
    return Section(
        lead,
        tiles(shown) + table(columns, rows) + sentences((*_from_outside(case.session), *EXPLAINED)),
        Basis.of(case.session, 0).words,
    )


def _from_outside(session: Session) -> list[str]:
    """What a mentor let come: nobody decided it here, and no world was spared it."""
    came = of(session.events, InjectCame)
    if not came:
        return []
    told = [f"“{it.headline}” (day {rounded(it.day)})" for it in came[:MOST_TOLD]]
    more_of_it = f" and {len(came) - MOST_TOLD} more" if len(came) > MOST_TOLD else ""
    return [
        f"From outside came {', '.join(told)}{more_of_it}. "
        "Nothing you decided brought it or kept it away. Every world and every other way to decide "
        "that is compared here meets the same, so it counts neither as your doing nor as the luck "
        "of this world."
    ]


def sums(session: Session) -> dict[str, float]:
    """The headline sums of a run to its end; money in k€."""
    events, scenario = session.events, session.scenario
    value = value_delivered(events)
    cost = sum(money_spent(events, scenario).values())
    return {
        "value": value,
        "cost": cost,
        "net": value - cost,
        "on_time": on_time_share(events, scenario),
        "people_lost": people_lost(events),
    }
