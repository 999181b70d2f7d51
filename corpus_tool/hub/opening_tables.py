"""Steps about eyes: documents that are closed again, and what is for a person's own eyes and the leads'.

- `hub.opened` is what is open now; `hub.openings` remembers each opening and closing, and is written by a trigger only.
- A shelf of the kind `time` holds how long its owner worked: neither readers nor adjudicators see it, nor anybody when
  the document is opened.
"""

CLOSING = """
    CREATE TABLE hub.openings (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        document text NOT NULL,
        is_open boolean NOT NULL,
        who text NOT NULL,
        at timestamptz NOT NULL
    );
    CREATE INDEX openings_by_document ON hub.openings (document);
    INSERT INTO hub.openings (document, is_open, who, at) SELECT document, true, who, at FROM hub.opened;
    CREATE TRIGGER openings_are_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON hub.openings
        FOR EACH STATEMENT EXECUTE FUNCTION hub.refuse();

    CREATE FUNCTION hub.remember_opening() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
        INSERT INTO hub.openings (document, is_open, who, at)
            SELECT document, TG_OP = 'INSERT', session_user, clock_timestamp() FROM changed;
        RETURN NULL;
    END $$;
    CREATE TRIGGER openings_are_remembered AFTER INSERT ON hub.opened REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION hub.remember_opening();
    CREATE TRIGGER closings_are_remembered AFTER DELETE ON hub.opened REFERENCING OLD TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION hub.remember_opening();

    CREATE POLICY leads_close ON hub.opened FOR DELETE USING ((SELECT hub.is_a('lead')));
    ALTER TABLE hub.openings ENABLE ROW LEVEL SECURITY;
    CREATE POLICY all_know_what_was_open ON hub.openings FOR SELECT USING (true);
    REVOKE ALL ON FUNCTION hub.remember_opening() FROM PUBLIC;
    GRANT DELETE ON hub.opened TO {lead};
    GRANT SELECT ON hub.openings TO {lead}, {adjudicator}, {annotator}, {reader};
"""
"""The step."""

TIME = """
    ALTER TABLE hub.shelves DROP CONSTRAINT shelves_kind_check,
        ADD CONSTRAINT shelves_kind_check CHECK (kind IN ('', 'annotator', 'gold', 'suggestion', 'time'));
    ALTER POLICY who_sees ON hub.shelves USING (
        owner = '' OR kind = 'suggestion' OR (owner = session_user AND kind IN ('annotator', 'time'))
        OR (SELECT hub.is_a('lead'))
        OR kind <> 'time' AND (
            (SELECT hub.is_a('adjudicator') OR hub.is_a('reader')) OR document IN (SELECT document FROM hub.opened)
        )
    );
    ALTER POLICY who_begins ON hub.shelves WITH CHECK (
        (
            owner = '' OR (owner = session_user AND kind IN ('annotator', 'time')) OR (SELECT hub.is_a('lead'))
            OR (kind = 'gold' AND (SELECT hub.is_a('adjudicator')))
        )
        AND document NOT IN (SELECT document FROM hub.purged)
    );
    CREATE POLICY people_say_how_long ON hub.things FOR INSERT WITH CHECK (
        author = session_user AND kind = 'sitting'
        AND shelf IN (SELECT number FROM hub.shelves WHERE owner = session_user AND kind = 'time')
    );
"""
"""The step; it comes after purging."""
