"""Schemas and migrations in words."""

from corpus_tool.cli.console import say, say_table, talk
from corpus_tool.errors import NotFoundError
from corpus_tool.model.guidelines import sections, unexplained
from corpus_tool.model.schemas import EventType, Label, RelationType, Schema
from corpus_tool.saying.counting import counted
from corpus_tool.store.schemas import AdoptedSchema
from corpus_tool.workbench.migrating import MigrationReport

MANY_PROBLEMS = 20
"""How many broken rules are told one by one."""


def print_schema(schema: Schema, adopted: list[AdoptedSchema]) -> None:
    """Everything that can be annotated, a line each, and the versions there were."""
    say(f"{schema.name} {schema.version}")
    for one in adopted:
        say(f"  {one.version} in force since {one.adopted_at[:16]}{', with guidelines' * one.has_guidelines}")
    rows: list[tuple[str, str, str, str, str]] = [
        *(("label", one.id, one.key, f"{counted(len(one.subtypes), 'subtype')}", _name(one)) for one in schema.labels),
        *(("type", one.id, one.key, f"{counted(len(one.roles), 'role')}", _name(one)) for one in schema.events),
        *(("relation", one.id, "", "", _name(one)) for one in schema.relations),
        *(("role", one.id, "", "of every event", one.names.get("en", "")) for one in schema.common_roles),
        *(
            ("attribute", one.id, "", counted(len(one.values), "value"), one.names.get("en", ""))
            for one in schema.attributes
        ),
    ]
    say_table(("what", "id", "key", "with", "name"), rows)


def print_thing(schema: Schema, name: str, guidelines: str) -> None:
    """One label, event type or relation: what it means, what it has, and its section in the guidelines."""
    tables = (schema.label_by_id, schema.event_by_id, schema.relation_by_id)
    thing = next((table[name] for table in tables if name in table), None)
    if thing is None:
        raise NotFoundError(f"{schema.name} {schema.version} has no label, event type or relation {name!r}.")
    say(f"{name}: {', '.join(thing.names.values())}")
    say(thing.definition)
    if isinstance(thing, Label) and thing.subtypes:
        say(f"subtypes: {', '.join(subtype.id for subtype in thing.subtypes)}")
    if isinstance(thing, EventType):
        say(f"roles: {', '.join(schema.roles_of(name))}")
    if section := sections(guidelines).get(name):
        say()
        say(section)


def print_migration(report: MigrationReport, name: str, *, is_trial: bool) -> None:
    """What was done, what is left to people, and what breaks a rule now."""
    for step in report.steps:
        waiting = f"; {step.waiting} wait in `corpus-tool schema work`" if step.waiting else ""
        say(f"{step.title}: {counted(step.annotations, 'annotation')} in {counted(step.layers, 'layer')}{waiting}")
    for problem in report.problems[:MANY_PROBLEMS]:
        talk(f"problem: {problem.document}, {problem.annotator}, {problem.annotation}: {problem.message}")
    if len(report.problems) > MANY_PROBLEMS:
        talk(f"... and {counted(len(report.problems) - MANY_PROBLEMS, 'more problem')}; --json lists them all.")
    would = "would be" if is_trial else "is"
    say(f"{name} {report.new} {would} in force, after {report.old}.")


def talk_of_guidelines(markdown: str, schema: Schema) -> None:
    """Say which labels the guidelines do not explain."""
    if missing := unexplained(markdown, schema):
        talk(f"The guidelines have no section for {', '.join(missing)}.")


def _name(thing: Label | EventType | RelationType) -> str:
    return thing.names.get("en", "")
