"""The editor of the project's scheme."""
