"""When the work of somebody's plan will be finished: a range of dates for each of its projects and
activities beside what the plan says itself, as tables and as one page."""

from simulator.plan_forecast.lines import Line
from simulator.plan_forecast.page import write_page
from simulator.plan_forecast.ranges import WORLDS, Forecast, finish_days, forecast, told
from simulator.plan_forecast.sheets import check_new, write_table
from simulator.plan_forecast.words import in_a_line, made_how, most_important

__all__ = [
    "WORLDS",
    "Forecast",
    "Line",
    "check_new",
    "finish_days",
    "forecast",
    "in_a_line",
    "made_how",
    "most_important",
    "told",
    "write_page",
    "write_table",
]
