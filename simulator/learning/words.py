"""What a course changed, in sentences that do not say more than is known."""

from collections.abc import Iterator

from simulator.learning.effect import FEW, Effect, Interval, Verdict
from simulator.learning.forms import FORMS

POINTS = 100
"""What people call full marks."""
QUESTIONS = len(FORMS["A"])
FINDING: dict[Verdict, str] = {
    "much": "They learned much",
    "a little": "They learned something",
    "only think so": "They are surer, and nothing shows that they know more",
    "not clear": "Nothing can be seen that is larger than chance",
    "too few": "Nothing can be said yet",
}


def points(value: float) -> str:
    """Points of 100, as people write them."""
    return f"{value * POINTS:.0f}".replace("-", "−")


def between(it: Interval, digits: int = 0, times: float = POINTS) -> str:
    """A mean with its interval: +12 (5 to 19)."""
    mean, low, high = (
        f"{round(value * times, digits) + 0.0:.{digits}f}".replace("-", "−")
        for value in (it.mean, it.low, it.high)
    )
    return f"{'+' if it.mean > 0 else ''}{mean} ({low} to {high})"


def headline(found: Effect) -> str:
    """What was found, in one sentence."""
    finding = FINDING[found.verdict]
    if found.gain is None:
        many = len(found.people)
        return f"{finding}: {many or 'no'} trainee{'' if many == 1 else 's'} handed in both tests."
    return (
        f"{finding}: {len(found.people)} trainees gained {between(found.gain)} points of {POINTS} "
        f"on average, {abs(found.gain.mean) * QUESTIONS:.1f} of {QUESTIONS} questions"
        f"{' fewer' if found.gain.mean < 0 else ''}."
    )


def sentences(found: Effect) -> tuple[str, ...]:
    """What else has to be known to read the first sentence rightly."""
    return tuple(_sentences(found))


def _sentences(found: Effect) -> Iterator[str]:
    many = len(found.people)
    if found.gain is None or found.sure is None or found.right is None:
        yield "At least two trainees have to hand in both; twelve or more are better."
        return
    if found.standard is not None:
        yield (
            f"In deviations between trainees that is {between(found.standard, 2, 1)} (Hedges’ g "
            "for pairs)."
        )
    yield (
        f"How sure they were of their choices moved by {between(found.sure)} per cent, how often "
        f"these were right by {between(found.right)}."
    )
    if found.only_think:
        count = len(found.only_think)
        yield (
            f"{count} of them {'is' if count == 1 else 'are'} surer than before without being "
            "right more often. With so few questions some of that is chance."
        )
    if found.forms is not None:
        yield (
            f"Form A was easier than form B by {between(found.forms)} points. Who begins with "
            "which is left to the code, so that this hardly touches the gain."
        )
    if many < FEW:
        yield (
            f"{many} pairs are few: the interval is right only if gains are spread like a bell, "
            "and nobody can see whether they are."
        )
    yield (
        f"Of {many} trainees who differ as these do, a gain below {points(found.seen)} points is "
        "mostly overlooked. All intervals are Student’s, 95 %."
    )
    yield (
        "Nobody was left without the course for comparison, so a second test by itself, or "
        "whatever else happened meanwhile, is in the gain, too."
    )
