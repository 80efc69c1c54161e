"""M23: a benefit is worth what it does for the organisation's aims."""

from collections.abc import Sequence
from math import fsum
from typing import Annotated

from simulator.mechanisms.card import Card, Parameters, parameter

CHANCE_INDEX = (0.0, 0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)
"""Mean inconsistency of random comparisons of so many aims: Saaty (1980), from memory."""

ROUNDS = 200


class Alignment(Parameters, frozen=True, kw_only=True):
    """What a project is worth that serves no aim."""

    base: Annotated[
        float, parameter(0, 1, "share", "of its benefit that a project keeps without any alignment")
    ] = 0.4


def alignment(weights: Sequence[float], scores: Sequence[float]) -> float:
    """How well a project serves the aims: mean of its scores, each weighted by its aim.

    Scores go from 0 to 1, one an aim; weights need not add up to 1. 0 if no aim has any weight.
    """
    total = fsum(weights)
    served = fsum(weight * score for weight, score in zip(weights, scores, strict=True))
    return served / total if total > 0 else 0.0


def realised(benefit: float, alignment: float, how: Alignment) -> float:
    """What is left of a benefit at this alignment, in the benefit's unit."""
    return benefit * (how.base + (1 - how.base) * alignment)


def weights_from_pairs(matrix: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """Weights of aims from comparing each two; matrix[i][j] says how much more i counts than j.

    The principal eigenvector, by power iteration; the weights add up to 1.
    """
    weights = [1 / len(matrix)] * len(matrix)
    for _ in range(ROUNDS):
        products = [
            fsum(entry * weight for entry, weight in zip(row, weights, strict=True))
            for row in matrix
        ]
        weights = [product / fsum(products) for product in products]
    return tuple(weights)


def consistency(matrix: Sequence[Sequence[float]]) -> float:
    """Saaty's ratio: 0 if no comparison contradicts another, 1 if they are as good as random.

    Two aims cannot contradict each other; beyond ten the table's last number is used.
    """
    count = len(matrix)
    if count < 3:
        return 0.0
    weights = weights_from_pairs(matrix)
    largest = fsum(
        fsum(entry * weight for entry, weight in zip(row, weights, strict=True)) for row in matrix
    )
    return (largest - count) / (count - 1) / CHANCE_INDEX[min(count, len(CHANCE_INDEX) - 1)]


CARD = Card(
    module=__name__,
    number="M23",
    meaning="A project that does little for the organisation's aims brings less of its benefit.",
    formula="a = Σ w·s / Σ w; realised = benefit · (base + (1 − base) · a); weights from "
    "comparisons in pairs by their principal eigenvector",
    source="Keeney & Raiffa (1976) for the weighted sum and Saaty (1980) for comparisons in pairs, "
    "both from memory, unchecked; the share kept without alignment is a design default",
    checked="its own arithmetic, by hand; what a project without fit really loses was not measured",
    leaves_out="Aims that work only together, and projects that harm an aim: scores are not "
    "negative. Comparisons with a ratio above 0.1 are usually asked for again; nothing here "
    "forces that.",
    lesson="notebook 05",
    record=Alignment,
)
