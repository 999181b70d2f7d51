"""What adjudicators decided about a document: where each gold annotation is from, and why."""

from msgspec import Struct

from corpus_tool.model.decided import layers_of, people_of
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.model.rulings import Ruling
from corpus_tool.store.database import Database
from corpus_tool.store.ruling_rows import rulings_of


class Decided(Struct, frozen=True):
    """One decision that stands."""

    gold: LayerName
    """The layer it was made in."""
    key: str
    """`noa/s1`: the layer and id of a reading; nothing before the stroke where nobody had marked it."""
    ruling: Ruling


class Adjudication:
    """The table `rulings`, as it is read beside the layers."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def origins(self, document_id: int) -> list[Decided]:
        """Every decision about a document that stands, layer by layer, by key."""
        rows = self._db.execute(
            "SELECT id, annotator, kind FROM shown_layers WHERE document_id = ? AND kind = ? ORDER BY id",
            (document_id, LayerKind.GOLD),
        )
        names = {id: LayerName(annotator, LayerKind(kind)) for id, annotator, kind in rows}
        found = rulings_of(self._db, list(names))
        return [Decided(name, key, one) for id, name in names.items() for key, one in found.get(id, {}).items()]

    def sources(self, layer_id: int) -> set[str]:
        """The short names of the layers that a gold layer was decided from."""
        return layers_of(rulings_of(self._db, [layer_id])[layer_id].values())

    def people(self) -> set[str]:
        """Everybody whom a decision of the corpus names: who decided, and whose readings there were."""
        ids = [id for (id,) in self._db.execute("SELECT DISTINCT layer_id FROM rulings")]
        return people_of(one for id in ids for one in rulings_of(self._db, [id])[id].values())

    def reasons(self, document_id: int) -> list[Decided]:
        """Those of them that say why, or name the guideline."""
        return [one for one in self.origins(document_id) if one.ruling.reason or one.ruling.guideline]

    def adjudicators(self, document_id: int) -> list[str]:
        """Everybody who decided something about it, by name."""
        return sorted({one.ruling.who for one in self.origins(document_id)})
