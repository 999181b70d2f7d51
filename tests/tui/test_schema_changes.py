"""A schema that is put in force while somebody annotates: her keys are the new ones, and no mark goes astray."""

from msgspec.structs import replace

from corpus_tool.model.schemas import Label, Migration
from corpus_tool.store.store import Store
from corpus_tool.workbench.migrating import put_in_force


def rename_gpe(path) -> None:
    """Another process puts the next version in force: GPE is TOWN, and has another key."""
    with Store.open(path) as other:
        now = other.schemas.current()
        labels = tuple(Label(id="TOWN", key="9") if one.id == "GPE" else one for one in now.labels)
        renamed = [
            replace(role, fillers=tuple("TOWN" if filler == "GPE" else filler for filler in role.fillers))
            for event in now.events
            for role in event.roles
        ]
        roles = iter(renamed)
        events = tuple(replace(event, roles=tuple(next(roles) for _ in event.roles)) for event in now.events)
        common = tuple(replace(role, fillers=()) for role in now.common_roles)
        attributes = tuple(one for one in now.attributes if "GPE" not in one.on)
        schema = replace(
            now,
            head=replace(now.head, version="2"),
            labels=labels,
            events=events,
            common_roles=common,
            attributes=attributes,
        )
        put_in_force(other, schema, "lead", extra=[Migration(sources=("GPE",), targets=("TOWN",))])


async def test_the_keys_are_those_of_the_new_schema_after_the_first_act_is_refused(open_session):
    async with open_session() as session:
        session.select("حلب")
        assert "9 TOWN" not in session.line("bar")
        rename_gpe(session.store.path)
        await session.press("g")
        assert "schema was changed" in session.line("status")
        assert session.stored() == []
        assert "TOWN" in session.line("bar")
        await session.press("g")
        assert session.stored() == []
        await session.press("9")
        assert [one.label for one in session.stored()] == ["TOWN"]


async def test_what_was_marked_is_shown_under_its_new_label(open_session):
    async with open_session() as session:
        session.select("حلب")
        await session.press("g")
        rename_gpe(session.store.path)
        session.select("داعش")
        await session.press("o")
        assert "schema was changed" in session.line("status") or "changed in another window" in session.line("status")
        session.select("حلب")
        assert "TOWN" in session.line("here")
        await session.press("U")
        assert [one.label for one in session.stored()] == ["GPE"]
