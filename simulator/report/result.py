"""What happened, in numbers and words: against the plan, and against the reference."""

from simulator.debrief import Basis
from simulator.metrics import money_spent, on_time_share, people_lost, value_delivered
from simulator.report.case import Case
from simulator.report.markup import money, more, table, tiles
from simulator.report.section import Section
from simulator.session import Session


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
        tiles(shown) + table(columns, rows),
        Basis.of(case.session, 0).words,
    )


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
