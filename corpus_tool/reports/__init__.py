"""Tables about a corpus."""
