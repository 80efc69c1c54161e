"""Other luck: the same question in worlds that nobody has looked at."""

from collections.abc import Iterable, Sequence

from simulator.chance import seed_under


def under(fate: str, seeds: Iterable[int]) -> Sequence[int]:
    """The seeds as they are, or, under a fate, as many others that it alone decides."""
    if fate:
        return [seed_under(fate, seed) for seed in seeds]
    return seeds if isinstance(seeds, Sequence) else list(seeds)
