"""Where documents are from, read from the list: telling it from the metadata took an import of many sources long."""

from corpus_tool.store.database import Database


def migrate(db: Database) -> None:
    """Let the view ask the list, which has an index of sources; only what was deleted is not there."""
    db.execute("DROP VIEW document_sources")
    db.execute(
        """
        CREATE VIEW document_sources AS
            SELECT document_id, source FROM listing
            UNION ALL SELECT id, CAST(
                coalesce(json_extract(metadata, '$.source'), json_extract(metadata, '$.sitename'), '') AS TEXT
            ) FROM documents WHERE hidden_at IS NOT NULL
        """
    )
