"""Values as messages show them, and values of other libraries as plain ones."""

import operator
from numbers import Integral, Real

LONGEST_SHOWN = 60
"""So many characters of a value are shown at most."""
DIGITS_A_BIT = 0.30103


def shown(value: object) -> str:
    """The value as a message shows it: short, whatever it is."""
    if isinstance(value, int) and value.bit_length() > LONGEST_SHOWN:
        return f"a number of {int(value.bit_length() * DIGITS_A_BIT) + 1} digits"
    if isinstance(value, list | tuple | dict | set):
        return f"a {type(value).__name__} of {len(value)}"
    try:
        text = repr(value[:LONGEST_SHOWN]) if isinstance(value, str) else repr(value)
    except Exception:  # a foreign object may do as it likes, and we only want to name it
        text = f"some {type(value).__name__}"
    if isinstance(value, str) and len(value) > LONGEST_SHOWN:
        return f"{text}…"
    return text if len(text) <= 2 * LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def cut(text: str, longest: int = LONGEST_SHOWN) -> str:
    """The text as a message shows it without quotation marks: short, and on one line."""
    some = text if len(text) <= longest else f"{text[:longest]}…"
    return some if some.isprintable() else repr(some)[1:-1]


def plain(value: object) -> object:
    """A number or text of another library as one of Python's own; anything else as it is."""
    if type(value) in (bool, int, float, str):
        return value
    if isinstance(value, str):
        return str.__str__(value)  # NumPy's own way would drop zeros at the end of a text
    if getattr(value, "shape", None) == () and hasattr(value, "item"):
        return plain(value.item())  # NumPy's numbers, and arrays of nothing but one
    if isinstance(value, Integral):
        return operator.index(value)
    if isinstance(value, Real):
        return float(value)
    return value
