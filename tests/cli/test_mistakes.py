"""What users get wrong: each is answered by one sentence on stderr and an exit code, never by a traceback."""

import os
import sys

import pytest
from corpus_tool_testing.builders import ARABIC, document, layer, strike
from sqlite_utils import Database

from corpus_tool.formats.jsonl import line_of
from corpus_tool.model.bundles import Bundle

REFUSED, USAGE = 1, 2

FILES = {
    "text.txt": ARABIC.encode(),
    "latin1.txt": "Übung".encode("latin-1"),
    "binary.txt": bytes(range(256)),
    "binary.jsonl": bytes(range(128, 256)),
    "utf16.txt": ARABIC.encode("utf-16"),
    "word.docx": b"PK\x03\x04",
    "cut.jsonl": b'{"format": "corpus-tool/1", "key"',
    "array.jsonl": b"[1, 2, 3]\n",
    "deep.jsonl": b'{"metadata":' * 100_000,
    "later.jsonl": b'{"format": "corpus-tool/9"}',
    "plain.jsonl": line_of(Bundle(document(), ())).encode(),
    "not-toml.toml": b"[[[",
    "wrong.toml": b'[schema]\nname = 3\nversion = "1"',
    "twice.toml": b'[schema]\nname = "a"\nversion = "1"\n[[entity]]\nid = "A"\n[[entity]]\nid = "A"',
    "binary.toml": bytes(range(256)),
    "not-a.db": b"this is not a corpus" * 100,
    "empty.db": b"",
}

MISTAKES = [
    # A corpus that is none
    (["documents", "--corpus", "missing.db"], REFUSED, "no corpus at missing.db"),
    (["documents", "--corpus", "no/such/folder.db"], REFUSED, "no corpus at"),
    (["documents", "--corpus", "drawer"], REFUSED, "drawer is a folder"),
    (["documents", "--corpus", ""], REFUSED, "is a folder"),
    (["documents", "--corpus", "not-a.db"], REFUSED, "not a corpus"),
    (["documents", "--corpus", "empty.db"], REFUSED, "not a corpus"),
    (["documents", "--corpus", "text.txt/below.db"], REFUSED, "no corpus at"),
    (["annotate", "--as", "noa", "--corpus", "not-a.db"], REFUSED, "not a corpus"),
    (["demo", "--no-ui", "--corpus", "not-a.db"], REFUSED, "not a corpus"),
    (["demo", "--no-ui", "--corpus", "drawer"], REFUSED, "drawer is a folder"),
    (["demo", "--no-ui", "--corpus", "no/such/folder.db"], REFUSED, "cannot be made"),
    # A corpus that cannot be made
    (["new"], REFUSED, "corpus.db is there already"),
    (["new", "--corpus", "drawer"], REFUSED, "is there already"),
    (["new", "--corpus", "no/such/folder.db"], REFUSED, "cannot be made: No such file or directory"),
    (["new", "--corpus", "text.txt/below.db"], REFUSED, "cannot be made: Not a directory"),
    # A schema that is none
    (["new", "--corpus", "x.db", "--schema", "missing.toml"], REFUSED, "missing.toml cannot be read"),
    (["new", "--corpus", "x.db", "--schema", "drawer"], REFUSED, "drawer cannot be read"),
    (["new", "--corpus", "x.db", "--schema", "not-toml.toml"], REFUSED, "not-toml.toml is not TOML"),
    (["new", "--corpus", "x.db", "--schema", "binary.toml"], REFUSED, "binary.toml is not TOML"),
    (["new", "--corpus", "x.db", "--schema", "wrong.toml"], REFUSED, "wrong.toml is not a schema"),
    (["new", "--corpus", "x.db", "--schema", "twice.toml"], REFUSED, "'A' is given twice"),
    (["new", "--corpus", "x.db", "--schema-from-data", "missing.jsonl"], REFUSED, "cannot be read"),
    (["new", "--corpus", "x.db", "--schema-from-data", "word.docx"], REFUSED, "no reader for '.docx'"),
    (["new", "--corpus", "x.db", "--schema-from-data", "binary.jsonl"], REFUSED, "line 1: not UTF-8"),
    (["new", "--corpus", "x.db", "--schema-from-data", "plain.jsonl"], REFUSED, "holds no annotations"),
    (["new", "--corpus", "x.db", "--schema-from-data", "plain.jsonl", "--format", "nemo"], REFUSED, "' is no tag"),
    (["new", "--corpus", "x.db", "--format", "nemo"], USAGE, "there is none here"),
    (["new", "--schema", "a", "--schema-from-data", "b", "--corpus", "x.db"], USAGE, "not both"),
    # Files that cannot come in
    (["import", "missing.txt"], REFUSED, "missing.txt: cannot be read: No such file"),
    (["import", "drawer"], REFUSED, "drawer: this folder holds no file that can be read"),
    (["import", ""], USAGE, "`.` is the folder you are in"),
    (["import", "text.txt/below.txt"], REFUSED, "Not a directory"),
    (["import", "word.docx"], REFUSED, "no reader for '.docx'"),
    (["import", "latin1.txt"], REFUSED, "byte 0: not UTF-8"),
    (["import", "binary.txt"], REFUSED, "byte 128: not UTF-8"),
    (["import", "utf16.txt"], REFUSED, "byte 0: not UTF-8"),
    (["import", "binary.jsonl"], REFUSED, "line 1: not UTF-8 at byte 0"),
    (["import", "cut.jsonl"], REFUSED, "line 1: not JSON"),
    (["import", "array.jsonl"], REFUSED, "line 1: not corpus-tool/1"),
    (["import", "deep.jsonl"], REFUSED, "nested too deeply"),
    (["import", "later.jsonl"], REFUSED, "line 1: not corpus-tool/1"),
    (["import", "text.txt", "--encoding", "klingon"], USAGE, "no encoding 'klingon'"),
    (["import", "text.txt", "--column", "body"], USAGE, "--column text=body"),
    (["import"], USAGE, "Missing argument"),
    # What is not in the corpus
    (["show", "AR"], REFUSED, "did you mean ar-0001?"),
    (["show", "zz"], REFUSED, "`corpus-tool documents` lists them"),
    (["show", ""], REFUSED, "no document ''"),
    (["show", "ar-0001", "--layers", "zoe"], REFUSED, "Nobody called zoe"),
    (["annotate", "zz", "--as", "noa"], REFUSED, "no document 'zz'"),
    (["export"], REFUSED, "no gold layer"),
    (["export", "--layers", "zoe,noa"], REFUSED, "Nobody called zoe"),
    (["export", "--layers", "noa", "--format", "xml"], REFUSED, "no format 'xml' to export to (known: "),
    (["export", "--layers", "noa", "--to", "text.txt"], REFUSED, "cannot be written"),
    (["export", "--layers", "noa", "--to", "text.txt/below"], REFUSED, "cannot be written"),
    # Words the command line does not know
    (["frobnicate"], USAGE, "No such command 'frobnicate'"),
    (["documents", "--frobnicate"], USAGE, "No such option: --frobnicate"),
    (["documents", "superfluous"], USAGE, "unexpected extra argument"),
    (["show"], USAGE, "Missing argument"),
    (["documents", "--corpus"], USAGE, "requires an argument"),
]


