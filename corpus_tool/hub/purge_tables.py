"""The step that lets a lead destroy documents on a hub: who has to be forgotten, and what was never to come.

- `hub.purge` is the only way in which anything leaves: what is deleted has to belong to a document in `hub.purged`,
  whoever deletes, and nothing is laid on a shelf of such a document any more.
- Each parent is looked up by itself (LIMIT): joined, a small push would go through all of a large hub.
- It takes its turn before it looks. A push that was on its way meanwhile finds its shelves gone, and is refused whole.
- `hub.purged` stays, so that every copy learns of it and tells whoever has the document.
"""

PURGE = """
    CREATE TABLE hub.purged (
        document text PRIMARY KEY,
        who text NOT NULL,
        at timestamptz NOT NULL
    );
    CREATE FUNCTION hub.only_what_is_purged() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
        IF EXISTS (
            SELECT FROM (SELECT DISTINCT shelf FROM gone) AS left_behind
                LEFT JOIN hub.shelves ON shelves.number = shelf
                LEFT JOIN hub.purged ON purged.document = shelves.document
            WHERE purged.document IS NULL
        ) THEN
            RAISE EXCEPTION 'things in a hub are only ever added' USING ERRCODE = 'CT001';
        END IF;
        RETURN NULL;
    END $$;
    DROP TRIGGER things_are_only_added ON hub.things;
    CREATE TRIGGER things_are_only_added BEFORE UPDATE OR TRUNCATE ON hub.things
        FOR EACH STATEMENT EXECUTE FUNCTION hub.refuse();
    CREATE TRIGGER things_go_by_purge AFTER DELETE ON hub.things REFERENCING OLD TABLE AS gone
        FOR EACH STATEMENT EXECUTE FUNCTION hub.only_what_is_purged();

    CREATE FUNCTION hub.only_words_of_what_is_purged() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
        IF EXISTS (SELECT FROM gone WHERE document NOT IN (SELECT document FROM hub.purged)) THEN
            RAISE EXCEPTION 'things in a hub are only ever added' USING ERRCODE = 'CT001';
        END IF;
        RETURN NULL;
    END $$;
    DROP TRIGGER catalogue_is_only_added ON hub.catalogue;
    CREATE TRIGGER catalogue_is_only_added BEFORE UPDATE OR TRUNCATE ON hub.catalogue
        FOR EACH STATEMENT EXECUTE FUNCTION hub.refuse();
    CREATE TRIGGER words_go_by_purge AFTER DELETE ON hub.catalogue REFERENCING OLD TABLE AS gone
        FOR EACH STATEMENT EXECUTE FUNCTION hub.only_words_of_what_is_purged();
    CREATE TRIGGER purged_is_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON hub.purged
        FOR EACH STATEMENT EXECUTE FUNCTION hub.refuse();

    CREATE OR REPLACE FUNCTION hub.look_over() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DECLARE is_missing boolean;
    BEGIN
        IF EXISTS (
            SELECT FROM pushed WHERE parent IS NOT NULL AND (
                SELECT true FROM hub.things AS before
                WHERE before.shelf = pushed.shelf AND before.kind = 'revision' AND before.uid = pushed.parent LIMIT 1
            ) IS NULL
        ) THEN
            RAISE EXCEPTION 'a revision follows one that is not here' USING ERRCODE = 'CT002';
        END IF;
        WITH came AS (SELECT shelf, max(number) AS newest FROM pushed GROUP BY shelf),
            filled AS (
                UPDATE hub.shelves SET newest = came.newest FROM came WHERE shelves.number = came.shelf RETURNING 1
            )
            SELECT (SELECT count(*) FROM came) <> (SELECT count(*) FROM filled) INTO is_missing;
        IF is_missing THEN
            RAISE EXCEPTION 'a document was destroyed meanwhile' USING ERRCODE = 'CT003';
        END IF;
        RETURN NULL;
    END $$;

    CREATE FUNCTION hub.purge(digests text[]) RETURNS integer
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DECLARE count integer;
    BEGIN
        IF NOT hub.is_a('lead') THEN
            RAISE EXCEPTION 'only a lead destroys what is in a hub' USING ERRCODE = '42501';
        END IF;
        PERFORM 1 FROM hub.turn FOR UPDATE;
        INSERT INTO hub.purged (document, who, at)
            SELECT DISTINCT document, session_user, clock_timestamp() FROM hub.shelves
            WHERE document = ANY (digests) AND document <> '' ON CONFLICT DO NOTHING;
        GET DIAGNOSTICS count = ROW_COUNT;
        DELETE FROM hub.things WHERE shelf IN (
            SELECT number FROM hub.shelves JOIN hub.purged USING (document) WHERE document = ANY (digests)
        );
        DELETE FROM hub.catalogue WHERE document = ANY (digests) AND document IN (SELECT document FROM hub.purged);
        DELETE FROM hub.pooled WHERE document = ANY (digests) AND document IN (SELECT document FROM hub.purged);
        DELETE FROM hub.leases WHERE document = ANY (digests) AND document IN (SELECT document FROM hub.purged);
        DELETE FROM hub.opened WHERE document = ANY (digests) AND document IN (SELECT document FROM hub.purged);
        DELETE FROM hub.shelves WHERE document = ANY (digests) AND document IN (SELECT document FROM hub.purged);
        RETURN count;
    END $$;

    ALTER TABLE hub.purged ENABLE ROW LEVEL SECURITY;
    CREATE POLICY all_know_what_is_gone ON hub.purged FOR SELECT USING (true);
    ALTER POLICY leads_list ON hub.catalogue
        WITH CHECK ((SELECT hub.is_a('lead')) AND document NOT IN (SELECT document FROM hub.purged));
    REVOKE ALL ON FUNCTION hub.only_what_is_purged(), hub.only_words_of_what_is_purged(), hub.purge(text[]) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION hub.purge(text[]) TO {lead};
    GRANT SELECT ON hub.purged TO {lead}, {adjudicator}, {annotator}, {reader};
"""
"""The step."""
