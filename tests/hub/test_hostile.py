"""Somebody with an annotator's login and a client of her own: the database itself refuses her."""

import psycopg
import pytest
from corpus_tool_testing.hubs import as_, hub_at

from corpus_tool.hub.connection import connected
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
    "the files of the server, as bytes": "SELECT pg_read_binary_file('PG_VERSION')",
    "which files there are": "SELECT pg_ls_dir('.')",
    "how large a file is": "SELECT pg_stat_file('PG_VERSION')",
    "a file as a large object": "SELECT lo_import('/etc/passwd')",
    "large objects": "SELECT * FROM pg_largeobject",
    "what a program says": "CREATE TEMP TABLE said (it text); COPY said FROM PROGRAM 'id'; SELECT * FROM said",
    "through a program": "COPY (SELECT 'x') TO PROGRAM 'cat'; SELECT 1",
    "through a file": "COPY hub.things TO '/tmp/things'; SELECT 1",
    "his revision where it lies": "SELECT payload FROM hub.things WHERE ctid = '(0,2)'",
    "some of the log": "SELECT payload FROM hub.things TABLESAMPLE SYSTEM (100) WHERE shelf = {his}",
    "his rows, to lock them": f"SELECT payload FROM hub.things WHERE shelf = {SAMIS} FOR UPDATE",
    "what the planner counted": "SELECT * FROM pg_statistic",
    "whatever a role for everything reads": "SET ROLE pg_read_all_data; SELECT payload FROM hub.things",
    "as whoever may do all": "SET ROLE postgres; SELECT payload FROM hub.things",
    "whether he works, by the pool's function": f"SELECT hub.works_on('sami', '{DIGEST}')",
    "who has it, by the pool's function": f"SELECT hub.holders('{DIGEST}')",
    "whether it is free, by the pool's function": f"SELECT hub.is_free('{DIGEST}', 1, 'sami')",
    "how long he worked": "SELECT payload FROM hub.things JOIN hub.shelves ON shelf = shelves.number"
    " WHERE shelves.kind = 'time'",
    "how many things came, by their numbers": "SELECT last_value FROM hub.things_number_seq",
    "the same by another way": "SELECT 1 WHERE pg_sequence_last_value('hub.things_number_seq') IS NOT NULL",
    "what he asks just now": "SELECT query FROM pg_stat_activity WHERE usename = 'sami' AND query !~ 'privilege'",
    "his password": "SELECT rolpassword FROM pg_authid",
    "what is written ahead": "SELECT pg_create_logical_replication_slot('mine', 'test_decoding')",
    "with a function under a name of the hub's": (
        "CREATE FUNCTION pg_temp.is_a(text) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;"
        " SET search_path = pg_temp, hub, pg_catalog; SELECT payload FROM hub.things WHERE shelf = {his}"
    ),
    "with a table under a name of the hub's": (
        "CREATE TEMP TABLE opened AS SELECT document FROM hub.shelves; SET search_path = pg_temp, hub;"
        " SELECT payload FROM hub.things WHERE shelf = {his}"
    ),
    "with an operator of her own": (
        "CREATE FUNCTION pg_temp.same(text, text) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;"
        " CREATE OPERATOR pg_temp.= (LEFTARG = text, RIGHTARG = text, FUNCTION = pg_temp.same);"
        " SET search_path = pg_temp, pg_catalog; SELECT payload FROM hub.things WHERE shelf = {his}"
    ),
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
    "a destroyed document": f"SELECT hub.purge(ARRAY['{DIGEST}'])",
    "a document that was destroyed": f"INSERT INTO hub.purged VALUES ('{DIGEST}', 'lea', now()) RETURNING who",
    "an opening": f"INSERT INTO hub.openings (document, is_open, who, at) VALUES ('{DIGEST}', true, 'lea', now())",
    "a closed document": "DELETE FROM hub.opened RETURNING document",
    "time that he worked": f"INSERT INTO hub.shelves (document, owner, kind) VALUES ('{DIGEST}', 'sami', 'time')",
    "through a conflict": put(MINE)[: -len(" RETURNING payload")]
    + " ON CONFLICT (shelf, uid, kind) DO UPDATE SET payload = 'y'",
    "by a merge": (
        "MERGE INTO hub.things USING (SELECT 1) AS one ON shelf = 2 WHEN MATCHED THEN UPDATE SET payload = 'y'"
    ),
    "under a lock of everything": "LOCK TABLE hub.things IN ACCESS EXCLUSIVE MODE",
    "another password for him": "ALTER ROLE sami PASSWORD 'x'",
    "herself above all": "ALTER ROLE mallory SUPERUSER",
    "herself past the rules": "ALTER ROLE mallory BYPASSRLS",
    "herself as him": "GRANT sami TO mallory",
    "a role": "CREATE ROLE mallet",
    "what is his, hers": "REASSIGN OWNED BY sami TO mallory",
    "nothing that is his": "DROP OWNED BY sami",
    "another owner": "ALTER TABLE hub.things OWNER TO mallory",
    "another setting of the server": "ALTER SYSTEM SET row_security = off",
    "another setting of the database": "ALTER DATABASE {db} SET search_path = pg_temp",
    "a library": "LOAD '/tmp/mine.so'",
    "a language": "CREATE FUNCTION pg_temp.c() RETURNS int LANGUAGE c AS '/tmp/mine', 'mine'",
    "a server elsewhere": "CREATE EXTENSION dblink",
    "a word in every session": "CREATE EVENT TRIGGER mine ON ddl_command_start EXECUTE FUNCTION hub.refuse()",
    "his end": "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'lea'",
    "a file": "SELECT lo_export(lo_creat(-1), '/tmp/mine')",
    "a function in the hub": "CREATE FUNCTION hub.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    **{
        f"a trigger of the hub's on a table of hers, {function}": (
            f"CREATE TEMP TABLE {table} AS SELECT document, number AS shelf, 'x' AS recipe FROM hub.shelves;"
            f" CREATE TRIGGER mine AFTER {when} ON {table} REFERENCING {what} TABLE AS {table}ed"
            f" FOR EACH STATEMENT EXECUTE FUNCTION hub.{function}()"
        )
        for function, table, when, what in (
            ("remember_opening", "chang", "INSERT", "NEW"),
            ("look_over", "push", "INSERT", "NEW"),
            ("note_listing", "came", "INSERT", "NEW"),
            ("take_turn", "turn", "INSERT", "NEW"),
            ("only_what_is_purged", "gone", "DELETE", "OLD"),
        )
    },
    "another hub": "UPDATE hub.about SET id = gen_random_uuid() RETURNING id",
}


