"""Files that an import hands out: a template, the portfolio, the mended plan, a forecast."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from simulator.errors import RefusedError
from simulator.importing.bringing import Bringing
from simulator.plan_forecast import write_page, write_table
from simulator.plans import Plan
from simulator.readers.tables import write_template
from simulator.values import shown

TEMPLATE = "portfolio-template.xlsx"


def made(it: Bringing, what: str) -> tuple[str, bytes]:
    """A file by what it is: its name and its content. Raises RefusedError if it cannot be made."""
    called = it.saved or it.name or "portfolio"
    if what == "template":
        return TEMPLATE, _written(TEMPLATE, write_template)
    if what == "portfolio":
        return f"{called}.toml", it.text(called).encode()
    if what == "plan":
        return f"{called} mended.xlsx", _written("plan.xlsx", partial(_workbook, it.plan))
    if what not in ("xlsx", "csv", "pdf", "png"):
        raise RefusedError(f"{shown(what)} is no file that can be written here")
    if it.forecast is None:
        raise RefusedError("forecast it first; then its tables can be written")
    write = partial(write_page if what in ("pdf", "png") else write_table, it.forecast)
    return f"{called} forecast.{what}", _written(f"forecast.{what}", write)


def _workbook(plan: Plan, path: Path) -> None:
    write_template(path, plan)


def _written(name: str, write: Callable[[Path], object]) -> bytes:
    """What is written into a file of this name."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        try:
            write(path)
        except ImportError as error:
            raise RefusedError(
                f"{name}: cannot be made here, where {error.name} is missing; take a table, or "
                "open the notebook in JupyterLab on a computer of your own"
            ) from None
        return path.read_bytes()
