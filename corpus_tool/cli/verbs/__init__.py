"""One module a verb: it parses, calls the workbench, and prints."""

from collections.abc import Callable

from corpus_tool.cli.verbs.annotate import annotate
from corpus_tool.cli.verbs.backup import backup
from corpus_tool.cli.verbs.bundle import bundle
from corpus_tool.cli.verbs.check import check
from corpus_tool.cli.verbs.delete import delete
from corpus_tool.cli.verbs.demo import demo
from corpus_tool.cli.verbs.doctor import doctor
from corpus_tool.cli.verbs.documents import documents
from corpus_tool.cli.verbs.duplicates import duplicates
from corpus_tool.cli.verbs.export import export
from corpus_tool.cli.verbs.history import history
from corpus_tool.cli.verbs.import_ import import_
from corpus_tool.cli.verbs.merge import merge
from corpus_tool.cli.verbs.new import new
from corpus_tool.cli.verbs.purge import purge
from corpus_tool.cli.verbs.regions import regions
from corpus_tool.cli.verbs.resolve import resolve
from corpus_tool.cli.verbs.restore import restore
from corpus_tool.cli.verbs.show import show
from corpus_tool.cli.verbs.undelete import undelete

VERBS: dict[str, Callable[..., None]] = {
    "new": new,
    "import": import_,
    "annotate": annotate,
    "documents": documents,
    "show": show,
    "regions": regions,
    "duplicates": duplicates,
    "export": export,
    "history": history,
    "restore": restore,
    "delete": delete,
    "undelete": undelete,
    "purge": purge,
    "bundle": bundle,
    "merge": merge,
    "resolve": resolve,
    "backup": backup,
    "check": check,
    "demo": demo,
    "doctor": doctor,
}
"""Name to verb, in the order of the help."""