_NO_SENSE = {"42601", "42P01", "42703", "42883", "42804", "42P10"}
"""What PostgreSQL calls a mistake: something that is not there, or no SQL. Nothing would be proved by that."""


def tried(address: str, statements: str, who: str = "mallory") -> tuple[list[tuple], list[str]]:
    """(rows, warnings) that she gets; none where it was refused. What was refused is undone as a whole."""
    warnings: list[str] = []
    with psycopg.connect(as_(address, who), autocommit=True) as connection:
        connection.add_notice_handler(lambda notice: warnings.append(notice.message_primary or ""))
        try:
            connection.execute("SET client_min_messages = warning")
            for statement in statements.format(db=connection.info.dbname, his=SAMIS).split("; "):
                if statement.startswith("COPY"):
                    with connection.cursor() as cursor, cursor.copy(statement) as copy:
                        return [tuple(copy.rows())], warnings
                done = connection.execute(statement)
            return (done.fetchall() if done.description else [("done",)]), warnings
        except psycopg.Error as refused:
            assert refused.sqlstate not in _NO_SENSE, (statements, refused)
            return [], warnings


def state(address: str) -> list[tuple]:
    """Everything in the hub, as its administrator sees it."""
    with psycopg.connect(address) as connection:
        return [
            connection.execute(f"SELECT {table}::text FROM hub.{table} ORDER BY 1").fetchall()
            for (table,) in connection.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND" + _IN_THE_HUB)
        ]


def test_nothing_that_she_reads_is_his(address):
    for name, statements in READS.items():
        rows, warnings = tried(address, statements)
        seen = repr((rows, warnings))
        assert SECRET.decode() not in seen and SECRET.hex() not in seen and "sami" not in seen, name
        if "by" not in name.split()[:1] and name != "the whole log":
            assert not rows, name


