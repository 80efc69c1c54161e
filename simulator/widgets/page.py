"""The looks that all screens share: tiles, notes and lists as HTML."""

import html
from collections.abc import Iterable

INK, LINE, SOFT = "#222", "#c8c8c8", "#f4f6f8"


def tiles(pairs: Iterable[tuple[str, str]]) -> str:
    """Numbers in a row, each under its name."""
    cells = "".join(
        f'<div style="flex:1 1 8em;border:1px solid {LINE};border-radius:6px;padding:6px 12px;'
        f'background:{SOFT};color:{INK};line-height:1.35">'
        f'<div style="font-size:12px">{html.escape(name)}</div>'
        f'<div style="font-size:20px;font-weight:600">{html.escape(value)}</div></div>'
        for name, value in pairs
    )
    return f'<div style="display:flex;flex-wrap:wrap;gap:8px;margin:4px 0">{cells}</div>'


def note(text: str) -> str:
    """A sentence that screen readers speak when it changes."""
    return (
        f'<div role="status" aria-live="polite" style="line-height:1.4;min-height:1.4em;'
        f'border-left:4px solid #0072B2;padding:2px 10px">{html.escape(text)}</div>'
    )


def bullets(heading: str, lines: Iterable[str]) -> str:
    """A heading and a list below it."""
    items = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
    return (
        f'<div style="line-height:1.4"><b>{html.escape(heading)}</b>'
        f'<ul style="margin:2px 0 6px;padding-left:1.4em">{items}</ul></div>'
    )
