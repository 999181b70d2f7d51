"""Write commands.md, keys.md, formats.md, tables.md, measures.md and corpus-tool.1 in docs/ from the code.

    python scripts/make_docs.py

A test makes the same pages in memory and fails where a file differs, so a list in the docs is never out of date.
"""

import re
import sys
from collections.abc import Iterable, Sequence
from inspect import cleandoc
from pathlib import Path
from string import ascii_lowercase
from unicodedata import category, name

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from corpus_tool.agreement import Measure, known
from corpus_tool.agreement.explaining import REASONS, undefined
from corpus_tool.cli.program import app
from corpus_tool.formats import Format, formats
from corpus_tool.model.default_schema import default_schema
from corpus_tool.reports.frames import TABLES, Table
from corpus_tool.tui.adjudication.matters import KEYS as MATTERS_KEYS
from corpus_tool.tui.bindings import plans
from corpus_tool.tui.commands import GROUPS
from corpus_tool.tui.commands.base import Command
from corpus_tool.tui.keymap import known_layouts, usual_keyboard
from corpus_tool.tui.list_commands import COMMANDS as LIST_COMMANDS
from corpus_tool.tui.shelves import ListCommand

DOCS = Path(__file__).parents[1] / "docs"
NOTICE = "<!-- Written by scripts/make_docs.py from the code: change the code, then run it. -->"
TYPER_OWN = {"install_completion", "show_completion", "help"}
"""Options that Typer adds to every program; their wording is not ours."""
EXAMPLES = "\b\n"
"""What stands before the examples in a verb's docstring: Typer keeps the lines behind it as they are."""


def pages() -> dict[str, str]:
    """File name within docs/ to its content."""
    return {
        "commands.md": commands_page(),
        "keys.md": keys_page(),
        "formats.md": formats_page(),
        "tables.md": tables_page(),
        "measures.md": measures_page(),
        "corpus-tool.1": manual_page(),
    }


def measures_page() -> str:
    """Every measure of agreement."""
    return _page(
        "Measures",
        "What `corpus-tool agreement` can tell, by the names of `--measures` and of the JSON. Only documents that are"
        " done count; done with nothing marked is an answer, open is none.",
        "## Keys",
        "`NAME` alone is of everybody; `NAME[A,B]` of two; `NAME.mean`, `.min` and `.max` are over the pairs that have"
        " a figure; `NAME[A,rest]`, with three or more annotators, is the mean of the pairs that A is in; `NAME.pooled`"
        " adds up the counts of all pairs; `NAME{LABEL}` is of one label alone. Each has `value`, `low`, `high` (the"
        " interval: percentiles of figures over documents drawn with replacement, the same documents for all pairs),"
        " `n` and `reason`, and a `note` where there is more to say.",
        "## Why there is no figure",
        "\n".join(f"- `{why}`: {words}." for why, words in REASONS.items()),
        *(_measure(one) for one in known().values() if not one.name.startswith("semeval")),
        "## semeval_SCHEME_COUNT",
        _measure_body(known()["semeval_strict_f1"]),
        "SCHEME is `strict`, `exact`, `partial` or `ent_type`; COUNT is `correct`, `incorrect`, `partial`, `missed`,"
        " `spurious`, `precision`, `recall` or `f1`.",
    )


def _measure(one: Measure) -> str:
    return f"## {one.name}\n\n{_measure_body(one)}"


def _measure_body(one: Measure) -> str:
    why = ", ".join(f"`{reason}`" for reason in undefined(one))
    said = f" Source: {one.source}." if one.source else ""
    return f"{one.title}. {one.question}\n\n{one.definition}{said} `n` counts {one.items}. n/a: {why}."


