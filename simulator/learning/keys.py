"""All keys, worked out one after the other, so that a page can follow."""

from collections.abc import Iterator

from simulator.learning.forms import FORMS
from simulator.learning.scoring import key

ALL = sum(map(len, FORMS.values()))
"""How many there are."""


def keys() -> Iterator[int]:
    """Work them out; after each, how many are there. What was worked out once is kept."""
    done = 0
    for form, items in FORMS.items():
        for place in range(len(items)):
            key(form, place)
            done += 1
            yield done
