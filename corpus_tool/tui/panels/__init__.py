"""What can stand beside the text, one list a module."""
