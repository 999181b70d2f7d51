"""What is known about the lines of articles beyond their own words: repeated in their source, or told by a user."""

from collections.abc import Iterable, Iterator

from corpus_tool.model.regions import Origin, Region, RegionKind
from corpus_tool.store.database import Database
from corpus_tool.store.decisions import TAKEN_BACK, About, Decisions


class Regions:
    """The table `regions`, and the view `document_sources`."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._decisions = Decisions(db)

    def of_document(self, document_id: int) -> list[Region]:
        """What is stored about a document's lines."""
        rows = self._db.execute('SELECT start, "end", kind, origin FROM regions WHERE document_id = ?', (document_id,))
        return [Region(start, end, RegionKind(kind), Origin(origin)) for start, end, kind, origin in rows]

    def say(self, document_id: int, region: Region, who: str, now: str) -> None:
        """Keep what a user says about a line. To be called inside `Store.writing`."""
        place = f"{region.start}:{region.end}"
        self._decisions.decide(document_id, About.REGION, place, region.kind.value, who, now)

    def unsay(self, document_id: int, start: int, end: int, who: str, now: str) -> None:
        """Take back what a user said about a line. To be called inside `Store.writing`."""
        self._decisions.decide(document_id, About.REGION, f"{start}:{end}", TAKEN_BACK, who, now)

    def replace_repeated(self, source: str, found: Iterable[tuple[int, Region]], now: str) -> None:
        """Keep (document id, region) of the repeated lines of a source instead of those known before."""
        self._db.execute(
            "DELETE FROM regions WHERE origin = 'repeated'"
            " AND document_id IN (SELECT document_id FROM document_sources WHERE source = ?)",
            (source,),
        )
        self._db.conn.executemany(
            'INSERT OR REPLACE INTO regions (document_id, start, "end", kind, origin, who, at)'
            " VALUES (?, ?, ?, ?, ?, '', ?)",
            ((id, region.start, region.end, region.kind, Origin.REPEATED, now) for id, region in found),
        )

    def sources(self) -> dict[str, int]:
        """Every source with the number of its documents."""
        rows = self._db.execute("SELECT source, count(*) FROM document_sources GROUP BY source ORDER BY source")
        return {str(source): int(count) for source, count in rows}

    def texts_of_source(self, source: str) -> Iterator[tuple[int, int, str]]:
        """(document id, story, text) of each document of a source; one that stands alone is a story of its own."""
        yield from self._db.execute(
            "SELECT document_id, coalesce(story, document_id), text FROM document_sources"
            " JOIN texts USING (document_id) LEFT JOIN stories USING (document_id)"
            " WHERE source = ? ORDER BY document_id",
            (source,),
        )
