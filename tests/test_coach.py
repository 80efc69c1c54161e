"""The coach: what is said is so, is made from nothing hidden, and is said once."""

import re
from collections import Counter
from functools import cache
from itertools import combinations
from random import Random
from types import SimpleNamespace

from coach_truth import CHECKS, Told, is_true, otherwise

from simulator import Policy, Session, load
from simulator.coach import Coach, Remark, remarks
from simulator.cockpit.scene import Scene
from simulator.cockpit.seat import Seat
from simulator.debrief.fates import fates
from simulator.debrief.futures import future
from simulator.decisions import (
    BuyMitigation,
    CancelProject,
    ChangePeople,
    Decision,
    OrderProjects,
    PauseProject,
    StartProject,
    change_policy,
)
from simulator.errors import RefusedError
from simulator.events import DecisionAwaited, Event, ReservePaid, ReserveSet, visible
from simulator.policies.ready import READY
from simulator.readers import shipped

POLICIES = {
    **{it: READY[it] for it in ("no_pmo", "light", "tailored")},
    "overtime": Policy(overtime=10.0, reserve=0.2, stakeholder=0.3, review_weeks=4),
}
ACTS = 18


def any_decision(office, luck: Random) -> Decision:
    """What anybody might decide, sensible or not."""
    projects = [it.id for it in office.projects]
    role = luck.choice(office.roles).id
    return luck.choice(
        [
            OrderProjects(tuple(luck.sample(projects, len(projects)))),
            PauseProject(luck.choice(projects)),
            PauseProject(luck.choice(projects)),
            StartProject(luck.choice(projects)),
            CancelProject(luck.choice(projects)),
            ChangePeople(role, luck.choice((-1, 1))),
            BuyMitigation(luck.choice(office.mitigations).id),
            change_policy(overtime=luck.choice((0.0, 5.0, 10.0))),
            change_policy(reserve=luck.choice((0.2, 0.5, 0.8))),
            change_policy(stakeholder=luck.choice((0.0, 0.5))),
        ]
    )


def flown(name: str, policy: Policy, luck: Random):
    """A random flight, after each act."""
    office = load(name)
    session = Session(office, policy, seed=luck.randrange(1000))
    for _ in range(ACTS):
        if luck.random() < 0.35:
            try:
                session = session.decide(any_decision(office, luck))
            except RefusedError:
                continue
        else:
            end = session.to_end().today
            session = session.advance(min(end, session.today + luck.choice((5, 10, 10, 20))))
        if session.over:
            return
        yield session


@cache
def flights() -> tuple[tuple[Session, ...], ...]:
    """Random flights in all organisations, under several policies."""
    return tuple(
        tuple(flown(name, policy, Random(f"{name} {rules}")))
        for name in shipped()
        for rules, policy in POLICIES.items()
    )


def glimpse(session: Session) -> Scene:
    """The same day for somebody who knows what is visible, and nothing else at all."""
    names = ("scenario", "policy", "decisions", "today", "visible", "rules", "plan")
    return Scene(SimpleNamespace(**{it: getattr(session, it) for it in names}))


def told(session: Session) -> Told:
    """The same day for the one who looks up what was said."""
    return Told(session.scenario, session.policy, session.decisions, session.visible, session.today)


@cache
def all_said() -> tuple[tuple[Session, tuple[Remark, ...]], ...]:
    """Everything that there was to be said in these flights, with its day."""
    return tuple((it, remarks(Scene(it))) for flight in flights() for it in flight)


# What is said is so


def test_whatever_is_said_is_so():
    wrong = [
        (session.scenario.name, session.today, it.sentence)
        for session, found in all_said()
        if found
        for known in (told(session),)
        for it in found
        if not is_true(it.kind, it.sentence, known)
    ]
    assert wrong == []


def test_in_these_flights_there_is_something_to_be_said_of_nearly_every_kind():
    said = Counter(it.kind for _, found in all_said() for it in found)
    assert set(said) >= set(CHECKS) - {"asked_often", "turned", "reserve"}
    assert {it.kind for _, found in all_said() for it in found} <= set(CHECKS)


