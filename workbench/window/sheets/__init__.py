"""The dialogs, all of one shape."""
