"""A trainee's run so far as a value."""

from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict, force_setattr, replace

from simulator import events as facts
from simulator.decisions import AnyDecision, Decision, DecisionError, rules_after
from simulator.errors import RefusedError
from simulator.events import Event
from simulator.limits import LAST_DAY, MOST_CARRIED_BYTES, MOST_DECISIONS
from simulator.policies import Policy
from simulator.readers import load, shipped
from simulator.scenario import Scenario, fingerprint, nearest_hour, without_chance
from simulator.session.file import (
    ReplayError,
    Saved,
    Whole,
    carried,
    encoded,
    goes_along,
    is_small,
    read,
    write,
)
from simulator.session.log import log
from simulator.values import cut, plain, settle, shown

CALLS = (
    facts.ProjectArrived,
    facts.ProjectFinished,
    facts.IssueDetected,
    facts.InjectCame,
    facts.PeopleChanged,
    facts.ReviewHeld,
)
"""Events after which a manager wants to be asked."""


class Session(Struct, frozen=True, cache_hash=True):
    """A trainee's run so far, as a value: every method returns another session.

    Raises RefusedError for what cannot be part of a run.

    >>> flight = Session(load("three_projects"), seed=7).advance(20)
    >>> flight.today, len(flight.events)
    (20.0, 24)
    """

    scenario: Scenario
    policy: Policy = Policy()
    seed: int = 0
    decisions: tuple[AnyDecision, ...] = ()
    today: float = 0.0

    def __post_init__(self) -> None:
        for field in RECORDS:
            _must_be_right(field, getattr(self, field))
        if len(self.decisions) > MOST_DECISIONS:
            raise RefusedError(
                f"session: has {len(self.decisions)} decisions; take {MOST_DECISIONS} at most"
            )
        force_setattr(self, "decisions", tuple(map(_known, self.decisions)))
        for decision in self.decisions:
            taken_on(decision)
        force_setattr(self, "today", _day(self.today))
        settle(self, RefusedError, "session")

    @property
    def events(self) -> tuple[Event, ...]:
        """Everything that has happened until today, hidden facts included."""
        return log(self.scenario, self.policy, self.seed, self.decisions, self.today)

    @property
    def visible(self) -> tuple[Event, ...]:
        """What a manager can know today."""
        return facts.visible(self.events)

    @property
    def plan(self) -> tuple[Event, ...]:
        """The run as planned: nothing takes longer, nothing goes wrong, nobody interferes."""
        open_door = replace(self.policy, intake="open")
        return log(without_chance(self.scenario), open_door, 0, (), None)

    @property
    def rules(self) -> Policy:
        """The policy as it stands today, after all decisions that changed it."""
        return rules_after(self.policy, self.decisions)

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
        """The session on the last day on which anything happens that a manager can see.

        Where nothing ever happens, that is today.
        """
        days = [event.day for event in facts.visible(self._whole_run())]
        return replace(self, today=max([self.today, *days[-1:]]))

    def next_moment(self) -> float:
        """The next day with an arrival, a finished project, a review, an issue or new people, or on
        which something comes from outside.

        When nothing of that comes any more: the last day of the run.
        """
        for event in self._whole_run():
            if event.day > self.today and isinstance(event, CALLS):
                return event.day
        return self.to_end().today

    def _whole_run(self) -> tuple[Event, ...]:
        """The run to its end if nobody decides anything more."""
        return log(self.scenario, self.policy, self.seed, self.decisions, None)

    def decide(self, *decisions: Decision) -> "Session":
        """The session with these decisions taken today.

        Raises DecisionError if one cannot be carried out; this session stays as it is.
        """
        today = tuple(replace(_known(decision), day=self.today) for decision in decisions)
        decided = replace(self, decisions=self.decisions + today)
        decided.events  # noqa: B018 - a decision the model refuses must be refused here
        return decided

    def back_to(self, day: float) -> "Session":
        """The session as it stood on an earlier day, before that day's decisions.

        Raises RefusedError if the day is after today.

        >>> Session(load("three_projects"), seed=7).advance(20).back_to(5).today
        5.0
        """
        day = _day(day)
        if day > self.today:
            raise RefusedError(f"cannot go back to day {day:g}: today is day {self.today:g}")
        kept = tuple(decision for decision in self.decisions if taken_on(decision) < day)
        return replace(self, today=day, decisions=kept)

    def undo(self) -> "Session":
        """The session without its last decision, on the day when it was taken.

        Raises RefusedError if there is none.
        """
        if not self.decisions:
            raise RefusedError("there is no decision to undo")
        last = self.decisions[-1]
        return replace(self, decisions=self.decisions[:-1], today=taken_on(last))

    def instead(self, number: int, decision: Decision | None) -> "Session":
        """The same run in the same world with one past decision changed, or left out (None).

        `number` counts the decisions from 0. The other decisions stay. Raises DecisionError if one
        of them cannot be carried out any more, RefusedError if there is no such number.

        >>> from simulator import ChangePeople
        >>> flight = Session(load("three_projects"), seed=7)
        >>> flight = flight.decide(ChangePeople("developer", 1)).to_end()
        >>> len(flight.decisions), len(flight.instead(0, None).decisions)
        (1, 0)
        """
        place = plain(number)
        if type(place) is not int or not 0 <= place < len(self.decisions):
            raise RefusedError(
                f"there is no decision number {shown(number)}; there are {len(self.decisions)}, "
                "from 0"
            )
        before, old, after = (
            self.decisions[:place], self.decisions[place], self.decisions[place + 1 :],
        )  # fmt: skip
        new = () if decision is None else (replace(_known(decision), day=taken_on(old)),)
        changed = replace(self, decisions=before + new + after)
        changed.events  # noqa: B018 - as in decide
        return changed

    def save(self, path: str | Path, *, whole: bool = False) -> Path:
        """Write the session to a small JSON file that `load` verifies; returns its path.

        `whole` puts a scenario that does not come with the simulator into the file, so that nothing
        else is needed to load it; one with injects stands in it anyhow. Raises RefusedError if that
        cannot be done.
        """
        path = Path(path)
        write(self._saved(path, whole), path)
        return path

    def written(self, path: str | Path, *, whole: bool = False) -> bytes:
        """What `save` would write to this path, for who writes it in a way of their own.

        Raises RefusedError if that cannot be done.
        """
        return encoded(self._saved(Path(path), whole), Path(path))

    def _saved(self, path: Path, whole: bool) -> Saved:
        saved = self._without_scenario()
        if goes_along(self.scenario):
            return Whole(**asdict(saved), carried=self.scenario)
        if not whole or self._is_shipped():
            return saved
        if not is_small(self.scenario):
            raise RefusedError(
                f"cannot save '{path}' with its scenario, which has more than "
                f"{MOST_CARRIED_BYTES / 2**20:g} MB; hand over the scenario's file as well"
            )
        return Whole(**asdict(saved), carried=self.scenario)

    def _is_shipped(self) -> bool:
        name = self.scenario.name
        return name in shipped() and load(name) == self.scenario

    def _without_scenario(self) -> Saved:
        if not isinstance(self.policy.order, str):
            raise RefusedError(
                "a policy with a function of your own cannot be saved; name an order"
            )
        return Saved(
            title=self.scenario.title,
            scenario=self.scenario.name,
            scenario_fingerprint=fingerprint(self.scenario),
            policy=self.policy,
            seed=self.seed,
            today=self.today,
            over=self.over,
            decisions=self.decisions,
            happened=fingerprint(self.events),
        )

    @classmethod
    def load(cls, path: str | Path, scenario: Scenario | None = None) -> "Session":
        """The session in a file, played again and compared with what happened when it was saved.

        `scenario` is needed only if it neither comes with the simulator nor stands in the file.
        Raises ReplayError with a sentence about what is wrong. That protects from slips, careless
        edits and other versions of the simulator or of the scenario; not from somebody who computes
        the file's check anew.
        """
        path = Path(path)
        saved, name = read(path), cut(path.name)
        scenario = _scenario_of(saved, name) if scenario is None else scenario
        _must_be_right("scenario", scenario)
        same = scenario.name == saved.scenario and scenario.title == saved.title
        if not same or fingerprint(scenario) != saved.scenario_fingerprint:
            raise ReplayError(
                f"{name}: was played with another version of scenario {shown(saved.scenario)}; "
                "load it with that version"
            )
        try:
            session = cls(scenario, saved.policy, saved.seed, saved.decisions, saved.today)
            happened = fingerprint(session.events)
        except RefusedError as error:
            raise ReplayError(f"{name}: cannot be played again: {error}") from None
        if happened != saved.happened or session.over != saved.over:
            raise ReplayError(
                f"{name}: played again, other things happen than when it was saved; "
                "load it with the version of the simulator that saved it"
            )
        return session


