"""The database itself: opened by its address, brought up to date, and spoken to in transactions."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.orm import Session

from simulator.errors import RefusedError
from simulator.values import shown

MIGRATIONS = Path(__file__).parent / "migrations"
PATIENCE = 10
"""Seconds to wait for another writer, or for an answer."""
KNOWN = ("sqlite", "postgresql")
T = TypeVar("T")


class UnreachableError(RefusedError):
    """The database does not answer just now: whoever asked may ask again."""

    dropped = False
    """Whether a connection was there, has been cut, and nothing was written through it."""


class Database:
    """A workshop's database. Raises RefusedError for an address that is none, or cannot be used."""

    def __init__(self, address: str) -> None:
        url = _url(address)
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self.engine = _sqlite(url) if self.is_sqlite else _postgresql(url)
        self.where = url.render_as_string(hide_password=True)
        try:
            with _refused(self.where):
                self._bring_up_to_date()
        except BaseException:
            self.close()
            raise

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """A transaction: all of it happens, or nothing does.

        Raises UnreachableError if the database does not answer.
        """
        at_its_end = False
        try:
            with Session(self.engine, expire_on_commit=False) as session, session.begin():
                yield session
                session.flush()
                at_its_end = True
        except DBAPIError as error:
            if _is_absence(error):
                absent = UnreachableError(
                    "the workshop's memory does not answer just now; nothing that was confirmed "
                    "is lost, so wait a moment and try again"
                )
                absent.dropped = error.connection_invalidated and not at_its_end
                raise absent from error
            raise

    def do(self, work: Callable[[Session], T]) -> T:
        """Something in one transaction, once more where a connection had been cut meanwhile.

        A server that was started anew cuts them all. To ask before each transaction whether
        a connection still holds would cost each of them a question. Raises UnreachableError if the
        database does not answer.
        """
        try:
            return self._once(work)
        except UnreachableError as error:
            if not error.dropped:
                raise
        return self._once(work)

    def _once(self, work: Callable[[Session], T]) -> T:
        with self.begin() as session:
            return work(session)

    def close(self) -> None:
        """Let go of it."""
        self.engine.dispose()

    def _bring_up_to_date(self) -> None:
        """Make the tables, or what an older version has made into what this one needs."""
        with self.engine.begin() as connection:
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
            config.attributes["connection"] = connection
            if not self.is_sqlite:
                # Two services that start at once must not both make the tables.
                connection.exec_driver_sql("SELECT pg_advisory_xact_lock(2026112801)")
            command.upgrade(config, "head")


def newest() -> str | None:
    """The revision at which this version's tables stand."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return ScriptDirectory.from_config(config).get_current_head()


def _url(address: str) -> URL:
    """A database's address, PostgreSQL's with the driver that is ours."""
    try:
        url = make_url(address)
        backend = url.get_backend_name()
    except (ArgumentError, NoSuchModuleError):
        backend = ""
    if backend not in KNOWN:
        raise RefusedError(
            f"{shown(_without_password(address))} is no database for a workshop; write one such as "
            "sqlite:///workshop.sqlite or postgresql://user:password@host/name"
        )
    return url.set(drivername="postgresql+psycopg") if backend == "postgresql" else url


def _without_password(address: str) -> str:
    """An address as it may be shown: what stands before an @ may be a secret."""
    begin, _, rest = address.rpartition("@")
    return f"…@{rest}" if begin else address


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": PATIENCE})

    @event.listens_for(engine, "connect")
    def _prepare(connection, _):  # type: ignore[no-untyped-def]  # of the driver
        connection.isolation_level = None  # we say ourselves when a transaction begins
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A transaction that reads first and writes then would be refused where another one wrote.
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _postgresql(url: URL) -> Engine:
    try:
        return create_engine(
            url,
            pool_size=20,
            max_overflow=20,
            pool_timeout=PATIENCE,
            connect_args={"connect_timeout": PATIENCE, "options": "-c statement_timeout=20000"},
        )
    except ModuleNotFoundError:
        raise RefusedError(
            "PostgreSQL needs one package more; install pmo-flight-simulator[postgres]"
        ) from None


def _is_absence(error: DBAPIError) -> bool:
    """Whether nobody answers, or somebody else holds what is needed: later it may go."""
    return error.connection_invalidated or type(error).__name__ in (
        "OperationalError",
        "InterfaceError",
    )


@contextmanager
def _refused(where: str) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        reason = str(error.orig).strip().splitlines()[0] if error.orig else "no reason given"
        raise RefusedError(f"the database {where} cannot be used: {reason}") from None
    except CommandError:
        raise RefusedError(
            f"the database {where} was made by a newer version of the simulator; start that "
            "version, or give another database"
        ) from None
