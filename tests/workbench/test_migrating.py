"""A schema's next version: annotations are brought along, or nothing is changed and it is said why."""

import pytest
from corpus_tool_testing.builders import (
    ARABIC,
    HEBREW,
    add_document,
    counting_surroundings,
    document,
    event,
    new_store,
    span,
    strike,
)
from msgspec.structs import replace

from corpus_tool.errors import LayerMovedError, SchemaError, UsageError
from corpus_tool.model import edits
from corpus_tool.model.annotations import Argument, Relation
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.model.schemas import Label, Migration, Schema
from corpus_tool.store.store import Store
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.migrating import put_in_force, work_list
from corpus_tool.workbench.schemas import migration_of, schema_from_file

NOA = LayerName("noa", LayerKind.ANNOTATOR)


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as store:
        add_document(store, document())
        add_document(store, document(HEBREW, "he-0001"))
        desk = open_desk(store)
        for annotation in strike():
            desk.do("Mark", edits.add(desk.layer, annotation))
        yield store


def open_desk(store: Store, document_id: int = 1) -> Desk:
    return Desk(store, document_id, NOA, counting_surroundings())


def next_version(store: Store, **changes) -> Schema:
    now = store.schemas.current()
    return replace(now, head=replace(now.head, version="1.1.0"), **changes)


def without(store: Store, *labels: str, new: tuple[str, ...] = ()) -> Schema:
    """The next version, without some labels and with new ones."""
    now = store.schemas.current()
    events = tuple(replace(one, roles=tuple(replace(role, fillers=()) for role in one.roles)) for one in now.events)
    roles = tuple(replace(role, fillers=()) for role in now.common_roles)
    attributes = tuple(one for one in now.attributes if not set(labels) & set(one.on))
    kept = tuple(one for one in now.labels if one.id not in labels)
    return next_version(
        store,
        labels=(*kept, *(Label(id=id) for id in new)),
        events=events,
        common_roles=roles,
        attributes=attributes,
    )


def labels(store: Store) -> list[str]:
    return [one.label for one in store.layers.load(1, NOA).spans]


def apply(store: Store, schema: Schema, *migrations: Migration, **more):
    return put_in_force(store, schema, "lead", extra=migrations, surroundings=counting_surroundings(), **more)


def test_a_renamed_label_takes_its_annotations_along(store):
    report = apply(store, without(store, "ORG", new=("BODY",)), Migration(sources=("ORG",), targets=("BODY",)))
    assert [(step.title, step.layers, step.annotations) for step in report.steps] == [("Rename ORG to BODY", 1, 2)]
    assert labels(store) == ["BODY", "NORP", "BODY", "GPE"]
    assert store.schemas.current().version == "1.1.0"


def test_a_migration_is_a_revision_that_undo_takes_back_and_redo_brings_again(store):
    apply(store, without(store, "ORG", new=("BODY",)), Migration(sources=("ORG",), targets=("BODY",)))
    desk = open_desk(store)
    assert desk.undoable.title == "Rename ORG to BODY (conflict-news 1.1.0)"
    assert (desk.undoable.who, desk.undoable.schema_version) == ("lead", "1.1.0")
    desk.undo()
    assert labels(store) == ["ORG", "NORP", "ORG", "GPE"]
    desk.redo()
    assert labels(store) == ["BODY", "NORP", "BODY", "GPE"]


def test_merged_labels_can_keep_what_told_them_apart(store):
    merging = Migration(sources=("NORP", "GPE"), targets=("LOC",), set={"was": "either"})
    report = apply(store, without(store, "NORP", "GPE"), merging)
    assert labels(store) == ["ORG", "LOC", "ORG", "LOC"]
    assert all(one.attributes["was"] == "either" for one in store.layers.load(1, NOA).spans if one.label == "LOC")
    assert report.steps[0].title == "Merge NORP, GPE into LOC"


def test_a_subtype_stays_where_the_new_label_knows_it(store):
    now = store.schemas.current()
    twin = replace(now.label_by_id["ORG"], id="BODY", key="")
    schema = without(store, "ORG")
    apply(store, replace(schema, labels=(*schema.labels, twin)), Migration(sources=("ORG",), targets=("BODY",)))
    assert store.layers.load(1, NOA)["s1"].attributes == {"subtype": "StateForces"}


