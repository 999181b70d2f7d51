"""What is learned from done work, what would bring most to it, and what it doubts."""
