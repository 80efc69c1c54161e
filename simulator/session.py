"""A played run: advance, decide, go back, change one past decision, save and replay."""

import json
from functools import lru_cache
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from simulator import events as facts
from simulator.decisions import AnyDecision, ChangePolicy, Decision
from simulator.errors import RefusedError
from simulator.events import Event
from simulator.model import RULES, simulate
from simulator.policies import Policy
from simulator.readers import load, shipped
from simulator.scenario import LAST_DAY, Days, Scenario, fingerprint, nearest_hour, without_chance

CALLS = (
    facts.ProjectArrived,
    facts.ProjectFinished,
    facts.IssueDetected,
    facts.PeopleChanged,
    facts.ReviewHeld,
)
"""Events after which a manager wants to be asked."""


class ReplayError(RefusedError):
    """A saved session that cannot be taken up again; the message says what is wrong with it."""


class Saved(Struct, frozen=True, forbid_unknown_fields=True):
    """What a session file holds: no events, only what makes them happen again."""

    format: str
    rules: int
    scenario: str
    scenario_fingerprint: str
    policy: Policy
    seed: int
    today: Days
    decisions: tuple[AnyDecision, ...]
    fingerprint: str
    """Of everything that happened and everything above, so that no part can be changed by hand."""


class Session(Struct, frozen=True, cache_hash=True):
    """A trainee's run so far, as a value: every method returns another session."""

    scenario: Scenario
    policy: Policy = Policy()
    seed: int = 0
    decisions: tuple[Decision, ...] = ()
    today: float = 0.0

    @property
    def events(self) -> tuple[Event, ...]:
        """Everything that has happened until today, hidden facts included."""
        return _events(self.scenario, self.policy, self.seed, self.decisions, self.today)

    @property
    def visible(self) -> tuple[Event, ...]:
        """What a manager can know today."""
        return facts.visible(self.events)

    @property
    def plan(self) -> tuple[Event, ...]:
        """The run as planned: nothing takes longer, nothing goes wrong, nobody interferes."""
        open_door = replace(self.policy, intake="open")
        return _events(without_chance(self.scenario), open_door, 0, (), None)

    @property
    def rules(self) -> Policy:
        """The policy as it stands today, after all decisions that changed it."""
        policy = self.policy
        for decision in self.decisions:
            if isinstance(decision, ChangePolicy):
                policy = replace(policy, **dict(decision.changes))
        return policy

    @property
    def over(self) -> bool:
        """Whether every project is finished or cancelled."""
        ends = (facts.ProjectFinished, facts.ProjectCancelled)
        over = sum(isinstance(event, ends) for event in self.events)
        return over == len(self.scenario.projects)

    def advance(self, day: float | None = None) -> "Session":
        """The session on a later day; without a day, at the next moment that calls for a decision.

        Raises RefusedError if the day is before today: go back with `back_to`.
        """
        day = self.next_moment() if day is None else _day(day)
        if day < self.today:
            raise RefusedError(
                f"cannot advance to day {day:g}: today is day {self.today:g}; "
                f"write back_to({day:g}) to go back"
            )
        return replace(self, today=day)

    def to_end(self) -> "Session":
        """The session on the last day on which anything happens that a manager can see."""
        return replace(self, today=max(self.today, facts.visible(self._whole_run())[-1].day))

    def next_moment(self) -> float:
        """The next day with an arrival, a finished project, a review, an issue or new people.

        When nothing of that comes any more: the last day of the run.
        """
        future = [event for event in self._whole_run() if event.day > self.today]
        for event in future:
            if isinstance(event, CALLS):
                return event.day
        return max(self.today, self.to_end().today) if future else self.today

    def _whole_run(self) -> tuple[Event, ...]:
        """The run to its end if nobody decides anything more."""
        return _events(self.scenario, self.policy, self.seed, self.decisions, None)

    def decide(self, *decisions: Decision) -> "Session":
        """The session with these decisions taken today.

        Raises DecisionError if one cannot be carried out; this session stays as it is.
        """
        today = tuple(replace(decision, day=self.today) for decision in decisions)
        decided = replace(self, decisions=self.decisions + today)
        decided.events  # noqa: B018 - a decision the model refuses must be refused here
        return decided

    def back_to(self, day: float) -> "Session":
        """The session as it stood on an earlier day, before that day's decisions."""
        day = _day(day)
        if day > self.today:
            raise RefusedError(f"cannot go back to day {day:g}: today is day {self.today:g}")
        kept = tuple(decision for decision in self.decisions if decision.day < day)
        return replace(self, today=day, decisions=kept)

    def undo(self) -> "Session":
        """The session without its last decision, on the day when it was taken."""
        if not self.decisions:
            raise RefusedError("there is no decision to undo")
        last = self.decisions[-1]
        return replace(self, decisions=self.decisions[:-1], today=last.day)

    def instead(self, number: int, decision: Decision | None) -> "Session":
        """The same run in the same world with one past decision changed, or left out (None).

        `number` counts the decisions from 0. The other decisions stay. Raises DecisionError if one
        of them cannot be carried out any more.
        """
        if not 0 <= number < len(self.decisions):
            raise RefusedError(
                f"there is no decision number {number}; there are {len(self.decisions)}, from 0"
            )
        before, after = self.decisions[:number], self.decisions[number + 1 :]
        middle = () if decision is None else (replace(decision, day=self.decisions[number].day),)
        changed = replace(self, decisions=before + middle + after)
        changed.events  # noqa: B018 - as in decide
        return changed

    def save(self, path: str | Path) -> Path:
        """Write the session to a small JSON file that `load` verifies; returns its path."""
        if not isinstance(self.policy.order, str):
            raise RefusedError(
                "a policy with a function of your own cannot be saved; name an order"
            )
        saved = Saved(
            format=FORMAT,
            rules=RULES,
            scenario=self.scenario.name,
            scenario_fingerprint=fingerprint(self.scenario),
            policy=self.policy,
            seed=self.seed,
            today=self.today,
            decisions=self.decisions,
            fingerprint=self._fingerprint(),
        )
        path = Path(path)
        text = msgspec.json.format(msgspec.json.encode(saved), indent=2).decode() + "\n"
        beside = path.with_name(path.name + ".part")
        try:
            beside.write_text(text, encoding="utf-8")
            beside.replace(path)  # whoever reads the file never sees half of it
        except OSError as error:
            raise RefusedError(f"cannot save '{path}': {error.strerror}") from None
        return path

    def _fingerprint(self) -> str:
        """Of the run so far: what was chosen and what happened."""
        return fingerprint((self.policy, self.seed, self.today, self.decisions, self.events))

    @classmethod
    def load(cls, path: str | Path, scenario: Scenario | None = None) -> "Session":
        """The session in a file, played again and compared with what happened when it was saved.

        `scenario` is needed only if it does not come with the simulator. Raises ReplayError with a
        sentence about what is wrong.
        """
        path = Path(path)
        saved = _read(path)
        if scenario is None:
            if saved.scenario not in shipped():
                raise ReplayError(
                    f"{path.name}: was played with scenario '{saved.scenario}', which does not "
                    "come with the simulator; write Session.load(file, load(scenario file))"
                )
            scenario = load(saved.scenario)
        if fingerprint(scenario) != saved.scenario_fingerprint:
            raise ReplayError(
                f"{path.name}: was played with another version of scenario '{saved.scenario}'; "
                "load it with that version"
            )
        session = cls(scenario, saved.policy, saved.seed, saved.decisions, saved.today)
        try:
            happened = session._fingerprint()
        except ValueError as error:
            raise ReplayError(f"{path.name}: cannot be played again: {error}") from None
        if happened != saved.fingerprint:
            raise ReplayError(
                f"{path.name}: played again, other things happen than when it was saved; "
                "it was changed by hand or saved by another version of the simulator"
            )
        return session


