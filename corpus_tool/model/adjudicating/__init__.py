"""Adjudicating: from what several annotators say of one text to a gold layer, one matter at a time. Pure.

A matter is one thing that at least one of them marked (`Matters`). `Deciding` makes a gold layer into what it is after
some decisions, `fitted` takes as much of one as the rules allow; `following` keeps up what is known of gold
annotations that are changed by hand.
"""

from corpus_tool.model.adjudicating.accepting import Accepted, accepted
from corpus_tool.model.adjudicating.borders import Borders, merged_borders
from corpus_tool.model.adjudicating.deciding import Deciding, Stamp
from corpus_tool.model.adjudicating.fitting import Fitted, fitted
from corpus_tool.model.adjudicating.following import following
from corpus_tool.model.adjudicating.matters import Matter, Matters, Proposal, State
from corpus_tool.model.adjudicating.mixing import Part, parts_of

__all__ = [
    "Accepted",
    "Borders",
    "Deciding",
    "Fitted",
    "Matter",
    "Matters",
    "Part",
    "Proposal",
    "Stamp",
    "State",
    "accepted",
    "fitted",
    "following",
    "merged_borders",
    "parts_of",
]
