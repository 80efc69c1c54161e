"""The screen with the instruments that were handed out, and without the others."""

from msgspec.structs import replace

from simulator.cockpit.project import Details
from simulator.cockpit.risks import Peril
from simulator.cockpit.rules import Dial, Rules
from simulator.instruments import Instruments


def rules(shown: Rules, tools: Instruments) -> Rules:
    """Without mechanisms where there are no cards, without what a choice brings if no hints."""
    if tools.cards and tools.hints:
        return shown
    return replace(
        shown,
        functions=tuple(
            replace(it, dials=tuple(_dial(dial, tools) for dial in it.dials))
            for it in shown.functions
        ),
    )


def risks(shown: tuple[Peril, ...], tools: Instruments) -> tuple[Peril, ...]:
    """Without what offers save, if there are no hints."""
    if tools.hints:
        return shown
    return tuple(
        replace(it, offers=tuple(replace(offer, saves=0.0, told=False) for offer in it.offers))
        for it in shown
    )


def details(shown: tuple[Details, ...], tools: Instruments) -> tuple[Details, ...]:
    """Without what a decision would do, if there are no hints."""
    if tools.hints:
        return shown
    return tuple(
        replace(it, choices=tuple(replace(choice, does="") for choice in it.choices))
        for it in shown
    )


def _dial(it: Dial, tools: Instruments) -> Dial:
    fewer = it if tools.cards else replace(it, mechanisms=())
    if tools.hints:
        return fewer
    options = tuple(replace(option, says="") for option in it.options)
    return replace(fewer, costs="", options=options)
