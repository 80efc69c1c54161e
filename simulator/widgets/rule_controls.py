"""Controls for the rules of a policy, made from the table of its fields."""

from collections.abc import Mapping

import ipywidgets as w
from msgspec.structs import replace

from simulator.policies import Policy
from simulator.policies.field import Field
from simulator.policies.fields import FIELDS
from simulator.policies.ready import READY
from simulator.scenario import Scenario

WIDE = w.Layout(width="330px")

LABELLED = {"description_width": "150px"}


class RuleControls(w.VBox):
    """Which rules? A drop-down for each field of the policy that has something to offer.

    Where a PMO has no price (mechanism M30 is off), only the basic fields are shown.
    """

    def __init__(self, scenario: Scenario) -> None:
        priced = scenario.mechanisms.governance is not None
        self.choices: dict[str, dict[str, object]] = {
            name: {field.say(value): value for value in field.offered}
            for name, field in FIELDS.items()
            if field.offered and (field.basic or priced)
        }
        """By field of the policy: what each value is called, and the value."""
        self.fields = {
            name: _drop_down(FIELDS[name], values) for name, values in self.choices.items()
        }
        self.ready = w.Dropdown(
            options=["choose one", *(name.replace("_", " ") for name in READY)],
            description="ready-made policy",
            style=LABELLED,
            layout=WIDE,
        )
        self.ready.observe(self._fill_in, names="value")
        super().__init__(self._with_ready_made() if priced else [*self.fields.values()])

    def _with_ready_made(self) -> list[w.Widget]:
        """One choice that fills in all others, and these in two columns."""
        columns = w.Layout(grid_template_columns="340px 340px")
        first = w.HBox([self.ready, w.HTML(value="fills in everything below")])
        return [first, w.GridBox([*self.fields.values()], layout=columns)]

    def _fill_in(self, change: Mapping[str, str]) -> None:
        policy = READY.get(change["new"].replace(" ", "_"))
        if policy is not None:
            self.show(policy)

    @property
    def chosen(self) -> dict[str, object]:
        """The values chosen, by field of the policy."""
        return {name: self.choices[name][it.value] for name, it in self.fields.items()}

    @property
    def policy(self) -> Policy:
        """An office without a PMO, with the rules that are chosen."""
        return replace(Policy(), **self.chosen)

    def show(self, policy: Policy) -> None:
        """Choose what a policy says; what is not on offer yet is offered from now on."""
        for name, control in self.fields.items():
            values, wanted = self.choices[name], getattr(policy, name)
            if wanted not in values.values():
                values[FIELDS[name].say(wanted)] = wanted
                control.options = list(values)
            control.value = next(said for said, value in values.items() if value == wanted)


def _drop_down(field: Field, values: Mapping[str, object]) -> w.Dropdown:
    return w.Dropdown(
        options=list(values),
        value=field.say(field.default),
        description=field.label or field.words,
        tooltip=field.meaning,
        style=LABELLED,
        layout=WIDE,
    )
