"""A room of forty teams at a served workshop: how long handing in takes, and whether all is there.

    python benchmarks/workshop.py
    python benchmarks/workshop.py --teams 10 --rounds 4
    python benchmarks/workshop.py --postgresql

Every team is a process of its own with the client that a notebook has. In each round it hands in
some decisions, while the scoring worlds of the round before are still played beside. In the middle
of the fourth round the service is killed and started again. At the end every decision that was
confirmed has to be in its team's flight, once, and the board has to be what anybody reckons from
the flights. Seconds are those of the request that hands in, told beside a request that asks for
nothing in the same minutes.
"""

import argparse
import json
import multiprocessing
import random
import statistics
import sys
import tempfile
import threading
import time
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
OFFICE, TEAMS, ROUNDS, KILLED_IN = "eighteen_months", 40, 8, 4
SPREAD = 2.0
"""Seconds over which a room hands in: all of them at the end of a round."""


def main(arguments: list[str] | None = None) -> None:
    """Play a whole workshop, and say what came of it."""
    chosen = _chosen([] if arguments is None else arguments)
    with tempfile.TemporaryDirectory() as folder:
        cluster = _postgresql() if chosen.postgresql else None
        database = cluster.url if cluster else f"sqlite:///{folder}/room.sqlite"
        try:
            play(database, chosen.teams, chosen.rounds, Path(folder))
        finally:
            if cluster:
                cluster.remove()


def _chosen(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teams", type=int, default=TEAMS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--postgresql", action="store_true", help="instead of SQLite")
    return parser.parse_args(arguments)


def _postgresql():
    import postgresql

    programs = postgresql.programs()
    if programs is None:
        sys.exit("there is no PostgreSQL here")
    return postgresql.Cluster(programs)


def play(database: str, teams: int, rounds: int, folder: Path) -> None:
    """A workshop from the first round to the board."""
    from served import Served

    served = Served(database).start()
    mentor = served.mentor().prepare(OFFICE, rounds)
    context = multiprocessing.get_context("spawn")
    came = context.Queue()
    crew = [
        context.Process(target=team, args=(served.url, mentor.code, number, rounds, folder, came))
        for number in range(teams)
    ]
    for process in crew:
        process.start()
    _until(lambda: len(mentor.view["teams"]) == teams, 600)
    begin = time.monotonic()
    plain: list[float] = []
    watching = threading.Event()
    watcher = threading.Thread(target=_watch, args=(served, plain, watching), daemon=True)
    watcher.start()
    for number in range(1, rounds + 1):
        mentor.open()
        if number == min(KILLED_IN, rounds):
            time.sleep(SPREAD / 2)
            served.kill()
            served.start()
            mentor = _again(served, mentor.code)
        _until(partial(_all_in, mentor), 600)
        mentor.close()
        if number < rounds:
            mentor.ask("POST", "/standing", {"show": True})
    told = [came.get(timeout=120) for _ in crew]
    watching.set()
    mentor.reveal()
    _until(lambda: mentor.view["scoring"]["done"] == mentor.view["scoring"]["of"], 1800)
    _check(served, mentor, told)
    _say(database, teams, rounds, told, plain, time.monotonic() - begin)
    for process in crew:
        process.join()
    served.stop()


def _again(served, code: str):
    """The mentor after the service was started anew."""
    mentor = served.mentor()
    mentor.code = code
    return mentor


def _all_in(mentor) -> bool:
    """Whether all teams stand at the end of the round, and nothing waits to be carried out."""
    return all(it["round_done"] and not it["waiting"] for it in mentor.view["teams"])


def _watch(served, plain: list[float], ended: threading.Event) -> None:
    """Ask for nothing, a few times a second, as long as the room plays."""
    import httpx

    with httpx.Client(base_url=served.url, timeout=30) as client:
        while not ended.wait(0.25):
            begin = time.monotonic()
            try:
                client.get("/health")
            except httpx.HTTPError:
                continue  # it is being killed
            plain.append(time.monotonic() - begin)


