"""One page for a committee: every project as a line, those that need a decision on top.

Nothing on it hangs on colour: shapes and shades are told apart in a black and white copy.
"""

from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from simulator.paper import Pixels, paper
from simulator.plain_text import visible
from simulator.plan_forecast.axis import Axis, axis
from simulator.plan_forecast.lines import EVEN, Line
from simulator.plan_forecast.ranges import Forecast
from simulator.plan_forecast.sheets import check_new, keep
from simulator.plan_forecast.words import made_how, most_important, shown, together

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from fpdf import FPDF

Sheet: TypeAlias = "FPDF | Pixels"

EDGE = 12.0
"""Millimetres that stay white around the page."""
ABOVE, BELOW = 46.0, 33.0
"""Millimetres for the sentences and the heads of columns, and for dates and key."""
HIGHEST, LOWEST = 13.0, 3.1
"""Millimetres of a line."""
LANDSCAPE = 16
"""Up to so many projects the page lies on its side."""
INK, GREY, DARK, PALE, LINE = 0, 90, 120, 205, 215
A_POINT = 0.3528
"""Millimetres of a point."""
HIGH = 1.15
"""How high a line of letters is, in sizes of theirs."""
NOTE = 3.4
NARROW = 1.5
"""A dark part of so many millimetres has no room for a stroke in it."""
LAST_LETTERS = 8
"""So many letters at the end of a long name are kept."""


class Frame(NamedTuple):
    """Where things stand on the page, in millimetres."""

    wide: float
    high: float
    names: float
    """How wide the column of names is."""
    axis: Axis
    row: float
    """How high a line is."""

    @property
    def size(self) -> float:
        """Points of the letters in a line."""
        return min(10.0, self.row * 0.68 / A_POINT)

    def text(self, top: float) -> float:
        """Where letters begin that stand in the middle of a line."""
        return top + (self.row - self.size * A_POINT * HIGH) / 2

    @property
    def columns(self) -> tuple[float, float, float]:
        """Where the columns behind the picture end."""
        right = self.wide - EDGE
        return right - 44, right - 17, right


def write_page(found: Forecast, path: Path) -> Path:
    """Write the page as a PDF or a PNG, as the file's ending says.

    Raises RefusedError for another ending, if the file is there already, or cannot be written.
    """
    check_new((), [path])
    return keep(path, as_png(found) if path.suffix.lower() == ".png" else as_pdf(found))


def as_pdf(found: Forecast) -> bytes:
    """The page, as the bytes of a PDF."""
    laid = _laid_out(found)
    with _paper(found, laid.frame) as sheet:
        sheet.add_page()
        sheet.c_margin = 0
        _draw(sheet, found, laid)
        return bytes(sheet.output())


def as_png(found: Forecast) -> bytes:
    """The same page, as the bytes of a PNG."""
    laid = _laid_out(found)
    with _paper(found, laid.frame) as measure:
        sheet = Pixels(measure, laid.frame.wide, laid.frame.high)
        _draw(sheet, found, laid)
        return sheet.output()


class Laid(NamedTuple):
    """What is on the page, and where."""

    frame: Frame
    lines: list[Line]
    left_out: list[Line]
    bottom: float
    """Where the lines end."""


def _laid_out(found: Forecast) -> Laid:
    lines = [it for it in found.projects if it.range]
    side = len(lines) <= LANDSCAPE
    wide, high = (297.0, 210.0) if side else (210.0, 297.0)
    room = high - ABOVE - BELOW
    lines, left_out = _fitting(lines, room)
    heads = len({it.verdict for it in lines})
    row = min(HIGHEST, room / max(1, len(lines) + heads + bool(left_out)))
    names = 74.0 if side else 52.0
    along = axis(lines, found.since, EDGE + names + 3, wide - EDGE - 71)
    bottom = ABOVE + row * (len(lines) + heads + bool(left_out))
    return Laid(Frame(wide, high, names, along, row), lines, left_out, bottom)


def _paper(found: Forecast, frame: Frame) -> "AbstractContextManager[FPDF]":
    way: Literal["landscape", "portrait"] = "landscape" if frame.wide > frame.high else "portrait"
    return paper(f"Forecast of {visible(found.file)}", way)


def _draw(sheet: Sheet, found: Forecast, laid: Laid) -> None:
    _dates(sheet, laid.frame, found.since, laid.bottom)
    _head(sheet, found, laid.frame)
    _lines(sheet, laid.lines, laid.left_out, laid.frame)
    _foot(sheet, found, laid.frame)


