"""The office as a Gymnasium environment, with the real Gymnasium."""

import importlib
import sys
from typing import get_args

import pytest
from msgspec import json
from office import activity, office, project

from simulator import Session, load, metrics, simulate
from simulator import events as facts
from simulator.bridges.known import Known
from simulator.bridges.levers import dials, levers
from simulator.bridges.observed import COLUMNS, Scale, observed, size
from simulator.cockpit.screen import screen
from simulator.cockpit.seat import Seat
from simulator.debrief.fates import fates
from simulator.decisions import AnyDecision
from simulator.errors import RefusedError
from simulator.policies import Policy
from simulator.policies.ready import READY
from simulator.readers import shipped

gymnasium = pytest.importorskip("gymnasium", reason="needs Gymnasium")
np = pytest.importorskip("numpy")

from gymnasium.utils.env_checker import check_env  # noqa: E402

from simulator.bridges.baselines import BASELINES, Mean, returns  # noqa: E402
from simulator.bridges.environment import NAME, Office  # noqa: E402


def flown(env, seed, choose):
    """A whole flight: its rewards, and what was told at its end."""
    _, info = env.reset(seed=seed)
    rewards, over = [], False
    while not over:
        _, reward, ended, cut_off, info = env.step(choose(info))
        rewards.append(reward)
        over = ended or cut_off
    return rewards, info


def by_lot(seed):
    """Decides every other time something that is possible, by lot."""
    random = np.random.default_rng(seed)

    def choose(info):
        return random.choice(np.flatnonzero(info["action_mask"])) if random.random() < 0.5 else 0

    return choose


def nothing(info):
    return 0


@pytest.mark.parametrize("name", shipped())
def test_gymnasium_finds_no_fault(name):
    check_env(gymnasium.make(NAME, scenario=name, render_mode="ansi").unwrapped)


def test_it_is_made_by_its_name_alone():
    env = gymnasium.make(f"simulator.bridges.environment:{NAME}")
    assert env.unwrapped.scenario == load("eight_projects")
    assert len(env.unwrapped.words()) == env.action_space.n == len(set(env.unwrapped.words()))


@pytest.mark.parametrize("name", ["three_projects", "eight_projects", "sprigwheel_startup"])
def test_a_seed_is_a_world_and_a_flight_is_a_session(name, tmp_path):
    env = Office(name, most_days=200)
    for seed in (0, 7):
        _, info = flown(env, seed, by_lot(seed))
        session = info["session"]
        assert session.seed == seed and session.decisions
        whole = simulate(load(name), Policy(), seed, session.decisions, session.today)
        assert json.encode(env.run.events[: len(whole)]) == json.encode(whole)
        assert facts.visible(env.run.events) == session.visible
        path = session.save(tmp_path / f"{name} {seed}.json")
        assert Session.load(path) == session


def test_nobody_who_decides_nothing_changes_a_world():
    env = Office("eight_projects", "light")
    _, info = flown(env, 3, nothing)
    whole = simulate(env.scenario, env.policy, 3)
    assert info["session"].visible == facts.visible(whole)


def test_a_flight_opens_in_the_cockpit():
    _, info = flown(Office("three_projects"), 5, by_lot(5))
    seat = Seat(info["session"])
    assert screen(seat)


def test_rewards_add_up_to_net_value():
    env = Office("eight_projects", most_days=200)
    for seed in range(2):
        rewards, info = flown(env, seed, by_lot(seed))
        session = info["session"]
        spent = metrics.money_spent(session.visible, session.scenario, session.today)
        net = metrics.value_delivered(session.visible) - sum(spent.values())
        assert sum(rewards) == pytest.approx(net)


@pytest.mark.parametrize("name", ["eight_projects", "tarnholt_town", "brackenlund_railway"])
def test_what_the_mask_allows_is_never_refused(name):
    env = Office(name)
    random = np.random.default_rng(len(name))
    for seed in range(2):
        _, info = env.reset(seed=seed)
        for _ in range(30):
            possible = np.flatnonzero(info["action_mask"])
            assert (possible == np.flatnonzero(env.action_masks())).all()
            _, _, ended, _, info = env.step(random.choice(possible))
            assert info["refused"] == ""
            if ended:
                break


def test_what_the_mask_forbids_is_refused_or_changes_nothing():
    env = Office("three_projects")
    _, info = env.reset(seed=1)
    words = env.words()
    pause = next(n for n, it in enumerate(words) if it.startswith("pause ")
                 and not info["action_mask"][n])  # fmt: skip
    before = env.session
    _, _, _, _, info = env.step(pause)
    assert "arrives on day" in info["refused"]
    assert info["session"].decisions == before.decisions and info["session"].today == 5


