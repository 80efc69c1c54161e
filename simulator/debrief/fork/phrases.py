"""How two futures are put side by side in words: what would be, instead of what was."""

from math import inf

from simulator.debrief.fork.future import Key
from simulator.decisions import BuyMitigation, ChangePeople, Decision, describe
from simulator.narration import rounded
from simulator.narration.names import names_by_kind
from simulator.scenario import Scenario

INJECT = "inject"
"""What the log calls the cause of work that somebody let come from outside."""
OTHERS = {
    "shock": "something from outside",
    INJECT: "what came from outside for everybody",
    "integration": "making the parts fit together",
}
"""What else than a risk makes work, as the log names it."""


class Phrases:
    """What people call the things of a scenario, in sentences about two futures of it."""

    def __init__(self, scenario: Scenario) -> None:
        self.named = names_by_kind(scenario)

    def activity(self, key: Key) -> str:
        """An activity by its name and its project's."""
        return f"“{self.named.activities[key]}” ({self.named.projects[key[0]]})"

    def project(self, project: str) -> str:
        """A project by its name."""
        return self.named.projects[project]

    def role(self, role: str) -> str:
        """A role by its name."""
        return self.named.roles[role]

    def cause(self, name: str) -> str:
        """What has made work, by its name: a risk, or something else that the model names."""
        if name in self.named.risks:
            return f"“{self.named.risks[name]}”"
        if ", done " in name:
            return "wrong work that has to be done again"
        return OTHERS.get(name, f"“{name}”")

    def decision(self, decision: Decision) -> str:
        """A decision in plain words; a role and a project may have one id."""
        named = self.named.projects
        if isinstance(decision, ChangePeople):
            named = self.named.roles
        if isinstance(decision, BuyMitigation):
            named = self.named.mitigations
        return f"“{describe(decision, named)}”"

    def mitigation(self, mitigation: str) -> str:
        """A mitigation by its name."""
        return f"“{self.named.mitigations[mitigation]}”"


def on_days(would: float, was: float) -> str:
    """The days of one thing in both futures: on day 12 instead of 9."""
    if would == was:
        return when(would)
    if inf in (would, was):
        return f"{when(would)} instead of {when(was)}"
    return f"on day {rounded(would)} instead of {rounded(was)}"


def when(day: float) -> str:
    """A day as it stands in a sentence."""
    return "never" if day == inf else f"on day {rounded(day)}"


def how_long(would: float, was: float) -> str:
    """Two lengths of time in working days: 12 days instead of 3."""
    if would == inf:
        return f"for ever instead of {days(was)}"
    return f"{days(would)} instead of {'for ever' if was == inf else rounded(was)}"


def days(number: float) -> str:
    """A length of time in working days."""
    amount = rounded(number)
    return f"{amount} day" if amount == "1" else f"{amount} days"


def signed(amount: float) -> str:
    """k€ with their sign."""
    return f"{round(amount, 1) + 0.0:+,.1f} k€".replace("-", "−")


def k_euros(amount: float) -> str:
    """k€, with a sign only below zero."""
    return f"{round(amount, 1) + 0.0:,.1f} k€".replace("-", "−")
