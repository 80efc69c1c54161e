"""Checks for notebook and exercise 07: what a card hides, who warns first, when to stop."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from statistics import fmean

from msgspec.structs import replace

from exercises.feedback import NOT_ANSWERED, Feedback
from simulator import Policy, load
from simulator.calendar import DAYS_A_WEEK
from simulator.explorables import indicators
from simulator.explorables.cards import audit_saves
from simulator.explorables.forward import going_on
from simulator.explorables.indicators import NAMES, both, line
from simulator.explorables.looking import NEARLY, NOBODY, Course, alone, course, worth
from simulator.mechanisms import EarlyWarning, Visibility
from simulator.scenario import Scenario

_FILES = Path(__file__).parents[1] / "lessons" / "scenarios"
OFFICE = load(_FILES / "dashboard.toml")
"""Nine projects, each with a crew of its own."""
STOP = load(_FILES / "dashboard_stop.toml")
"""Four in the middle, each with one that waits for its crew."""
DAY = 120.0
"""Week 24: cards are looked at, and decisions taken."""
WORLDS = range(501, 561)
"""Others than those of the pictures."""
FEW = range(501, 519)
"""Of nine projects each; enough for how long they take."""
FALSE = 20
"""False alarms that are allowed, in a hundred good projects."""
RUNNING = tuple(it.id for it in STOP.projects if not it.id.endswith("_next"))
NAMES_OF = {it.id: it.name for it in (*OFFICE.projects, *STOP.projects)}
NEAR = 12
"""How far a share may lie from the right one, in points."""


# What cards say, and what was so


@cache
def courses() -> tuple[Course, ...]:
    """How all nine projects go in all worlds."""
    return tuple(
        course(alone(OFFICE, project.id), seed, DAY)
        for project in OFFICE.projects
        for seed in WORLDS
    )


@cache
def not_red() -> float:
    """Of a hundred reports of projects that end red: how many say something else."""
    told = [colour for it in courses() if it.colour == "red" for colour in it.reports]
    return 100 * (1 - told.count("red") / len(told))


@cache
def ends_late(*told: str) -> float:
    """Of a hundred cards of these colours on the day: how many projects end yellow or red."""
    ends = [it.colour for it in courses() if it.finish > DAY and it.standing.told[-1] in told]
    return 100 * (1 - ends.count("green") / len(ends))


@cache
def after_ninety() -> float:
    """Weeks from the day on which a card says 90 % until the project is finished, on average."""
    return fmean(weeks_left(project.id, seed) for project in OFFICE.projects for seed in WORLDS)


def weeks_left(project: str, seed: int) -> float:
    """Weeks from the day on which a card says 90 % until the project is finished, in a world."""
    went = course(alone(OFFICE, project), seed, DAY)
    return (went.finish - went.nearly) / DAYS_A_WEEK


def green(answer: float | None) -> Feedback:
    """A card is green in week 24. In how many of 100 such cases does it not end green?"""
    if answer is None:
        return NOT_ANSWERED
    if not 0 <= answer <= 100:
        return Feedback(False, "Give a number of cases, from 0 to 100.")
    right = ends_late("green")
    found = f"Over {len(WORLDS)} worlds it is {right:.0f} of 100 green cards."
    if abs(answer - right) <= NEAR:
        return Feedback(
            True, f"{found} Of the yellow and red ones it is {ends_late('yellow', 'red'):.0f}."
        )
    if answer <= 10:
        return Feedback(False, "So the card would be right. Turn one over above, and count again.")
    if answer < right and answer <= 45:
        return Feedback(
            False,
            "That would be so if crews knew the truth and some told it otherwise. What does a crew "
            "not know itself?",
        )
    side = "More" if answer < right else "Fewer"
    return Feedback(False, f"{side} than that: count the cards that you have turned over.")


# Who warns first


THREE = "quay", "cranes", "market"
"""Projects for a check, others than those before it."""
RACED = "power", "siding", "tower"
"""Projects that the indicators watch in the lesson; the first has a picture."""
MANY_ENDS = 60
"""So many ends of a project that are red, and so many that are not."""


@cache
def warned(indicator: str, *projects: str) -> float:
    """Of a hundred projects that end red: of how many an indicator warns before the due day."""
    found = []
    for project in projects or THREE:
        red, good = both(alone(OFFICE, project), 5001, MANY_ENDS)
        most = line(good, indicator, FALSE / 100)
        found += [it.week_of(indicator, most) is not None for it in red]
    return 100 * sum(found) / len(found)


ALARMS = {name: it for it, name in NAMES.items()}


def alarm(answer: str | None) -> Feedback:
    """Three other projects, as many false alarms: which indicator warns of most?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in NAMES:
        return Feedback(False, f"'{answer}' is not one of the indicators; choose one.")
    found = f"It warns of {warned(answer):.0f} in a hundred of these that end red."
    if answer == max(NAMES, key=warned):
        return Feedback(True, f"{found} It counts what must still be wrong, though nobody saw it.")
    why = {
        indicators.REPORT: "It can only say what its crew knows.",
        indicators.BACK: "Where much came back, little is left hidden; it is no bad sign.",
        indicators.MONEY: "It takes what counts as done for done, wrong or not.",
        indicators.COST: "It takes what counts as done for done, wrong or not.",
        indicators.TIME: "It takes what counts as done for done, wrong or not.",
        indicators.LOG: "Another warns of more here.",
    }[answer]
    return Feedback(False, f"{found} {why}")


