"""Value delivered and money spent over time, and where two futures part."""

from simulator.figures.picture import (
    BLUE,
    ORANGE,
    PALE,
    VERMILLION,
    Picture,
    canvas,
    day_axis,
    number,
    short,
    today_line,
)
from simulator.metrics.flow import finish_days
from simulator.metrics.log import Events
from simulator.metrics.money import deliveries, money_spent, value_delivered
from simulator.metrics.steps import last_day
from simulator.narration import rounded
from simulator.scenario import Scenario


def money(
    events: Events, scenario: Scenario, plan: Events = (), today: float | None = None
) -> Picture:
    """Value delivered (solid), planned (dotted) and money spent (dashed), in k€."""
    until = last_day(events) if today is None else today
    figure, (axes,) = canvas(9.5, 3.6)
    if plan:
        axes.step(
            *_climb(plan, last_day(plan)),
            where="post",
            color=BLUE,
            linestyle=":",
            label="value planned",
        )
    axes.step(
        *_climb(events, until), where="post", color=BLUE, linewidth=2.4, label="value delivered"
    )
    days = sorted({0.0, until, *(5.0 * week for week in range(int(until // 5) + 1))})
    spent = [sum(money_spent(_before(events, day), scenario, day).values()) for day in days]
    axes.plot(days, spent, color=ORANGE, linewidth=2, linestyle="--", label="money spent")
    axes.set_ylabel("k€")
    axes.set_ylim(bottom=0)
    axes.grid(color=PALE, linewidth=0.8)
    axes.legend(frameon=False, loc="upper left")
    day_axis(axes, scenario.start, max(until, last_day(plan), 5.0) * 1.03)
    if today is not None:
        today_line(axes, until)
    delivered = number(value_delivered(events))
    sentence = (
        f"By day {rounded(until)} the portfolio has delivered {delivered} k€ "
        f"and spent {number(spent[-1])} k€."
    )
    return Picture(figure, sentence)


def _before(events: Events, day: float) -> Events:
    return tuple(event for event in events if event.day <= day)


def _climb(events: Events, until: float) -> tuple[list[float], list[float]]:
    """Days and the value delivered by each."""
    days, total = [0.0], [0.0]
    for day, _, value in deliveries(events):
        days.append(day)
        total.append(total[-1] + value)
    return [*days, max(until, days[-1])], [*total, total[-1]]


def fork(
    kept: Events, changed: Events, scenario: Scenario, parted: float, names: tuple[str, str]
) -> Picture:
    """Value delivered in two futures of one world that part on a day.

    `names` says what the first (dashed) and the second (solid) future are.
    """
    until = max(last_day(kept), last_day(changed))
    figure, (axes,) = canvas(9.5, 3.6)
    axes.step(
        *_climb(kept, until),
        where="post",
        color=ORANGE,
        linewidth=2,
        linestyle="--",
        label="one",
    )
    axes.step(*_climb(changed, until), where="post", color=BLUE, linewidth=2.4, label="other")
    axes.axvline(parted, color=VERMILLION, linewidth=1.2)
    axes.annotate(
        "the futures part",
        (parted, 0.02),
        xycoords=("data", "axes fraction"),
        xytext=(4, 0),
        textcoords="offset points",
        va="bottom",
        fontsize=9,
        color=VERMILLION,
    )
    axes.set_ylabel("value delivered, k€")
    axes.set_ylim(bottom=0)
    axes.grid(color=PALE, linewidth=0.8)
    legend = axes.legend(frameon=False, loc="upper left")
    for text, name in zip(legend.get_texts(), names, strict=True):
        # As a label of a line, a name that begins with _ would be left out.
        text.set_text(short(name))
    day_axis(axes, scenario.start, until * 1.03)
    return Picture(figure, _fork_sentence(kept, changed, parted, names))


def _fork_sentence(kept: Events, changed: Events, parted: float, names: tuple[str, str]) -> str:
    gain = value_delivered(changed) - value_delivered(kept)
    before, now = finish_days(kept), finish_days(changed)
    moved = sum(before.get(project) != day for project, day in now.items())
    more = f"{number(abs(gain))} k€ {'more' if gain >= 0 else 'less'}"
    if not moved and not gain:
        return f"“{names[1]}” and “{names[0]}” deliver the same, on the same days."
    return (
        f"From day {rounded(parted)} on, “{names[1]}” delivers {more} than "
        f"“{names[0]}”, with the same luck; {moved} projects finish on another day."
    )
