"""The page: all parts below each other, as one file that needs nothing else."""

from collections.abc import Callable
from pathlib import Path

from simulator import __version__
from simulator.debrief import Basis
from simulator.errors import RefusedError
from simulator.narration import rounded
from simulator.plain_text import for_attribute, for_page
from simulator.report.case import Case
from simulator.report.markup import neat, sentences
from simulator.report.parts import PARTS
from simulator.report.section import Made, Part, Section
from simulator.report.summary import summary

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


def make(case: Case, told: Callable[[str], None] = lambda title: None) -> dict[str, Section | None]:
    """All parts, one after the other; `told` hears the title of each before it is made."""
    made: dict[str, Section | None] = {}
    for part in PARTS:
        told(part.title)
        made[part.name] = part.make(case)
    return made


def page(case: Case, made: Made | None = None) -> str:
    """The debrief as one HTML file: no script, no other file, pictures inside.

    `made` are the parts it is to have, all if nothing is said.
    """
    ready = make(case) if made is None else made
    found = ((part, ready.get(part.name)) for part in PARTS)
    parts = [section(part, it) for part, it in found if it is not None]
    inside = "\n".join([head(case), summary(case, ready), *parts, foot(case)])
    return SHELL.format(title=for_attribute(title(case)), style=STYLE, inside=inside)


def save(case: Case, path: str | Path, told: Callable[[str], None] = lambda title: None) -> Path:
    """Write the whole page; returns its path. Raises RefusedError if that cannot be done."""
    path = Path(path)
    text = page(case, make(case, told))
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise RefusedError(
            f"{path.name}: cannot be written ({error.strerror}); write another place after --out"
        ) from None
    return path


def section(part: Part, made: Section) -> str:
    """A part as HTML."""
    small = f'<p class="small">{for_page(neat(made.small))}</p>' if made.small else ""
    return (
        f'<section id="{part.name}"><h2>{for_page(part.title)}</h2>'
        f'<p class="lead">{for_page(neat(made.lead))}</p>{made.body}{small}</section>'
    )


def title(case: Case) -> str:
    """What the page is about."""
    scenario = case.session.scenario
    return f"{scenario.title or scenario.name}: how it went, and why"


def head(case: Case) -> str:
    """The first lines of the page."""
    session = case.session
    under = (
        f"A flight of {rounded(session.today)} working days in world {session.seed}, "
        f"with {_decisions(len(session.decisions))}."
    )
    story = sentences(filter(None, [" ".join(session.scenario.story.split())]), "under")
    return f"<h1>{for_page(title(case))}</h1>{sentences([under], 'under')}{story}"


def _decisions(count: int) -> str:
    return {0: "no decision", 1: "one decision"}.get(count, f"{count} decisions")


def foot(case: Case) -> str:
    """What all numbers rest on."""
    basis = Basis.of(case.session, case.worlds)
    lines = (
        "A good decision can have a bad result, and a bad one a good result.",
        f"Simulator {__version__}. {basis.words}.",
    )
    return "".join(f'<p class="small">{for_page(line)}</p>' for line in lines)
