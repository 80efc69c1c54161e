"""What is printed for a room: cards for roles, for decisions, for functions of a PMO."""

from collections.abc import Iterator

from msgspec import Struct

from simulator.mechanisms import Governance
from simulator.policies.fields import FIELDS
from simulator.policies.functions import FUNCTIONS, Function

ASK = "What has to be true here for it to pay? Our reason:"
USUAL = Governance()
"""Prices as they are where an organisation says nothing else."""
DOES = {
    "intake": "New work waits at one door until there is room for it.",
    "prioritise": "Everybody works by the same list, and knows why it is so.",
    "select": "Some requests are taken on, the others are told no.",
    "visibility": "Reports are clearer and newer; liaison people see to what falls between.",
    "review": "Somebody looks into every project in progress, so that issues are found sooner.",
    "risk": "Offers against risks are bought by a rule; money is held back for the rest.",
    "method": "Work is done in one way: fewer surprises, and a poor fit where work is new.",
    "knowledge": "What one project has learnt reaches the next, mostly with people.",
    "people": "Training, mentors, a way up: people get better, and stay.",
    "change": "Those who are to use a result are helped to, before and after it is delivered.",
    "stakeholder": "Sponsors are visited; what the PMO has done for them is written down.",
    "improve": "Some time goes into how work is done, and is missing in the work at first.",
}
"""What each function of a PMO does, in a sentence."""


class Card(Struct, frozen=True, kw_only=True):
    """A card, cut out of a page."""

    kind: str
    """Role, decision, function of a PMO or take-away: stands above the title."""
    title: str
    text: str
    small: tuple[str, ...] = ()
    """What stands below in small letters."""
    ask: str = ""
    """A question with room to write beneath; "" for none."""


def roles() -> tuple[Card, ...]:
    """Who does what in a team of three or four."""
    return tuple(
        Card(kind="Role", title=title, text=text, small=("Hand it on after two rounds.",), ask=ask)
        for title, text, ask in (
            (
                "Lead",
                "You decide, after you have heard the others. You say the reason before the "
                "result is known.",
                "What we want most:",
            ),
            (
                "Risk owner",
                "You watch what could go wrong and what has gone wrong. You say what each offer "
                "takes away, and what it costs.",
                "The three largest:",
            ),
            (
                "Finance",
                "You hold the forecast. Before each step you write down a range that you would "
                "bet on 8 times of 10.",
                "Our ranges so far:",
            ),
            (
                "Sceptic",
                "It is the end, and it went wrong. You write down why, before the team decides. "
                "You look for what nobody wants to see.",
                "It failed because:",
            ),
        )
    )


def decisions() -> tuple[Card, ...]:
    """What can be decided about projects and people."""
    return tuple(
        Card(kind="Decision", title=title, text=text, small=(small,), ask=ASK)
        for title, text, small in (
            ("Put projects in order", "What goes first when two want the same people.",
             "Drag a row, or Alt and an arrow key."),
            ("Start a project", "Let in what waits at the door, or resume what was paused.",
             "More at once is later for all."),
            ("Pause a project", "What is under way is finished; then nothing of it starts.",
             "Delay costs from the promised day on."),
            ("Cancel a project", "Its people are free at once; its value is gone, for good.",
             "What it still costs counts, not what it has cost."),
            ("Change how many people", "Hire for a role, or let people go.",
             "Hiring takes time; newcomers take time of others."),
            ("Buy an offer", "Pay before, so that a risk does not happen or gets smaller.",
             "What it takes away, divided by its price."),
            ("Change a standing rule", "What happens while you do not interfere.",
             "Rules work on every day, you only on some."),
            ("Promise nothing new", "Let time pass: to the next week, or to the next event.",
             "Doing nothing is a decision. Write down why."),
        )
    )  # fmt: skip


def functions() -> tuple[Card, ...]:
    """The twelve functions of a PMO, each with its price and what can be set."""
    return tuple(
        Card(
            kind="Function of a PMO",
            title=it.words[:1].upper() + it.words[1:],
            text=DOES[it.name],
            small=(_price(it), *_settings(it)),
            ask=ASK,
        )
        for it in FUNCTIONS.values()
    )


def _price(it: Function) -> str:
    takes = it.takes(USUAL)
    return f"{takes[:1].upper()}{takes[1:]}; helps after {getattr(USUAL, it.name).lag:.0f} weeks."


def _settings(it: Function) -> Iterator[str]:
    """What can be set, in words; what is no control in the cockpit is left out."""
    for name in it.fields:
        field = FIELDS[name]
        if field.offered:
            values = [field.say(value) for value in field.offered]
            shown = ", ".join(values[:5]) + (" …" if len(values) > 5 else "")
            yield f"{(field.label or field.words).capitalize()}: {shown}"
