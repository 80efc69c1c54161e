"""Five numbers about a flight: against brute force, and with skill and luck that were planted."""

from functools import cache
from itertools import combinations
from statistics import fmean

import pytest
from office import chain, office, on, project

from simulator import Policy, Session, debrief, experiment, metrics
from simulator.chance import seed_under
from simulator.debrief import Forecast, Likely
from simulator.decisions import CancelProject, ChangePeople, ChangePolicy, PauseProject
from simulator.errors import RefusedError
from simulator.experiment import interval
from simulator.experiment.blind import blind
from simulator.limits import MOST_EVENTS
from simulator.mechanisms import Attention, Duration, Mechanisms
from simulator.policies.reference import REFERENCE
from simulator.scenario import Role

LUCK = Mechanisms(duration=Duration(standard=0.5, on_plan=0.0), attention=Attention())
TEAM = office(
    project("d", chain("d", 4.0, 3.0), value=40.0, due=10.0, cost_of_delay=0.5),
    project("c", chain("c", 5.0, 5.0), value=90.0, due=14.0, cost_of_delay=2.0),
    project("b", chain("b", 3.0, 4.0), value=150.0, due=8.0, cost_of_delay=15.0),
    project("a", chain("a", 6.0, 2.0), value=120.0, due=9.0, cost_of_delay=9.0),
    roles=[Role(id="developer", people=2.0, rate=0.5)], mechanisms=LUCK, projects_per_person=2,
)  # fmt: skip
"""Four projects for two people, in the worst order, with luck in everything."""
HIRE = on(1, ChangePeople("developer", 1))
FLIGHT = Session(TEAM, Policy(), 5, (HIRE,)).to_end()
MANY = 60


def net(policy, seed, decisions=()) -> float:
    events, _ = blind(TEAM, policy, seed, decisions, MOST_EVENTS)
    return metrics.summary(events, TEAM)["net"]


def elsewhere(policy=FLIGHT.policy, decisions=FLIGHT.decisions, fate="debrief") -> list[float]:
    return [net(policy, seed_under(fate, world), decisions) for world in range(MANY)]


@pytest.fixture(scope="module")
def found():
    ranges = [Forecast(what="last_finish", low=1.0, high=99.0), Likely(project="a", probability=1)]
    return debrief.numbers(FLIGHT, MANY, ranges, best=REFERENCE)


def test_the_result_is_what_happened_and_par_is_the_reference_in_the_same_world(found):
    assert found["result"] == pytest.approx(net(FLIGHT.policy, 5, (HIRE,)))
    assert found["versus_par"] == pytest.approx(found["result"] - net(REFERENCE, 5))
    assert found["result"].worlds == 0 and found["result"].words.endswith(" k€ net.")


def test_the_value_of_decisions_is_what_they_bring_in_worlds_that_nobody_has_flown(found):
    mean, low, high = interval(elsewhere())
    value = found["decision_value"]
    assert (value, value.low, value.high) == pytest.approx((mean, low, high))
    assert value.worlds == MANY and value.basis.fate == "debrief"


def test_the_way_to_the_best_begins_where_nobody_decides(found):
    nothing, best = fmean(elsewhere(Policy(), ())), fmean(elsewhere(REFERENCE, ()))
    way = found["way_to_best"]
    assert way == pytest.approx(100 * (found["decision_value"] - nothing) / (best - nothing))
    assert way.high > way > way.low
    idle, par = (
        debrief.numbers(Session(TEAM, policy), 20, best=REFERENCE)["way_to_best"]
        for policy in (Policy(), REFERENCE)
    )
    assert (idle, par, par.low, par.high) == pytest.approx((0, 100, 100, 100))


def test_there_is_no_way_where_nothing_better_is_known():
    way = debrief.numbers(FLIGHT, 20, best=Policy())["way_to_best"]
    assert not way.known and "is not surely better here than an office in which" in way.words


def test_the_luck_of_a_run_is_its_rank_among_the_same_decisions_elsewhere(found):
    below = sum((it < found["result"]) + (it == found["result"]) / 2 for it in elsewhere())
    luck = found["luck_percentile"]
    assert luck == pytest.approx(100 * below / MANY) and luck.low < luck < luck.high
    assert luck.words.startswith("A good decision can have a bad result; this run was luckier th")


