"""The panel of what is missing or doubtful in the article that is open."""
