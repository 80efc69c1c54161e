"""What the formula of each mechanism makes of its numbers, as curves.

The formulas are the model's own, with the numbers on their cards, but where a line says otherwise.
"""

from collections.abc import Callable
from functools import partial
from math import exp

from chart import Chart

from simulator.figures.drawing import Sketch
from simulator.mechanisms import adoption as m26
from simulator.mechanisms import alignment as m23
from simulator.mechanisms import attention as m03
from simulator.mechanisms import bias as m02
from simulator.mechanisms import capability as m12
from simulator.mechanisms import commitment as m21
from simulator.mechanisms import common_cause as m14
from simulator.mechanisms import dependencies as m35
from simulator.mechanisms import detection as m15
from simulator.mechanisms import distortion as m20
from simulator.mechanisms import duration as m01
from simulator.mechanisms import early_warning as m36
from simulator.mechanisms import earned_value as m19
from simulator.mechanisms import escalation as m16
from simulator.mechanisms import fatigue as m10
from simulator.mechanisms import firefighting as m11
from simulator.mechanisms import governance as m30
from simulator.mechanisms import hazard as m13
from simulator.mechanisms import knowledge as m32
from simulator.mechanisms import learning as m08
from simulator.mechanisms import maturity as m31
from simulator.mechanisms import mitigation as m17
from simulator.mechanisms import priority as m05
from simulator.mechanisms import queueing as m04
from simulator.mechanisms import ramp_up as m07
from simulator.mechanisms import reserve as m18
from simulator.mechanisms import resistance as m28
from simulator.mechanisms import rework as m09
from simulator.mechanisms import saturation as m27
from simulator.mechanisms import security as m38
from simulator.mechanisms import selection as m22
from simulator.mechanisms import skill as m34
from simulator.mechanisms import sponsor as m29
from simulator.mechanisms import strategy as m24
from simulator.mechanisms import survival as m37
from simulator.mechanisms import turnover as m33
from simulator.mechanisms import value as m06
from simulator.mechanisms import visibility as m25

Line = Callable[[float], float]
WEEKS, LEVEL = "weeks", "level"


def percent(share: float) -> str:
    """A share as it is written here."""
    return f"{100 * share:.0f} %"


def over_weeks(begin: float, step: Callable[[float], float]) -> Line:
    """A level after so many weeks, if each week makes the next level of the last."""

    levels = [begin]

    def level(weeks: float) -> float:
        while len(levels) <= weeks:
            levels.append(step(levels[-1]))
        return levels[int(weeks)]

    return level


def hours(each: float) -> Line:
    """What people get done who work so many hours a week, week after week."""
    how = m10.Fatigue()
    return lambda weeks: m10.output(each, m10.fatigued(0.0, each, weeks, how), how)


def improved(share: float) -> Line:
    """What gets done if so much of the time goes into better ways of working."""
    course = m12.course(share, 105, m12.Capability())
    return lambda week: course[int(week)]


def reserve(rule: Callable[..., float]) -> Line:
    """The money that suffices for so many equal projects, each with one risk."""
    risk = [(0.3, 50.0, 0.5)]
    part = (*m18.moments(risk), m18.quiet(risk))
    return lambda projects: rule([part] * int(projects), 0.9)


def aim(number: int) -> Line:
    """What an aim weighs after a change, by the draw of the first aim."""
    old, how = (0.5, 0.3, 0.2), m24.Strategy()
    return lambda draw: m24.shifted(old, (draw, 0.0, 0.0), how)[number]


def work(kind: str) -> Line:
    """The share of such activities that take at most so many times their plan."""
    how = m01.Duration()
    return lambda ratio: m01.at_most(ratio, getattr(how, kind), how)


def struck(chance: float, times: float = 1.0) -> Line:
    """The chance that a risk has happened after so many days of a project planned in forty."""
    rate = m13.rate(chance, 40) * m13.multiplier(times)
    return lambda days: 1 - exp(-rate * days)


def trusted(warned: bool) -> Line:
    """Trust in the weeks after an issue landed."""
    how = m36.EarlyWarning()
    landed = m36.landed(0.8, warned, how)
    return lambda weeks: m36.recovered(landed, weeks, how)


def resisted(load: float, help_: float, visits: float) -> Line:
    """Resistance in the weeks of such an office."""
    how = m28.Resistance()
    return over_weeks(0.3, lambda now: m28.step(now, load, help_, visits, 0.0, 1.0, how))


