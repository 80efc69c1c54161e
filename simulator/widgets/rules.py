"""Standing rules: set them for the rest of a flight, or try them in many worlds."""

from threading import Thread
from typing import TYPE_CHECKING

import ipywidgets as w

from simulator import experiment
from simulator.decisions import change_policy
from simulator.errors import RefusedError
from simulator.policies import ORDERS, Policy, describe
from simulator.policies.buying import BUYING
from simulator.policies.ready import READY
from simulator.policies.selecting import SELECTING
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


LEVELS = {"none": 0.0, "a little": 0.25, "half": 0.5, "full": 1.0}
YES = {"no": False, "yes": True}


def _words(*names: str) -> dict[str, str]:
    """Each word as people read it, and as the policy has it."""
    return {name.replace("_", " "): name for name in names}


PMO_CHOICES = {
    "select": ("take on projects", _words("all", *SELECTING)),
    "stop": ("stop projects", {"never": "never", "worth less than cost": "forward_value"}),
    "visibility": ("visibility", LEVELS),
    "liaison": ("liaison people", YES),
    "review_depth": ("kind of review", _words("review", "audit")),
    "risk": ("buy offers", _words("none", *BUYING)),
    "risk_budget": ("share of offers", {"10 %": 0.1, "30 %": 0.3, "60 %": 0.6, "all": 1.0}),
    "reserve": ("reserve covers", {"nothing": 0.0, "60 %": 0.6, "80 %": 0.8, "90 %": 0.9}),
    "method": ("standard method", LEVELS),
    "tailored": ("fitted to the work", YES),
    "knowledge": ("knowledge", LEVELS),
    "people": ("growing people", LEVELS),
    "people_by": ("people grow by", _words("balanced", "training", "mentoring", "career")),
    "overtime": ("overtime a week", {"none": 0.0, "5 hours": 5.0, "10 hours": 10.0}),
    "change": ("change work", LEVELS),
    "change_by": ("change is led by", _words("balanced", "training", "process", "tools")),
    "stakeholder": ("stakeholders", LEVELS),
    "evidence": ("evidence of worth", _words("none", "ledger", "claims")),
    "improve": ("improvement", {"none": 0.0, "3 %": 0.03, "10 %": 0.1, "20 %": 0.2}),
}
"""The same for the other functions of a PMO; shown where they have their price (mechanism M30)."""


class RuleControls(w.VBox):
    """Which rules? A drop-down for each field of the policy that a trainee sets."""

    def __init__(self, scenario: Scenario) -> None:
        whole = scenario.mechanisms.governance is not None
        self.choices = {
            field: (label, dict(values))
            for field, (label, values) in (CHOICES | (PMO_CHOICES if whole else {})).items()
        }
        self.fields = {
            field: w.Dropdown(
                options=list(values),
                value="30 %" if field == "risk_budget" else next(iter(values)),
                description=label,
                style={"description_width": "150px"},
                layout=WIDE,
            )
            for field, (label, values) in self.choices.items()
        }
        super().__init__([self._ready_made(), self._grid()] if whole else [*self.fields.values()])

    def _grid(self) -> w.GridBox:
        """All controls, in two columns."""
        columns = w.Layout(grid_template_columns="340px 340px")
        return w.GridBox(list(self.fields.values()), layout=columns)

    def _ready_made(self) -> w.HBox:
        """One choice that fills in all others."""
        self.ready = w.Dropdown(
            options=["choose one", *(name.replace("_", " ") for name in READY)],
            description="ready-made policy",
            style={"description_width": "150px"},
            layout=WIDE,
        )
        self.ready.observe(self._fill_in, names="value")
        return w.HBox([self.ready, w.HTML(value="fills in everything below")])

    def _fill_in(self, change: dict) -> None:
        policy = READY.get(change["new"].replace(" ", "_"))
        if policy is not None:
            self.show(policy)

    @property
    def chosen(self) -> dict[str, str | int | float | bool | None]:
        """The values chosen, by field of the policy."""
        return {field: self.choices[field][1][it.value] for field, it in self.fields.items()}

    def show(self, policy: Policy) -> None:
        """Choose what a policy says; what is not on offer yet is offered from now on."""
        for field, control in self.fields.items():
            values, wanted = self.choices[field][1], getattr(policy, field)
            if wanted not in values.values():
                values[_called(field, wanted)] = wanted
                control.options = list(values)
            control.value = next(name for name, value in values.items() if value == wanted)


def _called(field: str, value: object) -> str:
    """What a value is called that the list of a control does not have."""
    shares = ("slack", "risk_budget", "reserve", "improve")
    if isinstance(value, float):
        return f"{value:.0%}" if field in shares or value <= 1 else f"{value:g}"
    return getattr(value, "__name__", str(value)).replace("_", " ")


class Rules(w.VBox):
    """What does the office always do, when nobody interferes?"""

    def __init__(self, cockpit: "Cockpit") -> None:
        self.cockpit = cockpit
        self.controls = RuleControls(cockpit.session.scenario)
        self.change = button(cockpit, "Change the rules", self.decide, "180px")
        heading = w.HTML(value="<b>Standing rules</b>")
        super().__init__([heading, self.controls, self.change])

    def decide(self) -> None:
        """Decide that the fields that differ from today's rules are the rules from now on.

        Raises RefusedError if none differs.
        """
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
        self.controls = RuleControls(scenario)
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
        """Play the rule and an office without rules in the same worlds.

        Raises RefusedError if it is the office without rules.
        """
        policy = Policy(**self.controls.chosen)
        self.start.disabled, self.stop.disabled = True, False
        try:
            if policy == Policy():
                raise RefusedError("this is the office without a rule; choose one first")
            captains = {"no rule": Policy(), "my rule": policy}
            runs = experiment.run(self.scenario, captains, self.seeds, self.progress)
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