# Go on or stop

LATER, SPENT, TOLD, BETTER = (
    "the contract runs until day 260",
    "twice as much has been spent on them",
    "their card is green, and honest",
    "what waits for their crew is worth twice as much",
)
CHANGES = (LATER, SPENT, TOLD, BETTER)


@cache
def gains(project: str) -> tuple[float, ...]:
    """What going on with a project brings against stopping it, world by world, in k€."""
    office = alone(STOP, project, f"{project}_next")
    return tuple(going_on(office, project, seed, DAY) for seed in WORLDS)


@cache
def gain(how: str = "") -> float:
    """What going on with the two cranes brings against stopping them, in k€ on average."""
    office = alone(STOP, "cranes", "cranes_next")
    first, after = office.projects
    spent = 0.0
    if how == LATER:
        first = replace(first, deadline=260.0)
    elif how == BETTER:
        after = replace(after, value=2 * after.value, cost_of_delay=2 * after.cost_of_delay)
    elif how == TOLD:
        office = replace(office, mechanisms=replace(office.mechanisms, distortion=None))
    elif how == SPENT:
        spent = DAY * office.roles[0].people * office.roles[0].rate
    office = replace(office, projects=(first, after))
    goes_on = fmean(going_on(office, "cranes", seed, DAY) for seed in WORLDS) - spent
    return goes_on - (0.0 - spent)  # who stops has spent it, too


