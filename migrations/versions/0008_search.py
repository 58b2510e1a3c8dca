"""The search: an index of the words of claims, quotes, evidence, sources and names, and what is in it."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

COLUMNS = "claim, quote, evidence, source, actor"


def upgrade() -> None:
    """Make the index, without the words' texts; the writer fills it, also with the rows there were before."""
    if op.get_bind().dialect.name != "sqlite":
        make_of_vectors()
        return
    words = "content='', tokenize='porter unicode61 remove_diacritics 2'"
    op.execute(f"CREATE VIRTUAL TABLE search USING fts5({COLUMNS}, {words})")
    op.execute("CREATE VIRTUAL TABLE search_word USING fts5vocab(search, col)")


def make_of_vectors() -> None:
    """Make the index of a server: the stems of each text, and in how many claims each stem stands."""
    op.execute("CREATE TABLE search (id INTEGER PRIMARY KEY, words TSVECTOR NOT NULL)")
    op.execute("CREATE INDEX ix_search_words ON search USING gin (words)")
    op.execute("CREATE TABLE search_word (term TEXT PRIMARY KEY, doc INTEGER NOT NULL)")
    op.execute("CREATE INDEX ix_search_word_doc ON search_word (doc) WHERE doc = 0")
