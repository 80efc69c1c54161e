"""A rule tried in many worlds against an office without rules."""

from threading import Thread

import ipywidgets as w

from simulator import experiment
from simulator.errors import RefusedError
from simulator.policies import Policy, describe
from simulator.scenario import Scenario
from simulator.tables import tabulate
from simulator.widgets.dispatch import Dispatcher
from simulator.widgets.page import note
from simulator.widgets.rule_controls import RuleControls
from simulator.widgets.speaking import Speaking


class RuleTrial(Speaking):
    """Is my rule better than no rule, not today but in general?"""

    def __init__(self, scenario: Scenario, worlds: int = 200, first: int = 1001) -> None:
        self.scenario = scenario
        self.seeds = range(first, first + worlds)
        self.controls = RuleControls(scenario)
        self.start = w.Button(
            description=f"Try it in {worlds} worlds", layout=w.Layout(width="200px")
        )
        self.stop = w.Button(description="Stop", disabled=True, layout=w.Layout(width="90px"))
        self.bar = w.IntProgress(max=worlds, layout=w.Layout(width="180px"))
        self.said = "Choose a rule, then try it."
        self.result = w.HTML(value=note(self.said))
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
        self.said = text
        self.result.value = note(text)

    def words(self) -> str:
        """What was said last."""
        return self.said

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
        """Play the rule and an office without rules in the same worlds.

        Raises RefusedError if it is the office without rules.
        """
        policy = self.controls.policy
        self.start.disabled, self.stop.disabled = True, False
        try:
            if policy == Policy():
                raise RefusedError("this is the office without a rule; choose one first")
            captains = {"no rule": Policy(), "my rule": policy}
            runs = experiment.played(self.scenario, captains, self.seeds, self.progress)
            gain = experiment.difference(runs, "no rule", "my rule", "net")
            value = experiment.difference(runs, "no rule", "my rule", "value")
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
