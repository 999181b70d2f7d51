"""The hub: a PostgreSQL database in which the copies of a corpus meet. The only folder that knows psycopg.

A *thing* is what travels: a document, a schema, a revision, a comment, a decision. It lies on a *shelf*: one
annotator's layer on one document with what is said about it, or what everybody may see of a document. Who may read a
shelf and put what on it is for the database to say, so it holds for any program that connects.
"""
