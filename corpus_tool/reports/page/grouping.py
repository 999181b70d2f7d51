"""Under which heading a disagreement stands on the page, and the anchors that lead there."""

from enum import StrEnum
from typing import NamedTuple

from corpus_tool.model.disagreements import Disagreement, What
from corpus_tool.model.readings import Kind
from corpus_tool.saying import tr, tr_later


class Family(StrEnum):
    """What a disagreement is mainly about; of several ways to differ, the first of these."""

    LABEL = "label"
    MISSING = "missing"
    BORDER = "border"
    ROLE = "role"
    DETAIL = "detail"


TITLES = {
    Family.LABEL: (tr_later("Another label"), tr_later("They marked the same thing and called it differently.")),
    Family.MISSING: (
        tr_later("Only some marked it"),
        tr_later("Somebody marked it, and somebody else marked nothing there."),
    ),
    Family.BORDER: (tr_later("Other borders"), tr_later("They gave it the same label and drew it longer or shorter.")),
    Family.ROLE: (tr_later("Who plays which role"), tr_later("They agree on the event and not on its arguments.")),
    Family.DETAIL: (
        tr_later("Attributes and links"),
        tr_later("They agree on place and label and not on what else is said of it."),
    ),
}
"""Family to its heading and what it means."""

MANY = {What.SPAN: tr_later("spans"), What.EVENT: tr_later("events"), What.RELATION: tr_later("relations")}
"""What is marked, in the plural."""

_FAMILY = {
    Kind.LABEL: Family.LABEL,
    Kind.BORDER_AND_LABEL: Family.LABEL,
    Kind.EVENT_TYPE: Family.LABEL,
    Kind.MISSING: Family.MISSING,
    Kind.BORDER: Family.BORDER,
    Kind.TRIGGER: Family.BORDER,
    Kind.ARGUMENT_MISSING: Family.ROLE,
    Kind.ROLE: Family.ROLE,
    Kind.ATTRIBUTE: Family.DETAIL,
}


class Group(NamedTuple):
    """Disagreements of one family about the same labels."""

    family: Family
    what: What
    labels: tuple[str, ...]
    """In alphabetical order, `NOTHING` first where somebody marked nothing."""

    @property
    def title(self) -> str:
        """Its labels, as the page writes them."""
        return " \u00b7 ".join(name_of(label) for label in sorted(self.labels, key=lambda label: (not label, label)))


def group_of(found: Disagreement) -> Group:
    """Where it stands."""
    families = {family_of(kind, found.what) for kind in found.kinds}
    return Group(min(families, key=list(Family).index), found.what, tuple(sorted(set(found.labels.values()))))


def family_of(kind: Kind, what: What) -> Family:
    """Where disagreements of a kind stand; another border in an event is one of its arguments'."""
    return Family.ROLE if kind is Kind.BORDER and what is What.EVENT else _FAMILY[kind]


def name_of(label: str) -> str:
    """A label as the page writes it."""
    return label or tr("nothing")
