"""Build wheel and sdist, install the wheel into empty environments and use it as a stranger would.

    python tools/wheel.py                 build into dist/, then try it on every Python found here
    python tools/wheel.py --build         only build
    python tools/wheel.py dist/X.whl      try this wheel on the Python that runs this

What is installed is what a stranger gets: the newest packages within the bounds of pyproject.toml,
and nothing of this folder. What is then done with it stands in tools/stranger.py.
"""

import platform
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tools import pythons  # noqa: E402 - only now can it be found

STRANGER = ROOT / "tools" / "stranger.py"
DIST = ROOT / "dist"
HERE = Path(sys.executable)


def built(folder: Path = DIST) -> list[Path]:
    """Make the sdist, and of what is in it alone the wheel; returns the wheel, then the sdist."""
    # Not a part of "import tools.wheel": who only tries a wheel has nothing to build with.
    from hatchling.builders.sdist import SdistBuilder
    from hatchling.builders.wheel import WheelBuilder

    [packed] = SdistBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    with TemporaryDirectory() as place, tarfile.open(packed) as files:
        files.extractall(place, filter="data")
        [unpacked] = Path(place).iterdir()
        [wheel] = WheelBuilder(str(unpacked)).build(directory=str(folder), versions=["standard"])
    return [Path(wheel), Path(packed)]


def tried(wheel: Path, python: Path) -> str:
    """Install the wheel for this Python and use it; returns what was seen.

    Raises SilentError if it cannot be installed or something in it does not work.
    """
    with TemporaryDirectory() as folder:
        environment, work = Path(folder) / "environment", Path(folder) / "work"
        work.mkdir()
        furnish(environment, wheel, python)
        inside = environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        done = subprocess.run(
            [inside, "-I", "-X", "utf8", STRANGER],
            cwd=work,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=pythons.PATIENCE,
        )
    if done.returncode:
        raise pythons.SilentError(f"{done.stdout}{done.stderr}".strip())
    return done.stdout.strip()


def furnish(environment: Path, wheel: Path, python: Path) -> None:
    """An environment with the wheel and what it asks for, and nothing else."""
    uv = which("uv")
    if uv:
        pythons.said([uv, "venv", "--python", str(python), str(environment)], pythons.PATIENCE)
        command = [uv, "pip", "install", "--python", str(environment)]
    else:
        pythons.said([str(python), "-m", "venv", str(environment)], pythons.PATIENCE)
        inside = environment / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        command = [str(inside), "-m", "pip", "install", "--disable-pip-version-check"]
    pythons.said([*command, "--quiet", str(wheel.resolve())], pythons.PATIENCE)


def main(words: Sequence[str]) -> int:
    """Build, unless a wheel is named, and try it; one line for each Python."""
    if list(words) == ["--build"]:
        print(*(path.relative_to(ROOT) for path in built()), sep="\n")
        return 0
    if words:
        wheel, found = Path(words[0]), [pythons.Python(platform.python_version(), HERE)]
    else:
        wheel, newest = built()[0], {it.promised: it for it in pythons.installed()}
        found = list(newest.values())
    wrong = 0
    for python in found:
        try:
            print(f"{python.version:<8} {tried(wheel, python.path)}", flush=True)
        except pythons.SilentError as problem:
            wrong += 1
            print(f"{python.version:<8} FAILED: {problem}", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
