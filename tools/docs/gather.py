"""All pages of the documentation in one folder, as Sphinx wants them.

A link that a page has within the repository leads to the page that is made of it, or to nowhere:
what is no page is named only.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Set
from pathlib import Path, PurePosixPath

import pages

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
TOP = {
    "ARCHITECTURE.md": "architecture.md",
    "BENCHMARKS.md": "benchmarks.md",
    "CHANGELOG.md": "changelog.md",
    "CODE_OF_CONDUCT.md": "conduct.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "VALIDATION.md": "validation.md",
}
"""Pages that stand at the top of the repository, where people look for them first."""
LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^()\s]+)\)")
FENCE = re.compile(r"(^ *```.*?^ *```$)", re.MULTILINE | re.DOTALL)
BELOW = {
    "hub.md": ("hub/littlest", "hub/kubernetes", "hub/without"),
    "mentor/index.md": ("formats", "workshop", "debrief", "notebooks", "checklists"),
}
"""Pages that are read in the repository too, and so say nothing of what hangs below them."""
PLAY = "<!-- play -->"
"""Where the first page says how to play at once, if the course is there."""


def written() -> dict[str, str]:
    """Pages that are written by hand: where each stands in the repository, and among the pages."""
    here = {f"docs/{path}": path for path in _paths("*.md")}
    return {**TOP, **here, "README.md": "index.md", "docs/mentor/README.md": "mentor/index.md"}


def _paths(pattern: str) -> Iterator[str]:
    yield from (path.relative_to(DOCS).as_posix() for path in sorted(DOCS.rglob(pattern)))


def gather(folder: Path, course: str = "") -> None:
    """Put all pages and pictures into a folder that is empty before."""
    shutil.rmtree(folder, ignore_errors=True)
    known, made = written(), dict(pages.pages())
    every = {*known.values(), *made}
    for source, page in known.items():
        if source != "README.md":
            text = (ROOT / source).read_text(encoding="utf-8")
            text = linked(text, source, known, every).replace(PLAY, _play(course))
            below = pages.tree(BELOW[page]) if page in BELOW else ""
            write(folder / page, f"{text}\n{below}")
    for page, text in made.items():
        write(folder / page, text)
    for pattern in ("*.png", "*.webp"):
        for path in _paths(pattern):
            shutil.copy(DOCS / path, folder / path)


def write(path: Path, text: str) -> None:
    """Write a page where its folder may not be there yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _play(course: str) -> str:
    way = f'<a class="play" href="{course}/index.html">Play now, in this browser</a>'
    return way if course else ""


def linked(text: str, source: str, known: Mapping[str, str], every: Set[str]) -> str:
    """A page with its links as they are among the pages; code stays as it is."""
    parts = FENCE.split(text)
    # Python wants an empty line after an example, a page does not.
    parts[1::2] = [part.replace("\n\n```", "\n```") for part in parts[1::2]]
    parts[::2] = [LINK.sub(_link(source, known, every), part) for part in parts[::2]]
    return "".join(parts)


def _link(source: str, known: Mapping[str, str], every: Set[str]) -> Callable[[re.Match[str]], str]:
    here = PurePosixPath(source).parent
    page = PurePosixPath(known[source]).parent

    def replaced(found: re.Match[str]) -> str:
        picture, words, target = found.groups()
        path, _, part = target.partition("#")
        if not path or "://" in target or target.startswith("mailto:"):
            return found[0]
        meant = os.path.normpath(here / path).replace(os.sep, "/")
        if re.fullmatch(r"notebooks/\w+\.ipynb", meant):
            return f"[{words}](#lesson-{meant.removeprefix('notebooks/')[:2]})"
        there = known.get(meant) or meant.removeprefix("docs/")
        if not (picture or there.endswith(".md")):
            return words
        if there.endswith(".md") and there not in every:
            return found[0]  # and Sphinx says so
        way = os.path.relpath(there, page).replace(os.sep, "/")
        return f"{picture}[{words}]({way}{'#' * bool(part)}{part})"

    return replaced
