"""What is claimed of PMOs, how each claim can be tried, and what is found when it is measured."""

from simulator.claims.effect import Effect, Side
from simulator.claims.effects import ALONE, EFFECTS
from simulator.claims.met import MET, Met
from simulator.claims.rows import CLAIMS, Claim

__all__ = ["ALONE", "CLAIMS", "EFFECTS", "MET", "Claim", "Effect", "Met", "Side"]
