"""The page that shows how far the work is."""
