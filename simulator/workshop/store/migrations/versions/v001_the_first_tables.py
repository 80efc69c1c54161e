"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "001"
down_revision = None


def _belongs_to(table: str, *, optional: bool = False) -> sa.Column:
    """A column that names a row of another table, and goes with it."""
    return sa.Column(
        f"{table.removesuffix('s')}_id",
        sa.Integer,
        sa.ForeignKey(f"{table}.id", ondelete="CASCADE"),
        nullable=optional,
        index=table == "teams" or optional,
    )


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "workshops",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.String(16), nullable=False, unique=True),
        sa.Column("created", sa.Double, nullable=False),
        sa.Column("phase", sa.String(16), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("closes_at", sa.Double),
        sa.Column("standing_shown", sa.Boolean, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.Column("standing", sa.LargeBinary),
    )
    op.create_table(
        "teams",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "workshop_id",
            sa.Integer,
            sa.ForeignKey("workshops.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("folded", sa.String(160), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("joined", sa.Double, nullable=False),
        sa.Column("steps", sa.Integer, nullable=False),
        sa.Column("flight", sa.LargeBinary, nullable=False),
        sa.Column("summary", sa.LargeBinary),
        sa.Column("judged", sa.LargeBinary),
        sa.UniqueConstraint("workshop_id", "folded"),
    )
    op.create_table(
        "steps",
        sa.Column("id", sa.Integer, primary_key=True),
        _belongs_to("teams"),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("uid", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.Column("asked", sa.LargeBinary, nullable=False),
        sa.Column("flight", sa.LargeBinary),
        sa.Column("left_out", sa.LargeBinary),
        sa.UniqueConstraint("team_id", "number"),
        sa.UniqueConstraint("team_id", "uid"),
    )
    op.create_table(
        "forecasts",
        sa.Column("id", sa.Integer, primary_key=True),
        _belongs_to("teams"),
        sa.Column("uid", sa.String(64), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.Column("low", sa.Double, nullable=False),
        sa.Column("high", sa.Double, nullable=False),
        sa.UniqueConstraint("team_id", "uid"),
    )
    op.create_table(
        "injects",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "workshop_id",
            sa.Integer,
            sa.ForeignKey("workshops.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.Column("inject", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True),
        _belongs_to("workshops", optional=True),
        sa.Column("at", sa.Double, nullable=False),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("what", sa.String(200), nullable=False),
    )
    op.create_table(
        "settings",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("value", sa.String(200), nullable=False),
    )


def downgrade() -> None:
    """Take them away, with everything in them."""
    for table in ("settings", "audit", "injects", "forecasts", "steps", "teams", "workshops"):
        op.drop_table(table)