def stop(answer: str | None) -> Feedback:
    """Which one change makes it right to go on with the two cranes?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in CHANGES:
        return Feedback(False, f"'{answer}' is not one of the answers; choose one.")
    found = f"Going on then brings {gain(answer):+,.0f} k€ against stopping.".replace("-", "−")
    if gain(answer) > 0:
        return Feedback(True, f"{found} What lies ahead has changed, and only that counts.")
    why = {
        SPENT: "It is spent on both ways, so it cannot tell them apart.",
        TOLD: "A colour changes nothing that lies ahead.",
        BETTER: "Then it costs even more to keep the crew from it.",
    }.get(answer, "")
    return Feedback(False, f"{found} {why}".strip())


# Finding sooner, working faster, saying it


@cache
def finish(policy: Policy = NOBODY, office: Scenario = OFFICE) -> float:
    """The day on which a project is finished, on average over all nine and a few worlds."""
    lone = [alone(office, it.id) for it in office.projects]
    return fmean(course(it, seed, DAY, None, policy).finish for it in lone for seed in FEW)


@cache
def faster(by: float) -> Scenario:
    """The same office whose crews need so much less time for everything they plan, as a share."""

    def shorter(project: str) -> Scenario:
        one = next(it for it in OFFICE.projects if it.id == project)
        work = tuple(replace(it, effort=(it.effort or 0) * (1 - by)) for it in one.activities)
        return replace(one, activities=work)

    return replace(OFFICE, projects=tuple(shorter(it.id) for it in OFFICE.projects))


def audits(weeks: int) -> Policy:
    """Somebody from outside looks at every project, every so many weeks."""
    return Policy(review_weeks=weeks, review_depth="audit")


def sooner(policy: Policy = NOBODY, office: Scenario = OFFICE) -> float:
    """Days by which projects end sooner than they do without anything, on average."""
    return finish() - finish(policy, office)


@cache
def changed(office: Scenario, welcome: bool = False, sharp: bool = False) -> Scenario:
    """An office in which bad news is welcome, or reports are fresh and sharp."""
    how = office.mechanisms
    if welcome:
        how = replace(how, early_warning=EarlyWarning(start=1, ceiling=1, loss=0))
    if sharp:
        how = replace(how, visibility=Visibility(noise=0, delay=0))
    return replace(office, mechanisms=how)


def red_told(office: Scenario, policy: Policy, seed: int) -> float:
    """Of a hundred reports of projects that end red in a world: how many say so."""
    told = [
        colour
        for project in office.projects
        for it in [course(alone(office, project.id), seed, DAY, None, policy)]
        if it.colour == "red"
        for colour in it.reports
    ]
    return 100 * told.count("red") / len(told) if told else 100.0


def four(office: Scenario, policy: Policy, seed: int) -> float:
    """What the four crews bring in a world, after all that is spent, in k€."""
    return sum(worth(alone(office, it, f"{it}_next"), seed, policy) for it in RUNNING)


# The exercise

REDDEST, NEAREST, MUCH, LITTLE = (
    "its card is red",
    "its card says 90 % or more",
    "most of all has come back from it",
    "least of all has come back from it",
)
PLACES = (REDDEST, NEAREST, MUCH, LITTLE)
PICKED: Mapping[str, Callable[[dict[str, Course]], list[str]]] = {
    REDDEST: lambda all_: [it for it, on in all_.items() if on.standing.told[-1:] == ("red",)],
    NEAREST: lambda all_: [it for it, on in all_.items() if on.standing.done >= NEARLY],
    MUCH: lambda all_: [max(all_, key=lambda it: _back(it, all_))],
    LITTLE: lambda all_: [min(all_, key=lambda it: _back(it, all_))],
}


@cache
def look_saves(place: str) -> float:
    """What an audit of such a project saves after its price, in k€ on average."""
    saved = []
    for seed in WORLDS:
        on = {it.id: course(alone(OFFICE, it.id), seed, DAY) for it in OFFICE.projects}
        going = {it: one for it, one in on.items() if one.finish > DAY + DAYS_A_WEEK}
        saved += [audit_saves(OFFICE, it, seed, DAY) for it in PICKED[place](going)]
    return fmean(saved)


@cache
def single_pays() -> float:
    """Behind how many of a hundred cards a single audit brings more than its price."""
    saved = [
        audit_saves(OFFICE, project.id, seed, DAY)
        for project in OFFICE.projects
        for seed in WORLDS
        if course(alone(OFFICE, project.id), seed, DAY).finish > DAY + DAYS_A_WEEK
    ]
    return 100 * sum(it > 0 for it in saved) / len(saved)


def look(answer: str | None) -> Feedback:
    """One audit is left. Behind which card do you look?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in PLACES:
        return Feedback(False, f"'{answer}' is not one of the answers; choose one.")
    found = f"Such an audit saves {look_saves(answer):,.0f} k€ on average, after its price."
    if answer == max(PLACES, key=look_saves):
        return Feedback(True, f"{found} What is wrong there has not come back yet.")
    why = {
        REDDEST: "A red card tells what is known already.",
        NEAREST: "What is found so late saves few days; delivery would have found it, too.",
        MUCH: "What has come back is hidden no more.",
    }.get(answer, "")
    return Feedback(False, f"{found} {why}".strip())


