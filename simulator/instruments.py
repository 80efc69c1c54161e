"""Which instruments whoever flies has on the screen: what a mentor hands out, and what not."""

from typing import Literal

from msgspec import Struct

Coach = Literal["off", "offered", "on"]


class Instruments(Struct, frozen=True, kw_only=True):
    """What the cockpit shows beyond facts. Decisions, and what they do, are the same without."""

    forecasts: bool = True
    """The dots: where projects are likely to end, given what was seen."""
    cards: bool = True
    """Through which mechanisms a rule acts."""
    hints: bool = True
    """What a choice would bring and take, in a sentence."""
    coach: Coach = "off"
    """Somebody who asks, at times; offered: whoever flies decides."""


ALL = Instruments(coach="offered")
"""What somebody who flies alone has."""
