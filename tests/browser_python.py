"""The Python that runs in a browser: what it consists of, and how it comes onto this machine.

It is fetched by npm and pip as they are set up here, into the user's cache folder. A piece counts
only with its checksum, whenever it was fetched; no piece is ever part of the repository.
"""

import hashlib
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from zipfile import ZipFile

from platformdirs import user_cache_path

from tools.pythons import PATIENCE, ROOT, SilentError, said, with_pip

KEPT = user_cache_path("pmo-flight-simulator", appauthor=False) / "browser-python"
PAGE = '<!doctype html><title>Python</title><link rel="icon" href="data:,">'
OURS = ("simulator/**/*.py", "simulator/**/*.toml", "tools/digest.py")
"""What of the project the digest is made with."""


class MissingError(Exception):
    """A piece that cannot be had here; the message says why."""


class Piece(NamedTuple):
    """One file of the browser's Python."""

    package: str
    version: str
    file: str
    checksum: str
    """SHA-256, in hexadecimal digits."""


WASM = "pyemscripten_2026_0_wasm32"
"""What wheels are made for that this Python can load."""
CORE = Piece(
    "pyodide",
    "314.0.6",  # with Python 3.14
    "pyodide-314.0.6.tgz",
    "d78ac549b28a2a58600cd06f44e017024151775f8c6b2d73fab1475400d38ea2",
)
WHEELS = (
    Piece(
        "msgspec",
        "0.22.0",
        "msgspec-0.22.0-cp314-cp314-pyemscripten_2026_0_wasm32.whl",
        "a66b1766311e42371e509c996c3933b161c7ae0eabdf361af5316dec197e1022",
    ),
    Piece(
        "simpy",
        "4.1.2",
        "simpy-4.1.2-py3-none-any.whl",
        "43071f84b6512c9b4fcb33ef057f240ccb1d1f3b263f9b4f9229d072e310b372",
    ),
)
"""Whoever raises a version in constraints.txt raises it here."""


def furnish(folder: Path) -> None:
    """Make a folder from which a browser can load its Python, the wheels and the project.

    Raises MissingError if a piece cannot be had.
    """
    with tarfile.open(fetched(CORE)) as archive:
        archive.extractall(folder, filter="data")  # into a folder of its own, named package
    for wheel in WHEELS:
        shutil.copy(fetched(wheel), folder)
    with ZipFile(folder / "project.zip", "w") as archive:
        for path in _ours():
            archive.write(path, path.relative_to(ROOT).as_posix())
    (folder / "index.html").write_text(PAGE, encoding="utf-8")


def _ours() -> Iterator[Path]:
    for pattern in OURS:
        yield from sorted(ROOT.glob(pattern))


def fetched(piece: Piece) -> Path:
    """Where a piece lies, fetched first if it is not there or not what it should be.

    Raises MissingError if it cannot be had.
    """
    kept = KEPT / piece.file
    if not _is_right(kept, piece):
        KEPT.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=KEPT) as folder:
            _fetch(piece, Path(folder))
            found = Path(folder) / piece.file
            if not _is_right(found, piece):
                raise MissingError(f"{piece.file} has another checksum than it should have")
            found.replace(kept)
    return kept


def _is_right(path: Path, piece: Piece) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == piece.checksum


def _fetch(piece: Piece, folder: Path) -> None:
    """Let npm or pip put a file into a folder."""
    try:
        said([*(_npm(piece) if piece is CORE else _pip(piece)), str(folder)], PATIENCE)
    except SilentError as problem:
        raise MissingError(f"{piece.file} cannot be had: {problem}") from None


def _npm(piece: Piece) -> list[str]:
    npm = shutil.which("npm")
    if npm is None:
        raise MissingError(f"{piece.file} cannot be had: npm is not installed here")
    wanted = f"{piece.package}@{piece.version}"
    return [npm, "pack", wanted, "--silent", "--fetch-retries=1", "--pack-destination"]


def _pip(piece: Piece) -> list[str]:
    command = [with_pip(), "-m", "pip", "download", "--quiet", "--no-input", "--no-deps"]
    command += ["--disable-pip-version-check", "--retries=1", "--only-binary=:all:"]
    command += ["--platform", WASM, "--python-version", "3.14", f"{piece.package}=={piece.version}"]
    return [*command, "--dest"]
