"""Which room may use which: the picture in ARCHITECTURE.md, checked."""

import ast
import subprocess
import sys
from collections.abc import Container
from functools import cache
from pathlib import Path

import pytest

import simulator

PACKAGE = Path(simulator.__file__).parent

GROUND = {"calendar", "errors", "limits", "values"}
RECORDS = GROUND | {"chance", "events", "mechanisms", "scenario"}
PLAN = RECORDS | {"bounds", "check", "injects", "network"}
CORE = PLAN | {"decisions", "policies", "model", "plans", "readers"}
READING = {"errors", "events", "mechanisms", "metrics", "narration", "scenario"}
SCREEN = {"debrief", "experiment", "figures", "plain_text", "session", "tables"}

BELOW_WIDGETS = {
    "coach",
    "cockpit",
    "course",
    "debrief",
    "explorables",
    "history",
    "importing",
    "instruments",
    "learning",
    "lobby",
    "logbook",
    "mentor",
    "own_office",
    "plan_forecast",
    "progress",
    "report",
    "workshop",
}

MAY_USE = {
    "calendar": set(),
    "chance": {"errors"},
    "errors": set(),
    "events": set(),
    "instruments": set(),
    "limits": set(),
    "paper": set(),
    "plain_text": set(),
    "values": {"errors"},
    "mechanisms": GROUND | {"chance"},
    "scenario": GROUND | {"mechanisms"},
    "bounds": GROUND | {"scenario"},
    "check": GROUND | {"bounds", "scenario"},
    "injects": GROUND | {"check", "scenario"},
    "network": {"check", "scenario"},
    "policies": GROUND | {"events", "mechanisms", "network", "scenario"},
    "decisions": GROUND | {"policies"},
    "plans": GROUND | {"mechanisms", "scenario"},
    "plan_check": PLAN | {"model", "plans", "policies"},
    "plan_forecast": CORE
    | {"experiment", "history", "metrics", "paper", "plain_text", "plan_check"},
    "own_office": CORE | {"debrief", "history", "importing", "logbook"},
    "importing": CORE | {"logbook", "plain_text", "plan_check", "plan_forecast"},
    "readers": GROUND | {"check", "plans", "scenario"},
    "model": PLAN | {"decisions", "policies"},
    "metrics": READING - {"narration"},
    "narration": {"events", "policies", "scenario"},
    "session": CORE,
    "logbook": GROUND | {"check", "readers", "scenario", "session"},
    "experiment": CORE | {"metrics"},
    "history": GROUND | {"chance", "check", "experiment", "mechanisms", "plans", "scenario"},
    "debrief": CORE | READING | {"experiment", "plain_text", "session"},
    "figures": READING | {"plain_text"},
    "tables": READING | {"plain_text", "policies"},
    "bridges": CORE | READING | {"experiment", "plain_text", "session"},
    "report": CORE | READING | SCREEN | {"debrief", "learning"},
    "cockpit": CORE | READING | {"debrief", "instruments", "session"},
    "mentor": CORE
    | READING
    | {"debrief", "experiment", "instruments", "logbook", "paper", "plain_text", "session"},
    "coach": READING | {"cockpit", "decisions", "policies", "session"},
    "progress": {"debrief", "errors"},
    "learning": CORE | READING | {"debrief", "experiment", "logbook", "plain_text"},
    "explorables": CORE
    | READING
    | {"cockpit", "debrief", "experiment", "history", "importing", "instruments", "learning"}
    | {"logbook", "mentor", "own_office", "plain_text", "plan_forecast", "progress", "session"}
    | {"workshop"},
    "course": {"debrief", "errors", "explorables", "progress"},
    "lobby": GROUND
    | {"cockpit", "course", "importing", "instruments", "logbook", "mentor", "plain_text"}
    | {"readers", "scenario", "session"},
    "workshop": CORE
    | READING
    | {"cockpit", "coach", "debrief", "experiment", "instruments", "logbook", "mentor"}
    | {"figures", "plain_text", "report", "session", "tables"},
    "widgets": CORE | READING | SCREEN | BELOW_WIDGETS,
    "cli": CORE
    | READING
    | SCREEN
    | {"bridges", "history", "learning", "own_office", "plan_check", "plan_forecast", "report"}
    | {"workshop"},
    "claims": CORE | {"experiment", "metrics"},
}

LIBRARIES = {
    "simpy": {"model"},
    "matplotlib": {"figures", "paper"},
    "fpdf": {"mentor", "paper", "plan_forecast"},
    "sqlalchemy": {"workshop"},
    "alembic": {"workshop"},
    "anywidget": {"widgets"},
    "ipywidgets": {"widgets"},
    "tqdm": {"experiment"},
    "loky": {"experiment"},
    "sqlite3": {"bridges", "experiment"},
    "gymnasium": {"bridges"},
    "openpyxl": {"plan_forecast", "readers"},
    "platformdirs": {"debrief", "experiment"},
    "pandas": {"debrief", "metrics", "experiment", "figures", "tables", "workshop"},
}