RECORDS = {
    "scenario": (Scenario, "load(…)"),
    "policy": (Policy, "one such as Policy(order=…)"),
    "decisions": (list | tuple, "a list, such as [StartProject(…), …]"),
}
"""What a session is made of, and what to write instead of something else."""


def _must_be_right(field: str, value: object) -> None:
    kind, instead = RECORDS[field]
    if not isinstance(value, kind):
        raise RefusedError(f"session: {field} is {shown(value)}; write {instead}")


def _scenario_of(saved: Saved, name: str) -> Scenario:
    """The scenario with which a session was played: in its file, or shipped."""
    own = carried(saved, name)
    if own is not None:
        return own
    if saved.scenario not in shipped():
        raise ReplayError(
            f"{name}: was played with scenario {shown(saved.scenario)}, which does not come with "
            "the simulator; write Session.load(file, load(scenario file))"
        )
    return load(saved.scenario)


def _known(decision: object) -> AnyDecision:
    """The decision, if it is one of a known kind. Raises DecisionError if it is not."""
    if not isinstance(decision, AnyDecision):
        raise DecisionError(f"{shown(decision)} is no decision; write one such as StartProject(…)")
    return decision


def taken_on(decision: Decision) -> float:
    """The day on which a decision was taken. Raises DecisionError if it has none."""
    if decision.day is None:
        raise DecisionError(f"{shown(decision)} has no day; write day=…, or take it with decide()")
    return decision.day


def _day(day: object) -> float:
    """A working day on the grid of hours. Raises RefusedError if it is none."""
    number = plain(day)
    if isinstance(number, int | float) and not isinstance(number, bool) and 0 <= number <= LAST_DAY:
        return nearest_hour(number)
    raise RefusedError(
        f"day {shown(day)} is not a working day; write a number from 0 to {LAST_DAY}"
    )
