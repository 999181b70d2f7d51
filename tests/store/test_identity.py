"""A revision's uid is fixed for ever: other copies of a corpus know it by nothing else."""

from corpus_tool.store.identity import Deed, LayerIdentity, revision_uid

LAYER = LayerIdentity("ab" * 32, "نوعا", "annotator")
DEED = Deed("2026-01-31T12:00:00.000+00:00", "noa", "Mark ORG", "do", "1.0.0", '[{"of":"status"}]')


def test_a_uid_is_what_it_always_was():
    assert revision_uid(LAYER, DEED, None, None) == "05028f85c8d398997c2ef529987cf414"


def test_everything_a_revision_says_is_in_its_uid():
    uids = [
        revision_uid(LAYER, DEED, None, None),
        revision_uid(LAYER, DEED, "a", None),
        revision_uid(LAYER, DEED, None, "a"),
        revision_uid(LAYER, DEED, None, None, ["a"]),
        *(revision_uid(LAYER._replace(**{name: "other"}), DEED, None, None) for name in LAYER._fields),
        *(revision_uid(LAYER, DEED._replace(**{name: "other"}), None, None) for name in DEED._fields),
    ]
    assert len(set(uids)) == len(uids)
    assert revision_uid(LAYER, DEED, None, None, ["a", "b"]) == revision_uid(LAYER, DEED, None, None, ["b", "a"])
