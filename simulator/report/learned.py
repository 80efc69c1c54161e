"""What a course changed, as one page: no script, no other file, pictures inside."""

from collections.abc import Sequence
from pathlib import Path

from simulator import __version__
from simulator.errors import RefusedError
from simulator.figures.drawing import FAINT, SOFT, Drawing, Scale, Sketch
from simulator.figures.look import GREEN, ORANGE, VERMILION
from simulator.learning.effect import Effect, Interval
from simulator.learning.forms import edition
from simulator.learning.items import CONSTRUCTS
from simulator.learning.words import POINTS, between, headline, points, sentences
from simulator.plain_text import for_page
from simulator.report import markup
from simulator.report.file import SHELL, STYLE
from simulator.tables.table import Table

TITLE = "Did anybody learn?"
WIDTH, LEFT, RIGHT, ROW = 940.0, 90.0, 920.0, 22.0


def rows(found: Effect) -> list[tuple[str, Interval]]:
    """Everything that has an interval, with its name."""
    named = [
        ("all twelve questions", found.gain),
        *((CONSTRUCTS[kind], it) for kind, it in found.constructs.items()),
        ("how sure of choices", found.sure),
        ("how often right", found.right),
        ("surer than right", found.gap),
    ]
    return [(label, it) for label, it in named if it is not None]


def table(found: Effect) -> Table:
    """After less before, in points of 100."""
    return Table(
        f"After less before, {POINTS} are full marks: mean and 95 % interval",
        ("", "mean", "from", "to"),
        [(name, _signed(it.mean), _signed(it.low), _signed(it.high)) for name, it in rows(found)],
    )


def people(found: Effect) -> Sketch:
    """A line for each trainee, from before to after."""
    ordered = sorted(found.people, key=lambda it: -it.after.points)
    bottom = 16 + ROW * len(ordered)
    drawing = Drawing(WIDTH, bottom + 40)
    scale = Scale(0, POINTS, LEFT, RIGHT)
    drawing.days(scale, 8, bottom, "points of 100: a ring before, a dot after the course")
    for number, it in enumerate(ordered):
        y = 16 + ROW * (number + 0.5)
        before, after = (scale(POINTS * marks.points) for marks in (it.before, it.after))
        drawing.text(4, y, it.code, 12, colour=SOFT)
        drawing.line([(LEFT, y), (RIGHT, y)], FAINT, 1)
        drawing.line([(before, y), (after, y)], SOFT, 2.5)
        drawing.dot(before, y, 5, "var(--figure-paper, #fff)")
        if it.code in found.only_think:
            drawing.diamond(after, y, 6, ORANGE)
        else:
            drawing.dot(after, y, 5.5, GREEN if it.gain >= 0 else VERMILION)
    better = sum(it.gain > 0 for it in ordered)
    only = f"; {len(found.only_think)} are surer, but not right more often (a square on its corner)"
    return drawing.sketch(
        f"{better} of {len(ordered)} trainees have more points than before"
        f"{only if found.only_think else ''}."
    )


def page(found: Effect, refused: Sequence[str] = ()) -> str:
    """The whole page."""
    parts = [f"<h1>{TITLE}</h1>", f'<p class="under">{for_page(headline(found))}</p>']
    if found.people:
        parts.append(_section("Each trainee", people(found).html()))
    if found.gain is not None:
        numbers = markup.table(
            ("", "after less before (95 % interval)"),
            [(name, between(it)) for name, it in rows(found)],
        )
        parts.append(_section("All together", numbers))
    parts.append(_section("How to read it", markup.sentences(sentences(found))))
    left_out = [*found.unmatched, *refused]
    if left_out:
        parts.append(_section("Left out", markup.sentences(left_out)))
    foot = f"Questions of edition {edition()}. Simulator {__version__}."
    parts.append(f'<p class="small">{foot}</p>')
    return SHELL.format(title=TITLE, style=STYLE, inside="\n".join(parts))


def save(text: str, path: Path) -> None:
    """Write the page. Raises RefusedError if that cannot be done."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise RefusedError(
            f"{path.name}: cannot be written ({error.strerror}); write another place after --out"
        ) from None


def _section(title: str, body: str) -> str:
    return f"<section><h2>{title}</h2>{body}</section>"


def _signed(value: float) -> str:
    said = points(value)
    return "0" if said == "−0" else f"+{said}" if value > 0 and said != "0" else said
