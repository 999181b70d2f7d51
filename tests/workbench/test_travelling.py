"""What goes with documents leaves in bundles and comes home: comments, decisions, guidelines, what was found out."""

from contextlib import suppress
from itertools import permutations
from pathlib import Path
from random import Random
from shutil import copyfile

import pytest
from corpus_tool_testing.builders import (
    ARABIC,
    HEBREW,
    NOW,
    add_document,
    counting_surroundings,
    document,
    locked,
    new_store,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus_tool.errors import CorpusToolError
from corpus_tool.model import edits
from corpus_tool.model.annotations import Span
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.model.regions import Origin, Region, RegionKind
from corpus_tool.model.schemas import Migration
from corpus_tool.store.decisions import About, Decision
from corpus_tool.store.derived import KnownPair
from corpus_tool.store.store import Store
from corpus_tool.text.audit import audit
from corpus_tool.workbench.assigning import give, lock, take_back, unlock
from corpus_tool.workbench.bundling import bundle, hers
from corpus_tool.workbench.checking import check
from corpus_tool.workbench.commenting import comment, resolve
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.keeping import chosen, delete, purge, undelete
from corpus_tool.workbench.merging import Outcome, merge
from corpus_tool.workbench.migrating import put_in_force
from corpus_tool.workbench.regions import document_regions, set_region
from corpus_tool.workbench.surroundings import Surroundings

NOA, SAMI = (LayerName(name, LayerKind.ANNOTATOR) for name in ("noa", "sami"))


def at(second: int) -> Surroundings:
    return Surroundings(now=lambda: f"2026-02-01T00:00:{second:02}.000+00:00")


def mark(
    store: Store, name: LayerName, start: int, document_id: int = 1, surroundings: Surroundings | None = None
) -> None:
    desk = Desk(store, document_id, name, surroundings or counting_surroundings())
    one = Span(id=f"s{start}-{len(desk.layer.ordered)}", label="PER", fragments=((start, start + 1),))
    desk.do("Mark PER", edits.add(desk.layer, one))


@pytest.fixture
def home(tmp_path):
    """Two documents; noa has one, sami both; a question to each."""
    with new_store(tmp_path, "home.db") as store:
        add_document(store, document())
        add_document(store, document(HEBREW, "he-0001"))
        give(store, [1], ["noa", "sami"], "lead", at(0))
        give(store, [2], ["sami"], "lead", at(0))
        mark(store, NOA, 1)
        mark(store, SAMI, 5)
        yield store


def sent(store: Store, wanted=lambda layer: layer == NOA, name: str = "noa.db") -> Path:
    target = store.path.with_name(name)
    bundle(store, store.documents.ids(), wanted, target)
    return target


def said(store: Store, document_id: int = 1) -> list[tuple[str, str]]:
    return [(one.who, one.text) for one in store.comments.on(document_id)]


def contents(store: Store) -> dict[str, object]:
    """Everything that goes with documents, whatever numbers this file gave."""
    found: dict[str, object] = {
        "guidelines": [(one.schema, one.text, one.at) for one in store.schemas.explanations()],
        "newest": store.schemas.guidelines(store.schemas.current()),
        "splits": store.schemas.splits(),
        "pairs": sorted(tuple(pair) for pair in store.derived.pairs()),
        "stories": sorted(sorted(store.documents.key_of(id) for id in story) for story in store.stories.all().values()),
    }
    for id in store.documents.ids(deleted=True):
        comments = [
            (
                one.who,
                one.text,
                one.at,
                one.resolved_at,
                one.resolved_by,
                one.annotation,
                one.layer_id and store.layers.whose(one.layer_id)[1],
            )
            for one in store.comments.on(id)
        ]
        digest = store.documents.load(id).text_sha256
        locks = {name: store.work.lock_of(id, name) for name in ("noa", "sami", "lea")}
        found[digest] = {
            "comments": sorted(comments, key=repr),
            "decisions": sorted(store.decisions.of(id), key=lambda one: one.uid(digest)),
            "assigned": store.work.holders(id),
            "locks": locks,
            "regions": sorted(store.regions.of_document(id)),
            "derived": store.derived.of(id),
            "findings": store.findings.of(id),
            "deleted": store.hiding.when_document(id),
            "deleted layers": {
                name: store.hiding.when_layer(id, name) for name in sorted(store.layers.names(id, deleted=True))
            },
            "worked on": sorted(store.decisions.worked_on_since(id), key=repr),
        }
    return found


def test_a_bundle_brings_her_assignments_and_locks_and_nobody_elses(home):
    lock(home, [2], "sami", "lead", at(1))
    lock(home, [1], "noa", "lead", at(1))
    with Store.open(sent(home)) as part:
        assert part.work.assigned() == {1: ["noa"]}
        assert locked(part) == {(1, "noa")}
        assert check(part).findings == []
    with Store.open(sent(home, lambda _: True, "all.db")) as part:
        assert part.work.assigned() == home.work.assigned()
        assert locked(part) == locked(home)


def test_her_documents_are_those_assigned_to_her_and_those_she_began(home):
    mark(home, NOA, 1, 2)
    add_document(home, document("نص آخر", "other"))
    assert hers(home, "noa") == [1, 2]
    assert hers(home, "sami") == [1, 2]


def test_a_blind_bundle_keeps_back_what_others_say_about_their_work(home):
    comment(home, 1, "everybody: mind the clitics", "lead", surroundings=at(1))
    comment(home, 1, "mine is a unit", "sami", surroundings=at(2))
    comment(home, 1, "why here?", "lead", on="s5-0", layer="sami", surroundings=at(3))
    comment(home, 1, "a question of mine", "noa", on="s1-0", layer="noa", surroundings=at(4))
    with Store.open(sent(home)) as part:
        assert said(part) == [("lead", "everybody: mind the clitics"), ("noa", "a question of mine")]
        (_, mine) = part.comments.on(1)
        assert part.layers.whose(mine.layer_id)[1] == NOA
    with Store.open(sent(home, lambda _: True, "all.db")) as part:
        assert len(said(part)) == 4


def test_a_question_comes_home_once_and_its_answer_too(home):
    number = comment(home, 1, "a town?", "lead", place=(32, 35), is_question=True, surroundings=at(1))
    out = sent(home)
    with Store.open(out) as part:
        resolve(part, 1, "noa", at(5))
        comment(part, 1, "and this?", "noa", surroundings=at(6))
    report = merge(home, out)
    assert report.others == {"comments": 1, "resolutions": 1}
    assert home.comments.on(1)[-1].resolved_by == "noa"
    assert merge(home, out).others == {}
    assert number == 1
    assert len(said(home)) == 2


def test_of_two_answers_the_earlier_stands_in_every_copy(home):
    comment(home, 1, "a town?", "lead", surroundings=at(1))
    out = sent(home)
    with Store.open(out) as part:
        resolve(part, 1, "noa", at(5))
    resolve(home, 1, "lead", at(9))
    merge(home, out)
    with Store.open(out) as part:
        merge(part, home.path)
        for store in (home, part):
            assert (store.comments.on(1)[0].resolved_by, store.comments.on(1)[0].resolved_at[17:19]) == ("noa", "05")


def test_a_corrected_line_comes_home_and_the_later_correction_stands_and_is_told(home):
    one = home.documents.load(1)
    line = document_regions(home, one)[1]
    set_region(home, one, line, RegionKind.BOILERPLATE, "lead", at(1))
    out = sent(home)
    with Store.open(out) as part:
        set_region(part, part.documents.load(1), line, RegionKind.BODY, "noa", at(3))
    set_region(home, one, line, RegionKind.CAPTION, "lead", at(2))
    report = merge(home, out)
    assert report.others == {"regions": 1}
    (told,) = [entry for entry in report.entries if entry.outcome is Outcome.OVERRULED]
    assert told.message == f"region {line.start}:{line.end}: caption (lead) is now body (noa)"
    assert document_regions(home, one)[1].kind is RegionKind.BODY
    set_region(home, one, line, None, "lead", at(4))
    assert merge(home, out).others == {}
    assert document_regions(home, one)[1].origin is Origin.SHAPE


def test_taking_back_travels_like_giving(home):
    lock(home, [1], "noa", "lead", at(1))
    out = sent(home)
    take_back(home, [1], ["noa"], "lead", at(2))
    unlock(home, [1], "noa", "lead", at(2))
    give(home, [2], ["noa"], "lead", at(2))
    assert merge(home, out).others == {}  # it only knows of what was before
    assert home.work.assigned() == {1: ["sami"], 2: ["noa", "sami"]}
    with Store.open(out) as part:
        assert merge(part, home.path).count(Outcome.OVERRULED) == 2
        assert part.work.assigned() == home.work.assigned()
        assert locked(part) == set()


def test_what_is_decided_in_sight_of_another_decision_comes_after_it_though_a_clock_be_late(home):
    out = sent(home)
    with Store.open(out) as part:
        lock(part, [1], "noa", "noa", at(50))  # a machine whose clock runs ahead
    merge(home, out)
    unlock(home, [1], "noa", "lead", at(3))
    lock(home, [1], "noa", "lead", at(4))
    unlock(home, [1], "noa", "lead", at(4))
    assert locked(home) == set()
    assert merge(home, out).others == {}
    assert [(one.says, one.turn) for one in home.decisions.of(1) if one.about is About.LOCK] == [
        ("yes", 0),
        ("", 1),
        ("yes", 2),
        ("", 3),
    ]


def test_decisions_are_never_edited(home):
    with pytest.raises(Exception, match="only ever added"):
        home._db.execute("UPDATE decisions SET who = 'noa'")


def test_guidelines_and_splittings_come_along_and_home_each_once(home):
    schema = home.schemas.current_ref()
    with home.writing():
        home.schemas.explain("# One", NOW)
        home.schemas.explain("# Two", NOW)
        home.schemas.split(Migration(sources=("WEA",), targets=("ARM", "VEH")))
    out = sent(home)
    with Store.open(out) as part:
        assert part.schemas.guidelines(part.schemas.current()) == "# Two"
        assert part.schemas.splits() == home.schemas.splits()
        with part.writing():
            part.schemas.explain("# Three", NOW)
            part.schemas.take_split(schema, Migration(part="value", of="polarity", sources=("x",), targets=("y", "z")))
    assert merge(home, out).others == {"guidelines": 1, "splittings": 1}
    assert home.schemas.guidelines(home.schemas.current()) == "# Three"
    assert merge(home, out).others == {}


def test_what_was_found_out_comes_along(home):
    texts = [home.documents.load(id).text_sha256 for id in (1, 2)]
    with home.writing():
        home.derived.take_pairs([KnownPair(*texts, 0.5, 0.9)])
        home.findings.replace(1, audit("كلمة\u200f\u202e"))
        home.regions.replace_repeated("test", [(1, Region(0, 5, RegionKind.BOILERPLATE, Origin.REPEATED))], NOW)
    with Store.open(sent(home)) as part:
        assert part.stories.of_document(1) == [2]
        assert part.findings.of(1) == home.findings.of(1) != ()
        assert part.derived.of(1) == home.derived.of(1)
    assert merge(home, home.path.with_name("noa.db")).others == {}


def test_a_comment_on_a_document_that_is_new_here_comes_with_it(home, tmp_path):
    with new_store(tmp_path, "field.db") as field:
        add_document(field, document("نص من الميدان", "field"))
        comment(field, 1, "from a leaflet", "noa", surroundings=at(1))
        give(field, [1], ["noa"], "noa", at(1))
    report = merge(home, tmp_path / "field.db")
    assert report.others == {"assignments": 1, "comments": 1}
    assert said(home, 3) == [("noa", "from a leaflet")]
    assert home.work.assigned()[3] == ["noa"]


def test_work_that_comes_home_under_a_lock_or_an_older_schema_says_so(home):
    out = sent(home)
    with Store.open(out) as part:
        mark(part, NOA, 7)
    lock(home, [1], "noa", "lead", at(1))
    now = home.schemas.current()
    put_in_force(home, replace(now, head=replace(now.head, version="1.1.0")), "lead", surroundings=at(2))
    (entry,) = [entry for entry in merge(home, out).entries if entry.outcome is Outcome.FURTHER]
    assert "locked here by lead since 2026-02-01; it came in all the same" in entry.message
    assert "made under 1.0.0; nothing in it had to change for 1.1.0" in entry.message
    assert {entry.message for entry in merge(home, out).entries} == {""}


def outcomes(store: Store, out: Path) -> list[tuple[Outcome, str]]:
    told = (Outcome.DELETED, Outcome.WORKED_ON)
    return [(entry.outcome, entry.layer) for entry in merge(store, out).entries if entry.outcome in told]


def test_what_was_deleted_elsewhere_is_deleted_here_until_somebody_takes_it_back(home):
    out = sent(home, lambda _: True, "all.db")
    with Store.open(out) as part:
        delete(part, ["he-0001"], "", "lea", at(3))
        delete(part, ["ar-0001"], "noa", "lea", at(3))
    assert outcomes(home, out) == [(Outcome.DELETED, "noa"), (Outcome.DELETED, "")]
    assert [home.documents.key_of(id) for id in home.documents.ids()] == ["ar-0001"]
    assert home.layers.names(1) == [SAMI]
    assert outcomes(home, out) == []
    undelete(home, [], "", "lead", at(4))
    assert outcomes(home, out) == []  # the newest decision stands
    assert home.documents.ids() == [1, 2]
    assert home.layers.names(1) == [NOA, SAMI]
    assert check(home).sound
    with Store.open(out) as part:
        merge(part, home.path)
        assert set(part.layers.names(part.documents.id_of_key("ar-0001"))) == {NOA, SAMI}
        assert len(part.documents.ids()) == 2


def test_a_layer_that_was_worked_on_since_is_shown_and_told(home):
    out = sent(home)
    with Store.open(out) as part:
        delete(part, ["ar-0001"], "noa", "lea", at(3))
    mark(home, NOA, 7, surroundings=at(5))
    (told,) = [entry for entry in merge(home, out).entries if entry.outcome is Outcome.WORKED_ON]
    assert (told.layer, told.message) == (
        "noa",
        "lea deleted it on 2026-02-01; it is shown, as the work on it is newer",
    )
    assert NOA in home.layers.names(1)
    assert outcomes(home, out) == []
    delete(home, ["ar-0001"], "noa", "lead", at(4))  # in sight of that work, whatever the clock says
    assert NOA not in home.layers.names(1)
    assert outcomes(home, out) == []
    assert check(home).sound


def test_work_that_came_home_on_what_was_deleted_before_it_was_done_is_shown(home):
    out = sent(home)
    with Store.open(out) as part:
        mark(part, NOA, 7, surroundings=at(5))
    delete(home, ["ar-0001"], "noa", "lead", at(3))
    assert outcomes(home, out) == [(Outcome.WORKED_ON, "noa")]
    assert len(home.layers.load(1, NOA).ordered) == 2


def test_a_deleted_document_is_brought_so_that_no_order_matters(home):
    early, late = sent(home, lambda _: True, "early.db"), sent(home, lambda _: True, "late.db")
    with Store.open(late) as part:
        delete(part, ["he-0001"], "", "lea", at(3))
    for order in permutations((early, late)):
        with new_store(home.path.parent, f"{order[0].stem}-first.db") as other:
            for out in order:
                merge(other, out)
            assert [other.documents.key_of(id) for id in other.documents.ids()] == ["ar-0001"]
            assert len(other.documents.ids(deleted=True)) == 2
            assert check(other).sound


def test_whoever_begins_anew_after_a_purge_is_not_hidden(home):
    delete(home, ["ar-0001"], "noa", "lead", at(3))
    purge(home, chosen(home, ["ar-0001"], "noa"), "lead", at(4))
    mark(home, NOA, 2)
    merge(home, sent(home))
    assert NOA in home.layers.names(1)
    assert home.decisions.astray() == []


PEOPLE = ("noa", "sami", "lea")


def act(store: Store, dice: Random, second: int) -> None:
    """One random act of somebody; some are refused, on what is deleted."""
    ids = store.documents.ids(deleted=True)
    who, whose, id, now = dice.choice(PEOPLE), dice.choice(PEOPLE), dice.choice(ids), at(second)
    match dice.randrange(13):
        case 0:
            give(store, [id], [whose], who, now)
        case 1:
            take_back(store, [id], [whose], who, now)
        case 2:
            lock(store, [id], whose, who, now)
        case 3:
            unlock(store, [id], whose, who, now)
        case 4:
            one = store.documents.load(id)
            kind = dice.choice([*RegionKind, None])
            set_region(store, one, dice.choice(document_regions(store, one)), kind, who, now)
        case 5:
            comment(store, id, f"remark {dice.randrange(5)}", who, surroundings=now)
        case 6:
            if left := [one.number for _, one in store.comments.open()]:
                resolve(store, dice.choice(left), who, now)
        case 7:
            with store.writing():
                store.schemas.explain(f"# {dice.randrange(5)}", now.now())
        case 8 | 9:
            with suppress(CorpusToolError):
                keep = dice.choice([delete, undelete, undelete])
                keep(store, [store.documents.key_of(id)], dice.choice(["", whose, whose]), who, now)
        case _:
            name = LayerName(whose, LayerKind.ANNOTATOR)
            with suppress(CorpusToolError):
                mark(store, name, dice.randrange(20), id, now)
            layer = store.layers.load(id, name)
            if layer and layer.ordered and name in store.layers.names(id):  # nobody speaks of what is deleted
                comment(store, id, "why?", who, on=layer.ordered[0].id, layer=whose, surroundings=now)


@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 1_000_000))
def test_four_copies_worked_on_at_random_come_home_in_any_order_and_twice_to_the_same(tmp_path_factory, seed):
    folder, dice = tmp_path_factory.mktemp("copies"), Random(seed)
    with new_store(folder, "home.db") as store:
        for number, text in enumerate((ARABIC, HEBREW)):
            add_document(store, document(text, f"d{number}"))
        for second in range(6):
            act(store, dice, second)
        outs = [sent(store, lambda _: True, f"{number}.db") for number in range(4)]
        act(store, dice, 6)
    for out in outs:
        with Store.open(out) as store:
            for step in range(8):
                act(store, dice, 6 + step // 2)  # acts of four copies, often in the same instant
    first: dict[str, object] | None = None
    for number, order in enumerate(permutations(outs)):
        corpus = folder / f"order{number}.db"
        copyfile(folder / "home.db", corpus)
        with Store.open(corpus) as store:
            for out in order:
                merge(store, out)
            found = contents(store)
            assert sum(sum(merge(store, out).others.values()) for out in order) == 0
            assert contents(store) == found
            assert store.decisions.astray() == []
            first = first or found
            assert found == first


def test_a_decision_has_the_same_name_wherever_it_is_made():
    one = Decision(About.LOCK, "noa", "yes", NOW, 0, "lead")
    assert one.uid("text") == replace(one).uid("text") != replace(one, turn=1).uid("text")
    assert one.uid("text") != one.uid("other text")