def commands_page() -> str:
    """Every verb with its options and examples."""
    group = _program()
    return _page(
        "Commands",
        "`corpus-tool VERB [OPTIONS]`, or `python -m corpus_tool VERB [OPTIONS]`. Data goes to stdout; progress and"
        " refusals go to stderr. Every verb knows `-h` and `--help`; `corpus-tool --install-completion` sets up"
        " completion in your shell. Exit codes: [README](../README.md#exit-codes).",
        "## Before the verb",
        _options(group),
        *(part for title, verb in _verbs(group) for part in _verb(title, verb)),
    )


def _program() -> TyperGroup:
    group = typer.main.get_command(app)
    if not isinstance(group, TyperGroup):
        raise TypeError("The command line has one verb only; these pages are written for several.")
    return group


def manual_page() -> str:
    """Every verb with its options and examples, for `man`; its macros are those of man(7)."""
    group = _program()
    lines = [
        f'.\\" {NOTICE.removeprefix("<!-- ").removesuffix(" -->")}',
        ".TH CORPUS\\-TOOL 1",
        ".SH NAME",
        f"corpus\\-tool \\- {_roff((group.help or '')[:1].lower() + (group.help or '')[1:].rstrip('.'))}",
        ".SH SYNOPSIS",
        ".B corpus\\-tool",
        "VERB [OPTIONS]",
        ".SH OPTIONS",
        *_manual_options(group),
        ".SH VERBS",
        *(line for title, verb in _verbs(group) for line in _manual_verb(title, verb)),
    ]
    return "\n".join(lines) + "\n"


def _manual_verb(title: str, verb: TyperCommand) -> Iterable[str]:
    _, usage, words, _, examples = _verb(title, verb)
    yield f".SS {_roff(usage.strip('`'))}"
    for paragraph in words.split("\n\n"):
        yield from (".PP", _roff(" ".join(paragraph.split())))
    yield from _manual_options(verb)
    yield from (".PP", ".nf", *(f".RS 4\n{_roff(line)}\n.RE" for line in examples.split("\n")[1:-1]), ".fi")


def _manual_options(command: TyperCommand | TyperGroup) -> Iterable[str]:
    for one in command.params:
        if one.name not in TYPER_OWN:
            yield from (".TP", f"\\fB{_roff(_spelling(one))}\\fR", _roff(str(getattr(one, "help", ""))))


def _roff(text: str) -> str:
    """The same text where backslashes, hyphens and what begins a line mean something."""
    plain = text.replace("\\", "\\e").replace("-", "\\-").replace("`", "")
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain


def _verbs(group: TyperGroup, before: str = "") -> Iterable[tuple[str, TyperCommand]]:
    """Every verb by its full name: `export`, `schema show`."""
    for word, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from _verbs(command, f"{before}{word} ")
        elif isinstance(command, TyperCommand):
            yield f"{before}{word}", command


def _verb(title: str, verb: TyperCommand) -> list[str]:
    words, _, examples = (verb.help or "").partition(EXAMPLES)
    arguments = " ".join(str(one.metavar) for one in verb.params if not isinstance(one, TyperOption))
    usage = f"corpus-tool {title} {arguments}".strip()
    return [f"## {title}", f"`{usage}`", words.strip(), _options(verb), f"```sh\n{examples.strip()}\n```"]


def _options(command: TyperCommand | TyperGroup) -> str:
    rows = [
        (f"`{_spelling(one)}`", str(getattr(one, "help", "")), _default(one.default))
        for one in command.params
        if one.name not in TYPER_OWN
    ]
    return _table(("argument or option", "what it is for", "else"), rows)


def _spelling(parameter: object) -> str:
    """`--to FOLDER`, `--json`, `FILES...`."""
    metavar = str(getattr(parameter, "metavar", None) or "")
    options = ", ".join(getattr(parameter, "opts", ())) if isinstance(parameter, TyperOption) else ""
    return f"{options} {metavar}".strip()


def _default(value: object) -> str:
    return f"`{value}`" if isinstance(value, str | Path) else ""