def taken_up(help_: float, resistance: float) -> Line:
    """The share of people who work in the new way, by weeks since it is there."""
    how = m26.Adoption()
    most = m26.ceiling(resistance, how)
    return over_weeks(0.0, lambda now: m26.step(now, most, help_, 1.0, how))


def skilled(mentored: float, challenge: float) -> Line:
    """Skill by weeks of such work."""
    how = m34.Skill()
    return over_weeks(how.start, lambda now: m34.step(now, 1.0, challenge, mentored, 1.0, how))


def matured(invested: float) -> Line:
    """Maturity by weeks of such improvement, where one person in ten leaves a year."""
    how = m31.Maturity()
    return over_weeks(1.0, lambda now: m31.step(now, invested, 0.1, 1.0, how))


def leaving(**others: float) -> Line:
    """How many of a hundred people leave in a year, by overload."""
    usual = {"fatigue": 0.0, "security": 0.5, "mentored": 0.0, "career": 0.0, **others}
    return lambda overload: 5200 * m33.hazard(overload, **usual, how=m33.Turnover())


def prepared(overload: float) -> Line:
    """How well the next work is prepared, generations after one with more work."""
    return lambda cycles: m11.course(0.9, overload, int(cycles), m11.Firefighting())


PLANNED = (0, 3, 10, 22, 38, 56, 73, 87, 96, 100)
"""The value that a plan has earned after each month, in k€."""

