"""Write the course as pages that need no server, into build/site/play.

    python tools/play RUNTIME     RUNTIME holds Pyodide's package and the wheels of wheels.txt;
                                  python start.py site provides it

Every notebook becomes a page without code, and a file in JupyterLab. Python runs in the browser;
no page asks any host but the one it comes from. All of build/site is then put into one file.
"""

import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import archive  # noqa: E402 - what stands beside this file, or is the project's own
import compiled  # noqa: E402
import course  # noqa: E402
import lite  # noqa: E402
import pages  # noqa: E402
import runtime  # noqa: E402

SITE = course.ROOT / "build" / "site"
TARGET = SITE / "play"
PACKED = course.ROOT / "build" / "pmo-flight-simulator-site.zip"
WAY_IN = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>PMO Flight Simulator</title></head>
<body><main><h1>PMO Flight Simulator</h1><p><a href="play/index.html">Play</a></p></main></body>
</html>
"""
"""The page above the course where there is no documentation."""


def main(provided: Path) -> None:
    """Build everything in a folder of its own, then put it in the place of what was there."""
    notebooks = course.notebooks()
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary) / "work"
        own = course.wheels(Path(temporary) / "own")
        wheels = [*(provided / "wheels").glob("*.whl"), *own]
        wheels += runtime.of_kernel(lite.wheels_of_kernel())
        core = provided / "node_modules" / "pyodide"
        wheels = compiled.compiled(core, wheels, Path(temporary) / "compiled")
        packages = runtime.lay_out(core, wheels, work / "static" / "pyodide")
        course.write(notebooks, work / "files")
        built = Path(temporary) / "play"
        lite.build(work, packages, built)
        pages.write(notebooks, course.worked(), built)
        shutil.rmtree(TARGET, ignore_errors=True)
        TARGET.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(built, TARGET)
        if not (SITE / "index.html").exists():
            (SITE / "index.html").write_text(WAY_IN, encoding="utf-8")
    archive.pack(SITE, PACKED)
    for path in (TARGET, PACKED):
        print(f"The course is in {path.relative_to(course.ROOT)}.")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
