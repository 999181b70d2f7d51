"""One module a verb: it parses, calls the workbench, and prints."""

from collections.abc import Callable

from corpus_tool.cli.verbs.annotate import annotate
from corpus_tool.cli.verbs.assign import assign
from corpus_tool.cli.verbs.comment import comment
from corpus_tool.cli.verbs.demo import demo
from corpus_tool.cli.verbs.documents import documents
from corpus_tool.cli.verbs.export import export
from corpus_tool.cli.verbs.import_ import import_
from corpus_tool.cli.verbs.lock import lock, unlock
from corpus_tool.cli.verbs.new import new
from corpus_tool.cli.verbs.schema import schema_apply, schema_check, schema_diff, schema_show, schema_work
from corpus_tool.cli.verbs.search import search
from corpus_tool.cli.verbs.show import show
from corpus_tool.cli.verbs.stats import stats
from corpus_tool.cli.verbs.status import status

VERBS: dict[str, Callable[..., None]] = {
    "new": new,
    "import": import_,
    "annotate": annotate,
    "documents": documents,
    "show": show,
    "search": search,
    "assign": assign,
    "lock": lock,
    "unlock": unlock,
    "status": status,
    "comment": comment,
    "stats": stats,
    "schema show": schema_show,
    "schema check": schema_check,
    "schema diff": schema_diff,
    "schema apply": schema_apply,
    "schema work": schema_work,
    "export": export,
    "demo": demo,
}
"""Name to verb, in the order of the help."""

GROUPS = {"schema": "The labels and event types, their versions and their guidelines."}
"""First word of verbs that have two, and what they are about."""
