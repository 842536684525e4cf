"""Finding words in the article and in the project, and tagging what was found: a bar, suggestions, a panel."""