@pytest.fixture(autouse=True)
def things(folder, well):
    """A folder full of what is no corpus, no schema and no article, and a corpus."""
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    (folder / "drawer").mkdir()
    (folder / "noa.jsonl").write_text(line_of(Bundle(document(), (layer(strike()),))), encoding="utf-8")
    well("new")
    well("import", "noa.jsonl")


def told(err: str) -> list[str]:
    """The lines of an answer but for click's two lines of usage."""
    return [line for line in err.split("\n") if line and not line.startswith(("Usage: ", "Try "))]


@pytest.mark.parametrize(("words", "code", "sentence"), MISTAKES, ids=[" ".join(words) for words, _, _ in MISTAKES])
def test_a_mistake_is_answered_by_one_sentence(tool, folder, words, code, sentence):
    before = sorted(folder.iterdir())
    done = tool(*words)
    assert done.code == code
    assert sentence in done.err
    assert len(told(done.err)) == 1
    assert "Traceback" not in done.err
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize("kept", [0, 100, 4096, 8192, 20_000])
def test_a_damaged_corpus_is_told_in_one_sentence(tool, folder, kept):
    whole = (folder / "corpus.db").read_bytes()
    (folder / "corpus.db").write_bytes(whole[:kept])
    done = tool("documents")
    assert done.code == REFUSED
    assert len(told(done.err)) == 1
    assert "corpus.db" in done.err


def test_a_later_programs_corpus_is_left_alone(tool, folder):
    db = Database(folder / "corpus.db")
    db["_sqlite_migrations"].insert({"migration_set": "corpus_tool", "name": "m999", "applied_at": "2031"})
    db.close()
    done = tool("documents")
    assert done.code == REFUSED
    assert "newer corpus-tool" in done.err


@pytest.mark.skipif(
    sys.platform == "win32" or (hasattr(os, "geteuid") and os.geteuid() == 0), reason="root may write everywhere"
)
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["new", "--corpus", "locked/x.db"], "Permission denied"),
        (["documents", "--corpus", "locked/corpus.db"], "read-only"),
        (["demo", "--no-ui", "--corpus", "locked/demo.db"], "Permission denied"),
        (["export", "--layers", "noa", "--to", "locked"], "Permission denied"),
        (["export", "--layers", "noa", "--to", "locked/below"], "Permission denied"),
    ],
)
def test_a_folder_that_may_not_be_written_is_named(tool, folder, words, sentence):
    locked = folder / "locked"
    locked.mkdir()
    (locked / "corpus.db").write_bytes((folder / "corpus.db").read_bytes())
    (locked / "corpus.db").chmod(0o400)
    locked.chmod(0o500)
    try:
        done = tool(*words)
    finally:
        locked.chmod(0o700)
    assert done.code == REFUSED
    assert sentence in done.err
    assert len(told(done.err)) == 1
