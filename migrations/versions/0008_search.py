"""The search: an index of the words of claims, quotes, evidence, sources and names, and what is in it."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

COLUMNS = "claim, quote, evidence, source, actor"


def upgrade() -> None:
    """Make the index, without the words' texts; the writer fills it, also with the rows there were before.

    Another database than SQLite has an index of its own kind.
    """
    if op.get_bind().dialect.name != "sqlite":
        return
    words = "content='', tokenize='porter unicode61 remove_diacritics 2'"
    op.execute(f"CREATE VIRTUAL TABLE search USING fts5({COLUMNS}, {words})")
    op.execute("CREATE VIRTUAL TABLE search_word USING fts5vocab(search, col)")
