"""How long a trainee waits at the start: imports, and the first figure of a cold notebook.

    python benchmarks/starting.py

Against an import of SimPy alone, in fresh processes, in turn.
"""

import subprocess
import sys
import time
from functools import partial
from pathlib import Path

from measure import head, rounds, row, spread

ROUNDS = 7
NOTEBOOK = Path(__file__).parents[1] / "notebooks" / "00_lobby.ipynb"
FIGURE = (
    "from simulator import figures, load, simulate; plan = load('eight_projects'); "
    "figures.gantt(simulate(plan), plan).html()"
)


def main() -> None:
    """Measure imports, a figure in a fresh process, and a notebook's first figure."""
    head("Starting", "what", "seconds", "import simpy (s)", "ratio")
    for name, code in (
        ("import simulator", "import simulator"),
        ("a first Gantt chart, imports and all", FIGURE),
    ):
        ours, simpy, ratios = rounds(partial(fresh, code), partial(fresh, "import simpy"), ROUNDS)
        row(name, f"{ours:.2f}", f"{simpy:.2f}", spread(ratios))
    row("the lobby until its first figure, kernel start and all", f"{first_figure():.1f}", "", "")


def fresh(code: str) -> float:
    """Seconds a statement takes in a fresh process, without the start of Python itself."""
    timed = f"import time; begin = time.perf_counter(); {code}; print(time.perf_counter() - begin)"
    result = subprocess.run([sys.executable, "-c", timed], capture_output=True, text=True)
    return float(result.stdout)


def first_figure() -> float:
    """Seconds from starting a kernel until a cell of the lobby has shown a picture."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(NOTEBOOK, as_version=4)
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": "."}})
    begin = time.perf_counter()
    with client.setup_kernel():
        for number, cell in enumerate(notebook.cells):
            client.execute_cell(cell, number)
            if any("image" in str(output) for output in cell.get("outputs", ())):
                break
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
