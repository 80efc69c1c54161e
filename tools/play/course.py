"""The course as a browser needs it: notebooks as files, and what their cells call as a wheel."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
CODE = ("lessons", "exercises")
"""The folders that the notebooks' cells import from, which the project's own wheel has not."""
NOTEBOOKS = ("notebooks", "exercises")
SPEC = {"display_name": "Python (in this browser)", "language": "python", "name": "python"}
WORKED = " A worked answer is in [solutions]"
NAME, VERSION = "pmo_flight_simulator_course", "0"
THEN = (2020, 1, 1, 0, 0, 0)
"""The date of every file, so that the same course is the same bytes."""


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
        return f"{'exercise_' if self.folder == 'exercises' else ''}{self.name}.html"

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


def _sorted(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.ipynb"))


def _read(folder: str, path: Path) -> Notebook:
    content = json.loads(path.read_text(encoding="utf-8"))
    content["metadata"]["kernelspec"] = SPEC
    return Notebook(folder, path.stem, content)


def write(found: list[Notebook], files: Path) -> None:
    """Put the notebooks where JupyterLite looks for a trainee's first files."""
    for it in found:
        path = files / it.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(it.content, indent=1, ensure_ascii=False), encoding="utf-8")


def wheels(folder: Path) -> list[Path]:
    """The project's own wheel, and one with what notebooks call."""
    folder.mkdir(parents=True)
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    path = folder / f"{NAME}-{VERSION}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in [*_code(), *_about()]:
            archive.writestr(zipfile.ZipInfo(name, THEN), text, zipfile.ZIP_DEFLATED)
    return sorted(folder.glob("*.whl"))


def _code() -> Iterator[tuple[str, bytes]]:
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".toml"):
                yield path.relative_to(ROOT).as_posix(), path.read_bytes()


def _about() -> Iterator[tuple[str, bytes]]:
    about = {
        "METADATA": f"Metadata-Version: 2.1\nName: {NAME}\nVersion: {VERSION}\n",
        "WHEEL": "Wheel-Version: 1.0\nGenerator: play\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "RECORD": "",
    }
    for name, text in about.items():
        yield f"{NAME}-{VERSION}.dist-info/{name}", text.encode()
