"""Data frozen under a name and a number: made, written, described, compared and verified."""
