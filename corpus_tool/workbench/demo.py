"""A writable copy of the sample corpus."""

from pathlib import Path

from corpus_tool.errors import StoreError
from corpus_tool.model.default_schema import default_schema
from corpus_tool.store.store import Store, remove_corpus
from corpus_tool.workbench.import_report import ImportReport, Outcome
from corpus_tool.workbench.importing import import_files
from corpus_tool.workbench.progress import Tell, ignore
from corpus_tool.workbench.surroundings import Surroundings

SAMPLE_FILES = ("arabic.jsonl", "hebrew.jsonl")


def make_demo(path: Path, surroundings: Surroundings | None = None, tell: Tell = ignore) -> ImportReport:
    """Make the sample corpus at `path`, whole or not at all. Raises StoreError where it cannot be made."""
    surroundings = surroundings or Surroundings()
    beside = path.with_name(path.name + ".part")
    remove_corpus(beside)  # what a killed run left
    with Store.create(beside, default_schema(), surroundings.now()) as store:
        report = import_files(store, [sample_folder() / name for name in SAMPLE_FILES], surroundings, tell)
        if refused := [entry for entry in report.entries if entry.outcome is Outcome.REFUSED]:
            raise StoreError(f"The sample corpus is damaged: {refused[0].where}: {refused[0].message}.")
    beside.replace(path)
    return report


def sample_folder() -> Path:
    """The sample corpus: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    installed, checkout = package / "sample_corpus", package.parent / "sample_corpus"
    for folder in (installed, checkout):
        if (folder / SAMPLE_FILES[0]).is_file():
            return folder
    raise StoreError(f"The sample corpus is missing from this installation; it should be at {installed}.")