FORMAT = "pmo-flight-session 1"


def _read(path: Path) -> Saved:
    """The contents of a session file, checked for form but not yet replayed."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        plain = json.loads(text)
    except OSError as error:
        raise ReplayError(f"cannot read '{path}': {error.strerror}") from None
    except RecursionError:
        raise ReplayError(f"{path.name}: is damaged (nested too deeply)") from None
    except UnicodeDecodeError:
        raise ReplayError(f"{path.name}: is not a saved session (it is not text)") from None
    except json.JSONDecodeError as error:
        raise ReplayError(
            f"{path.name}, line {error.lineno}: is damaged or not a saved session ({error.msg})"
        ) from None
    found = plain.get("format") if isinstance(plain, dict) else None
    if found != FORMAT:
        raise ReplayError(f"{path.name}: is not a saved session (format '{found}', not '{FORMAT}')")
    if plain.get("rules") != RULES:
        raise ReplayError(
            f"{path.name}: was saved under rules {plain.get('rules')}, this simulator has rules "
            f"{RULES}; the same seed gives another run, so it cannot be replayed"
        )
    try:
        return msgspec.convert(plain, Saved)
    except msgspec.ValidationError as error:
        raise ReplayError(f"{path.name}: is damaged: {error}") from None


def _day(day: float) -> float:
    """A working day on the grid of hours. Raises RefusedError if it is none."""
    if not isinstance(day, int | float) or not 0 <= day <= LAST_DAY:
        raise RefusedError(f"day {day!r} is not a working day; write a number from 0 to {LAST_DAY}")
    return nearest_hour(day)


@lru_cache(maxsize=256)
def _events(
    scenario: Scenario,
    policy: Policy,
    seed: int,
    decisions: tuple[Decision, ...],
    until: float | None,
) -> tuple[Event, ...]:
    return simulate(scenario, policy, seed, decisions, until)
