"""The course as a browser needs it: notebooks as files, and what their cells call as a wheel."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import runtime

ROOT = Path(__file__).resolve().parents[2]
CODE = ("lessons", "exercises")
"""The folders that the notebooks' cells import from, which the project's own wheel has not."""
NOTEBOOKS = ("notebooks", "exercises")
SPEC = {"display_name": "Python (in this browser)", "language": "python", "name": "python"}
NAME = "pmo_flight_simulator_course"
FLIGHTS = "PMO flights"
"""The folder of one's flights, as in one's home on a desktop."""
ABOUT_FLIGHTS = """\
Your flights are kept in this folder, in this browser, on this computer.
Whoever deletes the browser's data deletes them too.

To fly on where the simulator is installed, download a flight and put it into
the folder "PMO flights" in your home. To bring one here, upload it into this
folder. The lobby lists what it finds.
"""


WORKED = "exercises/solutions"
"""Answers to read: they keep what they show, and need libraries that no browser has."""
BEFORE = {"notebooks": "", "exercises": "exercise_", WORKED: "worked_"}
"""What a page's name begins with."""


class Notebook(NamedTuple):
    """A notebook of the course."""

    folder: str
    name: str
    content: dict

    @property
    def path(self) -> str:
        """Where it lies among the files of a trainee's browser."""
        return f"{self.folder}/{self.name}.ipynb"

    @property
    def page(self) -> str:
        """The page that shows it without code; the lobby is where everybody begins."""
        if self.name == "00_lobby":
            return "index.html"
        return f"{BEFORE[self.folder]}{self.name}.html"

    @property
    def prose(self) -> list[str]:
        """Its text up to the first cell that runs, a cell each."""
        found = []
        for cell in self.content["cells"]:
            if cell["cell_type"] != "markdown":
                break
            found.append("".join(cell["source"]))
        return found

    @property
    def title(self) -> str:
        """Its heading."""
        return self.prose[0].splitlines()[0].removeprefix("# ").strip()


def notebooks() -> list[Notebook]:
    """All notebooks and exercises in their order, told to run on the browser's own Python."""
    return [_read(folder, path) for folder in NOTEBOOKS for path in _sorted(ROOT / folder)]


def worked() -> list[Notebook]:
    """The worked answers, with what they show."""
    return [_read(WORKED, path) for path in _sorted(ROOT / WORKED)]


def _sorted(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.ipynb"))


def _read(folder: str, path: Path) -> Notebook:
    content = json.loads(path.read_text(encoding="utf-8"))
    content["metadata"]["kernelspec"] = SPEC
    return Notebook(folder, path.stem, content)


def write(found: list[Notebook], files: Path) -> None:
    """Put the notebooks where JupyterLite looks for a trainee's first files."""
    (files / FLIGHTS).mkdir(parents=True)
    (files / FLIGHTS / "read me.txt").write_text(ABOUT_FLIGHTS, encoding="utf-8")
    for it in found:
        path = files / it.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(it.content, indent=1, ensure_ascii=False), encoding="utf-8")


def wheels(folder: Path) -> list[Path]:
    """The project's own wheel, and one with what notebooks call."""
    folder.mkdir(parents=True)
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    runtime.wheel(NAME, dict(_code()), folder)
    return sorted(folder.glob("*.whl"))


def _code() -> Iterator[tuple[str, bytes]]:
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".toml"):
                yield path.relative_to(ROOT).as_posix(), path.read_bytes()
