"""What a trainee sees runs where there is nothing but SimPy, msgspec and anywidget."""

import re
import subprocess
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import simulator

NEEDED = ("simpy", "msgspec", "anywidget")
HEAVY = (
    "pandas", "numpy", "matplotlib", "scipy", "loky", "tqdm", "platformdirs", "diskcache",
    "sqlite3",
)  # fmt: skip
ROOT = Path(simulator.__file__).resolve().parents[1]
PLAY = """
import sys
sys.path[:0] = [{folder!r}, {root!r}]
heavy = {heavy!r}
for name in heavy:
    try:
        __import__(name)
    except ImportError:
        continue
    sys.exit(f"{{name}} is here, so this shows nothing") if name != "sqlite3" else None
sys.modules.pop("sqlite3", None)

import time
from simulator import Session, load
from simulator.experiment import Captain
from simulator.explorables.picture import finish
from simulator.explorables.rules import rules
from simulator.logbook import Logbook
from simulator.policies import Policy
from simulator.widgets import Cockpit, Explorable, Worlds

office = load("three_projects")
book = Logbook({flights!r})
cockpit = Cockpit(Session(office, seed=1), "Light", book=book)
for message in (
    {{"do": "week"}},
    {{"do": "buy", "offer": office.mitigations[0].id}},
    {{"do": "keep_sorted", "rule": "cost_of_delay"}},
):
    cockpit.answer(message)
    assert not cockpit.screen["refused"], cockpit.screen["said"]
until = time.monotonic() + 60
while cockpit.ahead.get("futures") != 50 and time.monotonic() < until:
    time.sleep(0.05)
assert cockpit.ahead["futures"] == 50
cockpit.answer({{"do": "end"}})
cockpit.answer({{"do": "leave_out", "number": 0}})
while not cockpit.why and time.monotonic() < until:
    time.sleep(0.05)
assert cockpit.why["sentences"]
cockpit.debrief_size = (8, 3)
cockpit.answer({{"do": "debrief"}})
until = time.monotonic() + 240
while cockpit.parts["busy"] and time.monotonic() < until:
    time.sleep(0.05)
made = [it["html"] for it in cockpit.parts["sections"]]
assert all(it is not None for it in made), cockpit.parts["said"]
assert sum("<svg" in it for it in made) >= 4, "pictures"
assert book.entries()

worlds = Worlds(office, worlds=12)
worlds.run_one()
worlds.run_many()
assert "In 12 worlds" in worlds.result.value and "<svg" in worlds.fan.value
trial = Explorable(rules(office, worlds=12), "trial")
trial.answer({{"do": "choose", "knob": "order", "value": "cost of delay"}})
finish(trial.picture, {{"do": "try", "expected": "more"}})
assert "On average over 12 worlds" in trial.words(), trial.words()
print("loaded:", sorted(name for name in heavy if name in sys.modules))
"""


def test_what_a_trainee_sees_runs_on_three_libraries_alone(tmp_path):
    folder = tmp_path / "packages"
    folder.mkdir()
    for each in closure(NEEDED):
        for name in top_level(each):
            if not (folder / name).exists():
                (folder / name).symlink_to(Path(str(each.locate_file(name))).resolve())
    code = PLAY.format(
        folder=str(folder), root=str(ROOT), heavy=HEAVY, flights=str(tmp_path / "flights")
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code],
        capture_output=True, text=True, timeout=400, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.strip().endswith("loaded: []"), done.stdout


def closure(names: tuple[str, ...]) -> list[Distribution]:
    """These distributions and all that they need here."""
    found: dict[str, Distribution] = {}
    left = list(names)
    while left:
        name = re.sub(r"[-_.]+", "-", left.pop()).lower()
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:  # needed on another system only
            continue
        for text in found[name].requires or ():
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                left.append(requirement.name)
    return list(found.values())


def top_level(each: Distribution) -> set[str]:
    """The files and folders that a distribution puts beside those of others."""
    parts = {path.parts[0] for path in each.files or () if len(path.parts) >= 1}
    return parts - {"..", "__pycache__"}


@pytest.mark.parametrize("name", HEAVY)
def test_nothing_that_is_needed_brings_what_is_not(name):
    brought = {re.sub(r"[-_.]+", "-", it.metadata["Name"]).lower() for it in closure(NEEDED)}
    assert name not in brought
