"""Every Python on this machine that the project promises, asked whether it tells the same story.

    python tools/pythons.py                   all scenarios, with every Python that is found
    python tools/pythons.py three_projects    only the scenarios that are named

Each gets what the model needs, in the versions of constraints.txt, and nothing else: neither its
own packages nor the variables of this shell. Then it compares its logs with tests/digest.json.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PROMISED = ("3.11", "3.12", "3.13", "3.14")
"""The Pythons on which the same seed gives the same bytes."""
NEEDED = ("simpy", "msgspec")
"""The packages that the model needs."""
ASK = """
import platform, sys
base = getattr(sys, "_base_executable", None) or sys.executable
print(platform.python_implementation(), platform.python_version(), base)
"""
COMPARE = """
import runpy, sys
root, packages, *names = sys.argv[1:]
sys.path[:0] = [root, packages]
sys.argv = ["digest.py", *names]
runpy.run_path(root + "/tools/digest.py", run_name="__main__")
"""
ALONE = ("-I", "-S", "-X", "utf8", "-c")
"""Options of a Python that takes nothing from its surroundings."""
PATIENCE = 900
"""Seconds until a Python that does not answer is given up."""


class Python(NamedTuple):
    """A Python that is installed here."""

    version: str
    path: Path

    @property
    def promised(self) -> str:
        """The version as the project promises it, such as 3.12."""
        return ".".join(self.version.split(".")[:2])

    @property
    def age(self) -> tuple[int, ...]:
        """The numbers of the version, to sort by."""
        return tuple(int(number) for number in re.findall(r"\d+", self.version))


class SilentError(Exception):
    """A program that failed or did not end; the message is what it said last."""


def places(variables: Mapping[str, str], home: Path) -> Iterator[Path]:
    """Files that may be a Python: on the path, and where pyenv and uv keep theirs."""
    names = [f"python{version}" for version in PROMISED] + ["python3", "python"]
    for part in variables.get("PATH", "").split(os.pathsep):
        for name in names:
            yield from _files(Path(part or "."), name, f"{name}.exe")
    data = Path(variables.get("XDG_DATA_HOME") or home / ".local" / "share")
    kept = [
        Path(variables.get("PYENV_ROOT") or home / ".pyenv") / "versions",
        home / ".pyenv" / "pyenv-win" / "versions",
        Path(variables.get("UV_PYTHON_INSTALL_DIR") or data / "uv" / "python"),
        Path(variables.get("APPDATA") or home / "AppData" / "Roaming") / "uv" / "python",
    ]
    for folder in kept:
        yield from _files(folder, "*/bin/python3", "*/bin/python", "*/python.exe")


def _files(folder: Path, *patterns: str) -> Iterator[Path]:
    if folder.is_dir():
        for pattern in patterns:
            yield from sorted(folder.glob(pattern))


def installed() -> list[Python]:
    """The promised Pythons that start here, each once, from old to new."""
    found: dict[Path, Python] = {}
    for path in (Path(sys.executable), *places(os.environ, Path.home())):
        try:
            maker, version, base = said([str(path), *ALONE, ASK], 20).split(maxsplit=2)
        except (SilentError, ValueError):
            continue  # of another kind, broken, or a name under which pyenv has nothing
        python = Python(version, Path(base).resolve())
        if maker == "CPython" and python.promised in PROMISED:
            found.setdefault(python.path, python)
    return sorted(found.values(), key=lambda it: it.age)


def furnish(folder: Path, version: str, *options: str) -> None:
    """Put the packages that the model needs into a folder, as this Python wants them.

    Raises SilentError if they cannot be had.
    """
    command = ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    command += ["--no-deps", "--target", str(folder)]
    command += ["--python-version", version, "--only-binary=:all:"]
    said([with_pip(), *command, *options, *map(pinned, NEEDED)], PATIENCE)


def pinned(package: str) -> str:
    """A package in the version that everybody gets, such as simpy==4.1.2."""
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    return next(pin for pin in pins if pin.startswith(f"{package}=="))


def with_pip() -> str:
    """A Python that has pip: this one, or the one from which its environment was made."""
    base = getattr(sys, "_base_executable", None) or sys.executable
    for path in (sys.executable, base):
        try:
            said([path, "-m", "pip", "--version"], 60)
        except SilentError:
            continue
        return path
    raise SilentError("neither this Python nor the one it was made from has pip")


def compare(python: Python, packages: Path, names: tuple[str, ...] = ()) -> str:
    """What a Python says of its logs with these packages: "the same logs", or which are others.

    Without names, of all scenarios. Raises SilentError if it says neither.
    """
    command = [str(python.path), *ALONE, COMPARE, str(ROOT), str(packages), *names]
    return said(command, PATIENCE)


def said(command: list[str], seconds: float) -> str:
    """What a program prints. Raises SilentError if it does not end well or not in time."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=seconds,
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise SilentError(str(problem)) from None
    lines = done.stdout.strip()
    if done.returncode == 0 or lines.startswith("other logs"):
        return lines
    raise SilentError((done.stderr.strip() or lines or "no reason given").splitlines()[-1])


def main() -> int:
    """Ask every Python that is found, in one line each."""
    names = tuple(sys.argv[1:])
    wrong = 0
    found = installed()
    for python in found:
        with TemporaryDirectory() as folder:
            try:
                furnish(Path(folder), python.promised)
                answer = compare(python, Path(folder), names)
            except SilentError as problem:
                answer = f"cannot be asked: {problem}"
        wrong += answer != "the same logs"
        print(f"{python.version:<8} {python.path}: {'; '.join(answer.splitlines())}", flush=True)
    for version in sorted(set(PROMISED) - {python.promised for python in found}):
        print(f"{version:<8} none is installed here")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
