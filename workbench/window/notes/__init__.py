"""The panel of notes: comments and flags, of the shown article or of all."""