def test_what_is_observed_does_not_depend_on_hidden_facts():
    """Two worlds that look the same until a day are the same to whoever learns, mask included."""
    scenario = load("eight_projects")
    session = Session(scenario, Policy(review_weeks=8), seed=7).advance(60)
    scale = Scale.of(scenario, 300)
    different = 0
    seen = told = None
    for fate in fates(session, 12):
        events = simulate(scenario, session.policy, fate, (), 60)
        assert facts.visible(events) == session.visible
        different += events != session.events
        known = Known(scenario, session.policy, events, (), 60)
        now = observed(known, scale), [it.possible(known) for it in levers(scenario)]
        seen, told = seen or now, (*known.events,)
        assert now == seen
        assert not any(it.hidden for it in told)
    assert different, "the hidden facts of these worlds are the same, so this shows nothing"


def test_every_number_of_an_observation_stands_in_its_column():
    env = Office("tarnholt_town")
    seen, _ = env.reset(seed=2)
    for table, (rows, columns) in size(env.scenario).items():
        assert seen[table].shape == (rows, columns) and columns == len(COLUMNS[table])
    first = env.scenario.projects[0]
    row = dict(zip(COLUMNS["projects"], seen["projects"][0], strict=True))
    assert row["waiting"] + row["in progress"] == 1 and row["work left"] == 1
    assert row["days until it is due"] == pytest.approx(first.due / env.most_days)
    hired = next(n for n, it in enumerate(env.words()) if it.startswith("hire one"))
    seen, *_ = env.step(hired)
    roles = [dict(zip(COLUMNS["roles"], it, strict=True)) for it in seen["roles"]]
    assert roles[0]["people"] > 1 or roles[0]["on their way"] > 0


def test_who_never_ends_a_flight_is_cut_off():
    env = Office("three_projects", Policy(intake="by_hand"), days=20, most_days=100)
    _, info = env.reset(seed=1)
    for step in range(5):
        _, reward, ended, cut_off, info = env.step(0)
        assert reward < 0 and not ended and cut_off == (step == 4)
    assert info["session"].today == 100


def test_a_baseline_that_decides_nothing_earns_what_the_office_does():
    office = Office("three_projects")
    earned = returns(office, BASELINES["decide nothing"], 4)
    for seed, sum_ in enumerate(earned):
        session = Session(office.scenario, seed=seed).to_end()
        late = -session.today % 5 * sum(it.rate * it.people for it in office.scenario.roles)
        net = metrics.summary(session.events, office.scenario)["net"]
        assert (
            net - late - 1e-6 < sum_ < net + 1e-6
        )  # who looks on Mondays pays to the end of the week
    assert Mean.of([1.0, 2.0, 3.0]) == pytest.approx((2.0, -0.484138, 4.484138), abs=1e-6)


def test_a_baseline_ends_with_the_rules_it_was_to_set():
    office = Office("tarnholt_town")
    for name in ("light", "tailored"):
        _, info = office.reset(seed=1)
        choose = BASELINES[f"set the rules of {name}"](office, 1)
        for _ in range(25):
            *_, info = office.step(choose(info))
        rules, wanted = info["session"].rules, READY[name]
        for field in dials(office.scenario):
            if getattr(wanted, field.name) in field.offered:
                assert getattr(rules, field.name) == getattr(wanted, field.name)


def test_nothing_follows_a_flight_that_is_over():
    env = Office("three_projects")
    flown(env, 2, nothing)
    with pytest.raises(RefusedError) as refused:
        env.step(0)
    assert str(refused.value) == "this flight is over; write reset() to begin another one"


def test_an_office_without_offers_or_values_can_be_learned_in_too():
    two = office(project("m", [activity("x", 0, people=())]), a=[3])
    check_env(gymnasium.make(NAME, scenario=two, render_mode="ansi").unwrapped)


def test_every_kind_of_decision_can_be_taken():
    env = Office("eight_projects")
    taken = {type(it.decision(env.known)) for it in env.levers} - {type(None)}
    assert taken == set(get_args(AnyDecision))


def test_a_day_is_shown_as_text():
    env = gymnasium.make(NAME, scenario="three_projects", render_mode="ansi")
    env.reset(seed=3)
    env.step(0)
    text = env.render()
    assert text.startswith("day 5 · value 0 k€ − spent ")
    assert "Reports for the grid" in text and "day 5: Reports for the grid has arrived" in text
    assert Office("three_projects").render() is None


def test_worlds_side_by_side():
    env = gymnasium.make_vec(NAME, num_envs=2, vectorization_mode="sync", scenario="three_projects")
    env.reset(seed=[4, 5])
    *_, info = env.step(np.array([0, 0]))
    assert [it.seed for it in info["session"]] == [4, 5]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (
            {"policy": "best"},
            "'best' is no ready-made policy; write one of no_pmo, light, heavy, tailored",
        ),
        ({"days": 0}, "days is 0; write a whole number from 1 up"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(asked, sentence):
    with pytest.raises(RefusedError) as refused:
        Office("three_projects", **asked)
    assert str(refused.value) == sentence


def test_without_gymnasium_there_is_a_sentence(monkeypatch):
    monkeypatch.setitem(sys.modules, "gymnasium", None)
    monkeypatch.delitem(sys.modules, "simulator.bridges.environment")
    with pytest.raises(RefusedError, match=r"^The environment needs gymnasium, which is not inst"):
        importlib.import_module("simulator.bridges.environment")
