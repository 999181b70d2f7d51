"""The index of words, over the folded texts: which documents hold what is looked for.

The table keeps no text (it is contentless): what stands where is found again in the document. It is kept up by
`add` and `remove`, not by triggers, which sqlite-utils drops whenever it rebuilds a table.
"""

from collections.abc import Iterator, Sequence

from corpus_tool.store.database import Database
from corpus_tool.text.queries import RECIPE, Phrase, index_words

CREATE = (
    # Non-ASCII is always part of a word to this tokenizer, and the words come cut already.
    "CREATE VIRTUAL TABLE word_index USING fts5(words, content='', columnsize=0, tokenize='ascii')",
    "CREATE TABLE word_index_recipe (recipe TEXT NOT NULL) STRICT",
)


class Search:
    """The tables `word_index` and `word_index_recipe`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, document_id: int, words: str) -> None:
        """Take a new document in, by the `index_words` of its text. To be called inside `Store.writing`."""
        self._db.execute("INSERT INTO word_index (rowid, words) VALUES (?, ?)", (document_id, words))

    def remove(self, document_id: int, text: str) -> None:
        """Forget a document that was taken in with that text. To be called inside `Store.writing`.

        An index by another recipe is left alone: it is made anew before it is asked.
        """
        if self.is_stale():
            return
        self._db.execute(
            "INSERT INTO word_index (word_index, rowid, words) VALUES ('delete', ?, ?)",
            (document_id, index_words(text)),
        )

    def is_stale(self) -> bool:
        """Whether another version of this program, which folded otherwise, made the index."""
        row = self._db.execute("SELECT recipe FROM word_index_recipe").fetchone()
        return row is None or row[0] != RECIPE

    def rebuild(self) -> Iterator[int]:
        """Make the index anew; yield the id of each document once it is in. To be called inside `Store.writing`."""
        self._db.execute("INSERT INTO word_index (word_index) VALUES ('delete-all')")
        for id, text in self._db.execute("SELECT document_id, text FROM texts ORDER BY document_id"):
            self.add(id, index_words(text))
            yield id
        self._db.execute("DELETE FROM word_index_recipe")
        self._db.execute("INSERT INTO word_index_recipe VALUES (?)", (RECIPE,))

    def optimize(self) -> None:
        """Merge the pieces of the index into one, which makes searches faster. To be called inside `Store.writing`."""
        self._db.execute("INSERT INTO word_index (word_index) VALUES ('optimize')")

    def documents(self, phrases: Sequence[Phrase], *, every: bool = True) -> Iterator[tuple[int, str, str]]:
        """(id, key, text) of every document that holds all `phrases`, or any of them, in the order they came in."""
        rows = self._db.execute(
            "SELECT shown.id, key, text FROM word_index JOIN shown_documents AS shown ON shown.id = word_index.rowid"
            " JOIN texts ON document_id = shown.id WHERE word_index MATCH ? ORDER BY word_index.rowid",
            (match_expression(phrases, every=every),),
        )
        for id, key, text in rows:
            yield int(id), str(key), str(text)

    def count(self, phrases: Sequence[Phrase]) -> int:
        """How many documents hold all `phrases`."""
        (count,) = self._db.execute(
            # The few that are hidden are looked for instead of the many that are shown: half the time.
            "SELECT count(*) FROM word_index WHERE word_index MATCH ?"
            " AND rowid NOT IN (SELECT id FROM documents WHERE hidden_at IS NOT NULL)",
            (match_expression(phrases),),
        ).fetchone()
        return int(count)


def match_expression(phrases: Sequence[Phrase], *, every: bool = True) -> str:
    """The phrases in FTS5's language. Words hold letters, digits and pictograms only, so quoting them is safe."""
    return (" AND " if every else " OR ").join(f"({' OR '.join(_alternatives(phrase))})" for phrase in phrases)


def _alternatives(phrase: Phrase) -> Iterator[str]:
    star = "*" if phrase.is_prefix else ""
    for head in phrase.heads:
        yield f'"{" ".join((head, *phrase.tail))}"{star}'
