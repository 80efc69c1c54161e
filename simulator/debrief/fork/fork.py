"""One decision otherwise, in the same world: two futures side by side, and why they differ."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.debrief.fork.amounts import NUMBERS, Difference, Part, differences, parts
from simulator.debrief.fork.future import Future, Futures, Plan
from simulator.debrief.fork.links import causes
from simulator.debrief.fork.mishaps import unmoved
from simulator.debrief.fork.otherwise import Chosen, Decisions, Otherwise, otherwise
from simulator.debrief.fork.parting import Parting, parting
from simulator.debrief.fork.phrases import Phrases
from simulator.debrief.fork.sums import sums
from simulator.decisions import BuyMitigation, Decision
from simulator.errors import RefusedError
from simulator.limits import LAST_DAY
from simulator.narration import rounded
from simulator.plain_text import visible
from simulator.scenario import nearest_hour
from simulator.session import Session
from simulator.values import plain, shown

if TYPE_CHECKING:
    import pandas as pd


class Fork(Struct, frozen=True):
    """Two futures of one world that part on a day because something is decided otherwise."""

    was: Session
    """What happened, on its last day."""
    would: Session
    """What would have happened, on its last day."""
    day: float
    """The day on which they decide otherwise."""
    decided: str
    """What is decided otherwise, as a sentence."""
    left_out: tuple[str, ...]
    """A sentence for each other decision that cannot be carried out any more."""
    first_difference: Parting | None
    """The first visible event that differs; None if none does."""
    chain: tuple[str, ...]
    """From the decision to the difference in money, in sentences about the other future."""
    differences: dict[str, Difference]
    """value, cost and net in k€, on_time as a share, people_lost as a count."""
    money: tuple[Part, ...]
    """Everything in which the money differs; their `net` add up to the difference of net."""

    def __repr__(self) -> str:
        return "\n".join(map(visible, self.chain))

    def table(self) -> "pd.DataFrame":
        """One row a number. Columns: number, unit, was, would, difference (would minus was)."""
        import pandas as pd

        rows = [
            (name, unit, it.was, it.would, it.difference)
            for name, unit in NUMBERS.items()
            for it in [self.differences[name]]
        ]
        return pd.DataFrame(rows, columns=["number", "unit", "was", "would", "difference"])

    def parts(self) -> "pd.DataFrame":
        """One row a part of the money. Columns: side (value or cost), kind, about (an id or
        empty), was, would and net (how much better the other future is by it), in k€."""
        import pandas as pd

        rows = [(*part, part.net) for part in self.money]
        return pd.DataFrame(rows, columns=["side", "kind", "about", "was", "would", "net"])


def fork(
    session: Session,
    day: float,
    *,
    remove: Chosen | None = None,
    add: Decision | Iterable[Decision] = (),
    change: Decision | Mapping[int, Decision] | None = None,
) -> Fork:
    """What would have been, had something been decided otherwise on one day, with the same luck.

    `remove` takes a decision of that day: its number in the session, counted from 0, the decision
    itself, several of these, or "all". `add` takes new decisions, taken after the others of the
    day. `change` takes what is decided instead of the day's decision; where there are several, of
    the one of its kind, or a mapping {number: decision}. They may be given together.

    Both futures are played to their ends; nobody decides anything else. Other decisions that cannot
    be carried out any more are left out, and said. Raises RefusedError for a day outside the run
    and for what was not decided that day, DecisionError for a new decision that cannot be carried
    out.
    """
    if not isinstance(session, Session):
        raise RefusedError(f"fork: session is {shown(session)}; write a session, Session(…)")
    was = session.to_end()
    day = _past(was, day)
    other = otherwise(session, day, remove, add, change)
    would = other.session.to_end()
    futures = Futures(Future(was), Future(would))
    return _compared(futures, day, other)


def between(was: Session, would: Session) -> Fork:
    """The same for two sessions of one scenario and world, whatever is decided otherwise in them.

    Raises RefusedError if they are of different scenarios or worlds.
    """
    if (was.scenario, was.seed) != (would.scenario, would.seed):
        raise RefusedError("fork: the two sessions are not of one scenario and world; branch one")
    gone = tuple(it for it in was.decisions if it not in would.decisions)
    new = tuple(it for it in would.decisions if it not in was.decisions)
    day = min((it.day or 0.0 for it in (*gone, *new)), default=0.0)
    futures = Futures(Future(was.to_end()), Future(would.to_end()))
    return _compared(futures, day, Otherwise(would, gone, new, ()))


def _past(was: Session, day: object) -> float:
    """A day of the run. Raises RefusedError if it is none."""
    number, last = plain(day), rounded(was.today)
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise RefusedError(f"fork: day {shown(day)} is no working day; write 0 to {last}")
    if not 0 <= number <= LAST_DAY or nearest_hour(number) > was.today:
        raise RefusedError(
            f"fork: day {number:g} is not a day of this run; it ends on day {was.today:g}, so "
            f"write 0 to {was.today:g}"
        )
    return nearest_hour(number)


def _compared(futures: Futures, day: float, other: Otherwise) -> Fork:
    scenario = futures.was.scenario
    phrases, money = Phrases(scenario), parts(futures)
    was, would = (it.session for it in futures)
    decided = _decided(day, other, phrases)
    left_out = tuple(_left_out(*it, phrases) for it in other.left_out)
    told: tuple[str, ...] = ("Nothing differs: both futures are the same, to the cent.",)
    if was.events != would.events:
        told = (
            *causes(futures, Plan(scenario), phrases, money),
            *_in_vain(futures, phrases, other),
            *sums(futures, phrases, money),
        )
    return Fork(
        was=was,
        would=would,
        day=day,
        decided=decided,
        left_out=left_out,
        first_difference=parting(was, would, day),
        chain=(decided, *left_out, *told),
        differences=differences(futures),
        money=money,
    )


def _in_vain(futures: Futures, phrases: Phrases, other: Otherwise) -> list[str]:
    """What became of risks against which something is bought, or not, that makes no difference."""
    decisions = (*other.removed, *other.added)
    offers = [it.mitigation for it in decisions if isinstance(it, BuyMitigation)]
    sentences = (unmoved(futures, phrases, offer) for offer in dict.fromkeys(offers))
    return [sentence for sentence in sentences if sentence]


def _decided(day: float, other: Otherwise, phrases: Phrases) -> str:
    """What is decided otherwise, in words."""
    removed, added = _words(other.removed, phrases), _words(other.added, phrases)
    when = f"On day {rounded(day)}"
    if not (removed or added):
        return "No decision differs; the standing rules of the first day do."
    if not removed:
        return f"{when}, {added} is decided as well."
    if not added:
        return f"{when}, {removed} is not decided."
    return f"{when}, {added} is decided instead of {removed}."


def _words(decisions: Decisions, phrases: Phrases) -> str:
    return " and ".join(map(phrases.decision, decisions))


def _left_out(decision: Decision, why: str, phrases: Phrases) -> str:
    """A decision that cannot be carried out, with the reason that the model gives."""
    day = f"{decision.day or 0.0:g}"
    reason = why.removeprefix(f"decision on day {day}: ")
    return f"{phrases.decision(decision)} on day {day} cannot be decided any more: {reason}."
