"""Access tokens: shown once, kept as digests, gone when revoked."""

import pytest

from corpus_tool.errors import NotFoundError, UsageError
from corpus_tool.web.tokens import Tokens, beside, make

NOW = "2026-01-01T00:00:00.000+00:00"


@pytest.fixture
def tokens(tmp_path) -> Tokens:
    return Tokens(beside(tmp_path / "corpus.db"))


def test_a_token_tells_whose_it_is(tokens):
    made = make("noa", NOW)
    tokens.add(made.token)
    assert tokens.holder(made.secret) == made.token
    assert tokens.holder(made.secret + "x") is None
    assert tokens.holder("") is None


def test_the_words_of_a_token_are_kept_nowhere(tokens, tmp_path):
    made = make("noa", NOW)
    tokens.add(made.token)
    kept = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert len(kept) == 1
    assert made.secret.encode() not in kept[0].read_bytes()
    assert kept[0].stat().st_mode & 0o077 == 0
    assert kept[0].parent.stat().st_mode & 0o077 == 0


def test_no_two_tokens_are_the_same_and_each_has_256_bits(tokens):
    secrets = {make("noa", NOW).secret for _ in range(100)}
    assert len(secrets) == 100
    assert all(len(secret) == len("ct-") + 43 for secret in secrets)


def test_revoking_a_name_takes_all_its_tokens_and_no_others(tokens):
    hers, again, his = make("noa", NOW), make("noa", NOW), make("sami", NOW)
    for made in (hers, again, his):
        tokens.add(made.token)
    assert {token.id for token in tokens.revoke("noa")} == {hers.token.id, again.token.id}
    assert tokens.all() == [his.token]
    assert tokens.holder(hers.secret) is None
    assert tokens.holder(his.secret) == his.token


def test_revoking_an_id_leaves_the_other_tokens_of_the_name(tokens):
    one, other = make("noa", NOW), make("noa", NOW)
    tokens.add(one.token)
    tokens.add(other.token)
    tokens.revoke(one.token.id)
    assert tokens.all() == [other.token]


def test_what_is_not_there_cannot_be_revoked(tokens):
    with pytest.raises(NotFoundError, match="token list"):
        tokens.revoke("noa")


def test_a_token_is_for_a_name_that_annotators_can_have():
    with pytest.raises(UsageError):
        make("gold", NOW)


def test_a_file_that_is_broken_lets_nobody_in(tokens, tmp_path):
    made = make("noa", NOW)
    tokens.add(made.token)
    file = beside(tmp_path / "corpus.db") / "tokens" / made.token.id
    file.write_bytes(file.read_bytes()[:-5])
    assert tokens.holder(made.secret) is None
    assert tokens.all() == []


def test_a_file_under_another_id_lets_nobody_in(tokens, tmp_path):
    made, other = make("noa", NOW), make("sami", NOW)
    tokens.add(made.token)
    folder = beside(tmp_path / "corpus.db") / "tokens"
    (folder / made.token.id).rename(folder / other.token.id)
    assert tokens.holder(other.secret) is None


def test_a_lent_token_is_in_no_file(tokens, tmp_path):
    made = make("noa", NOW)
    tokens.lend(made.token)
    assert tokens.holder(made.secret) == made.token
    assert list(tmp_path.rglob("*")) == []
