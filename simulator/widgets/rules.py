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

LIMITS = (("no limit", None), *((str(n), n) for n in range(1, 13)))
HABITS = (("as people are used to", None), ("1: focus", 1), ("2", 2), ("3", 3), ("4", 4))
REVIEWS = (("never", None), ("every week", 1), *((f"every {n} weeks", n) for n in (2, 4, 8, 13)))


def controls() -> dict[str, w.Dropdown]:
    """A drop-down for each field of the policy that a trainee sets, by field."""
    fields = {
        "order": ("waiting work: first", [(name.replace("_", " "), name) for name in ORDERS]),
        "wip_limit": ("projects in progress", LIMITS),
        "projects_per_person": ("activities a person", HABITS),
        "review_weeks": ("PMO reviews", REVIEWS),
    }
    return {
        field: w.Dropdown(
            options=options, description=label, style={"description_width": "150px"}, layout=WIDE
        )
        for field, (label, options) in fields.items()
    }


class Rules(w.VBox):
    """What does the office always do, when nobody interferes?"""

    def __init__(self, cockpit: "Cockpit") -> None:
        self.cockpit = cockpit
        self.fields = controls()
        self.change = button(cockpit, "Change the rules", self.decide, "180px")
        heading = w.HTML(value="<b>Standing rules</b>")
        super().__init__([heading, *self.fields.values(), self.change])

    def decide(self) -> None:
        """Decide that the fields that differ from today's rules are the rules from now on."""
        today = self.cockpit.session.rules
        changes = {
            name: control.value
            for name, control in self.fields.items()
            if control.value != getattr(today, name)
        }
        if not changes:
            raise RefusedError("these are the rules already; choose another one first")
        self.cockpit.decide(change_policy(**changes))

    def redraw(self) -> None:
        """Show today's rules."""
        policy = self.cockpit.session.rules
        for name, control in self.fields.items():
            value = getattr(policy, name)
            if value in [option for _, option in control.options]:
                control.value = value


class RuleTrial(w.VBox):
    """Is my rule better than no rule, not today but in general?"""

    def __init__(self, scenario: Scenario, worlds: int = 200, first: int = 1001) -> None:
        self.scenario = scenario
        self.seeds = range(first, first + worlds)
        self.fields = controls()
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
        super().__init__([*self.fields.values(), buttons, self.result, self.list])

    def say(self, text: str) -> None:
        """Show a sentence."""
        self.result.value = note(text)

    def begin(self, *_: object) -> None:
        """Try the rule beside the screen, so that Stop can be heard."""
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
        policy = Policy(**{name: control.value for name, control in self.fields.items()})
        if policy == Policy():
            raise RefusedError("this is the office without a rule; choose one first")
        self.stopped, self.start.disabled, self.stop.disabled = False, True, False
        try:
            captains = {"no rule": Policy(), "my rule": policy}
            runs = experiment.run(self.scenario, captains, self.seeds, self.progress)
            gain = experiment.compare(runs, "no rule", "my rule", "net")
        finally:
            self.start.disabled, self.stop.disabled = False, True
        self.tried.append(
            {
                "rule": describe(policy),
                "gain (k€)": f"{gain.mean:+,.0f}",
                "95 % interval": f"{gain.low:+,.0f} to {gain.high:+,.0f}",
                "better in": f"{gain.wins:.0%} of {gain.worlds} worlds",
            }
        )
        self.list.value = tabulate("What each rule gains against no rule", self.tried).html()
        sure = "more" if gain.low > 0 else "less" if gain.high < 0 else None
        verdict = f"brings {sure} than no rule" if sure else "cannot be told from no rule"
        self.say(f"On average over {gain.worlds} worlds this rule {verdict}: {gain}.")
