"""Somebody with an annotator's login and a client of her own: the database itself refuses her."""

import psycopg
import pytest
from corpus_tool_testing.hubs import as_, hub_at

from corpus_tool.hub.pool import Portion
from corpus_tool.hub.things import Kind, Role, Shelf, Thing

DIGEST = "d" * 64
SECRET = b"what sami says"


@pytest.fixture
def address(server) -> str:
    """A hub in which sami has work on a document, and mallory is an annotator."""
    address = server.hub(lea=Role.LEAD, sami=Role.ANNOTATOR, mallory=Role.ANNOTATOR, rita=Role.READER)
    with hub_at(address, "lea") as hub:
        hub.put([Thing(Kind.DOCUMENT, "1" * 32, Shelf(DIGEST), "lea", b"text")])
        hub.pool.add([Portion("ar", {DIGEST: "sana"})], people=1, hours=1, holders=[(DIGEST, "sami")])
    with hub_at(address, "sami") as hub:
        hub.put([Thing(Kind.REVISION, "2" * 32, Shelf(DIGEST, "sami", "annotator"), "sami", SECRET)])
    with hub_at(address, "mallory") as hub:
        hub.put([Thing(Kind.REVISION, "3" * 32, Shelf(DIGEST, "mallory", "annotator"), "mallory", b"mine")])
    return address


def put(shelf: str, kind: str = "revision", author: str = "mallory", more: str = "", values: str = "") -> str:
    return (
        f"INSERT INTO hub.things (shelf, kind, uid, author, payload{more})"
        f" VALUES ({shelf}, '{kind}', gen_random_uuid(), '{author}', 'x'{values}) RETURNING payload"
    )


SAMIS, MINE, COMMON = "2", "3", "1"
"""The hub's numbers of the shelves, which a hostile client can guess."""

READS = {
    "the whole log": "SELECT payload FROM hub.things",
    "his shelf by its number": f"SELECT payload FROM hub.things WHERE shelf = {SAMIS}",
    "his revision by its uid": "SELECT payload FROM hub.things WHERE uid = '22222222-2222-2222-2222-222222222222'",
    "that he works at all": "SELECT owner FROM hub.shelves WHERE owner = 'sami'",
    "how much he did": f"SELECT newest FROM hub.shelves WHERE number = {SAMIS}",
    "by COPY": "COPY hub.things TO STDOUT",
    "by a join": "SELECT payload FROM hub.shelves JOIN hub.things ON shelf = shelves.number WHERE owner <> 'mallory'",
    "without row security": "SET row_security = off; SELECT payload FROM hub.things",
    "as he": "SET ROLE sami; SELECT payload FROM hub.things",
    "as the owner": "SET ROLE {db}_owner; SELECT payload FROM hub.things",
    "as a lead": "SET ROLE {db}_lead; SELECT payload FROM hub.things",
    "as somebody else's session": "SET SESSION AUTHORIZATION sami; SELECT payload FROM hub.things",
    "by a function that tells what it sees": (
        "CREATE FUNCTION pg_temp.tell(bytea) RETURNS boolean COST 0.0001 LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE WARNING '%', encode($1, 'hex');RETURN true;END $$;"
        " SELECT payload FROM hub.things WHERE pg_temp.tell(payload)"
    ),
    "by a view of her own": "CREATE TEMP VIEW mine AS SELECT * FROM hub.things; SELECT payload FROM mine",
    "by a division that fails": "SELECT 1 / (length(payload) - 14), payload FROM hub.things",
    "by statistics": "SELECT most_common_vals::text FROM pg_stats WHERE schemaname = 'hub' AND attname = 'payload'",
    "who took what from the pool": "SELECT who FROM hub.leases",
    "what the lead will hand out": "SELECT * FROM hub.pooled",
    "the files of the server": "SELECT pg_read_file('PG_VERSION')",
}

