"""One module a verb: it parses, calls the workbench, and prints."""

from collections.abc import Callable

from corpus_tool.cli.verbs.annotate import annotate
from corpus_tool.cli.verbs.demo import demo
from corpus_tool.cli.verbs.documents import documents
from corpus_tool.cli.verbs.export import export
from corpus_tool.cli.verbs.import_ import import_
from corpus_tool.cli.verbs.new import new
from corpus_tool.cli.verbs.search import search
from corpus_tool.cli.verbs.show import show

VERBS: dict[str, Callable[..., None]] = {
    "new": new,
    "import": import_,
    "annotate": annotate,
    "documents": documents,
    "show": show,
    "search": search,
    "export": export,
    "demo": demo,
}
"""Name to verb, in the order of the help."""
