"""Words are found on a hub as they are in a file, by whoever may be there, and what was found can be brought."""

import pytest
from corpus_tool_testing.builders import add_document, document, new_store
from corpus_tool_testing.hubs import as_, brought, hub_at

from corpus_tool.errors import HubError, NotFoundError, UsageError
from corpus_tool.hub import catalogue
from corpus_tool.hub.catalogue import Card
from corpus_tool.workbench import concordance
from corpus_tool.workbench.hub import joining
from corpus_tool.workbench.hub.pulling import pull
from corpus_tool.workbench.hub.pushing import push
from corpus_tool.workbench.hub.searching import digests_called, search
from corpus_tool.workbench.keeping import delete, undelete

TEXTS = {
    "d1": "قصف الجيش السوري مواقع لداعش في حلب.\nوقالت وكالة «سانا» إن 15 مسلحا قتلوا.",
    "d2": "السوري في الجيش. وبحلب قُتِل ١٥ مسلّحًا، وقال دَاعِش إن الـجيش السوري قصف.",
    "d3": 'צה"ל תקף מטרות של דאע"ש בסמוך לדמשק.\nכ-500 לוחמים נסוגו ב-14/1/2026.',
    "d4": "צה״ל: מטוסי F-16 מעל הגבול הצפוני 🇸🇾 של סוריה, ובצפון.",
    "d5": "الأمم المتّحدة في إدلب؛ أنقرة ومقاتلو «الوحدات» الكردية.",
}
QUERIES = (
    "داعش", "حلب", "الجيش", '"الجيش السوري"', '"السوري الجيش"', "الجيش حلب", '"الجيش السوري" حلب', "مسلح*",
    "15", "١٥", "قتل", "سانا", "צהל", 'צה"ל', "דאע״ש", "דמשק", "גבול", '"הגבול הצפ"*', "F-16", "f 16", "14/1/2026",
    "🇸🇾", "ادلب", "انقره", "الامم المتحده", "لا شيء", "x" * 300, "a'b \\ | & ! :* <->",
)  # fmt: skip


@pytest.fixture
def lead(tmp_path, address):
    with new_store(tmp_path, "lead.db") as store:
        for key, text in TEXTS.items():
            add_document(store, document(text, key))
        brought(store, address)
        yield store


@pytest.mark.parametrize("proclitics", [True, False])
def test_a_hub_is_searched_as_a_file_is(lead, address, proclitics):
    found = 0
    with hub_at(address, "noa") as hub:
        for query in QUERIES:
            here = concordance.search(lead, query, proclitics=proclitics)
            there = search(hub, query, proclitics=proclitics)
            assert (there.lines, there.has_more) == (here.lines, here.has_more), query
            found += bool(there.lines)
    assert found > 15


def test_a_limit_says_that_there_is_more(lead, address):
    with hub_at(address, "rita") as hub:
        found = search(hub, "الجيش", limit=1)
    assert (len(found.lines), found.has_more, found.unlisted) == (1, True, 0)


def test_what_is_deleted_is_not_found_until_it_is_taken_back(lead, address):
    with hub_at(address, "lea") as hub:
        delete(lead, ["d3"], "", "lea")
        push(lead, hub)
        assert search(hub, "דאעש").lines == []
        undelete(lead, ["d3"], "", "lea")
        push(lead, hub)
        assert [line.document for line in search(hub, "דאעש").lines] == ["d3"]


def test_what_was_found_is_brought_and_nothing_else(tmp_path, lead, address):
    with hub_at(address, "noa") as hub, joining.begin(tmp_path / "noa.db", hub, as_(address, "noa")) as noa:
        pull(noa, hub)
        assert noa.documents.count() == 0
        pull(noa, hub, also=digests_called(hub, ["d4"]))
        assert [noa.documents.key_of(id) for id in noa.documents.ids()] == ["d4"]
        with pytest.raises(NotFoundError, match="no document d9"):
            digests_called(hub, ["d4", "d9"])


def test_documents_that_nobody_listed_are_counted_and_the_next_push_lists_them(tmp_path, lead, address, monkeypatch):
    monkeypatch.setattr("corpus_tool.workbench.hub.searching.RECIPE", "next")
    with hub_at(address, "lea") as hub:
        before = search(hub, "حلب")
        assert (before.lines, before.unlisted) == ([], len(TEXTS))
        assert push(lead, hub).sent == {}
        after = search(hub, "حلب")
        assert (len(after.lines), after.unlisted) == (2, 0)


def test_a_text_with_more_words_than_the_server_takes_is_found_too(lead, address, monkeypatch):
    monkeypatch.setattr(catalogue, "MOST_WORDS", 10)
    add_document(lead, document("نص طويل عن حلب وعن غيرها", "long"))
    with hub_at(address, "lea") as hub:
        push(lead, hub)
        assert [line.document for line in search(hub, "غيرها").lines] == ["long"]


def test_a_word_longer_than_the_server_takes_is_found_by_all_of_it(lead, address):
    add_document(lead, document(f"{'ط' * 5000} قصف", "long"))
    with hub_at(address, "lea") as hub:
        push(lead, hub)
        assert [line.document for line in search(hub, "ط" * 5000).lines] == ["long"]
        assert search(hub, "ط" * 4999).lines == []


def test_only_a_lead_lists_documents_and_a_query_has_a_word(lead, address):
    with hub_at(address, "noa") as hub, pytest.raises(HubError, match="your role there"):
        hub.catalogue.add([Card("d" * 64, "x", frozenset({"x"}))], "1")
    with hub_at(address, "noa") as hub, pytest.raises(UsageError, match="no word"):
        search(hub, "?!")