SPENT_SO_FAR, BENEFIT, TO_GO, FREED = 640.0, 420.0, 130.0, 210.0
"""A case to reckon with: k€ spent, still to come, still to pay, and what its people could bring."""


def forward(answer: float | None) -> Feedback:
    """What is going on worth, in k€?"""
    if answer is None:
        return NOT_ANSWERED
    right = BENEFIT - TO_GO - FREED
    if abs(answer - right) < 1:
        return Feedback(
            True, f"{right:,.0f} k€ lie ahead. It goes on, though it has cost more than it brings."
        )
    wrong = {
        right - SPENT_SO_FAR: "What is spent is spent on both ways. Leave it out.",
        BENEFIT - TO_GO - SPENT_SO_FAR: "What is spent is spent on both ways, and the crew "
        "has something else to do.",
        BENEFIT - TO_GO: "And the people: what would they bring elsewhere?",
        BENEFIT - FREED: "And what has still to be paid?",
        BENEFIT: "That is what still comes. What does it take to get it?",
    }
    near = next((said for amount, said in wrong.items() if abs(answer - amount) < 1), "")
    return Feedback(False, near or "What still comes, less what is still paid, less what else.")


AS_IT_IS, BLURRED, HIDDEN, UNREAD = (
    "reports are fresh and sharp",
    "reports are blurred, and most projects are worth their end",
    "a fifth of all work is wrong, and nobody knows",
    "nobody stops anything because of a report",
)
WHERE = (AS_IT_IS, BLURRED, HIDDEN, UNREAD)
ROSY = 0.75
"""Chance that a rosy writer makes a report better than what they see."""
MANY = range(501, 581)


@cache
def strict(where: str, better: float) -> tuple[float, ...]:
    """What two crews bring where every report that says so ends a project, world by world: k€."""
    how = STOP.mechanisms
    assert how.rework is not None and how.distortion is not None
    quality = 0.8 if where == HIDDEN else 0.95
    blur = 0.35 if where == BLURRED else 0.0
    how = replace(
        how,
        governance=None,
        rework=replace(how.rework, quality=quality),
        visibility=Visibility(noise=blur, delay=0),
        distortion=replace(how.distortion, better=better),
    )
    policy = NOBODY if where == UNREAD else Policy(stop="forward_value")
    totals = [0.0] * len(MANY)
    for project, due, value in (("tower", 190.0, 800.0), ("siding", 195.0, 700.0)):
        first, after = alone(STOP, project, f"{project}_next").projects
        first = replace(first, due=due, deadline=due + 35, value=value)
        after = replace(after, due=340.0, value=300.0, cost_of_delay=1.0)
        office = replace(
            alone(STOP, project, f"{project}_next"), projects=(first, after), mechanisms=how
        )
        for place, seed in enumerate(MANY):
            totals[place] += worth(office, seed, policy)
    return tuple(totals)


@cache
def rosy_gains(where: str) -> tuple[float, ...]:
    """What rosy writers bring against writers who never make anything better: k€ a world."""
    return tuple(
        rosy - plain for rosy, plain in zip(strict(where, ROSY), strict(where, 0.0), strict=True)
    )


def rosy(answer: str | None) -> Feedback:
    """Where do rosy reports help?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in WHERE:
        return Feedback(False, f"'{answer}' is not one of the answers; choose one.")
    gain_ = fmean(rosy_gains(answer))
    found = f"Rosy writers then bring {gain_:+,.0f} k€ a world.".replace("-", "−")
    if answer == max(WHERE, key=lambda it: fmean(rosy_gains(it))):
        return Feedback(
            True,
            f"{found} Who stops at every bad report stops good projects by mistake; optimism keeps "
            "some of them alive.",
        )
    why = {
        AS_IT_IS: "Where what is seen is true, making it better helps little.",
        HIDDEN: "There a report is too bright already, and nobody had to make it so.",
        UNREAD: "What nobody acts on does neither good nor harm.",
    }.get(answer, "")
    return Feedback(False, f"{found} {why}".strip())


def _back(project: str, all_: Mapping[str, Course]) -> float:
    record = next(it for it in OFFICE.projects if it.id == project)
    return all_[project].standing.back / record.effort
