"""Belonging to a hub: joining it with a corpus or for a new one, and how the two stand."""

import time
from contextlib import AbstractContextManager
from pathlib import Path

from msgspec import Struct

from corpus_tool.errors import NotFoundError, RefusedError
from corpus_tool.hub.addresses import without_password
from corpus_tool.hub.hub import Hub
from corpus_tool.hub.things import Kind, Thing
from corpus_tool.store.copying import refuse_existing
from corpus_tool.store.store import Store
from corpus_tool.workbench.hub_packing import OF_THE_CORPUS, PackedSchema, unpacked
from corpus_tool.workbench.hub_pulling import adopt_schemas, behind


class Standing(Struct, frozen=True):
    """How a corpus and its hub stand."""

    address: str
    me: str
    roles: list[str]
    to_push: int
    """Revisions here since the last push."""
    to_pull: int
    """Shelves there with something that is not here."""
    opened: int
    """Documents whose layers everybody may see."""
    clock_apart: float
    """Seconds by which the server's clock is ahead of this machine's."""


def hub_of(store: Store, *, clear_text: bool = False) -> AbstractContextManager[Hub]:
    """The hub that a corpus joined. Raises NotFoundError where it joined none."""
    membership = store.hub_state.membership()
    if membership is None:
        raise NotFoundError(f"{store.path} belongs to no hub yet; `corpus-tool hub join ADDRESS` joins one.")
    return Hub.at(membership.address, clear_text=clear_text)


def join(store: Store, hub: Hub, address: str) -> None:
    """Let a corpus belong to a hub. Raises RefusedError where the two know one schema differently, or none together."""
    schemas = _schemas(hub)
    ours = {(schema.name, schema.version) for schema, _ in store.schemas.adopted()}
    theirs = {(one.schema.name, one.schema.version) for one in (unpacked(thing, PackedSchema) for thing in schemas)}
    if theirs and not ours & theirs:
        raise RefusedError("This corpus and the hub know no schema together; join with a new file (--corpus NEW.db).")
    with store.writing():
        adopt_schemas(store, schemas)
        store.hub_state.join(hub.id, without_password(address))


def begin(path: Path, hub: Hub, address: str) -> Store:
    """Make a corpus that belongs to a hub, with nothing in it yet. Raises NotFoundError where nobody filled the hub."""
    refuse_existing(path)
    schemas = _schemas(hub)
    if not schemas:
        raise NotFoundError("The hub is empty: whoever leads joins it with a corpus first, and pushes.")
    first = unpacked(schemas[0], PackedSchema)
    store = Store.create(path, first.schema, first.at)
    join(store, hub, address)
    return store


def standing(store: Store, hub: Hub) -> Standing:
    """How the two stand."""
    membership = store.hub_state.membership()
    sent = membership.sent if membership else 0
    return Standing(
        address=membership.address if membership else "",
        me=hub.me,
        roles=sorted(role.value for role in hub.roles),
        to_push=store.hub_state.revisions_since(sent),
        to_pull=behind(store, hub),
        opened=hub.count_opened(),
        clock_apart=round(hub.clock() - time.time(), 1),
    )


def _schemas(hub: Hub) -> list[Thing]:
    """The schemas in the hub, in the order in which they came into force."""
    mark = hub.mark_of(OF_THE_CORPUS)
    found = hub.after([(OF_THE_CORPUS, mark, 0)]).things if mark else []
    return [thing for _, thing in found if thing.kind is Kind.SCHEMA]
