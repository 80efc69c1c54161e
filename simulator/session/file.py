"""A session as a file: small, readable, and refused when it is not as it was saved."""

from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from simulator.check import check
from simulator.decisions import AnyDecision
from simulator.errors import RefusedError
from simulator.limits import MOST_CARRIED_BYTES, MOST_DECISIONS, MOST_SESSION_BYTES
from simulator.model import RULES
from simulator.policies import Policy
from simulator.readers import ReadError
from simulator.scenario import Days, Scenario, fingerprint, written
from simulator.session.parsing import DamageError, parsed
from simulator.values import cut, settle, shown

FORMAT = "pmo-flight-session 3"
LONGEST_PROBLEM = 600
"""So many characters of what is wrong with a file are shown."""


class ReplayError(RefusedError):
    """A saved session that cannot be taken up again; the message says what is wrong with it."""


class Saved(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a session file holds: no events, only what makes them happen again.

    Its fingerprint covers every other line of the file. It finds slips, careless edits and
    files of other versions. It is no signature: whoever computes it anew can write any session.
    """

    format: str = FORMAT
    rules: int = RULES
    title: str
    """The scenario's own, to be shown in a list."""
    scenario: str
    scenario_fingerprint: str
    policy: Policy
    seed: int
    today: Days
    over: bool
    """Whether every project was finished or cancelled, so that a list need not play it again."""
    decisions: Annotated[tuple[AnyDecision, ...], Meta(max_length=MOST_DECISIONS)]
    happened: str
    """Fingerprint of everything that had happened, hidden facts included."""
    fingerprint: str = ""
    """Of everything else."""

    def __post_init__(self) -> None:
        settle(self, RefusedError, "session")

    def sealed(self) -> "Saved":
        """The same with its fingerprint."""
        return replace(self, fingerprint=fingerprint(replace(self, fingerprint="")))


class Whole(Saved, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The same with the scenario itself, so that one file is enough wherever it is taken up."""

    carried: Scenario


def goes_along(scenario: Scenario) -> bool:
    """Whether a scenario stands in the files of its flights: one with injects does.

    It belongs to one workshop, and nobody has a file of it. A very large one is kept beside.
    """
    return bool(scenario.injects) and is_small(scenario)


def is_small(scenario: Scenario) -> bool:
    """Whether a scenario has room in the file of a session."""
    return len(written(scenario)) <= MOST_CARRIED_BYTES


def carried(saved: Saved, name: str) -> Scenario | None:
    """The scenario that stands in a file of this name; None if none does.

    Raises ReplayError if it is not the one that was flown, or breaks a rule.
    """
    if not isinstance(saved, Whole):
        return None
    try:
        scenario = check(saved.carried)
    except RefusedError as error:
        problem = cut(str(error), LONGEST_PROBLEM)
        raise ReplayError(f"{name}: the scenario in it cannot be flown: {problem}") from None
    if (scenario.name, fingerprint(scenario)) != (saved.scenario, saved.scenario_fingerprint):
        raise ReplayError(
            f"{name}: the scenario in it is not the one that was flown; "
            "load the file as the simulator wrote it"
        )
    return scenario


def encoded(saved: Saved, path: Path) -> bytes:
    """What a file of this path says. Raises RefusedError if that is more than can be read."""
    text = msgspec.json.format(msgspec.json.encode(saved.sealed()), indent=2) + b"\n"
    if len(text) > MOST_SESSION_BYTES:
        raise RefusedError(
            f"cannot save '{path}': it would have more than {MOST_SESSION_BYTES / 2**20:g} MB; "
            "give shorter reasons"
        )
    return text


def write(saved: Saved, path: Path) -> None:
    """Write a small JSON file, whole or not at all. Raises RefusedError if it cannot be."""
    text = encoded(saved, path)
    beside = path.with_name(path.name + ".part")
    try:
        beside.write_bytes(text)
        beside.replace(path)  # whoever reads the file never sees half of it
    except OSError as error:
        raise RefusedError(f"cannot save '{path}': {error.strerror}") from None


def read(path: Path) -> Saved:
    """The contents of a session file, found as they were saved but not yet replayed.

    Raises ReplayError with a sentence about what is wrong.
    """
    name = cut(path.name)
    plain = _plain(path, name)
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        found = plain.get("format") if isinstance(plain, dict) else None
        raise ReplayError(f"{name}: is not a saved session (format {shown(found)}, not '{FORMAT}')")
    if plain.get("rules") != RULES:
        raise ReplayError(
            f"{name}: was saved under rules {shown(plain.get('rules'))}, this simulator has rules "
            f"{RULES}; the same seed gives another run, so it cannot be replayed"
        )
    try:
        saved = msgspec.convert(plain, Whole if "carried" in plain else Saved)
    except msgspec.ValidationError as error:
        raise ReplayError(f"{name}: is damaged: {cut(str(error), LONGEST_PROBLEM)}") from None
    if saved != saved.sealed():
        raise ReplayError(
            f"{name}: was changed since it was saved: its fingerprint does not fit what stands in "
            "it; load the file as the simulator wrote it"
        )
    return saved


def _plain(path: Path, name: str) -> object:
    """What the file says, whatever that is."""
    try:
        return parsed(path)
    except ReadError as error:
        raise ReplayError(str(error)) from None
    except DamageError as error:
        place = name if error.line is None else f"{name}, line {error.line}"
        raise ReplayError(f"{place}: {error}") from None
