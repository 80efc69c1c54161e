"""Python for the browser: Pyodide's core, and every wheel that a kernel needs, beside it.

Pyodide's own list of packages names files on a host of its own. Ours names nothing but what lies in
the same folder, so a page asks no other host, and `import pandas` fails at once and not after a
while.
"""

import hashlib
import json
import re
import shutil
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
LIST = "pyodide-lock.json"
THEN = (2020, 1, 1, 0, 0, 0)
"""The date of every file in a wheel of ours, so that the same course is the same bytes."""
KERNEL = ("ipykernel", "piplite", "pyodide_kernel")
"""What JupyterLite's kernel extension brings along."""
MISSED_BY_NOBODY = "jedi"
"""The kernel wants it, to complete what somebody types, and goes on without. Half of all files that
would have to be unpacked before anybody can play are its own."""
LATER = ("et-xmlfile", "openpyxl")
"""What is fetched when somebody brings a workbook: `simulator.readers.tables.excel` asks for it."""


class Wheel(NamedTuple):
    """A wheel, and what Pyodide's list says of it."""

    path: Path

    @property
    def name(self) -> str:
        """As packages are named in lists: small letters and hyphens."""
        return re.sub(r"[-_.]+", "-", self.path.name.split("-")[0]).lower()

    def entry(self) -> dict[str, object]:
        """What the list says. What a wheel needs is loaded with it, so nothing is named here."""
        with zipfile.ZipFile(self.path) as archive:
            tops = {name.split("/")[0] for name in archive.namelist()}
        return {
            "name": self.name,
            "version": self.path.name.split("-")[1],
            "file_name": self.path.name,
            "install_dir": "site",
            "sha256": hashlib.sha256(self.path.read_bytes()).hexdigest(),
            "package_type": "package",
            "imports": sorted(it.removesuffix(".py") for it in tops if "." not in it[:-3]),
            "depends": [],
            "unvendored_tests": False,
        }


def lay_out(core: Path, wheels: Iterable[Path], target: Path) -> list[str]:
    """Put Pyodide and these wheels into a folder; the names of all that a kernel begins with."""
    target.mkdir(parents=True)
    for name in CORE:
        shutil.copy(core / name, target)
    for path in wheels:
        shutil.copy(path, target)
    wheel(MISSED_BY_NOBODY, {}, target)
    known = [Wheel(path) for path in sorted(target.glob("*.whl"))]
    listed = json.loads((core / LIST).read_text(encoding="utf-8"))
    listed["packages"] = {it.name: it.entry() for it in known}
    (target / LIST).write_text(json.dumps(listed, indent=1), encoding="utf-8")
    return [it.name for it in known if it.name not in LATER]


def wheel(name: str, files: Mapping[str, bytes], folder: Path) -> Path:
    """A wheel of ours with these files, by their paths; its path."""
    about = {
        "METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 0\n",
        "WHEEL": "Wheel-Version: 1.0\nGenerator: play\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "RECORD": "",
    }
    told = {f"{name}-0.dist-info/{each}": text.encode() for each, text in about.items()}
    path = folder / f"{name}-0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for each, content in {**files, **told}.items():
            archive.writestr(zipfile.ZipInfo(each, THEN), content, zipfile.ZIP_DEFLATED)
    return path


def of_kernel(folder: Path) -> list[Path]:
    """The kernel's own wheels, from its extension's folder."""
    found = [path for name in KERNEL for path in folder.glob(f"{name}-*.whl")]
    if len(found) != len(KERNEL):
        raise SystemExit(f"{folder} has not the wheels {', '.join(KERNEL)}.")
    return found
