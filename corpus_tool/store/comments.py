"""Comments and questions on a document, a place in it, or an annotation."""

from enum import Enum, auto

import msgspec
from msgspec import Struct

from corpus_tool.store.connection import insert
from corpus_tool.store.database import Database
from corpus_tool.store.identity import digest_of


class Comment(Struct, frozen=True, kw_only=True):
    """What somebody said."""

    number: int | None = None
    """Given by the store."""
    document_id: int
    layer_id: int | None = None
    annotation: str | None = None
    """An id in that layer."""
    start: int | None = None
    """A place in the text, in code points; None: about the whole document."""
    end: int | None = None
    quote: str = ""
    """What stands there."""
    who: str
    at: str
    text: str
    is_question: bool = False
    resolved_at: str | None = None
    resolved_by: str | None = None
    answers: int | None = None
    """The number of the comment that this one answers."""

    @property
    def is_open(self) -> bool:
        """Whether nobody has dealt with it yet."""
        return self.resolved_at is None


class Taken(Enum):
    """What became of a comment from another copy."""

    NEW = auto()
    RESOLVED = auto()
    """It was here, and is resolved now, or was resolved earlier there."""
    KNOWN = auto()


class Comments:
    """The table `comments`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, comment: Comment) -> int:
        """Keep a comment; answer its number. To be called inside `Store.writing`.

        One that is here already, the same to the millisecond, is not kept again.
        """
        uid = self._uid(comment)
        if (there := self.number_of(uid)) is not None:
            return there
        return insert(
            self._db,
            'INSERT INTO comments (document_id, layer_id, annotation, start, "end", quote, who, at, text, is_question,'
            " resolved_at, resolved_by, uid, answers) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                comment.document_id,
                comment.layer_id,
                *_said(comment),
                comment.resolved_at,
                comment.resolved_by,
                uid,
                comment.answers,
            ),
        )

    def take(self, comment: Comment) -> Taken:
        """Keep a comment from another copy; of two resolutions, the earlier stands. To be called in `Store.writing`.

        `document_id` and `layer_id` are this corpus' own.
        """
        number = self.number_of(self._uid(comment))
        if number is None:
            self.add(comment)
            return Taken.NEW
        theirs = (comment.resolved_at, comment.resolved_by)
        earlier = self._db.execute(
            "UPDATE comments SET resolved_at = ?, resolved_by = ? WHERE id = ?"
            " AND ? IS NOT NULL AND (resolved_at IS NULL OR (resolved_at, resolved_by) > (?, ?))",
            (*theirs, number, comment.resolved_at, *theirs),
        )
        return Taken.RESOLVED if earlier.rowcount == 1 else Taken.KNOWN

    def forged(self, document_id: int) -> list[int]:
        """The numbers of comments that do not say what they said when they were named."""
        uids = dict(self._db.execute("SELECT id, uid FROM comments WHERE document_id = ?", (document_id,)).fetchall())
        return [one.number for one in self.on(document_id) if one.number and uids[one.number] != self._uid(one)]

    def uid_of(self, number: int) -> str:
        """The name that a comment has in every copy of the corpus."""
        return str(self._db.execute("SELECT uid FROM comments WHERE id = ?", (number,)).fetchone()[0])

    def number_of(self, uid: str) -> int | None:
        """The number of the comment with that name here; None where it is not here."""
        row = self._db.execute("SELECT id FROM comments WHERE uid = ?", (uid,)).fetchone()
        return None if row is None else int(row[0])

    def _uid(self, comment: Comment) -> str:
        """A comment's name in every copy of the corpus: what it says, about which text, and in which layer."""
        (digest,) = self._db.execute(
            "SELECT text_sha256 FROM documents WHERE id = ?", (comment.document_id,)
        ).fetchone()
        layer = self._db.execute("SELECT annotator, kind FROM layers WHERE id = ?", (comment.layer_id,)).fetchone()
        return digest_of(
            digest,
            *(layer or (None, None)),
            *_said(comment),
        )

    def resolve(self, number: int, who: str, now: str) -> bool:
        """Say that a comment is dealt with, and what answers it; False where none with that number was open."""
        done = self._db.execute(
            "UPDATE comments SET resolved_at = ?, resolved_by = ? WHERE id = ? AND resolved_at IS NULL",
            (now, who, number),
        )
        self._db.execute(
            "UPDATE comments SET resolved_at = ?, resolved_by = ? WHERE answers = ? AND resolved_at IS NULL",
            (now, who, number),
        )
        return done.rowcount == 1

    def numbered(self, number: int) -> Comment | None:
        """The comment with that number, if there is one."""
        row = self._db.execute("SELECT document_id FROM comments WHERE id = ?", (number,)).fetchone()
        return None if row is None else next(one for one in self.on(row[0]) if one.number == number)

    def on(self, document_id: int) -> list[Comment]:
        """Everything said about a document, in text order, the document as a whole first."""
        rows = self._db.execute(
            'SELECT id AS number, document_id, layer_id, annotation, start, "end", quote, who, at, text, is_question,'
            " resolved_at, resolved_by, answers FROM comments WHERE document_id = ?"
            " ORDER BY start IS NOT NULL, start, id",
            (document_id,),
        )
        names = [column[0] for column in rows.description]
        return [msgspec.convert(dict(zip(names, row, strict=True)), Comment, strict=False) for row in rows]

    def open(self) -> list[tuple[str, Comment]]:
        """(document key, comment) for all that nobody has resolved."""
        rows = self._db.execute(
            "SELECT DISTINCT document_id, key FROM comments JOIN shown_documents ON shown_documents.id = document_id"
            " WHERE resolved_at IS NULL ORDER BY document_id"
        ).fetchall()
        return [(key, comment) for id, key in rows for comment in self.on(id) if comment.is_open]


def _said(comment: Comment) -> tuple[str | int | None, ...]:
    """What a comment says, and of which place: what its name is made of."""
    return (
        comment.annotation,
        comment.start,
        comment.end,
        comment.quote,
        comment.who,
        comment.at,
        comment.text,
        int(comment.is_question),
    )
