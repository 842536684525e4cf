"""What the session edits, a module for each kind of thing; all of them stand on ``edit``."""
