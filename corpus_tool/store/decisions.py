"""What people decided about a document: who works on it, what is locked or deleted, what its lines are.

Only ever added to, so that copies of a corpus that were worked on apart can be brought together in any order: every
copy keeps all decisions, and of those about one thing the newest stands. "Newest" is a hybrid logical clock (Kulkarni
et al. 2014, Logical Physical Clocks): the time, never earlier than that of a decision already known, then a count.
So a decision that was made in sight of another comes after it, whatever the clocks of two machines say.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct

from corpus_tool.errors import RefusedError
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.model.regions import RegionKind
from corpus_tool.saying import tr
from corpus_tool.store.database import Database
from corpus_tool.store.identity import digest_of
from corpus_tool.store.listing import follow


class About(StrEnum):
    """What is decided."""

    ASSIGNMENT = "assignment"
    """Whether `subject`, an annotator, has the document."""
    LOCK = "lock"
    """Whether the work of `subject`, an annotator, may be changed."""
    REGION = "region"
    """What the line at `subject`, `start:end` in code points, is."""
    DELETION = "deletion"
    """Whether the layer `subject`, as `subject_of` writes it, or ALL_OF_IT is out of sight."""


TAKEN_BACK = ""
"""What a decision says that undoes the one before."""


ALL_OF_IT = ""
"""The document with all its layers, as the subject of a deletion."""


_YES_OR_NO = {"yes", TAKEN_BACK}
_PLACE = re.compile("[0-9]{1,9}:[0-9]{1,9}")
_MOST_TURNS = 2**31


def subject_of(name: LayerName) -> str:
    """A layer as the subject of a deletion."""
    return f"{name.kind}:{name.annotator}"


def layer_of(subject: str) -> LayerName:
    """The way back."""
    kind, _, annotator = subject.partition(":")
    return LayerName(annotator, LayerKind(kind))


class Decision(Struct, frozen=True):
    """One decision, the same in every copy of a corpus."""

    about: About
    subject: str
    says: str
    """`yes`, or a line's kind; empty: taken back."""
    at: str
    turn: int
    """Which of those with that time about this subject, from 0."""
    who: str

    def refuse_unfit(self) -> None:
        """Raise RefusedError where it decides nothing that there is to decide."""
        match self.about:
            case About.REGION:
                fits = _PLACE.fullmatch(self.subject) and self.says in {TAKEN_BACK, *map(str, RegionKind)}
            case About.DELETION:
                kind, colon, _ = self.subject.partition(":")
                is_layer = colon and kind in set(LayerKind)
                fits = (is_layer or self.subject == ALL_OF_IT) and self.says in _YES_OR_NO
            case _:
                fits = self.says in _YES_OR_NO
        if not fits or not 0 <= self.turn < _MOST_TURNS:
            said = tr(
                "a decision of {name} cannot be read ({about}: {subject})",
                name=self.who,
                about=self.about,
                subject=self.subject,
            )
            raise RefusedError(said)

    def uid(self, text_sha256: str) -> str:
        """Its name in every copy; `text_sha256` tells which document it is about."""
        return digest_of(text_sha256, self.about, self.subject, self.says, self.at, self.turn, self.who)


class Overruled(Struct, frozen=True):
    """A decision that stood here, and the one from elsewhere that stands now."""

    before: Decision
    after: Decision