PAIRS = {
    "a shelf of his, whether or not it is there": (
        f"INSERT INTO hub.shelves (document, owner, kind) VALUES ('{DIGEST}', 'sami', 'annotator')",
        f"INSERT INTO hub.shelves (document, owner, kind) VALUES ('{DIGEST}x', 'sami', 'annotator')",
    ),
    "a thing on a shelf, whether or not it is there": (put(SAMIS), put("999")),
    "a revision of his, whether or not it is there": (
        put(SAMIS).replace("gen_random_uuid()", "'22222222-2222-2222-2222-222222222222'"),
        put(SAMIS).replace("gen_random_uuid()", "'99999999-9999-9999-9999-999999999999'"),
    ),
    "a revision that follows his, whether or not it is there": tuple(
        put(MINE, more=", parent", values=f", '{digit * 8}-{digit * 4}-{digit * 4}-{digit * 4}-{digit * 12}'")
        for digit in "29"
    ),
    "what he took from the pool, or somebody else": (
        f"SELECT hub.give_back('{DIGEST}', 'sami')",
        f"SELECT hub.give_back('{DIGEST}', 'nobody')",
    ),
    "how many documents he has, by what the planner expects": tuple(
        f"EXPLAIN SELECT FROM hub.shelves WHERE owner = '{who}'" for who in ("sami", "bert", "none")
    ),
    "how much he says, by what the planner expects": tuple(
        f"EXPLAIN SELECT FROM hub.things WHERE author = '{who}'" for who in ("sami", "bert", "none")
    ),
    "how much he pushed, by what the planner expects": tuple(
        f"EXPLAIN SELECT FROM hub.things WHERE pushed_by = '{who}'" for who in ("sami", "bert", "none")
    ),
    "what he took, by what the planner expects": tuple(
        f"EXPLAIN SELECT FROM hub.leases WHERE who = '{who}'" for who in ("sami", "bert", "none")
    ),
    "how many work on a document, by what the planner expects": tuple(
        f"EXPLAIN SELECT FROM hub.shelves WHERE document = '{digest}'" for digest in (DIGEST, f"{150:064}", "x" * 64)
    ),
    "how full a shelf is, by what the planner expects of its number": tuple(
        f"EXPLAIN SELECT FROM hub.things WHERE shelf = {number}" for number in (SAMIS, 20, 40, 60, 9_999)
    ),
}
"""Statements whose answers would tell her something if they were not the same."""


def test_no_answer_tells_by_being_another(address):
    with hub_at(address, "lea") as hub:  # as much as the planner counts
        hub.put(
            [
                Thing(Kind.REVISION, f"{number:032x}", Shelf(f"{number // 7:064}", "sami", "annotator"), "sami", b"x")
                for number in range(1_000, 1_300)
            ]
            + [
                Thing(
                    Kind.REVISION,
                    f"{number:032x}",
                    Shelf(f"{500 + number % 20:064}", "sami", "annotator"),
                    "sami",
                    b"x",
                )
                for number in range(2_000, 2_200)
            ]
        )
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("ANALYZE")
    for name, statements in PAIRS.items():
        answers = {_answer(address, statement) for statement in statements}
        assert len(answers) == 1, (name, answers)


def _answer(address: str, statement: str) -> tuple:
    """What she is told of one statement: rows, or the error without the words that she herself said."""
    with psycopg.connect(as_(address, "mallory")) as connection:
        try:
            done = connection.execute(statement)
            return tuple(done.fetchall()) if statement.startswith("SELECT") else (done.fetchall()[0][0],)
        except psycopg.Error as refused:
            return refused.sqlstate, str(refused.diag.message_primary)


_IN_THE_HUB = " relnamespace = 'hub'::regnamespace"


def test_every_table_has_rules_and_every_function_that_may_more_takes_nothing_from_whoever_calls(address):
    """Those of later steps too."""
    with psycopg.connect(address) as connection:
        no_rules = connection.execute(
            f"SELECT relname FROM pg_class WHERE relkind = 'r' AND {_IN_THE_HUB} AND NOT relrowsecurity"
            " AND has_any_column_privilege('mallory', oid, 'SELECT, INSERT, UPDATE') ORDER BY 1"
        ).fetchall()
        assert no_rules == [("about",), ("steps",)]  # everybody reads these, and nobody writes them
        assert (
            connection.execute(
                f"SELECT relname FROM pg_class WHERE relname IN ('about', 'steps') AND {_IN_THE_HUB}"
                " AND has_any_column_privilege('mallory', oid, 'INSERT, UPDATE')"
            ).fetchall()
            == []
        )
        open_functions = connection.execute(
            "SELECT proname FROM pg_proc WHERE pronamespace = 'hub'::regnamespace AND ("
            " prosecdef AND NOT coalesce('search_path=pg_catalog, pg_temp' = ANY (proconfig), false)"
            " OR has_function_privilege('public', oid, 'EXECUTE'))"
        ).fetchall()
        assert open_functions == []


def test_our_own_sessions_look_for_nothing_where_others_may_put_it(address):
    with connected(as_(address, "mallory")) as connection:
        assert connection.execute("SHOW search_path").fetchone() == ("pg_catalog, pg_temp",)


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
