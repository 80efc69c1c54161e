"""Replays beside the service: in processes of their own, so that an answer never waits for a run.

One process answers what a team is waiting for; another, which gives way to it, draws forecasts and
plays the scoring worlds. What they do is pure, so a process that dies loses nothing.
"""

import asyncio
import os
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, ParamSpec, TypeVar

from simulator.workshop.service.overtaking import Stamps, share, unless_overtaken

P = ParamSpec("P")
T = TypeVar("T")

POLITE = 10
"""How much a process gives way to others (Unix)."""
WATCH = 2.0
"""Seconds between two looks whether the service is still there."""


class Workers:
    """The processes in which runs are played."""

    def __init__(self) -> None:
        self._context = get_context("spawn")
        self._stamps = Stamps(self._context)
        self._quick: ProcessPoolExecutor | None = None
        self._slow: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()

    async def soon(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a team is waiting for."""
        return await self._in("_quick", 0, work, *args, **kwargs)

    async def beside(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What may take its time."""
        return await self._in("_slow", POLITE, work, *args, **kwargs)

    async def latest(self, team: int, work: Callable[..., T], *args: object) -> T:
        """What may take its time, for a team that wants the latest only.

        `work` is given one thing more, to be called now and then. Raises OvertakenError once
        something newer is wanted.
        """
        place, stamp = self._stamps.overtake(team)
        return await self.beside(unless_overtaken, place, stamp, work, *args)

    def overtake(self, team: int) -> None:
        """What goes on for a team's latest is of no use any more."""
        self._stamps.overtake(team)

    def close(self) -> None:
        """End them."""
        for pool in (self._quick, self._slow):
            if pool is not None:
                pool.shutdown(wait=False, cancel_futures=True)

    async def _in(
        self, name: str, polite: int, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        for _ in range(2):
            pool = self._pool(name, polite)
            try:
                future = pool.submit(work, *args, **kwargs)
                return await asyncio.wrap_future(future)
            except BrokenProcessPool:
                # Somebody has ended a process: what it did is begun again in a new one.
                self._forget(name, pool)
        raise BrokenProcessPool("the process that plays runs has died twice")

    def _pool(self, name: str, polite: int) -> ProcessPoolExecutor:
        with self._lock:
            pool: ProcessPoolExecutor | None = getattr(self, name)
            if pool is None:
                about = (polite, os.getpid(), self._stamps.shared)
                pool = ProcessPoolExecutor(1, self._context, initializer=_begin, initargs=about)
                setattr(self, name, pool)
            return pool

    def _forget(self, name: str, pool: ProcessPoolExecutor) -> None:
        with self._lock:
            if getattr(self, name) is pool:
                setattr(self, name, None)


def _begin(polite: int, service: int, stamps: Any) -> None:
    """In the new process: give way to others, and end when the service is gone."""
    share(stamps)
    if polite and hasattr(os, "nice"):
        os.nice(polite)
    if sys.platform != "win32":
        threading.Thread(target=_end_with, args=(service,), daemon=True).start()


def _end_with(service: int) -> None:
    # Nobody tells a process that its parent was killed: it waits for work for ever.
    while os.getppid() == service:
        time.sleep(WATCH)
    os._exit(0)
