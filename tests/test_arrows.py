"""Which room may use which: the picture in ARCHITECTURE.md, checked."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import simulator

PACKAGE = Path(simulator.__file__).parent

GROUND = {"calendar", "errors", "limits", "values"}
RECORDS = GROUND | {"chance", "events", "mechanisms", "scenario"}
PLAN = RECORDS | {"bounds", "check", "network"}
CORE = PLAN | {"decisions", "policies", "model", "readers"}
READING = {"errors", "events", "mechanisms", "metrics", "narration", "scenario"}
SCREEN = {"experiment", "figures", "plain_text", "session", "tables"}

MAY_USE = {
    "calendar": set(),
    "chance": set(),
    "errors": set(),
    "events": set(),
    "limits": set(),
    "plain_text": set(),
    "values": {"errors"},
    "mechanisms": GROUND | {"chance"},
    "scenario": GROUND | {"mechanisms"},
    "bounds": GROUND | {"scenario"},
    "check": GROUND | {"bounds", "scenario"},
    "network": {"check", "scenario"},
    "policies": GROUND | {"events", "mechanisms", "network", "scenario"},
    "decisions": GROUND | {"policies"},
    "readers": GROUND | {"check", "scenario"},
    "model": PLAN | {"decisions", "policies"},
    "metrics": READING - {"narration"},
    "narration": {"events", "policies", "scenario"},
    "session": CORE,
    "experiment": CORE | {"metrics"},
    "figures": READING | {"plain_text"},
    "tables": READING | {"plain_text", "policies"},
    "widgets": CORE | READING | SCREEN,
    "cli": CORE | READING | SCREEN,
    "claims": set(),
}

LIBRARIES = {
    "simpy": {"model"},
    "matplotlib": {"figures"},
    "ipywidgets": {"widgets"},
    "tqdm": {"experiment"},
    "scipy": {"experiment"},
    "loky": {"experiment"},
    "sqlite3": {"experiment"},
    "platformdirs": {"experiment"},
    "pandas": {"metrics", "experiment", "figures", "tables"},
}


def imports(path: Path) -> set[str]:
    """Full names of everything a file imports, also inside functions and for type checkers."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def files(room: str) -> list[Path]:
    one = PACKAGE / f"{room}.py"
    return [one] if one.exists() else sorted((PACKAGE / room).rglob("*.py"))


@pytest.mark.parametrize("room", MAY_USE)
def test_a_room_uses_only_the_rooms_below_it(room):
    used = {name.split(".")[1] for path in files(room) for name in imports(path)
            if name.startswith("simulator.")}  # fmt: skip
    assert used <= MAY_USE[room] | {room, "__version__"}


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_library_is_used_only_where_it_belongs(library):
    using = {room for room in MAY_USE for path in files(room) for name in imports(path)
             if name.split(".")[0] == library}  # fmt: skip
    assert using == LIBRARIES[library]


def test_every_room_has_its_arrows():
    rooms = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or path.is_dir()}
    without_arrows = {"__init__", "__main__", "__pycache__", "lab_settings", "scenarios"}
    assert rooms - without_arrows == set(MAY_USE)


@pytest.mark.parametrize("room", ["simulator", "simulator.metrics", "simulator.experiment"])
def test_importing_what_needs_no_table_figure_or_widget_loads_none(room):
    heavy = "{'pandas', 'numpy', 'matplotlib', 'ipywidgets', 'scipy'}"
    code = f"import sys, {room}; print(sorted({heavy} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.stdout.strip() == "[]", result.stderr


def test_the_simulator_knows_nothing_of_notebooks_and_exercises():
    used = {name.split(".")[0] for path in PACKAGE.rglob("*.py") for name in imports(path)}
    assert not used & {"notebooks", "exercises"}


def circle(graph: dict[str, set[str]]) -> list[str]:
    """Files that stand in a circle of imports, if there are any."""
    left = dict(graph)
    while free := [name for name, used in left.items() if not used & set(left)]:
        for name in free:
            del left[name]
    while left:  # what only uses a circle stands in none
        used = set().union(*left.values())
        if not set(left) - used:
            break
        left = {name: it for name, it in left.items() if name in used}
    return sorted(left)


def test_a_circle_of_imports_is_found_without_those_who_only_use_it():
    graph = {"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}
    assert circle(graph) == ["b", "c"]


@pytest.mark.parametrize(
    "room", ["experiment", "figures", "metrics", "narration", "tables", "widgets"]
)
def test_no_files_of_a_room_import_each_other_in_a_circle(room):
    inside = {f"simulator.{room}.{path.stem}": path for path in files(room)}
    graph = {
        name: {
            it for it in inside if any(f"{used}.".startswith(f"{it}.") for used in imports(path))
        }
        for name, path in inside.items()
    }
    assert circle(graph) == []


@pytest.mark.parametrize("file", ["seat", "futures", "flights", "dispatch"])
def test_the_seat_draws_nothing(file):
    used = {name.split(".")[0] for name in imports(PACKAGE / "widgets" / f"{file}.py")}
    assert not used & {"ipywidgets", "matplotlib"}


def test_no_panel_knows_the_cockpit():
    knowing = {path.stem for path in files("widgets") for name in imports(path)
               if name.startswith("simulator.widgets.cockpit")}  # fmt: skip
    assert knowing == {"__init__"}