WRITES = {
    "on his shelf, as herself": put(SAMIS),
    "on his shelf, as he": put(SAMIS, author="sami"),
    "on her shelf, as he": put(MINE, author="sami"),
    "on her shelf, pushed by him": put(MINE, more=", pushed_by", values=", 'sami'"),
    "with a number of her own": put(MINE, more=", number", values=", 1"),
    "a document": put(COMMON, kind="document"),
    "a schema": put(COMMON, kind="schema"),
    "an assignment": put(MINE, kind="assignment"),
    "a lock on him": put(SAMIS, kind="lock"),
    "a deletion of the document": put(COMMON, kind="deletion"),
    "a revision of everybody's": put(COMMON),
    "a comment on his layer": put(SAMIS, kind="comment"),
    "a kind that there is not": put(MINE, kind="order"),
    "after a revision of his": put(MINE, more=", parent", values=", '22222222-2222-2222-2222-222222222222'"),
    "a shelf that is his": f"INSERT INTO hub.shelves (document, owner, kind) VALUES ('{DIGEST}x', 'sami', 'annotator')",
    "a shelf of gold": f"INSERT INTO hub.shelves (document, owner, kind) VALUES ('{DIGEST}', 'gold', 'gold')",
    "her shelf, filled": (
        f"INSERT INTO hub.shelves (document, owner, kind, newest) VALUES ('{DIGEST}x', 'mallory', 'annotator', 9)"
    ),
    "another word for hers": "UPDATE hub.things SET payload = 'y' RETURNING payload",
    "another word for his": f"UPDATE hub.things SET payload = 'y' WHERE shelf = {SAMIS} RETURNING payload",
    "nothing any more": "DELETE FROM hub.things RETURNING payload",
    "an empty log": "TRUNCATE hub.things",
    "no log": "DROP TABLE hub.things",
    "no rules": "ALTER TABLE hub.things DISABLE ROW LEVEL SECURITY",
    "no guard": "ALTER TABLE hub.things DISABLE TRIGGER ALL",
    "no triggers": "SET session_replication_role = replica; DELETE FROM hub.things RETURNING payload",
    "a rule of her own": "CREATE POLICY mine ON hub.things USING (true)",
    "an open document": f"INSERT INTO hub.opened (document) VALUES ('{DIGEST}')",
    "an open document, by the lead": f"INSERT INTO hub.opened (document, who) VALUES ('{DIGEST}', 'lea')",
    "a closed document": "DELETE FROM hub.opened RETURNING document",
    "an opening that there was not": (
        f"INSERT INTO hub.openings (document, is_open, who, at) VALUES ('{DIGEST}', true, 'lea', now()) RETURNING who"
    ),
    "no document any more": f"SELECT hub.purge(ARRAY['{DIGEST}'])",
    "a document that counts as purged": f"INSERT INTO hub.purged VALUES ('{DIGEST}', 'mallory', now()) RETURNING who",
    "his work, which is no longer purged": "DELETE FROM hub.purged RETURNING who",
    "time of his": f"INSERT INTO hub.shelves (document, owner, kind) VALUES ('{DIGEST}', 'sami', 'time')",
    "a sitting on his shelf": put(SAMIS, kind="sitting"),
    "a sitting on her layer": put(MINE, kind="sitting"),
    "a setting of everybody's": put(COMMON, kind="setting"),
    "a split": put(COMMON, kind="split"),
    "herself a lead": "GRANT {db}_lead TO mallory",
    "another who she is": (
        "CREATE OR REPLACE FUNCTION hub.is_a(role text) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$"
    ),
    "words of a document": (
        "INSERT INTO hub.catalogue (document, recipe, key, words, shelf)"
        f" VALUES ('{DIGEST}', '1', 'x', NULL, {COMMON}) RETURNING key"
    ),
    "no words": "DELETE FROM hub.catalogue RETURNING key",
    "other words": "UPDATE hub.catalogue SET key = 'y' RETURNING key",
    "a turn for ever": "SELECT * FROM hub.turn FOR UPDATE",
    "a table in the hub": "CREATE TABLE hub.mine ()",
    "a step of the future": "INSERT INTO hub.steps (name) VALUES ('h999') RETURNING name",
    "a lease for ever": f"INSERT INTO hub.leases (document, who, until) VALUES ('{DIGEST}', 'mallory', 'infinity')",
    "a longer lease": "UPDATE hub.leases SET until = 'infinity' RETURNING who",
    "his lease back": f"SELECT hub.give_back('{DIGEST}', 'sami')",
    "an open pool": "UPDATE hub.portions SET closed = NULL RETURNING number",
    "a document in the pool": "INSERT INTO hub.portions (language, people, lease) VALUES ('ar', 1, '1h')",
    "another hub": "UPDATE hub.about SET id = gen_random_uuid() RETURNING id",
}


