"""The same office in one world after another, then in many."""

import ipywidgets as w

from simulator import experiment, figures, metrics
from simulator.model import simulate
from simulator.policies import Policy
from simulator.scenario import Scenario, without_chance
from simulator.tables import tabulate
from simulator.widgets.beside import Beside, GoesOn
from simulator.widgets.dispatch import Dispatcher
from simulator.widgets.page import note
from simulator.widgets.speaking import Speaking


class Worlds(Speaking):
    """What happens if nobody changes anything, and how much of it is luck?"""

    def __init__(
        self,
        scenario: Scenario,
        policy: Policy = Policy(),
        worlds: int = 200,
    ) -> None:
        self.scenario, self.policy, self.worlds = scenario, policy, worlds
        self.runs: list[dict[str, str]] = []
        self.one = w.Button(description="Run in the next world", layout=w.Layout(width="200px"))
        self.many = w.Button(description=f"Run in {worlds} worlds", layout=w.Layout(width="200px"))
        self.stop = w.Button(description="Stop", disabled=True, layout=w.Layout(width="90px"))
        self.bar = w.IntProgress(max=worlds, layout=w.Layout(width="180px"))
        self.said = "Press “Run in the next world”."
        self.result = w.HTML(value=note(self.said))
        self.picture, self.list, self.fan = w.HTML(), w.HTML(), w.HTML()
        self.stopped = False
        self.beside = Beside()
        self._goes_on: GoesOn = lambda: None
        self.dispatch = Dispatcher(self.say)
        self.one.on_click(self.dispatch(self.run_one))
        self.many.on_click(self.start_many)
        self.stop.on_click(self.halt)
        buttons = w.HBox([self.one, self.many, self.bar, self.stop])
        super().__init__([buttons, self.result, self.picture, self.list, self.fan])

    def say(self, text: str) -> None:
        """Show a sentence."""
        self.said = text
        self.result.value = note(text)

    def words(self) -> str:
        """What was said last."""
        return self.said

    def run_one(self) -> None:
        """Play the next world and show its bars, and all worlds so far as a list."""
        seed = len(self.runs) + 1
        events = simulate(self.scenario, self.policy, seed)
        numbers = metrics.summary(events, self.scenario)
        plan = simulate(without_chance(self.scenario), self.policy)
        picture = figures.gantt(events, self.scenario, plan)
        self.runs.append(
            {
                "world": f"{seed}",
                "last finish (day)": f"{numbers['last_finish']:.0f}",
                "value delivered (k€)": f"{numbers['value']:,.0f}",
                "on time": f"{numbers['on_time']:.0%}",
                "issues": f"{numbers['issues']:.0f}",
            }
        )
        self.picture.value = picture.html()
        self.list.value = tabulate("The same plan and the same decisions", self.runs).html()
        self.say(f"World {seed}: {picture.sentence}")

    def start_many(self, *_: object) -> None:
        """Play many worlds beside the screen, so that Stop can be heard."""
        if not self.many.disabled:
            self.stopped, self.many.disabled = False, True
            self.beside.start(self._work)

    def _work(self, goes_on: GoesOn) -> None:
        self._goes_on = goes_on
        self.dispatch(self.run_many)()

    def run_many(self) -> None:
        """Play many worlds and show the fan of what could happen."""
        self.one.disabled = self.many.disabled = True
        self.stop.disabled = False
        try:
            paths = experiment.delivered(
                self.scenario, self.policy, range(1, self.worlds + 1), self.progress
            )
            mine = min(len(self.runs), len(paths)) or None
            picture = figures.fan(paths, self.scenario, mine)
            self.fan.value = picture.html()
            self.say(picture.sentence)
        finally:
            self.one.disabled = self.many.disabled = False
            self.stop.disabled = True

    def progress(self, done: int) -> bool:
        """Show how many worlds are done; False when somebody has pressed Stop."""
        self.bar.value = done
        self._goes_on()
        return not self.stopped

    def halt(self, *_: object) -> None:
        """Keep the worlds that are done and play no more."""
        self.stopped = True
