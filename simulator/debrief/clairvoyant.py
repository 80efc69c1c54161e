"""The best that can be found in one world by who knows what will happen in it: a bound, no grade.

One world is certain, so whatever is tried is tried once, and nothing is averaged. First come those
who are to be bounded, and, for the best of them, offers against just the risks that strike here.
Then sampled policies take turns with moves from the best so far: neighbours of its policy, projects
in another order, an offer more or less. A longer search begins with every shorter one.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from simulator import metrics
from simulator.chance import uniform
from simulator.decisions import BuyMitigation, Decision, OrderProjects
from simulator.events import RiskAvoided, RiskOccurred
from simulator.experiment import Captain
from simulator.experiment.blind import blind
from simulator.experiment.sampling import neighbour, sampled
from simulator.limits import MOST_EVENTS
from simulator.scenario import Scenario

TURN = 5
"""One try in so many is a sampled policy, the others are moves from the best."""
LOTS = "clairvoyant"


class Foreseen(NamedTuple):
    """What was found in one world."""

    seed: int
    net: float
    """The best net value that was found, in k€."""
    captain: Captain
    """Who reaches it."""
    given: tuple[float, ...]
    """Net value of each of those who are bounded, in their order; none of them has more."""
    tries: int


def clairvoyant(
    seed: int, scenario: Scenario, captains: Sequence[Captain], tries: int = 100
) -> Foreseen:
    """The best of the captains and of so many tries in the world with this seed.

    The same seed, captains and tries always find the same. Raises EndlessError for a captain who
    never comes to an end.
    """
    world = _World(scenario, seed)
    given = tuple(world.play(captain) for captain in captains)
    offers = range(min(len(world.offers()), tries))
    for place in offers:
        world.play(world.with_offer(place))
    for number in range(tries - len(offers)):
        turn, rest = divmod(number, TURN)
        world.play(world.moved(number) if rest else Captain(sampled(turn)))
    return Foreseen(seed, world.net, world.best, given, tries)


class _World:
    """One world, the best that has been found in it, and the risks that have struck so far."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self.scenario, self.seed = scenario, seed
        self.best, self.net = Captain(), float("-inf")
        self.strikes: set[str] = set()

    def play(self, captain: Captain) -> float:
        """The net value of this captain here, who is kept if nobody had as much."""
        policy, decisions, _ = captain
        events, _ = blind(self.scenario, policy, self.seed, decisions, MOST_EVENTS)
        self.strikes |= {it.risk for it in events if isinstance(it, RiskOccurred | RiskAvoided)}
        net = metrics.summary(events, self.scenario)["net"]
        if net > self.net:
            self.best, self.net = captain, net
        return net

    def moved(self, number: int) -> Captain:
        """The best captain with one thing changed, which one the number says."""
        kinds: list[Callable[[int], Captain]] = [self._with_neighbour, self._in_other_order]
        if offers := self.offers():
            kinds.append(lambda it: self.with_offer(_pick(len(offers), "offer", it)))
        return kinds[_pick(len(kinds), "kind", number)](number)

    def _with_neighbour(self, number: int) -> Captain:
        policy = neighbour(self.best.policy, number, LOTS)
        return self.best._replace(policy=policy, blindly=True)

    def _in_other_order(self, number: int) -> Captain:
        """One project put somewhere else in the line of projects, which then stands from day 0."""
        line = [project.id for project in self.scenario.projects]
        rest: list[Decision] = []
        for decision in self.best.decisions:
            if isinstance(decision, OrderProjects) and not decision.day:
                first = list(decision.projects)
                line = first + [it for it in line if it not in first]
            else:
                rest.append(decision)
        project = line.pop(_pick(len(line), "project", number))
        line.insert(_pick(len(line) + 1, "place", number), project)
        whole = OrderProjects(tuple(line), day=0.0)
        return self.best._replace(decisions=(*rest, whole), blindly=True)

    def with_offer(self, place: int) -> Captain:
        """An offer against a risk that strikes here, bought on day 0; or not bought after all."""
        wanted = BuyMitigation(self.offers()[place], day=0.0)
        if wanted in self.best.decisions:
            rest = tuple(it for it in self.best.decisions if it != wanted)
            return self.best._replace(decisions=rest)
        return self.best._replace(decisions=(*self.best.decisions, wanted), blindly=True)

    def offers(self) -> list[str]:
        """Offers against risks that have struck in any of the futures of this world."""
        return [it.id for it in self.scenario.mitigations if it.risk in self.strikes]


def _pick(count: int, what: str, number: int) -> int:
    return int(uniform(number, LOTS, what) * count)
