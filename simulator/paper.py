"""Empty paper for a PDF, with letters that every language of a name has."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from fpdf import FPDF

FONT = "DejaVuSans"


@contextmanager
def paper(
    title: str, orientation: Literal["portrait", "landscape"] = "portrait"
) -> Iterator["FPDF"]:
    """A4 without a page; its letters are called "text", and their files are closed again."""
    from fpdf import FPDF
    from fpdf.fonts import TTFFont
    from matplotlib import get_data_path

    sheets = FPDF(format="A4", orientation=orientation)
    sheets.set_auto_page_break(False)
    sheets.set_title(title)
    sheets.set_lang("en")
    letters = Path(get_data_path()) / "fonts" / "ttf"
    try:
        for style, name in (("", ""), ("B", "-Bold"), ("I", "-Oblique")):
            sheets.add_font("text", style, letters / f"{FONT}{name}.ttf")
        yield sheets
    finally:
        for font in sheets.fonts.values():
            if isinstance(font, TTFFont):
                font.close()
