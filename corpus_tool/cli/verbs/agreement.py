"""corpus-tool agreement: how far annotators agree."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from corpus_tool.cli.at_hub import ClearTextOption
from corpus_tool.cli.hub_reading import HubOption, corpus_or_hub
from corpus_tool.cli.options import CorpusOption, InterfaceOption, JsonOption

if TYPE_CHECKING:
    from corpus_tool.agreement.scoring import Resampling
    from corpus_tool.agreement.study import Study
    from corpus_tool.store.store import Store
    from corpus_tool.workbench.measuring import Agreement, Filters, Unit

IN_SHORT = (
    "f1_strict",
    "f1_bounds",
    "f1_overlap_typed",
    "alpha",
    "label_percent",
    "ev_trig_id",
    "ev_trig_cls",
    "ev_arg_cls_attached",
    "ev_arg_cls_attached_on_shared",
)
"""What is shown where no measures are named."""


def agreement(
    context: typer.Context,
    between: Annotated[str, typer.Option("--between", metavar="A,B,...", help="Whom; everybody by default.")] = "",
    unit: Annotated[str, typer.Option("--unit", metavar="tokens|characters", help="What a position is.")] = "tokens",
    names: Annotated[
        str, typer.Option("--measures", metavar="NAME,...|all", help="Which; the most telling by default.")
    ] = "",
    labels: Annotated[str, typer.Option("--labels", metavar="NAME,...", help="Only these labels and types.")] = "",
    documents: Annotated[list[str] | None, typer.Option("--document", help="Only this one; again for more.")] = None,
    language: Annotated[list[str] | None, typer.Option("--language", help="Only documents in it: ar, he.")] = None,
    source: Annotated[list[str] | None, typer.Option("--source", help="Only documents of this source.")] = None,
    since: Annotated[str, typer.Option("--since", metavar="DAY", help="Documents of this day, month, year on.")] = "",
    until: Annotated[str, typer.Option("--until", metavar="DAY", help="Documents up to it, with all of it.")] = "",
    with_boilerplate: Annotated[
        bool, typer.Option("--with-boilerplate/--without-boilerplate", help="Whether lines of boilerplate count.")
    ] = True,
    ignore_marks: Annotated[
        bool, typer.Option("--ignore-marks", help="Borders that differ by combining marks alone are the same.")
    ] = False,
    include_assisted: Annotated[
        bool,
        typer.Option("--include-assisted", help="Work counts too that went on after seeing others' or suggestions."),
    ] = False,
    resamples: Annotated[
        int, typer.Option("--resamples", min=0, help="Draws of documents for an interval; 0 for none.")
    ] = 1000,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Of the draws: the same gives the same intervals.")] = 1,
    by_label: Annotated[bool, typer.Option("--by-label", help="Also show each label alone.")] = False,
    csv: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE|-", help="Write every figure as a row; `-` to stdout.")
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write a page with every disagreement in its sentence."),
    ] = None,
    explain: Annotated[str, typer.Option("--explain", metavar="NAME|all", help="Say what a measure is.")] = "",
    interface: InterfaceOption = None,
    hub: HubOption = False,
    clear_text: ClearTextOption = False,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Measure how far annotators agree on the documents that they have finished.

    The page of --html is in the language of the interface. Intervals are of 95 %, from documents drawn anew. What is
    not defined is n/a, with its reason. Work that went on after its annotator had seen another's layer or suggestions
    is left out, and counted. docs/measures.md has all measures.

    \b
    corpus-tool agreement
    corpus-tool agreement --between noa,sami --unit characters --by-label
    corpus-tool agreement --language ar --since 2026-01 --without-boilerplate
    corpus-tool agreement --measures all --json
    corpus-tool agreement --hub
    corpus-tool agreement --by-label --csv agreement.csv
    corpus-tool agreement --html agreement.html
    corpus-tool agreement --explain alpha
    """
    from corpus_tool.agreement.scoring import Resampling
    from corpus_tool.cli.agreement_printing import explain_named
    from corpus_tool.workbench.choosing import Choice
    from corpus_tool.workbench.measuring import Filters

    if explain:
        explain_named(explain)
        return
    targets = Targets(csv, html, json=json)
    targets.check()
    choice = Choice(
        languages=tuple(language or ()),
        sources=tuple(source or ()),
        since=since,
        until=until,
        keys=tuple(documents or ()),
        labels=_parts(labels),
    )
    filters = Filters(
        choice=choice, boilerplate=with_boilerplate, ignore_marks=ignore_marks, include_assisted=include_assisted
    )
    wanted = () if names == "all" else _parts(names) or IN_SHORT
    asked = Asked(_parts(between), _unit(unit), wanted, Resampling(resamples, seed), filters)
    with corpus_or_hub(context, corpus, hub=hub, clear_text=clear_text) as store:
        found = _measured(store, asked, html, interface)
    targets.write(found, by_label=by_label)


