"""Adjudicating on the screen: the list of matters, what is said in it, what it asks."""
