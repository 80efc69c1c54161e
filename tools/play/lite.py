"""JupyterLite around the course: JupyterLab without a server, its kernel in the browser."""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from course import FLIGHTS, ROOT

EXTENSIONS = Path(sys.prefix) / "share" / "jupyter" / "labextensions"
KERNEL = "@jupyterlite/pyodide-kernel-extension"
WANTED = (KERNEL, "@jupyter-widgets/jupyterlab-manager", "anywidget")
"""Nothing else that happens to be installed beside it."""
SETTINGS = ROOT / "simulator" / "lab_settings"
KEPT = f"/drive/{FLIGHTS}"
"""Where one's flights lie as Python sees it: what lies there stays in this browser."""
ENVIRONMENT = {
    "HOME": "/home/pyodide",
    "PMO_CACHE": "off",
    "PMO_FLIGHTS": KEPT,
    "PMO_FORECASTS": f"{KEPT}/forecasts.jsonl",
}
NEVER = (
    "@jupyterlab/debugger-extension",
    "@jupyterlab/extensionmanager-extension",
    "@jupyterlab/help-extension:resources",
    "@jupyterlite/application-extension:share-file",
)
"""What is of no use here, or asks a host elsewhere."""
WORKER = "service-worker.js"
MENDED = {
    # A worker that was put to sleep must still know what its address says when it wakes up.
    "let enableCache=!1;": 'let enableCache=location.search.includes("enableCache=true");',
    # Which files and languages there are is a file here, and wanted without a network too.
    't.pathname.includes("/api/")}': 't.pathname.match("/api/(?!contents/|translations/)")}',
}
"""What JupyterLite's worker says otherwise, so that a page opens without the network every time."""
UNUSED = ("consoles", "repl", "tree")
ICONS = ("notebook", "busy-1", "busy-2", "busy-3")
"""Signs in a browser's tab that JupyterLite asks for and does not bring."""


def wheels_of_kernel() -> Path:
    """Where the kernel's extension keeps its own wheels."""
    return EXTENSIONS / KERNEL / "static" / "pypi"


def settings() -> dict[str, object]:
    """What JupyterLab does otherwise than by itself: the project's own, all cells at once,
    light or dark as the system is."""
    found: dict[str, object] = {}
    for path in sorted(SETTINGS.glob("*.json")):
        found |= json.loads(path.read_text(encoding="utf-8"))
    found["@jupyterlab/notebook-extension:tracker"] = {"windowingMode": "none"}
    found["@jupyterlab/apputils-extension:themes"] = {"adaptive-theme": True}
    return found


def configuration(packages: Sequence[str]) -> dict[str, object]:
    """What every page of JupyterLite reads first."""
    kernel = {
        "disablePyPIFallback": True,
        "loadPyodideOptions": {"packages": list(packages), "env": ENVIRONMENT},
    }
    return {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": "PMO Flight Simulator",
            "disabledExtensions": list(NEVER),
            "enableServiceWorkerCache": True,
            "exposeAppInBrowser": True,
            "litePluginSettings": {f"{KERNEL}:kernel": kernel},
        },
    }


def build(work: Path, packages: Sequence[str], target: Path) -> None:
    """Have JupyterLite write its pages from a folder that holds notebooks and Pyodide."""
    for name, content in (
        ("jupyter-lite.json", configuration(packages)),
        ("overrides.json", settings()),
    ):
        (work / name).write_text(json.dumps(content, indent=1), encoding="utf-8")
    extensions = [f"--LiteBuildConfig.federated_extensions={EXTENSIONS / it}" for it in WANTED]
    command = [sys.executable, "-m", "jupyterlite_core", "build", f"--lite-dir={work}"]
    command += [f"--output-dir={target}", "--no-sourcemaps"]
    command += ["--LiteBuildConfig.ignore_sys_prefix=True", *extensions]
    done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"JupyterLite could not be built:\n{done.stdout}{done.stderr}")
    for name in UNUSED:
        shutil.rmtree(target / name)
    _mend(target / WORKER)
    icons = target / "static" / "favicons"
    icons.mkdir()
    for name in ICONS:
        shutil.copy(target / "notebooks" / "favicon.ico", icons / f"favicon-{name}.ico")


def _mend(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in MENDED.items():
        if text.count(old) != 1:
            raise SystemExit(f"JupyterLite's {WORKER} has changed: look whether it needs MENDED.")
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
