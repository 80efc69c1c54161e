"""Cards on paper: eight on a page of A4, with lines to cut along."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.errors import RefusedError
from simulator.mentor.cards import Card, decisions, functions, roles
from simulator.paper import paper as empty_paper
from simulator.plain_text import visible

if TYPE_CHECKING:
    from fpdf import FPDF

WIDE, HIGH = 210.0, 297.0
ACROSS, DOWN = 2, 4
EDGE = 8.0
"""Millimetres that printers leave white."""
INSIDE = 5.0
GREY, DARK = 110, 20
SIZES = (11.0, 10.0, 9.0, 8.0, 7.0, 6.0)
"""Points of a card's text."""
ASKING = 14.0
"""Millimetres for a question and two lines to write on."""


def both(folder: Path, take_aways: Sequence[Card]) -> tuple[Path, Path]:
    """Write everything that a workshop needs on paper into a folder.

    Raises RefusedError if it cannot be written.
    """
    for_the_table = (*roles(), *decisions(), *functions())
    return (
        write(for_the_table, folder / "decision cards.pdf", "Decision cards"),
        write(take_aways, folder / "take-away cards.pdf", "Take-away cards"),
    )


def write(cards: Sequence[Card], path: Path, title: str) -> Path:
    """Write the cards as a PDF. Raises RefusedError if there are none, or it cannot be written."""
    if not cards:
        raise RefusedError("there is no card to print")
    with empty_paper(title) as paper:
        for page in _pages(cards):
            paper.add_page()
            for place, card in enumerate(page):
                _draw(paper, card, place)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            paper.output(str(path))
        except OSError as error:
            raise RefusedError(f"cannot write '{path}': {error.strerror}") from None
    return path


def _pages(cards: Sequence[Card]) -> Iterator[Sequence[Card]]:
    for first in range(0, len(cards), ACROSS * DOWN):
        yield cards[first : first + ACROSS * DOWN]


def _draw(paper: "FPDF", card: Card, place: int) -> None:
    """One card in its place of the page; what is too long gets smaller letters."""
    width, height = (WIDE - 2 * EDGE) / ACROSS, (HIGH - 2 * EDGE) / DOWN
    left, top = EDGE + width * (place % ACROSS), EDGE + height * (place // ACROSS)
    paper.set_draw_color(190)
    paper.set_dash_pattern(dash=1.5, gap=1.5)
    paper.rect(left, top, width, height)
    paper.set_dash_pattern()
    _text(paper, card, left, top, width, _size(paper, card, width, height))
    if card.ask:
        _ask(paper, card.ask, left + INSIDE, top + height - 17, width - 2 * INSIDE)


def _size(paper: "FPDF", card: Card, width: float, height: float) -> float:
    """The largest letters with which a card fits its place, in points."""
    room = height - 2 * INSIDE - (ASKING if card.ask else 0)
    for size in SIZES:
        if _text(paper, card, 0, 0, width, size, dry=True) <= room:
            return size
    return SIZES[-1]


def _text(
    paper: "FPDF", card: Card, left: float, top: float, width: float, size: float, dry: bool = False
) -> float:
    """Write a card, or (dry) only find out how many millimetres high it is."""
    start = top + INSIDE
    paper.set_y(start)
    for style, points, grey, words in _lines(card, size):
        paper.set_x(left + INSIDE)
        paper.set_font("text", style, points)
        paper.set_text_color(grey)
        text = visible(words)
        height: Any = paper.multi_cell(
            width - 2 * INSIDE, points * 0.46, text, align="L", dry_run=dry, output="HEIGHT",
            new_x="LMARGIN", new_y="NEXT",
        )  # fmt: skip
        if dry:
            paper.set_y(paper.get_y() + height)
        paper.set_y(paper.get_y() + 1.2)
    return paper.get_y() - start


def _lines(card: Card, size: float) -> Iterator[tuple[str, float, int, str]]:
    """(style, points, grey, words) of each paragraph."""
    yield "", size * 0.7, GREY, card.kind
    yield "B", size * 1.2, DARK, card.title
    yield "", size, DARK, card.text
    for line in card.small:
        yield "I", size * 0.75, GREY, line


def _ask(paper: "FPDF", words: str, left: float, top: float, width: float) -> None:
    """A question, and a line to write on."""
    paper.set_xy(left, top)
    paper.set_font("text", "", 7)
    paper.set_text_color(GREY)
    paper.multi_cell(width, 3.2, words, align="L")
    paper.set_draw_color(150)
    for line in (8.5, 14.0):
        paper.line(left, top + line, left + width, top + line)
