"""Rows of text under a caption, and how numbers are written in them."""

from collections.abc import Iterable, Sequence

from simulator.plain_text import for_page, visible

LINE = "#c8c8c8"
EMPTY = "–"


class Table:
    """Rows of text under a caption, for a screen, a notebook and a terminal."""

    def __init__(self, caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        self.caption = caption
        self.columns = tuple(columns)
        self.rows = tuple(tuple(row) for row in rows)

    def __repr__(self) -> str:
        return "\n".join(self.lines())

    def lines(self) -> list[str]:
        """The table for a terminal, where nothing in a cell moves the cursor."""
        cells = [[visible(cell) for cell in line] for line in (self.columns, *self.rows)]
        widths = [max(len(line[i]) for line in cells) for i in range(len(self.columns))]
        rows = ("  ".join(map(str.ljust, line, widths)).rstrip() for line in cells)
        return [visible(self.caption), *rows]

    def html(self) -> str:
        """The table as HTML."""
        head = "".join(_cell("th", name) for name in self.columns)
        body = "".join(
            "<tr>" + "".join(_cell("td", value) for value in row) + "</tr>" for row in self.rows
        )
        return (
            '<table style="border-collapse:collapse;line-height:1.4;font-size:13px;margin:4px 0">'
            '<caption style="text-align:left;font-weight:600;padding:4px 0">'
            f"{for_page(self.caption)}</caption>"
            f'<thead style="border-bottom:1px solid {LINE}"><tr>{head}</tr></thead>'
            f"<tbody>{body}</tbody></table>"
        )

    def _repr_html_(self) -> str:
        return self.html()


def _cell(tag: str, text: str) -> str:
    numeric = text[:1].isdigit() or text[:1] in "+-−–"
    side = "right" if tag == "td" and numeric and len(text) < 12 else "left"
    return (
        f'<{tag} style="text-align:{side};padding:2px 10px;white-space:normal">'
        f"{for_page(text)}</{tag}>"
    )


def tabulate(caption: str, rows: Sequence[dict[str, str]]) -> Table:
    """A table of rows that all have the same columns."""
    return Table(caption, tuple(rows[0]), (tuple(row.values()) for row in rows))


def whole(value: float | None) -> str:
    """A number without decimals, or a dash."""
    return EMPTY if value is None or value != value else f"{value:,.0f}"


def share(value: float | None) -> str:
    """A share as a percentage, or a dash."""
    return EMPTY if value is None or value != value else f"{value:.0%}"


def ratio(value: float | None) -> str:
    """A ratio with two decimals, or a dash."""
    return EMPTY if value is None or value != value else f"{value:.2f}"
