"""Risks that happen, and issues until somebody notices (M13, M15, M16)."""

from oracle import flaws
from oracle.burdens import give
from oracle.state import in_progress
from oracle.story import Story
from oracle.unseen import Burden, Flaw, Issue
from simulator import chance
from simulator import events as facts
from simulator.mechanisms import escalation, hazard
from simulator.scenario import Risk, on_grid


def strike(story: Story, risk: Risk) -> None:
    """A risk happens: something prevents it, or it becomes an issue."""
    state, day, seed = story.state, story.day, story.state.book.seed
    offers = [offer for offer in state.book.offers.values() if offer.risk == risk.id]
    working = [it for it in offers if state.works_from.get(it.id, day + 1) <= day]
    median = risk.impact
    for offer in working:
        if offer.kind == "reduce":
            median *= 1 - offer.effect
        elif chance.uniform(seed, "avoid", risk.id, offer.id) < offer.effect:
            _use(story, [offer])
            story.tell(facts.RiskAvoided(day, risk.project, risk.id, offer.id))
            return
    helped = [offer for offer in working if offer.kind == "reduce"]
    used = tuple(offer for offer in helped if offer.if_used)
    luck = chance.normal(seed, "size", risk.project, risk.id)
    issue = Issue(risk, day, hazard.size(median, risk.spread, luck), used)
    if not issue.size:
        _use(story, used)
        story.tell(facts.RiskAvoided(day, risk.project, risk.id, helped[0].id))
        return
    story.tell(facts.RiskOccurred(day, risk.project, risk.id, on_grid(issue.size)))
    if state.book.how.detection is None:
        notice(story, issue, "at once")
    else:
        story.tell(issue)


def _use(story: Story, offers) -> None:
    for offer in offers:
        if offer.if_used:
            story.tell(facts.MitigationUsed(story.day, offer.id, offer.risk, offer.if_used))


def notice(story: Story, hidden: Issue | Flaw, by: str) -> None:
    """Somebody knows of what was hidden; its work goes to the team."""
    if isinstance(hidden, Flaw):
        flaws.mend(story, hidden, by)
        return
    risk, size = hidden.risk, _grown(story, hidden)
    story.tell(facts.IssueDetected(story.day, risk.project, risk.id, size, risk.hits, by))
    _use(story, hidden.used)
    if risk.hits != "cost":
        give(story, risk.project, Burden(risk.id, risk.hits, own=True), size)


def _grown(story: Story, issue: Issue) -> float:
    """How large an issue has become until today."""
    how, size = story.state.book.how.escalation, issue.size
    if how:
        size *= escalation.grown(issue.risk.growth, story.day - issue.since, how.limit)
    return on_grid(size)


def deliver(story: Story, project: str) -> None:
    """All that is hidden in a project comes out before it is delivered."""
    for hidden in [it for it in story.state.hidden if it.project == project]:
        notice(story, hidden, "delivery")


def come_out(story: Story, name: str) -> None:
    """A crisis, unless somebody has noticed; others may be drawn in."""
    for issue in story.state.hidden:
        if isinstance(issue, Issue) and issue.name == name:
            notice(story, issue, "crisis")
            if issue.risk.hits == "effort":
                _spread(story, issue)


def _spread(story: Story, issue: Issue) -> None:
    """A crisis makes work in other projects, each time with the chance of branching."""
    book, name, number = story.state.book, issue.name, 0
    others = [it for it in in_progress(story.state) if it != issue.project]
    how, effort = book.how.escalation, on_grid(issue.size)
    while others and chance.uniform(book.seed, "spreads", name, number) < how.branching:
        lot = chance.uniform(book.seed, "spreads to", name, number)
        other, number = others[int(lot * len(others))], number + 1
        story.tell(facts.IssueSpread(story.day, other, name, effort))
        give(story, other, Burden(name), effort, number)


def look_around(story: Story, week: int) -> None:
    """A review, if there is one this week, and then reports, if there are."""
    state, how = story.state, story.state.book.how.detection
    if how is None:
        return
    every, depth = state.rules["review_weeks"], state.rules["review_depth"]
    projects = len(in_progress(state))
    if every and week % every == 0 and projects:
        price = how.audit_price if depth == "audit" else how.review_price
        story.tell(facts.ReviewHeld(story.day, depth, projects, price * projects))
        _look(story, week, how.audit if depth == "audit" else how.review, depth)
    if week % how.report_weeks == 0:
        _look(story, week, how.report, "report")


def _look(story: Story, week: int, sees: float, by: str) -> None:
    """Each issue of each project in progress is noticed with this chance."""
    state = story.state
    for project in in_progress(state):
        for hidden in [it for it in state.hidden if it.project == project]:
            name = ("look", project, hidden.name, week)
            if chance.uniform(state.book.seed, *name) < sees:
                notice(story, hidden, by)
