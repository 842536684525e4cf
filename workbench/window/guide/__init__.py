"""The panel that shows what the scheme says about the label under work."""
