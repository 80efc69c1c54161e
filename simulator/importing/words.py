"""Names, cells and counts as the page shows them: on one line, short, and nothing in them acts."""

from simulator.plain_text import visible

LONGEST = 60
"""So many letters of a name are shown."""


def short(text: str, longest: int = LONGEST) -> str:
    """A text that somebody else wrote."""
    plain = visible(" ".join(text.split()))
    return plain if len(plain) <= longest else f"{plain[: longest - 1]}…"


def count(number: int, of: str, many: str = "") -> str:
    """How many, with its noun."""
    return f"{number:,} {of if number == 1 else many or of + 's'}"
