"""Laying a hub in a database, and letting people in."""

from typing import Literal

from psycopg import sql

from corpus_tool.errors import HubError
from corpus_tool.hub.connection import Connection
from corpus_tool.hub.tables import STEPS
from corpus_tool.hub.things import Role
from corpus_tool.saying import tr

OWNER = "owner"
LONGEST_NAME = 63
"""Bytes of a name in PostgreSQL; longer ones are cut there, and two people would be one."""


def lay(connection: Connection) -> list[str]:
    """Make the roles and tables that are missing; answer the names of the steps taken. Whoever lays it is a lead."""
    with connection.transaction():
        roles = _roles(connection)
        for role in roles.values():
            _make_role(connection, role, "NOLOGIN")
        me = sql.Identifier(connection.info.user)
        connection.execute(sql.SQL("GRANT {}, {} TO {}").format(roles[OWNER], roles[Role.LEAD], me))
        connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS hub AUTHORIZATION {}").format(roles[OWNER]))
        connection.execute(sql.SQL("SET LOCAL ROLE {}").format(roles[OWNER]))
        connection.execute("CREATE TABLE IF NOT EXISTS hub.steps (name text PRIMARY KEY, at timestamptz DEFAULT now())")
        missing = [step for step in STEPS if step[0] not in taken(connection)]
        for name, statements in missing:
            connection.execute(sql.SQL(statements).format(**roles))
            connection.execute("INSERT INTO hub.steps (name) VALUES (%s)", (name,))
        connection.execute("RESET ROLE")
    return [name for name, _ in missing]


def name_anew(connection: Connection) -> None:
    """Let the hub be another one for every copy, which then looks through all: after it was restored from a backup.

    What copies know of how far they have read and sent is of the hub that was lost. Raises psycopg's errors for who
    did not lay it.
    """
    with connection.transaction():
        connection.execute(sql.SQL("SET LOCAL ROLE {}").format(_roles(connection)[OWNER]))
        connection.execute("UPDATE hub.about SET id = gen_random_uuid()")


def taken(connection: Connection) -> set[str]:
    """The names of the steps that the hub has been through."""
    return {str(name) for (name,) in connection.execute("SELECT name FROM hub.steps")}


def refuse_other_steps(connection: Connection) -> None:
    """Raise HubError where the hub is older or newer than this program."""
    there, known = taken(connection), {name for name, _ in STEPS}
    if there - known:
        raise HubError(tr("The hub was laid by a newer corpus-tool than this one; bring this one up to date."))
    if known - there:
        raise HubError(
            tr("The hub was laid by an older corpus-tool; its lead brings it up to date by `hub init ADDRESS`.")
        )


def let_in(connection: Connection, name: str, role: Role) -> bool:
    """Make a login for somebody and give it a role; answer whether the login is new. It has no password.

    Raises HubError for a name that PostgreSQL would cut, or where the login has another role here.
    """
    if len(name.encode()) > LONGEST_NAME:
        raise HubError(
            f"{name} is longer than the {LONGEST_NAME} bytes that a name in PostgreSQL has; a shorter one does."
        )
    with connection.transaction():
        roles = _roles(connection)
        others = [other for other in Role if other is not role and _has(connection, name, other)]
        if others:
            raise HubError(f"{name} is {others[0]} here; one person has one role. Take it back first: REVOKE in psql.")
        is_new = _make_role(connection, sql.Identifier(name), "LOGIN")
        connection.execute(sql.SQL("GRANT {} TO {}").format(roles[role], sql.Identifier(name)))
    return is_new


def _roles(connection: Connection) -> dict[str, sql.Identifier]:
    """The roles of this hub: a server may have several hubs, and roles are the server's."""
    names = {role: f"{connection.info.dbname}_{role}" for role in (OWNER, *Role)}
    if longest := max(len(name.encode()) for name in names.values()) > LONGEST_NAME:
        raise HubError(
            f"The database's name is too long by {longest - LONGEST_NAME} bytes; its roles are named after it."
        )
    return {role: sql.Identifier(name) for role, name in names.items()}


def _make_role(connection: Connection, role: sql.Identifier, may: Literal["LOGIN", "NOLOGIN"]) -> bool:
    (name,) = role._obj
    if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).fetchone():
        return False
    connection.execute(sql.SQL("CREATE ROLE {} " + may).format(role))
    return True


def _has(connection: Connection, name: str, role: Role) -> bool:
    row = connection.execute(
        "SELECT 1 FROM pg_auth_members JOIN pg_roles AS one ON one.oid = roleid"
        " JOIN pg_roles AS who ON who.oid = member WHERE one.rolname = %s AND who.rolname = %s",
        (f"{connection.info.dbname}_{role}", name),
    ).fetchone()
    return row is not None
