"""The tour: drives the window through a whole story by its real widgets, a module for each part of it."""
