"""Two forms of one test: the same questions, in other offices and other numbers."""

from functools import cache
from hashlib import blake2b
from typing import Literal

from simulator.learning import form_a, form_b
from simulator.learning.items import AnyItem, Choice, Diagram, Range

Form = Literal["A", "B"]
FORMS: dict[Form, tuple[AnyItem, ...]] = {"A": form_a.FORM, "B": form_b.FORM}
MINUTES = 10
"""How long one form takes."""


def other(form: Form) -> Form:
    """The twin of a form."""
    return "B" if form == "A" else "A"


@cache
def edition() -> str:
    """Six letters that change whenever anything is asked otherwise: sheets of one edition belong
    together."""
    asked = "\x1f".join(_asked(it) for form in FORMS.values() for it in form)
    return blake2b(asked.encode(), digest_size=3).hexdigest()


def _asked(item: AnyItem) -> str:
    match item:
        case Range():
            more = [item.unit, f"{item.start:g} {item.end:g}"]
        case Choice():
            more = [*item.options]
        case Diagram():
            more = [*(it.text for it in item.boxes), *(it.text for it in item.candidates)]
    table = [cell for row in item.table for cell in row]
    return "\x1f".join([item.id, item.title, item.story, item.question, *table, *more])
