"""Header, notice and status bar: where one is, what is saved, what happened."""
