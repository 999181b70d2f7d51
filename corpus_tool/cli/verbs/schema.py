"""corpus-tool schema ...: what can be annotated, in which version, and the way from one to the next."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool.cli.options import AsOption, CorpusOption, JsonOption, open_corpus
from corpus_tool.errors import NotFoundError, UsageError
from corpus_tool.saying.counting import counted

if TYPE_CHECKING:
    from corpus_tool.model.schemas import Migration, Schema

GuidelinesOption = Annotated[
    Path | None,
    typer.Option("--guidelines", metavar="FILE", help="Guidelines in Markdown: a heading for each label, as `## ORG`."),
]

NewSchemaArgument = Annotated[Path | None, typer.Argument(metavar="[FILE]", help="A schema in TOML, of a new version.")]
RenameOption = Annotated[
    list[str] | None, typer.Option("--rename", metavar="OLD=NEW", help="Annotations take the new name; repeatable.")
]
MergeOption = Annotated[
    list[str] | None, typer.Option("--merge", metavar="OLD,OLD=NEW", help="Several become one; repeatable.")
]
SplitOption = Annotated[
    list[str] | None,
    typer.Option("--split", metavar="OLD=NEW,NEW", help="Put on a work list, for people to decide; repeatable."),
]
RemoveOption = Annotated[
    list[str] | None, typer.Option("--remove", metavar="OLD[,OLD]", help="Remove what has this name; repeatable.")
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and keep nothing of it.")]


def schema_show(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="[ID]", help="A label, event type or relation.")] = None,
    version: Annotated[
        str | None, typer.Option("--version", metavar="V", help="This one, not the one in force.")
    ] = None,
    guidelines: Annotated[bool, typer.Option("--guidelines", help="Print the guidelines, as Markdown.")] = False,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Show the schema in force, or one thing in it with its guidelines.

    \b
    corpus-tool schema show
    corpus-tool schema show ORG
    corpus-tool schema show --guidelines > guidelines.md
    """
    from corpus_tool.cli.console import say, say_json
    from corpus_tool.cli.schema_printing import print_schema, print_thing
    from corpus_tool.workbench.schemas import schema_named

    with open_corpus(context, corpus) as store:
        schema = schema_named(store, version) if version else store.schemas.current()
        adopted, markdown = store.schemas.all(), store.schemas.guidelines(schema)
    if guidelines:
        if not markdown:
            raise NotFoundError("There are no guidelines; `corpus-tool schema apply --guidelines FILE` brings them.")
        say(markdown.rstrip("\n"))
    elif json:
        say_json(schema)
    elif name:
        print_thing(schema, name, markdown)
    else:
        print_schema(schema, adopted)


def schema_check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A schema in TOML.")],
    guidelines: GuidelinesOption = None,
) -> None:
    """Say whether a schema file can be used; where not, in which line, at which key, and what was expected.

    \b
    corpus-tool schema check war-2.toml
    corpus-tool schema check war-2.toml --guidelines war-2.md
    """
    from corpus_tool.cli.console import say, talk
    from corpus_tool.model.guidelines import unexplained
    from corpus_tool.workbench.schemas import guidelines_from_file, schema_from_file

    schema = schema_from_file(file)
    say(
        f"{file}: {schema.name} {schema.version}, {counted(len(schema.labels), 'label')},"
        f" {counted(len(schema.events), 'event type')},"
        f" {counted(len(schema.relations), 'relation')}."
    )
    if guidelines and (missing := unexplained(guidelines_from_file(guidelines), schema)):
        talk(f"{guidelines} has no section for {', '.join(missing)}.")


