"""The clocks of risks: when they run, when they rest, and how fast (M13, M14)."""

from oracle.book import Book, hour_after
from oracle.due import Strike
from oracle.state import State, Watch, ask, call_off
from simulator import chance
from simulator.mechanisms import common_cause, hazard
from simulator.scenario import Risk


def watches(book: Book) -> dict[str, Watch]:
    """The clocks of all risks, before any of them runs."""
    found = {}
    for risk in book.risks.values() if book.how.hazard else ():
        length = book.critical_end(risk.project) - book.projects[risk.project].arrival
        rate = hazard.rate(risk.probability, length)
        if rate > 0:
            found[risk.id] = Watch(_luck(book, risk) / rate)
    return found


def _luck(book: Book, risk: Risk) -> float:
    """What must be lived through until a risk happens; those of one driver have some in common."""
    name, shared = ("risk", risk.project, risk.id), book.how.common_cause
    if shared is None:
        return chance.exponential(book.seed, *name)
    own, common = (chance.normal(book.seed, *it) for it in (name, ("driver", risk.driver)))
    return common_cause.clock(own, common, shared.correlation)


def begin(state: State, project: str, day: float) -> State:
    """The clocks of a project's risks run."""
    for risk in _of(state, project):
        state = _run(state, risk, state.watches[risk].left, day)
    return state


def rest(state: State, project: str, day: float) -> State:
    """The clocks of a project's risks stop."""
    for risk in _of(state, project):
        if state.watches[risk].since is not None:
            stopped = {risk: Watch(_left(state, risk, day))}
            state = call_off(state, Strike(risk))
            state = state._replace(watches={**state.watches, risk: stopped[risk]})
    return state


def stir(state: State, hazard: float, day: float) -> State:
    """All clocks that run go faster or slower from this day on."""
    running = [
        risk
        for project in state.book.projects
        for risk in _of(state, project)
        if state.watches[risk].since is not None
    ]
    left = {risk: _left(state, risk, day) for risk in running}
    state = state._replace(hazard=hazard)
    for risk in running:
        state = _run(state, risk, left[risk], day)
    return state


def _of(state: State, project: str) -> list[str]:
    return [risk for risk in state.watches if state.book.risks[risk].project == project]


def _left(state: State, risk: str, day: float) -> float:
    watch = state.watches[risk]
    return watch.left - (day - watch.since) * state.hazard


def _run(state: State, risk: str, left: float, day: float) -> State:
    new = state._replace(watches={**state.watches, risk: Watch(left, day)})
    return ask(new, Strike(risk), max(day, hour_after(day + left / state.hazard)))
