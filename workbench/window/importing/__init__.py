"""Bringing articles in: the sheet that says what files hold before they are imported, and the report after it."""
