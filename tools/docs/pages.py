"""Pages that are written from the code each time: cards, organisations, lessons, Python."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import card_curves
import reference
import yaml

from lessons.lobby import LESSONS
from simulator import figures, load
from simulator.mechanisms import CARDS, Card
from simulator.policies import Policy
from simulator.readers import shipped
from simulator.scenario import Scenario
from simulator.session import Session

ROOT = Path(__file__).resolve().parents[2]
Page = tuple[str, str]
"""Where it stands among the pages, and what it says."""


def pages() -> Iterator[Page]:
    """All of them."""
    yield "course.md", course()
    yield from mechanisms()
    yield from organisations()
    yield from reference.pages()
    yield "citation.md", citation()


def drawing(html: str, kind: str = "") -> str:
    """A picture that stands in a page as it is; a large one is not made smaller on a phone."""
    return f'```{{raw}} html\n<div class="drawing {kind}">{html}</div>\n```\n'


def table(columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    """A table in Markdown."""
    lines = [columns, ("---",) * len(columns), *rows]
    cells = ([str(cell).replace("|", "\\|").replace("\n", " ") for cell in line] for line in lines)
    return "\n".join(f"| {' | '.join(line)} |" for line in cells) + "\n"


def tree(names: Iterable[str]) -> str:
    """The pages below this one, in this order."""
    return "```{toctree}\n:hidden:\n\n" + "\n".join(names) + "\n```\n"


# The course


def course() -> str:
    """All notebooks, as the lobby names them."""
    parts = [
        "# The course\n",
        "Twelve notebooks, each with a question, a prediction that you lock, a picture to act on, "
        "and what it means. They open from the lobby (`make lab`), one after the other or each by "
        "itself. You need not program.\n",
    ]
    for lesson in LESSONS:
        parts += beside(ROOT / "notebooks" / lesson.file)[:2]
        parts.append(f"{lesson.minutes} minutes. {lesson.learn}\n")
        if lesson.exercise:
            more = lesson.exercise
            parts.append(f"*{more.title}*, {more.minutes} minutes: {more.learn}\n")
    known = {lesson.file for lesson in LESSONS}
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        if path.name not in known:
            parts += beside(path)
    return "\n".join(parts)


def beside(path: Path) -> list[str]:
    """The mark, the heading and the first words of a notebook."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    heading, words, *_ = "".join(cells[0]["source"]).split("\n\n")
    number, plain = path.name[:2], LINK.sub(r"\1", words)
    return [f"(lesson-{number})=", f"## {number} {heading.removeprefix('# ')}\n", f"{plain}\n"]


LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")


# Mechanisms


def mechanisms() -> Iterator[Page]:
    """A page for each mechanism, and one that names them all."""
    rows = ((f"[{it.number}]({it.number}.md)", title(it), it.meaning) for it in CARDS.values())
    text = (
        "# The mechanisms\n\nHow this world works, one short file a mechanism. Each card says what "
        "the mechanism does, its formula, its numbers with their sources, what its size was held "
        "against, and what it leaves out. Every number can be changed in a scenario's file, and "
        "each mechanism that acts by itself can be [switched off](../howto/switch_off.md).\n\n"
    )
    below = tree(it.number for it in CARDS.values())
    yield "mechanisms/index.md", text + table(("number", "name", "what it says"), rows) + below
    for card in CARDS.values():
        yield f"mechanisms/{card.number}.md", mechanism(card)


def title(card: Card) -> str:
    """What a mechanism is called."""
    return card.name.replace("_", " ")


def mechanism(card: Card) -> str:
    """The card of one mechanism with its curves."""
    drawn = "".join(drawing(it.html()) for it in card_curves.sketches(card.number))
    rows = ((f"`{it.name}`", it.default, it.range, it.unit, it.meaning, it.source)
            for it in card.parameters)  # fmt: skip
    columns = ("parameter", "default", "may be", "unit", "meaning", "source")
    numbers = table(columns, rows) if card.parameters else "It has no numbers of its own.\n"
    offices = [it for it in map(load, shipped()) if is_on(card, it)]
    where = [f"[{it.title}](../organisations/{it.name}.md)" for it in offices]
    return (
        f"# {card.number}: {title(card)}\n\n{card.meaning}\n\n{drawn}\n"
        f"## Formula\n\n```text\n{card.formula}\n```\n\n## Numbers\n\n{numbers}\n"
        f"## How far to believe it\n\nSource\n: {card.source}\n\n"
        f"Size checked against\n: {card.checked}\n\nLeaves out\n: {card.leaves_out}\n\n"
        f"Met in\n: {card.lesson}\n\nOn in\n: {', '.join(where) or 'none that is here'}\n\n"
        f"Switch\n: {switch(card)}\n"
    )