def _fitting(lines: list[Line], room: float) -> tuple[list[Line], list[Line]]:
    """The lines that can be read on one page, and those, safest of all, that do not fit."""
    most = int(room / LOWEST) - 5
    return (lines, []) if len(lines) <= most else (lines[:most], lines[most:])


def _head(sheet: Sheet, found: Forecast, frame: Frame) -> None:
    """The most important thing, and the heads of the columns."""
    words = most_important(found)
    for size in (15.0, 13.0, 11.0, 9.5):
        sheet.set_font("text", "B", size)
        step, within = size * 0.45, frame.wide - 2 * EDGE
        high: Any = sheet.multi_cell(within, step, words, align="L", dry_run=True, output="HEIGHT")
        if high <= 3 * 15 * 0.45:
            break
    sheet.set_text_color(INK)
    sheet.set_xy(EDGE, EDGE - 2)
    sheet.multi_cell(within, step, words, align="L", new_x="LMARGIN", new_y="NEXT")
    sheet.set_xy(EDGE, sheet.get_y() + 1.5)
    sheet.set_font("text", "", 9)
    sheet.cell(text=together(found))
    top = ABOVE - 7
    for right, words in zip(frame.columns, ("promised", "8 of 10 by", "chance"), strict=True):
        _right(sheet, right, top, words, "", 7.5)
    _left(sheet, EDGE, top, "project", "", 7.5)


def _lines(sheet: Sheet, lines: list[Line], left_out: list[Line], frame: Frame) -> None:
    """Every project under what it asks for."""
    top = ABOVE
    if not lines:
        _left(sheet, EDGE, top, "Nothing is left to forecast.", "", 10)
    for verdict, some in groupby(lines, key=lambda it: it.verdict):
        _left(sheet, EDGE, frame.text(top), verdict, "B", frame.size)
        sheet.set_draw_color(INK)
        sheet.set_line_width(0.25)
        sheet.line(EDGE, top + frame.row, frame.wide - EDGE, top + frame.row)
        top += frame.row
        for line in some:
            _project(sheet, line, top, frame)
            top += frame.row
    if left_out:
        needy = sum((1.0 if it.chance is None else it.chance) < EVEN for it in left_out)
        more = f", {needy} of which need a decision too" if needy else ""
        words = f"and {len(left_out)} more projects{more}: see the table"
        _left(sheet, EDGE, frame.text(top), words, "I", frame.size)


def _project(sheet: Sheet, line: Line, top: float, frame: Frame) -> None:
    text = frame.text(top)
    _left(sheet, EDGE + 2, text, visible(line.name), "", frame.size, frame.names - 2)
    chance = "–" if line.chance is None else f"{line.chance:.0%}"
    promised = "–" if line.promised is None else shown(line.promised)
    words = (promised, shown(line.range[2]), chance)
    for right, word, style in zip(frame.columns, words, ("", "", "B"), strict=True):
        _right(sheet, right, text, word, style, frame.size)
    sheet.set_draw_color(LINE)
    sheet.set_line_width(0.1)
    sheet.line(EDGE, top + frame.row, frame.wide - EDGE, top + frame.row)
    marks(sheet, line, top, frame.row, frame.axis)


def marks(sheet: Sheet, line: Line, top: float, row: float, along: Axis) -> None:
    """A range from pale to dark, a stroke for even chances, a ring for the plan, a promise."""
    p10, p50, p80, p90 = (along.last if it is None else it for it in line.range)
    high = min(row * 0.46, 3.6)
    y = top + (row - high) / 2
    _bar(sheet, along.at(p10), along.at(p80), y, high, DARK)
    _bar(sheet, along.at(p80), along.at(p90), y, high, PALE)
    if along.at(p80) - along.at(p10) > NARROW:
        sheet.set_fill_color(255)
        sheet.rect(along.at(p50) - 0.3, y, 0.6, high, style="F")
    sheet.set_draw_color(INK)
    if line.promised is not None:
        _promise(sheet, line.promised, y, high, along)
    plan = line.planned_finish or line.without_luck
    if plan is not None and along.shows(plan):
        sheet.set_line_width(0.35)
        sheet.set_fill_color(255)
        radius = min(1.1, high * 0.34)
        sheet.circle(along.at(plan), top + row / 2, radius, style="DF")


