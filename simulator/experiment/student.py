"""Quantiles of Student's distribution, without any library: a browser has none."""

from functools import lru_cache
from math import exp, lgamma, log, pi, sqrt, tan
from statistics import NormalDist

MANY = 1000
"""Degrees of freedom from which on Fisher and Cornish's expansion is exact enough."""
TINY, CLOSE = 1e-300, 1e-15


@lru_cache(maxsize=4096)
def student(confidence: float, freedom: int) -> float:
    """The two-sided quantile of Student's t distribution: `|T|` lies below it with `confidence`."""
    if freedom == 1:
        return tan(pi * confidence / 2)
    if freedom == 2:
        return confidence * sqrt(2 / (1 - confidence * confidence))
    t = _expanded(confidence, freedom)
    if freedom >= MANY:
        return t
    for _ in range(60):  # Newton's steps; a handful is enough but for very few degrees of freedom
        step = (_beyond(t, freedom) - (1 - confidence)) / (2 * _density(t, freedom))
        t = max(t + step, t / 2)
        if abs(step) < CLOSE * t:
            break
    return t


def _expanded(confidence: float, freedom: int) -> float:
    """Fisher and Cornish's expansion around the normal quantile."""
    z, n = NormalDist().inv_cdf(0.5 + confidence / 2), float(freedom)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / n**power for power, term in enumerate(terms, 1))


def _density(t: float, freedom: int) -> float:
    n = float(freedom)
    scale = lgamma((n + 1) / 2) - lgamma(n / 2) - log(n * pi) / 2
    return exp(scale - (n + 1) / 2 * log(1 + t * t / n))


def _beyond(t: float, freedom: int) -> float:
    """P(|T| > t): the regularised incomplete beta function of n / (n + t²), n/2 and 1/2."""
    n = float(freedom)
    a, b, x = n / 2, 0.5, n / (n + t * t)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, 1 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's method."""
    c, d = 1.0, 1 / _not_zero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, 500):
        for factor in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _not_zero(1 + factor * d)
            c = _not_zero(1 + factor / c)
            value *= d * c
        if abs(d * c - 1) < CLOSE:
            break
    return value


def _not_zero(value: float) -> float:
    return value if abs(value) > TINY else TINY
