"""The hub from the command line."""

import json
from collections.abc import Iterator

import pytest
from corpus_tool_testing.hubs import Server, as_, running_server


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running_server() as one:
        yield one


@pytest.fixture
def address(server, folder, well) -> str:
    """A hub with a lead's corpus of the sample articles, of which noa has one."""
    address = server.database()
    well("demo", "--no-ui")
    well("hub", "init", address)
    well("hub", "add", "noa", "--role", "annotator", "--to", address)
    well("--corpus", "demo.db", "assign", "ar-0001", "--to", "noa")
    well("--corpus", "demo.db", "hub", "join", address)
    return address


def test_a_corpus_goes_to_the_hub_and_comes_to_an_annotator(address, well):
    said = json.loads(well("--corpus", "demo.db", "hub", "sync", "--json").out)
    assert said["pushed"]["sent"]["document"] == 18 and said["pushed"]["kept"] == {}
    joined = well("--corpus", "noa.db", "hub", "join", as_(address, "noa")).out
    assert "you are noa there (annotator)" in joined
    assert "document: ar-0001" in well("--corpus", "noa.db", "hub", "pull").out
    assert well("--corpus", "noa.db", "hub", "pull").out == "Pulled: nothing new.\n"
    assert well("--corpus", "noa.db", "check", "--json")
    well("--corpus", "noa.db", "comment", "ar-0001", "What is this?", "--as", "noa")
    assert well("--corpus", "noa.db", "hub", "push").out.startswith("Pushed: 1 comment.\n")
    assert "1 comment" in well("--corpus", "demo.db", "hub", "pull").out
    standing = json.loads(well("--corpus", "noa.db", "hub", "status", "--json").out)
    assert (standing["me"], standing["roles"], standing["to_push"]) == ("noa", ["annotator"], 0)


def test_what_is_opened_is_opened_once_and_only_by_a_lead(address, well, tool):
    well("--corpus", "demo.db", "hub", "push")
    well("--corpus", "noa.db", "hub", "join", as_(address, "noa"))
    well("--corpus", "noa.db", "hub", "pull")
    refused = tool("--corpus", "noa.db", "hub", "open", "ar-0001")
    assert refused.code == 1 and "your role there does not allow it" in refused.err
    assert well("--corpus", "demo.db", "hub", "open", "ar-0001", "ar-0002").out == "2 documents are open now.\n"
    assert well("--corpus", "demo.db", "hub", "open", "ar-0001").out == "0 documents are open now.\n"


def test_an_address_with_a_password_is_refused_and_kept_nowhere(address, tool, folder):
    done = tool("--corpus", "demo.db", "hub", "join", "postgresql://noa:s3cret@localhost/war")
    assert done.code == 2 and ".pgpass" in done.err and "s3cret" not in done.err
    assert b"s3cret" not in (folder / "demo.db").read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("hub", "init", "no address"), "is no address of a database"),
        (("hub", "init", "postgresql:///war?host=/nowhere"), "does not answer"),
        (("hub", "add", "noa", "--role", "king", "--to", "service=x"), "'king' is no role; lead,"),
        (("--corpus", "demo.db", "hub", "push"), "belongs to no hub yet"),
        (("--corpus", "demo.db", "hub", "add", "noa", "--role", "reader"), "Which hub? Say --to ADDRESS"),
    ],
)
def test_mistakes_are_told_in_a_sentence(folder, well, tool, words, said):
    well("demo", "--no-ui")
    done = tool(*words)
    assert done.code in {1, 2} and said in done.err and "Traceback" not in done.err


def test_a_server_that_is_gone_leaves_the_work_and_says_how_to_go_on(address, well, tool, server, monkeypatch):
    well("--corpus", "demo.db", "hub", "push")
    monkeypatch.setenv("PGPORT", "1")
    done = tool("--corpus", "demo.db", "hub", "sync")
    assert done.code == 1 and "untouched; `corpus-tool hub sync` goes on where it stopped" in done.err


def test_work_is_taken_from_the_pool_and_given_back(address, well, tool):
    well("--corpus", "demo.db", "hub", "push")
    assert well("--corpus", "demo.db", "hub", "offer", "ar-0001", "ar-0006").out == "2 documents are new in the pool.\n"
    assert well("--corpus", "demo.db", "hub", "offer", "all", "--language", "he").out.startswith("8 documents are new")
    well("--corpus", "noa.db", "hub", "join", as_(address, "noa"))
    said = well("--corpus", "noa.db", "hub", "take", "--language", "ar").out
    assert said == "Yours now: ar-0006.\n"  # the other one was given to her by hand
    assert "ar-0006" in well("--corpus", "noa.db", "documents").out
    assert tool("--corpus", "noa.db", "hub", "take", "--language", "ar").code == 1
    pool = json.loads(well("--corpus", "demo.db", "hub", "pool", "--json").out)
    assert pool == {"documents": 10, "open": 10, "free_for_me": 3, "leases": {"noa": 2}}
    assert "1 given back" in well("--corpus", "noa.db", "hub", "give-back", "ar-0006").out
    assert "not from the pool" in tool("--corpus", "noa.db", "hub", "give-back", "ar-0006").err
    assert "does not allow it" in tool("--corpus", "noa.db", "hub", "withdraw").err
    assert "The pool is closed" in well("--corpus", "demo.db", "hub", "withdraw").out
    assert tool("--corpus", "noa.db", "hub", "take").code == 1


