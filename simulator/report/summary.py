"""The whole page in three answers: what happened, why, and what next."""

from collections.abc import Iterator

from simulator.plain_text import for_page
from simulator.report.case import Case
from simulator.report.markup import neat
from simulator.report.section import Made
from simulator.report.strokes import best_and_worst
from simulator.report.try_next import suggestions


def summary(case: Case, made: Made) -> str:
    """As far as the parts that it is taken from are there; nothing else is made for it."""
    said = "".join(
        f"<p><b>{question}</b> {for_page(neat(answer))}</p>"
        for question, answer in _answers(case, made)
    )
    return f'<div class="summary">{said}</div>' if said else ""


def _answers(case: Case, made: Made) -> Iterator[tuple[str, str]]:
    if (result := made.get("result")) is not None:
        yield "What happened?", result.lead
    if (strokes := made.get("strokes")) is not None:
        yield "Why?", " ".join([strokes.lead, *best_and_worst(case)])
    if made.get("next") is not None and (ways := suggestions(case)):
        yield "What next?", f"{ways[0].title}. {ways[0].why}"
