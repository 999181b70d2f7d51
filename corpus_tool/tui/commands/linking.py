"""Which thing a mark names: an id in a knowledge base, or earlier mentions of it."""

from functools import partial

from corpus_tool.model.annotations import Event, Span
from corpus_tool.saying import tr
from corpus_tool.tui import palette
from corpus_tool.tui.acting import act, describe, pick_here
from corpus_tool.tui.commands.base import Command
from corpus_tool.tui.picking import Item, Picking
from corpus_tool.tui.place import Place
from corpus_tool.tui.prompts import Prompt, choices_of
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.workbench import linking


class Link(Command):
    """Link the mark under the selection to an id; ids used before are found by typing a name they were given."""

    title = "Link"
    keys = ("K",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        pick_here(place, tr("Link which?"), partial(_ask_link, place))


def _ask_link(place: Place, one: Span | Event) -> None:
    if isinstance(one, Event):
        place.say(tr("An event has no link: only a name has."))
        return
    known = linking.known_links(place.work, one)

    def link(id: str) -> None:
        act(place, partial(linking.set_link, place.work, one.id, id))

    items = [_link_item(row, partial(link, row.link)) for row in known]
    sure = one.link is None and bool(known) and known[0].is_namesake
    place.ask_line(
        Picking(items, link, first=sure).prompt(tr("Link of {mark}:", mark=describe(place, one)), one.link or "")
    )


def _link_item(known: linking.Known, act: partial[None]) -> Item:
    names = [piece for name in known.names[:3] for piece in (Piece(name), Piece("  "))]
    pieces = (Piece(f"{known.link}  ", palette.BOLD), *names, Piece(f"{known.times}×", palette.DIM))
    return Item(pieces, " ".join((known.link, *known.names)), act)


class TieFar(Command):
    """Tie the mark under the selection to mentions far away: found by typing a part of their name."""

    title = "Tie to a chain"
    keys = ("&",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        relations = [relation.id for relation in place.work.desk.schema.relations]
        if not relations:
            place.say(tr("The schema has no relations."))
        elif len(relations) == 1:
            pick_here(place, tr("Tie which?"), partial(_ask_chain, place, relations[0]))
        else:
            choices = choices_of(
                relations, lambda at: pick_here(place, tr("Tie which?"), partial(_ask_chain, place, relations[at]))
            )
            place.ask(Prompt(tr("Which relation?"), choices))


def _ask_chain(place: Place, relation: str, one: Span | Event) -> None:
    if isinstance(one, Event):
        place.say(tr("Chains are of names; C ties events."))
        return
    found = linking.other_chains(place.work, relation, one)
    if not found:
        place.say(tr("There is nothing else to tie it to."))
        return
    items = [_chain_item(place, chain, relation, one) for chain in found]
    place.ask_line(Picking(items).prompt(f"{relation} of {describe(place, one)}:"))


def _chain_item(place: Place, chain: tuple[Span, ...], relation: str, one: Span) -> Item:
    texts = list(dict.fromkeys(place.work.desk.text_of(mention) for mention in chain))
    target = linking.nearest_mention(chain, one)
    pieces = (
        Piece(f"{target.label}  ", palette.BOLD),
        *(piece for text in texts[:3] for piece in (Piece(text), Piece("  "))),
        Piece(f"{len(chain)}×", palette.DIM),
    )
    tie = partial(place.work.tie, relation, one.id, target.id)
    return Item(pieces, " ".join((target.label, *texts)), partial(act, place, tie))


COMMANDS = (Link, TieFar)
