"""What keeps a remote seat up to date: one thread that listens, one that waits for answers."""

import random
import time
from collections.abc import Callable
from threading import Thread

from simulator.errors import RefusedError
from simulator.workshop.client.seat import RemoteSeat
from simulator.workshop.client.team import Team
from simulator.workshop.client.wire import ForgottenError

FIRST, LONGEST = 0.5, 8.0
"""Seconds until a stream that broke is taken up again, at first and at most."""


class Following:
    """It goes on until `stop`, or until the service knows the team no longer."""

    def __init__(self, seat: RemoteSeat) -> None:
        self.seat, self.over = seat, False
        for work in (self._listen, self._work):
            Thread(target=work, daemon=True).start()

    def stop(self) -> None:
        """No more requests, as soon as those on their way are answered."""
        self.over = True
        self.seat.wake.set()

    def _work(self) -> None:
        while self._goes_on():
            pause = self.seat.catch_up()
            if self.seat.wake.wait(pause):
                self.seat.wake.clear()
                self.seat.tell()  # what was sent just now is seen before it is answered

    def _listen(self) -> None:
        pause = FIRST
        while self._goes_on():
            try:
                for view in self.seat.team.wire.listen("/api/team/live"):
                    pause = FIRST
                    if not self._goes_on():
                        return
                    self.seat.follow(view)
            except ForgottenError as error:
                self.seat.end(str(error))
            except RefusedError as error:
                self.seat.lost(str(error))
            # Never all teams of a room at the same moment.
            time.sleep(pause * random.uniform(0.75, 1.25))  # noqa: S311 - no chance of the model
            pause = min(LONGEST, 2 * pause)

    def _goes_on(self) -> bool:
        return not self.over and not self.seat.gone


_LATEST: dict[Team, Following] = {}


def seat_of(team: Team, tell: Callable[[], None]) -> RemoteSeat:
    """A seat of this team that keeps itself up to date; an earlier one is left.

    `tell` is called whenever there is something new to show, from any thread.
    """
    earlier = _LATEST.get(team)
    if earlier is not None:
        earlier.seat.end("This cockpit was opened anew; go on there.")
    _LATEST[team] = Following(RemoteSeat(team, tell))
    return _LATEST[team].seat
