"""Writing a comment: one line, and what it is about, which up and down change."""

from typing import NamedTuple

from corpus_tool.model.naming import mark_named
from corpus_tool.saying import tr
from corpus_tool.tui.place import Place
from corpus_tool.tui.prompts import LinePrompt
from corpus_tool.workbench.annotating import Annotating
from corpus_tool.workbench.commenting import comment, is_asking


class Target(NamedTuple):
    """What a comment can be about: an annotation, a place, or with neither the document."""

    title: str
    annotation: str | None = None
    place: tuple[int, int] | None = None


def targets(work: Annotating) -> list[Target]:
    """The mark that fits the selection, the selection, the other marks there, the document."""
    desk = work.desk
    here = [
        (
            one.fragments == (work.spot.selection.range,),
            Target(f"{mark_named(desk.schema, one)} {desk.text_of(one)}", one.id),
        )
        for one in work.spot.here()
    ]
    start, end = work.spot.selection.range
    words = " ".join(desk.document.text[start:end].split())
    return [
        *(target for fits, target in here if fits),
        *([Target(words, None, (start, end))] if start < end else []),
        *(target for fits, target in here if not fits),
        Target(tr("the document")),
    ]


class Writing:
    """A comment on its way."""

    def __init__(self, place: Place, about: list[Target]) -> None:
        self._place = place
        self._about = about
        self._number = 0
        self._text = ""

    def ask(self) -> None:
        """Let her write it."""
        self._place.say(tr("A question ends with ?  up and down choose what it is about  escape leaves"))
        self._place.ask_line(
            LinePrompt(
                tr("On {target}:", target=self._target.title),
                submitted=self._keep,
                value=self._text,
                changed=self._change,
                stepped=self._step,
                left=lambda: self._place.say(""),
            )
        )

    @property
    def _target(self) -> Target:
        return self._about[self._number % len(self._about)]

    def _change(self, text: str) -> None:
        self._text = text

    def _step(self, step: int) -> None:
        self._number += step
        self.ask()

    def _keep(self, text: str) -> None:
        if not text.strip():
            self._place.say(tr("Nothing was written."))
            return
        desk = self._place.work.desk
        comment(
            desk.store,
            desk.document_id,
            text,
            desk.who,
            on=self._target.annotation,
            layer=desk.layer.name.short if self._target.annotation else None,
            place=self._target.place,
            is_question=is_asking(text),
            surroundings=desk.surroundings,
        )
        self._place.changed()
        kind = tr("The question") if is_asking(text) else tr("The comment")
        self._place.say(tr("{kind} is kept; J lists what is open.", kind=kind))
