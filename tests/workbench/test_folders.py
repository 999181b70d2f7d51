"""What INCEpTION exports: a folder for each document, a file in it for each user."""

import zipfile
from pathlib import Path

import pytest
from corpus_tool_testing.builders import counting_surroundings, new_store

from corpus_tool.formats import formats
from corpus_tool.workbench.import_report import Outcome
from corpus_tool.workbench.importing import import_files
from corpus_tool.workbench.taking import Taking

TABLE = """\
#FORMAT=WebAnno TSV 3.3
#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value


#Text={0} حلب
1-1\t0-{1}\t{0}\t_\t_\t
1-2\t{2}-{3}\tحلب\t*\tGPE\t
"""


def table(word: str) -> str:
    return TABLE.format(word, len(word), len(word) + 1, len(word) + 4)


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path, "folders.db") as store:
        yield store


def bring(store, folder: Path):
    taking = Taking(format=formats()["webanno-tsv"])
    return import_files(store, [folder], counting_surroundings(), taking=taking)


def layers(store) -> dict[str, list[str]]:
    return {
        store.documents.key_of(id): sorted(name.annotator for name in store.layers.names(id))
        for id in store.documents.ids()
    }


def test_a_document_is_called_as_its_folder_and_its_layers_as_their_users_though_all_say_the_same(tmp_path, store):
    for file, word in {
        "annotation/siege.txt/noa": "قصف",
        "annotation/siege.txt/sami": "قصف",
        "annotation/siege.txt/INITIAL_CAS": "قصف",
        "annotation/v1.2 talks.html/noa": "محادثات",
        "curation/siege.txt/CURATION_USER": "قصف",
    }.items():
        path = tmp_path / f"project/{file}.tsv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(table(word).encode())
    report = bring(store, tmp_path / "project")
    assert report.count(Outcome.REFUSED) == 0
    assert layers(store) == {"siege": ["CURATION_USER", "noa", "sami"], "v1.2 talks": ["noa"]}
    again = bring(store, tmp_path / "project")
    assert {entry.outcome for entry in again.entries} == {Outcome.SKIPPED}


def test_an_archive_for_each_user_is_a_file_of_hers(tmp_path, store):
    folder = tmp_path / "annotation" / "siege.txt"
    folder.mkdir(parents=True)
    with zipfile.ZipFile(folder / "noa.zip", "w") as archive:
        archive.writestr("noa.tsv", table("قصف"))
    bring(store, tmp_path)
    assert layers(store) == {"siege": ["noa"]}


def test_other_folders_say_nothing(tmp_path, store):
    folder = tmp_path / "mine" / "siege.txt"
    folder.mkdir(parents=True)
    (folder / "noa.tsv").write_bytes(table("قصف").encode())
    bring(store, tmp_path / "mine")
    assert layers(store) == {"noa": ["imported"]}
