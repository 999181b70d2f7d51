"""What annotators said of suggestions. Only ever added to; of those about one claim by one person the newest stands.

An accepted one tells where an annotation came from: as long as the layer has an annotation of that id, also after
undo and redo.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import groupby

from msgspec import Struct

from corpus_tool.model.suggestions import Claim
from corpus_tool.store.database import Database
from corpus_tool.store.identity import digest_of
from corpus_tool.store.rows import fragments_from_json, to_json


class Says(StrEnum):
    """What was said of a suggestion."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    RECONSIDERED = "reconsidered"
    """Neither any more."""


class Verdict(Struct, frozen=True, kw_only=True):
    """What somebody said of a suggestion, the same in every copy of a corpus."""

    who: str
    says: Says
    claim: Claim
    source: str
    score: float | None = None
    annotation: str = ""
    """The id in the layer of who accepted it."""
    revision: str = ""
    """The uid of the act that accepted it."""
    at: str

    def uid(self, text_sha256: str) -> str:
        """Its name in every copy; `text_sha256` tells which document it is about."""
        claim = self.claim
        return digest_of(
            text_sha256,
            self.who,
            self.says,
            claim.what,
            claim.label,
            claim.fragments,
            self.source,
            self.score,
            self.annotation,
            self.revision,
            self.at,
        )


class Verdicts:
    """The table `verdicts`. Writes go inside `Store.writing`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, document_id: int, verdicts: Iterable[Verdict]) -> int:
        """Keep those that are not here yet; answer how many."""
        digest = self._digest(document_id)
        return sum(self._add(document_id, digest, one) for one in verdicts)

    def on(self, document_id: int) -> list[Verdict]:
        """Everything that was said of suggestions on a document, in the order it came to this file."""
        rows = self._db.execute(
            "SELECT who, says, what, label, fragments, source, score, annotation, revision, at FROM verdicts"
            " WHERE document_id = ? ORDER BY number",
            (document_id,),
        )
        return [
            Verdict(
                who=who,
                says=Says(says),
                claim=Claim(what, label, fragments_from_json(fragments)),
                source=source,
                score=score,
                annotation=annotation,
                revision=revision,
                at=at,
            )
            for who, says, what, label, fragments, source, score, annotation, revision, at in rows
        ]

    def rejected(self, document_id: int, who: str) -> set[Claim]:
        """What somebody does not want to have suggested again, by whatever source."""
        newest = {one.claim: one.says for one in sorted(self.on(document_id), key=_time) if one.who == who}
        return {claim for claim, says in newest.items() if says is Says.REJECTED}

    def origins(self, document_id: int, who: str) -> dict[str, Verdict]:
        """Id of an annotation in somebody's layer to the suggestion that it was, for those that were one."""
        return {one.annotation: one for one in self.on(document_id) if one.who == who and one.says is Says.ACCEPTED}

    def batches(self, who: str, source: str) -> Iterator[dict[int, str]]:
        """What somebody accepted of a source in one go, the newest first: document id to the uid of the act there."""
        rows = self._db.execute(
            "SELECT at, document_id, revision FROM verdicts JOIN shown_documents AS shown ON shown.id = document_id"
            " WHERE who = ? AND source = ? AND says = ? ORDER BY at DESC, number",
            (who, source, Says.ACCEPTED.value),
        )
        for _, some in groupby(rows, key=lambda row: row[0]):
            yield {int(id): str(revision) for _, id, revision in some}

    def counts(self) -> dict[tuple[str, str], int]:
        """(source, what was said) to how often, over the whole corpus."""
        rows = self._db.execute(
            "SELECT source, says, count(*) FROM verdicts JOIN shown_documents AS shown ON shown.id = document_id"
            " GROUP BY source, says ORDER BY source, says"
        )
        return {(source, says): count for source, says, count in rows}

    def forged(self, document_id: int, text_sha256: str) -> list[Verdict]:
        """Verdicts that do not say what they said when they were named."""
        uids = self._db.execute("SELECT uid FROM verdicts WHERE document_id = ? ORDER BY number", (document_id,))
        return [one for one, (uid,) in zip(self.on(document_id), uids, strict=True) if one.uid(text_sha256) != uid]

    def _add(self, document_id: int, digest: str, one: Verdict) -> int:
        done = self._db.execute(
            "INSERT OR IGNORE INTO verdicts (uid, document_id, who, says, what, label, fragments, source, score,"
            " annotation, revision, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                one.uid(digest),
                document_id,
                one.who,
                one.says.value,
                one.claim.what,
                one.claim.label,
                to_json(one.claim.fragments),
                one.source,
                one.score,
                one.annotation,
                one.revision,
                one.at,
            ),
        )
        return int(done.rowcount)

    def _digest(self, document_id: int) -> str:
        (digest,) = self._db.execute("SELECT text_sha256 FROM documents WHERE id = ?", (document_id,)).fetchone()
        return str(digest)


def _time(one: Verdict) -> str:
    return one.at
