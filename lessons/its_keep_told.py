"""What notebook 10 tells once a prediction is locked and a picture has been acted on."""

from collections.abc import Iterator, Sequence

from exercises import its_keep
from exercises.its_keep import (
    BAD,
    BOTH,
    GOOD,
    LARGE,
    MANY,
    OFFICE,
    OLD,
    PREVENTS,
    SHOWN,
    WAYS,
    WORLDS,
    better,
    brings,
    shown_by,
)  # fmt: skip
from lessons.its_keep_asked import forecast_bad, forecast_closing, forecast_even, forecast_kept
from simulator import tables
from simulator.experiment import interval
from simulator.explorables.doors import DOORS, passed
from simulator.explorables.ledger import Statement
from simulator.explorables.parts import policy_of
from simulator.explorables.tenure import tenure
from simulator.policies import Policy
from simulator.widgets.reveal import Piece

SEED = 31
"""The world of the branch: one in which silence is punished."""


def result(signed: dict[str, str]) -> Iterator[Piece]:
    """What a setting does, and what the offices bring that are known, and one's own."""
    yield f"**One setting.** {forecast_bad().judge(round(better(BAD)))}"
    named = {
        "the office you took over": OLD,
        "seven functions that fit": GOOD,
        "the same seven, with two projects at most": BAD,
        "your office": signed,
    }
    yield tables.tabulate(
        f"With the office less without it, in {len(WORLDS)} worlds that you have not seen",
        [
            {"office": name, "brings": with_interval(brings(policy_of(it))),
             "better off": f"{better(it):.0f} of 100 worlds"}
            for name, it in named.items()
        ],
    )  # fmt: skip
    yield (
        "Every one of these offices has its functions, its people and its good will. What they "
        "bring lies in how they are set and in what the house needs, not in having them. The old "
        "office asked for most and brought least: nobody here lacked reports, and everybody lacked "
        "time. **An office is not worth what it does. It is worth what would be missing.** That is "
        "why each number above is a difference, with a *counterfactual*: the same worlds without "
        "the office."
    )
    yield tables.card("M30", OFFICE)


def with_interval(found: Sequence[float]) -> str:
    """A mean with its 95 % interval, in k€."""
    mean, low, high = interval(list(found))
    return f"{in_money(mean)} k€ ({in_money(low)} to {in_money(high)})"


def in_money(money: float) -> str:
    """An amount with its sign."""
    return f"{money:+,.0f}".replace("-", "−")


def year_result() -> Iterator[Piece]:
    """When an office is even, and how deep the dip is before."""
    yield f"**Even.** {forecast_even().judge(round(its_keep.even_week()))}"
    first, second, *_ = (its_keep.deepest(it) for it in WAYS)
    yield (
        "An office takes its time from the first morning. Reviews help after six weeks, a method "
        "after sixteen, shared knowledge after half a year: so there is a dip first, a *J-curve*, "
        f"whoever founds it. How deep it is can be chosen. With everything at once {first:.0f} "
        f"person-days are missing at the lowest point; begun with what helps soonest, "
        f"{second:.0f}, since the rest comes when something has been won. Whoever begins with "
        "everything and is judged after half a year is judged near the bottom of the curve."
    )


def kept() -> Iterator[Piece]:
    """Who is still there after three reviews."""
    offices = kinds()
    found = its_keep.there(offices["keeps losses away, shows nothing"])
    yield f"**Kept.** {forecast_kept().judge(round(found))}"
    yield tables.tabulate(
        f"After {DOORS} reviews, in {len(MANY)} worlds that you have not seen",
        [
            {"the office": name, "is still there": f"{its_keep.there(it):.0f} of 100"}
            for name, it in offices.items()
        ],
    )
    yield (
        "Nobody gets credit for fixing what never happened. Leadership sees the issue that was "
        "found in time, and hardly the one that did not come. A *ledger* of what was kept away "
        "helps some. Large claims help until somebody looks: then nothing is believed any more, "
        "what was true neither. And sponsors who are never asked lose interest, whatever is shown. "
        "How large each of these is, nobody has measured; the card says so."
    )
    yield tables.card("M37", OFFICE)


def kinds() -> dict[str, Policy]:
    """Four offices that differ in what they do and in what they show."""
    return {
        "keeps losses away, shows nothing": shown_by(PREVENTS),
        "keeps losses away, shows a ledger": shown_by(PREVENTS, SHOWN),
        "keeps losses away, makes large claims": shown_by(PREVENTS, LARGE),
        "does that and finds issues, shows a ledger": shown_by(BOTH, SHOWN),
    }


def written(page: Statement) -> Iterator[Piece]:
    """How often what was signed holds, and what may be written."""
    assert page.signed is not None and page.mean is not None
    assert page.low is not None and page.high is not None
    holds = sum(it >= page.signed for it in page.findings)
    text = (
        f"**Signed.** You wrote: at least {page.signed:,.0f} k€. It holds in {holds} of "
        f"{len(page.findings)} audits. What the ledger says is {page.mean:,.0f} k€, and since it "
        f"is of {page.offices} worlds only, that is known to within {page.low:,.0f} and "
        f"{page.high:,.0f}. "
        f"{_judged(page.signed, page.low, page.mean)} **Write the difference and its interval, "
        "promise its lower end, and add that it is a model’s.**"
    )
    yield text.replace(" -", " −")


def _judged(signed: float, low: float, mean: float) -> str:
    if signed > mean:
        return (
            "You promised more than the average, so most audits find less: that is believed once."
        )
    if signed > low:
        return "You promised less than the average, and still some audits find less."
    return "You promised no more than the lower end, so hardly any audit finds less."


def in_one_world() -> Iterator[Piece]:
    """The same world with more or less shown, and what closing costs."""
    ways = {
        "keeps losses away, shows nothing": shown_by(PREVENTS),
        "the same, with large claims": shown_by(PREVENTS, LARGE),
        "the same, with an honest ledger": shown_by(PREVENTS, SHOWN),
        "and finds issues in time besides": shown_by(BOTH, SHOWN),
    }
    yield tables.tabulate(
        f"The same two years, the same luck: world {SEED}",
        [
            {"the office": name, "losses kept away": f"{it.prevented}",
             "reviews passed": f"{passed(OFFICE, ways[name], SEED)} of {DOORS}",
             "value − cost": f"{it.net:,.0f} k€".replace("-", "−")}
            for name, it in ((name, tenure(OFFICE, how, SEED)) for name, how in ways.items())
        ],
    )  # fmt: skip
    lost = its_keep.closing_costs()
    yield f"**Closed.** {forecast_closing().judge(round(lost))}"
    yield (
        "This world was picked because it shows what silence may cost; in others the silent office "
        "is lucky. Below, the same two years are in your hands, with your office. Leadership asks "
        "in weeks 26, 52 and 78. Change what is shown, whom you visit, what you look at; after the "
        "end, take one decision otherwise and compare."
    )
