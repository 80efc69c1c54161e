"""What a 1 stands for where money is meant: by what is written beside it, or by its size."""

import re
from collections.abc import Iterable

MONEY = (
    (re.compile(r"[£$€¥]\s?bn\b|\bbillion|\d\s?bn\b|\bmrd\b"), 1e6),
    (
        re.compile(
            r"[£$€¥]\s?m(?:n|illions?)?\b|\bm[£$€¥]|\bmio\b|\bmillion|\bm(?:eur|usd|gbp)\b"
            r"|[£$€¥]\s?\d[\d.,]*\s?m(?:n)?\b|\d\s?m\s?[£$€¥]|\bmdp\b|百万|\bmill\b|\bmln\b|\bmkr\b|млн"
        ),
        1000.0,
    ),
    (
        re.compile(
            r"[£$€¥]\s?k\b|\bk\s?[£$€¥]|\btsd\b|\bthousand|\b[tk](?:eur|usd|gbp)\b|[£$€¥]\s?000"
            r"|[£$€¥]['’]000|[£$€¥]\s?\d[\d.,]*\s?k\b|千円|тыс"
        ),
        1.0,
    ),
    (re.compile(r"[£$€]|\beur\b|\busd\b|\bgbp\b|\beuro\b"), 0.001),
)
"""What headers and cells say of money, and how many k€ one of it is."""
UNITS = 0.001
NO_THOUSANDS = 20_000
"""Amounts as large as that are no thousands, if nothing says what they are."""


def counted_in(text: str, plain_units: bool = True) -> float | None:
    """How many k€ a 1 is where this text stands; None if it does not say.

    A sign of a currency alone says that it counts units, or nothing where others say more.
    """
    plainly = text.casefold()
    known = MONEY if plain_units else MONEY[:-1]
    return next((by for pattern, by in known if pattern.search(plainly)), None)


def by_size(amounts: Iterable[float], texts: str) -> float:
    """How many k€ a 1 is in a column whose header does not say: amounts too large for thousands
    are none, nor are those with a sign of a currency."""
    ranked = sorted(amounts)
    large = bool(ranked) and ranked[len(ranked) // 2] >= NO_THOUSANDS
    return UNITS if large or counted_in(texts) == UNITS else 1.0
