"""What changes pace or hazard by less than a grain is not worth planning every end anew."""

GRAIN = 1 / 32


def grained(factor: float) -> float:
    """The nearest whole number of grains, one at least."""
    return max(GRAIN, round(factor / GRAIN) * GRAIN)