class Decisions:
    """The table `decisions`, and what follows from it: `assignments`, `locks`, `regions`, and what is hidden."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def decide(self, document_id: int, about: About, subject: str, says: str, who: str, now: str) -> None:
        """Let this stand from now on. To be called inside `Store.writing`."""
        last = self._standing(document_id, about, subject)
        at = now if last is None else max(now, last.at)
        turn = last.turn + 1 if last is not None and at == last.at else 0
        self._keep(document_id, self._digest(document_id), Decision(about, subject, says, at, turn, who))
        self._let_stand(document_id, about, subject)

    def worked_on_since(self, document_id: int) -> list[tuple[LayerName, Decision]]:
        """The layers of which a deletion stands that is older than their newest revision: they are shown."""
        subjects = self._db.execute(_DELETIONS, (document_id,)).fetchall()
        standing = (
            (layer_of(subject), self._standing(document_id, About.DELETION, subject)) for (subject,) in subjects
        )
        newest = dict(self._newest_work(document_id))
        return [(name, one) for name, one in standing if one and one.says and newest.get(name, "") > one.at]

    def settle_deletions(self, document_id: int) -> None:
        """Hide and show what the decisions say, now that layers came in. To be called inside `Store.writing`."""
        for (subject,) in self._db.execute(_DELETIONS, (document_id,)).fetchall():
            self._let_stand(document_id, About.DELETION, subject)

    def _newest_work(self, document_id: int) -> Iterator[tuple[LayerName, str]]:
        rows = self._db.execute(_NEWEST_WORK, (document_id,))
        for annotator, kind, at in rows.fetchall():
            yield LayerName(annotator, LayerKind(kind)), at

    def of(self, document_id: int) -> list[Decision]:
        """Every decision about a document, in the order they came to this file."""
        rows = self._db.execute(
            "SELECT about, subject, says, at, turn, who FROM decisions WHERE document_id = ? ORDER BY number",
            (document_id,),
        )
        return [Decision(About(about), *rest) for about, *rest in rows]

    def take(self, document_id: int, decisions: Iterable[Decision]) -> tuple[list[Decision], list[Overruled]]:
        """Add those that are not here yet; answer them, and what no longer stands. To be called in `Store.writing`.

        Raises RefusedError for one that decides nothing.
        """
        digest = self._digest(document_id)
        known = set(self.of(document_id))
        new = [decision for decision in dict.fromkeys(decisions) if decision not in known]
        for decision in new:
            decision.refuse_unfit()
        subjects = dict.fromkeys((decision.about, decision.subject) for decision in new)
        before = {subject: self._standing(document_id, *subject) for subject in subjects}
        for decision in new:
            self._keep(document_id, digest, decision)
        overruled = []
        for subject in subjects:
            self._let_stand(document_id, *subject)
            there, now = before[subject], self._standing(document_id, *subject)
            if there is not None and now is not None and there.says != now.says:
                overruled.append(Overruled(there, now))
        return new, overruled

    def forged(self, document_id: int, text_sha256: str) -> list[Decision]:
        """Decisions that do not say what they said when they were named."""
        uids = self._db.execute("SELECT uid FROM decisions WHERE document_id = ? ORDER BY number", (document_id,))
        return [one for one, (uid,) in zip(self.of(document_id), uids, strict=True) if one.uid(text_sha256) != uid]

    def astray(self) -> list[str]:
        """The keys of documents on which something stands that was not decided last, or the other way round."""
        rows = self._db.execute(_ASTRAY)
        return [str(key) for (key,) in rows]

    def _keep(self, document_id: int, digest: str, decision: Decision) -> None:
        self._db.execute(
            "INSERT INTO decisions (uid, document_id, about, subject, says, at, turn, who)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                decision.uid(digest),
                document_id,
                decision.about.value,
                decision.subject,
                decision.says,
                decision.at,
                decision.turn,
                decision.who,
            ),
        )

    def _standing(self, document_id: int, about: About, subject: str) -> Decision | None:
        row = self._db.execute(
            "SELECT about, subject, says, at, turn, who FROM decisions"
            " WHERE document_id = ? AND about = ? AND subject = ? ORDER BY at DESC, turn DESC, uid DESC LIMIT 1",
            (document_id, about.value, subject),
        ).fetchone()
        return None if row is None else Decision(About(row[0]), *row[1:])

    def _let_stand(self, document_id: int, about: About, subject: str) -> None:
        """Bring the tables that are read to what was decided last."""
        decision = self._standing(document_id, about, subject)
        if about is About.REGION:
            self._let_region_stand(document_id, subject, decision)
            return
        if about is About.DELETION:
            self._let_deletion_stand(document_id, subject, decision)
            return
        self._db.execute(_FORGET[about], (document_id, subject))
        if decision is not None and decision.says:
            self._db.execute(_STAND[about], (document_id, subject, decision.at, decision.who))

    def _let_region_stand(self, document_id: int, subject: str, decision: Decision | None) -> None:
        start, _, end = subject.partition(":")
        self._db.execute(
            "DELETE FROM regions WHERE document_id = ? AND start = ? AND \"end\" = ? AND origin = 'user'",
            (document_id, int(start), int(end)),
        )
        if decision is not None and decision.says:
            self._db.execute(
                'INSERT INTO regions (document_id, start, "end", kind, origin, who, at)'
                " VALUES (?, ?, ?, ?, 'user', ?, ?)",
                (document_id, int(start), int(end), decision.says, decision.who, decision.at),
            )

    def _let_deletion_stand(self, document_id: int, subject: str, decision: Decision | None) -> None:
        """Nobody's work goes out of sight by what was decided before it was done."""
        at = decision.at if decision is not None and decision.says else None
        if subject != ALL_OF_IT:
            self._db.execute(_HIDE_LAYER, (at, at, document_id, *layer_of(subject)))
            return
        hidden = "UPDATE documents SET hidden_at = ? WHERE id = ? AND hidden_at IS NOT ?"
        if self._db.execute(hidden, (at, document_id, at)).rowcount:
            follow(self._db, document_id)

    def _digest(self, document_id: int) -> str:
        (digest,) = self._db.execute("SELECT text_sha256 FROM documents WHERE id = ?", (document_id,)).fetchone()
        return str(digest)