CHARTS: dict[str, tuple[Chart, ...]] = {
    "M01": (
        Chart("share of activities that take at most so long", "actual / planned duration", 0.25,
              3, {kind: work(kind) for kind in ("routine", "standard", "novel", "research")}),
        Chart("chance that all streams are on time", "streams of work that must all be ready", 1,
              12, {f"each on time in {percent(each)}": partial(m01.all_on_time, each)
                   for each in (0.95, 0.8, 0.6)}, whole=True),
    ),
    "M02": (
        Chart("by what to multiply an estimate", "chance with which it shall hold", 0.3, 0.95,
              {"measured here": lambda it: m02.uplift(it, m02.Bias()),
               "as published": lambda it: m02.uplift(it, m02.LITERATURE),
               "as published of IT": lambda it: m02.uplift(it, m02.LITERATURE_IT)}, steps=24),
    ),
    "M03": (
        Chart("what one person gets done in all", "activities at once", 1, 6,
              {"Tregubov": lambda it: m03.output(it, "tregubov"),
               "Weinberg": lambda it: m03.output(it, "weinberg"),
               "Wheelwright and Clark": lambda it: m03.output(it, "wheelwright_clark")}),
    ),
    "M04": (
        Chart("wait, in times of one activity", "share of the time that people work", 0.1, 0.95,
              {"work comes and goes unevenly": lambda it: m04.wait(it, 1, 1, 1),
               "half as unevenly": lambda it: m04.wait(it, 0.5, 0.5, 1)}),
    ),
    "M05": (
        Chart("urgency, k€ a day for each person-day of work", "work that it needs, person-days",
              2, 60, {"8 k€ lost each day": partial(m05.urgency, 8),
                      "2 k€ lost each day": partial(m05.urgency, 2)}),
    ),
    "M06": (
        Chart("worth, k€", "working day on which it is finished", 20, 80,
              {"200 k€, due on day 40, 2 k€ a day": lambda it: m06.value(200, 40, 2, None, it),
               "the same, worthless after day 60": lambda it: m06.value(200, 40, 2, 60, it),
               "the same with a fine of 30 k€": lambda it: m06.value(200, 40, 2, None, it, 0, 30)}),
    ),
    "M07": (
        Chart("what the team gets done, in people", "new people beside ten experienced ones", 0,
              12, {"with newcomers": lambda it: m07.output(it, 10, m07.RampUp()),
                   "the ten alone": lambda it: m07.output(0, 10, m07.RampUp())}),
    ),
    "M08": (
        Chart("effort, against the first time", "how often it was done before", 0, 40,
              {"with memory": lambda it: m08.effort_factor(it, m08.Learning()),
               "after half a year without": lambda it: m08.effort_factor(
                   m08.remembered(it, 26, m08.Learning()), m08.Learning())}),
    ),
    "M09": (
        Chart("by what a correction has grown", "weeks until it is found", 0, 104,
              {"growth as on the card": lambda it: m09.grown(it, m09.Rework())}),
        Chart("work to be done again, of 100 person-days", "share that is right the first time",
              0.4, 1, {"flawed at first": lambda it: m09.flawed(100, it)}),
    ),
    "M10": (
        Chart("what a week gets done, against 40 hours of rested people", "weeks of such hours", 0,
              20, {f"{each} hours a week": hours(each) for each in (40, 50, 60)}),
    ),
    "M11": (
        Chart("how well the next work is prepared", "generations of work later", 0, 12,
              {f"{percent(more)} more work, once": prepared(more) for more in (0.1, 0.3, 0.5)},
              whole=True),
    ),
    "M12": (
        Chart("what gets done", WEEKS, 0, 104,
              {f"{percent(share)} of the time for improvement": improved(share)
               for share in (0.0, 0.05, 0.15)}, whole=True),
    ),
    "M13": (
        Chart("chance that a risk has happened", "working days of a project planned in forty", 0,
              80, {"20 % over the plan": struck(0.2), "50 % over the plan": struck(0.5),
                   "50 %, in times that are half as bad again": struck(0.5, 1.5)}),
    ),
    "M14": (
        Chart("how late a risk strikes, on its own clock", "luck that all risks share (draw)", -2.5,
              2.5, {f"{percent(share)} of the luck is shared": lambda it, share=share: m14.clock(
                  0.0, it, share) for share in (0.0, 0.3, 0.8)}),
    ),
    "M15": (
        Chart("cost of looking and of not looking, k€ a week", "weeks between two looks", 1, 26,
              {"issues grow by 10 % a week": lambda it: m15.cost_rate(it, 0.3, 10, 0.10, 8),
               "issues grow by 20 % a week": lambda it: m15.cost_rate(it, 0.3, 10, 0.20, 8)}),
    ),
    "M16": (
        Chart("by what an issue has grown", "working days unnoticed", 0, 100,
              {f"{percent(growth)} a week": lambda it, growth=growth: m16.grown(
                  growth, it, m16.Escalation().limit) for growth in (0.05, 0.1, 0.2)}),
    ),
    "M17": (
        Chart("loss avoided for each k€ spent", "what it costs, k€", 2, 30,
              {"from 20 to 5 k€ expected": partial(m17.leverage, 20.0, 5.0),
               "from 20 to 15 k€ expected": partial(m17.leverage, 20.0, 15.0)}),
    ),
    "M18": (
        Chart("money that suffices in 9 of 10 worlds, k€", "projects, each with one risk", 1, 20,
              {"a purse for each": reserve(m18.separate), "one purse for all":
               reserve(m18.pooled)}, whole=True),
    ),
    "M19": (
        Chart("earned schedule, months", "earned value, k€ of 100", 0, 100,
              {"what the plan had by then": lambda it: m19.earned_schedule(it, PLANNED)}),
    ),
    "M20": (
        Chart("chance that a report is better than the truth", "trust", 0, 1,
              {"nobody is afraid": lambda it: m20.optimism(it, 0, 0, m20.USUAL),
               "people are afraid": lambda it: m20.optimism(it, 1, 0, m20.USUAL),
               "afraid, and audited": lambda it: m20.optimism(it, 1, 1, m20.USUAL)}),
    ),
    "M21": (
        Chart("chance that the owner resists stopping", "share of the budget that is spent", 0, 1,
              {"an owner of long standing": lambda it: m21.resistance(
                  it, it, 1, 0, m21.Commitment()),
               "a new owner": lambda it: m21.resistance(it, it, 0, 0, m21.Commitment()),
               "a new owner with a better choice": lambda it: m21.resistance(
                   it, it, 0, 1, m21.Commitment())}),
    ),
    "M22": (
        Chart("how far to believe an estimate", "error of estimates / spread of true worths", 0, 3,
              {"weight of the estimate": partial(m22.weight, 1.0)}),
    ),
    "M23": (
        Chart("what is left of 100 k€", "how well it serves the aims", 0, 1,
              {"realised": lambda it: m23.realised(100, it, m23.Alignment())}),
    ),
    "M24": (
        Chart("what an aim weighs after a change", "luck of the first aim (draw)", -2.5, 2.5,
              {f"aim {number + 1}, {old} before": aim(number)
               for number, old in enumerate((0.5, 0.3, 0.2))}),
    ),
    "M25": (
        Chart("error of what is seen, share of the planned length", f"visibility, {LEVEL}", 0, 1,
              {"standard deviation": lambda it: m25.noise(it, m25.Visibility())}),
        Chart("how old the picture is, weeks", f"visibility, {LEVEL}", 0, 1,
              {"weeks": lambda it: m25.delay(it, m25.Visibility())}),
    ),
    "M26": (
        Chart("share of people who work in the new way", "weeks since it is there", 0, 78,
              {"well helped": taken_up(1.0, 0.0), "hardly helped": taken_up(0.2, 0.0),
               "well helped, against resistance": taken_up(1.0, 0.6)}, whole=True),
    ),
    "M27": (
        Chart("speed of taking up each change", "changes at once", 0, 10,
              {"speed": lambda it: m27.slowed(it, m27.Saturation())}),
    ),
    "M28": (
        Chart("resistance, from 0 to 1", WEEKS, 0, 104,
              {"more load than help": resisted(0.4, 0.1, 0.0),
               "the same, and visited": resisted(0.4, 0.1, 1.0),
               "more help than load": resisted(0.1, 0.4, 0.0)}, whole=True),
    ),
    "M29": (
        Chart("weeks until a decision comes", f"engagement, {LEVEL}", 0, 1,
              {"weeks": lambda it: m29.latency(it, m29.Sponsor())}),
    ),
    "M30": (
        Chart("share of its full help that a function brings", LEVEL, 0, 1,
              {"help": lambda it: m30.effect(it, m30.Governance()),
               "if every effort brought the same": float}),
        Chart("share of everybody's time", f"all twelve functions, {LEVEL}", 0, 0.2,
              {"time": lambda it: m30.hours(dict.fromkeys(m30.PRICED, it), m30.Governance())}),
    ),
    "M31": (
        Chart("maturity", WEEKS, 0, 260,
              {f"{percent(share)} of the time for improvement": matured(share)
               for share in (0.01, 0.03, 0.1)}, whole=True),
    ),
    "M32": (
        Chart("effort of work", "knowledge that is shared", 0, 5,
              {"effort": lambda it: m32.effort(it, m32.Knowledge())}),
        Chart("chance that something learned is used again", f"exchange of knowledge, {LEVEL}", 0,
              1, {"chance": lambda it: m32.reuse(it, m32.Knowledge())}),
    ),
    "M33": (
        Chart("of a hundred people leave in a year", "overload", 0, 1,
              {"tired and unsafe": leaving(fatigue=0.5, security=0.0), "as usual": leaving(),
               "safe, with a mentor": leaving(security=1.0, mentored=1.0)}),
    ),
    "M34": (
        Chart("skill, from 0 to 1", "weeks of such work", 0, 104,
              {"challenged, with a mentor": skilled(1.0, 1.0), "challenged": skilled(0.0, 1.0),
               "hardly challenged": skilled(0.0, 0.2)}, whole=True),
        Chart("what is left of a course", "weeks in which it is not used", 0, 104,
              {"skill": lambda it: m34.course_left(it, m34.Skill())}),
    ),
    "M35": (
        Chart("chance that the parts do not fit together", "departments that built them", 1, 10,
              {"nobody between them": lambda it: m35.failure(it, 0, m35.Dependencies()),
               "liaison people": lambda it: m35.failure(it, 1, m35.Dependencies())}, whole=True),
    ),
    "M36": (
        Chart("trust, from 0 to 1", "weeks after an issue landed", 0, 12,
              {"spoken of before": trusted(True), "out of the blue": trusted(False)}),
    ),
    "M37": (
        Chart("chance that the office is closed at a review", "worth that others see", -1, 2,
              {"sponsors engaged": lambda it: m37.cut(it, 0.8, 0.2, m37.Survival()),
               "sponsors indifferent": lambda it: m37.cut(it, 0.1, 0.2, m37.Survival()),
               "indifferent, and people resist": lambda it: m37.cut(
                   it, 0.1, 0.8, m37.Survival())}),
    ),
    "M38": (
        Chart("how safe people feel, from 0 to 1", "share of promises that were kept", 0, 1,
              {"somebody can step in, even load": lambda it: m38.security(
                  1, 1, it, m38.Security()),
               "nobody can step in, uneven load": lambda it: m38.security(
                   0, 0.3, it, m38.Security())}),
    ),
}  # fmt: skip


def sketches(number: str) -> list[Sketch]:
    """The curves of a mechanism."""
    return [chart.sketch() for chart in CHARTS[number]]
