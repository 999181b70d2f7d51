"""What each measure is, for people: how it is computed, who said so, and when there is no figure."""

from collections.abc import Iterator

from corpus_tool.agreement import Comparison, Measure, Why

REASONS: dict[Why, str] = {
    Why.NO_SHARED_DOCUMENTS: "no document was done by both (or by two of all)",
    Why.FEWER_THAN_TWO_ANNOTATORS: "nobody, or one annotator alone, has finished anything",
    Why.NO_ANNOTATIONS: "nobody marked what the measure is about",
    Why.NO_VARIATION: "there is one value everywhere, so chance would agree always",
    Why.OVERLAPPING_UNITS: "spans of one annotator overlap, for which the measure is not defined",
    Why.NO_DOCUMENT_DONE_BY_ALL: "no document was done by all annotators",
    Why.LABEL_NOT_USED: "nobody who is compared used the label",
    Why.NO_SPANS_BY_FIRST: "the first annotator marked nothing to divide by",
    Why.NO_SPANS_BY_SECOND: "the second annotator marked nothing to divide by",
    Why.NO_SHARED_EVENTS: "no event was found by both",
    Why.NO_SHARED_SPANS: "no text was marked by both",
    Why.TOO_MANY_UNITS: "aligning so many units would take minutes to hours",
    Why.NOT_INSTALLED: "what computes it is not installed",
}
"""Why a figure is not there, in words."""

_F1 = "F1 = 2 tp / (|A| + |B|), counts pooled over documents; tp: "
_VALUES = "Each position has the sorted set of labels that cover it, or nothing, as its value. "
_UNITS = "The counted documents are laid end to end. "
_TRIGGER = "Sets over documents, repeats count once; "

DEFINITIONS: dict[str, tuple[str, str]] = {
    "f1_strict": (_F1 + "multiset intersection of (document, place, label).", "Hripcsak and Rothschild 2005"),
    "precision_strict": ("tp / |B|, with tp of strict F1.", "Hripcsak and Rothschild 2005"),
    "recall_strict": ("tp / |A|, with tp of strict F1.", "Hripcsak and Rothschild 2005"),
    "f1_bounds": (_F1 + "multiset intersection of (document, place).", "Hripcsak and Rothschild 2005"),
    "f1_overlap_typed": (
        _F1 + "largest one-to-one matching of spans with one label that share a position.",
        "matching: Berge 1957",
    ),
    "f1_overlap_any": (_F1 + "largest one-to-one matching of spans that share a position.", "matching: Berge 1957"),
    "f1_partial": (
        _F1 + "largest credit of a one-to-one matching: 1 for the same place, 1/2 for any other overlap.",
        "MUC and SemEval-2013 9.1, matched for most credit instead of greedily",
    ),
    "f1_token": (_F1 + "set intersection of (document, position, label).", ""),
    "percent": (_VALUES + "The share of positions with equal values.", ""),
    "cohen": (_VALUES + "(Po - Pe) / (1 - Pe), Pe from each one's own shares.", "Cohen 1960"),
    "cohen_anyspan": ("Cohen's kappa over positions on which at least one of the two has a span.", "Cohen 1960"),
    "scott": (_VALUES + "(Po - Pe) / (1 - Pe), Pe from the mean of both's shares.", "Scott 1955"),
    "ac1": (_VALUES + "Pe = sum of p (1 - p) / (k - 1) over the k values that occur.", "Gwet 2008"),
    "fleiss": (
        _VALUES + "Mean agreement of all pairs, Pe from everybody's shares together; documents done by all.",
        "Fleiss 1971",
    ),
    "conger": (
        _VALUES + "Mean agreement of all pairs, Pe the mean over pairs of each one's shares; documents done by all.",
        "Conger 1980",
    ),
    "alpha": (
        _VALUES + "1 - (n - 1) (n - alike) / (n² - Σ n_c²) of the coincidences; not done is missing.",
        "Krippendorff, Content Analysis 2018, ch. 12, nominal, small samples",
    ),
    "alpha_anyspan": ("Alpha over positions on which at least one of those compared has a span.", "Krippendorff 2018"),
    "alpha_u": (
        _UNITS + "By label: squared distances of the borders of units that overlap, squared lengths of those alone,"
        " against the same units thrown at random; labels are added up.",
        "Krippendorff 1995, 2004",
    ),
    "u_alpha": (
        _UNITS + "Lengths that annotators have alike against those that chance gives to units of these lengths.",
        "Krippendorff, Mathet, Bouvry, Widlöcher 2016",
    ),
    "u_alpha_binary": ("As u-alpha, with all labels taken as one.", "Krippendorff and others 2016"),
    "cu_alpha": ("As u-alpha, over what both marked; of two annotators.", "Krippendorff 2019, 12.6.5"),
    "ku_alpha": ("As cu-alpha, of one label among all; of two annotators.", "Krippendorff 2019, 12.6.6"),
    "label_percent": ("Of places both marked once: the share with equal labels.", ""),
    "label_cohen": ("Cohen's kappa of the labels of places both marked once.", "Cohen 1960"),
    "gamma": (
        _UNITS + "1 - observed / expected disorder of the best alignment; place and label weigh 1 each.",
        "Mathet, Widlöcher, Métivier 2015; pygamma-agreement",
    ),
    "gamma_cat": ("Gamma's agreement on labels alone, of aligned units.", "Mathet 2017; pygamma-agreement"),
    "gamma_disorder": ("The mean dissimilarity in the best alignment; smaller is better.", "Mathet and others 2015"),
    "ev_trig_id": (_TRIGGER + "F1 of (document, trigger).", "Li and others 2013"),
    "ev_trig_cls": (_TRIGGER + "F1 of (document, trigger, type).", "Li and others 2013"),
    "ev_trig_overlap_cls": ("Largest one-to-one matching of triggers with one type that share a position.", ""),
    "ev_arg_id": (_TRIGGER + "F1 of (document, event type, argument).", "Li and others 2013"),
    "ev_arg_cls": (_TRIGGER + "F1 of (document, event type, argument, role).", "Li and others 2013"),
    "ev_arg_id_attached": (_TRIGGER + "F1 of (document, event type, trigger, argument).", "TextEE 2024"),
    "ev_arg_cls_attached": (_TRIGGER + "F1 of (document, event type, trigger, argument, role).", "TextEE 2024"),
    "ev_arg_id_attached_on_shared": ("ev_arg_id_attached of triggers that both marked with one type.", ""),
    "ev_arg_cls_attached_on_shared": ("ev_arg_cls_attached of triggers that both marked with one type.", ""),
    "ev_attributes": ("F1 of (attribute, value) of events both marked with one trigger and type.", ""),
    "rel_id": (_TRIGGER + "F1 of (document, source, target).", ""),
    "rel_cls": (_TRIGGER + "F1 of (document, source, target, type).", ""),
    "coref_muc": ("F1 of links: a chain in k parts lacks k - 1.", "Vilain and others 1995"),
    "coref_b3": ("F1 over mentions: how much of the chain stands with it.", "Bagga and Baldwin 1998"),
    "coref_ceafe": ("F1 of the best one-to-one matching of chains, phi 4.", "Luo 2005"),
    "coref_lea": ("F1 of the links of each chain, weighted by its size.", "Moosavi and Strube 2016"),
    "coref_conll": ("The mean of MUC, B-cubed and CEAF-e.", "Pradhan and others 2012"),
}
"""Measure to how it is computed and who said so."""