def is_on(card: Card, scenario: Scenario) -> bool:
    """Whether a mechanism acts in an organisation."""
    return card.record is None or getattr(scenario.mechanisms, card.name) is not None


def switch(card: Card) -> str:
    """How to switch a mechanism on and off."""
    if card.record is None:
        return f"there is nothing to switch off: {card.no_switch}"
    return f"on where a scenario's file has the table `[mechanisms.{card.name}]`"


# Organisations


def organisations() -> Iterator[Page]:
    """A page for each organisation that comes with the simulator, and one that names them all."""
    offices = [load(name) for name in shipped()]
    rows = (
        (f"[{it.title}]({it.name}.md)", len(it.projects), people(it), len(on(it)), promised(it))
        for it in offices
    )
    text = (
        "# The organisations\n\nAll of them are invented. What a PMO is worth differs from one to "
        "the other, and in one of them the best PMO is none: [where each decision pays]"
        "(../pay.md).\n\n"
    )
    columns = ("organisation", "projects", "people", "mechanisms on", "value promised (k€)")
    yield "organisations/index.md", text + table(columns, rows) + tree(it.name for it in offices)
    for office in offices:
        yield f"organisations/{office.name}.md", organisation(office)


def people(scenario: Scenario) -> str:
    """How many people an organisation begins with."""
    return f"{sum(role.people for role in scenario.roles):g}"


def promised(scenario: Scenario) -> str:
    """What all projects are worth in time, in k€."""
    return f"{sum(it.value for it in scenario.projects):,.0f}"


def on(scenario: Scenario) -> list[Card]:
    """The mechanisms that are switched on in an organisation."""
    return [it for it in CARDS.values() if it.record and is_on(it, scenario)]


def organisation(scenario: Scenario) -> str:
    """What somebody who begins there should know."""
    plan = Session(scenario, Policy(order="due_first")).plan
    picture = drawing(figures.gantt(plan, scenario).html(), "large")
    roles = table(
        ("role", "people", "k€ a day each"),
        ((it.name or it.id, f"{it.people:g}", f"{it.rate:g}") for it in scenario.roles),
    )
    projects = table(
        ("project", "sponsor", "arrives", "due", "value (k€)", "k€ a day late"),
        ((it.name or it.id, it.sponsor, f"{it.arrival:g}", "–" if it.due is None else f"{it.due:g}",
          f"{it.value:,.0f}", f"{it.cost_of_delay:g}") for it in scenario.projects),
    )  # fmt: skip
    cards = ", ".join(f"[{it.number} {title(it)}](../mechanisms/{it.number}.md)"
                      for it in on(scenario))  # fmt: skip
    return (
        f"# {scenario.title}\n\n{scenario.story.strip()}\n\nFly it from the lobby, or:\n\n"
        f"```bash\npython -m simulator run {scenario.name} --policy due_first --seed 7\n```\n\n"
        f"## As planned\n\nWithout chance, and first what is due first.\n\n{picture}\n"
        f"## People\n\n{roles}\n## Projects\n\nDays are working days from the beginning.\n\n"
        f"{projects}\n## Mechanisms\n\nOn here, besides what acts everywhere: {cards}.\n"
    )


# Citation


def citation() -> str:
    """How to name the simulator where its results are used, from the file that says it."""
    about = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    who = ", ".join(it["name"] for it in about["authors"])
    entry = (
        f"@software{{pmo_flight_simulator,\n  author  = {{{{{who}}}}},\n"
        f"  title   = {{{about['title']}}},\n  version = {{{about['version']}}},\n"
        f"  license = {{{about['license']}}},\n}}"
    )
    return (
        f"# Citing it\n\nName the version: a number means the same only there.\n\n"
        f"> {who}: *{about['title']}*, version {about['version']}.\n\n```bibtex\n{entry}\n```\n\n"
        "Say besides which organisation, policy, worlds and fate a number comes from: with these "
        "four anybody gets it again, to the last digit. What the model was held against is in "
        "[Validation](validation.md); name the sources of a mechanism from "
        "[its card](mechanisms/index.md) where a number rests on it.\n"
    )
