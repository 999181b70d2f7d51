"""What is suggested in a document: where it comes from, how it is offered, and what is said of it."""