class Asked(NamedTuple):
    """What is to be measured."""

    between: tuple[str, ...]
    unit: "Unit"
    names: tuple[str, ...]
    resampling: "Resampling"
    filters: "Filters"


class Targets(NamedTuple):
    """Where the figures go."""

    csv: Path | None
    html: Path | None
    json: bool

    def check(self) -> None:
        """Refuse what cannot be written before anything is worked out, which may take minutes."""
        from corpus_tool.errors import UsageError

        if self.json and self.csv is not None and str(self.csv) == "-":
            raise UsageError("--json and --csv - both write to stdout: give --csv a file.")
        if self.html is not None and str(self.html) == "-":
            raise UsageError("--html writes a file, which `-` is not: give it a name, as agreement.html.")
        for path in (self.csv, self.html):
            if path is not None and path.is_dir():
                raise UsageError(f"{path} is a folder: name a file in it.")
            if path is not None and not path.parent.is_dir():
                raise UsageError(f"{path} cannot be written: there is no folder {path.parent}.")

    def write(self, found: "Agreement", *, by_label: bool) -> None:
        """Write the figures, and print them where that is wanted."""
        from corpus_tool.cli.agreement_printing import as_json, print_agreement
        from corpus_tool.cli.console import say_json

        if self.csv is not None:
            _write_csv(found, self.csv)
        if self.json:
            say_json(as_json(found))
        elif self.csv is None:
            print_agreement(found, by_label=by_label)


def _measured(store: "Store", asked: Asked, html: Path | None, interface: str | None) -> "Agreement":
    """The figures; the page about them, where one is asked for, from the same reading."""
    from corpus_tool.cli.console import progress_bar
    from corpus_tool.workbench.measuring import measure_study

    with progress_bar("measuring") as tell:
        found, study = measure_study(store, *asked, tell=tell)
    if html is not None:
        _write_page(store, found, study, html, interface)
    return found


def _unit(word: str) -> "Unit":
    from corpus_tool.errors import UsageError
    from corpus_tool.workbench.measuring import Unit

    if word not in set(Unit):
        raise UsageError(f"There is no unit {word!r}: tokens or characters.")
    return Unit(word)


def _parts(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(",") if word.strip())


def _write_page(store: "Store", found: "Agreement", study: "Study", path: Path, interface: str | None) -> None:
    from corpus_tool.cli.console import progress_bar, talk
    from corpus_tool.cli.interface import spoken_in
    from corpus_tool.cli.looks import known_looks
    from corpus_tool.saying.counting import counted
    from corpus_tool.workbench.agreement_page import write_page

    with progress_bar("writing the page") as tell, store.reading(), spoken_in(interface, known_looks().look.interface):
        listed = write_page(store, found, study, path, tell=tell)
    talk(f"Wrote {counted(listed, 'disagreement')}, each in its sentence, to {path}.")


def _write_csv(found: "Agreement", path: Path) -> None:
    import csv
    from io import StringIO

    from corpus_tool.cli.agreement_printing import csv_rows
    from corpus_tool.cli.console import say_as_it_is, talk
    from corpus_tool.errors import UsageError
    from corpus_tool.saying.counting import counted

    written = StringIO()
    csv.writer(written, lineterminator="\n").writerows(csv_rows(found.figures))
    if str(path) == "-":
        say_as_it_is(written.getvalue().removesuffix("\n"))
        return
    try:
        path.write_text(written.getvalue(), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.") from None
    talk(f"Wrote {counted(len(found.figures), 'figure')} to {path}.")
