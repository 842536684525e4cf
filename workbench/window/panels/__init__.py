"""One dock or bar of the window per file."""
