"""Findings of the audit on disk."""

from corpus_tool_testing.builders import add_document, document, new_store

from corpus_tool.text.audit import audit


def test_findings_come_back_as_they_were_found(tmp_path):
    found = audit("\u202ea\ue000\u200f\u00a0")
    assert len(found) == 4
    with new_store(tmp_path) as store:
        id = add_document(store, document())
        other = add_document(store, document("", "empty"))
        with store.writing():
            store.findings.add(id, found)
        assert store.findings.of(id) == found
        assert store.findings.of(other) == ()
        assert store.findings.by_document([id]) == {id: found}
        assert [entry.findings for entry in store.documents.entries()] == [found, ()]
