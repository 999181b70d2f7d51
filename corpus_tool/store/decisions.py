"""What people decided about a document beside its layers: who works on it, what is locked, what its lines are.

Only ever added to, so that copies of a corpus that were worked on apart can be brought together in any order: every
copy keeps all decisions, and of those about one thing the newest stands. "Newest" is a hybrid logical clock (Kulkarni
et al. 2014, Logical Physical Clocks): the time, never earlier than that of a decision already known, then a count.
So a decision that was made in sight of another comes after it, whatever the clocks of two machines say.
"""

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from corpus_tool.store.database import Database
from corpus_tool.store.identity import digest_of


class About(StrEnum):
    """What is decided."""

    ASSIGNMENT = "assignment"
    """Whether `subject`, an annotator, has the document."""
    LOCK = "lock"
    """Whether the work of `subject`, an annotator, may be changed."""
    REGION = "region"
    """What the line at `subject`, `start:end` in code points, is."""


TAKEN_BACK = ""
"""What a decision says that undoes the one before."""


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

    def uid(self, text_sha256: str) -> str:
        """Its name in every copy; `text_sha256` tells which document it is about."""
        return digest_of(text_sha256, self.about, self.subject, self.says, self.at, self.turn, self.who)


class Overruled(Struct, frozen=True):
    """A decision that stood here, and the one from elsewhere that stands now."""

    before: Decision
    after: Decision


class Decisions:
    """The table `decisions`, and of `assignments`, `locks` and `regions` what follows from it."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def decide(self, document_id: int, about: About, subject: str, says: str, who: str, now: str) -> None:
        """Let this stand from now on. To be called inside `Store.writing`."""
        last = self._standing(document_id, about, subject)
        at = now if last is None else max(now, last.at)
        turn = last.turn + 1 if last is not None and at == last.at else 0
        self._keep(document_id, self._digest(document_id), Decision(about, subject, says, at, turn, who))
        self._let_stand(document_id, about, subject)

    def of(self, document_id: int) -> list[Decision]:
        """Every decision about a document, in the order they came to this file."""
        rows = self._db.execute(
            "SELECT about, subject, says, at, turn, who FROM decisions WHERE document_id = ? ORDER BY number",
            (document_id,),
        )
        return [Decision(About(about), *rest) for about, *rest in rows]

    def take(self, document_id: int, decisions: Iterable[Decision]) -> tuple[list[Decision], list[Overruled]]:
        """Add those that are not here yet; answer them, and what no longer stands. To be called in `Store.writing`."""
        digest = self._digest(document_id)
        known = set(self.of(document_id))
        new = [decision for decision in dict.fromkeys(decisions) if decision not in known]
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

_ASTRAY = """
    WITH ranked AS (
        SELECT document_id, about, subject, says, at, who, row_number() OVER (
            PARTITION BY document_id, about, subject ORDER BY at DESC, turn DESC, uid DESC
        ) AS place FROM decisions
    ), decided AS (
        SELECT document_id, about, subject, says, at, who FROM ranked WHERE place = 1 AND says <> ''
    ), standing AS (
        SELECT document_id, 'assignment' AS about, annotator AS subject, 'yes' AS says, at, who FROM assignments
        UNION ALL SELECT document_id, 'lock', annotator, 'yes', at, who FROM locks
        UNION ALL SELECT document_id, 'region', start || ':' || "end", kind, at, who FROM regions WHERE origin = 'user'
    )
    SELECT DISTINCT key FROM (
        SELECT * FROM (SELECT * FROM decided EXCEPT SELECT * FROM standing)
        UNION ALL SELECT * FROM (SELECT * FROM standing EXCEPT SELECT * FROM decided)
    ) JOIN documents ON documents.id = document_id ORDER BY key
"""
