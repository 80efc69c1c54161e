"""M17: what a mitigation does to a risk, and what it is worth before buying."""


def exposure(probability: float, impact: float) -> float:
    """Expected loss p·I, in the unit of the impact."""
    return probability * impact


def after(probability: float, impact: float, kind: str, effect: float) -> tuple[float, float]:
    """(probability, impact) once it works: avoid lowers the first, reduce the second."""
    if kind == "avoid":
        return probability * (1 - effect), impact
    return probability, impact * (1 - effect)


def leverage(before: float, later: float, cost: float) -> float:
    """Risk-reduction leverage: exposure taken away for each k€. After Boehm (1991)."""
    return (before - later) / cost if cost > 0 else float("inf")
