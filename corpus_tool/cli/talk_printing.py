"""What is said about a document besides its annotations: comments, and versions of the schema."""

from collections import Counter
from collections.abc import Iterable, Mapping

from corpus_tool.cli.console import say
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.layers import LayerName
from corpus_tool.saying.counting import counted
from corpus_tool.store.comments import Comment


def print_comments(comments: Iterable[Comment], document: str = "") -> None:
    """A line for each comment, after an empty one where the document is clear."""
    for number, comment in enumerate(comments):
        if not document and number == 0:
            say()
        kind = "question" if comment.is_question else "comment"
        solved = f", resolved by {comment.resolved_by}" if comment.resolved_by else ""
        place = "" if comment.start is None else f" at {comment.start}:{comment.end}"
        on = f" on {comment.annotation}" if comment.annotation else ""
        quote = f" {comment.quote!r}" if comment.quote else ""
        head = f"{kind} {comment.number}{' ' * bool(document)}{document}"
        to = f" to {comment.answers}" if comment.answers else ""
        say(f"{head}{to} by {comment.who}, {comment.at[:16]}{on}{place}{solved}:{quote} {comment.text}")


def print_versions(bundle: Bundle, made: Mapping[LayerName, Mapping[str, str]]) -> None:
    """How many annotations were made under another version of the schema than their layer."""
    for layer in bundle.layers:
        versions = Counter(made[layer.name].get(id, layer.schema.version) for id in layer.placed)
        for version, count in sorted(versions.items()):
            if version != layer.schema.version:
                say(f"== {layer.name.short}: {counted(count, 'annotation')} made under {layer.schema.name} {version}")
