"""Run notebooks from top to bottom and store what they show.

    python tools/rerun.py notebooks exercises/solutions

Only what a reader sees is stored: no widget state, no times, no Python version,
so that a rerun changes a file only where an output has changed.
"""

import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

# Any Python 3 kernel will do; without a name, JupyterLab would ask the reader for one.
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def rerun(path: Path) -> None:
    """Execute one notebook and write it back; on an error the file stays as it was."""
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
    notebook.metadata.pop("widgets", None)
    notebook.metadata["kernelspec"] = KERNEL
    notebook.metadata.get("language_info", {}).pop("version", None)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    nbformat.write(notebook, path)


def notebooks(names: list[str]) -> list[Path]:
    """Paths of the notebooks named, or in the folders named."""
    paths = [Path(name) for name in names]
    inside = [sorted(path.glob("*.ipynb")) if path.is_dir() else [path] for path in paths]
    return [path for found in inside for path in found]


def main(names: list[str]) -> int:
    """Rerun all that is named; 1 if any failed or there was none."""
    paths = [path for path in notebooks(names) if path.exists()]
    failed = 0
    for path in paths:
        begin = time.monotonic()
        try:
            rerun(path)
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as problem:
            failed += 1
            print(f"FAILED  {path}\n{problem}", flush=True)
        else:
            print(f"stored  {path} ({time.monotonic() - begin:.0f} s)", flush=True)
    if not paths:
        print(f"No notebook in: {' '.join(names)}")
    return int(bool(failed) or not paths)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