SEMEVAL = (
    "Spans of the second, in order, each held against those of the first that it overlaps; the first is gold.",
    "SemEval-2013 task 9.1 as in nervaluate 1.2.1",
)

_COMMON = (Why.NO_ANNOTATIONS,)
_CHANCE = ("cohen", "scott", "ac1", "fleiss", "conger", "alpha", "u_alpha", "cu_alpha", "ku_alpha", "label_cohen")
_OVERLAP = ("alpha_u", "u_alpha", "cu_alpha", "ku_alpha", "semeval")
_ALL_DONE = ("fleiss", "conger", "alpha_u", "u_alpha", "gamma")


def definition_of(measure: Measure) -> tuple[str, str]:
    """(How it is computed, who said so)."""
    return SEMEVAL if measure.name.startswith("semeval") else DEFINITIONS[measure.name]


def undefined(measure: Measure) -> tuple[Why, ...]:
    """When there is no figure."""
    name = measure.name
    shared = Why.NO_DOCUMENT_DONE_BY_ALL if name.startswith(_ALL_DONE) else Why.NO_SHARED_DOCUMENTS
    few = (Why.FEWER_THAN_TWO_ANNOTATORS,) if measure.comparison is Comparison.ALL else ()
    found = [*few, shared, *_COMMON]
    found += [Why.NO_VARIATION] if name.startswith(_CHANCE) else []
    found += [Why.OVERLAPPING_UNITS] if name.startswith(_OVERLAP) else []
    found += [Why.NO_SPANS_BY_SECOND] if "precision" in name else []
    found += [Why.NO_SPANS_BY_FIRST] if "recall" in name else []
    found += [Why.NO_SHARED_EVENTS] if name.endswith("on_shared") or name == "ev_attributes" else []
    found += [Why.NO_SHARED_SPANS] if name.startswith(("cu_", "ku_", "label_")) else []
    found += [Why.NOT_INSTALLED, Why.TOO_MANY_UNITS] if name.startswith("gamma") else []
    return tuple(found + ([Why.LABEL_NOT_USED] if measure.by_label else []))


def facts(measure: Measure) -> Iterator[tuple[str, str]]:
    """What there is to say of it: a word for each, and the sentence."""
    definition, source = definition_of(measure)
    yield "name", f"{measure.title} ({measure.name})"
    yield "question", measure.question
    yield "computed", definition
    if source:
        yield "source", source
    yield "about", f"{'two annotators' if measure.comparison is Comparison.PAIR else 'any number'}; {measure.items}"
    yield "n/a", "; ".join(f"{why}: {REASONS[why]}" for why in undefined(measure))
