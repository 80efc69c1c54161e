"""Risks that happen and become issues (mechanisms M13, M15)."""

from collections.abc import Callable
from functools import partial
from statistics import NormalDist

from simulator.events import IssueDetected, RiskAvoided, RiskOccurred
from simulator.mechanisms.hazard import size
from simulator.model.risks.burdens import Cause
from simulator.model.risks.crises import Crises
from simulator.model.risks.mitigations import Mitigations
from simulator.model.risks.unnoticed import Issue, Unnoticed
from simulator.model.world import World
from simulator.scenario import Mitigation, Risk, on_grid

NORMAL = NormalDist()


class Issues:
    """What becomes of a risk whose clock has run out."""

    def __init__(
        self,
        world: World,
        mitigations: Mitigations,
        unnoticed: Unnoticed,
        crises: Crises | None,
        hidden: bool,
    ) -> None:
        self.world, self.chance, self.mitigations = world, world.chance, mitigations
        self.unnoticed, self.crises = unnoticed, crises
        self.hidden = hidden
        """Whether issues are hidden until somebody looks; if not, everybody knows at once."""

    def happen(self, project: int, risk: Risk) -> None:
        """A risk's clock has run out: it is avoided, or becomes an issue nobody knows of."""
        working = self.mitigations.working(risk.id)
        avoided, median = self._face(risk, working)
        if avoided is not None:
            self.mitigations.use(avoided)
            self.world.note(RiskAvoided(self.world.today, risk.project, risk.id, avoided.id))
            return
        draw = self.chance.normal("size", risk.project, risk.id)
        reduced = [offer for offer in working if offer.kind == "reduce"]
        used = tuple(offer for offer in reduced if offer.if_used)
        how_large = size(median, risk.spread, draw)
        if how_large:
            self._occur(project, risk, how_large, partial(size, median, risk.spread), used)
            return
        for offer in used:
            self.mitigations.use(offer)
        self.world.note(RiskAvoided(self.world.today, risk.project, risk.id, reduced[0].id))

    def _face(self, risk: Risk, working: list[Mitigation]) -> tuple[Mitigation | None, float]:
        """The offer that keeps a risk away, if one does, and what the others leave of it."""
        median = risk.impact
        for offer in working:
            if offer.kind == "reduce":
                median *= 1 - offer.effect
            elif self.chance.uniform("avoid", risk.id, offer.id) < offer.effect:
                return offer, median
        return None, median

    def _occur(
        self,
        project: int,
        risk: Risk,
        size: float,
        by_draw: Callable[[float], float],
        used: tuple[Mitigation, ...],
    ) -> None:
        today, cause = self.world.today, Cause(risk.project, risk.id, risk.hits, risk)
        issue = Issue(cause, size, partial(self._detect, risk, today, size, by_draw, used))
        self.world.note(RiskOccurred(today, risk.project, risk.id, on_grid(size)))
        if not self.hidden:
            self.unnoticed.notice(project, issue, "at once")
            return
        self.unnoticed.hide(project, issue)
        if self.crises is not None:
            self.crises.expect(project, issue, risk.growth)

    def _detect(
        self,
        risk: Risk,
        since: float,
        size: float,
        by_draw: Callable[[float], float],
        used: tuple[Mitigation, ...],
        by: str,
    ) -> float:
        """A risk is known to have happened: how large it is by now.

        What makes it smaller and costs more when it is used is used.
        """
        today, grown = self.world.today, 1.0
        if self.crises is not None:
            grown = self.crises.grown(risk.growth, today - since)
        now = on_grid(size * grown)
        name = "size", risk.project, risk.id
        self.chance.shows(lambda it: on_grid(by_draw(NORMAL.inv_cdf(it)) * grown), *name)
        self.mitigations.close(risk.id)
        self.world.note(IssueDetected(today, risk.project, risk.id, now, risk.hits, by))
        for offer in used:
            self.mitigations.use(offer)
        return now
