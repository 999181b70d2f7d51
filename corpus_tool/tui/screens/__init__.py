"""Screens: each binds state down to its widgets and listens to what they tell."""