def test_in_rule_mode_the_value_and_the_luck_are_those_of_the_rules_alone():
    found = debrief.numbers(FLIGHT, MANY, mode="rule")
    rules = elsewhere(decisions=())
    below = sum((it < net(Policy(), 5)) + (it == net(Policy(), 5)) / 2 for it in rules)
    assert found["decision_value"] == pytest.approx(fmean(rules))
    assert found["luck_percentile"] == pytest.approx(100 * below / MANY)
    assert found["result"] == pytest.approx(net(Policy(), 5, (HIRE,)))


def test_lucky_and_unlucky_worlds_have_other_luck_and_the_same_value_of_decisions():
    nets = {seed: net(FLIGHT.policy, seed, (HIRE,)) for seed in range(40)}
    worst, best = (pick(nets, key=nets.get) for pick in (min, max))
    unlucky, lucky = (
        debrief.numbers(Session(TEAM, Policy(), seed, (HIRE,)).to_end(), MANY, best=REFERENCE)
        for seed in (worst, best)
    )
    assert unlucky["luck_percentile"].high < 40 and lucky["luck_percentile"].low > 60
    for name in ("decision_value", "way_to_best"):
        assert (unlucky[name], unlucky[name].low) == (lucky[name], lucky[name].low)


def test_a_planted_blunder_costs_value_and_a_planted_good_rule_brings_it():
    plain = elsewhere(decisions=())

    def worth(*decisions) -> tuple[float, float]:
        found = elsewhere(decisions=decisions)
        value = debrief.numbers(Session(TEAM, Policy(), 5, decisions), MANY)["decision_value"]
        assert value == pytest.approx(fmean(found))
        return interval([a - b for a, b in zip(found, plain, strict=True)])[1:]

    assert worth(on(2, CancelProject("b")))[1] < -50
    better = ChangePolicy({"order": "cost_of_delay", "projects_per_person": 1}, day=0.0)
    assert worth(better)[0] > 10


def test_a_flight_that_is_not_over_is_taken_to_its_end():
    early = Session(TEAM, Policy(), 5, (HIRE,)).advance(3)
    found = debrief.numbers(early, 4)["result"]
    assert found == pytest.approx(net(Policy(), 5, (HIRE,)))
    assert found.words.endswith(" k€ net, if nobody decides anything more after day 3.")


def test_forecasts_stand_beside_the_rest(found):
    assert found["coverage"] == 100 and found["forecast_skill"].known
    nobody = debrief.numbers(FLIGHT, 4)
    assert not nobody["forecast_skill"].known and not nobody["coverage"].known
    assert nobody["forecast_skill"].words == "No forecasts were given."


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"worlds": 1}, "worlds is 1; write a whole number from 2, such as 200"),
        ({"mode": "list"}, "mode is 'list'; write one of rule, node, open_loop"),
        ({"mode": "node"}, 'numbers are of whole flights; write mode="open_loop" or "rule"'),
    ],
)
def test_what_cannot_be_asked_is_refused(asked, said):
    with pytest.raises(RefusedError, match=said):
        debrief.numbers(FLIGHT, **asked)


# A thousand parallel worlds

MIXED = (HIRE, ChangePolicy({"order": "due_first"}, day=2.0), on(6, PauseProject("b")))


def test_in_rule_mode_only_rules_are_taken_along_and_in_open_loop_everything():
    session = Session(TEAM, Policy(), 5, MIXED)
    for mode, taken in (("rule", MIXED[1:2]), ("open_loop", MIXED)):
        it = debrief.worlds(session, MANY, mode)
        assert it.table["net"].tolist() == pytest.approx(elsewhere(decisions=taken))
        assert it.here["net"] == pytest.approx(net(Policy(), 5, taken))
        assert it.meaning in it.words and it.basis.worlds == MANY
    assert "In 8 of 10 of 60 worlds it brings " in it.words


def test_decisions_that_a_world_does_not_allow_are_counted():
    it = debrief.worlds(Session(TEAM, Policy(), 5, (on(10, PauseProject("b")),)), MANY, "open_loop")
    share = it.table["left_out"].mean()
    assert 0 < share < 1
    assert it.words.endswith(
        f"In {share:.0%} of them some decisions could not be carried out, 1.0 on average."
    )


