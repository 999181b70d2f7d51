"""The pool of a hub: documents to be had by whoever asks next, and who has them until when.

- A portion is what one person takes at once: a document, or those that tell one story in one language.
- Who has a document: whoever has a lease on it that has not run out, or has run out on work that lies here; and
  whoever works on it without a lease. Whoever gave it back has it no longer, and is not given it again.
- Taking locks a portion, passing over those that others are taking just now, and asks only then who has what. The
  counter in the row makes a transaction that cannot see what another has just taken fail.
- Times are the server's own.
"""

MOST_AT_ONCE = 100

POOL = """
    CREATE TABLE hub.portions (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        language text NOT NULL,
        people integer NOT NULL CHECK (people BETWEEN 1 AND 100),
        lease interval NOT NULL CHECK (lease > interval '0'),
        takes bigint NOT NULL DEFAULT 0,
        closed timestamptz
    );
    CREATE TABLE hub.pooled (
        document text PRIMARY KEY,
        portion bigint NOT NULL REFERENCES hub.portions,
        source text NOT NULL
    );
    CREATE INDEX pooled_by_portion ON hub.pooled (portion);
    CREATE TABLE hub.leases (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        document text NOT NULL,
        who text NOT NULL,
        since timestamptz NOT NULL DEFAULT clock_timestamp(),
        until timestamptz NOT NULL,
        ended timestamptz
    );
    CREATE INDEX leases_by_document ON hub.leases (document, who);
    CREATE INDEX leases_by_person ON hub.leases (who);

    CREATE FUNCTION hub.works_on(person text, digest text) RETURNS boolean
        LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
        SELECT EXISTS (
            SELECT FROM hub.shelves JOIN hub.things ON things.shelf = shelves.number
            WHERE (document, owner, shelves.kind) = (digest, person, 'annotator') AND things.kind = 'revision'
        ) $$;
    CREATE FUNCTION hub.is_held(one hub.leases) RETURNS boolean
        LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
        SELECT one.ended IS NULL AND (one.until > clock_timestamp() OR hub.works_on(one.who, one.document)) $$;
    CREATE FUNCTION hub.holders(digest text) RETURNS SETOF text
        LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
        SELECT who FROM hub.leases WHERE document = digest AND hub.is_held(leases)
        UNION
        SELECT owner FROM hub.shelves
            WHERE document = digest AND kind = 'annotator' AND hub.works_on(owner, digest)
            AND NOT EXISTS (SELECT FROM hub.leases WHERE document = digest AND who = owner) $$;
    CREATE FUNCTION hub.is_free(digest text, people integer, person text) RETURNS boolean
        LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
        SELECT NOT EXISTS (SELECT FROM hub.leases WHERE document = digest AND who = person AND ended IS NOT NULL)
            AND coalesce(count(*) < people AND NOT bool_or(holder = person), true)
            FROM hub.holders(digest) AS holder $$;

    CREATE FUNCTION hub.take(wanted integer, spoken text, told_by text)
        RETURNS TABLE (document text, until timestamptz)
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    #variable_conflict use_column
    DECLARE
        one hub.portions;
        last bigint := 0;
        missing integer := least(wanted, 100);
        came integer;
        is_patient boolean := false;
    BEGIN
        WHILE missing > 0 LOOP
            IF is_patient THEN
                SELECT * INTO one FROM hub.portions WHERE number > last AND closed IS NULL
                    AND hub.has_free(number, people, spoken, told_by) ORDER BY number LIMIT 1 FOR UPDATE;
            ELSE
                SELECT * INTO one FROM hub.portions WHERE number > last AND closed IS NULL
                    AND hub.has_free(number, people, spoken, told_by) ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED;
            END IF;
            IF one.number IS NULL THEN
                -- What others were taking just now may be free for one more, or again.
                EXIT WHEN is_patient OR missing < least(wanted, 100);
                is_patient := true;
                last := 0;
                CONTINUE;
            END IF;
            last := one.number;
            UPDATE hub.portions SET takes = takes + 1 WHERE number = one.number;
            RETURN QUERY
                INSERT INTO hub.leases (document, who, until)
                SELECT pooled.document, session_user, clock_timestamp() + one.lease FROM hub.pooled
                WHERE portion = one.number AND hub.is_free(pooled.document, one.people, session_user)
                ORDER BY pooled.document
                RETURNING leases.document, leases.until;
            GET DIAGNOSTICS came = ROW_COUNT;
            missing := missing - came;
        END LOOP;
    END $$;
    CREATE FUNCTION hub.has_free(number bigint, people integer, spoken text, told_by text) RETURNS boolean
        LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
        SELECT EXISTS (SELECT FROM hub.pooled WHERE portion = number AND hub.is_free(document, people, session_user))
            AND (spoken IS NULL OR spoken = (SELECT language FROM hub.portions AS one WHERE one.number = $1))
            AND (told_by IS NULL OR EXISTS (SELECT FROM hub.pooled WHERE portion = number AND source = told_by)) $$;

    CREATE FUNCTION hub.give_back(digest text, person text) RETURNS integer
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DECLARE count integer;
    BEGIN
        IF person <> session_user AND NOT hub.is_a('lead') THEN
            RAISE EXCEPTION 'only a lead gives back what others have' USING ERRCODE = '42501';
        END IF;
        UPDATE hub.leases SET ended = clock_timestamp()
            WHERE document = digest AND who = person AND ended IS NULL;
        GET DIAGNOSTICS count = ROW_COUNT;
        RETURN count;
    END $$;

    CREATE FUNCTION hub.pool_stands() RETURNS TABLE (documents bigint, open bigint, free_for_me bigint)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        SELECT count(*), count(*) FILTER (WHERE closed IS NULL),
            count(*) FILTER (WHERE closed IS NULL AND hub.is_free(document, people, session_user))
        FROM hub.pooled JOIN hub.portions ON number = portion $$;
    CREATE FUNCTION hub.my_leases() RETURNS TABLE (document text, until timestamptz, is_held boolean)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        SELECT DISTINCT ON (document) document, nullif(until, 'infinity'), hub.is_held(leases) FROM hub.leases
        WHERE who = session_user ORDER BY document, number DESC $$;

    ALTER TABLE hub.leases ENABLE ROW LEVEL SECURITY;
    CREATE POLICY who_sees ON hub.leases FOR SELECT USING (
        who = session_user OR (SELECT hub.is_a('lead') OR hub.is_a('adjudicator') OR hub.is_a('reader'))
    );
    CREATE POLICY leads_know_who_has_what ON hub.leases FOR INSERT WITH CHECK ((SELECT hub.is_a('lead')));
    CREATE POLICY takers_say_so ON hub.things FOR INSERT WITH CHECK (
        author = session_user AND kind = 'assignment' AND shelf IN (
            SELECT number FROM hub.shelves WHERE owner = session_user AND kind = 'annotator'
            AND document IN (SELECT leases.document FROM hub.leases WHERE who = session_user)
        )
    );

    REVOKE ALL ON FUNCTION hub.works_on(text, text), hub.is_held(hub.leases), hub.holders(text),
        hub.is_free(text, integer, text), hub.has_free(bigint, integer, text, text), hub.take(integer, text, text),
        hub.give_back(text, text), hub.pool_stands(), hub.my_leases() FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION hub.take(integer, text, text), hub.give_back(text, text)
        TO {lead}, {adjudicator}, {annotator};
    GRANT EXECUTE ON FUNCTION hub.pool_stands(), hub.my_leases() TO {lead}, {adjudicator}, {annotator}, {reader};
    GRANT SELECT ON hub.leases TO {lead}, {adjudicator}, {annotator}, {reader};
    GRANT SELECT ON hub.portions, hub.pooled TO {lead};
    GRANT INSERT (language, people, lease), UPDATE (closed) ON hub.portions TO {lead};
    GRANT INSERT ON hub.pooled TO {lead};
    GRANT INSERT (document, who, until) ON hub.leases TO {lead};
"""
"""The step; `hub.take` answers at most `MOST_AT_ONCE` portions."""
