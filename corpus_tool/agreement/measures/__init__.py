"""One module a measure, or a family that differs in one thing. A module declares `MEASURES`; none imports another."""
