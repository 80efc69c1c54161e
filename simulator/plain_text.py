"""Names as they are, wherever they are shown: on a page, in a picture, in a terminal.

A name is whatever somebody has written into a file. Nothing in it may act: no tag of HTML, no sign
of mathematics that a notebook would typeset, no control character that moves a cursor or turns the
direction of a line.
"""

import html
import unicodedata

ACTING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories of Unicode whose characters do something instead of being seen."""
JOINERS = "\u200c\u200d"
"""Two of them that belong to how words of some languages are written, and do nothing else."""
MATHEMATICS = "$\\"
"""What begins a formula for a notebook that typesets what it shows."""


def visible(text: str) -> str:
    r"""The text on one line, each character that would act written out: a bell as \x07."""
    if text.isprintable():
        return text
    return "".join(_written_out(letter) if _acts(letter) else letter for letter in text)


def _acts(letter: str) -> bool:
    return unicodedata.category(letter) in ACTING and letter not in JOINERS


def _written_out(letter: str) -> str:
    return letter.encode("unicode_escape").decode("ascii")


def for_page(text: str) -> str:
    """The text as a piece of HTML that shows these characters, between tags.

    Each sign with which a formula could begin stands in an element of its own, so that whatever
    looks for formulas finds none.
    """
    safe = for_attribute(text)
    for sign in MATHEMATICS:
        safe = safe.replace(sign, f"<span>{sign}</span>")
    return safe


def for_attribute(text: str) -> str:
    """The text as the value of an attribute of HTML, between quotation marks."""
    return html.escape(visible(text), quote=True)
