"""Pictures as SVG, made of a few shapes: no library, the same bytes everywhere, light and dark.

What is ink takes the colour of the text around it. Texts are shown as they are, whatever they say.
"""

from collections.abc import Sequence
from math import floor, log10
from typing import Literal, NamedTuple

from simulator.figures.look import Look
from simulator.plain_text import for_attribute, for_page

Anchor = Literal["start", "middle", "end"]
INK, SOFT, FAINT = "currentColor", "var(--figure-soft, #777)", "var(--figure-faint, #8888884d)"
LETTER = 0.55
"""About how wide a letter is, against its height."""
PATTERN = (
    '<pattern id="{name}" width="6" height="6" patternTransform="rotate(45)" '
    'patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="{colour}"/>'
    '<rect width="2" height="6" fill="var(--figure-paper, #fff)" fill-opacity=".65"/></pattern>'
)


class Sketch(Look):
    """A drawing and the sentence that says what it shows."""

    def __init__(self, svg: str, sentence: str) -> None:
        self.svg, self.sentence = svg, sentence

    def html(self) -> str:
        """The drawing with its sentence as its name for those who cannot see it, and below it."""
        return (
            f'<figure style="margin:0">{self.svg}'
            f'<figcaption style="line-height:1.4">{for_page(self.sentence)}</figcaption></figure>'
        )

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.sentence}


class Scale(NamedTuple):
    """From numbers to places on the drawing, in its units."""

    low: float
    high: float
    first: float
    last: float

    def __call__(self, value: float) -> float:
        """Where a number lies."""
        return self.first + (self.last - self.first) * (value - self.low) / (self.high - self.low)

    def ticks(self, most: int = 8) -> list[float]:
        """A handful of round numbers within the scale."""
        raw = (self.high - self.low) / most or 1.0
        power = 10.0 ** floor(log10(raw))
        step = next(it * power for it in (1, 2, 5, 10) if it * power >= raw)
        count = floor(self.high / step) - floor(-(-self.low // step)) + 1
        first = -(-self.low // step) * step
        return [round(first + number * step, 9) for number in range(int(count))]


class Drawing:
    """Shapes in the order in which they are drawn, on a sheet of so many units."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.shapes: list[str] = []
        self.hatched: dict[str, str] = {}

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str = INK,
        hatched: bool = False,
        edge: str = "none",
        thick: float = 1.0,
    ) -> None:
        """A rectangle; a negative width goes to the left. Hatching tells it apart in grey too."""
        if width < 0:
            x, width = x + width, -width
        colour = self._hatch(fill) if hatched else fill
        self.shapes.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0.6):.1f}" height="{height:.1f}" '
            f'fill="{colour}" stroke="{edge}" stroke-width="{thick:g}"/>'
        )

    def line(
        self,
        points: Sequence[tuple[float, float]],
        colour: str = INK,
        width: float = 1.5,
        dashes: str = "",
    ) -> None:
        """A line through these points."""
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dash = f' stroke-dasharray="{dashes}"' if dashes else ""
        self.shapes.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" '
            f'stroke-width="{width:g}"{dash}/>'
        )

    def area(
        self,
        points: Sequence[tuple[float, float]],
        fill: str,
        opacity: float = 1.0,
        edge: str = "none",
    ) -> None:
        """A filled shape with these corners."""
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self.shapes.append(
            f'<polygon points="{path}" fill="{fill}" fill-opacity="{opacity:g}" stroke="{edge}"/>'
        )

    def dot(self, x: float, y: float, radius: float, fill: str, edge: str = INK) -> None:
        """A circle."""
        self.shapes.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="{fill}" '
            f'stroke="{edge}" stroke-width=".5"/>'
        )

    def diamond(self, x: float, y: float, radius: float, fill: str, edge: str = INK) -> None:
        """A square on its corner, such as a due day."""
        corners = ((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y))
        self.area(corners, fill, edge=edge)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 13,
        anchor: Anchor = "start",
        bold: bool = False,
        colour: str = INK,
    ) -> None:
        """A line of text whose middle is at this height."""
        weight = ' font-weight="650"' if bold else ""
        self.shapes.append(
            f'<text x="{x:.1f}" y="{y + 0.35 * size:.1f}" font-size="{size:g}" '
            f'text-anchor="{anchor}" fill="{colour}"{weight}>{_written(words)}</text>'
        )

    def days(self, scale: Scale, top: float, bottom: float, label: str = "working day") -> None:
        """An axis along the bottom, with its lines up to the top."""
        for tick in scale.ticks():
            x = scale(tick)
            self.line([(x, top), (x, bottom)], FAINT, 1)
            self.text(x, bottom + 13, f"{tick:,.0f}".replace("-", "−"), 12, "middle", colour=SOFT)
        self.text((scale.first + scale.last) / 2, bottom + 31, label, 12, "middle", colour=SOFT)

    def sketch(self, sentence: str) -> Sketch:
        """The drawing with the sentence that says what it shows."""
        patterns = "".join(PATTERN.format(name=n, colour=c) for c, n in self.hatched.items())
        defined = f"<defs>{patterns}</defs>" if patterns else ""
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" '
            f'aria-label="{for_attribute(sentence)}" '
            f'viewBox="0 0 {self.width:g} {self.height:g}" width="100%" '
            f'style="max-width:{self.width:g}px;height:auto;display:block" '
            f'font-family="inherit">{defined}{"".join(self.shapes)}</svg>'
        )
        return Sketch(svg, sentence)

    def _hatch(self, colour: str) -> str:
        name = self.hatched.setdefault(colour, f"hatch{colour.strip('#').lower()}")
        return f"url(#{name})"


def _written(words: str) -> str:
    """The words as they are; what could begin a formula stands in an element of its own."""
    return for_page(words).replace("<span>", "<tspan>").replace("</span>", "</tspan>")


def letters(words: str, size: float) -> float:
    """About how wide a text is."""
    return len(words) * LETTER * size
