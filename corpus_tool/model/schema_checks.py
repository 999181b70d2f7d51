"""What a schema may not say, though each of its fields is of the right kind."""

from collections.abc import Iterator
from typing import Any

from corpus_tool.model.rules import RULES
from corpus_tool.model.schema_places import Place
from corpus_tool.model.schemas import ATTRIBUTE_KINDS, EVENT_FILLER, SUBTYPE, Role, Schema

Problem = tuple[Place, str]
"""Where in the file, and what is wrong there."""


def contradictions(schema: Schema) -> Iterator[Problem]:
    """Every problem of a schema."""
    yield from _bad_names(schema)
    yield from _repeated(schema)
    yield from _unknown_fillers(schema)
    yield from _unknown_owners(schema)
    yield from _unknown_ends(schema)
    yield from _unknown_rules(schema)
    yield from _bad_keys(schema)
    yield from _impossible_attributes(schema)
    yield from _named_for_nothing(schema)
    yield from _impossible_roles(schema)
    yield from _bad_migrations(schema)


def _bad_names(schema: Schema) -> Iterator[Problem]:
    """Names that are empty, or hold what no screen shows."""
    names: list[tuple[Place, str]] = [
        (("schema", "name"), schema.name),
        (("schema", "version"), schema.version),
        *((("entity", number, "id"), one.id) for number, one in enumerate(schema.labels)),
        *(
            (("entity", number, "subtypes", place, "id"), one.id)
            for number, label in enumerate(schema.labels)
            for place, one in enumerate(label.subtypes)
        ),
        *((("event", number, "id"), one.id) for number, one in enumerate(schema.events)),
        *((place, role.id) for place, role in _placed_roles(schema)),
        *((("attribute", number, "id"), one.id) for number, one in enumerate(schema.attributes)),
        *((("relation", number, "id"), one.id) for number, one in enumerate(schema.relations)),
    ]
    for place, name in names:
        if not name.strip() or not name.isprintable():
            yield place, f"{name!r} is no name; it needs letters, and nothing that no screen shows"


def _placed_roles(schema: Schema) -> Iterator[tuple[Place, Role]]:
    for number, role in enumerate(schema.common_roles):
        yield ("common_role", number), role
    for number, event in enumerate(schema.events):
        for place, role in enumerate(event.roles):
            yield ("event", number, "roles", place), role


def _impossible_attributes(schema: Schema) -> Iterator[Problem]:
    """Attributes that nothing can be given, or whose default is none of their values."""
    for number, one in enumerate(schema.attributes):
        place: Place = ("attribute", number)
        if one.id == SUBTYPE:
            yield (*place, "id"), f"{SUBTYPE!r} is kept for the subtypes of labels; give the attribute another name"
        if one.type == "choice" and not one.values:
            yield (*place, "id"), f"attribute {one.id}: a choice needs values; free text is type = 'string'"
        if len(set(one.values)) < len(one.values):
            yield (*place, "values"), f"attribute {one.id}: a value is given twice"
        if one.type == "choice" and one.default is not None and one.values and one.default not in one.values:
            known = ", ".join(one.values)
            yield (*place, "default"), f"attribute {one.id}: default {one.default!r} is none of its values ({known})"


def _named_for_nothing(schema: Schema) -> Iterator[Problem]:
    """Translations of what there is not: values, families, topics of advice."""
    for number, one in enumerate(schema.attributes):
        for value in one.value_names.keys() - set(one.values):
            wrong = f"attribute {one.id}: {value!r} is none of its values ({', '.join(one.values)})"
            yield ("attribute", number, "value_names", value), wrong
    for topic in schema.topics.keys() - schema.guidelines.keys():
        yield ("topics", topic), f"[guidelines] has no {topic!r} that this could name"
    families = dict.fromkeys(event.family for event in schema.events)
    for family in schema.families.keys() - families.keys():
        yield ("families", family), f"no event type is of the family {family!r} (there are: {', '.join(families)})"
    for language, advice in schema.guidelines_in.items():
        for topic in advice.keys() - schema.guidelines.keys():
            yield ("guidelines_in", language, topic), f"[guidelines] has no {topic!r} that this could translate"


def _impossible_roles(schema: Schema) -> Iterator[Problem]:
    """Roles that no number of arguments can fill."""
    for place, role in _placed_roles(schema):
        if role.min < 0 or role.max < 0 or 0 < role.max < role.min:
            wrong = f"min {role.min}, max {role.max}; both are 0 or more, and max is 0 (any number) or at least min"
            yield place, f"role {role.id}: {wrong}"


