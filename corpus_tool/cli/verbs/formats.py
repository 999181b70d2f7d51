"""corpus-tool formats: what can be read and written, and what each format loses."""

from typing import TYPE_CHECKING

from corpus_tool.cli.options import JsonOption

if TYPE_CHECKING:
    from corpus_tool.formats import Format


def formats(json: JsonOption = False) -> None:
    """List the formats: their names for --format, whether they are read and written, and what each loses.

    \b
    corpus-tool formats
    corpus-tool formats --json
    """
    from corpus_tool import formats as registry
    from corpus_tool.cli.console import say, say_json, say_table

    known = list(registry.formats().values())
    if json:
        say_json([_facts(one) for one in known])
        return
    say_table(
        ["name", "import", "export", "what"],
        [[one.name, "yes" if one.read else "-", "yes" if one.write else "-", one.title] for one in known],
    )
    for one in known:
        if one.write:
            say(f"{one.name} loses {'; '.join(one.lost_in_words()) or 'nothing'}.")


def _facts(one: "Format") -> dict[str, object]:
    return {
        "name": one.name,
        "title": one.title,
        "suffixes": one.suffixes,
        "reads": one.read is not None,
        "writes": one.write is not None,
        "loses": one.lost_in_words() if one.write else [],
        "extra": one.need.extra if one.need else None,
    }