def team(url: str, code: str, number: int, rounds: int, folder: Path, came) -> None:
    """One team: in each round it wants some people hired, and flies to its end."""
    import os

    os.environ["PMO_FLIGHTS"] = str(folder / f"flights {number}")
    from simulator import ChangePeople, Session
    from simulator.workshop import Workshop

    chance = random.Random(number)
    joined = Workshop.join(url, code, team=f"Team {number}")
    scenario = joined.scenario
    roles = [it.id for it in scenario.roles]
    asked = joined.wire.ask
    took: list[float] = []

    def timed(method, path, sent=None, tries=6):
        begin = time.monotonic()
        answer = asked(method, path, sent, tries)
        if path == "/api/team/decisions":
            took.append(time.monotonic() - begin)
        return answer

    joined.wire.ask = timed
    session = Session(scenario)
    for turn in range(1, rounds + 1):
        view = joined.wait("open", turn, 1800)
        time.sleep(chance.uniform(0, SPREAD))
        for _ in range(chance.randint(1, 3)):
            day = chance.uniform(session.today, view["until"])
            hired = ChangePeople(chance.choice(roles), chance.randint(1, 2))
            session = session.advance(day).decide(hired)
        session = session.advance(view["until"])
        receipt = joined.submit(session)
        while not receipt.confirmed and joined.box.letters:
            time.sleep(0.2)
    decided = [(it.day, it.role, it.change) for it in session.decisions]
    came.put((f"Team {number}", decided, took, joined.refused))


def _until(done, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            raise TimeoutError("the room does not come to an end")
        time.sleep(0.2)


def _check(served, mentor, told: list) -> None:
    """Nothing lost, nothing twice; and the board is what the flights come to."""
    import sqlalchemy

    from simulator.debrief.teams import standings
    from simulator.session import Session
    from simulator.workshop.flight import Flight
    from simulator.workshop.record import Seal
    from simulator.workshop.scoring import WORLDS

    address = served.database.replace("postgresql:", "postgresql+psycopg:")
    engine = sqlalchemy.create_engine(address)
    with engine.connect() as connection:
        rows = connection.execute(
            sqlalchemy.text(
                "SELECT teams.name, steps.asked, steps.left_out, teams.flight FROM steps "
                "JOIN teams ON teams.id = steps.team_id ORDER BY steps.number"
            )
        ).all()
    engine.dispose()
    for name, decided, _, refused in told:
        assert refused == [], (name, refused)
        mine = [row for row in rows if row[0] == name]
        kept = [it for row in mine for it in json.loads(row[1])["decisions"]]
        assert [(it["day"], it["role"], it["change"]) for it in kept] == decided, name
        lost = sum(len(json.loads(row[2])) for row in mine if row[2])
        assert len(json.loads(mine[-1][3])["decisions"]) + lost == len(decided), name
    view = mentor.view
    storm = view["storm"]
    seal = Seal(seed=int(storm["seed"]), fate=storm["fate"], salt=storm["salt"])
    assert seal.fits(view["commitment"])
    flights = []
    import msgspec

    from simulator import load

    for name, *_ in told:
        row = next(it for it in reversed(rows) if it[0] == name)
        flight = msgspec.json.decode(row[3], type=Flight)
        flights.append((name, Session(load(OFFICE), seed=seal.seed, decisions=flight.decisions)))
    by_name = {it["name"]: it for it in view["standing"]["rows"]}
    for it in standings(flights, WORLDS, seal.fate, keep=False):
        row = by_name[it.name]
        assert (row["tier"], round(row["value"], 6)) == (it.tier, round(float(it.value), 6))


def _say(
    database: str, teams: int, rounds: int, told: list, plain: list[float], seconds: float
) -> None:
    took = sorted(it for _, _, mine, _ in told for it in mine)
    quiet = sorted(plain)
    kind = database.split(":")[0]
    middle, most = statistics.median(took), took[int(len(took) * 0.95)]
    print(f"A room of {teams} teams, {rounds} rounds, {kind}: {seconds:.0f} s of play.")
    print(f"Decisions handed in: {sum(len(it) for _, it, _, _ in told)}, none lost, none twice.")
    print("The service was killed once; the board is what the flights come to.")
    print(f"Handing in: median {1000 * middle:.0f} ms, 95 of 100 within {1000 * most:.0f} ms.")
    asked = quiet[int(len(quiet) * 0.95)]
    print(f"Asking for nothing meanwhile: 95 of 100 within {1000 * asked:.0f} ms.")
    print(f"Ratio of the two: {most / asked:.1f}.")


if __name__ == "__main__":
    main(sys.argv[1:])
