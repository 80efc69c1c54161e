"""The formulas of the mechanisms as curves."""


def sketches(number):
    return []