def test_statistics_agreement_exports_and_releases_are_of_all_that_the_hub_shows(address, well, tool, folder):
    well("hub", "add", "rita", "--role", "reader", "--to", address)
    well("--corpus", "demo.db", "hub", "push")
    well("--corpus", "rita.db", "hub", "join", as_(address, "rita"))
    of_all = ("--layers", "all", "--json")
    for words in (("stats", "--json"), ("agreement", "--json")):
        assert well("--corpus", "rita.db", *words, "--hub").out == well("--corpus", "demo.db", *words).out
    well("--corpus", "rita.db", "export", *of_all, "--to", "there", "--hub")
    well("--corpus", "demo.db", "export", *of_all, "--to", "here")
    ours, theirs = ([one.read_bytes() for one in sorted((folder / name).iterdir())] for name in ("here", "there"))
    assert ours == theirs and ours
    assert json.loads(well("--corpus", "rita.db", "documents", "--json").out) == []
    well("--corpus", "rita.db", "release", "make", "news", "--layers", "all", "--hub")
    assert json.loads(well("--corpus", "rita.db", "release", "rebuild", "news-v1", "--to", "again", "--json").out)[
        "same"
    ]


def test_whoever_is_not_shown_everything_is_told_so(address, well, tool):
    well("--corpus", "demo.db", "hub", "push")
    well("--corpus", "noa.db", "hub", "join", as_(address, "noa"))
    assert "others' layers on what is open, 0 documents," in well("--corpus", "noa.db", "stats", "--hub").err
    alone = tool("--corpus", "lone.db", "stats", "--hub")
    assert alone.code == 1 and "There is no corpus at lone.db" in alone.err


def test_words_are_found_in_what_is_not_here_and_one_document_is_brought(address, well, tool):
    well("--corpus", "demo.db", "hub", "push")
    well("--corpus", "noa.db", "hub", "join", as_(address, "noa"))
    assert well("--corpus", "noa.db", "hub", "search", "حلب").out == well("--corpus", "demo.db", "search", "حلب").out
    found = json.loads(well("--corpus", "noa.db", "hub", "search", "דמשק", "--limit", "1", "--json").out)
    key = found[0]["document"]
    assert "Nothing found." in well("--corpus", "noa.db", "hub", "search", "xyzzy").err
    assert f"document: {key}" in well("--corpus", "noa.db", "hub", "pull", key).out
    assert key in {one["key"] for one in json.loads(well("--corpus", "noa.db", "documents", "--json").out)}
    missing = tool("--corpus", "noa.db", "hub", "pull", "nothing")
    assert missing.code == 1 and "The hub lists no document nothing" in missing.err


def test_a_document_is_purged_where_somebody_says_yes_and_whoever_has_it_is_told(address, well, tool):
    well("--corpus", "demo.db", "hub", "push")
    well("--corpus", "noa.db", "hub", "join", as_(address, "noa"))
    well("--corpus", "noa.db", "hub", "pull")
    asked = tool("--corpus", "demo.db", "hub", "purge", "ar-0001")
    assert asked.code == 2 and "Nothing was destroyed" in asked.err and "with work of" in asked.out
    assert well("--corpus", "demo.db", "hub", "close", "all").out.startswith("0 documents closed")
    assert "1 document destroyed" in well("--corpus", "demo.db", "hub", "purge", "ar-0001", "--yes").out
    told = well("--corpus", "noa.db", "hub", "sync")
    assert "destroyed on the hub by" in told.err and "still here: ar-0001" in told.err
    assert "Nothing that was purged here" in well("--corpus", "demo.db", "hub", "purge", "--yes").out
    again = tool("--corpus", "demo.db", "hub", "purge", "ar-0001", "--yes")
    assert again.code == 1 and "The hub has no ar-0001" in again.err


def test_what_the_hub_holds_is_listed_counted_and_proved_from_an_empty_file(address, well):
    well("--corpus", "demo.db", "hub", "push")
    well("hub", "add", "rita", "--role", "reader", "--to", address)
    well("--corpus", "rita.db", "hub", "join", as_(address, "rita"))
    assert len(json.loads(well("--corpus", "rita.db", "documents", "--hub", "--json").out)) == 18
    assert json.loads(well("--corpus", "rita.db", "check", "--hub", "--json").out)["sound"]
    assert json.loads(well("--corpus", "rita.db", "release", "list", "--hub", "--json").out) == []
    assert well("--corpus", "rita.db", "status", "--hub", "--clear-text").out
    assert json.loads(well("--corpus", "rita.db", "documents", "--json").out) == []