def test_in_node_mode_each_decision_is_tried_where_it_was_taken():
    blunder = (ChangePolicy({"order": "due_first"}, day=1.0), on(2, CancelProject("b")))
    session = Session(TEAM, Policy(), 5, blunder).to_end()
    it = debrief.worlds(session, 20, "node", workers=1)
    assert it.table.groupby("day", sort=False).size().to_dict() == {1.0: 20, 2.0: 20}
    assert (it.table["net"] - it.table["without"]).tolist() == it.table["worth"].tolist()
    last = it.table[it.table["day"] == 2]
    assert interval(last["worth"].tolist())[2] < 0
    assert it.nets == last["net"].tolist() and it.basis.worlds == 20
    assert "On day 2: cancel b: -" in it.words and it.meaning in it.words
    other = debrief.worlds(session, 20, "node", workers=2).table
    assert other["net"].tolist() == it.table["net"].tolist()


def test_node_mode_needs_a_decision():
    with pytest.raises(RefusedError, match='nothing was decided by hand; write mode="rule"'):
        debrief.worlds(Session(TEAM), 20, "node")


def test_worlds_can_be_stopped_and_what_is_done_is_kept():
    it = debrief.worlds(FLIGHT, MANY, "rule", progress=lambda done: done < 5, workers=1)
    assert it.basis.worlds == len(it.table) == 5


# Whether the order of teams by the value of decisions is fairer than by result

TEAMS = {
    f"{order}, {focus}, {limit}": Policy(order=order, projects_per_person=focus, wip_limit=limit)
    for order in ("first_come", "cost_of_delay", "longest_first")
    for focus in (1, 2)
    for limit in (None, 2)
}
BLOCKS, EACH = 24, 12


def right(guessed: dict, true: dict) -> float:
    """In what share of all pairs the better of two is guessed; ties count half."""
    hits = [
        0.5 if guessed[a] == guessed[b] else float((guessed[a] > guessed[b]) == (true[a] > true[b]))
        for a, b in combinations(true, 2)
        if true[a] != true[b]
    ]
    return fmean(hits)


@cache
def fairness() -> dict[str, list[float]]:
    """By way of judging: how often the better of two teams is found, in so many contests."""

    def nets(fate: str, many: int, teams=TEAMS):
        table = experiment.run(TEAM, teams, range(many), False, workers=1, fate=fate)
        return table.pivot_table(index="seed", columns="policy", values="net", sort=False)

    true = nets("fresh", 160).mean().to_dict()
    runs = nets("judged", BLOCKS * EACH)
    par = nets("judged", BLOCKS * EACH, {"par": REFERENCE})["par"]
    found: dict[str, list[float]] = {"result": [], "versus par": [], "one world": [], "value": []}
    for block in range(BLOCKS):
        place = slice(block * EACH, (block + 1) * EACH)
        own, beyond = runs.iloc[place], runs.iloc[place].sub(par.iloc[place], axis=0)
        found["result"].append(fmean(right(dealt(own, n), true) for n in range(EACH)))
        found["versus par"].append(fmean(right(dealt(beyond, n), true) for n in range(EACH)))
        found["one world"].append(fmean(right(own.iloc[n].to_dict(), true) for n in range(EACH)))
        found["value"].append(right(own.mean().to_dict(), true))
    return found


def dealt(runs, first: int) -> dict[str, float]:
    """Every team in a world of its own, as teams are that throw their own dice."""
    return {team: runs[team].iloc[(first + n) % EACH] for n, team in enumerate(TEAMS)}


def gained(way: str, other: str) -> float:
    """How much oftener one way finds the better team than another: the lower bound."""
    pairs = zip(fairness()[way], fairness()[other], strict=True)
    return interval([a - b for a, b in pairs])[1]


def test_decision_value_says_who_does_better_in_fresh_worlds_where_results_often_err():
    assert gained("value", "result") > 0.03 and fmean(fairness()["value"]) > 0.7


def test_who_flies_in_the_same_world_or_against_par_is_judged_less_by_luck():
    assert gained("one world", "result") > 0 and gained("versus par", "result") > 0
