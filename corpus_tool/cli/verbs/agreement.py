"""corpus-tool agreement: how far annotators agree."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from corpus_tool.cli.agreement_options import (
    BetweenOption,
    BoilerplateOption,
    ByLabelOption,
    CsvOption,
    DocumentOption,
    ExplainOption,
    HtmlOption,
    IgnoreMarksOption,
    IncludeAssistedOption,
    MeasuresOption,
    ResamplesOption,
    SeedOption,
    UnitOption,
)
from corpus_tool.cli.agreement_targets import Targets, write_page
from corpus_tool.cli.at_hub import ClearTextOption
from corpus_tool.cli.hub_reading import HubOption, corpus_or_hub
from corpus_tool.cli.options import CorpusOption, InterfaceOption, JsonOption
from corpus_tool.cli.writing_options import (
    LabelsOption,
    LanguagesOption,
    SinceOption,
    SourcesOption,
    UntilOption,
    choice_of,
    parts,
)

if TYPE_CHECKING:
    from corpus_tool.store.store import Store
    from corpus_tool.workbench.agreement.measuring import Agreement, Asked
    from corpus_tool.workbench.agreement.rulers import Unit

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
    between: BetweenOption = "",
    unit: UnitOption = "tokens",
    names: MeasuresOption = "",
    labels: LabelsOption = "",
    documents: DocumentOption = None,
    language: LanguagesOption = None,
    source: SourcesOption = None,
    since: SinceOption = "",
    until: UntilOption = "",
    with_boilerplate: BoilerplateOption = True,
    ignore_marks: IgnoreMarksOption = False,
    include_assisted: IncludeAssistedOption = False,
    resamples: ResamplesOption = 1000,
    seed: SeedOption = 1,
    by_label: ByLabelOption = False,
    csv: CsvOption = None,
    html: HtmlOption = None,
    explain: ExplainOption = "",
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
    from corpus_tool.agreement.drawing import Resampling
    from corpus_tool.cli.agreement_printing import explain_named
    from corpus_tool.workbench.agreement.measuring import Asked
    from corpus_tool.workbench.agreement.studying import Filters

    if explain:
        explain_named(explain)
        return
    targets = Targets(csv, html, json=json)
    targets.check()
    choice = choice_of(language, source, since, until, documents or (), labels)
    filters = Filters(
        choice=choice, boilerplate=with_boilerplate, ignore_marks=ignore_marks, include_assisted=include_assisted
    )
    asked = Asked(parts(between), _unit(unit), _measures(names), Resampling(resamples, seed), filters)
    with corpus_or_hub(context, corpus, hub=hub, clear_text=clear_text) as store:
        found = _measured(store, asked, html, interface)
    targets.write(found, by_label=by_label)


def _measured(store: "Store", asked: "Asked", html: Path | None, interface: str | None) -> "Agreement":
    """The figures; the page about them, where one is asked for, from the same reading."""
    from corpus_tool.cli.console import progress_bar
    from corpus_tool.workbench.agreement.measuring import measure_study

    with progress_bar("measuring") as tell:
        found, study = measure_study(store, asked, tell)
    if html is not None:
        write_page(store, found, study, html, interface)
    return found


def _unit(word: str) -> "Unit":
    from corpus_tool.errors import UsageError
    from corpus_tool.workbench.agreement.rulers import Unit

    if word not in set(Unit):
        raise UsageError(f"There is no unit {word!r}: tokens or characters.")
    return Unit(word)


def _measures(names: str) -> tuple[str, ...]:
    return () if names == "all" else parts(names) or IN_SHORT
