"""corpus-tool learn: a model of what is done so far, and how good it is."""

from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool.cli.options import CorpusOption, JsonOption, open_corpus
from corpus_tool.errors import UsageError
from corpus_tool.saying.counting import counted

if TYPE_CHECKING:
    from corpus_tool.learning.recommender import Model
    from corpus_tool.store.store import Store

ForOption = Annotated[
    str, typer.Option("--for", metavar="NAME", help="From this one's done work; else from that of whoever asks.")
]
EverybodyOption = Annotated[
    bool, typer.Option("--from-everybody", help="From everybody's done work and the gold, not from your own.")
]


def learn(
    context: typer.Context,
    everybody: EverybodyOption = False,
    curve: Annotated[
        bool, typer.Option("--curve", help="Show how good it gets with how many documents, and whether more help.")
    ] = False,
    name: ForOption = "",
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Learn names, triggers and roles from the documents that are done, and say honestly how well.

    It learns from your own done work, and from the gold of documents that you have not done; so annotators stay
    independent of each other. How good it is, is measured on documents that it did not learn from, nor from the same
    story (`corpus-tool duplicates` finds these). Precision, recall and F1 are of all guesses; only sure ones are
    suggested, of labels of which at least half of these were right. What is learned is kept in the corpus and never
    leaves it in a bundle. The curve is kept as well, and stands on the page
    of `corpus-tool agreement --html` from then on.

    \b
    corpus-tool learn
    corpus-tool learn --curve
    corpus-tool learn --from-everybody --json
    """
    from corpus_tool.cli.console import say_json, talk
    from corpus_tool.workbench.learning.learning import learn_from

    with open_corpus(context, corpus) as store:
        whose = whose_of(everybody, name)
        if curve:
            _show_curve(store, whose, json)
            return
        model = learn_from(store, whose, beside=True)
    if json:
        say_json(_told(model))
        return
    _show(model)
    if not model.held_out:
        talk("All documents are one story, so nothing could be held out: nothing is suggested before it was judged.")


def whose_of(everybody: bool, name: str) -> str:
    """Whose done work is meant; empty: everybody's."""
    from corpus_tool.cli.settings import annotator_name

    if everybody and name:
        raise UsageError("--from-everybody and --for exclude each other.")
    return "" if everybody else annotator_name(name or None)


def _show(model: "Model") -> None:
    from corpus_tool.cli.console import say, say_table
    from corpus_tool.learning.judging import together

    rows = []
    for one in model.quality:
        measures = (one.tally.precision, one.tally.recall, one.tally.f1)
        sure = f"{one.sure_hits} of {one.sure}" if one.sure else "-"
        good = "yes" if one.is_good else "no"
        rows.append((one.label, one.there, *(f"{value:.2f}" for value in measures), sure, good))
    say_table(["label", "there", "precision", "recall", "F1", "sure and right", "suggested"], rows)
    total = together(one.tally for one in model.quality)
    say(f"Learned from {counted(model.examples, 'document')}; judged by {model.held_out} held out: F1 {total.f1:.2f}.")


def _told(model: "Model") -> dict[str, object]:
    return {
        "documents": model.examples,
        "held_out": model.held_out,
        "labels": [
            {
                "label": one.label,
                "kind": "event" if one.is_event else "span",
                "there": one.there,
                "told": one.told,
                "right": one.hits,
                "precision": one.tally.precision,
                "recall": one.tally.recall,
                "f1": one.tally.f1,
                "sure": one.sure,
                "sure_right": one.sure_hits,
                "suggested": one.is_good,
            }
            for one in model.quality
        ],
    }


def _show_curve(store: "Store", whose: str, json: bool) -> None:
    from corpus_tool.cli.console import say, say_json
    from corpus_tool.learning.curve import drawn, sentence
    from corpus_tool.workbench.learning.curve import learning_curve

    points = learning_curve(store, whose)
    if json:
        say_json({"points": [one._asdict() for one in points], "answer": sentence(points)})
        return
    for line in drawn(points):
        say(line)
    say(sentence(points))
