"""A workshop in a folder, as it is taken home; teams compared and judged on the way."""

from collections.abc import Iterator

from msgspec.structs import replace

from simulator.errors import RefusedError
from simulator.experiment import Progress
from simulator.experiment.watch import Watch
from simulator.workshop.export.recorded import Given, Noted, Recorded, RecordedTeam
from simulator.workshop.folder.gathered import Gathered, TeamFlight, forecast_of, gathered
from simulator.workshop.folder.handout import TRUST, Handout
from simulator.workshop.folder.sealed import seal_of
from simulator.workshop.folder.shared import Shared
from simulator.workshop.judging import FATES, jobs, judging
from simulator.workshop.record import Seal
from simulator.workshop.scoring import SLICE, WORLDS, standing

MENTOR = "mentor"


def recorded(handout: Handout, found: Gathered) -> Recorded:
    """What is known at once; teams are neither compared nor judged."""
    return Recorded(
        title=handout.title,
        scenario=handout.scenario,
        rounds=handout.rounds,
        round=handout.round,
        is_open=handout.is_open,
        commitment=handout.commitment,
        seal=handout.seal,
        instruments=handout.instruments,
        allowed=handout.allowed,
        teams=tuple(_team(it, handout) for it in found.teams),
        refused=found.refused,
        audit=tuple(Noted(at=it.at, who=MENTOR, what=it.what) for it in handout.done),
        rests_on=TRUST,
    )


def _team(it: TeamFlight, handout: Handout) -> RecordedTeam:
    numbers = {forecast_of(number): number for number in range(1, len(handout.rounds) + 1)}
    given = (Given(round=numbers[one.what], low=one.low, high=one.high) for one in it.forecasts)
    return RecordedTeam(name=it.name, session=it.session, forecasts=tuple(given))


def in_full(
    shared: Shared, worlds: int = WORLDS, fates: int = FATES, progress: Progress = False,
    workers: int | None = None,
) -> Recorded:  # fmt: skip
    """The same with all teams compared and judged; where the seal is not to be had, not compared.

    Raises RefusedError if the folder holds no workshop.
    """
    handout = shared.handout
    plain = recorded(handout, gathered(shared.folder, handout))
    seal = _seal(handout)
    steps = -(-worlds // SLICE) if seal and len(plain.teams) > 1 else 0
    with Watch(steps + jobs(plain.flights), progress, "steps") as watch:
        for done in recording(plain, seal, worlds, fates, workers):
            plain = done
            if not watch.goes_on():
                break
    return plain


def recording(
    plain: Recorded, seal: Seal | None, worlds: int = WORLDS, fates: int = FATES,
    workers: int | None = None,
) -> Iterator[Recorded]:  # fmt: skip
    """What is known after each small step: teams compared first, then judged one by one.

    Without a seal they are not compared. Raises RefusedError for fewer than two worlds or fates.
    """
    if seal is not None and len(plain.teams) > 1:
        for told in standing(plain.flights, seal, worlds, workers):
            plain = replace(plain, standing=told)
            yield plain
    for one in judging(plain.flights, fates, workers):
        if one is not None:
            plain = replace(plain, judged=(*plain.judged, one))
        yield plain


def _seal(handout: Handout) -> Seal | None:
    try:
        return handout.seal or seal_of(handout.commitment)
    except RefusedError:
        return None
