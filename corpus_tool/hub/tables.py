"""The tables of a hub, and who may do what with them: PostgreSQL's own roles and row-level security.

- `{owner}` owns everything and is nobody's login.
- Whoever she says she is, `session_user` is who logged in; SET ROLE does not change it.
- Numbers are given in the order in which pushes are committed: each takes its turn in `hub.turn` before its first
  number, so that a reader who has seen a number has seen all before it.
- What pushed rows must be to one another is checked for a whole statement at once: a foreign key costs a look-up in a
  trigger for each row.
- There is no index by number: a shelf is small, and read whole to find what is new on it; the index would cost each
  push a fifth of its time.
"""

from corpus_tool.hub.opening_tables import CLOSING, TIME
from corpus_tool.hub.pool_tables import POOL
from corpus_tool.hub.purge_tables import PURGE
from corpus_tool.hub.quiet_tables import EVEN, QUIET
from corpus_tool.hub.search_tables import BY_INDEX, SEARCH

STEPS: tuple[tuple[str, str], ...] = (
    (
        "h001_tables",
        """
        CREATE TABLE hub.about (
            one boolean PRIMARY KEY DEFAULT true CHECK (one),
            id uuid NOT NULL DEFAULT gen_random_uuid()
        );
        INSERT INTO hub.about DEFAULT VALUES;
        CREATE TABLE hub.turn (one boolean PRIMARY KEY DEFAULT true CHECK (one));
        INSERT INTO hub.turn DEFAULT VALUES;
        CREATE TABLE hub.opened (
            document text PRIMARY KEY,
            who text NOT NULL DEFAULT session_user,
            at timestamptz NOT NULL DEFAULT now()
        );
        CREATE TABLE hub.shelves (
            number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            document text NOT NULL,
            owner text NOT NULL,
            kind text NOT NULL CHECK (kind IN ('', 'annotator', 'gold', 'suggestion')),
            newest bigint NOT NULL DEFAULT 0,
            UNIQUE (document, owner, kind),
            CHECK ((owner = '') = (kind = ''))
        );
        CREATE TABLE hub.things (
            number bigint GENERATED ALWAYS AS IDENTITY,
            shelf bigint NOT NULL,
            kind text NOT NULL,
            uid uuid NOT NULL,
            author text NOT NULL,
            pushed_by text NOT NULL DEFAULT session_user,
            parent uuid,
            payload bytea NOT NULL,
            PRIMARY KEY (shelf, uid, kind)
        );
        """,
    ),
    (
        "h002_rules",
        """
        CREATE FUNCTION hub.is_a(role text) RETURNS boolean
            LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
            AS $$ SELECT pg_has_role(session_user, current_database() || '_' || role, 'MEMBER') $$;

        CREATE FUNCTION hub.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'things in a hub are only ever added' USING ERRCODE = 'CT001'; END $$;
        CREATE TRIGGER things_are_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON hub.things
            FOR EACH STATEMENT EXECUTE FUNCTION hub.refuse();

        CREATE FUNCTION hub.take_turn() RETURNS trigger
            LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        BEGIN PERFORM 1 FROM hub.turn FOR UPDATE; RETURN NULL; END $$;
        CREATE TRIGGER things_come_in_turn BEFORE INSERT ON hub.things
            FOR EACH STATEMENT EXECUTE FUNCTION hub.take_turn();

        CREATE FUNCTION hub.look_over() RETURNS trigger
            LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            IF EXISTS (
                SELECT FROM pushed WHERE parent IS NOT NULL AND NOT EXISTS (
                    SELECT FROM hub.things AS before
                    WHERE before.shelf = pushed.shelf AND before.kind = 'revision' AND before.uid = pushed.parent
                )
            ) THEN
                RAISE EXCEPTION 'a revision follows one that is not here' USING ERRCODE = 'CT002';
            END IF;
            UPDATE hub.shelves SET newest = came.newest
                FROM (SELECT shelf, max(number) AS newest FROM pushed GROUP BY shelf) AS came
                WHERE shelves.number = came.shelf;
            RETURN NULL;
        END $$;
        CREATE TRIGGER things_fit AFTER INSERT ON hub.things REFERENCING NEW TABLE AS pushed
            FOR EACH STATEMENT EXECUTE FUNCTION hub.look_over();

        ALTER TABLE hub.opened ENABLE ROW LEVEL SECURITY;
        CREATE POLICY all_know_what_is_open ON hub.opened FOR SELECT USING (true);
        CREATE POLICY leads_open ON hub.opened FOR INSERT
            WITH CHECK ((SELECT hub.is_a('lead')) AND who = session_user);

        ALTER TABLE hub.shelves ENABLE ROW LEVEL SECURITY;
        CREATE POLICY who_sees ON hub.shelves FOR SELECT USING (
            owner = '' OR kind = 'suggestion' OR (owner = session_user AND kind = 'annotator')
            OR (SELECT hub.is_a('lead') OR hub.is_a('adjudicator') OR hub.is_a('reader'))
            OR document IN (SELECT document FROM hub.opened)
        );
        CREATE POLICY who_begins ON hub.shelves FOR INSERT WITH CHECK (
            owner = '' OR (owner = session_user AND kind = 'annotator') OR (SELECT hub.is_a('lead'))
            OR (kind = 'gold' AND (SELECT hub.is_a('adjudicator')))
        );

        ALTER TABLE hub.things ENABLE ROW LEVEL SECURITY;
        CREATE POLICY who_sees ON hub.things FOR SELECT USING (shelf IN (SELECT number FROM hub.shelves));
        CREATE POLICY leads_bring ON hub.things FOR INSERT
            WITH CHECK ((SELECT hub.is_a('lead')) AND shelf IN (SELECT number FROM hub.shelves));
        CREATE POLICY others_say ON hub.things FOR INSERT WITH CHECK (
            author = session_user AND CASE
                WHEN kind IN ('comment', 'resolution') THEN shelf IN (SELECT number FROM hub.shelves)
                WHEN kind = 'region' THEN shelf IN (SELECT number FROM hub.shelves WHERE owner = '')
                WHEN kind IN ('revision', 'deletion', 'sighting', 'verdict') THEN
                    shelf IN (SELECT number FROM hub.shelves WHERE owner = session_user AND kind = 'annotator')
                    OR (SELECT hub.is_a('adjudicator'))
                    AND shelf IN (SELECT number FROM hub.shelves WHERE kind = 'gold')
                ELSE false
            END
        );

        REVOKE ALL ON FUNCTION hub.refuse(), hub.take_turn(), hub.look_over(), hub.is_a(text) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION hub.is_a(text) TO {lead}, {adjudicator}, {annotator}, {reader};
        GRANT USAGE ON SCHEMA hub TO {lead}, {adjudicator}, {annotator}, {reader};
        GRANT SELECT ON hub.about, hub.steps, hub.opened, hub.shelves, hub.things
            TO {lead}, {adjudicator}, {annotator}, {reader};
        GRANT INSERT (document, owner, kind) ON hub.shelves TO {lead}, {adjudicator}, {annotator};
        GRANT INSERT (shelf, kind, uid, author, parent, payload) ON hub.things TO {lead}, {adjudicator}, {annotator};
        GRANT INSERT (document) ON hub.opened TO {lead};
        """,
    ),
    (
        "h003_catalogue",
        # Everybody may see every document. The rule for reading asks nothing, or PostgreSQL would not use the index
        # of words: an operator might tell of rows that may not be seen.
        """
        CREATE TABLE hub.catalogue (
            document text NOT NULL,
            recipe text NOT NULL,
            key text NOT NULL,
            words tsvector,
            PRIMARY KEY (document, recipe)
        );
        CREATE INDEX catalogue_words ON hub.catalogue USING gin (words);
        CREATE INDEX catalogue_without_words ON hub.catalogue (document) WHERE words IS NULL;
        CREATE INDEX catalogue_keys ON hub.catalogue (key);
        CREATE TRIGGER catalogue_is_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON hub.catalogue
            FOR EACH STATEMENT EXECUTE FUNCTION hub.refuse();
        ALTER TABLE hub.catalogue ENABLE ROW LEVEL SECURITY;
        CREATE POLICY all_see ON hub.catalogue FOR SELECT USING (true);
        CREATE POLICY leads_list ON hub.catalogue FOR INSERT WITH CHECK ((SELECT hub.is_a('lead')));
        GRANT SELECT ON hub.catalogue TO {lead}, {adjudicator}, {annotator}, {reader};
        GRANT INSERT ON hub.catalogue TO {lead};
        """,
    ),
    ("h004_pool", POOL),
    ("h005_closing", CLOSING),
    ("h006_purging", PURGE),
    ("h007_time", TIME),
    ("h008_search", SEARCH),
    ("h009_by_index", BY_INDEX),
    ("h010_quiet", QUIET),
    ("h011_even", EVEN),
)
"""(name, SQL) of every step, only ever added to."""