def keys_page() -> str:
    """Every key of the annotation screen, and what it is under other keyboard layouts."""
    schema = default_schema()
    return _page(
        "Keys",
        "ctrl+q leaves everywhere; nothing needs to be saved. While a question stands at the foot of the screen, the"
        " keys shown answer it, backspace takes the last one back, escape drops the question.",
        "## In the list of documents",
        "The arrows, page up, page down, home and end move; enter or two clicks open. The letters are the list's own.",
        _command_table(LIST_COMMANDS),
        "## Adjudicating",
        "`corpus-tool adjudicate` and `j` in the list open this. In the text, reached by `escape`, the keys of a"
        " document work on the gold layer.",
        _table(("keys", "what"), [(_strokes(keys.split()), what) for keys, what in MATTERS_KEYS]),
        "In a document:",
        *(
            part
            for heading, commands in GROUPS.items()
            for part in (
                f"## {heading}",
                _command_table(commands),
            )
        ),
        "The mouse works too: a click selects a word, dragging extends the selection.",
        f"## Labels of the schema {schema.name}",
        "Lower-case letters and digits belong to the labels of the corpus's schema; these are those of the default one."
        " The key marks the selection. A digit that is no label's key counts: 3 and shift+left extends over three"
        " words, and 3 and a label's key marks three words from where the selection begins.",
        _table(("key", "label", "what"), [(f"`{one.key}`", one.id, one.definition) for one in schema.labels]),
        f"## Event types of the schema {schema.name}",
        "After `E`, which makes the selection the trigger of an event.",
        _table(("key", "event type", "what"), [(f"`{one.key}`", one.id, one.definition) for one in schema.events]),
        "## Other keyboard layouts",
        "A key is known by its place: with an Arabic (101) or Hebrew (SI-1452) layout active, the letters below are"
        " read as the Latin ones in their row. Digits of any script are digits.",
        _layouts(),
        _unreachable(),
        "In the settings file, `keyboards` names the layouts to read, the first of them believed where two disagree:"
        f" {', '.join(f'`{name}`' for name in known_layouts())} come with the tool. `[layouts.NAME]` is one of your"
        " own: Latin keys, and in the same order what the layout sends for them.",
        '```toml\n[layouts.mine]\ntitle = "My layout"\nrows = [["qwerty", "ضصثقفغ"], ["asdfgh", "شسيبلا"]]\n```',
        "## Keymaps and keys of your own",
        "`keymap` in the settings file chooses one; so does the palette, for as long as the annotator is open."
        " `corpus-tool keys` lists the keys in force.",
        _table(
            ("keymap", "what", "adds"),
            [
                (f"`{name}`", plan.title, "; ".join(f"{one} {_strokes(keys)}" for one, keys in plan.keys.items()))
                for name, plan in plans().items()
            ],
        ),
        "A key that a keymap gives to another command is found behind `g`. Under `[keys]` the name of a command has the"
        " keys it gets instead of its own. A key of two commands, or of a command and a label, is refused.",
        '```toml\nkeymap = "vim"\n\n[keys]\nundo = ["u", "ctrl+z"]\n"corpus-search" = ["g s"]\n```',
    )


def _strokes(keys: Iterable[str]) -> str:
    return " ".join(f"`{key}`" for key in keys)


def _command_table(commands: Iterable[type[Command] | type[ListCommand]]) -> str:
    """What each command is, and the keys it is had by."""
    rows = [(_strokes(one.keys), one.title, cleandoc(one.__doc__ or ""), _name(one)) for one in commands]
    return _table(("keys", "what", "more", "name"), rows)


def _name(command: type[Command] | type[ListCommand]) -> str:
    return command.name() if issubclass(command, Command) else ""


def _layouts() -> str:
    arabic, hebrew = (layout.sent for layout in usual_keyboard().layouts.values())
    keys = [*ascii_lowercase, *sorted({*arabic, *hebrew} - {*ascii_lowercase})]
    return _table(
        ("key", "Arabic (101)", "Hebrew (SI-1452)"),
        [(_code(key), _shown(arabic.get(key, "")), _shown(hebrew.get(key, ""))) for key in keys],
    )


