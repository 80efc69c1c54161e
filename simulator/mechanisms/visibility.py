"""M25: what an office sees of its projects is blurred, and old."""

from collections.abc import Iterable
from statistics import fmean
from typing import Annotated

from simulator.mechanisms.card import Card, Parameters, parameter


class Visibility(Parameters, frozen=True, kw_only=True):
    """How blurred and how old the picture is without any effort to see."""

    noise: Annotated[
        float,
        parameter(0, 2, "share of the planned length", "standard deviation of an error in seeing"),
    ] = 0.2
    delay: Annotated[float, parameter(0, 26, "weeks", "how old is what is seen")] = 4.0
    help: Annotated[
        float, parameter(0, 1, "share", "of the error that full visibility takes away")
    ] = 0.7


def noise(level: float, how: Visibility) -> float:
    """Standard deviation of the error at a visibility from 0 to 1."""
    return how.noise * (1 - how.help * level)


def delay(level: float, how: Visibility) -> float:
    """How many weeks old a picture is at a visibility from 0 to 1."""
    return how.delay * (1 - level)


def seen(truth: float, normal: float, level: float, how: Visibility) -> float:
    """What is seen of a truth that is a share of the planned length, such as lateness."""
    return truth + noise(level, how) * normal


def information_value(with_scores: Iterable[float], without_scores: Iterable[float]) -> float:
    """How much better it went with the information, on average over the same worlds.

    Both in the same order of worlds; 0 if there are none.
    """
    gains = [more - less for more, less in zip(with_scores, without_scores, strict=True)]
    return fmean(gains) if gains else 0.0


CARD = Card(
    module=__name__,
    number="M25",
    meaning="What is seen of a project is blurred and some weeks old; more visibility helps.",
    formula="seen = truth + σ · (1 − help · V) · Z, and delay · (1 − V) weeks old; "
    "value of information = E score with it − E score without, in the same worlds",
    source="design default",
    checked="nothing: how late and blurred real reports are was not measured",
    leaves_out="What visibility costs: the design says 0.5 to 3 % of capacity, and here it is paid "
    "for where looks and governance are paid for. Errors have no side: reports that are better "
    "than the truth are M20. Delay goes to nothing at full visibility, the error does not.",
    lesson="notebook 07",
    record=Visibility,
)
