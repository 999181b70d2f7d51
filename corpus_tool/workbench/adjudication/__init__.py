"""An adjudicator at work: one article after the other, decisions, and how they become acts."""
