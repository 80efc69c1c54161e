"""A forecast that nobody wants any more is broken off in the process that draws it."""

import asyncio
import time
from multiprocessing import get_context

import pytest

from simulator.workshop import Workshop, playing
from simulator.workshop.flight import Flight
from simulator.workshop.service import overtaking
from simulator.workshop.service.overtaking import OvertakenError, Stamps
from simulator.workshop.service.workers import Workers

PATIENCE = 60.0


def long(goes_on):
    """Goes on until somebody wants something newer."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        goes_on()
        time.sleep(0.01)
    return "to its end"


def short(words, goes_on):
    """Goes on for a moment only."""
    goes_on()
    return words


def test_the_newer_one_overtakes_the_older_and_no_other_teams():
    async def play():
        workers = Workers()
        try:
            assert await workers.latest(2, short, "there") == "there"
            older = asyncio.create_task(workers.latest(1, long))
            await asyncio.sleep(0.2)
            others = asyncio.create_task(workers.latest(2, short, "another team's"))
            newer = asyncio.create_task(workers.latest(1, short, "newer"))
            with pytest.raises(OvertakenError):
                await asyncio.wait_for(older, PATIENCE / 2)
            assert await others == "another team's" and await newer == "newer"
            again = asyncio.create_task(workers.latest(1, long))
            await asyncio.sleep(0.2)
            workers.overtake(1)
            with pytest.raises(OvertakenError):
                await asyncio.wait_for(again, PATIENCE / 2)
        finally:
            workers.close()

    asyncio.run(play())


def test_a_forecast_asks_again_and_again_whether_it_is_wanted():
    workshop = Workshop.of("three_projects", rounds=2)
    asked = []
    assert playing.foresee(workshop, Flight(today=20.0), lambda: asked.append(1))["futures"]

    def enough():
        if len(asked) < 3:
            raise OvertakenError
        asked.pop()

    whole = len(asked)
    assert whole > 10
    with pytest.raises(OvertakenError):
        playing.foresee(workshop, Flight(today=20.0), enough)
    assert len(asked) == 2


def test_more_teams_than_there_are_places_are_never_overtaken(monkeypatch):
    stamps = Stamps(get_context("spawn"))
    monkeypatch.setattr(overtaking, "PLACES", 1)
    overtaking.share(stamps.shared)
    first, beyond = stamps.overtake(7), stamps.overtake(8)
    stamps.overtake(7), stamps.overtake(8)
    with pytest.raises(OvertakenError):
        overtaking.unless_overtaken(*first, short, "old")
    assert overtaking.unless_overtaken(*beyond, short, "to its end") == "to its end"
    overtaking.share(None)