def test_a_sentence_with_another_number_would_be_found_out():
    tried = Counter()
    for session, found in all_said():
        for it in found:
            if tried[it.kind] < 3:
                tried[it.kind] += 1
                for lie in otherwise(it.kind, it.sentence):
                    assert not is_true(it.kind, lie, told(session)), lie
    assert sum(tried.values()) > 30


def test_nothing_is_recommended_and_a_question_has_one_premise():
    for _, found in all_said():
        for it in found:
            assert not ADVICE.search(NAMES.sub("", it.sentence)), it.sentence
            assert it.sentence.count("?") <= 1 and len(it.sentence) < 260


NAMES = re.compile(r"“.+?”")
ADVICE = re.compile(r"\b(should|must|ought|better|try|consider|why not|recommend)\b", re.IGNORECASE)


# Nothing hidden


def test_who_knows_nothing_but_what_is_visible_says_the_same():
    """No event that is hidden, no seed, no future: the day's own words need none of them."""
    for session, found in all_said()[::7]:
        assert remarks(glimpse(session)) == found


def test_two_worlds_that_have_shown_the_same_hear_the_same():
    session = Session(load("eight_projects"), seed=6).advance(10)
    for it in session.scenario.projects[:3]:
        session = session.decide(PauseProject(it.id))
    session = session.advance(60).decide(OrderProjects(()))
    mine = [it for it in session.events if it.hidden]
    differ, said = 0, remarks(Scene(session))
    assert said, "or nothing could differ"
    for fate in fates(session, 4):
        log = tuple(it for it in future(session, fate) if it.day <= session.today)
        assert visible(log) == session.visible
        differ += [it for it in log if it.hidden] != mine
        other = glimpse(session)
        other.events = visible(log)
        assert remarks(other) == said
    assert differ, "what nobody sees is another thing there"


# Each by hand


EIGHT, BANK = load("eight_projects"), load("holmwick_bank")
START = Session(EIGHT, seed=4)


def heard(kind: str, session: Session) -> list[str]:
    """What is said of a kind."""
    found = [it for it in remarks(Scene(session)) if it.kind == kind]
    assert all(is_true(kind, it.sentence, told(session)) for it in found)
    return [it.sentence for it in found]


def test_a_decision_that_turns_an_earlier_one_round_is_named_on_its_day_only():
    order = [it.id for it in EIGHT.projects]
    put = START.advance(10).decide(OrderProjects(tuple(order))).advance(15)
    name = EIGHT.projects[0].name
    turned = put.decide(OrderProjects((*order[1:], order[0])))
    assert heard("turned", turned) == [
        f"On day 10 you put {name} first; today you have put seven projects before it. What has "
        "changed since?"
    ]
    assert heard("turned", put.decide(PauseProject(order[0]))) == [
        f"On day 10 you put {name} first; today you have paused it. What has changed since?"
    ]
    assert heard("turned", put) == heard("turned", turned.advance(16)) == []
    hired = START.advance(10).decide(ChangePeople("integrator", 1)).advance(20)
    assert heard("turned", hired.decide(ChangePeople("integrator", -1))) == [
        "On day 10 you hired one integrator; today you have released one integrator. What has "
        "changed since?"
    ]
    assert heard("turned", hired.advance(45).decide(ChangePeople("integrator", -1))) == []


def after(session: Session, *more: Event) -> Session:
    """The same day, had this been seen as well."""
    day = glimpse(session).session
    day.visible = tuple(sorted((*day.visible, *more), key=lambda it: it.day))
    return day


def test_a_reserve_is_named_when_little_of_it_is_left():
    day = Session(BANK, Policy(reserve=0.2)).advance(12)
    project, risk = BANK.risks[0].project, BANK.risks[0].id
    held, paid = ReserveSet(10, 100.0), ReservePaid(11, project, risk, 75.0, 9.0)
    (said,) = heard("reserve", after(day, held, paid))
    assert said.startswith("Of the 100 k€ held back on day 10, 25 k€ are left, and ")
    assert heard("reserve", after(day, held)) == []
    assert heard("reserve", after(day, held, paid, ReserveSet(12, 90.0))) == []


