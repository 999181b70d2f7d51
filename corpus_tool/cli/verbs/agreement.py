"""corpus-tool agreement: how far annotators agree."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool.cli.options import CorpusOption, JsonOption, open_corpus

if TYPE_CHECKING:
    from corpus_tool.agreement import Score

IN_SHORT = (
    "f1_strict",
    "f1_bounds",
    "f1_overlap_typed",
    "alpha",
    "label_percent",
    "ev_trig_cls",
    "ev_arg_cls_attached",
)
"""What is shown where no measures are named."""


def agreement(
    context: typer.Context,
    between: Annotated[str, typer.Option("--between", metavar="A,B,...", help="Whom; everybody by default.")] = "",
    unit: Annotated[str, typer.Option("--unit", metavar="tokens|characters", help="What a position is.")] = "tokens",
    names: Annotated[
        str, typer.Option("--measures", metavar="NAME,...|all", help="Which; the most telling by default.")
    ] = "",
    resamples: Annotated[
        int, typer.Option("--resamples", min=0, help="Draws of documents for an interval; 0 for none.")
    ] = 1000,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Of the draws: the same gives the same intervals.")] = 1,
    by_label: Annotated[bool, typer.Option("--by-label", help="Also show each label alone.")] = False,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write a page with every disagreement in its sentence."),
    ] = None,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Measure how far annotators agree on the documents that they have finished.

    Intervals are of 95 %, from documents drawn anew. What is not defined is n/a, with its reason.

    \b
    corpus-tool agreement
    corpus-tool agreement --between noa,sami --unit characters --by-label
    corpus-tool agreement --measures all --json
    corpus-tool agreement --html agreement.html
    """
    from corpus_tool.agreement.scoring import FEW_DOCUMENTS, Resampling
    from corpus_tool.cli.console import say, say_json, say_table, talk
    from corpus_tool.errors import UsageError
    from corpus_tool.workbench.agreement_page import write_page
    from corpus_tool.workbench.measuring import Unit, measure

    if unit not in set(Unit):
        raise UsageError(f"There is no unit {unit!r}: tokens or characters.")
    wanted = () if names == "all" else names.split(",") if names else IN_SHORT
    people = [name.strip() for name in between.split(",") if name.strip()]
    with open_corpus(context, corpus) as store, store.reading():
        found = measure(store, people, Unit(unit), wanted, Resampling(resamples, seed))
        listed = write_page(store, found, html) if html else 0
    if html:
        talk(f"{html}: {listed:,} disagreements, each in its sentence.")
    if json:
        say_json(found)
        return
    done = ", ".join(f"{name} {count}" for name, count in found.documents.items())
    say(f"{found.shared} documents done by two or more ({done}), positions are {found.unit}.")
    shown = [(key, score) for key, score in found.figures.items() if by_label or "{" not in key]
    say_table(["figure", "value", "95 % interval", "of", "why not"], [_row(key, score) for key, score in shown])
    if found.shared < FEW_DOCUMENTS:
        talk(f"Of fewer than {FEW_DOCUMENTS} shared documents, intervals say little.")


def _row(key: str, score: "Score") -> list[str]:
    if score.value is None:
        return [key, "n/a", "", str(score.n), str(score.reason or "").replace("_", " ")]
    interval = "" if score.low is None else f"{score.low:.3f} to {score.high:.3f}"
    return [key, f"{score.value:.3f}", interval, str(score.n), ""]