def test_a_label_that_is_still_used_is_not_removed_and_its_uses_are_counted(store):
    before = store.layers.load(1, NOA)
    with pytest.raises(SchemaError, match=r"label ORG \(2 times\).*nothing was changed"):
        apply(store, without(store, "ORG"))
    assert store.schemas.current().version == "1.0.0"
    assert store.layers.load(1, NOA) == before


def test_a_label_that_nobody_used_goes_without_a_word(store):
    assert apply(store, without(store, "WEA")).steps == ()


def test_annotations_are_removed_when_told_with_what_hangs_on_them(store):
    desk = open_desk(store)
    desk.do("Tie", edits.add(desk.layer, Relation(id="r1", type="coreference", source="s1", target="s3")))
    apply(store, without(store, "ORG"), Migration(sources=("ORG",)))
    layer = store.layers.load(1, NOA)
    assert [one.id for one in layer.ordered] == ["s2", "s4", "e1"]
    assert layer["e1"].arguments == ()
    again = open_desk(store)
    again.undo()
    assert [one.id for one in store.layers.load(1, NOA).ordered] == ["s1", "s2", "s3", "s4", "e1", "r1"]


def test_a_split_label_becomes_a_work_list_that_shrinks_as_people_decide(store):
    report = apply(
        store, without(store, "ORG", new=("ARMY", "GROUP")), Migration(sources=("ORG",), targets=("ARMY", "GROUP"))
    )
    assert (report.steps[0].annotations, report.steps[0].waiting) == (0, 2)
    assert [(one.annotation, one.text, one.choices) for one in work_list(store)] == [
        ("s1", "الجيش السوري", ("ARMY", "GROUP")),
        ("s3", "داعش", ("ARMY", "GROUP")),
    ]
    desk = open_desk(store)
    desk.do("Decide", edits.relabel(desk.layer, "s1", "ARMY"))
    assert [one.annotation for one in work_list(store)] == ["s3"]


def test_a_role_is_renamed_in_one_event_type_or_in_all(store):
    now = store.schemas.current()
    events = tuple(
        replace(one, roles=tuple(replace(r, id="Agent") if r.id == "Attacker" else r for r in one.roles))
        for one in now.events
    )
    schema = next_version(store, events=events)
    with pytest.raises(SchemaError, match=r"role Attacker of Conflict.AirStrike \(1 times\)"):
        apply(store, schema)
    with pytest.raises(SchemaError, match="role Attacker"):
        apply(store, schema, Migration(part="role", sources=("Attacker",), targets=("Agent",), event="Conflict.Clash"))
    apply(store, schema, Migration(part="role", sources=("Attacker",), targets=("Agent",)))
    assert store.layers.load(1, NOA)["e1"].arguments == (Argument("Agent", "s1"), Argument("Target", "s3"))


def test_an_event_type_is_renamed_with_its_roles(store):
    now = store.schemas.current()
    events = tuple(replace(one, id="War.Air") if one.id == "Conflict.AirStrike" else one for one in now.events)
    attributes = tuple(replace(one, on=("event",)) for one in now.attributes if "Conflict.AirStrike" in one.on)
    kept = tuple(one for one in now.attributes if "Conflict.AirStrike" not in one.on)
    apply(
        store,
        next_version(store, events=events, attributes=(*kept, *attributes)),
        Migration(part="type", sources=("Conflict.AirStrike",), targets=("War.Air",)),
    )
    assert store.layers.load(1, NOA)["e1"].type == "War.Air"


def test_what_breaks_a_rule_afterwards_is_said(store):
    now = store.schemas.current()
    labels = tuple(one for one in now.labels if one.id != "GPE")
    schema = without(store, "GPE")
    desk = open_desk(store)
    desk.do("Mark", edits.add(desk.layer, span("s9", ARABIC, "حلب", "LOC")))
    report = apply(store, replace(schema, labels=labels), Migration(sources=("GPE",), targets=("LOC",)))
    assert [(one.annotation, one.message) for one in report.problems] == [("s4", "LOC is marked there already: حلب")]


