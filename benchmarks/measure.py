"""What all measurements share: interleaved rounds, ratios, one line a figure.

Machines are noisy, so two things are timed in turn, round by round, and only the ratio of each
round counts.
"""

import statistics
import time
from collections.abc import Callable, Sequence


def cpu(what: Callable[[], object], times: int = 1) -> float:
    """Seconds of processor time for one of so many times."""
    begin = time.process_time()
    for _ in range(times):
        what()
    return (time.process_time() - begin) / times


def wall(what: Callable[[], object]) -> float:
    """Seconds on the clock."""
    begin = time.perf_counter()
    what()
    return time.perf_counter() - begin


def rounds(
    ours: Callable[[], float], theirs: Callable[[], float], count: int
) -> tuple[float, float, list[float]]:
    """Medians of the two, and the ratio ours / theirs of each round, from functions that time."""
    pairs = [(ours(), theirs()) for _ in range(count)]
    first, second = (statistics.median(one) for one in zip(*pairs, strict=True))
    return first, second, [a / b for a, b in pairs]


def spread(ratios: Sequence[float]) -> str:
    """Median, and least to most."""
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


def row(*cells: object) -> None:
    """Print one row of a Markdown table."""
    print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)


def head(title: str, *columns: str) -> None:
    """Print a heading and the head of a table."""
    print(f"\n## {title}\n", flush=True)
    row(*columns)
    row(*["---"] * len(columns))
