"""The page: all parts below each other, as one file that needs nothing else."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from simulator import __version__
from simulator.debrief import Basis
from simulator.errors import RefusedError
from simulator.plain_text import for_attribute, for_page
from simulator.report.case import Case
from simulator.report.parts import PARTS
from simulator.report.section import Part, Section

STYLE = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
SHELL = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>body {{ margin: 0; background: #f4f6f8; }}
{style}</style>
</head>
<body>
<main class="debrief">
{inside}
</main>
</body>
</html>
"""


def page(case: Case, parts: Iterable[Part] = PARTS) -> str:
    """The whole debrief as one HTML file: no script, no other file, pictures inside."""
    inside = "\n".join([head(case), *sections(case, parts), foot(case)])
    return SHELL.format(title=for_attribute(title(case)), style=STYLE, inside=inside)


def save(case: Case, path: str | Path, parts: Iterable[Part] = PARTS) -> Path:
    """Write the page; returns its path. Raises RefusedError if that cannot be done."""
    path = Path(path)
    text = page(case, parts)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise RefusedError(
            f"{path.name}: cannot be written ({error.strerror}); write another place after --out"
        ) from None
    return path


def sections(case: Case, parts: Iterable[Part]) -> Iterator[str]:
    """Each part that has something to say, as soon as it is made."""
    for part in parts:
        made = part.make(case)
        if made is not None:
            yield section(part, made)


def section(part: Part, made: Section) -> str:
    """A part as HTML."""
    small = f'<p class="small">{for_page(made.small)}</p>' if made.small else ""
    return (
        f'<section id="{part.name}"><h2>{for_page(part.title)}</h2>'
        f'<p class="lead">{for_page(made.lead)}</p>{made.body}{small}</section>'
    )


def title(case: Case) -> str:
    """What the page is about."""
    scenario = case.session.scenario
    return f"{scenario.title or scenario.name}: how it went, and why"


def head(case: Case) -> str:
    """The first lines of the page."""
    session = case.session
    under = (
        f"A flight of {session.today:g} working days in world {session.seed}, "
        f"with {len(session.decisions)} decisions."
    )
    return f'<h1>{for_page(title(case))}</h1><p class="under">{for_page(under)}</p>'


def foot(case: Case) -> str:
    """What all numbers rest on."""
    basis = Basis.of(case.session, case.worlds)
    lines = (
        "A good decision can have a bad result, and a bad one a good result.",
        f"Simulator {__version__}. {basis.words}.",
    )
    return "".join(f'<p class="small">{for_page(line)}</p>' for line in lines)
