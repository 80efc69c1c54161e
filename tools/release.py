"""Whether a version may go out, what is said of it, and where its links lead.

    python tools/release.py check             do version, changelog and citation agree?
    python tools/release.py check v0.1.0      may this tag be published?
    python tools/release.py notes             what the changelog says of this version
    python tools/release.py address URL       put the project's address into README and pyproject

The last is for the machine that publishes: this folder names no address, so that every copy is
whole; but on a page of packages a link that begins with "docs/" leads nowhere.
Needs nothing but Python.
"""

import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SOURCE = Path("simulator/__init__.py")
HEADING = re.compile(r"^## (\S+) - (unreleased|\d{4}-\d\d-\d\d)$", re.MULTILINE)
LINK = re.compile(r"(!?)\[((?:[^\[\]]|!\[[^\]]*\]\([^)]*\))*)\]\((?![a-z]+:|#)([^)\s]+)\)")
"""A link or picture that leads into this folder; a link may have a picture for its words."""
URLS = """
[project.urls]
Repository = "{address}"
Changelog = "{address}/blob/{tag}/CHANGELOG.md"
Issues = "{address}/issues"
"""


class ReleaseError(Exception):
    """Why nothing may be published, a line each."""


class Entry(NamedTuple):
    """What the changelog says of a version."""

    version: str
    day: str
    text: str

    @property
    def dated(self) -> bool:
        """Whether it has been released, or is about to be."""
        return self.day != "unreleased"


def version(root: Path = ROOT) -> str:
    """The version, as the one place says it that has it."""
    found = re.search(r'^__version__ = "(.+)"$', _read(root / SOURCE), re.MULTILINE)
    if not found:
        raise ReleaseError(f"{SOURCE} has no line '__version__ = \"…\"'")
    return found[1]


def history(root: Path = ROOT) -> list[Entry]:
    """All versions of the changelog, the newest first."""
    text = _read(root / "CHANGELOG.md")
    heads = list(HEADING.finditer(text))
    ends = [it.start() for it in heads[1:]] + [len(text)]
    return [
        Entry(head[1], head[2], text[head.end() : end].strip())
        for head, end in zip(heads, ends, strict=False)
    ]


def cited(root: Path = ROOT) -> tuple[str, str]:
    """Version and day in CITATION.cff; the day is empty before a release."""
    text = _read(root / "CITATION.cff")
    found = dict(re.findall(r"^(version|date-released): *['\"]?([^'\"\n]+)", text, re.MULTILINE))
    return found.get("version", ""), found.get("date-released", "")


def disagreements(root: Path = ROOT) -> list[str]:
    """What version, changelog and citation say differently, a sentence each."""
    mine, entries = version(root), history(root)
    if not entries:
        return [
            "CHANGELOG.md has no heading '## VERSION - unreleased' or '## VERSION - YYYY-MM-DD'"
        ]
    newest = entries[0]
    named, day = cited(root)
    told = []
    if newest.version != mine:
        told.append(f"the newest heading of CHANGELOG.md is {newest.version}, the version {mine}")
    if named != mine:
        told.append(f"CITATION.cff cites {named or 'no version'}, the version is {mine}")
    if day != (newest.day if newest.dated else ""):
        told.append(f"CITATION.cff says {day or 'no day'}, CHANGELOG.md {newest.day}")
    if newest.dated and date.fromisoformat(newest.day) > date.today():
        told.append(f"{newest.day} is still to come")
    told += [f"CHANGELOG.md says {it.version} is unreleased" for it in entries[1:] if not it.dated]
    return told


def check(tag: str = "", root: Path = ROOT) -> None:
    """Raises ReleaseError if anything disagrees, or if this tag may not be published."""
    told = disagreements(root)
    if tag and not told:
        newest = history(root)[0]
        if tag != f"v{newest.version}":
            told.append(f"the tag is {tag}, the version {newest.version}: tag v{newest.version}")
        if not newest.dated:
            told.append(f"CHANGELOG.md says {newest.version} is unreleased: write its day there")
        if not newest.text:
            told.append(f"CHANGELOG.md says nothing of {newest.version}")
    if told:
        raise ReleaseError("\n".join(told))


def notes(root: Path = ROOT) -> str:
    """What the changelog says of this version."""
    check(root=root)
    return history(root)[0].text


def leading_out(text: str, address: str, tag: str) -> str:
    """A page whose links into this folder lead to the same files at the project's address."""

    def out(found: re.Match[str]) -> str:
        picture, words, place = found.groups()
        kind = "raw" if picture else "blob"
        return f"{picture}[{leading_out(words, address, tag)}]({address}/{kind}/{tag}/{place})"

    return LINK.sub(out, text)


def tell_address(address: str, root: Path = ROOT) -> None:
    """Write the project's address into what a page of packages shows. Raises ReleaseError."""
    address = address.rstrip("/")
    if not re.fullmatch(r"https://[^\s/]+(/[^\s/]+)+", address):
        raise ReleaseError(f"{address!r} is no address such as https://example.org/owner/project")
    tag = f"v{version(root)}"
    readme, project = root / "README.md", root / "pyproject.toml"
    if "[project.urls]" in _read(project):
        raise ReleaseError("pyproject.toml has addresses already")
    readme.write_text(leading_out(_read(readme), address, tag), encoding="utf-8")
    urls = URLS.format(address=address, tag=tag)
    project.write_text(_read(project) + urls, encoding="utf-8")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def main(words: Sequence[str]) -> int:
    """Do what the first word says."""
    try:
        match words:
            case ["check"] | ["check", _]:
                check(words[-1] if words[1:] else "")
                print(f"{version()}: version, changelog and citation agree")
            case ["notes"]:
                print(notes())
            case ["address", address]:
                tell_address(address)
            case _:
                print(__doc__)
                return 2
    except ReleaseError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
