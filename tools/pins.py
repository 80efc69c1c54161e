"""Write constraints.txt and its kin (tests and what is set up apart) from pyproject.toml.

    python tools/pins.py             what pyproject.toml asks for; nothing else moves
    python tools/pins.py --upgrade   everything at its newest version

Needs uv (pip install uv). The pins hold on every platform and every Python that
pyproject.toml promises, each with the hashes of all its files: start.py installs
these files or none. constraints.txt is what the simulator needs and what builds
it; constraints-test.txt is what the tests need besides, constraints-grading.txt and its
like what those need who have an environment of their own, beside both.
"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUNTIME, TEST = ROOT / "constraints.txt", ROOT / "constraints-test.txt"
APART = ("bridges", "grading", "hub", "mpp", "site")
"""Extras with an environment of their own, on top of what the tests need."""
HEAD = "# Written by tools/pins.py from pyproject.toml: change that file, then run the tool.\n"
# An editable installation asks for it beside what pyproject.toml names.
EDITABLE = "editables>=0.5,<1"


def entries(text: str) -> dict[str, str]:
    """Each pin, such as simpy==4.1.2, and its whole entry with its marker and hashes."""
    found = re.findall(r"^(\S+==\S+)(.*\\\n(?:    --hash=.*\n)+)", text, re.MULTILINE)
    return {pin: pin + rest for pin, rest in found}


def oldest_python(project: dict) -> str:
    """The oldest Python that is promised, such as 3.11."""
    return project["project"]["requires-python"].removeprefix(">=")


def compiled(known: dict[str, str], *options: str) -> dict[str, str]:
    """What uv finds, keeping the versions that are known."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    build = "\n".join([*project["build-system"]["requires"], EDITABLE])
    command = ["uv", "pip", "compile", "--universal", "--generate-hashes", "--quiet"]
    command += ["--python-version", oldest_python(project), "--no-annotate", "--no-header"]
    command += ["--no-emit-index-url", "--no-emit-find-links", *options, "pyproject.toml", "-"]
    versions = ROOT / ".pins-known.txt"
    try:
        versions.write_text("".join(known.values()), encoding="utf-8")
        command += ["--output-file", str(versions)]
        subprocess.run(command, cwd=ROOT, check=True, text=True, input=build)
        return entries(versions.read_text(encoding="utf-8"))
    finally:
        versions.unlink(missing_ok=True)


def pins_of(extra: str) -> Path:
    """The file with what such an extra needs besides."""
    return ROOT / f"constraints-{extra}.txt"


def main(options: list[str]) -> None:
    """Find all versions together, then which of them each file is for."""
    known = {}
    for path in (RUNTIME, TEST, *map(pins_of, APART)):
        if path.exists():
            known |= entries(path.read_text(encoding="utf-8"))
    extras = [word for name in ("test", *APART) for word in ("--extra", name)]
    everything = compiled(known, *extras, *options)
    runtime = compiled(everything)
    tested = compiled(everything, "--extra", "test")
    write(RUNTIME, everything, runtime, {})
    write(TEST, everything, tested, runtime)
    for name in APART:
        write(
            pins_of(name),
            everything,
            compiled(everything, "--extra", "test", "--extra", name),
            tested,
        )


def write(
    path: Path, known: dict[str, str], inside: dict[str, str], outside: dict[str, str]
) -> None:
    """Write the pins that are in the one and not in the other."""
    chosen = [known[pin] for pin in known if pin in inside and pin not in outside]
    path.write_text(HEAD + "".join(chosen), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