def _bar(sheet: Sheet, left: float, right: float, y: float, high: float, grey: int) -> None:
    sheet.set_fill_color(grey)
    sheet.set_draw_color(DARK)
    sheet.set_line_width(0.15)
    sheet.rect(left, y, max(0.5, right - left), high, style="DF")


def _promise(sheet: Sheet, when: date, y: float, high: float, along: Axis) -> None:
    """A stroke over the whole line with a head; an arrow at the edge if it lies outside."""
    x, more = along.at(when), min(1.4, high * 0.5)
    sheet.set_fill_color(INK)
    if not along.shows(when):
        way = -1 if when < along.first else 1
        points = [(x + way * 1.8, y + high / 2), (x, y), (x, y + high)]
        sheet.polygon(points, style="F")
        return
    sheet.set_line_width(0.6)
    sheet.line(x, y - more, x, y + high + more)
    sheet.polygon([(x - more, y - more), (x + more, y - more), (x, y + more * 0.4)], style="F")


def _dates(sheet: Sheet, frame: Frame, since: date, bottom: float) -> None:
    """Dates above and below the lines, and where the forecast begins."""
    sheet.set_line_width(0.1)
    sheet.set_font("text", "", 7)
    written = frame.axis.left - 4
    for tick in frame.axis.ticks():
        x, words = frame.axis.at(tick), f"{tick:%b %Y}"
        sheet.set_draw_color(LINE)
        sheet.set_dash_pattern(dash=0.6, gap=0.9)
        sheet.line(x, ABOVE - 2.5, x, bottom)
        sheet.set_dash_pattern()
        half = sheet.get_string_width(words) / 2
        if x - half > written and x + half < frame.axis.right + 4:
            written = x + half + 2
            for top in (ABOVE - 7, bottom + 1):
                _left(sheet, x - half, top, words, "", 7)
    sheet.set_draw_color(INK)
    x = frame.axis.at(since)
    sheet.line(x, ABOVE - 2.5, x, bottom)


def _foot(sheet: Sheet, found: Forecast, frame: Frame) -> None:
    """What the marks mean, and how the forecast came about."""
    top = frame.high - 24
    sample = Axis(date(2027, 1, 1), date(2027, 1, 11), EDGE, EDGE + 26)
    days = [date(2027, 1, it) for it in (2, 5, 8, 10)]
    line = Line(
        kind="project", project="", key="", name="", planned_finish=date(2027, 1, 3),
        promised=date(2027, 1, 6), range=tuple(days),
    )  # fmt: skip
    marks(sheet, line, top - 1, 6, sample)
    sheet.set_xy(EDGE + 30, top - 1)
    sheet.set_text_color(INK)
    sheet.set_font("text", "", 7.5)
    key = (
        "Bar: finished within it in 8 of 10 futures; its dark part ends where 8 of 10 are "
        "finished, its white stroke where 5 of 10 are. Black stroke with a head: the date promised "
        "(the plan's own finish, if nothing was promised). Ring: where the plan itself ends it. "
        "Arrow: promised outside the picture. Thin line: the forecast begins."
    )
    within = frame.wide - 2 * EDGE - 30
    sheet.multi_cell(within, NOTE, key, align="L", new_x="LMARGIN", new_y="NEXT")
    sheet.set_text_color(GREY)
    sheet.set_xy(EDGE + 30, sheet.get_y() + 0.4)
    sheet.set_font("text", "", 6.5)
    sheet.multi_cell(within, 3, made_how(found), align="L")


def _left(
    sheet: Sheet, x: float, y: float, words: str, style: str, size: float, most: float = 0.0
) -> None:
    sheet.set_font("text", style, size)
    sheet.set_text_color(INK)
    sheet.set_xy(x, y)
    sheet.set_right_margin(0)
    sheet.cell(text=_cut(sheet, words, most) if most else words, h=size * A_POINT * HIGH)


def _right(sheet: Sheet, right: float, y: float, words: str, style: str, size: float) -> None:
    sheet.set_font("text", style, size)
    _left(sheet, right - sheet.get_string_width(words), y, words, style, size)


def _cut(sheet: Sheet, words: str, most: float) -> str:
    """The words, or as many as there is room for; names often differ in their last ones only."""
    if sheet.get_string_width(words) <= most:
        return words
    end = words[-LAST_LETTERS:]
    start = words[:-LAST_LETTERS]
    while start and sheet.get_string_width(f"{start}…{end}") > most:
        start = start[:-1]
    return f"{start.rstrip()}…{end}"