def _repeated(schema: Schema) -> Iterator[Problem]:
    """Ids and keys that are given twice within their table."""
    tables: list[tuple[str, Place, tuple[Any, ...]]] = [
        ("entity", ("entity",), schema.labels),
        ("event", ("event",), schema.events),
        ("attribute", ("attribute",), schema.attributes),
        ("relation", ("relation",), schema.relations),
        ("common_role", ("common_role",), schema.common_roles),
        *(
            (f"subtypes of {label.id}", ("entity", number, "subtypes"), label.subtypes)
            for number, label in enumerate(schema.labels)
        ),
        *(
            (f"roles of {event.id}", ("event", number, "roles"), (*event.roles, *schema.common_roles))
            for number, event in enumerate(schema.events)
        ),
    ]
    for table, place, rows in tables:
        for column in ("id", "key"):
            seen: set[str] = set()
            for number, row in enumerate(rows):
                value = getattr(row, column, "")
                if value and value in seen:
                    yield (*place, number, column), f"{table}: {column} {value!r} is given twice"
                seen.add(value)


def _unknown_fillers(schema: Schema) -> Iterator[Problem]:
    """Role fillers that no entity defines."""
    known = {*schema.label_by_id, EVENT_FILLER}
    owners: list[tuple[str, Place, tuple[Role, ...]]] = [
        ("common_role", ("common_role",), schema.common_roles),
        *((event.id, ("event", number, "roles"), event.roles) for number, event in enumerate(schema.events)),
    ]
    for owner, place, roles in owners:
        for number, role in enumerate(roles):
            for filler in role.fillers:
                if filler not in known:
                    wrong = f"filler {filler!r} is no entity (known: {', '.join(sorted(known))})"
                    yield (*place, number, "fillers"), f"role {role.id} of {owner}: {wrong}"


def _unknown_owners(schema: Schema) -> Iterator[Problem]:
    """Attributes that are on something no table defines."""
    known = {*ATTRIBUTE_KINDS, *schema.label_by_id, *schema.event_by_id}
    for number, attribute in enumerate(schema.attributes):
        for owner in attribute.on:
            if owner not in known:
                wrong = f"attribute {attribute.id}: on {owner!r} is neither entity, event nor a label"
                yield ("attribute", number, "on"), wrong


def _unknown_ends(schema: Schema) -> Iterator[Problem]:
    """Ends of relations that no table defines."""
    known = {*schema.label_by_id, *schema.event_by_id, EVENT_FILLER}
    for number, relation in enumerate(schema.relations):
        for column, ends in (("source", relation.source), ("target", relation.target)):
            for end in ends:
                if end not in known:
                    wrong = f"{column} {end!r} of {relation.id} is neither an entity, an event type nor {EVENT_FILLER}"
                    yield ("relation", number, column), wrong


def _unknown_rules(schema: Schema) -> Iterator[Problem]:
    """Weights of rules that there are not."""
    for name in schema.rules.weights:
        if name not in RULES:
            yield ("rules", "weights", name), f"there is no rule {name!r} (known: {', '.join(RULES)})"


def _bad_keys(schema: Schema) -> Iterator[Problem]:
    """Keys that cannot be pressed as one key."""
    keys: list[tuple[Place, str, str]] = [
        *((("entity", number, "key"), label.id, label.key) for number, label in enumerate(schema.labels)),
        *((("event", number, "key"), event.id, event.key) for number, event in enumerate(schema.events)),
    ]
    for place, id, key in keys:
        if not _pressable(key):
            yield place, f"{id}: key {key!r} is not made of lower-case letters and digits"
    yield from _beginnings(keys)


def _pressable(key: str) -> bool:
    return not key or (key.isascii() and key.isalnum() and key == key.lower())


def _beginnings(keys: list[tuple[Place, str, str]]) -> Iterator[Problem]:
    """Keys that begin another of their table: the longer one could never be typed."""
    for place, id, key in keys:
        for other_place, other, longer in keys:
            if key and longer != key and longer.startswith(key) and place[0] == other_place[0]:
                yield other_place, f"{other}: key {longer!r} begins with {key!r}, which is the key of {id}"


def _bad_migrations(schema: Schema) -> Iterator[Problem]:
    """Migrations that lead nowhere; those of earlier versions may lead to what was renamed again since."""
    for number, migration in enumerate(schema.migrations):
        place: Place = ("migration", number)
        if not migration.sources:
            yield (*place, "from"), "nothing is named that is to be migrated"
        if len(migration.sources) > 1 and len(migration.targets) > 1:
            yield (*place, "to"), "several names cannot become several at once; write a migration for each"
        if migration.part == "relation" and len(migration.targets) > 1:
            yield (*place, "to"), "a relation cannot be split"
        if migration.part == "value" and not migration.of:
            yield (*place, "of"), "a value belongs to an attribute; say which, as in of = 'polarity'"
        if migration.event and migration.part != "role":
            yield (*place, "event"), f"only a role has an event; a {migration.part} has `of`"
        if migration.of and migration.part not in ("value", "subtype", "attribute"):
            yield (*place, "of"), f"only a value, a subtype and an attribute have `of`; this is a {migration.part}"
