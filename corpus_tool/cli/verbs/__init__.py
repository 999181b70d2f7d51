"""One module a verb: it parses, calls the workbench, and prints."""

from collections.abc import Callable

from corpus_tool.cli.verbs.adjudicate import adjudicate
from corpus_tool.cli.verbs.agreement import agreement
from corpus_tool.cli.verbs.annotate import annotate
from corpus_tool.cli.verbs.assign import assign
from corpus_tool.cli.verbs.backup import backup
from corpus_tool.cli.verbs.bundle import bundle
from corpus_tool.cli.verbs.check import check
from corpus_tool.cli.verbs.comment import comment
from corpus_tool.cli.verbs.consistency import consistency
from corpus_tool.cli.verbs.delete import delete
from corpus_tool.cli.verbs.demo import demo
from corpus_tool.cli.verbs.doctor import doctor
from corpus_tool.cli.verbs.documents import documents
from corpus_tool.cli.verbs.duplicates import duplicates
from corpus_tool.cli.verbs.export import export
from corpus_tool.cli.verbs.feedback import feedback
from corpus_tool.cli.verbs.formats import formats
from corpus_tool.cli.verbs.history import history
from corpus_tool.cli.verbs.hub import hub_add, hub_init, hub_join, hub_pull, hub_push, hub_status, hub_sync
from corpus_tool.cli.verbs.hub_lead import hub_close, hub_open, hub_purge
from corpus_tool.cli.verbs.hub_pool import hub_give_back, hub_offer, hub_pool, hub_take, hub_withdraw
from corpus_tool.cli.verbs.hub_search import hub_search
from corpus_tool.cli.verbs.import_ import import_
from corpus_tool.cli.verbs.keys import keys
from corpus_tool.cli.verbs.learn import learn
from corpus_tool.cli.verbs.lexicon import lexicon
from corpus_tool.cli.verbs.lock import lock, unlock
from corpus_tool.cli.verbs.mark import mark
from corpus_tool.cli.verbs.merge import merge
from corpus_tool.cli.verbs.new import new
from corpus_tool.cli.verbs.next import next_documents
from corpus_tool.cli.verbs.purge import purge
from corpus_tool.cli.verbs.regions import regions
from corpus_tool.cli.verbs.release import release_diff, release_list, release_make, release_rebuild, release_verify
from corpus_tool.cli.verbs.resolve import resolve
from corpus_tool.cli.verbs.restore import restore
from corpus_tool.cli.verbs.schema import schema_apply, schema_check, schema_diff, schema_show, schema_work
from corpus_tool.cli.verbs.search import search
from corpus_tool.cli.verbs.second_look import second_look
from corpus_tool.cli.verbs.serve import serve
from corpus_tool.cli.verbs.settings import settings
from corpus_tool.cli.verbs.show import show
from corpus_tool.cli.verbs.splits import splits_check, splits_extend, splits_make, splits_show
from corpus_tool.cli.verbs.stats import stats
from corpus_tool.cli.verbs.status import status
from corpus_tool.cli.verbs.suggest import suggest
from corpus_tool.cli.verbs.token import token_add, token_list, token_revoke
from corpus_tool.cli.verbs.undelete import undelete

VERBS: dict[str, Callable[..., None]] = {
    "new": new,
    "import": import_,
    "annotate": annotate,
    "serve": serve,
    "token add": token_add,
    "token list": token_list,
    "token revoke": token_revoke,
    "documents": documents,
    "show": show,
    "regions": regions,
    "duplicates": duplicates,
    "search": search,
    "mark": mark,
    "suggest": suggest,
    "lexicon": lexicon,
    "learn": learn,
    "next": next_documents,
    "second-look": second_look,
    "assign": assign,
    "lock": lock,
    "unlock": unlock,
    "status": status,
    "comment": comment,
    "settings": settings,
    "stats": stats,
    "agreement": agreement,
    "adjudicate": adjudicate,
    "consistency": consistency,
    "feedback": feedback,
    "schema show": schema_show,
    "schema check": schema_check,
    "schema diff": schema_diff,
    "schema apply": schema_apply,
    "schema work": schema_work,
    "splits make": splits_make,
    "splits extend": splits_extend,
    "splits show": splits_show,
    "splits check": splits_check,
    "export": export,
    "formats": formats,
    "release make": release_make,
    "release list": release_list,
    "release diff": release_diff,
    "release verify": release_verify,
    "release rebuild": release_rebuild,
    "history": history,
    "restore": restore,
    "delete": delete,
    "undelete": undelete,
    "purge": purge,
    "bundle": bundle,
    "merge": merge,
    "resolve": resolve,
    "hub init": hub_init,
    "hub add": hub_add,
    "hub join": hub_join,
    "hub push": hub_push,
    "hub pull": hub_pull,
    "hub sync": hub_sync,
    "hub open": hub_open,
    "hub close": hub_close,
    "hub purge": hub_purge,
    "hub status": hub_status,
    "hub offer": hub_offer,
    "hub withdraw": hub_withdraw,
    "hub pool": hub_pool,
    "hub take": hub_take,
    "hub give-back": hub_give_back,
    "hub search": hub_search,
    "backup": backup,
    "check": check,
    "demo": demo,
    "keys": keys,
    "doctor": doctor,
}
"""Name to verb, in the order of the help."""

GROUPS = {
    "token": "Who may come in by `corpus-tool serve`, and as whom.",
    "schema": "The labels and event types, their versions and their guidelines.",
    "splits": "Which documents are for training and which for testing, without one story on both sides.",
    "hub": "A PostgreSQL database in which the copies of a corpus meet, and which says who may see and write what.",
    "release": "Data frozen under a name and a number, that can be proved and made again at any time.",
}
"""First word of verbs that have two, and what they are about."""
