"""A number with how sure it is, what it rests on, and a sentence that says it."""

from collections.abc import Sequence
from math import isnan, nan, sqrt

from simulator.debrief.basis import SURE, Basis
from simulator.experiment import interval, student


class Estimate(float):
    """A number that knows its interval, its unit, what it rests on, and its sentence.

    `low` and `high` are not a number where nothing had to be estimated; the number itself is none
    where nothing can be said, and the sentence says why. `estimate["low"]` is `estimate.low`.
    """

    low: float
    high: float
    unit: str
    words: str
    basis: Basis | None

    def __new__(
        cls,
        value: float,
        low: float = nan,
        high: float = nan,
        unit: str = "",
        words: str = "",
        basis: Basis | None = None,
    ) -> "Estimate":
        """A number, its interval, its unit, a sentence and what it rests on."""
        made = super().__new__(cls, value)
        made.low, made.high, made.unit, made.words, made.basis = low, high, unit, words, basis
        return made

    def __getitem__(self, name: str) -> object:
        """What stands under a name, as in a mapping; "value" and "mean" are the number itself."""
        return float(self) if name in ("value", "mean") else getattr(self, name)

    @property
    def worlds(self) -> int:
        """Other worlds that were played for it; 0 where one run says it all."""
        return self.basis.worlds if self.basis else 0

    @property
    def known(self) -> bool:
        """Whether anything can be said."""
        return not isnan(self)

    def __repr__(self) -> str:
        if isnan(self):
            return "not known"
        number = f"{float(self):,.4g} {self.unit}".strip()
        return number if isnan(self.low) else f"{number} ({self.low:,.4g} to {self.high:,.4g})"


def middle(
    numbers: Sequence[float], unit: str, words: str = "", basis: Basis | None = None
) -> Estimate:
    """The mean of some numbers, one a world, with Student's interval.

    Raises RefusedError for fewer than two numbers.
    """
    return Estimate(*interval(list(numbers), SURE), unit, words, basis)


def part(hits: float, of: int, words: str = "", basis: Basis | None = None) -> Estimate:
    """A share in % with Wilson's interval, which is right for shares near 0 and 100, too."""
    if not of:
        return Estimate(nan, unit="%", words=words, basis=basis)
    share, z = hits / of, student(SURE, 10**9)
    centre, spread = share + z * z / (2 * of), z * sqrt((share * (1 - share) + z * z / 4 / of) / of)
    low, high = ((centre + side * spread) / (1 + z * z / of) for side in (-1, 1))
    return Estimate(100 * share, 100 * max(0.0, low), 100 * min(1.0, high), "%", words, basis)


def ratio(
    above: Sequence[float], below: Sequence[float], words: str = "", basis: Basis | None = None
) -> Estimate:
    """The mean of one number as a share, in %, of the mean of another, world by world.

    The interval is Fieller's. Nothing is said where the mean below might be 0: a share of what may
    be nothing is any number.
    """
    count, t = len(below), student(SURE, len(below) - 1)
    x, y = sum(above) / count, sum(below) / count

    def spread(first: Sequence[float], a: float, second: Sequence[float], b: float) -> float:
        products = ((p - a) * (q - b) for p, q in zip(first, second, strict=True))
        return sum(products) / (count - 1) / count

    xx, xy, yy = spread(above, x, above, x), spread(above, x, below, y), spread(below, y, below, y)
    if y <= 0 or t * t * yy >= y * y:
        return Estimate(nan, unit="%", words=words, basis=basis)
    share, g = x / y, t * t * yy / (y * y)
    left = xx - 2 * share * xy + share * share * yy - g * (xx - (xy * xy / yy if yy else 0.0))
    half = t / y * sqrt(max(0.0, left))
    low, high = ((share - (g * xy / yy if yy else 0.0) + side * half) / (1 - g) for side in (-1, 1))
    return Estimate(100 * share, 100 * low, 100 * high, "%", words, basis)