def test_a_trial_keeps_nothing(store):
    schema = without(store, "ORG", new=("BODY",))
    report = apply(store, schema, Migration(sources=("ORG",), targets=("BODY",)), is_trial=True)
    assert report.steps[0].annotations == 2
    assert (labels(store)[0], store.schemas.current().version) == ("ORG", "1.0.0")


def test_each_layer_and_act_keeps_the_version_it_was_made_under(store):
    apply(store, without(store, "WEA"))
    desk = open_desk(store)
    desk.do("Mark", edits.add(desk.layer, event("e2", ARABIC, "قتلوا", "Life.Die")))
    assert store.layers.load(1, NOA).schema.version == "1.0.0"
    assert [one.schema_version for one in store.revisions.of_layer(1, NOA)][-2:] == ["1.0.0", "1.1.0"]
    later = open_desk(store, 2)
    later.do("Mark", edits.add(later.layer, span("s1", HEBREW, 'דאע"ש')))
    assert store.layers.load(2, NOA).schema.version == "1.1.0"


def test_a_version_is_put_in_force_once(store):
    with pytest.raises(SchemaError, match=r"conflict-news 1.0.0 was in force already"):
        apply(store, store.schemas.current())


def test_a_migration_that_leads_nowhere_is_refused_and_an_old_one_passed_over(store):
    with pytest.raises(SchemaError, match="has no label 'NOWHERE'"):
        apply(store, without(store, "ORG"), Migration(sources=("ORG",), targets=("NOWHERE",)))
    assert apply(store, without(store, "WEA"), Migration(sources=("LONG_AGO",), targets=("ELSE",))).steps == ()


def test_an_open_annotator_goes_on_under_the_new_schema(store):
    desk = open_desk(store)
    apply(store, without(store, "WEA"))
    with pytest.raises(LayerMovedError, match="schema was changed"):
        desk.do("Mark", edits.add(desk.layer, span("s7", ARABIC, "15", "WEA")))
    assert desk.schema.version == "1.1.0"
    desk.do("Mark", edits.add(desk.layer, span("s7", ARABIC, "مسلحا", "PER")))


@pytest.mark.parametrize(
    ("words", "migration"),
    [
        ("ORG=BODY", Migration(sources=("ORG",), targets=("BODY",))),
        ("WEA, VEH = ARM", Migration(sources=("WEA", "VEH"), targets=("ARM",))),
        ("ORG=ARMY,GROUP", Migration(sources=("ORG",), targets=("ARMY", "GROUP"))),
        ("Attacker=Agent", Migration(part="role", sources=("Attacker",), targets=("Agent",))),
        (
            "role:Conflict.Attack/Attacker=Agent",
            Migration(part="role", sources=("Attacker",), targets=("Agent",), event="Conflict.Attack"),
        ),
        ("Life.Die=Life.Death", Migration(part="type", sources=("Life.Die",), targets=("Life.Death",))),
    ],
)
def test_a_migration_is_read_from_a_flag(store, words, migration):
    assert migration_of(words, store.schemas.current()) == migration


@pytest.mark.parametrize("words", ["ORG", "=B", "A=", "nothing:ORG=B", "NOSUCH=B", ""])
def test_a_flag_that_says_nothing_is_a_mistake(store, words):
    with pytest.raises(UsageError):
        migration_of(words, store.schemas.current())


def test_a_schema_file_says_its_migrations_itself(tmp_path, store):
    path = tmp_path / "next.toml"
    path.write_text(
        '[schema]\nname = "small"\nversion = "2"\n[[entity]]\nid = "THING"\n[[event]]\nid = "Act"\n'
        '[[event.roles]]\nid = "Who"\n'
        '[[migration]]\nfrom = ["ORG", "NORP", "GPE"]\nto = ["THING"]\n'
        '[[migration]]\npart = "type"\nfrom = ["Conflict.AirStrike"]\nto = ["Act"]\n'
        '[[migration]]\npart = "role"\nfrom = ["Attacker", "Target"]\nto = ["Who"]\nevent = "Act"\n',
        encoding="utf-8",
    )
    report = apply(store, schema_from_file(path))
    assert report.problems == ()
    assert store.layers.load(1, NOA)["e1"].arguments == (Argument("Who", "s1"), Argument("Who", "s3"))


