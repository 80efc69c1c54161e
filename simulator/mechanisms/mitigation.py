"""M17: what a mitigation does to a risk, and what it is worth before buying."""

from simulator.mechanisms.card import Card


def exposure(probability: float, impact: float) -> float:
    """Expected loss p·I, in the unit of the impact."""
    return probability * impact


def after(probability: float, impact: float, kind: str, effect: float) -> tuple[float, float]:
    """(probability, impact) once it works: avoid lowers the first, reduce the second."""
    if kind == "avoid":
        return probability * (1 - effect), impact
    return probability, impact * (1 - effect)


def leverage(before: float, later: float, cost: float) -> float:
    """Risk-reduction leverage: exposure taken away for each k€."""
    return (before - later) / cost if cost > 0 else float("inf")


CARD = Card(
    number="M17",
    name="",
    meaning="What is bought before a risk happens keeps it away, or makes it smaller.",
    formula="leverage = (exposure before − exposure after) / cost; exposure = p · I",
    source="risk-reduction leverage after Boehm (1991)",
    leaves_out="What waiting work costs others: the exposure of extra work is its wages only, and "
    "its probability is for a project that takes as long as its critical path.",
    lesson="notebook 01",
)
