"""Working days and dates as people say them: whole, and with the date they fall on."""

import re
from datetime import date, timedelta

WEEK = 5
"""Working days."""
AMOUNT = re.compile(r"\b(\d+\.\d+)(?= (?:working |person-)?days?\b)")
AGAINST = re.compile(r"(\bdays? (?:\d+(?:\.\d+)? )?instead of )(\d+\.\d+)")
MOMENT = re.compile(r"(?<=\bday )(\d+\.\d+)\b")


def whole(day: float) -> int:
    """A working day without decimals."""
    return round(day)


def date_of(start: str, day: float) -> str:
    """The date on which a working day falls, as 4 Jan."""
    first = date.fromisoformat(start)
    weekday = min(first.weekday(), WEEK - 1)  # what starts on a weekend is shown from Friday
    weeks, rest = divmod(int(day) + weekday, WEEK)
    when = first + timedelta(days=weeks * 7 + rest - weekday)
    return f"{when.day} {when:%b}"


def ticks(start: str, horizon: float, most: int = 12) -> list[dict[str, object]]:
    """Where the axis of days has a number and a date; at most so many of them."""
    steps = (5, 10, 20, 25, 50, 100, 200, 500, 1000, 5000, 20000)
    step = next(step for step in steps if horizon / step < most)
    days = range(0, int(horizon) + 1, step)
    return [{"day": day, "date": date_of(start, day)} for day in days]


def rounded_up(day: float) -> float:
    """The end of an axis with room for a day."""
    step = 5 if day < 400 else 20
    return float(step * -(-day // step))


def plainly(text: str) -> str:
    """A sentence whose days have no decimals."""
    text = AGAINST.sub(lambda found: f"{found[1]}{whole(float(found[2]))}", text)
    text = AMOUNT.sub(lambda found: _amount(float(found[1])), text)
    return MOMENT.sub(lambda found: f"{whole(float(found[1]))}", text)


def _amount(days: float) -> str:
    return f"{round(days)}" if days >= 1 else "less than 1"
