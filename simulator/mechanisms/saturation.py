"""M27: who must change in many ways at once takes up each of them more slowly."""

from typing import Annotated

from simulator.mechanisms.card import Card, Parameters, parameter


class Saturation(Parameters, frozen=True, kw_only=True):
    """How many changes a group of people can take at once."""

    free: Annotated[
        float, parameter(0, 20, "changes", "a group can take at once without being slower")
    ] = 2.0
    weeks: Annotated[
        int, parameter(1, 104, "weeks", "in which a change still asks something of people")
    ] = 26
    slope: Annotated[
        float, parameter(0, 5, "share", "how much more time each change above that takes")
    ] = 0.5


def slowed(changes: float, how: Saturation) -> float:
    """The speed of adoption under n changes at once: 1 / (1 + slope · (n − free)⁺)."""
    return 1 / (1 + how.slope * max(0.0, changes - how.free))


CARD = Card(
    module=__name__,
    number="M27",
    meaning="People who meet several changes at once take up every one of them more slowly.",
    formula="adoption · 1 / (1 + slope · (n − free)⁺), n = changes of one group at once",
    source="design default",
    checked="nothing: how many changes people bear was not measured",
    leaves_out="That some changes are larger than others, and that some help each other: all "
    "changes count as one each. One group's changes never spill over to another.",
    lesson="notebook 09",
    record=Saturation,
)
