"""The steps of a trace in words a manager would use."""

from collections.abc import Callable
from math import inf

from simulator.debrief.fork.future import Future, Futures, Key, Plan
from simulator.debrief.fork.holds import Hold, predecessor
from simulator.debrief.fork.phrases import Phrases, how_long, on_days, when
from simulator.debrief.fork.took import longer
from simulator.debrief.fork.trace import Step
from simulator.narration import rounded
from simulator.policies import rules_in_words

WHO_BEGINS = ("order", "wip_limit", "intake", "select", "skipping", "projects_per_person")
"""Rules that say what begins when."""


class Reasons:
    """Sentences for why things happen on other days in the other future."""

    def __init__(self, futures: Futures, plan: Plan, phrases: Phrases) -> None:
        self.futures, self.plan, self.phrases = futures, plan, phrases
        self.was, self.would = futures

    def sentence(self, step: Step, would_is_late: bool) -> str:
        """One step as a sentence about what would be, and what was."""
        if step.why == "took":
            return self._took(step.key)
        if step.why == "over":
            return self._over(step.key)
        if step.why == "followed" and step.hold is not None and step.hold.by is not None:
            return self._followed(step.key, step.hold.by)
        return self._waited(step, would_is_late)

    def _took(self, key: Key) -> str:
        """It takes longer or shorter."""
        would, was = self.would.way(key).took, self.was.way(key).took
        because = longer(self.futures, self.plan, self.phrases, key)
        return f"{self.phrases.activity(key)} takes {how_long(would, was)}{because}."

    def _over(self, key: Key) -> str:
        """Its project is cancelled in one future."""
        project = self.phrases.project(key[0])
        if key[0] in self.would.cancelled:
            return f"{project} is cancelled {when(self.would.cancelled[key[0]])}."
        return f"{project} is not cancelled, as it was {when(self.was.cancelled[key[0]])}."

    def _followed(self, key: Key, before: Key) -> str:
        """It starts on another day for what it follows."""
        would, was = self.would.way(key).started, self.was.way(key).started
        name, after = self.phrases.activity(key), self.phrases.activity(before)
        if would == inf:
            return f"{name} never starts, as it did {when(was)}, for it follows {after}."
        if was == inf:
            return f"{name} starts {when(would)}, as it never did, after {after}."
        return f"{name} starts {on_days(would, was)}, after {after}."

    def _waited(self, step: Step, would_is_late: bool) -> str:
        """It waits longer or shorter, for people or for leave to begin."""
        key, hold = step.key, step.hold or Hold("line")
        waits = how_long(self.would.way(key).waited, self.was.way(key).waited)
        who = f" for the {self.phrases.role(hold.role)}" if hold.role else ""
        because = BECAUSE[hold.reason](self, key, hold, would_is_late)
        at_once = self._at_once(key)
        return f"{self.phrases.activity(key)} waits {waits}{who}, because {because}{at_once}."

    def _at_once(self, key: Key) -> str:
        """What decided where it did not wait: the activity that it follows."""
        for future, verb in ((self.would, "starts"), (self.was, "started")):
            before = predecessor(future, self.plan, key)
            way = future.way(key)
            if way.waited == 0 and way.started < inf and before is not None:
                done = self.phrases.activity(before)
                return f"; without a wait it {verb} {when(way.started)}, after {done}"
        return ""

    def _staff(self, key: Key, hold: Hold, would_is_late: bool) -> str:
        late, early = self._sides(would_is_late)
        day = max(early.way(key).started, late.way(key).ready)
        would, was = (future.people(hold.role, day) for future in (self.would, self.was))
        return f"{when(day)} there {_are(would)} instead of {rounded(was)}"

    def _held(self, key: Key, hold: Hold, would_is_late: bool) -> str:
        by = hold.by or key
        ends = on_days(self.would.way(by).ended, self.was.way(by).ended)
        return f"{self.phrases.activity(by)} lets them go {ends}"

    def _overtaken(self, key: Key, hold: Hold, would_is_late: bool) -> str:
        by = hold.by or key
        name = self.phrases.activity(by)
        if would_is_late:
            return f"{name} goes first, {when(self.would.way(by).started)}"
        return f"it goes first and no longer {name}, which did {when(self.was.way(by).started)}"

    def _stopped(self, key: Key, hold: Hold, would_is_late: bool) -> str:
        by = hold.by or key
        name, project = self.phrases.activity(by), self.phrases.project(by[0])
        if would_is_late:
            return f"{name} has them, since {project} is not cancelled"
        return f"{project} is cancelled and {name} does not need them"

    def _paused(self, key: Key, hold: Hold, would_is_late: bool) -> str:
        return f"its project is {'paused' if would_is_late else 'not paused any more'}"

    def _let_in(self, key: Key, hold: Hold, would_is_late: bool) -> str:
        would, was = (it.way(key).started for it in (self.would, self.was))
        if would == inf:
            return f"nobody lets its project in, which happened {when(was)}"
        return f"its project is let in {on_days(would, was)}"

    def _other_limit(self, key: Key, hold: Hold, would_is_late: bool) -> str:
        would, was = (_most(future.rules(day).wip_limit) for future, day in self._when(key))
        return f"{would} may be in progress at once instead of {was}"

    def _limit(self, key: Key, hold: Hold, would_is_late: bool) -> str:
        project = (hold.by or key)[0]
        over = on_days(self.would.over(project), self.was.over(project))
        return (
            "the limit on projects in progress leaves room when "
            f"{self.phrases.project(project)} is over, {over}"
        )

    def _place(self, key: Key, hold: Hold, would_is_late: bool) -> str:
        project = (hold.by or key)[0]
        name, limit = self.phrases.project(project), "under the limit on projects in progress"
        if would_is_late:
            return f"{name} takes its place {limit}, {when(self.would.begun[project])}"
        took = when(self.was.begun[project])
        return f"{name} does not take its place {limit}, as it did {took}"

    def _rules(self, key: Key, hold: Hold, would_is_late: bool) -> str:
        rules = [future.rules(day) for future, day in self._when(key)]
        differ = [it for it in WHO_BEGINS if getattr(rules[0], it) != getattr(rules[1], it)]
        if not differ:
            return "other rules are in force"
        would, was = (rules_in_words((it, getattr(one, it)) for it in differ) for one in rules)
        return f"the rules are other ones: {would}; they were: {was}"

    def _line(self, key: Key, hold: Hold, would_is_late: bool) -> str:
        late, _ = self._sides(would_is_late)
        if hold.by is None:
            return "others are before it in the line"
        until = when(late.way(hold.by).started).removeprefix("on ")
        stands = "stands" if would_is_late else "no longer stands"
        return f"{self.phrases.activity(hold.by)} {stands} before it in the line until {until}"

    def _when(self, key: Key) -> tuple[tuple[Future, float], tuple[Future, float]]:
        """Both futures, with the day on which the activity starts in the earlier of them."""
        day = min(self.would.way(key).started, self.was.way(key).started)
        return (self.would, day), (self.was, day)

    def _sides(self, would_is_late: bool) -> tuple[Future, Future]:
        return (self.would, self.was) if would_is_late else (self.was, self.would)


def _most(limit: int | None) -> str:
    if limit is None:
        return "any number of projects"
    return f"at most {limit} {'project' if limit == 1 else 'projects'}"


def _are(number: float) -> str:
    return f"is {rounded(number)}" if number == 1 else f"are {rounded(number)}"


Because = Callable[[Reasons, Key, Hold, bool], str]
BECAUSE: dict[str, Because] = {
    "staff": Reasons._staff,
    "paused": Reasons._paused,
    "let in": Reasons._let_in,
    "other limit": Reasons._other_limit,
    "limit": Reasons._limit,
    "place": Reasons._place,
    "rules": Reasons._rules,
    "overtaken": Reasons._overtaken,
    "held": Reasons._held,
    "stopped": Reasons._stopped,
    "line": Reasons._line,
}
"""The words for each reason to wait."""
