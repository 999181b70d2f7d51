"""Working time: what counts, what is written, and who may know."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass

import pytest
from corpus_tool_testing.builders import ARABIC, NOW, add_document, document, new_store, span
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.errors import UsageError
from corpus_tool.model import edits
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.store import Store
from corpus_tool.workbench.corpus_settings import BLIND, IDLE, choose, value_of
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.keeping import chosen, delete, purge
from corpus_tool.workbench.surroundings import Surroundings
from corpus_tool.workbench.timing import Timing, told

RINA = LayerName("rina", LayerKind.ANNOTATOR)


@dataclass
class Watch:
    """A clock that a test turns."""

    at: float = 1000.0

    def surroundings(self) -> Surroundings:
        return Surroundings(now=lambda: NOW, seconds=lambda: self.at)


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as store:
        add_document(store, document())
        yield store


@pytest.fixture
def watch():
    return Watch()


def open_desk(store: Store, watch: Watch, who: LayerName = RINA) -> Desk:
    return Desk(store, 1, who, watch.surroundings())


def work(timing: Timing, watch: Watch, *pauses: float) -> None:
    timing.attend()
    for pause in pauses:
        watch.at += pause
        timing.attend()


def test_time_between_keys_counts_and_a_long_pause_only_up_to_the_cut(store, watch):
    timing = Timing(open_desk(store, watch))
    work(timing, watch, 5, 10, 3600, 2)
    assert timing.seconds == 5 + 10 + 60 + 2


def test_the_cut_is_chosen_for_the_corpus_and_kept_with_what_it_measured(store, watch):
    choose(store, "idle-seconds", "20", "rina", watch.surroundings())
    timing = Timing(open_desk(store, watch))
    work(timing, watch, 15, 100)
    assert timing.seconds == 35
    timing.keep()
    (sitting,) = store.working_time.on(1)
    assert (sitting.annotator, sitting.seconds, sitting.idle, sitting.started) == ("rina", 35, 20, NOW)


def test_what_is_written_counts_the_acts_and_is_never_written_twice(store, watch):
    desk = open_desk(store, watch)
    timing = Timing(desk)
    work(timing, watch, 7)
    desk.do("Mark", edits.add(desk.layer, span("s1", ARABIC, "حلب", "GPE")))
    desk.undo()
    timing.keep()
    timing.keep()
    assert [(one.seconds, one.acts) for one in store.working_time.on(1)] == [(7, 2)]
    work(timing, watch, 3)
    timing.keep()
    assert store.working_time.seconds(1, "rina") == 10
    assert Timing(open_desk(store, watch)).seconds == 10


def test_another_writer_is_not_waited_for_and_nothing_is_lost(store, watch):
    timing = Timing(open_desk(store, watch))
    work(timing, watch, 7)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert not timing.keep()
        other.execute("ROLLBACK")
    assert timing.keep()
    assert store.working_time.seconds(1, "rina") == 7


def test_nothing_is_written_where_the_corpus_says_so(store, watch):
    choose(store, "time", "off", "lea")
    timing = Timing(open_desk(store, watch))
    work(timing, watch, 7)
    timing.keep()
    assert list(store.working_time.on(1)) == []


def test_working_time_cannot_be_edited(store, watch):
    timing = Timing(open_desk(store, watch))
    work(timing, watch, 7)
    timing.keep()
    with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
        store._db.execute("UPDATE sittings SET seconds = 1")


@given(st.lists(st.floats(0, 10_000), max_size=20), st.sets(st.integers(0, 20)))
def test_when_it_is_written_makes_no_difference_to_the_sum(tmp_path_factory, pauses, kept_after):
    watch = Watch()
    with new_store(tmp_path_factory.mktemp("time")) as store:
        add_document(store, document())
        timing = Timing(open_desk(store, watch))
        timing.attend()
        for number, pause in enumerate(pauses):
            work_began = watch.at
            watch.at = work_began + pause
            timing.attend()
            if number in kept_after:
                timing.keep()
        timing.keep()
        assert store.working_time.seconds(1, "rina") == pytest.approx(sum(min(one, 60) for one in pauses), abs=0.1)


def test_the_clock_is_shown_where_its_annotator_wants_it_and_that_is_remembered(store, watch):
    assert not Timing(open_desk(store, watch)).is_shown
    Timing(open_desk(store, watch)).show(shown=True)
    assert Timing(open_desk(store, watch)).is_shown
    assert not Timing(open_desk(store, watch, LayerName("noa", LayerKind.ANNOTATOR))).is_shown


def test_purging_a_layer_or_a_document_destroys_the_time_spent_on_it(store, watch):
    for who in ("rina", "noa"):
        desk = open_desk(store, watch, LayerName(who, LayerKind.ANNOTATOR))
        desk.do("Mark", edits.add(desk.layer, span("s1", ARABIC, "حلب", "GPE")))
        timing = Timing(desk)
        work(timing, watch, 9)
        timing.keep()
    delete(store, ["ar-0001"], "noa", "lea")
    purge(store, chosen(store, [], "noa"), "lea")
    assert [one.annotator for one in store.working_time.on(1)] == ["rina"]
    delete(store, ["ar-0001"], "", "lea")
    assert store.working_time.spent() == []
    purge(store, chosen(store, [], ""), "lea")
    assert list(store.working_time.on(1)) == []


def test_stretches_of_another_file_come_once(store, watch):
    timing = Timing(open_desk(store, watch))
    work(timing, watch, 7)
    timing.keep()
    there = list(store.working_time.on(1))
    with store.writing():
        assert store.working_time.bring(there) == 0
        assert store.working_time.bring([type(there[0])(1, "noa", NOW, 3.0, 0, 60)]) == 1
    assert [(one.annotator, one.seconds) for one in store.working_time.spent()] == [("noa", 3), ("rina", 7)]


def test_a_setting_has_a_default_and_the_newest_choice_counts(store):
    assert (value_of(store, BLIND), value_of(store, IDLE)) == ("on", "60")
    choose(store, "blind", "off", "lea")
    choose(store, "blind", "until-done", "lea")
    assert value_of(store, BLIND) == "until-done"


@pytest.mark.parametrize(("name", "value"), [("blind", "maybe"), ("idle-seconds", "2"), ("colour", "red")])
def test_a_setting_that_there_is_not_is_refused_with_what_there_is(store, name, value):
    with pytest.raises(UsageError, match=r"may be|there are blind, .*idle-seconds"):
        choose(store, name, value, "lea")


@pytest.mark.parametrize(("seconds", "words"), [(0, "0:00"), (59, "0:00"), (61, "0:01"), (7260.5, "2:01")])
def test_time_is_told_in_hours_and_minutes(seconds, words):
    assert told(seconds) == words