def _code(key: str) -> str:
    return f"`{key}`" if key != "`" else "`` ` ``"


def _shown(character: str) -> str:
    """The character; one that does not stand alone by its name."""
    if not character:
        return ""
    stands_alone = category(character).startswith("L") and not character.isspace()
    return character if stands_alone else f"U+{ord(character):04X} {name(character).lower()}"


def _unreachable() -> str:
    """What the layouts cannot press by themselves."""
    arabic = known_layouts()["arabic-101"]
    capitals = sorted(
        key
        for commands in GROUPS.values()
        for one in commands
        for key in one.keys
        if len(key) == 1 and key.isupper() and key not in arabic.sent
    )
    otherwise = ", ".join(f"`{sent}` as `{latin}`" for sent, latin in usual_keyboard().otherwise.items())
    return (
        "The Hebrew layout sends Latin capitals with shift. Arabic (101) has no letter with shift on some keys"
        f" ({_strokes(capitals)}): there, the key left of 1 and then the letter is the capital. What the Hebrew layout"
        f" sends for q and w is read so wherever it means nothing else: {otherwise}. The lam-alef keys are read as `b`"
        " `T` `G` `B` also where a system sends two letters for them at once, as Windows does."
    )


def formats_page() -> str:
    """Every file format: what it is, what it reads and writes, what it loses."""
    return _page(
        "Formats",
        "What `import` reads and `export --format NAME` writes. A file is read by its ending, or by"
        " `import --format NAME`. What a format cannot hold"
        " is counted and listed before anything is written, and then nothing is written unless `--allow-loss` is given;"
        " the list is then a file beside the others, `LAYERS.FORMAT.losses.tsv`.",
        _table(
            ("name", "what", "ending", "import", "export", "needs"),
            [
                (
                    f"`{one.name}`",
                    one.title,
                    " ".join(f"`{suffix}`" for suffix in one.suffixes),
                    _yes(one.read),
                    _yes(one.write),
                    f"`pip install 'corpus-tool[{one.need.extra}]'`" if one.need else "",
                )
                for one in _all()
            ],
        ),
        *(part for one in _all() for part in (f"## {one.name}", _manual(one), _losses(one)) if part),
    )


def tables_page() -> str:
    """Every table that Python gets of a corpus, and its columns."""
    return _page(
        "Tables",
        "What `Corpus` answers with: polars frames ([Python](python.md)). Offsets are code points, half-open.",
        *(part for name, table in TABLES.items() for part in _columns(name, table)),
    )


def _columns(name: str, table: Table) -> Iterable[str]:
    rows = [(f"`{column.name}`", _type(column.type), column.what) for column in table.columns]
    return (f"## {name}", f"A row is {table.what}.", _table(("column", "type", "what"), rows))


def _type(type: object) -> str:
    """`String`, `List(Struct(start, end))`."""
    return re.sub(r"\{(.*?)\}", lambda found: ", ".join(re.findall("'(.+?)'", found[1])), str(type))


def _all() -> list[Format]:
    return list(formats().values())


def _yes(ability: object) -> str:
    return "yes" if ability else "no"


def _manual(format: Format) -> str:
    """The docstring of the format's module, or of its package where it is one."""
    ability = format.write or format.read
    module = sys.modules[".".join(ability.__module__.split(".")[:3])] if ability else None
    return cleandoc((module.__doc__ if module else None) or "").replace("`docs/format.md`", "[format.md](format.md)")


def _losses(format: Format) -> str:
    if not format.write:
        return ""
    return f"Lost on export: {'; '.join(format.lost_in_words()) or 'nothing'}."


def _page(title: str, *parts: str) -> str:
    return "\n\n".join((NOTICE, f"# {title}", *parts)) + "\n"


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def main() -> None:
    """Write every page."""
    for file, content in pages().items():
        (DOCS / file).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
