"""What one test came to: points, and how sure somebody was against how right."""

from statistics import fmean

from msgspec import Struct

from simulator.learning.forms import FORMS
from simulator.learning.items import CONSTRUCTS, Construct
from simulator.learning.scoring import Score, key, score
from simulator.learning.sheet import Sheet


class Marks(Struct, frozen=True, kw_only=True):
    """What one test came to, each from 0 to 1."""

    points: float
    """The mean over all items."""
    constructs: dict[Construct, float]
    """The mean over the items of each kind."""
    right: float
    """Share of the choices that were right, where it was asked how sure."""
    sure: float
    """How sure somebody was of them, on average."""
    held: float
    """Share of the ranges that held."""


def scores(sheet: Sheet) -> tuple[Score, ...]:
    """What each answer is worth."""
    items = enumerate(zip(FORMS[sheet.form], sheet.answers, strict=True))
    return tuple(score(item, answer, key(sheet.form, n)) for n, (item, answer) in items)


def marks(sheet: Sheet) -> Marks:
    """What a test came to."""
    kinds, found = [it.construct for it in FORMS[sheet.form]], scores(sheet)
    chosen = [(it.right, it.sure) for it in found if it.sure is not None]
    return Marks(
        points=fmean(it.points for it in found),
        constructs={
            kind: fmean(it.points for it, of in zip(found, kinds, strict=True) if of == kind)
            for kind in CONSTRUCTS
        },
        right=fmean(right for right, _ in chosen),
        sure=fmean(sure for _, sure in chosen),
        held=fmean(it.right for it, of in zip(found, kinds, strict=True) if of == "forecast"),
    )
