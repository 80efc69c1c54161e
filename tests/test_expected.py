"""Means of chains of fates with intervals that hold."""

from math import exp
from statistics import fmean

import pytest

from simulator.chance import normal
from simulator.debrief.expected import Control, effective, expected, interval
from simulator.experiment import interval as students

TIMES, COUNT = 200, 40


def own(world, count=COUNT):
    """Numbers that have nothing in common."""
    return [normal(world, "own", place) for place in range(count)]


def chain(world, memory=0.6):
    """Numbers of which each remembers the one before; on average 0."""
    numbers, last = [], normal(world, "first")
    for it in own(world):
        last = memory * last + (1 - memory**2) ** 0.5 * it
        numbers.append(last)
    return numbers


def covers(find, numbers, mean):
    """The share of intervals that hold the mean."""
    found = [find(numbers(world)) for world in range(TIMES)]
    return fmean(low <= mean <= high for _, low, high in found)


def usual(numbers):
    return students(numbers, 0.95)


def test_an_interval_covers_the_mean_of_a_chain_where_students_does_not():
    assert covers(interval, chain, 0.0) > 0.87 > covers(usual, chain, 0.0)


def test_an_interval_covers_the_mean_of_what_has_a_long_tail():
    def tailed(world):
        return [exp(1.2 * it) for it in own(world)]

    right = covers(interval, tailed, exp(0.72))
    assert right > 0.89 and right > covers(usual, tailed, exp(0.72))


def test_an_interval_of_numbers_without_memory_or_tail_is_hardly_wider_than_students():
    def width(find):
        return fmean(high - low for _, low, high in (find(own(it)) for it in range(TIMES)))

    assert 1 <= width(interval) / width(usual) < 1.25


def test_a_chain_is_worth_fewer_numbers_than_it_has():
    worth = fmean(effective(chain(it)) for it in range(TIMES))
    assert 0.2 * COUNT < worth < 0.5 * COUNT  # (1 - 0.6) / (1 + 0.6) = 0.25 of a long chain
    assert fmean(effective(own(it)) for it in range(TIMES)) > 0.75 * COUNT


def test_what_is_known_of_the_keys_takes_out_their_luck():
    narrow, plain = [], []
    for world in range(TIMES):
        control = Control(tuple(own(world, 4 * COUNT)))
        futures = [key + 0.5 * normal(world, "rest", place)
                   for place, key in enumerate(control.results[:COUNT])]  # fmt: skip
        narrow.append(expected(futures, control))
        plain.append(interval(futures))
    assert fmean(it.low <= 0 <= it.high for it in narrow) > 0.9
    assert fmean(it.high - it.low for it in narrow) < 0.75 * fmean(it.high - it.low for it in plain)


def test_what_is_expected_of_a_difference_is_the_difference_of_what_is_expected():
    control = Control(tuple(own(1, 4 * COUNT)))
    one, other = own(2), chain(3)
    both = expected([b - a for a, b in zip(one, other, strict=True)], control)
    apart = expected(other, control).value - expected(one, control).value
    assert both.value == pytest.approx(apart)


def test_a_number_that_never_differs_has_no_width():
    assert interval([3.0] * 5) == (3.0, 3.0, 3.0)
    assert interval([3.0]) == (3.0, 3.0, 3.0)
