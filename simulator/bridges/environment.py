"""The office as a Gymnasium environment: decisions are actions, net value is the reward.

Importing this registers `pmo/Office-v0`. Seeds are worlds.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.bridges.board import board
from simulator.bridges.known import Known
from simulator.bridges.levers import levers
from simulator.bridges.observed import MOST, Scale, observed, size
from simulator.bridges.wanted import missing
from simulator.calendar import DAYS_A_WEEK
from simulator.decisions import AnyDecision
from simulator.errors import RefusedError
from simulator.events import visible
from simulator.limits import LAST_DAY
from simulator.model.underway import Underway
from simulator.policies import Policy
from simulator.policies.ready import READY
from simulator.readers import load
from simulator.scenario import Scenario
from simulator.session import Session
from simulator.values import shown

try:
    import gymnasium
    from gymnasium import spaces
except ImportError:
    raise missing("gymnasium", "The environment") from None

NAME = "pmo/Office-v0"
OVER = {"finished", "cancelled"}
"""States in which nothing of a project is to come."""
PATIENCE = 4
"""A flight ends after so many times the days that the plan takes."""
WORLDS = 2**31
"""From so many worlds one is drawn where nobody names it."""

Observation = dict[str, Any]
"""Each table by its name, as an array of small floats."""


class Office(gymnasium.Env[Observation, np.int64]):
    """An office to decide in: one decision, or none, and then `days` working days pass.

    What is observed is what a manager can know. The reward is by how much value minus cost has
    grown, in k€; the last one has all that is still to come. A flight is over when every project
    is, and cut off after `most_days`. `info` holds the flight as a `session`, which knows more than
    a manager does; the `action_mask` of what can be done; and why the last decision was `refused`.

    Raises RefusedError for a policy that is not ready-made, and for less than a day.
    """

    metadata: dict[str, Any] = {"render_modes": ["ansi"], "render_fps": 1}
    world: int
    run: Underway
    known: Known
    before: float
    """The day of the last decision."""

    def __init__(
        self,
        scenario: str | Scenario = "eight_projects",
        policy: str | Policy = "no_pmo",
        days: int = DAYS_A_WEEK,
        most_days: float | None = None,
        render_mode: str | None = None,
    ) -> None:
        self.scenario = load(scenario) if isinstance(scenario, str) else scenario
        self.policy, self.render_mode = _policy(policy), render_mode
        if not 1 <= days <= LAST_DAY:
            raise RefusedError(f"days is {shown(days)}; write a whole number from 1 up")
        self.days = days
        plan = Session(self.scenario, self.policy).plan
        self.most_days = most_days or PATIENCE * max([float(days), *(it.day for it in plan[-1:])])
        self.levers = levers(self.scenario)
        self.scale = Scale.of(self.scenario, self.most_days)
        self.action_space = spaces.Discrete(len(self.levers))
        self.observation_space = spaces.Dict(
            {
                name: spaces.Box(-MOST, MOST, shape, np.float32)
                for name, shape in size(self.scenario).items()
            }
        )
        self._begin(0)

    def reset(
        self, *, seed: int | None = None, options: Mapping[str, Any] | None = None
    ) -> tuple[Observation, dict[str, Any]]:
        """Begin in the world of this seed; without one, in a world drawn from those before."""
        super().reset(seed=seed)
        world = int(self.np_random.integers(WORLDS)) if seed is None else seed
        self._begin(world)
        return self._seen(), self._info("")

    def step(self, action: np.int64 | int) -> tuple[Observation, float, bool, bool, dict[str, Any]]:
        """Decide, and let time pass. What cannot be done is refused, and time passes.

        Raises RefusedError once the flight is over.
        """
        if self.over:
            raise RefusedError("this flight is over; write reset() to begin another one")
        had, self.before = self.known.net, self.run.today
        refused = self._decide(self.levers[int(action)].decision(self.known))
        self.run.advance(min(self.run.today + self.days, LAST_DAY))
        self._look(self.run.today)
        if self.over:
            self._land()
        cut_off = not self.over and self.known.today >= self.most_days
        return self._seen(), self.known.net - had, self.over, cut_off, self._info(refused)

    def _decide(self, decision: AnyDecision | None) -> str:
        """Why a decision was refused; empty if it was carried out, or if there was none."""
        try:
            if decision is not None:
                self.run.decide(decision)
        except RefusedError as error:
            return f"{error}"
        return ""

    def action_masks(self) -> NDArray[np.bool_]:
        """Which actions can be taken today and would change anything, as far as can be known."""
        return np.array([it.possible(self.known) for it in self.levers], dtype=np.bool_)

    def words(self) -> tuple[str, ...]:
        """What each action means."""
        return tuple(it.words for it in self.levers)

    def render(self) -> str | None:
        """The day as text: projects, people, money, and what has happened since the last one."""
        return board(self.known, self.before) if self.render_mode == "ansi" else None

    @property
    def session(self) -> Session:
        """The flight so far, as any cockpit opens it."""
        known = self.known
        return Session(self.scenario, self.policy, self.world, self.run.decisions, known.today)

    @property
    def over(self) -> bool:
        """Whether every project is finished or cancelled."""
        return set(self.known.seen.state.values()) <= OVER

    def _begin(self, world: int) -> None:
        self.world, self.before = world, 0.0
        self.run = Underway(self.scenario, self.policy, world)
        self._look(0.0)

    def _land(self) -> None:
        """Wait for all that still comes, such as benefits, to the last day with anything to see."""
        day = self.run.today
        self.run.advance()
        self._look(max([day, *(it.day for it in visible(self.run.events)[-1:])]))

    def _look(self, today: float) -> None:
        """See what can be seen on a day."""
        seen, decisions = visible(self.run.events), self.run.decisions
        self.known = Known(self.scenario, self.policy, seen, decisions, today)

    def _seen(self) -> Observation:
        tables, shapes = observed(self.known, self.scale), size(self.scenario)
        return {
            name: np.array(rows, dtype=np.float32).reshape(shapes[name])
            for name, rows in tables.items()
        }

    def _info(self, refused: str) -> dict[str, Any]:
        return {
            "session": self.session,
            "action_mask": self.action_masks().astype(np.int8),
            "refused": refused,
        }


def _policy(policy: str | Policy) -> Policy:
    if isinstance(policy, Policy):
        return policy
    if policy not in READY:
        raise RefusedError(
            f"{shown(policy)} is no ready-made policy; write one of {', '.join(READY)}"
        )
    return READY[policy]


gymnasium.register(NAME, entry_point="simulator.bridges.environment:Office")