_FORGET = {
    About.ASSIGNMENT: "DELETE FROM assignments WHERE document_id = ? AND annotator = ?",
    About.LOCK: "DELETE FROM locks WHERE document_id = ? AND annotator = ?",
}

_STAND = {
    About.ASSIGNMENT: "INSERT INTO assignments (document_id, annotator, at, who) VALUES (?, ?, ?, ?)",
    About.LOCK: "INSERT INTO locks (document_id, annotator, at, who) VALUES (?, ?, ?, ?)",
}

_DELETIONS = "SELECT DISTINCT subject FROM decisions WHERE document_id = ? AND about = 'deletion' AND subject <> ''"

_NEWEST_WORK = """
    SELECT annotator, kind, max(at) FROM layers JOIN revisions ON layer_id = layers.id
    WHERE document_id = ? GROUP BY layers.id
"""

_HIDE_LAYER = """
    UPDATE layers SET hidden_at = CASE WHEN ? < (SELECT max(at) FROM revisions WHERE layer_id = layers.id)
        THEN NULL ELSE ? END
    WHERE document_id = ? AND annotator = ? AND kind = ?
"""

_ASTRAY = """
    WITH ranked AS (
        SELECT document_id, about, subject, says, at, who, row_number() OVER (
            PARTITION BY document_id, about, subject ORDER BY at DESC, turn DESC, uid DESC
        ) AS place FROM decisions WHERE about <> 'deletion'
    ), decided AS (
        SELECT document_id, about, subject, says, at, who FROM ranked WHERE place = 1 AND says <> ''
    ), standing AS (
        SELECT document_id, 'assignment' AS about, annotator AS subject, 'yes' AS says, at, who FROM assignments
        UNION ALL SELECT document_id, 'lock', annotator, 'yes', at, who FROM locks
        UNION ALL SELECT document_id, 'region', start || ':' || "end", kind, at, who FROM regions WHERE origin = 'user'
    ), deletions AS (
        SELECT document_id, subject, says, at, row_number() OVER (
            PARTITION BY document_id, subject ORDER BY at DESC, turn DESC, uid DESC
        ) AS place FROM decisions WHERE about = 'deletion'
    ), deleted AS (
        SELECT document_id, subject, at FROM deletions WHERE place = 1 AND says <> '' AND (subject = '' OR EXISTS (
            SELECT 1 FROM layers WHERE layers.document_id = deletions.document_id AND kind || ':' || annotator = subject
                AND deletions.at >= coalesce((SELECT max(at) FROM revisions WHERE layer_id = layers.id), '')
        ))
    ), hidden AS (
        SELECT id AS document_id, '' AS subject, hidden_at AS at FROM documents WHERE hidden_at IS NOT NULL
        UNION ALL SELECT document_id, kind || ':' || annotator, hidden_at FROM layers WHERE hidden_at IS NOT NULL
    )
    SELECT DISTINCT key FROM (
        SELECT * FROM (SELECT * FROM decided EXCEPT SELECT * FROM standing)
        UNION ALL SELECT * FROM (SELECT * FROM standing EXCEPT SELECT * FROM decided)
        UNION ALL SELECT document_id, '', '', '', '', '' FROM (SELECT * FROM deleted EXCEPT SELECT * FROM hidden)
        UNION ALL SELECT document_id, '', '', '', '', '' FROM (SELECT * FROM hidden EXCEPT SELECT * FROM deleted)
    ) JOIN documents ON documents.id = document_id ORDER BY key
"""
