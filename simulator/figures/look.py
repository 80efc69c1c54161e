"""What all pictures have in common: colours, names that fit, and what a page asks of them."""

from unicodedata import east_asian_width

from simulator.plain_text import visible

BLUE, ORANGE, VERMILION, GREEN = "#0072B2", "#E69F00", "#D55E00", "#009E73"
SKY, BLACK = "#56B4E9", "#222222"
"""Okabe and Ito's colours, told apart by people who do not see red and green apart."""
GREY, PALE = "#8A8A8A", "#E4E4E4"
LONGEST_LABEL = 50
"""So many letters of a usual width stand beside an axis at most: the picture needs room, too."""


class Look:
    """A picture and the sentence that says what it shows."""

    sentence: str

    def __repr__(self) -> str:
        return self.sentence

    def html(self) -> str:
        """The picture for a page, with its sentence for those who cannot see it."""
        raise NotImplementedError


def short(name: str, longest: float = LONGEST_LABEL) -> str:
    """A name as it stands in a picture, on one line; of a long one the beginning."""
    text, room = visible(name), longest
    for place, letter in enumerate(text):
        room -= _width(letter)
        if room < 0:
            return f"{text[: place - 1].rstrip()}…"
    return text


def _width(letter: str) -> float:
    """About how wide a letter is, against a usual one."""
    if east_asian_width(letter) in "WF":
        return 2.0
    return 1.4 if letter in "mwMW@%" else 1.0


def number(value: float) -> str:
    """A number as people write it: no decimals it does not need."""
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:,.1f}"
