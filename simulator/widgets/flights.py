"""Where the flights of trainees are kept."""

from pathlib import Path

from simulator.errors import RefusedError

ENDING = ".flight.json"
"""So that no flight is ever saved over a file that is something else."""


def flight_file(name: str) -> Path:
    """The file of this name beside the notebook, with the ending that flights have.

    Raises RefusedError for a name that would lead elsewhere.
    """
    name = name.strip().removesuffix(ENDING).removesuffix(".json")
    if not name or not all(letter.isalnum() or letter in " _-" for letter in name):
        raise RefusedError(f"'{name}' is no file name; use letters, digits, - and _")
    return Path(name + ENDING)
