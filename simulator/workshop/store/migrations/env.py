"""Run by Alembic: what an older database lacks is made in the connection that is handed over."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
