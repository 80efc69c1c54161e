"""What every figure shares: colours, axes, and a sentence for those who cannot see it."""

import base64
import io
import textwrap
from functools import partial
from threading import RLock
from typing import TYPE_CHECKING, Literal

import matplotlib
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import FixedFormatter, Formatter, FuncFormatter

from simulator.figures.look import (
    BLACK,
    BLUE,
    GREY,
    ORANGE,
    PALE,
    SKY,
    VERMILION,
    Look,
    number,
    short,
)
from simulator.plain_text import for_attribute, for_page, visible

__all__ = [
    "BLACK", "BLUE", "GREY", "ORANGE", "PALE", "SKY", "VERMILION", "Picture", "canvas", "number",
    "short", "write_out",
]  # fmt: skip

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.typing import RcKeyType

STYLE: "dict[RcKeyType, object]" = {
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": GREY,
    "axes.titlesize": 11,
    "axes.titlelocation": "left",
    "svg.hashsalt": "pmo",
    "text.parse_math": False,
    "text.usetex": False,
    "svg.fonttype": "path",
}


DRAWING = RLock()
"""Matplotlib's settings belong to the whole process: one picture is drawn at a time."""


class Picture(Look):
    """A figure and the sentence that says what it shows."""

    def __init__(self, figure: Figure, sentence: str) -> None:
        self.figure = figure
        self.sentence = sentence

    def png(self, dpi: int = 110) -> bytes:
        """The figure with its sentence below, as a PNG file."""
        text = textwrap.fill(self.sentence, width=int(13 * self.figure.get_figwidth()))
        below = self.figure.supxlabel(text, x=0.01, ha="left", fontsize=10)
        try:
            return self._file("png", dpi)
        finally:
            below.set_text("")

    def html(self) -> str:
        """The figure as an HTML image with the sentence as alternative text and below it."""
        data = base64.b64encode(self._file("svg")).decode()
        text = for_attribute(self.sentence)
        return (
            f'<figure style="margin:0"><img alt="{text}" style="max-width:100%" '
            f'src="data:image/svg+xml;base64,{data}">'
            f'<figcaption style="line-height:1.4">{for_page(self.sentence)}</figcaption></figure>'
        )

    def _file(self, kind: Literal["png", "svg"], dpi: int | None = None) -> bytes:
        dateless = {"Date": None} if kind == "svg" else None  # the same picture is the same file
        buffer = io.BytesIO()
        with DRAWING, matplotlib.rc_context(STYLE):
            write_out(self.figure)
            self.figure.savefig(buffer, format=kind, dpi=dpi, metadata=dateless)
        return buffer.getvalue()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict:
        """A notebook stores the picture, and compares the sentence."""
        return {"image/png": base64.b64encode(self.png()).decode(), "text/plain": self.sentence}


class Written(FuncFormatter):
    """The words beside an axis, with nothing in them that acts."""


def write_out(figure: Figure) -> None:
    """Let every text in a figure be shown as it is: no formulas, no control characters.

    Whatever a figure says goes through here before it is drawn, so no figure has to think of it.
    """
    for text in figure.findobj(Text):
        text.set_parse_math(False)
        text.set_usetex(False)
        text.set_text(_lines(text.get_text()))
    for axis in figure.findobj(Axis):
        words = axis.get_major_formatter()
        if isinstance(words, FuncFormatter | FixedFormatter) and not isinstance(words, Written):
            axis.set_major_formatter(Written(partial(_written, words)))


def _written(words: Formatter, value: float, place: int | None = None) -> str:
    return _lines(words(value, place))


def _lines(text: str) -> str:
    """The text, whose lines are the figure's own doing."""
    return "\n".join(map(visible, text.split("\n")))


def canvas(width: float = 9.0, height: float = 4.0, rows: int = 1) -> tuple[Figure, "list[Axes]"]:
    """A figure and its axes, one below the other, in the house style."""
    with DRAWING, matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(width, height), layout="constrained")
        axes = figure.subplots(rows, 1, squeeze=False)[:, 0]
    return figure, list(axes)
