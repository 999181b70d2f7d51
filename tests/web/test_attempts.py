"""Wrong tokens: a few, and then one waits."""

from corpus_tool.web.attempts import ADDRESSES, ATTEMPTS, WINDOW, Attempts


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def wrong(attempts: Attempts, address: str, times: int = ATTEMPTS) -> None:
    for _ in range(times):
        attempts.failed(address)


def test_a_few_wrong_tokens_are_forgiven():
    attempts = Attempts(Clock())
    wrong(attempts, "192.0.2.1", ATTEMPTS - 1)
    assert attempts.seconds_to_wait("192.0.2.1") == 0


def test_after_more_one_waits_and_others_do_not():
    attempts = Attempts(Clock())
    wrong(attempts, "192.0.2.1")
    assert attempts.seconds_to_wait("192.0.2.1") == WINDOW
    assert attempts.seconds_to_wait("192.0.2.2") == 0


def test_the_wait_ends():
    clock = Clock()
    attempts = Attempts(clock)
    wrong(attempts, "192.0.2.1")
    clock.now = WINDOW
    assert attempts.seconds_to_wait("192.0.2.1") == 0


def test_addresses_that_one_owner_chooses_from_count_together():
    attempts = Attempts(Clock())
    for last in range(ATTEMPTS):
        attempts.failed(f"2001:db8:1:1::{last:x}")
    assert attempts.seconds_to_wait("2001:db8:1:1:ffff::1") > 0
    assert attempts.seconds_to_wait("2001:db8:1:2::1") == 0


def test_what_is_remembered_has_an_end():
    attempts = Attempts(Clock())
    for number in range(ADDRESSES + 10):
        attempts.failed(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    assert len(attempts._failed) == ADDRESSES