def described(store: Store, **attributes: str) -> None:
    """Give the strike attributes."""
    desk = open_desk(store)
    for name, value in attributes.items():
        desk.do("Describe", edits.set_attribute(desk.layer, "e1", name, value))


def with_attribute(store: Store, name: str, **changes) -> Schema:
    """The next version, in which one attribute is another."""
    now = store.schemas.current()
    return next_version(
        store, attributes=tuple(replace(one, **changes) if one.id == name else one for one in now.attributes)
    )


def test_a_renamed_attribute_takes_its_values_along_and_one_undo_takes_it_back(store):
    described(store, polarity="negative", modality="planned")
    schema = with_attribute(store, "polarity", id="negation")
    with pytest.raises(SchemaError, match=r"attribute polarity of Conflict.AirStrike \(1 times\)"):
        apply(store, schema)
    report = apply(store, schema, Migration(part="attribute", sources=("polarity",), targets=("negation",)))
    assert report.steps[0].title == "Rename attribute polarity to negation"
    assert report.problems == ()
    assert store.layers.load(1, NOA)["e1"].attributes == {"modality": "planned", "negation": "negative"}
    open_desk(store).undo()
    assert store.layers.load(1, NOA)["e1"].attributes == {"modality": "planned", "polarity": "negative"}


def test_values_of_an_attribute_are_renamed_merged_and_removed(store):
    described(store, modality="feared")
    schema = with_attribute(store, "modality", values=("asserted", "unreal"))
    with pytest.raises(SchemaError, match=r"value feared of modality \(1 times\)"):
        apply(store, schema)
    steps = Migration(part="value", of="modality", sources=("believed", "planned", "feared"), targets=("unreal",))
    assert apply(store, schema, steps, is_trial=True).steps[0].annotations == 1
    apply(store, schema, Migration(part="value", of="modality", sources=("feared",)), is_trial=True)
    apply(store, schema, steps)
    assert store.layers.load(1, NOA)["e1"].attributes == {"modality": "unreal"}


def test_an_attribute_becomes_another_with_other_values_as_one_act(store):
    described(store, modality="feared", polarity="negative")
    now = store.schemas.current()
    merged = replace(
        now.attributes[0], id="factuality", on=("event",), type="choice", values=("yes", "no"), default=None
    )
    kept = tuple(one for one in now.attributes if one.id not in ("modality", "polarity"))
    report = apply(
        store,
        next_version(store, attributes=(*kept, merged)),
        Migration(part="attribute", sources=("polarity", "modality"), targets=("factuality",)),
        Migration(part="value", of="factuality", sources=("negative", "feared"), targets=("no",)),
    )
    assert report.problems == ()
    assert store.layers.load(1, NOA)["e1"].attributes == {"factuality": "no"}
    desk = open_desk(store)
    assert desk.undoable.title.startswith("Merge value negative, feared of factuality into no; Merge attribute")
    desk.undo()
    assert store.layers.load(1, NOA)["e1"].attributes == {"modality": "feared", "polarity": "negative"}


def test_an_attribute_that_goes_is_removed_when_told(store):
    described(store, polarity="negative")
    now = store.schemas.current()
    schema = next_version(store, attributes=tuple(one for one in now.attributes if one.id != "polarity"))
    with pytest.raises(SchemaError, match="attribute polarity") as refused:
        apply(store, schema)
    assert "value" not in str(refused.value)  # its values are not counted again
    apply(store, schema, Migration(part="attribute", sources=("polarity",)))
    assert store.layers.load(1, NOA)["e1"].attributes == {}


def test_a_text_that_becomes_a_choice_says_which_values_would_be_lost(store):
    apply(store, with_attribute(store, "polarity", type="string", values=()))
    desk = open_desk(store)
    desk.do("Describe", edits.set_attribute(desk.layer, "e1", "polarity", "rather not"))
    now = store.schemas.current()
    schema = with_attribute(store, "polarity", type="choice", values=("positive",))
    back = replace(schema, head=replace(now.head, version="2"))
    with pytest.raises(SchemaError, match="value rather not of polarity"):
        apply(store, back)


