"""Sponsors who are asked much at a time, and sponsors whom nobody asks."""

from collections import defaultdict
from collections.abc import Iterator

from simulator import events as facts
from simulator.coach.past import rule_since, undelivered
from simulator.coach.remark import Remark
from simulator.coach.words import count, sentence, some, sponsor, weeks, whole_weeks
from simulator.cockpit.scene import Scene
from simulator.metrics.log import of

OFTEN = 3
"""Questions,"""
LATELY = 30.0
"""and the working days within which they are many."""
LONG = 60.0
"""Working days without one."""


def asked_often(scene: Scene) -> Iterator[Remark]:
    """Four questions have gone to Ada Lovelace in six weeks."""
    questions: dict[str, int] = defaultdict(int)
    for it in of(scene.events, facts.DecisionAwaited):
        if it.day >= scene.today - LATELY:
            questions[scene.projects[it.project].sponsor] += 1
    for who, number in sorted(questions.items(), key=lambda it: -it[1]):
        if not who or number < OFTEN:
            continue
        yield Remark(
            kind="asked_often",
            about=who,
            sentence=sentence(
                f"{count(number)} questions have gone to {sponsor(who)} in the last "
                f"{count(whole_weeks(LATELY))} weeks."
            ),
            importance=0.45,
        )


def unasked(scene: Scene) -> Iterator[Remark]:
    """For 14 weeks no question has gone to Ada Lovelace, the sponsor of two projects."""
    nobody_visits = rule_since(scene, lambda it: it.stakeholder == 0)
    if scene.scenario.mechanisms.sponsor is None or nobody_visits is None:
        return
    since: dict[str, float] = {}
    wants: dict[str, int] = defaultdict(int)
    begun = {it.project: it.day for it in of(scene.events, facts.ProjectStarted)}
    for project in undelivered(scene, "in progress"):
        who = scene.projects[project].sponsor
        wants[who] += 1
        since[who] = min(since.get(who, scene.today), begun[project])
    for it in of(scene.events, facts.DecisionAwaited):
        who = scene.projects[it.project].sponsor
        if who in since:
            since[who] = max(since[who], it.day)
    for day, who in sorted((max(day, nobody_visits), who) for who, day in since.items() if who):
        if scene.today - day < LONG:
            return
        yield Remark(
            kind="unasked",
            about=who,
            sentence=f"For {weeks(scene.today - day)} no question has gone to {sponsor(who)}, the "
            f"sponsor of {some(wants[who], 'project')} in progress.",
            importance=0.35,
        )
