"""What a served workshop keeps, in SQLite or PostgreSQL; nothing else of the service remembers."""

from simulator.workshop.store.database import Database, UnreachableError

__all__ = ["Database", "UnreachableError"]
