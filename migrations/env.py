"""Runs the migrations on the connection the store gives; the tables' declarations are claimtrack.store.models."""

from alembic import context

from claimtrack.store.models import TABLES

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=TABLES,
    include_name=lambda name, kind, _: kind != "table" or not str(name).startswith("search"),  # made by no class
    render_as_batch=True,
    transactional_ddl=False,  # the store has begun the one transaction
)
context.run_migrations()
