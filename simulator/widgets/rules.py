"""Standing rules: set them for the rest of a flight, or try them in many worlds."""

from threading import Thread
from typing import TYPE_CHECKING

import ipywidgets as w

from simulator import experiment
from simulator.decisions import change_policy
from simulator.errors import RefusedError
from simulator.policies import ORDERS, Policy, describe
from simulator.scenario import Scenario
from simulator.tables import tabulate
from simulator.widgets.controls import WIDE, button
from simulator.widgets.dispatch import Dispatcher
from simulator.widgets.page import note

if TYPE_CHECKING:
    from simulator.widgets.cockpit import Cockpit

NUMBERS = {str(number): number for number in range(1, 13)}
CHOICES = {
    "order": ("waiting work: first", {name.replace("_", " "): name for name in ORDERS}),
    "wip_limit": ("projects in progress", {"no limit": None} | NUMBERS),
    "projects_per_person": (
        "activities a person",
        {"as people are used to": None, "1: focus": 1, "2": 2, "3": 3, "4": 4},
    ),
    "review_weeks": (
        "PMO reviews",
        {"never": None, "every week": 1} | {f"every {n} weeks": n for n in (2, 4, 8, 13)},
    ),
}
"""By field of the policy: what it is called, and what each of its values is called."""


class RuleControls(w.VBox):
    """Which rules? A drop-down for each field of the policy that a trainee sets."""

    def __init__(self) -> None:
        self.fields = {
            field: w.Dropdown(
                options=list(values),
                description=label,
                style={"description_width": "150px"},
                layout=WIDE,
            )
            for field, (label, values) in CHOICES.items()
        }
        super().__init__(list(self.fields.values()))

    @property
    def chosen(self) -> dict[str, str | int | None]:
        """The values chosen, by field of the policy."""
        return {field: CHOICES[field][1][it.value] for field, it in self.fields.items()}

    def show(self, policy: Policy) -> None:
        """Choose what a policy says, where that is on offer."""
        for field, control in self.fields.items():
            for name, value in CHOICES[field][1].items():
                if value == getattr(policy, field):
                    control.value = name


class Rules(w.VBox):
    """What does the office always do, when nobody interferes?"""

    def __init__(self, cockpit: "Cockpit") -> None:
        self.cockpit = cockpit
        self.controls = RuleControls()
        self.change = button(cockpit, "Change the rules", self.decide, "180px")
        heading = w.HTML(value="<b>Standing rules</b>")
        super().__init__([heading, self.controls, self.change])

    def decide(self) -> None:
        """Decide that the fields that differ from today's rules are the rules from now on."""
        today = self.cockpit.session.rules
        changes = {
            field: value
            for field, value in self.controls.chosen.items()
            if value != getattr(today, field)
        }
        if not changes:
            raise RefusedError("these are the rules already; choose another one first")
        self.cockpit.decide(change_policy(**changes))

    def redraw(self) -> None:
        """Show today's rules."""
        self.controls.show(self.cockpit.session.rules)


class RuleTrial(w.VBox):
    """Is my rule better than no rule, not today but in general?"""

    def __init__(self, scenario: Scenario, worlds: int = 200, first: int = 1001) -> None:
        self.scenario = scenario
        self.seeds = range(first, first + worlds)
        self.controls = RuleControls()
        self.start = w.Button(
            description=f"Try it in {worlds} worlds", layout=w.Layout(width="200px")
        )
        self.stop = w.Button(description="Stop", disabled=True, layout=w.Layout(width="90px"))
        self.bar = w.IntProgress(max=worlds, layout=w.Layout(width="180px"))
        self.result = w.HTML(value=note("Choose a rule, then try it."))
        self.list = w.HTML()
        self.tried: list[dict[str, str]] = []
        self.stopped = False
        self.dispatch = Dispatcher(self.say)
        self.start.on_click(self.begin)
        self.stop.on_click(self.halt)
        buttons = w.HBox([self.start, self.bar, self.stop])
        super().__init__([self.controls, buttons, self.result, self.list])

    def say(self, text: str) -> None:
        """Show a sentence."""
        self.result.value = note(text)

    def begin(self, *_: object) -> None:
        """Try the rule beside the screen, so that Stop can be heard."""
        self.stopped, self.start.disabled = False, True
        Thread(target=self.dispatch(self.try_rule), daemon=True).start()

    def halt(self, *_: object) -> None:
        """Keep the worlds that are done and play no more."""
        self.stopped = True

    def progress(self, done: int) -> bool:
        """Show how many worlds are done; False when somebody has pressed Stop."""
        self.bar.value = done
        return not self.stopped

    def try_rule(self) -> None:
        """Play the rule and an office without rules in the same worlds."""
        policy = Policy(**self.controls.chosen)
        self.start.disabled, self.stop.disabled = True, False
        try:
            if policy == Policy():
                raise RefusedError("this is the office without a rule; choose one first")
            captains = {"no rule": Policy(), "my rule": policy}
            runs = experiment.run(self.scenario, captains, self.seeds, self.progress)
            gain = experiment.compare(runs, "no rule", "my rule", "net")
            value = experiment.compare(runs, "no rule", "my rule", "value")
        finally:
            self.start.disabled, self.stop.disabled = False, True
        self.tried.append(
            {
                "rule": describe(policy),
                "value (k€)": f"{value.mean:+,.0f}",
                "value − cost (k€)": f"{gain.mean:+,.0f}",
                "95 % interval of it": f"{gain.low:+,.0f} to {gain.high:+,.0f}",
                "better in": f"{gain.wins:.0%} of {gain.worlds} worlds",
            }
        )
        self.list.value = tabulate("What each rule gains against no rule", self.tried).html()
        sure = "more" if gain.low > 0 else "less" if gain.high < 0 else None
        verdict = f"brings {sure} than no rule" if sure else "cannot be told from no rule"
        self.say(f"On average over {gain.worlds} worlds this rule {verdict}: {gain}.")
