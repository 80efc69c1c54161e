"""The looks that all screens share: notes and paragraphs as HTML."""

import re

from simulator.plain_text import for_page


def note(text: str) -> str:
    """A sentence that screen readers speak when it changes."""
    return (
        '<div role="status" aria-live="polite" style="line-height:1.4;min-height:1.4em;'
        f'border-left:4px solid #0072B2;padding:2px 10px">{for_page(text)}</div>'
    )


def prose(text: str) -> str:
    """Paragraphs, with an empty line between them; **words** and *words* stand out."""
    return "".join(
        f'<p style="line-height:1.5;margin:0.5em 0;max-width:52em">{_standing_out(it)}</p>'
        for it in text.split("\n\n")
    )


def _standing_out(text: str) -> str:
    bold = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", for_page(text))
    return re.sub(r"\*(.+?)\*", r"<i>\1</i>", bold)
