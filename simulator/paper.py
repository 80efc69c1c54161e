"""Empty paper for a PDF or a picture, with letters that every language of a name has."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from fpdf import FPDF

FONT = "DejaVuSans"
INCH, POINTS = 25.4, 72.0
"""Millimetres, and points of letters, of an inch."""
DOTS = 200
"""Of a picture, an inch."""


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


class Pixels:
    """One sheet as a picture: what a PDF is asked to draw, drawn as PNG.

    Words are measured and broken by a PDF of the same letters, so that both look alike.
    """

    def __init__(self, measure: "FPDF", wide: float, high: float) -> None:
        from matplotlib.figure import Figure

        self.measure, self.high = measure, high
        self.figure = Figure(figsize=(wide / INCH, high / INCH), facecolor="white")
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.axes.set_xlim(0, wide)
        self.axes.set_ylim(high, 0)
        self.fill = self.edge = self.ink = "0"
        self.width, self.dashes = 0.2, "solid"
        measure.add_page()
        measure.c_margin = 0

    def __getattr__(self, name: str) -> Any:
        """What is measured and where things stand is the PDF's business."""
        return getattr(self.measure, name)

    def set_fill_color(self, grey: int) -> None:
        """The grey of areas, 0 black to 255 white."""
        self.fill = f"{grey / 255}"

    def set_draw_color(self, grey: int) -> None:
        """The grey of lines."""
        self.edge = f"{grey / 255}"

    def set_text_color(self, grey: int) -> None:
        """The grey of letters."""
        self.ink = f"{grey / 255}"

    def set_line_width(self, width: float) -> None:
        """How thick lines are, in millimetres."""
        self.width = width

    def set_dash_pattern(self, dash: float = 0, gap: float = 0) -> None:
        """Broken lines, or whole ones again."""
        self.dashes = "dotted" if dash else "solid"

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """A straight line."""
        self.axes.plot(
            (x1, x2), (y1, y2), color=self.edge, lw=self._points, ls=self.dashes,
            solid_capstyle="butt",
        )  # fmt: skip

    def rect(self, x: float, y: float, w: float, h: float, style: str) -> None:
        """A rectangle, filled, framed or both."""
        self.polygon([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], style)

    def polygon(self, points: list[tuple[float, float]], style: str) -> None:
        """An area of any shape."""
        from matplotlib.patches import Polygon

        self.axes.add_patch(Polygon(points, closed=True, **self._look(style)))

    def circle(self, x: float, y: float, radius: float, style: str) -> None:
        """A circle around a place."""
        from matplotlib.patches import Circle

        self.axes.add_patch(Circle((x, y), radius, **self._look(style)))

    def cell(self, text: str, h: float | None = None) -> None:
        """Words in a line, from where the sheet stands."""
        high = self.measure.font_size if h is None else h
        self._words(self.measure.x, self.measure.y + high / 2, text)

    def multi_cell(self, w: float, h: float, text: str, **how: Any) -> Any:
        """Words in as many lines as they need."""
        if how.get("dry_run"):
            return self.measure.multi_cell(w, h, text, **how)
        left, top = self.measure.x, self.measure.y
        lines: Any = self.measure.multi_cell(w, h, text, align="L", dry_run=True, output="LINES")
        for place, line in enumerate(lines):
            self._words(left, top + (place + 0.5) * h, line)
        self.measure.set_xy(self.measure.l_margin, top + len(lines) * h)
        return None

    def output(self) -> bytes:
        """The picture as the bytes of a PNG."""
        found = BytesIO()
        self.figure.savefig(found, format="png", dpi=DOTS)
        return found.getvalue()

    @property
    def _points(self) -> float:
        return self.width / INCH * POINTS

    def _look(self, style: str) -> dict[str, Any]:
        return {
            "facecolor": self.fill if "F" in style else "none",
            "edgecolor": self.edge if "D" in style else "none",
            "lw": self._points if "D" in style else 0,
            "zorder": 2,
        }

    def _words(self, x: float, middle: float, words: str) -> None:
        """Words with their middle so high, as a PDF places them."""
        bold, slanted = ("B" in self.measure.font_style), ("I" in self.measure.font_style)
        self.axes.text(
            x, middle + 0.3 * self.measure.font_size, words, color=self.ink, family="DejaVu Sans",
            size=self.measure.font_size_pt, weight="bold" if bold else "normal",
            style="oblique" if slanted else "normal", va="baseline", parse_math=False,
        )  # fmt: skip
