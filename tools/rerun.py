"""Run notebooks from top to bottom and store what they show.

    python tools/rerun.py notebooks exercises exercises/solutions

A trainee's notebook stores nothing, or it would give away what it asks: what it shows, to somebody
who has locked every prediction, is stored in a copy under tests/executed. A worked answer keeps
what it shows.

Only what a reader sees is stored: no widget state, no times, no Python version,
so that a rerun changes a file only where an output has changed.
"""

import os
import shutil
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.trainee import LOCKED, sit_down  # noqa: E402 - it stands beside this folder, not in it

# Any Python 3 kernel will do; without a name, JupyterLab would ask the reader for one.
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
VIEW = "application/vnd.jupyter.widget-view+json"
COPIES = ROOT / "tests" / "executed"
KEEP_WHAT_THEY_SHOW = ROOT / "exercises" / "solutions"


def stored(path: Path) -> Path:
    """Where what a notebook shows is kept."""
    folder = path.resolve().parent
    return path if folder == KEEP_WHAT_THEY_SHOW else COPIES / folder.name / path.name


def rerun(path: Path) -> None:
    """Execute one notebook and store what it shows; on an error all files stay as they were."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=120,
        kernel_name=KERNEL["name"],
        resources={"metadata": {"path": str(path.parent)}},
        store_widget_state=False,
        record_timing=False,
        coalesce_streams=True,
        # A kernel warns that others on this computer could listen; here it runs our own cells.
        extra_arguments=["--log-level=ERROR"],
    )
    client.execute()
    tidy(notebook)
    copy = stored(path)
    copy.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, copy)
    if copy != path:
        nbformat.write(bare(notebook), path)


def tidy(notebook: nbformat.NotebookNode) -> None:
    """Leave out what is another each time."""
    notebook.metadata.pop("widgets", None)
    notebook.metadata["kernelspec"] = KERNEL
    notebook.metadata.get("language_info", {}).pop("version", None)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", ()):
            if VIEW in output.get("data", {}):
                output.data[VIEW]["model_id"] = ""  # of a widget that is gone


def bare(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The same as a trainee opens it: nothing was run."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return notebook


def notebooks(names: list[str]) -> list[Path]:
    """Paths of the notebooks named, or in the folders named."""
    paths = [Path(name) for name in names]
    inside = [sorted(path.glob("*.ipynb")) if path.is_dir() else [path] for path in paths]
    return [path for found in inside for path in found]


def lock_every_prediction() -> None:
    """Let the trainee of the copies lock each prediction that the lessons ask for, as it stands."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PMO_FORECASTS"] = str(Path(folder) / "forecasts.jsonl")
        for lesson in sorted((ROOT / "lessons").glob("*.py")):
            module = import_module(f"lessons.{lesson.stem}")
            for name, ask in vars(module).items():
                # Of those that it has from another module that one speaks itself.
                if name.startswith("forecast_") and ask.__module__ == module.__name__:
                    guess = ask().prediction
                    guess.lock(guess.low, guess.high)
        lines = Path(os.environ.pop("PMO_FORECASTS")).read_text(encoding="utf-8")
    LOCKED.write_text(lines, encoding="utf-8")


def main(names: list[str]) -> int:
    """Rerun all that is named; 1 if any failed or there was none."""
    paths = [path for path in notebooks(names) if path.exists()]
    failed = 0
    lock_every_prediction()
    trainee = sit_down()
    for path in paths:
        begin = time.monotonic()
        try:
            rerun(path)
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as problem:
            failed += 1
            print(f"FAILED  {path}\n{problem}", flush=True)
        else:
            print(f"stored  {stored(path)} ({time.monotonic() - begin:.0f} s)", flush=True)
    shutil.rmtree(trainee, ignore_errors=True)
    if not paths:
        print(f"No notebook in: {' '.join(names)}")
    return int(bool(failed) or not paths)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
