"""Names that would act wherever they are not shown as they are."""

import json
import re
from itertools import count
from pathlib import Path

import msgspec

from simulator.limits import LONGEST_HEADLINE
from simulator.readers import SHELF, load
from simulator.scenario import Scenario

NAMES = (
    "$",
    r"$$\frac{",
    r"$x^2$ and \(y\) \begin{equation} \alpha_1",
    "_left_out 100 % {^~#&}",
    "</figcaption><script>alert(1)</script>",
    "&lt; \"quoted' <b>bold</b>",
    "\x1b[31mred\x1b[0m bell\x07 back\rover",
    "two\nlines \u202eright to left \x9b2J \u2028",
)

ACTING = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069]"
)
"""What may never reach a terminal; a new line is the program's own."""


def named(scenario: Scenario, name: str) -> Scenario:
    """The scenario with this name for everything that has one, with its place, and as its news."""
    raw = msgspec.to_builtins(scenario)
    raw["title"] = name
    raw["injects"] = [{"kind": "news", "day": 18, "headline": name[:LONGEST_HEADLINE]}]
    for kind in ("roles", "projects", "risks", "mitigations", "objectives"):
        for place, it in enumerate(raw[kind]):
            it["name"] = f"{name} {kind} {place}"
            it |= {field: name for field in ("sponsor", "owner", "story") if field in it}
            it |= {"members": [name]} if "members" in it else {}
            for number, activity in enumerate(it.get("activities", ())):
                activity["name"] = f"{name} activity {number}"
    return msgspec.convert(raw, Scenario)


def file_with(name: str, folder: Path) -> str:
    """A file of the three projects in which every name, and the id of every project, is such."""
    text = (SHELF / "three_projects.toml").read_text(encoding="utf-8")
    for project in load("three_projects").projects:
        key = json.dumps(f"{name} {project.id}")
        text = text.replace(f'"{project.id}"', key).replace(
            f"[projects.{project.id}", f"[projects.{key}"
        )
    numbers = count()
    text = re.sub(
        r'\b(name|title|sponsor|owner)( *)= "[^"]*"',
        lambda found: f"{found[1]}{found[2]}= {json.dumps(f'{name} {next(numbers)}')}",
        text,
    )
    path = folder / "hostile.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)
