"""What a served workshop keeps, in SQLite or PostgreSQL; nothing else of the service remembers."""

from simulator.workshop.store.database import DEFAULT, Database, UnreachableError

__all__ = ["DEFAULT", "Database", "UnreachableError"]
