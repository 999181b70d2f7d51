"""Steps that let PostgreSQL's planner forget whose things are whose, and how many.

It counts how often a value stands in a column, and `EXPLAIN` tells everybody what it expects of `owner = 'sami'`: how
many documents he works on, whatever row-level security hides. So it counts nothing in columns that name people, nor in
the one that would tell how many work on a document. What it expects there without is good enough for the indexes.
"""

QUIET = """
    ALTER TABLE hub.shelves ALTER COLUMN owner SET STATISTICS 0, ALTER COLUMN document SET STATISTICS 0;
    ALTER TABLE hub.things ALTER COLUMN author SET STATISTICS 0, ALTER COLUMN pushed_by SET STATISTICS 0;
    ALTER TABLE hub.leases ALTER COLUMN who SET STATISTICS 0, ALTER COLUMN document SET STATISTICS 0;
"""
"""The step."""

EVEN = """
    ALTER TABLE hub.things ALTER COLUMN shelf SET STATISTICS 1;
"""
"""The step: how full a shelf is, by its number, which tells nobody's name. The planner has to know how many there are,
or it would read all things for those of one; the least it counts beside that is the fullest one."""
