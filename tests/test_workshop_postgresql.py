"""The same service on a real PostgreSQL: its tables, a race, and some seconds without it.

PMO_OUTAGE says how many seconds, 2 if nobody does; `python start.py hub` makes it ten.
"""

import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import postgresql
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from served import Mentor, Served

from simulator import ChangePeople, Session, load
from simulator.errors import RefusedError
from simulator.workshop import Workshop
from simulator.workshop.store import Database
from simulator.workshop.store.tables import Base

pytest.importorskip("psycopg", reason="psycopg is not installed")
OUTAGE = float(os.environ.get("PMO_OUTAGE", "2"))
HIRE = {"type": "ChangePeople", "role": "developer", "change": 1, "day": 3.0}


@pytest.fixture(scope="module")
def cluster() -> Iterator[postgresql.Cluster]:
    programs = postgresql.programs()
    if programs is None:
        pytest.skip("there is no PostgreSQL on this computer, and none could be installed")
    found = postgresql.Cluster(programs)
    yield found
    found.remove()


@pytest.fixture(scope="module")
def mentor(cluster: postgresql.Cluster) -> Iterator[Mentor]:
    served = Served(cluster.url).start()
    yield served.mentor().prepare()
    assert served.stop() == 0


@pytest.fixture(autouse=True)
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PMO_FLIGHTS", str(tmp_path / "flights"))


def test_the_migrations_make_the_very_tables_that_are_used(mentor, cluster):
    database = Database(cluster.url)
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    database.close()


def test_of_many_at_once_one_is_first_and_the_others_hear_of_it(mentor):
    team = mentor.join("Racers")
    mentor.open()
    with ThreadPoolExecutor(8) as pool:
        codes = list(
            pool.map(lambda n: team.hand_in([HIRE], 5.0, f"r{n}", 0).status_code, range(8))
        )
    assert sorted(codes) == [202] + [409] * 7
    assert len(team.settled()["decisions"]) == 1


def test_without_its_database_the_service_says_so_and_goes_on_afterwards(mentor, cluster):
    code = mentor.code
    team = Workshop.join(mentor.served.url, code, team="Patient")
    if mentor.view["phase"] != "open":
        mentor.open()
    session = Session(load("three_projects")).advance(3).decide(ChangePeople("developer", 1))
    cluster.stop()
    answer = team.wire._client.get("/api/team")
    assert answer.status_code == 503 and "nothing that was confirmed" in answer.json()["refused"]
    assert mentor.served.client().get("/health").status_code == 503
    comes_back = threading.Thread(target=lambda: (time.sleep(OUTAGE), cluster.start()))
    comes_back.start()
    receipt = team.submit(session.advance(5))
    assert receipt.confirmed or "as soon as the service answers" in receipt.words
    comes_back.join()
    until = time.monotonic() + 60
    while team.box.letters and time.monotonic() < until:
        time.sleep(0.1)  # what was not confirmed is sent by itself
    view = team.wait("open")
    assert [it["day"] for it in view["decisions"]] == [3.0] and view["steps"] == 1


def test_a_database_of_a_newer_version_is_refused_in_a_sentence(cluster):
    import sqlalchemy

    engine = sqlalchemy.create_engine(cluster.url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '999'")
    with pytest.raises(RefusedError, match="newer version"):
        Database(cluster.url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '001'")
    engine.dispose()
