"""Runs the steps on a connection that `store.upgrading` hands over."""

from alembic import context

from sevendoors.store import tables  # noqa: F401  (the other half of the tables)
from sevendoors.store.people_tables import meta

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=meta, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
