"""What to talk about: questions that this room, and no other, can answer."""

from collections.abc import Iterator

from simulator.cockpit.days import whole
from simulator.cockpit.timeline import in_words
from simulator.decisions import CancelProject, PauseProject
from simulator.narration import called, names_by_id
from simulator.report.markup import money, more, sentences
from simulator.session.session import taken_on
from simulator.workshop.export.recorded import SHARE, Recorded
from simulator.workshop.judging import Judged, Telling
from simulator.workshop.rounds import round_of

MOST_NAMED = 3
ENOUGH_RANGES = 5
"""Of fewer nobody can say whether they are as wide as they should be."""
FEW_REASONS = 0.5
"""Below this share of decisions with a reason it is worth a word."""


def talk(it: Recorded) -> str:
    """All questions."""
    asked = list(questions(it))
    return sentences(asked or ["Nothing to talk about yet: nobody has decided anything."])


def questions(it: Recorded) -> Iterator[str]:
    """One after the other, from the day's winner to what nobody gave a reason for."""
    yield from _winner(it)
    yield from _best_and_worst(it)
    yield from _split_over_a_project(it)
    yield from _answers_to_injects(it)
    yield from _ranges(it)
    yield from _reasons(it)


def _winner(it: Recorded) -> Iterator[str]:
    """Who brought most in the storm need not decide best."""
    if not it.places:
        return
    first = max(it.places.values(), key=lambda place: place.result)
    best = [place.name for place in it.places.values() if place.tier == 1]
    said = f"{first.name} brought most in the storm ({money(first.result)} k€)"
    if first.name not in best:
        yield (
            f"{said}, but stands in tier {first.tier}. What of it was luck? What does that mean "
            "for how success is judged in your house?"
        )
    elif len(best) > 1:
        others = [name for name in best if name != first.name]
        yield (
            f"{said}, and cannot be told apart by decisions from {_listed(others)}. What have "
            "these teams done alike, though their results differ?"
        )
    else:
        yield f"{said}, and decides best in other worlds too. What would the others take over?"


def _best_and_worst(it: Recorded) -> Iterator[str]:
    """The two days of decisions that brought and cost most in the whole room."""
    known = [(parts, parts.telling) for parts in it.judged if parts.telling]
    good = [pair for pair in known if pair[1].sure and pair[1].value > 0]
    bad = [pair for pair in known if pair[1].sure and pair[1].value < 0]
    if good:
        yield _about(max(good, key=lambda pair: pair[1].value), "What did they see that day?")
    if bad:
        yield _about(
            min(bad, key=lambda pair: pair[1].value),
            "What could they know that day, and what would they have had to ask?",
        )


def _about(pair: tuple[Judged, Telling], question: str) -> str:
    parts, it = pair
    return (
        f"Day {whole(it.day)}, {parts.name}: {it.what} ({more(it.value)} k€ on average). {question}"
    )


def _split_over_a_project(it: Recorded) -> Iterator[str]:
    """The project over which the room was most divided."""
    stopped: dict[str, list[str]] = {}
    for team in it.teams:
        for one in team.session.decisions:
            if isinstance(one, PauseProject | CancelProject):
                names = stopped.setdefault(one.project, [])
                if team.name not in names:
                    names.append(team.name)
    count = len(it.teams)
    divided = {project: min(len(who), count - len(who)) for project, who in stopped.items()}
    project = max(divided, key=lambda name: divided[name], default=None)
    if project is None or not divided[project]:
        return
    title = next(called(one) for one in it.scenario.projects if one.id == project)
    yield (
        f"{_listed(stopped[project])} stopped {title}; {count - len(stopped[project])} of {count} "
        "teams did not. What would each have had to believe to do as the other did?"
    )


def _answers_to_injects(it: Recorded) -> Iterator[str]:
    """What each made of what came to all."""
    names = names_by_id(it.scenario)
    flown = max((team.session.today for team in it.teams), default=0.0)
    for inject in it.scenario.injects:
        if inject.day > flown:
            continue
        number, answers = round_of(inject.day, it.rounds), []
        for team in it.teams:
            taken = [one for one in team.session.decisions if taken_on(one) >= inject.day
                     and round_of(taken_on(one), it.rounds) == number]  # fmt: skip
            if taken:
                answers.append(f"{team.name} decided: {in_words(taken[0], names)}")
        silent = len(it.teams) - len(answers)
        said = "; ".join(answers[:MOST_NAMED]) or "nobody decided anything more in that round"
        rest = f"; {silent} decided nothing more in that round" if answers and silent else ""
        yield f"“{inject.headline}” came on day {whole(inject.day)}: {said}{rest}. Why so?"


def _ranges(it: Recorded) -> Iterator[str]:
    """Whether the room was as sure as it might be."""
    if not it.is_over:
        return
    held = [given.held(it.results[team.name]) for team in it.teams for given in team.forecasts]
    if len(held) >= ENOUGH_RANGES:
        yield (
            f"{sum(held)} of {len(held)} ranges held; {SHARE * len(held):.0f} should have. How "
            "wide are the ranges of your own plans?"
        )


def _reasons(it: Recorded) -> Iterator[str]:
    """Decisions without a reason cannot be learned from."""
    taken = [one for team in it.teams for one in team.session.decisions]
    why = sum(bool(one.reason) for one in taken)
    if taken and why < FEW_REASONS * len(taken):
        yield (
            f"Of {len(taken)} decisions, {why or 'none'} had a reason. Which of yours can you "
            "still explain? Which one would you not take again?"
        )


def _listed(names: list[str]) -> str:
    if len(names) > MOST_NAMED + 1:
        return f"{', '.join(names[:MOST_NAMED])} and {len(names) - MOST_NAMED} more"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
