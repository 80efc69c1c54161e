"""The looks that all screens share: tiles, notes and lists as HTML."""

import re
from collections.abc import Iterable

from simulator.plain_text import for_page

INK, LINE, SOFT = "#222", "#c8c8c8", "#f4f6f8"


def tiles(pairs: Iterable[tuple[str, str]]) -> str:
    """Numbers in a row, each under its name."""
    cells = "".join(
        f'<div style="flex:1 1 8em;border:1px solid {LINE};border-radius:6px;padding:6px 12px;'
        f'background:{SOFT};color:{INK};line-height:1.35">'
        f'<div style="font-size:12px">{for_page(name)}</div>'
        f'<div style="font-size:20px;font-weight:600">{for_page(value)}</div></div>'
        for name, value in pairs
    )
    return f'<div style="display:flex;flex-wrap:wrap;gap:8px;margin:4px 0">{cells}</div>'


def note(text: str) -> str:
    """A sentence that screen readers speak when it changes."""
    return _note(text, 'role="status" aria-live="polite"')


def quiet_note(text: str) -> str:
    """The same sentence for the eyes only, where another place speaks it already."""
    return _note(text, "")


def _note(text: str, spoken: str) -> str:
    return (
        f'<div {spoken} style="line-height:1.4;min-height:1.4em;'
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


def bullets(heading: str, lines: Iterable[str]) -> str:
    """A heading and a list below it."""
    items = "".join(f"<li>{for_page(line)}</li>" for line in lines)
    return (
        f'<div style="line-height:1.4"><b>{for_page(heading)}</b>'
        f'<ul style="margin:2px 0 6px;padding-left:1.4em">{items}</ul></div>'
    )
