"""Pieces of HTML that several parts of a debrief use; whatever people wrote stays what it is."""

import re
from collections.abc import Iterable, Sequence

from simulator.plain_text import for_page

MINUS, PER_CENT = re.compile(r"(?<![\w-])-(?=\d)"), re.compile(r"(?<=\d)%(?!\w)")


def sentences(lines: Iterable[str], kind: str = "") -> str:
    """A paragraph a sentence."""
    label = f' class="{kind}"' if kind else ""
    return "".join(f"<p{label}>{for_page(neat(line))}</p>" for line in lines)


def neat(line: str) -> str:
    """A sentence with its numbers as they are printed: a true minus, a space before per cent."""
    return PER_CENT.sub(" %", MINUS.sub("−", line))


def chain(lines: Iterable[str]) -> str:
    """Sentences that follow from each other, numbered."""
    return f"<ol>{''.join(f'<li>{for_page(line)}</li>' for line in lines)}</ol>"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose first column says what each row is."""
    head = "".join(f'<th scope="col">{for_page(it)}</th>' for it in columns)
    body = "".join(
        f'<tr><th scope="row">{for_page(first)}</th>'
        f"{''.join(f'<td>{for_page(it)}</td>' for it in rest)}</tr>"
        for first, *rest in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def tiles(pairs: Iterable[tuple[str, str]]) -> str:
    """Numbers in a row, each above its name."""
    cells = "".join(
        f"<div><b>{for_page(value)}</b><span>{for_page(name)}</span></div>" for name, value in pairs
    )
    return f'<div class="tiles">{cells}</div>'


def details(summary: str, body: str) -> str:
    """Something to open. In print it is open."""
    return f"<details open><summary>{for_page(summary)}</summary>{body}</details>"


def money(value: float) -> str:
    """k€ as people write them."""
    return f"{value:,.0f}".replace("-", "−")


def more(value: float) -> str:
    """A difference, with its sign."""
    return f"{value:+,.0f}".replace("-", "−")