def tried(address: str, statements: str, who: str = "mallory") -> tuple[list[tuple], list[str]]:
    """(rows, warnings) that she gets; none where it was refused. What was refused is undone as a whole."""
    warnings: list[str] = []
    with psycopg.connect(as_(address, who), autocommit=True) as connection:
        connection.add_notice_handler(lambda notice: warnings.append(notice.message_primary or ""))
        try:
            connection.execute("SET client_min_messages = warning")
            for statement in statements.format(db=connection.info.dbname).split("; "):
                if statement.startswith("COPY"):
                    with connection.cursor() as cursor, cursor.copy(statement) as copy:
                        return [tuple(copy.rows())], warnings
                done = connection.execute(statement)
            return (done.fetchall() if done.description else [("done",)]), warnings
        except psycopg.Error:
            return [], warnings


def state(address: str) -> list[tuple]:
    """Everything in the hub, as its administrator sees it."""
    with psycopg.connect(address) as connection:
        return [
            connection.execute(f"SELECT {table}::text FROM hub.{table} ORDER BY 1").fetchall()
            for table in (
                "things",
                "shelves",
                "opened",
                "steps",
                "about",
                "catalogue",
                "portions",
                "pooled",
                "leases",
                "purged",
                "openings",
            )
        ]


def test_nothing_that_she_reads_is_his(address):
    for name, statements in READS.items():
        rows, warnings = tried(address, statements)
        seen = repr((rows, warnings))
        assert SECRET.decode() not in seen and SECRET.hex() not in seen and "sami" not in seen, name
        if "by" not in name.split()[:1] and name != "the whole log":
            assert not rows, name


def test_nothing_that_she_writes_gets_in(address):
    before = state(address)
    for name, statements in WRITES.items():
        rows, _ = tried(address, statements)
        assert not rows, name
        assert state(address) == before, name


def test_the_same_words_work_for_who_may(address):
    """Else nothing would be proved by their failing."""
    with hub_at(address, "lea") as hub:
        assert [hub.shelves()[shelf].number for shelf in _NAMED] == [int(SAMIS), int(MINE), int(COMMON)]
    for name in ("the whole log", "his shelf by its number", "his revision by its uid", "by a join"):
        assert SECRET.decode() in repr(tried(address, READS[name], "lea")), name
    assert SECRET.hex() in repr(tried(address, READS["by COPY"], "lea"))
    assert SECRET.hex() in repr(tried(address, READS["by a function that tells what it sees"], "lea")[1])
    for name in (
        "on his shelf, as he",
        "a document",
        "a lock on him",
        "a shelf of gold",
        "an open document",
        "words of a document",
    ):
        assert tried(address, WRITES[name], "lea")[0], name
    assert tried(address, put(MINE))[0], "her own work on her own shelf is what she may write"


_NAMED = (Shelf(DIGEST, "sami", "annotator"), Shelf(DIGEST, "mallory", "annotator"), Shelf(DIGEST))


def test_at_least_thirty_ways_are_tried():
    assert len(READS) + len(WRITES) >= 30


def test_a_reader_reads_everything_and_writes_nothing(address):
    with hub_at(address, "rita") as hub:
        assert Shelf(DIGEST, "sami", "annotator") in hub.shelves()
    with psycopg.connect(as_(address, "rita")) as connection, pytest.raises(psycopg.Error):
        connection.execute(put(COMMON, kind="comment", author="rita"))


def test_who_has_a_login_and_no_role_sees_nothing(address):
    with psycopg.connect(address, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'stranger'").fetchone():
            connection.execute("CREATE ROLE stranger LOGIN")
    with psycopg.connect(as_(address, "stranger")) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("SELECT * FROM hub.things")


def test_a_role_in_one_hub_is_none_in_another(server, address):
    other = server.hub(lea=Role.LEAD)
    with psycopg.connect(as_(other, "mallory")) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("SELECT * FROM hub.things")


def test_not_even_the_administrator_changes_the_log_by_mistake(address):
    for statement in ("UPDATE hub.things SET author = 'x'", "DELETE FROM hub.things", "TRUNCATE hub.things"):
        with psycopg.connect(address) as connection, pytest.raises(psycopg.Error, match="only ever added"):
            connection.execute(statement)


def test_an_opened_document_is_there_to_be_read(address):
    with hub_at(address, "lea") as hub:
        hub.open([DIGEST])
    rows, _ = tried(address, READS["his shelf by its number"])
    assert rows == [(b"\0" + SECRET,)]