def test_a_subtype_is_renamed_before_its_label_is(store):
    now = store.schemas.current()
    old = now.label_by_id["ORG"]
    body = replace(old, id="BODY", key="", subtypes=(replace(old.subtypes[0], id="Army"),))
    schema = without(store, "ORG")
    report = apply(
        store,
        replace(schema, labels=(*schema.labels, body)),
        Migration(sources=("ORG",), targets=("BODY",)),
        Migration(part="subtype", of="BODY", sources=("StateForces", "ArmedGroup"), targets=("Army",)),
    )
    assert [step.annotations for step in report.steps] == [2, 2]
    assert [store.layers.load(1, NOA)[id].attributes for id in ("s1", "s3")] == [{"subtype": "Army"}] * 2
    assert len(list(store.revisions.of_layer(1, NOA))) == 5 + 1


def test_a_subtype_that_is_gone_is_counted_and_removed_when_told(store):
    now = store.schemas.current()
    labels = tuple(replace(one, subtypes=()) if one.id == "ORG" else one for one in now.labels)
    schema = next_version(store, labels=labels)
    with pytest.raises(SchemaError, match=r"subtype ArmedGroup of ORG \(1 times\), subtype StateForces of ORG"):
        apply(store, schema)
    apply(store, schema, Migration(part="subtype", of="ORG", sources=("ArmedGroup", "StateForces")))
    assert store.layers.load(1, NOA)["s1"].attributes == {}


@pytest.mark.parametrize(
    ("split", "decide"),
    [
        (
            Migration(part="value", of="modality", sources=("feared",), targets=("asserted", "planned")),
            ("modality", "planned"),
        ),
        (Migration(part="attribute", sources=("modality",), targets=("polarity", "tense")), ("modality", None)),
    ],
)
def test_a_split_value_or_attribute_waits_until_somebody_decides(store, split, decide):
    described(store, modality="feared")
    now = store.schemas.current()
    if split.part == "value":
        schema = with_attribute(store, "modality", values=("asserted", "planned"))
    else:
        schema = next_version(store, attributes=tuple(one for one in now.attributes if one.id != "modality"))
    report = apply(store, schema, split)
    assert [(step.annotations, step.waiting) for step in report.steps] == [(0, 1)]
    assert [(one.annotation, one.name, one.choices) for one in work_list(store)] == [
        ("e1", split.sources[0], split.targets)
    ]
    desk = open_desk(store)
    desk.do("Decide", edits.set_attribute(desk.layer, "e1", *decide))
    assert work_list(store) == []


def test_a_split_subtype_waits_on_its_label_only(store):
    now = store.schemas.current()
    gone = tuple(
        replace(one, subtypes=tuple(two for two in one.subtypes if two.id != "StateForces")) for one in now.labels
    )
    split = Migration(part="subtype", of="ORG", sources=("StateForces",), targets=("ArmedGroup", "Militia"))
    with pytest.raises(SchemaError, match="has no subtype 'Nonsense' of ORG"):
        apply(store, next_version(store, labels=gone), replace(split, targets=("ArmedGroup", "Nonsense")))
    known = tuple(two.id for two in now.label_by_id["ORG"].subtypes if two.id != "StateForces")[:2]
    apply(store, next_version(store, labels=gone), replace(split, targets=known))
    assert [one.annotation for one in work_list(store)] == ["s1"]


@pytest.mark.parametrize(
    ("words", "migration"),
    [
        ("polarity=negation", Migration(part="attribute", sources=("polarity",), targets=("negation",))),
        ("value:polarity/negative=no", Migration(part="value", of="polarity", sources=("negative",), targets=("no",))),
        ("subtype:ORG/A,B=C", Migration(part="subtype", of="ORG", sources=("A", "B"), targets=("C",))),
        ("subtype:A=B", Migration(part="subtype", sources=("A",), targets=("B",))),
    ],
)
def test_a_migration_of_an_attribute_is_read_from_a_flag(store, words, migration):
    assert migration_of(words, store.schemas.current()) == migration


@pytest.mark.parametrize("words", ["value:negative=no", "label:X/ORG=BODY"])
def test_a_flag_that_names_no_owner_or_one_too_many_is_a_mistake(store, words):
    with pytest.raises(UsageError):
        migration_of(words, store.schemas.current())
