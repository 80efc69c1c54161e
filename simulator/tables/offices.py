"""The PMO's functions, and everything that moves slowly, as tables."""

from simulator import metrics
from simulator.mechanisms.governance import Price, hours
from simulator.metrics import Events
from simulator.policies import Policy, rules_in_words
from simulator.policies.functions import FUNCTIONS, PLAIN, Function
from simulator.policies.functions import levels as levels_of
from simulator.scenario import Scenario
from simulator.tables.table import EMPTY, Table, share

MOVING = {
    "skill": "skill of the people, on average",
    "fatigue": "tiredness, on average",
    "newcomers": "people who are still new",
    "security": "how safe people feel",
    "capability": "how good the ways of working are",
    "completeness": "how well the next work is prepared",
    "maturity": "maturity of the office",
    "knowledge": "knowledge that is shared",
    "resistance": "resistance to the PMO",
    "engagement": "engagement of the sponsors",
    "trust": "trust in the office",
}
"""What people call what moves slowly."""
BETTER_LOW = ("fatigue", "newcomers", "resistance")


def levels(events: Events) -> Table:
    """Everything that moves slowly: where it began, where it was worst, where it stands.

    Levels are hidden, so only the whole log has them: it is a table for looking back.
    """
    columns = ("what", "first month", "worst", "on day", "last month")
    rows = []
    for name, steps in metrics.levels(events).items():
        worst = max if name in BETTER_LOW else min
        day, level = worst(steps, key=lambda step: step[1])
        numbers = (f"{steps[0][1]:.2f}", f"{level:.2f}", f"{day:.0f}", f"{steps[-1][1]:.2f}")
        rows.append((MOVING.get(name, name), *numbers))
    return Table("What moved slowly, month by month", columns, rows)


def functions(policy: Policy, scenario: Scenario) -> Table:
    """The twelve functions of a PMO under a policy: how far each is on, its price and its lag.

    Prices and lags are empty where no function has any, because mechanism M30 is off.
    """
    how, on = scenario.mechanisms.governance, levels_of(policy)
    columns = (
        "function", "its rules", "level", "takes at full level", "takes here",
        "works after (weeks)",
    )  # fmt: skip
    rows = []
    for name, function in FUNCTIONS.items():
        price = _price(getattr(how, name), on[name]) if how else (EMPTY,) * 3
        rows.append((name, _rules(function, policy), share(on[name]), *price))
    total = f"{hours(on, how):.1%}" if how else EMPTY
    rows.append(("together, with what any PMO takes", EMPTY, EMPTY, EMPTY, total, EMPTY))
    return Table("What the PMO does, in shares of everybody's time", columns, rows)


def _rules(function: Function, policy: Policy) -> str:
    """What a policy says about a function, as far as it differs from an office without a PMO."""
    rules = zip(function.fields, function.settings(policy), function.settings(PLAIN), strict=True)
    return rules_in_words((field, now) for field, now, plain in rules if now != plain) or EMPTY


def _price(how: Price, level: float) -> tuple[str, str, str]:
    return f"{how.hours:.1%}", f"{how.hours * level:.1%}", f"{how.lag:g}"