def schema_diff(
    context: typer.Context,
    a: Annotated[str, typer.Argument(metavar="A", help="A file, or a version in the corpus.")],
    b: Annotated[str | None, typer.Argument(metavar="[B]", help="The same. Without it: in force, then A.")] = None,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Say what is different between two schemas.

    \b
    corpus-tool schema diff war-2.toml
    corpus-tool schema diff 1.0.0 1.1.0
    """
    from corpus_tool.cli.console import say, say_json
    from corpus_tool.model.schema_diff import differences
    from corpus_tool.workbench.schemas import schema_named

    with open_corpus(context, corpus) as store:
        old = store.schemas.current() if b is None else schema_named(store, a)
        new = schema_named(store, a if b is None else b)
    found = differences(old, new)
    if json:
        say_json(found)
        return
    signs = {"added": "+", "removed": "-", "changed": "~"}
    for one in found:
        say(f"{signs[one.how]} {one.what}{': ' * bool(one.fields)}{', '.join(one.fields)}")
    if not found:
        say("No difference.")


def schema_apply(
    context: typer.Context,
    file: NewSchemaArgument = None,
    rename: RenameOption = None,
    merge: MergeOption = None,
    split: SplitOption = None,
    remove: RemoveOption = None,
    guidelines: GuidelinesOption = None,
    dry_run: DryRunOption = False,
    name: AsOption = None,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Put a schema in force, and bring the annotations along.

    What becomes of names that are gone is said by [[migration]] tables in the file (from = ["WEA", "VEH"],
    to = ["ARM"]), or here. A name may be led by what it is: label:ORG, type:Life.Die, relation:coreference,
    role:Attacker, role:Conflict.Attack/Attacker, attribute:side, value:polarity/negated, subtype:ORG/Militia. Where a
    name that is still used would be gone, nothing is changed and the uses are counted. All steps together are one
    revision in each layer and can be undone there.

    \b
    corpus-tool schema apply war-2.toml --dry-run
    corpus-tool schema apply war-2.toml --merge WEA,VEH=ARM --rename role:Attacker=Agent
    corpus-tool schema apply --guidelines guidelines.md
    """
    from corpus_tool.cli.console import progress_bar, say_json
    from corpus_tool.cli.schema_printing import print_migration, talk_of_guidelines
    from corpus_tool.cli.settings import annotator_name
    from corpus_tool.workbench.migrating import put_in_force
    from corpus_tool.workbench.schemas import guidelines_from_file, schema_from_file

    markdown = guidelines_from_file(guidelines) if guidelines else ""
    steps, removals = [*(rename or []), *(merge or []), *(split or [])], remove or []
    if file is None:
        if not markdown or steps or removals:
            raise UsageError("Name a schema FILE of a new version, or bring --guidelines for the schema in force.")
        _explain(context, corpus, markdown)
        return
    schema, who = schema_from_file(file), annotator_name(name)
    with open_corpus(context, corpus) as store, progress_bar("migrating") as tell:
        extra = _migrations(steps, removals, store.schemas.current())
        report = put_in_force(store, schema, who, guidelines=markdown, extra=extra, is_trial=dry_run, tell=tell)
    if markdown:
        talk_of_guidelines(markdown, schema)
    if json:
        say_json(report)
    else:
        print_migration(report, schema.name, is_trial=dry_run)


def _explain(context: typer.Context, corpus: Path | None, markdown: str) -> None:
    """Keep guidelines for the schema in force, and say what they do not explain."""
    from corpus_tool.cli.console import say
    from corpus_tool.cli.schema_printing import talk_of_guidelines
    from corpus_tool.workbench.surroundings import utc_now

    with open_corpus(context, corpus) as store:
        with store.writing():
            store.schemas.explain(markdown, utc_now())
        schema = store.schemas.current()
    talk_of_guidelines(markdown, schema)
    say(f"Guidelines for {schema.name} {schema.version} are kept.")


def _migrations(steps: list[str], removals: list[str], schema: "Schema") -> "list[Migration]":
    from corpus_tool.workbench.schemas import migration_of

    return [
        *(migration_of(words, schema) for words in steps),
        *(migration_of(words, schema, removes=True) for words in removals),
    ]


def schema_work(context: typer.Context, json: JsonOption = False, corpus: CorpusOption = None) -> None:
    """List the annotations of which a label, role, attribute or value was split, until somebody has decided.

    \b
    corpus-tool schema work
    """
    from corpus_tool.cli.console import say_json, say_table, talk
    from corpus_tool.workbench.migrating import work_list

    with open_corpus(context, corpus) as store, store.reading():
        waiting = work_list(store)
    if json:
        say_json(waiting)
    elif waiting:
        say_table(
            ("document", "annotator", "id", "is", "becomes", "text"),
            [(w.document, w.annotator, w.annotation, w.name, " or ".join(w.choices), w.text) for w in waiting],
        )
    else:
        talk("Nothing waits to be split.")
