"""M20: a report's colour is not always the colour its writer would give it in private."""

from collections.abc import Sequence
from typing import Annotated

from simulator.mechanisms.card import Card, Parameters, parameter

COLOURS = ("green", "yellow", "red")
"""The colours of a report, by number."""

SNOW = "Snow, Keil & Wallace (2007)"
LEVEL = "share taken off or added at most"


class Distortion(Parameters, frozen=True, kw_only=True):
    """How often reports are coloured, by how much, and what makes them more honest."""

    better: Annotated[
        float, parameter(0, 1, "chance", "a report is better than the state it is about", SNOW)
    ] = 0.4
    worse: Annotated[float, parameter(0, 1, "chance", "a report is worse", SNOW)] = 0.2
    one_level: Annotated[
        float, parameter(0, 1, "share", "of coloured reports that are one colour off, not two")
    ] = 0.75
    trust: Annotated[float, parameter(0, 1, LEVEL, "full trust makes better reports rarer")] = 0.5
    fear: Annotated[float, parameter(0, 2, LEVEL, "full fear makes better reports likelier")] = 0.5
    audit: Annotated[float, parameter(0, 1, LEVEL, "an audit makes better reports rarer")] = 0.6
    yellow: Annotated[
        float, parameter(0, 5, "share of the planned length", "a later finish than this is yellow")
    ] = 0.05
    red: Annotated[
        float, parameter(0, 5, "share of the planned length", "a later finish than this is red")
    ] = 0.20


USUAL = Distortion()


def colour(late_share: float, how: Distortion = USUAL) -> int:
    """0 green, 1 yellow, 2 red: by how late a project will be, as a share of its length."""
    return (late_share > how.yellow) + (late_share > max(how.red, how.yellow))


def optimism(trust: float, fear: float, audit: float, how: Distortion) -> float:
    """Chance that a report is better than the truth; trust, fear and audit from 0 to 1.

    It is `better` with none of the three, and wherever trust and fear outweigh each other: with
    the defaults at trust = fear / (1 + fear / 2), for example 0.4 and 0.5.
    """
    chance = how.better * (1 - how.trust * trust) * (1 + how.fear * fear) * (1 - how.audit * audit)
    return min(max(chance, 0.0), 1 - how.worse)


def reported(colour: int, lot: float, steps: float, better: float, how: Distortion) -> int:
    """The colour on the report, from two uniform draws and the chance that it is better."""
    levels = 1 if steps < how.one_level else 2
    if lot < better:
        return max(colour - levels, 0)
    if lot > 1 - how.worse:
        return min(colour + levels, len(COLOURS) - 1)
    return colour


def shown(colour: int, better: float, worse: float, one_level: float) -> tuple[float, float, float]:
    """Chances that a project of this colour is reported green, yellow and red."""
    chances = [0.0, 0.0, 0.0]
    chances[colour] += 1 - better - worse
    for levels, share in ((1, one_level), (2, 1 - one_level)):
        chances[max(colour - levels, 0)] += better * share
        chances[min(colour + levels, 2)] += worse * share
    return chances[0], chances[1], chances[2]


def not_green_given_green(
    prior: Sequence[float], better: float, worse: float, one_level: float
) -> float:
    """Chance that a project reported green is not, if so many are green, yellow and red."""
    green, yellow, red = (
        share * shown(state, better, worse, one_level)[0] for state, share in enumerate(prior)
    )
    total = green + yellow + red
    return (yellow + red) / total if total else 0.0


def red_not_red(better: float, worse: float, one_level: float) -> float:
    """Chance that a red project is reported in another colour."""
    return 1 - shown(2, better, worse, one_level)[2]


CARD = Card(
    module=__name__,
    number="M20",
    meaning="Reports are often better than the truth, sometimes worse; trust and audits help.",
    formula="better if U < better · (1 − a·trust) · (1 + b·fear) · (1 − c·audit), "
    "worse if U > 1 − worse, else honest; one colour off, or two",
    source="Snow, Keil & Wallace (2007): 60 % of reports are biased, twice as often optimistic; "
    "what trust, fear and audits do is a design default",
    checked="60 % of reports are biased, and of these two of three are too bright, as "
    "measured; what trust, fear and audits change was held against nothing",
    leaves_out="Evidence against it: in 46,474 reports of 1,229 real projects optimism went with "
    "better results later on, fading late in a project (Kaufmann & Kock 2023); here it only "
    "hides. Reports are coloured independently of each other: a writer has no memory and no "
    "habit. Misjudging one's own project and embellishing it are one step here, two in the "
    "source. From which lateness a state is yellow or red is a convention.",
    lesson="notebook 07",
    record=Distortion,
)
