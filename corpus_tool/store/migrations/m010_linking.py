"""An index of the ids that spans are linked to, so that those used before can be offered at once."""

from corpus_tool.store.database import Database


def migrate(db: Database) -> None:
    """Lay the index; spans without a link are not in it."""
    db.execute("CREATE INDEX spans_by_link ON spans (link, text) WHERE link IS NOT NULL")
