"""A code instead of a name: five letters, of which no slip makes another code.

No vowels, so that no code is a word; no letters that look like others. The last letter makes up for
the rest: letters times their places add up to a multiple of the number of letters, which is prime.
So one wrong letter, or two neighbours that have changed places, give no code.
"""

import secrets

from simulator.errors import RefusedError
from simulator.learning.forms import Form
from simulator.values import shown

LETTERS = "BCDFGHJKMNPQRSTVWXZ"
LENGTH = 5


def new_code() -> str:
    """A code that hardly anybody else has."""
    return whole([secrets.randbelow(len(LETTERS)) for _ in range(LENGTH - 1)])


def whole(places: list[int]) -> str:
    """The code that begins with these letters, given by their places."""
    last = -_sum(places) * pow(LENGTH, -1, len(LETTERS)) % len(LETTERS)
    return "".join(LETTERS[it] for it in (*places, last))


def read_code(text: str) -> str:
    """A code as somebody has typed it; small letters, spaces and hyphens are allowed.

    Raises RefusedError for what is no code.
    """
    code = "".join(it for it in text.upper() if not it.isspace() and it != "-")
    if len(code) != LENGTH:
        raise RefusedError(
            f"{shown(text)} is no code; write the five letters of your first test, such as "
            f"{whole([7, 3, 8, 14])}"
        )
    if strange := [it for it in code if it not in LETTERS]:
        raise RefusedError(
            f"{shown(text)} is no code: {shown(strange[0])} stands in none; the letters are "
            f"{' '.join(LETTERS)}"
        )
    if _sum([LETTERS.index(it) for it in code]) % len(LETTERS):
        raise RefusedError(
            f"{shown(text)} is no code: a letter is wrong, or two have changed places; look at "
            "what you wrote down at your first test"
        )
    return code


def first_form(code: str) -> Form:
    """The form that this code begins with; one half of all codes begin with each."""
    return "B" if sum(LETTERS.index(it) for it in code[:-1]) % 2 else "A"


def _sum(places: list[int]) -> int:
    return sum(number * it for number, it in enumerate(places, 1))
