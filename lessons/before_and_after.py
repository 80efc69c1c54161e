"""Notebook 12: the same twelve questions before the course and after it."""

from functools import cache

from simulator.widgets import LearningTest

NOTEBOOK = "12 Before and after"


@cache
def before() -> LearningTest:
    """What do you know now?"""
    return LearningTest("before", NOTEBOOK)


@cache
def after() -> LearningTest:
    """And what afterwards?"""
    return LearningTest("after", NOTEBOOK, before())
