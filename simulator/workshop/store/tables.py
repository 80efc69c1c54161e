"""What a served workshop keeps: six tables, alike in SQLite and in PostgreSQL.

Moments are seconds since 1970 by the server's clock. What the simulator has records for is kept as
their JSON, so that a table need not follow every new kind of decision.
"""

from typing import ClassVar

from sqlalchemy import Double, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

LONGEST_CODE = 16
LONGEST_TEAM = 40
LONGEST_ID = 64


class Base(DeclarativeBase):
    """All tables."""

    type_annotation_map: ClassVar = {float: Double}


class WorkshopRow(Base):
    """A workshop as its mentor has prepared it, and where it stands."""

    __tablename__ = "workshops"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(LONGEST_CODE), unique=True)
    """What a room types in to join."""
    created: Mapped[float]
    phase: Mapped[str] = mapped_column(String(16))
    round: Mapped[int]
    closes_at: Mapped[float | None]
    standing_shown: Mapped[bool]
    record: Mapped[bytes] = mapped_column(LargeBinary)
    """The Workshop as JSON: it holds the storm."""
    standing: Mapped[bytes | None] = mapped_column(LargeBinary)
    """What all teams' decisions have come to, as far as it is reckoned."""
    teams: Mapped[list["TeamRow"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="TeamRow.id"
    )


class TeamRow(Base):
    """A team and where its flight stands. Nothing personal but the name that it gave itself."""

    __tablename__ = "teams"
    __table_args__ = (UniqueConstraint("workshop_id", "folded"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(LONGEST_TEAM))
    folded: Mapped[str] = mapped_column(String(4 * LONGEST_TEAM))
    """The name in small letters, so that no two teams look alike."""
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    joined: Mapped[float]
    steps: Mapped[int]
    """How many steps it has taken or handed in."""
    flight: Mapped[bytes] = mapped_column(LargeBinary)
    """The Flight as JSON."""
    summary: Mapped[bytes | None] = mapped_column(LargeBinary)
    """What the mentor sees of it, reckoned after each step."""
    judged: Mapped[bytes | None] = mapped_column(LargeBinary)
    """What its decisions brought and what was luck, once the storm is revealed."""


class StepRow(Base):
    """One step of a team, in its order: an act in the cockpit, or decisions handed in."""

    __tablename__ = "steps"
    __table_args__ = (UniqueConstraint("team_id", "number"), UniqueConstraint("team_id", "uid"))
    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    uid: Mapped[str] = mapped_column(String(LONGEST_ID))
    """Chosen by who sends it, so that what is sent twice counts once."""
    kind: Mapped[str] = mapped_column(String(16))
    round: Mapped[int]
    at: Mapped[float]
    asked: Mapped[bytes] = mapped_column(LargeBinary)
    """What was sent, as JSON."""
    flight: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The flight after it; nothing until it is carried out."""
    left_out: Mapped[bytes | None] = mapped_column(LargeBinary)
    """What could not be carried out, and why."""


class ForecastRow(Base):
    """A range that a team has given for what its portfolio brings in the end."""

    __tablename__ = "forecasts"
    __table_args__ = (UniqueConstraint("team_id", "uid"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id", ondelete="CASCADE"), index=True)
    uid: Mapped[str] = mapped_column(String(LONGEST_ID))
    round: Mapped[int]
    at: Mapped[float]
    low: Mapped[float]
    high: Mapped[float]


class InjectRow(Base):
    """What the mentor has thrown in."""

    __tablename__ = "injects"
    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(
        ForeignKey("workshops.id", ondelete="CASCADE"), index=True
    )
    round: Mapped[int]
    at: Mapped[float]
    inject: Mapped[bytes] = mapped_column(LargeBinary)


class AuditRow(Base):
    """Who did what, and when; a workshop that is deleted leaves only that it was."""

    __tablename__ = "audit"
    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int | None] = mapped_column(
        ForeignKey("workshops.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[float]
    who: Mapped[str] = mapped_column(String(64))
    what: Mapped[str] = mapped_column(String(200))


class SettingRow(Base):
    """What the service itself has to remember, such as the mentor's secret."""

    __tablename__ = "settings"
    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    value: Mapped[str] = mapped_column(String(200))
