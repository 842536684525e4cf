"""What the work is about, free of Qt, database and file formats; imports the standard library only."""
