"""What goes wrong when a file is read."""

from pathlib import Path

from simulator.scenario import ScenarioError


class ReadError(ScenarioError):
    """A file that is damaged or foreign; the message names file, line and what was expected."""

    def __init__(self, path: Path, line: int | None, problem: str) -> None:
        name = path.name if path.name.isprintable() else ascii(path.name)
        place = name if line is None else f"{name}, line {line}"
        super().__init__(f"{place}: {problem}")


class MissingFileError(ScenarioError, FileNotFoundError):
    """There is no such file, and no scenario of that name."""
