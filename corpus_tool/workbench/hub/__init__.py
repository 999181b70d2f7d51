"""A corpus and its hub: what goes there, what comes from there, and what is read of it without coming."""