@cache
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


@pytest.mark.parametrize(
    "room",
    [
        "simulator",
        "simulator.metrics",
        "simulator.experiment",
        "simulator.debrief",
        "simulator.learning.effect",
        "simulator.logbook",
    ],
)
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


@cache
def modules() -> dict[str, Path]:
    """Every file of the simulator, by the name it is imported by."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        names = path.relative_to(PACKAGE.parent).with_suffix("").parts
        found[".".join(names[:-1] if names[-1] == "__init__" else names)] = path
    return found


def module_of(used: str, known: Container[str]) -> str | None:
    """The file that an imported name stands in."""
    while used and used not in known:
        used = used.rpartition(".")[0]
    return used or None


def test_a_name_is_looked_for_in_the_nearest_file():
    known = {"simulator", "simulator.model", "simulator.model.pmo"}
    assert module_of("simulator.model.pmo.Pmo", known) == "simulator.model.pmo"
    assert module_of("simulator.model.simulate", known) == "simulator.model"
    assert module_of("simpy.Event", known) is None


def test_no_files_import_each_other_in_a_circle_not_even_for_type_checkers():
    known = modules()
    graph = {name: {it for used in imports(path) if (it := module_of(used, known))}
             for name, path in known.items()}  # fmt: skip
    assert circle(graph) == []


MODEL = (
    "asked", "grain", "world", "conditions", "pmo", "flow", "stocks", "risks", "outside", "desk",
    "pace", "mondays", "changeover", "decide", "replication", "situation", "underway", "retold",
    "__init__",
)  # fmt: skip
"""The inside of the model, each above what it may use."""
MODEL_FILES = [path.relative_to(PACKAGE / "model") for path in files("model")]


def place_in_model(path: Path) -> int:
    return MODEL.index(path.parts[0].removesuffix(".py"))


@pytest.mark.parametrize("file", MODEL_FILES, ids=str)
def test_a_part_of_the_model_uses_only_what_stands_below_it(file):
    known = modules()
    used = {module_of(name, known) for name in imports(PACKAGE / "model" / file)}
    inside = {Path(*it.split(".")[2:]) for it in used if it and it.startswith("simulator.model.")}
    assert all(place_in_model(path) <= place_in_model(file) for path in inside)


RECORDS_OF_PARTS = {"policy", "mechanisms", "env"}
"""What a part hands out to be read: the rules in force, what is on, and SimPy's own."""
METHODS = {"items", "values", "append"}


def reaches_through(tree: ast.AST) -> list[str]:
    """Where somebody goes through one part to another: chains of three dots or more."""
    found = []
    for node in ast.walk(tree):
        names: list[str] = []
        while isinstance(node, ast.Attribute):
            names.insert(0, node.attr)
            node = node.value
        if isinstance(node, ast.Name) and len(names) >= 3:
            allowed = names[-2] in RECORDS_OF_PARTS or names[-1] in METHODS
            if len(names) > 3 or not allowed:
                found.append(".".join([node.id, *names]))
    return found


def test_who_reaches_through_a_part_is_found():
    tree = ast.parse("self.work.projects.state[0]\nself.pmo.policy.order\nself.work.start(1)")
    assert reaches_through(tree) == ["self.work.projects.state"]


@pytest.mark.parametrize("file", MODEL_FILES, ids=str)
def test_nobody_in_the_model_reaches_through_one_part_to_another(file):
    assert reaches_through(ast.parse((PACKAGE / "model" / file).read_text("utf-8"))) == []


def test_no_part_of_the_model_knows_the_whole():
    knowing = {str(file) for file in MODEL_FILES for name in imports(PACKAGE / "model" / file)
               if name.startswith("simulator.model.replication")}  # fmt: skip
    assert knowing == {"__init__.py", "retold.py", "situation.py", "underway.py"}


@pytest.mark.parametrize("path", files("cockpit"), ids=lambda path: path.stem)
def test_what_is_shown_is_decided_without_any_screen(path):
    used = {name.split(".")[0] for name in imports(path)}
    assert not used & {"anywidget", "ipywidgets", "traitlets", "matplotlib", "pandas", "numpy"}


def test_no_panel_knows_the_cockpit():
    knowing = {path.stem for path in files("widgets") for name in imports(path)
               if name.startswith("simulator.widgets.cockpit")}  # fmt: skip
    assert knowing == {"__init__", "in_a_workshop", "lobby", "own_office", "own_portfolio"}
