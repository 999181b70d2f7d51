"""The step that keeps searches and pulls quick where a hub has millions of documents.

- The catalogue knows the shelf of each document, so that what is found comes in the order of coming without a join,
  and the server stops where the reader does.
- A shelf knows with which recipe its document is listed: those that are not are counted without looking at the others.
- Whoever works on forty documents is told of these by an index, and not by going through all.
"""

SEARCH = """
    ALTER TABLE hub.catalogue ADD COLUMN shelf bigint;
    ALTER TABLE hub.catalogue DISABLE TRIGGER catalogue_is_only_added;
    DROP INDEX hub.catalogue_words;
    UPDATE hub.catalogue SET shelf = number FROM hub.shelves WHERE shelves.document = catalogue.document AND owner = '';
    ALTER TABLE hub.catalogue ENABLE TRIGGER catalogue_is_only_added;
    ALTER TABLE hub.catalogue ALTER COLUMN shelf SET NOT NULL;
    CREATE INDEX catalogue_words ON hub.catalogue USING gin (words);
    CREATE INDEX catalogue_as_it_came ON hub.catalogue (shelf);

    ALTER TABLE hub.shelves ADD COLUMN listed text;
    UPDATE hub.shelves SET listed = recipe FROM hub.catalogue WHERE shelves.number = shelf;
    CREATE INDEX shelves_by_listing ON hub.shelves (listed) WHERE owner = '' AND document <> '';
    CREATE INDEX shelves_by_owner ON hub.shelves (owner) WHERE owner <> '';

    CREATE FUNCTION hub.note_listing() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
        UPDATE hub.shelves SET listed = recipe FROM came WHERE shelves.number = came.shelf;
        RETURN NULL;
    END $$;
    CREATE TRIGGER listings_are_noted AFTER INSERT ON hub.catalogue REFERENCING NEW TABLE AS came
        FOR EACH STATEMENT EXECUTE FUNCTION hub.note_listing();
    CREATE FUNCTION hub.unlisted(told text) RETURNS bigint
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        SELECT (SELECT count(*) FROM hub.shelves WHERE owner = '' AND document <> '' AND listed IS NULL)
            + (SELECT count(*) FROM hub.shelves WHERE owner = '' AND document <> '' AND listed < told)
            + (SELECT count(*) FROM hub.shelves WHERE owner = '' AND document <> '' AND listed > told) $$;
    REVOKE ALL ON FUNCTION hub.note_listing(), hub.unlisted(text) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION hub.unlisted(text) TO {lead}, {adjudicator}, {annotator}, {reader};
"""
"""The step; every document may be seen by everybody, so counting them tells nothing."""

BY_INDEX = """
    ALTER POLICY who_sees ON hub.things USING (EXISTS (SELECT FROM hub.shelves WHERE shelves.number = things.shelf));
    ALTER POLICY leads_bring ON hub.things WITH CHECK (
        (SELECT hub.is_a('lead')) AND EXISTS (SELECT FROM hub.shelves WHERE shelves.number = things.shelf)
    );
    ALTER POLICY others_say ON hub.things WITH CHECK (
        author = session_user AND CASE
            WHEN kind IN ('comment', 'resolution') THEN
                EXISTS (SELECT FROM hub.shelves WHERE shelves.number = things.shelf)
            WHEN kind = 'region' THEN
                EXISTS (SELECT FROM hub.shelves WHERE shelves.number = things.shelf AND owner = '')
            WHEN kind IN ('revision', 'deletion', 'sighting', 'verdict') THEN EXISTS (
                SELECT FROM hub.shelves WHERE shelves.number = things.shelf AND (
                    owner = session_user AND shelves.kind = 'annotator'
                    OR shelves.kind = 'gold' AND (SELECT hub.is_a('adjudicator'))
                )
            )
            ELSE false
        END
    );
    ALTER POLICY takers_say_so ON hub.things WITH CHECK (
        author = session_user AND kind = 'assignment' AND EXISTS (
            SELECT FROM hub.shelves WHERE shelves.number = things.shelf
            AND owner = session_user AND shelves.kind = 'annotator'
            AND document IN (SELECT leases.document FROM hub.leases WHERE who = session_user)
        )
    );
    ALTER POLICY people_say_how_long ON hub.things WITH CHECK (
        author = session_user AND kind = 'sitting' AND EXISTS (
            SELECT FROM hub.shelves WHERE shelves.number = things.shelf
            AND owner = session_user AND shelves.kind = 'time'
        )
    );
"""
"""The step: the same rules, each row's shelf looked up by its number. A list of all shelves is no longer kept in memory
by the server, and gone through for each row, where they are millions."""
