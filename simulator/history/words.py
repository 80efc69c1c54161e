"""A calibration in words."""

from collections.abc import Iterator

from simulator.history.backtest import Tried, tried
from simulator.history.fit import Calibration, Note, fitted, many
from simulator.history.rows import Past
from simulator.history.versions import Pasts

RISKS = (
    "What risks did is in the actual days already. Play these numbers without the risks of your "
    "register, or play our defaults with them; with both, the same delay counts twice."
)

NOT_TOLD = "Whether this helps cannot be told: too few projects to hold one against the others."
WIDE = 0.2
GAIN = "  A gain above 0 is a smaller mistake: pinball loss in logs, mean of the three promises."


def sentences(past: Past) -> Iterator[str]:
    """What was read, what was learned, and whether it would have helped."""
    yield from read(past)
    if past.why_too_few:
        yield past.why_too_few
        return
    yield ""
    yield from _numbers(fitted(past))
    yield ""
    yield RISKS
    found = trials(past)
    if not found:
        yield ""
        yield NOT_TOLD
    for it in found:
        yield ""
        yield from what_was_kept(it)


def of_versions(found: Pasts) -> Iterator[str]:
    """What was made of several files of one project."""
    if found.versions:
        yield (
            f"{many(found.versions, 'project')} {_are(found.versions)} there in more than one "
            f"file: {many(found.paired, 'finished activity')} {_are(found.paired)} held against "
            "the earliest plan."
        )
    if found.gone:
        yield f"Left out: {many(found.gone, 'activity')} of earlier files, in no later one."


def trials(past: Past) -> list[Tried]:
    """What a history can be tried on: its activities, its projects, both or neither."""
    return [it for it in (tried(past, "activities"), tried(past, "projects")) if it]


def for_picture(
    found: Tried,
) -> tuple[list[tuple[float, float, float, float]], tuple[tuple[float, float], ...], str]:
    """What a picture of promises is drawn from: promises, ranks, and of what they are."""
    kept = [(it.expected, it.kept, it.low, it.high) for it in found.promises]
    about = "activities of" if found.what == "activities" else "the totals of"
    return kept, found.ranks, f"{about} {found.projects} projects"


def read(past: Past) -> Iterator[str]:
    """What is there to learn from, and what was left out."""
    counts = f"{many(len(past.wholes), 'project')} and {many(past.many, 'activity')}"
    yield f"{counts} are over; each project weighs the same."
    if "" in past.wholes:
        yield "Rows that name no project count as one project."
    for count, why in (
        (past.clicks, "left out: an hour or less, planned or booked"),
        (past.again, "left out: planned anew; the first plan counts"),
        (past.unfinished, "left out: no planned or no actual days"),
    ):
        if count:
            yield f"{many(count, 'row')} {why}."
    if past.cancelled:
        known = len(past.given_up)
        yield (
            f"{many(past.cancelled, 'cancelled project')}: how long that would have taken, nobody "
            f"knows. {known} of them {'says' if known == 1 else 'say'} what was taken until it was "
            "given up; each counts among those that run far beyond as far as that makes it likely."
        )
    if past.given - set(past.activities):
        yield "Some projects have a total only; each is taken for 30 activities of one size."


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _numbers(found: Calibration) -> Iterator[str]:
    yield "What is learned (own, default, weight of your own, used):"
    yield from map(_number, found.notes)


def _number(it: Note) -> str:
    own = "—" if it.own is None else f"{it.own:.2f}"
    why = f"  {it.why}" if it.why else ""
    return f"  {it.number:36}{own:>6} {it.default:6.2f} {it.weight:6.0%} {it.used:6.2f}{why}"


def what_was_kept(it: Tried) -> Iterator[str]:
    """How often promises were kept, and whether that helps."""
    how = "from those that ended before it" if it.in_time else "from all others"
    what = "Activities" if it.what == "activities" else "Whole projects"
    yield f"{what} of {it.projects} projects, each forecast {how}:"
    for promise in it.promises:
        exact = promise.expected - promise.promised > 0.02
        more = f", {promise.expected:.0%} expected as many end on plan" if exact else ""
        yield (
            f"  {promise.promised:.0%} promised{more}: {promise.kept:.0%} kept "
            f"(95 % interval {promise.low:.0%} to {promise.high:.0%})"
        )
    if (wide := it.promises[1]).high - wide.low > WIDE:
        yield f"  So few cannot tell {wide.promised:.0%} from {wide.low:.0%}."
    for other in it.comparisons:
        numbers = f"{other.gain:+.3f}, 95 % interval {other.low:+.3f} to {other.high:+.3f}"
        yield f"  against {other.against}: {other.verdict} (gain {numbers.replace('-', '−')})"
    yield GAIN