def test_a_sponsor_who_is_asked_thrice_in_six_weeks_is_named():
    project, risk = BANK.risks[0].project, BANK.risks[0].id
    sponsor = next(it.sponsor for it in BANK.projects if it.id == project).split(",")[0]
    asked = [DecisionAwaited(day, project, risk, 5.0) for day in (1, 14, 20, 31)]
    day = Session(BANK).advance(32)
    assert heard("asked_often", after(day, *asked[1:])) == [
        f"Three questions have gone to {sponsor} in the last six weeks."
    ]
    assert heard("asked_often", after(day, *asked[:3])) == []


def test_overtime_is_a_habit_after_six_weeks_and_none_after_a_break():
    worn = Session(load("odwell_bridges"), Policy(overtime=5.0), seed=1)
    assert heard("overtime", worn.advance(25)) == []
    assert heard("overtime", worn.advance(33)) == [
        "Overtime has been the rule for six weeks without a break. What was it meant to bridge?"
    ]
    rested = worn.advance(20).decide(change_policy(overtime=0.0)).advance(25)
    assert heard("overtime", rested.decide(change_policy(overtime=10.0)).advance(45)) == []


# Said once


def week_by_week(session: Session, weeks: int, coach: Coach) -> list[tuple[float, Remark | None]]:
    """What stands on the screen after each week."""
    said = []
    for _ in range(weeks):
        before, session = session, session.advance(session.today + 5)
        coach.look(before, Seat(session))
        said.append((session.today, coach.remark))
    return said


def test_at_most_one_thing_is_said_and_the_same_not_soon_again():
    number = 0
    for name in ("tarnholt_town", "odwell_bridges", "thornmere_university"):
        coach = Coach()
        week_by_week(Session(load(name), Policy(overtime=5.0), seed=3), 50, coach)
        said = coach.memory.said
        number += len(said)
        for one, other in combinations(said, 2):
            assert other.day - one.day >= 5
            if one.remark.kind == other.remark.kind:
                same = one.remark.about == other.remark.about
                assert other.day - one.day >= (120 if same else 20)
    assert number > 8, "or there was nothing to be said twice"


def test_what_a_choice_would_bring_is_not_said_to_those_who_are_not_to_see_it():
    kinds = set()
    for hints in (True, False):
        coach = Coach(hints)
        week_by_week(Session(EIGHT, seed=5), 10, coach)
        kinds.add((hints, "small_price" in {it.remark.kind for it in coach.memory.said}))
    assert kinds == {(True, True), (False, False)}


def test_not_now_is_a_month_without_a_word():
    session = Session(load("odwell_bridges"), Policy(overtime=5.0), seed=3)
    coach = Coach()
    day = next(day for day, it in week_by_week(session, 8, coach) if it is not None)
    coach = Coach()
    week_by_week(session, round(day / 5), coach)
    assert coach.words
    coach.not_now(day)
    assert coach.words == ""
    assert [it for _, it in week_by_week(session.advance(day), 3, coach)] == [None] * 3


def test_what_is_not_so_any_more_goes_and_nothing_is_said_of_an_undo_or_the_past():
    coach, order = Coach(), [it.id for it in EIGHT.projects]
    before = START.decide(OrderProjects(tuple(order))).advance(5)
    seat = Seat(before)
    seat.decide(PauseProject(order[0]))
    coach.look(before, seat)
    assert coach.remark is not None and coach.remark.kind == "turned"
    coach.look(seat.session, seat)
    assert coach.remark is not None, "it is still so"
    paused = seat.session
    seat.undo()
    coach.look(paused, seat)
    assert coach.remark is None
    seat.decide(OrderProjects((*order[1:], order[0])))
    coach = Coach()
    coach.look(before, seat)
    words = coach.words
    seat.look(2)
    coach.look(seat.session, seat)
    assert words and coach.words == ""
    seat.present()
    coach.look(seat.session, seat)
    assert coach.words == words
