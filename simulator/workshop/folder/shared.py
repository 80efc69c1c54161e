"""A workshop in a shared folder, under the mentor's hand: made, handed out, opened, revealed."""

import time
from pathlib import Path

from msgspec.structs import replace

from simulator.errors import RefusedError
from simulator.injects import with_injects
from simulator.instruments import Instruments
from simulator.logbook.files import writable
from simulator.logbook.place import whole
from simulator.logbook.writing import write_new, write_over
from simulator.mentor.code import World, written
from simulator.scenario import AnyInject
from simulator.workshop.folder import sealed
from simulator.workshop.folder.gathered import gathered
from simulator.workshop.folder.handout import NAME, Done, Handout, read
from simulator.workshop.record import NOTHING, Allowed, Workshop, drawn, even


class Shared:
    """The folder in which a workshop lies. Only the mentor writes the workshop's file."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = whole(folder)

    @property
    def path(self) -> Path:
        """Where the workshop's file is, or would be."""
        return self.folder / NAME

    @property
    def handout(self) -> Handout:
        """What teams find there now. Raises RefusedError if it cannot be read."""
        return read(self.path)

    @property
    def workshop(self) -> Workshop:
        """The whole of it. Raises RefusedError where the seal is not to be had."""
        found = self.handout
        return found.with_seal(found.seal or sealed.seal_of(found.commitment))

    # What the mentor does

    def begin(self, workshop: Workshop, code: str = "") -> Handout:
        """Put a workshop into the folder. Raises RefusedError if one is there, or it cannot be."""
        handout = Handout.of(workshop, code).sealed()
        sealed.keep(workshop.seal)
        with writable(self.folder, NAME):
            if not write_new(self.path, handout.encoded()):
                raise RefusedError(
                    f"there is a workshop in '{self.folder}' already; take another folder, or "
                    f"move its {NAME} away"
                )
        return handout

    def open_round(self) -> Handout:
        """Let everybody fly on to the end of the next round. Raises RefusedError after the last."""
        now = self._unrevealed()
        if now.is_open:
            raise RefusedError(f"round {now.round} is open; close it first")
        if now.is_last:
            raise RefusedError(f"all {len(now.rounds)} rounds have been flown")
        opened = replace(now, round=now.round + 1, is_open=True)
        return self._write(opened, f"opened round {opened.round}")

    def close_round(self) -> Handout:
        """Let nobody fly on. Raises RefusedError if no round is open."""
        now = self._unrevealed()
        if not now.is_open:
            raise RefusedError("no round is open")
        return self._write(replace(now, is_open=False), f"closed round {now.round}")

    def send(self, inject: AnyInject) -> Handout:
        """Have something come from outside, to all teams alike.

        Raises RefusedError for a day that somebody has flown already, and for what cannot come.
        """
        now = self._unrevealed()
        flown = gathered(self.folder, now).flown_to
        scenario = with_injects(now.scenario, inject, today=flown)
        what = f"sent “{inject.headline}”, for day {inject.day:g}"
        return self._write(replace(now, scenario=scenario), what)

    def switch(self, instruments: Instruments, allowed: Allowed) -> Handout:
        """Hand out other instruments, or allow something else, from now on."""
        now = replace(self.handout, instruments=instruments, allowed=allowed)
        return self._write(now, "switched what is on the screens")

    def reveal(self) -> Handout:
        """Show the seal, so that everybody can check what was promised. The last round is over."""
        now = self.handout
        seal = now.seal or sealed.seal_of(now.commitment)
        return self._write(replace(now, seal=seal, is_open=False), "revealed the storm")

    def _unrevealed(self) -> Handout:
        now = self.handout
        if now.seal is not None:
            raise RefusedError("the storm is revealed, so this workshop is over")
        return now

    def _write(self, handout: Handout, what: str) -> Handout:
        done = (*handout.done, Done(at=time.time(), what=what))
        new = replace(handout, done=done).sealed()
        with writable(self.folder, NAME):
            write_over(self.path, new.encoded())
        return new


def workshop_of(
    world: World, rounds: int | tuple[float, ...] = 8, title: str = "", allowed: Allowed = NOTHING
) -> tuple[Workshop, str]:
    """A workshop in a world that was prepared, and the code of that world."""
    scenario = world.scenario
    seal = replace(drawn(), seed=world.seed)
    workshop = Workshop(
        title=title or scenario.title or scenario.name,
        scenario=scenario,
        seal=seal,
        rounds=even(scenario, rounds) if isinstance(rounds, int) else rounds,
        instruments=world.instruments,
        allowed=allowed,
    )
    return workshop, written(world)
